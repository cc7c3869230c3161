"""The shifts of the ward: which one ends, which one begins, and when."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

HANDED_OVER_BEFORE = timedelta(hours=2)
"""From this long before a shift ends a sheet is made for the shift to come (project)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftHours:
    """One shift of the day by the ward's clock; one that ends before it starts runs over night."""

    key: str
    starts: time
    ends: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One shift on one date: its key (day, evening, night) and bounds in UTC."""

    key: str
    starts_at: datetime
    ends_at: datetime


TWO_SHIFTS = (
    ShiftHours(key="day", starts=time(8), ends=time(20)),
    ShiftHours(key="night", starts=time(20), ends=time(8)),
)
"""The default: day 08:00-20:00, night 20:00-08:00."""


def _on(hours: ShiftHours, day: date, zone: tzinfo) -> Shift:
    last = day if hours.ends > hours.starts else day + timedelta(days=1)
    return Shift(
        key=hours.key,
        starts_at=datetime.combine(day, hours.starts, zone).astimezone(UTC),
        ends_at=datetime.combine(last, hours.ends, zone).astimezone(UTC),
    )


def shifts_around(now: datetime, zone: tzinfo, pattern: tuple[ShiftHours, ...]) -> list[Shift]:
    """Return the shifts from two days before `now` to two days after it, in order."""
    today = now.astimezone(zone).date()
    days = [today + timedelta(days=n) for n in range(-2, 3)]
    return sorted((_on(h, day, zone) for day in days for h in pattern), key=lambda s: s.starts_at)


def handing_over(
    now: datetime, zone: tzinfo, pattern: tuple[ShiftHours, ...] = TWO_SHIFTS
) -> tuple[Shift, Shift]:
    """Return the shift that gives and the one that takes, for a sheet made at `now`.

    In the last two hours of a shift that one gives; before them the shift before it gave, so that
    a sheet printed in mid-shift is good until the present shift ends.
    """
    around = shifts_around(now, zone, pattern)
    present = next(n for n, shift in enumerate(around) if now < shift.ends_at)
    if around[present].ends_at - now > HANDED_OVER_BEFORE:
        present -= 1
    return around[present], around[present + 1]
