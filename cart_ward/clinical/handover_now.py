"""Where one patient stands, for the sheet: identity, grades, scores, vital signs, neuro check."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal

from cart_ward.clinical import news2
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.episode import GradeStory
from cart_ward.clinical.graded import Graded
from cart_ward.clinical.handover import (
    GradeNow,
    Identity,
    Infused,
    NeuroNow,
    Range,
    ScoreNow,
    SignedGrade,
    VitalsNow,
)
from cart_ward.clinical.news2 import Score
from cart_ward.clinical.observed import (
    Background,
    CapdAssessment,
    IceAssessment,
    Infusion,
    NeuroCheck,
    VitalSigns,
    Weight,
)
from cart_ward.clinical.people import StaffId
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.timing import day_post_infusion
from cart_ward.clinical.vocabulary import BackgroundKind, EpisodeKind, Seizure

NameOf = Callable[[StaffId | None], str]
"""Gives the name of a person by id; empty where nobody is named."""

DAY = timedelta(hours=24)
RANGED = ("temperature", "systolic", "diastolic", "pulse", "respiratory_rate", "spo2")
NOT_ITEMS = {"total", "tool", "language", "interpreter"}


def background(chart: Chart, kind: BackgroundKind) -> str | None:
    """Return the newest text of this kind of background; None where nobody charted it."""
    found = [e.body.text for e in chart.of(Background) if e.body.kind is kind]
    return found[-1] if found else None


def allergies(chart: Chart) -> tuple[str, ...] | None:
    """Return every allergy; empty where "none known" was charted, None where nothing was."""
    found = [
        e.body.text
        for e in chart.of(Background)
        if e.body.kind in {BackgroundKind.ALLERGY, BackgroundKind.TOCILIZUMAB_ALLERGY}
    ]
    none_known = background(chart, BackgroundKind.NO_KNOWN_ALLERGY) is not None
    return tuple(found) if found or none_known else None


def who(chart: Chart, status: PatientStatus) -> Identity:
    """Return who the line is about."""
    stay = status.admission
    weight = chart.latest(Weight, status.now)
    return Identity(
        admission_id=stay.id,
        bed=stay.bed.name,
        name=stay.patient.name,
        hospital_no=stay.patient.hospital_no,
        birth_date=stay.patient.birth_date,
        age=status.age,
        sex=stay.patient.sex,
        product_code=stay.product.code,
        product_name=stay.product.name,
        day=status.day,
        hour=status.hour,
        infusions=tuple(
            Infused(part=e.body.part, started_at=e.taken_at, ended_at=e.body.ended_at)
            for e in chart.of(Infusion)
        ),
        admitted_at=stay.admitted_at,
        diagnosis=background(chart, BackgroundKind.DIAGNOSIS),
        language=background(chart, BackgroundKind.LANGUAGE),
        sentence=background(chart, BackgroundKind.SENTENCE),
        allergies=allergies(chart),
        code_status=background(chart, BackgroundKind.CODE_STATUS),
        isolation=background(chart, BackgroundKind.ISOLATION),
        weight=None if weight is None else weight.body.kilograms,
        weight_at=None if weight is None else weight.taken_at,
        weight_measured=None if weight is None else weight.body.measured,
    )


def grade(
    proposal: Graded, story: GradeStory, status: PatientStatus, zone: tzinfo, name_of: NameOf
) -> GradeNow:
    """Return one scale now: proposal, last signed grade, direction, maximum, masked fever."""
    masked = [
        e
        for e in status.episodes
        if e.kind is EpisodeKind(story.scale.value)
        and e.closed_at is None
        and e.masked_since is not None
    ]
    signed = story.confirmed
    return GradeNow(
        scale=story.scale,
        proposal=proposal,
        since=story.points[-1].at if story.points else None,
        before=story.points[-2].graded.grade if len(story.points) > 1 else None,
        signed=None
        if signed is None
        else SignedGrade(
            grade=signed.grade,
            proposed=signed.proposed,
            by=name_of(signed.by),
            at=signed.at,
            reason=signed.reason,
        ),
        maximum=story.maximum,
        maximum_at=story.maximum_at,
        maximum_day=_day_of(story.maximum_at, status, zone),
        masked_since=masked[-1].masked_since if masked else None,
        masked_by=masked[-1].masked_by if masked else None,
    )


def _day_of(at: datetime | None, status: PatientStatus, zone: tzinfo) -> int | None:
    """Return the day post infusion of a moment, reckoned back from today's."""
    if at is None or status.day is None:
        return None
    return status.day - day_post_infusion(at, status.now, zone)


