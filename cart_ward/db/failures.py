"""What the driver and the disk report, as one of the four foreseen kinds of failure."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2

from cart_ward.errors import CartWardError, Conflict, NotAllowed, Unavailable, Untrusted

BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, CONSTRAINT, NOTADB = (
    5,
    6,
    8,
    10,
    11,
    13,
    14,
    19,
    26,
)
"""Primary result codes of SQLite."""

_OF_MACHINE = {
    BUSY: "store.busy",
    LOCKED: "store.busy",
    READONLY: "store.unwritable",
    CANTOPEN: "store.unwritable",
    FULL: "store.full",
    IOERR: "store.io_failed",
}
_OF_UNIQUE = {
    "chart_entry.amends_id": "chart.amended",
    "chart_entry.token": "act.already_done",
    "dose_claim.order_id": "order.already_given",
    "admission.bed_id": "bed.taken",
    "admission.patient_id": "patient.already_admitted",
    "patient.hospital_no": "patient.number_taken",
    "bed.name": "bed.name_taken",
    "staff.badge": "staff.badge_taken",
    "product.code": "product.version_taken",
    "protocol_version.name": "protocol.version_taken",
    "protocol_approval.version_id": "protocol.already_approved",
}
_OF_DISK = {
    errno.ENOSPC: "store.full",
    errno.EDQUOT: "store.full",
    errno.EFBIG: "store.full",
    errno.EACCES: "store.unwritable",
    errno.EPERM: "store.unwritable",
    errno.EROFS: "store.unwritable",
    errno.ENOTDIR: "store.unwritable",
    errno.ENOENT: "store.unwritable",
}


def of_constraint(message: str) -> CartWardError:
    """Return what a refused row means: somebody was first, or the value cannot be."""
    if message.startswith("UNIQUE"):
        column = message.partition(": ")[2].partition(",")[0]
        return Conflict(_OF_UNIQUE.get(column, "chart.changed"))
    if message.startswith(("CHECK", "NOT NULL")):
        return NotAllowed("store.impossible_value", rule=message.partition(": ")[2])
    if "append-only" in message:
        return NotAllowed("store.append_only")
    return Conflict("chart.changed")


def of_driver(error: BaseException | None) -> CartWardError | None:
    """Return the foreseen failure behind a driver error, or None for our own bug."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF
    if primary == CONSTRAINT:
        return of_constraint(str(error))
    if primary in _OF_MACHINE:
        return Unavailable(_OF_MACHINE[primary])
    if primary in {CORRUPT, NOTADB}:
        return Untrusted("store.damaged")
    return None


def of_disk(error: OSError) -> CartWardError:
    """Return the foreseen failure behind a refused file."""
    return Unavailable(_OF_DISK.get(error.errno or 0, "store.io_failed"))


@contextmanager
def disk() -> Iterator[None]:
    """Turn what the disk refuses inside the block into `Unavailable`."""
    try:
        yield
    except OSError as error:
        raise of_disk(error) from error


@contextmanager
def driver() -> Iterator[None]:
    """Turn what the driver itself raises inside the block into one of the foreseen kinds."""
    try:
        yield
    except dbapi2.Error as error:
        foreseen = of_driver(error)
        if foreseen is None:
            raise
        raise foreseen from error
