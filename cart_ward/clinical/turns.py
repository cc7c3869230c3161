"""When each kind of check was last complete: done in full, or "not done" with its reason."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cart_ward.clinical import capd, ice
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.observed import (
    CapdAssessment,
    Done,
    Grading,
    IceAssessment,
    NeuroCheck,
    NotDone,
    VitalSigns,
    Weight,
)
from cart_ward.clinical.vocabulary import Check, EntryId

_TOGETHER = timedelta(hours=1)
"""Both scales signed within this time are one grade check."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A complete check: when it was taken, and the entry that completed it."""

    at: datetime
    entry_id: EntryId


@dataclass(frozen=True, slots=True)
class Turns:
    """Every complete check of one kind, oldest first."""

    times: tuple[datetime, ...]
    ids: tuple[EntryId, ...]

    def last(self, now: datetime) -> Turn | None:
        """Return the last complete check taken by `now`."""
        count = bisect_right(self.times, now)
        return Turn(self.times[count - 1], self.ids[count - 1]) if count else None


def complete(chart: Chart) -> Mapping[Check, Turns]:
    """Return the complete checks of every kind; ask through `chart.derived`."""
    return {check: _turns(found) for check, found in _found(chart).items()}


def is_complete(vitals: VitalSigns) -> bool:
    """Tell whether a set is a vitals check: the six things a set must hold are recorded.

    Diastolic pressure, support and consciousness do not make the check incomplete.
    """
    needed = (vitals.temperature, vitals.systolic, vitals.pulse, vitals.respiratory_rate)
    return None not in (*needed, vitals.spo2, vitals.oxygen)


def _turns(found: Iterable[Entry[Any]]) -> Turns:
    ordered = sorted(found, key=lambda e: (e.taken_at, e.id))
    return Turns(tuple(e.taken_at for e in ordered), tuple(e.id for e in ordered))


def _found(chart: Chart) -> dict[Check, list[Entry[Any]]]:
    found: dict[Check, list[Entry[Any]]] = {check: [] for check in Check}
    for entry in chart.of(NotDone):
        found[entry.body.what].append(entry)
    for done in chart.of(Done):
        found[done.body.what].append(done)
    found[Check.VITALS].extend(e for e in chart.of(VitalSigns) if is_complete(e.body))
    found[Check.WEIGHT].extend(e for e in chart.of(Weight) if e.body.measured)
    found[Check.NEURO].extend(_scored(chart))
    found[Check.GRADE].extend(_graded(chart))
    return found


def _scored(chart: Chart) -> Iterator[Entry[Any]]:
    """Return the scores that were taken with a neuro check: one without the other is no check."""
    looked = {e.taken_at for e in chart.of(NeuroCheck)}
    for by_ice in chart.of(IceAssessment):
        if by_ice.taken_at in looked and ice.score(by_ice.body) is not None:
            yield by_ice
    for by_capd in chart.of(CapdAssessment):
        if by_capd.taken_at in looked and capd.score(by_capd.body) is not None:
            yield by_capd


def _graded(chart: Chart) -> Iterator[Entry[Any]]:
    """Return the second of each two signatures, CRS and ICANS, that belong together."""
    waiting: Entry[Grading] | None = None
    for entry in chart.of(Grading):
        if waiting is not None and _belong_together(waiting, entry):
            yield entry
            waiting = None
        else:
            waiting = entry


def _belong_together(one: Entry[Grading], other: Entry[Grading]) -> bool:
    apart = other.taken_at - one.taken_at
    return one.body.scale is not other.body.scale and apart <= _TOGETHER
