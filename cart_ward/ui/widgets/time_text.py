"""What was typed as the observed time: a clock time of today or, just past midnight, yesterday."""

import re
from datetime import date, datetime, time, timedelta, tzinfo

LATE_AFTER = timedelta(hours=12)
"""From then on an entry needs a reason (reliability D2, architecture 8)."""

APART = timedelta(minutes=15)
"""From then on both times are shown: when it was true, and when it is recorded (ux 6)."""

_CLOCK = re.compile(r"(?P<h>[01]?[0-9]|2[0-3])[:.](?P<m>[0-5][0-9])", re.ASCII)
_FOUR = re.compile(r"(?P<h>[01][0-9]|2[0-3])(?P<m>[0-5][0-9])", re.ASCII)


_MINUTES_AGO = re.compile(r"[-\u2212](?P<m>[0-9]{1,3})", re.ASCII)


def parse(typed: str) -> time | None:
    """Return the clock time that `typed` is (13:40, 1340, 9:05), or None."""
    text = typed.strip()
    found = _CLOCK.fullmatch(text) or _FOUR.fullmatch(text)
    return None if found is None else time(int(found["h"]), int(found["m"]))


def earlier(typed: str) -> timedelta | None:
    """Return how long ago "-5" or "-15" was, in minutes; None for anything else."""
    found = _MINUTES_AGO.fullmatch(typed.strip())
    return None if found is None else timedelta(minutes=int(found["m"]))


def on_the_minute(at: datetime) -> datetime:
    """Return the minute that `at` lies in; never later than `at`."""
    return at.replace(second=0, microsecond=0)


def most_recent(clock: time, now: datetime, zone: tzinfo, days_back: int = 0) -> datetime | None:
    """Return the moment `clock` stands for, or None if it would lie in the future.

    Without `days_back` it is today's; where that is still to come it may be yesterday's, but only
    if that is less than 12 h ago: a slip of the hand must not become a time of yesterday.
    """
    today = now.astimezone(zone).date()
    meant = _at(clock, today - timedelta(days=days_back), zone, now)
    if meant <= now:
        return meant
    if days_back:
        return None
    yesterday = _at(clock, today - timedelta(days=1), zone, now)
    return yesterday if now - yesterday < LATE_AFTER else None


def _at(clock: time, on: date, zone: tzinfo, now: datetime) -> datetime:
    local = datetime.combine(on, clock, tzinfo=zone)
    return local.astimezone(now.tzinfo)
