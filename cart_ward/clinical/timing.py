"""Day post infusion, age, clock times of the ward; the ward's zone is an argument.

Elapsed rules (every 4 h) are counted in UTC, calendar rules (Day +n, 06:00) in the zone: a local
time plus eight hours is not eight hours later when the clocks change.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo


def day_post_infusion(infused_at: datetime, now: datetime, zone: tzinfo) -> int:
    """Return the calendar day since day 0 in the ward's zone (Day +n)."""
    return (now.astimezone(zone).date() - infused_at.astimezone(zone).date()).days


def age_years(born: date, on: date) -> int:
    """Return whole years of age; someone born on 29 February has the birthday on 1 March."""
    before_birthday = (on.month, on.day) < (born.month, born.day)
    return on.year - born.year - before_birthday


def ages_anywhere(born: date, at: datetime) -> tuple[int, int]:
    """Return the least and the most whole years of age at a moment, whatever the zone.

    Two numbers differ only around a birthday, while it has begun in some zones.
    """
    day = at.astimezone(UTC).date()
    return age_years(born, day - timedelta(days=1)), age_years(born, day + timedelta(days=1))


def at_clock(day: date, clock: time, zone: tzinfo) -> datetime:
    """Return the moment of a clock time on a day in the zone, in UTC.

    A time that the clocks skip is the moment they jump to; one that comes twice is the first.
    """
    return datetime.combine(day, clock, zone).astimezone(UTC)


def start_of_day(infused_at: datetime, day: int, zone: tzinfo) -> datetime:
    """Return when Day +`day` begins: 00:00 in the zone, in UTC."""
    on = infused_at.astimezone(zone).date() + timedelta(days=day)
    return at_clock(on, time(0), zone)


def next_clock_times(
    after: datetime, clocks: tuple[time, ...], zone: tzinfo, count: int
) -> list[datetime]:
    """Return the next `count` moments at or after `after` at which one of the clocks strikes."""
    day = after.astimezone(zone).date()
    found: list[datetime] = []
    while len(found) < count:
        strikes = (at_clock(day, clock, zone) for clock in clocks)
        found.extend(at for at in sorted(strikes) if at >= after)
        day += timedelta(days=1)
    return found[:count]