def score(status: PatientStatus, name_of: NameOf) -> ScoreNow | None:
    """Return the last ICE or CAPD, whichever was taken later."""
    taken: list[Entry[IceAssessment] | Entry[CapdAssessment]] = [
        e for e in (status.capd, status.ice) if e is not None
    ]
    if not taken:
        return None
    last = max(taken, key=lambda e: e.taken_at)
    body = last.body
    items = tuple((f.name, getattr(body, f.name)) for f in fields(body) if f.name not in NOT_ITEMS)
    ice = isinstance(body, IceAssessment)
    return ScoreNow(
        tool="ICE" if ice else "CAPD",
        total=status.score,
        at=last.taken_at,
        items=items if any(value is not None for _, value in items) else (),
        language=body.language,
        interpreter=body.interpreter if isinstance(body, IceAssessment) else None,
        before=status.score_before,
        baseline=status.score_baseline,
        by=name_of(last.recorded_by),
    )


def vitals(chart: Chart, status: PatientStatus, name_of: NameOf) -> VitalsNow:
    """Return the last set, the ranges of 24 h and the pre-infusion baseline."""
    last = status.vitals
    recent = chart.since(VitalSigns, status.now - DAY)
    return VitalsNow(
        signs=None if last is None else last.body,
        at=None if last is None else last.taken_at,
        by="" if last is None else name_of(last.recorded_by),
        ranges=tuple(r for sign in RANGED if (r := _range(sign, recent)) is not None),
        baseline_systolic=_baseline(chart, "systolic"),
        baseline_spo2=_baseline(chart, "spo2"),
        temperatures=tuple(
            (e.taken_at, e.body.temperature) for e in recent if e.body.temperature is not None
        ),
    )


def _range(sign: str, recent: Sequence[Entry[VitalSigns]]) -> Range | None:
    measured = [
        (Decimal(value), e.taken_at) for e in recent if (value := getattr(e.body, sign)) is not None
    ]
    if not measured:
        return None
    (low, low_at), (high, high_at) = min(measured), max(measured)
    return Range(sign=sign, low=low, low_at=low_at, high=high, high_at=high_at)


def _baseline(chart: Chart, sign: str) -> int | None:
    """Return the last value measured before the infusion began."""
    infused = chart.infused_at
    if infused is None:
        return None
    before = [
        value
        for e in chart.of(VitalSigns)
        if e.taken_at <= infused and (value := getattr(e.body, sign)) is not None
    ]
    return before[-1] if before else None


def neuro(chart: Chart, status: PatientStatus, name_of: NameOf) -> NeuroNow:
    """Return the last neuro check, the last handwriting and the last seizure."""
    last = status.neuro
    checks = chart.of(NeuroCheck)
    written = [e for e in checks if e.body.handwriting is not None]
    seizures = [e for e in checks if e.body.seizure not in {None, Seizure.NONE}]
    return NeuroNow(
        check=None if last is None else last.body,
        at=None if last is None else last.taken_at,
        by="" if last is None else name_of(last.recorded_by),
        handwriting=written[-1].body.handwriting if written else None,
        handwriting_at=written[-1].taken_at if written else None,
        picture=bool(written) and written[-1].body.picture is not None,
        seizure=seizures[-1].body.seizure if seizures else None,
        seizure_at=seizures[-1].taken_at if seizures else None,
    )


def last_news2(chart: Chart, status: PatientStatus) -> tuple[tuple[datetime, Score], ...]:
    """Return the NEWS2 of the last three sets, oldest first."""
    return news2.last_sets(chart, status.now, status.age, 3)
