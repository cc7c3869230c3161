"""NEWS2 score (RCP 2017). Never derived from CRS, nor CRS from it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.neuro import ACVPU_OF
from cart_ward.clinical.observed import Background, NeuroCheck, VitalSigns
from cart_ward.clinical.vocabulary import Acvpu, BackgroundKind, Oxygen


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """NEWS2: points by parameter; `total` and `band` are None while a parameter is missing.

    Keys of `points`: rr, spo2, oxygen, sbp, pulse, acvpu, temp. No parameter takes points away, so
    `at_least` is a floor: what is missing can only raise it.
    """

    points: dict[str, int]
    missing: tuple[str, ...]
    total: int | None
    single_parameter_3: bool
    band: str | None
    min_monitoring: str | None

    @property
    def at_least(self) -> int:
        """The points of what was measured; the total itself once nothing is missing."""
        return sum(self.points.values()) if self.total is None else self.total

    @property
    def answered_as(self) -> int:
        """The least total whose response is asked for: a single 3 is answered as a 5 (RCP17)."""
        return max(self.at_least, URGENT if self.single_parameter_3 else 0)

    @property
    def band_at_least(self) -> str:
        """The risk that what was measured alone makes; never below it once all is known."""
        return _response(self.at_least, single=self.single_parameter_3)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for now: by which score, and since when."""

    score: Score
    since: datetime


Moment = tuple[datetime, Entry[VitalSigns], Score]
"""A moment, the last set then, and its score."""

URGENT = 5
"""From this total, or with a 3 in one parameter: urgent, hourly (RCP17 chart 4)."""

EMERGENCY = 7
"""From this total: an emergency, continuous (RCP17 chart 4)."""

AS_FRESH_AS = timedelta(hours=1)
"""How long before a set "alert" may have been seen to stand for its consciousness [project]."""

FROM_AGE = 16
"""NEWS2 is made for people of 16 years and more (RCP17)."""

Bands = Sequence[tuple[Decimal | int, int]]
"""(up to this value, points), rising; the last pair holds for everything above."""

_ABOVE = Decimal("Infinity")

# RCP17 chart 1
RESPIRATION: Bands = ((8, 3), (11, 1), (20, 0), (24, 2), (_ABOVE, 3))
SPO2_SCALE_1: Bands = ((91, 3), (93, 2), (95, 1), (_ABOVE, 0))
SPO2_SCALE_2_AIR: Bands = ((83, 3), (85, 2), (87, 1), (_ABOVE, 0))
SPO2_SCALE_2_OXYGEN: Bands = ((83, 3), (85, 2), (87, 1), (92, 0), (94, 1), (96, 2), (_ABOVE, 3))
SYSTOLIC: Bands = ((90, 3), (100, 2), (110, 1), (219, 0), (_ABOVE, 3))
PULSE: Bands = ((40, 3), (50, 1), (90, 0), (110, 1), (130, 2), (_ABOVE, 3))
TEMPERATURE: Bands = (
    (Decimal("35.0"), 3),
    (Decimal("36.0"), 1),
    (Decimal("38.0"), 0),
    (Decimal("39.0"), 1),
    (_ABOVE, 2),
)

_INSTANT = timedelta(microseconds=1)

PARAMETERS = ("rr", "spo2", "oxygen", "sbp", "pulse", "acvpu", "temp")
"""The seven parameters in the order of the chart."""


def _banded(value: Decimal | int, bands: Bands) -> int:
    return next(points for most, points in bands if value <= most)


def _spo2(vitals: VitalSigns, *, scale_2: bool) -> int | None:
    if vitals.spo2 is None:
        return None
    if not scale_2:
        return _banded(vitals.spo2, SPO2_SCALE_1)
    if vitals.oxygen is None:
        return None
    on_air = vitals.oxygen is Oxygen.ROOM_AIR
    return _banded(vitals.spo2, SPO2_SCALE_2_AIR if on_air else SPO2_SCALE_2_OXYGEN)


def _temperature(value: Decimal) -> int:
    return _banded(value.quantize(Decimal("0.1"), ROUND_HALF_UP), TEMPERATURE)


def score(
    vitals: VitalSigns,
    consciousness: Acvpu | None,
    scale_2: bool,  # noqa: FBT001 - the third of three things the chart asks for
) -> Score:
    """Return the points of each known parameter, and the total once all seven are known."""
    air = vitals.oxygen is Oxygen.ROOM_AIR
    known = {
        "rr": _if_known(vitals.respiratory_rate, RESPIRATION),
        "spo2": _spo2(vitals, scale_2=scale_2),
        "oxygen": None if vitals.oxygen is None else (0 if air else 2),
        "sbp": _if_known(vitals.systolic, SYSTOLIC),
        "pulse": _if_known(vitals.pulse, PULSE),
        "acvpu": None if consciousness is None else (0 if consciousness is Acvpu.ALERT else 3),
        "temp": None if vitals.temperature is None else _temperature(vitals.temperature),
    }
    points = {name: value for name, value in known.items() if value is not None}
    missing = tuple(name for name in PARAMETERS if name not in points)
    single = 3 in points.values()
    total = None if missing else sum(points.values())
    band, at_least = (None, None) if total is None else _response(total, single=single)
    return Score(
        points=points,
        missing=missing,
        total=total,
        single_parameter_3=single,
        band=band,
        min_monitoring=at_least,
    )


