"""NEWS2 score (RCP 2017). Never derived from CRS, nor CRS from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.neuro import ACVPU_OF
from cart_ward.clinical.observed import Background, NeuroCheck, VitalSigns
from cart_ward.clinical.vocabulary import Acvpu, BackgroundKind, Oxygen


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """NEWS2: points by parameter; `total` and `band` are None while a parameter is missing.

    Keys of `points`: rr, spo2, oxygen, sbp, pulse, acvpu, temp.
    """

    points: dict[str, int]
    missing: tuple[str, ...]
    total: int | None
    single_parameter_3: bool
    band: str | None
    min_monitoring: str | None


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
    if total >= 7:
        return "high", "continuous"
    if total >= 5:
        return "medium", "1h"
    if single:
        return "low_medium", "1h"
    return "low", "12h" if total == 0 else "4-6h"


def _consciousness(chart: Chart, vitals: VitalSigns, at: datetime) -> Acvpu | None:
    if vitals.consciousness is not None:
        return vitals.consciousness
    check = chart.latest(NeuroCheck, at)
    if check is None or check.body.consciousness is None:
        return None
    return ACVPU_OF[check.body.consciousness]


def of(chart: Chart, at: datetime, age: int) -> Score | None:
    """Return the score of the last set taken by `at`; None under 16 years or without a set.

    Where the set says nothing about consciousness, the last neuro check does.
    """
    entry = chart.latest(VitalSigns, at)
    return None if age < FROM_AGE or entry is None else _scored(chart, entry, at)


def last_complete(chart: Chart, at: datetime, age: int) -> tuple[Entry[VitalSigns], Score] | None:
    """Return the last set by `at` whose total is known, and its score; None under 16 years.

    A set that lacks a parameter says neither better nor worse: what was known before it holds on.
    """
    if age < FROM_AGE:
        return None
    sets = (entry for entry in reversed(chart.of(VitalSigns)) if entry.taken_at <= at)
    scored = ((entry, _scored(chart, entry, at)) for entry in sets)
    return next((found for found in scored if found[1].total is not None), None)


def _scored(chart: Chart, entry: Entry[VitalSigns], at: datetime) -> Score:
    scale_2 = any(
        e.body.kind is BackgroundKind.NEWS2_SCALE_2 and e.taken_at <= at
        for e in chart.of(Background)
    )
    return score(entry.body, _consciousness(chart, entry.body, at), scale_2)
