"""When monitoring was paused (off the ward, in theatre), and what that does to a due time."""

from dataclasses import dataclass
from datetime import datetime

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.observed import MonitoringPause


@dataclass(frozen=True, slots=True)
class Away:
    """One pause: from when, and until when (None: nobody resumed it yet)."""

    entry: Entry[MonitoringPause]
    until: datetime | None


def active(chart: Chart, now: datetime) -> Entry[MonitoringPause] | None:
    """Return the pause that holds at `now`: begun, not resumed, its time not over."""
    for away in chart.derived(_all):
        if away.entry.taken_at <= now and (away.until is None or now < away.until):
            return away.entry
    return None


def after(chart: Chart, at: datetime) -> datetime:
    """Return a due time; one that fell into a pause waits for its end and is due at once then.

    A pause that was made longer by another one ends with that.
    """
    for away in chart.derived(_all):
        if away.entry.taken_at <= at and away.until is not None and at < away.until:
            at = away.until
    return at


def _all(chart: Chart) -> tuple[Away, ...]:
    found: list[Away] = []
    entries = chart.of(MonitoringPause)
    for number, entry in enumerate(entries):
        if entry.body.paused:
            following = entries[number + 1].taken_at if number + 1 < len(entries) else None
            ends = [end for end in (entry.body.until, following) if end is not None]
            found.append(Away(entry, min(ends, default=None)))
    return tuple(found)