def _if_known(value: int | None, bands: Bands) -> int | None:
    return None if value is None else _banded(value, bands)


def _response(total: int, *, single: bool) -> tuple[str, str]:
    """Return risk and least monitoring; the total decides first (RCP17 chart 4)."""
    if total >= EMERGENCY:
        return "high", "continuous"
    if total >= URGENT:
        return "medium", "1h"
    if single:
        return "low_medium", "1h"
    return "low", "12h" if total == 0 else "4-6h"


def _consciousness(chart: Chart, entry: Entry[VitalSigns], at: datetime) -> Acvpu | None:
    if entry.body.consciousness is not None:
        return entry.body.consciousness
    check = chart.latest(NeuroCheck, at)
    if check is None or check.body.consciousness is None:
        return None
    found = ACVPU_OF[check.body.consciousness]
    # "Alert" hours ago says nothing of now; anything else holds until somebody sees it over.
    stale = entry.taken_at - check.taken_at > AS_FRESH_AS
    return None if stale and found is Acvpu.ALERT else found


def of(chart: Chart, at: datetime, age: int) -> Score | None:
    """Return the score of the last set taken by `at`; None under 16 years or without a set.

    Where the set says nothing about consciousness, a neuro check does that was made within the
    hour before it, or since.
    """
    entry = chart.latest(VitalSigns, at)
    return None if age < FROM_AGE or entry is None else _scored(chart, entry, at)


def last_sets(
    chart: Chart, at: datetime, age: int, count: int
) -> tuple[tuple[datetime, Score], ...]:
    """Return when the last sets by `at` were taken and how each scored while it was the last one.

    A neuro check before the next set may still complete one; none under 16 years.
    """
    if age < FROM_AGE:
        return ()
    sets = [entry for entry in chart.of(VitalSigns) if entry.taken_at <= at][-count:]
    untils = [following.taken_at - _INSTANT for following in sets[1:]] + [at]
    return tuple(
        (entry.taken_at, _scored(chart, entry, max(entry.taken_at, until)))
        for entry, until in zip(sets, untils, strict=False)
    )


def asked(chart: Chart, at: datetime, age: int) -> Asked | None:
    """Return what the scores by `at` ask for; None under 16 years or before the first set.

    The last complete score, or what was measured since where that asks for more: a set that lacks
    a parameter shows nobody better. `since` goes no further back than the last complete set.
    """
    taken, kept = chart.derived(_moments), chart.derived(_kept)
    count = bisect_right(taken, at)
    if age < FROM_AGE or not count:
        return None
    last = taken[count - 1]
    if last not in kept:
        kept[last] = _asked(chart, last)
    return kept[last]


def _kept(_chart: Chart) -> dict[datetime, Asked | None]:
    """Return where each answer is kept once it was asked for: a ward asks every minute."""
    return {}


def _asked(chart: Chart, at: datetime) -> Asked | None:
    worst: Score | None = None
    settled: Entry[VitalSigns] | None = None
    since = at
    for moment, entry, seen in moments(chart, at):
        if settled is None:
            if worst is None or seen.answered_as > worst.answered_as:
                worst = seen
            settled = None if seen.total is None else entry
        elif entry is not settled:
            break
        if worst is not None and seen.answered_as < worst.answered_as:
            if settled is not None:
                break
        else:
            since = moment
    return None if worst is None else Asked(score=worst, since=since)


def moments(chart: Chart, at: datetime) -> Iterator[Moment]:
    """Return each moment by `at` at which the score may have changed, the last first.

    With it the set it scores: a neuro check after a set says something of consciousness. Whether
    the patient is old enough for a score is asked before.
    """
    taken = chart.derived(_moments)
    for moment in reversed(taken[: bisect_right(taken, at)]):
        entry = chart.latest(VitalSigns, moment)
        if entry is None:
            return
        yield moment, entry, _scored(chart, entry, moment)


def _moments(chart: Chart) -> tuple[datetime, ...]:
    taken = {entry.taken_at for kind in (VitalSigns, NeuroCheck) for entry in chart.of(kind)}
    scale_2 = (e for e in chart.of(Background) if e.body.kind is BackgroundKind.NEWS2_SCALE_2)
    return tuple(sorted(taken.union(entry.taken_at for entry in scale_2)))


def _scored(chart: Chart, entry: Entry[VitalSigns], at: datetime) -> Score:
    scale_2 = any(
        e.body.kind is BackgroundKind.NEWS2_SCALE_2 and e.taken_at <= at
        for e in chart.of(Background)
    )
    return score(entry.body, _consciousness(chart, entry, at), scale_2)
