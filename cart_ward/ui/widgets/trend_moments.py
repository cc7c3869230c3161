"""The moments of a trend one can point at: everything charted at one time, each entry. No Qt."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from cart_ward.clinical import capd, ice
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.observed import CapdAssessment, Grading, IceAssessment, VitalSigns
from cart_ward.clinical.vocabulary import EntryId
from cart_ward.ui.widgets.trend_data import Trend
from cart_ward.ui.widgets.trend_marks import Drug, given
from cart_ward.ui.widgets.trend_stretches import hour_of

SIGNS = {
    "temperature": ("temperature",),
    "pressure": ("systolic", "pulse"),
    "spo2": ("spo2", "oxygen"),
}
"""Which values of a set a panel draws."""

FIGURES = {**SIGNS, "spo2": ("spo2",)}
"""Those of them that are numbers on its scale."""

ANY = ""
"""No panel: whatever was charted."""

Score = Entry[IceAssessment] | Entry[CapdAssessment]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What was charted for one time: at most one set and one score, any drugs and signed grades."""

    hour: float
    at: datetime
    vitals: Entry[VitalSigns] | None = None
    score: Score | None = None
    drugs: tuple[Drug, ...] = ()
    grades: tuple[Entry[Grading], ...] = ()

    @property
    def entries(self) -> tuple[EntryId, ...]:
        """Every entry of the moment, what the curves show first."""
        found = (self.vitals, self.score, *self.drugs, *self.grades)
        return tuple(entry.id for entry in found if entry is not None)

    def entry(self, panel: str) -> EntryId | None:
        """Return the entry that a panel draws at this moment, or None where it draws nothing."""
        if panel == ANY:
            return self.entries[0]
        if panel == "score":
            return None if self.score is None else self.score.id
        if panel == "drugs":
            return self.drugs[0].id if self.drugs else None
        if panel == "grades":
            return self.grades[0].id if self.grades else None
        body = None if self.vitals is None else self.vitals.body
        drawn = any(getattr(body, sign, None) is not None for sign in SIGNS[panel])
        return self.vitals.id if drawn and self.vitals is not None else None

    def values(self, panel: str) -> tuple[float, ...]:
        """Return the figures that a panel draws at this moment."""
        if panel == "score" and self.score is not None:
            body = self.score.body
            points = ice.score(body) if isinstance(body, IceAssessment) else capd.score(body)
            return () if points is None else (float(points),)
        if panel not in SIGNS or self.vitals is None:
            return ()
        found = (getattr(self.vitals.body, sign) for sign in FIGURES[panel])
        return tuple(float(value) for value in found if value is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Where one points: a moment by its number, and one of its entries."""

    number: int
    entry_id: EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Every moment of a stay in order of time, and how to get from one to the other."""

    trend: Trend
    all: tuple[Moment, ...]
    hours: Sequence[float]

    def at(self, cursor: Cursor) -> Moment:
        """Return where a cursor points."""
        return self.all[cursor.number]

    def shown(self, start: float, end: float) -> range:
        """Return the numbers of the moments between two hours, both included."""
        return range(bisect_left(self.hours, start), bisect_right(self.hours, end))

    def nearest(self, hour: float, panel: str, shown: range) -> Cursor | None:
        """Return the moment nearest to an hour among those shown at which a panel draws something.

        The earlier of two equally near ones.
        """
        wanted = min(max(bisect_left(self.hours, hour), shown.start), shown.stop)
        before = self._next(range(wanted - 1, shown.start - 1, -1), panel)
        after = self._next(range(wanted, shown.stop), panel)
        found = [cursor for cursor in (before, after) if cursor is not None]
        return min(found, key=lambda c: abs(self.hours[c.number] - hour), default=None)

    def among(self, start: float, end: float, panel: str, shown: range) -> tuple[Cursor, ...]:
        """Return every moment between two hours, of those shown, at which a panel draws."""
        numbers = self.shown(start, end)
        held = range(max(numbers.start, shown.start), min(numbers.stop, shown.stop))
        found = ((number, self.all[number].entry(panel)) for number in held)
        return tuple(Cursor(number=n, entry_id=own) for n, own in found if own is not None)

    def step(self, cursor: Cursor | None, by: int, shown: range) -> Cursor | None:
        """Return the moment before or after, within those shown; from nowhere the last one."""
        if not shown:
            return None
        number = shown.stop - 1 if cursor is None else cursor.number + by
        number = min(max(number, shown.start), shown.stop - 1)
        return Cursor(number=number, entry_id=self.all[number].entries[0])

    def turn(self, cursor: Cursor, by: int) -> Cursor:
        """Return the next entry of the same moment, round and round."""
        entries = self.at(cursor).entries
        place = (entries.index(cursor.entry_id) + by) % len(entries)
        return replace(cursor, entry_id=entries[place])

    def _next(self, numbers: range, panel: str) -> Cursor | None:
        for number in numbers:
            entry_id = self.all[number].entry(panel)
            if entry_id is not None:
                return Cursor(number=number, entry_id=entry_id)
        return None


def moments(chart: Chart, trend: Trend) -> Moments:
    """Return every moment of a chart; a second set or score of one time is a moment of its own."""
    gathered = _Gathering(trend.zero)
    for taken in chart.of(VitalSigns):
        gathered.single("vitals", taken)
    scores: tuple[Score, ...] = (
        chart.of(CapdAssessment) if trend.by_capd else chart.of(IceAssessment)
    )
    for scored in scores:
        gathered.single("score", scored)
    for drug in given(chart):
        gathered.several("drugs", drug)
    for signed in chart.of(Grading):
        gathered.several("grades", signed)
    made = tuple(gathered.found[key] for key in sorted(gathered.found))
    return Moments(trend=trend, all=made, hours=tuple(moment.hour for moment in made))


class _Gathering:
    """Puts entries of one time together."""

    def __init__(self, zero: datetime) -> None:
        self._zero = zero
        self.found: dict[tuple[datetime, int], Moment] = {}

    def single(self, name: str, entry: Entry[Any]) -> None:
        """Put an entry where its place is still free."""
        turn = 0
        while getattr(self.found.get((entry.taken_at, turn)), name, None) is not None:
            turn += 1
        self._keep(turn, entry.taken_at, {name: entry})

    def several(self, name: str, entry: Entry[Any]) -> None:
        """Put an entry beside those of its kind."""
        held = self.found.get((entry.taken_at, 0))
        others = () if held is None else getattr(held, name)
        self._keep(0, entry.taken_at, {name: (*others, entry)})

    def _keep(self, turn: int, at: datetime, more: dict[str, Any]) -> None:
        held = self.found.get((at, turn))
        empty = Moment(hour=hour_of(at, self._zero), at=at)
        self.found[at, turn] = replace(empty if held is None else held, **more)
