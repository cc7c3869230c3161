"""How the record itself is doing: audit chain, backup, clock and what it lies on, as facts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cart_ward.care import access
from cart_ward.care.ports import Desk

BACKUP_LATE = timedelta(minutes=90)
"""Age from which the last good copy is late: one is made each hour, so a turn was left out."""

LEAST_FREE = 1_000_000_000
"""Bytes below which a disk is low whatever lies on it: the system itself needs some to run."""

COPIES_A_DAY = 24
"""Copies of the whole record that one day adds: below room for those a disk is low."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the record lies on: where, how large, how much room is left, its copies, its engine.

    `free` is None where the system does not tell; `newest_copy` where there is none; `noted_lines`
    is how many audit lines are noted apart from the record, None where that note cannot be read.
    """

    folder: str
    size: int
    free: int | None
    backups: str
    copies: int
    newest_copy: datetime | None
    noted_lines: int | None
    sqlite: str
    cipher: str

    @property
    def room(self) -> int | None:
        """How many further copies of the record fit."""
        return None if self.free is None else self.free // max(self.size, 1)

    @property
    def low(self) -> bool:
        """Whether the disk may be full within a day."""
        return self.free is not None and self.free < max(LEAST_FREE, COPIES_A_DAY * self.size)


def backup_late(backed_up_at: datetime | None, now: datetime) -> bool:
    """Tell whether the last good copy is too old, or there is none."""
    return backed_up_at is None or now - backed_up_at > BACKUP_LATE


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthFacts:
    """What the status line and the health page say.

    `backed_up_at` is None where no backup was ever made; `backup_age` is counted from `read_at`.
    """

    read_at: datetime
    audit_head: str
    audit_count: int
    open_stays: int
    backed_up_at: datetime | None
    backup_age: timedelta | None
    clock_suspect: bool


def facts(desk: Desk, backed_up_at: datetime | None) -> HealthFacts:
    """Return the facts now; when the last backup was made is known to the caller."""
    now = desk.clock.now()
    with desk.store.read() as reading:
        head, count = reading.audit_head()
        stays = len(reading.open_admissions())
    return HealthFacts(
        read_at=now,
        audit_head=head,
        audit_count=count,
        open_stays=stays,
        backed_up_at=backed_up_at,
        backup_age=None if backed_up_at is None else now - backed_up_at,
        clock_suspect=desk.clock.suspect,
    )


def note_clock_jump(desk: Desk, leap: timedelta) -> None:
    """Write in the audit log by how much the wall clock jumped; nobody need be signed in."""
    access.require(desk.actor, "note_clock_jump")
    with desk.store.act(desk.actor, "note_clock_jump", desk.clock.now()) as work:
        work.log("clock_jumped", reason=f"{leap.total_seconds():+.0f} s")
