"""How long a wrong PIN keeps a name and a station waiting: plain arithmetic on steady time.

A year of guessing at one name, and at one station over all names, tries less than a tenth of the
PINs there are (reliability C2, C3). No wait is for ever, but for a name that somebody else can
unlock; so nothing here keeps a ward out of its record.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from cart_ward.care.ports import PinRecord

FAILURES_BEFORE_WAIT = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)

FAILURES_BEFORE_LOCK = 10
"""From then on a charge nurse unlocks the name; one that nobody can unlock waits for each try."""

STATION_TRIES = 30
"""Wrong PINs that a station takes in a row, from everybody together, before it waits too."""

STATION_EVERY = timedelta(minutes=6)
"""After that it takes one more each: 10 an hour, 87,600 a year."""


def failed(record: PinRecord, steady: datetime) -> PinRecord:
    """Return a record after one more wrong PIN."""
    failures = record.failures + 1
    if failures < FAILURES_BEFORE_WAIT:
        return replace(record, failures=failures, locked_until=None)
    doublings = min(failures - FAILURES_BEFORE_WAIT, FAILURES_BEFORE_LOCK)
    wait = LONGEST_WAIT
    if failures < FAILURES_BEFORE_LOCK:
        wait = min(FIRST_WAIT * 2**doublings, LONGEST_WAIT)
    return replace(record, failures=failures, locked_until=steady + wait)


def cleared(record: PinRecord) -> PinRecord:
    """Return a record as after the right PIN."""
    return replace(record, failures=0, locked_until=None)


def is_locked(record: PinRecord, *, unlockable: bool) -> bool:
    """Tell whether only somebody else can let this name in; `unlockable`: there is somebody."""
    return unlockable and record.failures >= FAILURES_BEFORE_LOCK


def waits_until(record: PinRecord, steady: datetime) -> datetime | None:
    """Return until when a name waits, or None.

    A wait that lies further ahead than the longest one shows a time that went back.
    """
    until = record.locked_until
    return until if until is not None and steady < until <= steady + LONGEST_WAIT else None


def station_counted(counted_to: datetime | None, steady: datetime) -> datetime:
    """Return up to when the wrong PINs of a station are counted after one more of them."""
    if counted_to is None or not steady < counted_to <= steady + STATION_TRIES * STATION_EVERY:
        counted_to = steady
    return counted_to + STATION_EVERY


def station_waits_until(counted_to: datetime | None, steady: datetime) -> datetime | None:
    """Return until when a station takes no PIN, or None."""
    if counted_to is None or counted_to > steady + STATION_TRIES * STATION_EVERY:
        return None
    until = counted_to - (STATION_TRIES - 1) * STATION_EVERY
    return until if steady < until else None
