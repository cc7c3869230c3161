"""When something may be said to have happened: never later than now, late only with a reason."""

from datetime import datetime, timedelta, tzinfo

from cart_ward.care.refusals import refused
from cart_ward.clinical.people import Admission

LATE = timedelta(hours=12)
"""Older than this an entry needs a reason (architecture 8.4)."""


def not_future(at: datetime, now: datetime, field: str = "taken_at") -> None:
    """Refuse a moment without a zone or later than now."""
    if at.tzinfo is None:
        raise refused("entry.no_zone", field)
    if at > now:
        raise refused("entry.future", field, at=at, now=now)


def is_late(at: datetime, now: datetime, stay: Admission) -> bool:
    """Tell whether charting `at` now needs a reason: over 12 h ago, or before the admission."""
    return now - at > LATE or at < stay.admitted_at


def accepted(
    at: datetime,
    now: datetime,
    stay: Admission,
    zone: tzinfo,
    late_reason: str | None,
    field: str = "taken_at",
) -> str | None:
    """Check when something was true and return the reason to keep with it, if it needs one."""
    not_future(at, now, field)
    if at.astimezone(zone).date() < stay.patient.birth_date:
        raise refused("entry.before_birth", field, at=at)
    if not is_late(at, now, stay):
        return None
    reason = (late_reason or "").strip()
    if not reason:
        code = "entry.before_admission" if at < stay.admitted_at else "entry.late_reason_needed"
        raise refused(code, "late_reason", at=at, admitted_at=stay.admitted_at)
    return reason
