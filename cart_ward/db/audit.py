"""The audit chain: seal a line over the one before, and verify the chain."""

import hmac
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, CursorResult, select
from sqlalchemy.dialects import sqlite

from cart_ward.care.ports import Moment
from cart_ward.clinical.people import Actor, PatientId
from cart_ward.db.rows import Raw, Writer, digest
from cart_ward.db.tables import AUDIT

_LINES = Writer(AUDIT)
_DIALECT = sqlite.dialect()
_AFTER = str(select(AUDIT).where(AUDIT.c.id > 0).order_by(AUDIT.c.id).compile(dialect=_DIALECT))
_LAST = str(
    select(AUDIT.c.id, AUDIT.c.seal)
    .order_by(AUDIT.c.id.desc())
    .limit(1)
    .compile(dialect=_DIALECT, compile_kwargs={"literal_binds": True})
)
_SEAL_OF = str(select(AUDIT.c.seal).where(AUDIT.c.id == 0).compile(dialect=_DIALECT))
_BATCH = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How many lines there are, and the seal of the last one."""

    count: int
    seal: bytes

    @property
    def code(self) -> str:
        """The first eight digits of the seal, as sheets and backups show it."""
        digits = self.seal.hex()[:8].upper()
        return f"{digits[:4]}-{digits[4:]}"


EMPTY = Head(count=0, seal=bytes(32))


def line_bytes(raw: Raw) -> bytes:
    """Return a line without its seal as bytes; all lengths come first, so no value can shift."""
    id_, at, mono, odd, station, staff, role, act, patient, table, row, row_digest, why, ver = raw
    shown = "-" if row_digest is None else row_digest.hex()
    return (
        f"{id_} {mono} {odd} {staff} {patient} {row} {shown} "
        f"{len(at)} {len(station)} {len(role)} {len(act)} {len(table)} {len(why)}\n"
        f"{at}{station}{role}{act}{table}{why}{ver}"
    ).encode()


def seal(key: bytes, previous: bytes, raw: Raw) -> bytes:
    """Return HMAC-SHA256 over the previous seal and this line."""
    return hmac.digest(key, previous + line_bytes(raw), "sha256")


def head(connection: Connection) -> Head:
    """Return the head of the chain as this transaction sees it."""
    last = connection.exec_driver_sql(_LAST).fetchone()
    return EMPTY if last is None else Head(count=last[0], seal=last[1])


_STEADY = range(1_000_000_000_000, 100_000_000_000_000)
"""Milliseconds from the year 2001 on: what is less was counted from the start of a computer."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOMENT = str(
    select(AUDIT.c.at, AUDIT.c.monotonic)
    .order_by(AUDIT.c.id.desc())
    .limit(1)
    .compile(dialect=_DIALECT, compile_kwargs={"literal_binds": True})
)


def steady_moment(monotonic: int) -> datetime | None:
    """Return the steady time of a line, or None for a line from before lines held it."""
    return _EPOCH + timedelta(milliseconds=monotonic) if monotonic in _STEADY else None


def last_moment(connection: Connection) -> Moment | None:
    """Return when the newest line was written, by both times; None too where it is no line."""
    last = connection.exec_driver_sql(_MOMENT).fetchone()
    if last is None:
        return None
    with suppress(ValueError):  # the chain says what was changed; here it only tells nothing
        wall = datetime.fromisoformat(last[0])
        if wall.tzinfo is not None:
            return Moment(wall=wall, steady=steady_moment(last[1]))
    return None


def seal_at(connection: Connection, count: int) -> bytes | None:
    """Return the seal of a line, or None if there is no such line."""
    if count == 0:
        return EMPTY.seal
    row = connection.exec_driver_sql(_SEAL_OF, (count,)).fetchone()
    return None if row is None else bytes(row[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What every line of one act shares; `monotonic` is the steady time in milliseconds."""

    actor: Actor
    act: str
    at: datetime
    monotonic: int
    clock_suspect: bool
    versions: str


class Chain:
    """The chain as one act lengthens it, under the write lock; `finish` writes the new lines."""

    def __init__(self, connection: Connection, key: bytes, around: Circumstances) -> None:
        self._connection = connection
        self._key = key
        self._shared: dict[str, object] = {
            "at": around.at,
            "monotonic": around.monotonic,
            "clock_suspect": around.clock_suspect,
            "station": around.actor.station,
            "staff_id": around.actor.staff_id,
            "role": around.actor.role.value,
            "act": around.act,
            "app_and_rule_version": around.versions,
        }
        self.before = head(connection)
        self.head = self.before
        self._new: list[Raw] = []

    def note(self, act: str, patient_id: PatientId | None, reason: str) -> None:
        """Add a line for something that changes no row."""
        self._add(act=act, patient_id=patient_id, reason=reason, table_name="")

    def row(self, table: str, key: int, raw: Raw, patient_id: int | None, reason: str) -> None:
        """Add a line for a row as it stands now."""
        self._add(
            table_name=table,
            row_id=key,
            row_digest=digest(raw),
            patient_id=patient_id,
            reason=reason,
        )

    def finish(self) -> None:
        """Write the lines; an act that changed nothing still leaves one."""
        if not self._new:
            self._add(table_name="", reason="")
        _LINES.add_many(self._connection, self._new)

    def _add(self, **facts: object) -> None:
        count = self.head.count + 1
        unsealed = _LINES.raw({**self._shared, **facts, "id": count})[:-1]
        self.head = Head(count=count, seal=seal(self._key, self.head.seal, unsealed))
        self._new.append((*unsealed, self.head.seal))


def first_bad(key: bytes, start: Head, lines: Iterable[Raw]) -> tuple[int | None, Head]:
    """Return the number of the first line that does not follow, and the last good head."""
    previous, count = start.seal, start.count
    for line in lines:
        count += 1
        if line[0] != count or not _follows(key, previous, line):
            return count, Head(count=count - 1, seal=previous)
        previous = line[-1]
    return None, Head(count=count, seal=previous)


def _follows(key: bytes, previous: bytes, line: Raw) -> bool:
    try:
        return hmac.compare_digest(seal(key, previous, line[:-1]), line[-1])
    except (TypeError, AttributeError):  # a value of another type than the table allows
        return False


def verify(connection: Connection, key: bytes, last: int | None = None) -> tuple[int | None, Head]:
    """Check the whole chain, or its last lines; return the first bad line and the last good head.

    A cut tail is not found here but by the anchored head (`db.head`).
    """
    start = EMPTY
    if last is not None and (newest := head(connection).count) > last:
        before = seal_at(connection, newest - last)
        start = Head(count=newest - last, seal=before or EMPTY.seal)
    found = connection.exec_driver_sql(_AFTER, (start.count,))
    return first_bad(key, start, _streamed(found))


def _streamed(found: CursorResult[Any]) -> Iterable[Raw]:
    """Yield rows in batches, so that a long chain is never held whole."""
    while batch := found.fetchmany(_BATCH):
        yield from batch
