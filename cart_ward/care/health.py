"""How the record itself is doing: the audit chain, the last backup and the clock, as facts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cart_ward.care import access
from cart_ward.care.ports import Desk


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
