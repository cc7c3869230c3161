"""What a trend draws, as plain values: points in hours since the infusion, bands, marks. No Qt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cart_ward.clinical import capd, escalation, ice, vitals
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.observed import CapdAssessment, IceAssessment, VitalSigns
from cart_ward.clinical.status import PatientStatus
from cart_ward.ui.widgets import trend_marks, trend_stretches
from cart_ward.ui.widgets.trend_marks import Mark
from cart_ward.ui.widgets.trend_stretches import Band, OxygenStretch, hour_of, zero_of

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Everything on one time axis; hours from `zero`, the start of the infusion.

    Keys of `series`: temperature (degrees C), systolic (mmHg), pulse (per minute), spo2 (percent),
    score (ICE or CAPD points). `limits` are the values at which somebody is called, by panel:
    temperature, pressure (not for a child: no one limit holds), spo2. `baselines` are the values
    before the infusion, by series. `signed` is what a person signed, until the next signature;
    `unlike` its stretches in which another grade is proposed.
    """

    zero: datetime
    now: float
    infused: bool
    by_capd: bool
    limits: dict[str, float]
    baselines: dict[str, float]
    series: dict[str, tuple[Point, ...]]
    bands: tuple[Band, ...]
    signed: tuple[Band, ...]
    unlike: tuple[Band, ...]
    oxygen: tuple[OxygenStretch, ...]
    marks: tuple[Mark, ...]
    score_most: int


def trend(chart: Chart, status: PatientStatus) -> Trend:
    """Return the trend of a stay; before the infusion it counts from the admission."""
    zero = zero_of(chart)
    now = hour_of(status.now, zero)
    by_capd = scored_by_capd(status)
    grades = trend_stretches.grades(chart, now)
    return Trend(
        zero=zero,
        now=now,
        infused=chart.infused_at is not None,
        by_capd=by_capd,
        limits=_limits(chart, status),
        baselines=_baselines(chart, status),
        series={**chart.derived(_vitals), "score": chart.derived(_capd if by_capd else _ice)},
        bands=grades.proposed,
        signed=grades.signed,
        unlike=grades.unlike,
        oxygen=trend_stretches.oxygen(chart, now),
        marks=trend_marks.marks(chart, status, zero),
        score_most=capd.MOST if by_capd else ice.MOST,
    )


def scored_by_capd(status: PatientStatus) -> bool:
    """Tell whether the score of this patient is CAPD."""
    return status.capd is not None and status.ice is None


def _limits(chart: Chart, status: PatientStatus) -> dict[str, float]:
    limits = {"temperature": float(vitals.FEVER), "spo2": float(escalation.spo2_limit(chart))}
    if status.age >= vitals.ADULT_FROM:
        limits["pressure"] = float(escalation.systolic_limit(vitals.baseline_systolic(chart)))
    return limits


def _baselines(chart: Chart, status: PatientStatus) -> dict[str, float]:
    """Return the last values before the infusion, of what was measured then."""
    before = vitals.baseline(chart)
    found: dict[str, float | int | None] = {
        "systolic": vitals.baseline_systolic(chart),
        "spo2": None if before is None else before.body.spo2,
        "score": status.score_baseline,
    }
    return {name: float(value) for name, value in found.items() if value is not None}


def _vitals(chart: Chart) -> dict[str, tuple[Point, ...]]:
    """Return each sign over time; asked through `chart.derived`, for the hours are many."""
    zero = zero_of(chart)
    sets = [(hour_of(e.taken_at, zero), e.body) for e in chart.of(VitalSigns)]
    return {name: _sign(sets, name) for name in ("temperature", "systolic", "pulse", "spo2")}


def _sign(sets: list[tuple[float, VitalSigns]], name: str) -> tuple[Point, ...]:
    found = ((hour, getattr(body, name)) for hour, body in sets)
    return tuple((hour, float(value)) for hour, value in found if value is not None)


def _ice(chart: Chart) -> tuple[Point, ...]:
    """Return the ICE over time; asked as the signs are."""
    return _scores(chart, ((e.taken_at, ice.score(e.body)) for e in chart.of(IceAssessment)))


def _capd(chart: Chart) -> tuple[Point, ...]:
    """Return the CAPD over time; asked as the signs are."""
    return _scores(chart, ((e.taken_at, capd.score(e.body)) for e in chart.of(CapdAssessment)))


def _scores(chart: Chart, found: Iterable[tuple[datetime, int | None]]) -> tuple[Point, ...]:
    zero = zero_of(chart)
    return tuple((hour_of(at, zero), float(score)) for at, score in found if score is not None)
