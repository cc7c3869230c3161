"""Where one patient stands now: the one answer behind board, patient page, sheet and replay."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal

from cart_ward.clinical import (
    alarms,
    crs,
    dose_course,
    icans,
    news2,
    pauses,
    schedule,
    scores,
    timing,
)
from cart_ward.clinical.alarms import Alarm
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.episode import Episode, GradeStory, episodes, story
from cart_ward.clinical.graded import Graded
from cart_ward.clinical.news2 import Asked, Score
from cart_ward.clinical.observed import (
    CapdAssessment,
    IceAssessment,
    Infusion,
    MonitoringPause,
    NeuroCheck,
    VitalSigns,
    Weight,
)
from cart_ward.clinical.people import Admission
from cart_ward.clinical.protocol import Protocol
from cart_ward.clinical.schedule import CheckDue, DueState
from cart_ward.clinical.steady import STEADY, Drift
from cart_ward.clinical.tocilizumab import Course
from cart_ward.clinical.vocabulary import Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientStatus:
    """Everything the ward asks about one patient at one moment.

    `day` is the day post infusion (None before), `hour` whole hours since the infusion began.
    `crs` and `icans` are the present proposals; `crs_story` and `icans_story` their history.
    `score` is the ICE or CAPD total, `score_before` the one before it, `score_baseline` that before
    the infusion. `news2` is the score of the last set, `news2_asked` what is asked for: a set
    without a total takes nothing back. `due` is ordered by urgency, the most urgent first.
    """

    admission: Admission
    now: datetime
    day: int | None
    hour: int | None
    age: int
    crs: Graded
    icans: Graded
    crs_story: GradeStory
    icans_story: GradeStory
    episodes: tuple[Episode, ...]
    news2: Score | None
    news2_asked: Asked | None
    vitals: Entry[VitalSigns] | None
    neuro: Entry[NeuroCheck] | None
    ice: Entry[IceAssessment] | None
    capd: Entry[CapdAssessment] | None
    score: int | None
    score_before: int | None
    score_baseline: int | None
    weight: Decimal | None
    weight_at: datetime | None
    course: Course
    due: tuple[CheckDue, ...]
    alarms: tuple[Alarm, ...]
    pause: Entry[MonitoringPause] | None


def status(
    protocol: Protocol, chart: Chart, now: datetime, zone: tzinfo, clock: Drift = STEADY
) -> PatientStatus:
    """Return where one patient stands at `now`, all of it derived from the chart."""
    subject = chart.subject
    age = timing.age_years(subject.patient.birth_date, now.astimezone(zone).date())
    standing = _standing(protocol, chart, now, zone, clock)
    weighed = chart.latest(Weight, now)
    infusion = chart.latest(Infusion, now)
    totals = scores.last_three(chart, now)
    return PatientStatus(
        admission=subject,
        now=now,
        day=None if infusion is None else timing.day_post_infusion(infusion.taken_at, now, zone),
        hour=None if infusion is None else (now - infusion.taken_at) // timedelta(hours=1),
        age=age,
        crs=standing.crs,
        icans=standing.icans,
        crs_story=story(chart, Scale.CRS),
        icans_story=story(chart, Scale.ICANS),
        episodes=episodes(chart),
        news2=news2.of(chart, now, age),
        news2_asked=news2.asked(chart, now, age),
        vitals=chart.latest(VitalSigns, now),
        neuro=chart.latest(NeuroCheck, now),
        ice=chart.latest(IceAssessment, now),
        capd=chart.latest(CapdAssessment, now),
        score=totals[0],
        score_before=totals[1],
        score_baseline=totals[2],
        weight=None if weighed is None else weighed.body.kilograms,
        weight_at=None if weighed is None else weighed.taken_at,
        course=standing.course,
        due=standing.due,
        alarms=alarms.raised(standing),
        pause=pauses.active(chart, now),
    )


def _standing(
    protocol: Protocol, chart: Chart, now: datetime, zone: tzinfo, clock: Drift
) -> alarms.Standing:
    return alarms.Standing(
        protocol=protocol,
        chart=chart,
        now=now,
        due=schedule.due(protocol, chart, now, zone),
        crs=crs.propose(chart, now),
        icans=icans.propose(chart, now),
        course=dose_course.course(chart, now, clock),
    )


def urgency(patient: PatientStatus) -> tuple[int, tuple[int, int], int, datetime, str]:
    """Return a sort key, the most urgent patient first.

    What nobody answered yet comes first by `attention`, then the grades, the worse scale before
    the other, then the latest check, then whose check comes next; beds by name make the order
    stable. A low alarm (a check that is due now) does not lead past a worse grade.
    """
    late = max((schedule.RANK[d.state] for d in patient.due if d.state in _LATE), default=0)
    grades = sorted(-(g or 0) for g in (patient.crs.grade, patient.icans.grade))
    following = min((d.at for d in patient.due), default=patient.now)
    return (
        attention(patient),
        (grades[0], grades[1]),
        -late,
        following,
        patient.admission.bed.name,
    )


def attention(patient: PatientStatus) -> int:
    """Return how much somebody is needed now, the least first: the rank of board, bar and list.

    High alarms of what the patient shows, then checks that were missed, then medium alarms.
    """
    waiting = [a for a in patient.alarms if not a.answered and a.priority in _ALARMING]
    return min((_ALARMING[a.priority] + _of_work(a) for a in waiting), default=_QUIET)


def _of_work(alarm: Alarm) -> int:
    return alarms.weight(alarm)[1] if alarm.priority is alarms.Priority.HIGH else 0


_QUIET = 3
_ALARMING = {alarms.Priority.HIGH: 0, alarms.Priority.MEDIUM: 2}
_LATE = frozenset({DueState.OVERDUE, DueState.VERY_OVERDUE, DueState.MISSED})
