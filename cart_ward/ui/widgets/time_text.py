"""What was typed as the observed time: a clock time of today or, just past midnight, yesterday."""

import re
from datetime import date, datetime, time, timedelta, tzinfo

LATE_AFTER = timedelta(hours=12)
"""From then on an entry needs a reason (reliability D2, architecture 8)."""

_CLOCK = re.compile(r"(?P<h>[01]?[0-9]|2[0-3])[:.](?P<m>[0-5][0-9])", re.ASCII)
_FOUR = re.compile(r"(?P<h>[01][0-9]|2[0-3])(?P<m>[0-5][0-9])", re.ASCII)


def parse(typed: str) -> time | None:
    """Return the clock time that `typed` is (13:40, 1340, 9:05), or None."""
    text = typed.strip()
    found = _CLOCK.fullmatch(text) or _FOUR.fullmatch(text)
    return None if found is None else time(int(found["h"]), int(found["m"]))


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
