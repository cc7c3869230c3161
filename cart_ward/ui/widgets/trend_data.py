"""What a trend draws, as plain values: points in hours since the infusion, bands, marks. No Qt."""

from dataclasses import dataclass
from datetime import datetime

from cart_ward.clinical import capd, ice, vitals
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.episode import GradeStory
from cart_ward.clinical.medicines import DoseGiven, DrugGiven
from cart_ward.clinical.observed import CapdAssessment, IceAssessment, VitalSigns
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import Scale
from cart_ward.i18n import formats

Point = tuple[float, float]

LOW_SYSTOLIC = 90
"""mmHg below which an adult's pressure is low (escalation_protocols A10)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A stretch in which one grade was proposed; `grade` None: not assessed."""

    scale: Scale
    start: float
    end: float
    grade: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something given at an hour."""

    hour: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Everything on one time axis; hours from `zero`, the start of the infusion.

    Keys of `series`: temperature (degrees C), systolic (mmHg), pulse (per minute), spo2 (percent),
    score (ICE or CAPD points). `systolic_limit` is None where no one limit holds: a child's.
    """

    zero: datetime
    now: float
    infused: bool
    by_capd: bool
    systolic_limit: int | None
    series: dict[str, tuple[Point, ...]]
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    score_most: int


def trend(chart: Chart, status: PatientStatus) -> Trend:
    """Return the trend of a stay; before the infusion it counts from the admission."""
    zero = chart.infused_at or chart.subject.admitted_at

    def hour(at: datetime) -> float:
        return (at - zero).total_seconds() / 3600

    now = hour(status.now)
    by_capd = status.capd is not None and status.ice is None
    return Trend(
        zero=zero,
        now=now,
        infused=chart.infused_at is not None,
        by_capd=by_capd,
        systolic_limit=LOW_SYSTOLIC if status.age >= vitals.ADULT_FROM else None,
        series={
            **{
                name: _vitals(chart, name, zero)
                for name in ("temperature", "systolic", "pulse", "spo2")
            },
            "score": _scores(chart, zero, by_capd=by_capd),
        },
        bands=(*_bands(status.crs_story, zero, now), *_bands(status.icans_story, zero, now)),
        marks=_marks(chart, zero),
        score_most=capd.MOST if by_capd else ice.MOST,
    )


def _hour(at: datetime, zero: datetime) -> float:
    return (at - zero).total_seconds() / 3600


def _vitals(chart: Chart, name: str, zero: datetime) -> tuple[Point, ...]:
    found = ((e.taken_at, getattr(e.body, name)) for e in chart.of(VitalSigns))
    return tuple((_hour(at, zero), float(value)) for at, value in found if value is not None)


def _scores(chart: Chart, zero: datetime, *, by_capd: bool) -> tuple[Point, ...]:
    found = (
        [(e.taken_at, capd.score(e.body)) for e in chart.of(CapdAssessment)]
        if by_capd
        else [(e.taken_at, ice.score(e.body)) for e in chart.of(IceAssessment)]
    )
    return tuple((_hour(at, zero), float(score)) for at, score in found if score is not None)


def _bands(story: GradeStory, zero: datetime, now: float) -> tuple[Band, ...]:
    """Return the stretches of one grade; what only changed its reasons goes on."""
    turns = [
        point
        for before, point in zip((None, *story.points), story.points, strict=False)
        if before is None or before.graded.grade != point.graded.grade
    ]
    starts = [_hour(point.at, zero) for point in turns]
    ends = [*starts[1:], *([now] if starts else [])]
    return tuple(
        Band(scale=story.scale, start=start, end=max(end, start), grade=point.graded.grade)
        for start, end, point in zip(starts, ends, turns, strict=True)
    )


def _marks(chart: Chart, zero: datetime) -> tuple[Mark, ...]:
    doses = [
        (e.taken_at, f"{e.body.drug} {formats.number(e.body.dose_mg)} mg")
        for e in chart.of(DoseGiven)
    ]
    drugs = [(e.taken_at, _drug(e.body)) for e in chart.of(DrugGiven)]
    return tuple(Mark(hour=_hour(at, zero), text=text) for at, text in sorted(doses + drugs))


def _drug(given: DrugGiven) -> str:
    """Return a drug with its dose; names and units are never translated."""
    if given.dose is None:
        return given.drug
    return f"{given.drug} {formats.number(given.dose)} {given.unit or ''}".strip()
