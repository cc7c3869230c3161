"""What was typed as text, read strictly: a malformed value is named, never silently mended."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from typing import Generic, TypeVar

from cart_ward.i18n import _

T = TypeVar("T")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read(Generic[T]):
    """What a field holds: a value, nothing (both empty), or a complaint that says what to type."""

    value: T | None = None
    complaint: str = ""


def day(text: str) -> Read[date]:
    """Read a day typed as 1965-06-02."""
    text = text.strip()
    if not text:
        return Read()
    try:
        if _DAY.fullmatch(text):
            return Read(value=date.fromisoformat(text))
    except ValueError:
        return Read(complaint=_("{typed} is not a day of the calendar.").format(typed=text))
    return Read(
        complaint=_("{typed} is not a date. Type year-month-day, for example 1965-06-02.").format(
            typed=text
        )
    )


def birth_date(text: str, today: date) -> Read[date]:
    """Read a birth date: never in the future, at most 120 years ago."""
    read = day(text)
    if read.value is None:
        return read
    if read.value > today:
        return Read(complaint=_("A birth date cannot lie in the future. Type it again."))
    if today.year - read.value.year > 120:
        return Read(complaint=_("More than 120 years ago. Type the birth date again."))
    return read


def moment(text: str, zone: tzinfo, now: datetime) -> Read[datetime]:
    """Read a moment typed as 2026-11-22 14:05 in the ward's zone, as UTC; never in the future."""
    text = text.strip()
    if not text:
        return Read()
    parts = _MOMENT.fullmatch(text)
    try:
        if parts is not None:
            local = datetime.combine(
                date.fromisoformat(parts[1]), time.fromisoformat(parts[2]), tzinfo=zone
            )
            if local > now:
                return Read(complaint=_("{typed} lies in the future.").format(typed=text))
            return Read(value=local.astimezone(UTC))
    except (ValueError, OverflowError):
        return Read(complaint=_("{typed} is not a time that exists.").format(typed=text))
    return Read(
        complaint=_(
            "{typed} is not a time. Type year-month-day hour:minute, for example 2026-11-22 14:05."
        ).format(typed=text)
    )
