"""ICE and CAPD over time, each tool by itself: the last score, the one before, every fall."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from operator import attrgetter

from cart_ward.clinical import capd, ice
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.observed import CapdAssessment, IceAssessment
from cart_ward.clinical.vocabulary import EntryId

CAPD = "CAPD"
"""The tool of a CAPD score; an ICE assessment names its own."""

_LOOK_BACK = timedelta(hours=24)
"""A fall is counted from the best score of the last day, so that small steps add up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One assessment: its tool and total; None where the total is not known."""

    at: datetime
    entry_id: EntryId
    tool: str
    total: int | None

    def worse_by(self, before: "Scored") -> int:
        """Return by how many points this score is worse: ICE falls, CAPD rises; 0 if unknown."""
        if self.total is None or before.total is None:
            return 0
        fallen = before.total - self.total
        return -fallen if self.tool == CAPD else fallen


def up_to(chart: Chart, now: datetime) -> tuple[Scored, ...]:
    """Return every assessment taken by `now`, oldest first."""
    series = chart.derived(_series)
    return series[: bisect_right(series, now, key=attrgetter("at"))]


def last_three(chart: Chart, now: datetime) -> tuple[int | None, int | None, int | None]:
    """Return the last total, the known one before it by the same tool, and the baseline."""
    taken = up_to(chart, now)
    if not taken:
        return None, None, None
    last = taken[-1]
    same = (s.total for s in reversed(taken[:-1]) if s.tool == last.tool and s.total is not None)
    baseline = capd.baseline(chart) if last.tool == CAPD else ice.baseline(chart)
    return last.total, next(same, None), baseline


def best_before(series: Sequence[Scored]) -> Scored:
    """Return what the last known score of one tool is held against.

    The best of the day before it, else the one before it; the score itself if it is the first.
    """
    last = series[-1]
    recent = [score for score in series[:-1] if score.at >= last.at - _LOOK_BACK]
    return max(recent or series[:-1][-1:], key=last.worse_by, default=last)


def standing_falls(series: Sequence[Scored]) -> tuple[datetime, ...]:
    """Return when the known scores of one tool fell, oldest first, but for what was made good."""
    fallen: list[tuple[Scored, datetime]] = []
    for before, later in pairwise(series):
        fallen = [(from_, at) for from_, at in fallen if later.worse_by(from_) > 0]
        if later.worse_by(before) > 0:
            fallen.append((before, later.at))
    return tuple(at for _from, at in fallen)


def falls(chart: Chart) -> tuple[datetime, ...]:
    """Return when a score was worse than the known one before it by the same tool."""
    return chart.derived(_falls)


def _series(chart: Chart) -> tuple[Scored, ...]:
    found = [
        Scored(at=e.taken_at, entry_id=e.id, tool=e.body.tool, total=ice.score(e.body))
        for e in chart.of(IceAssessment)
    ]
    found += [
        Scored(at=e.taken_at, entry_id=e.id, tool=CAPD, total=capd.score(e.body))
        for e in chart.of(CapdAssessment)
    ]
    return tuple(sorted(found, key=lambda s: (s.at, s.entry_id)))


def _falls(chart: Chart) -> tuple[datetime, ...]:
    series = [s for s in chart.derived(_series) if s.total is not None]
    fallen = [
        later.at
        for tool in {s.tool for s in series}
        for before, later in pairwise([s for s in series if s.tool == tool])
        if later.worse_by(before) > 0
    ]
    return tuple(sorted(fallen))
