"""Where one patient stands now: the one answer behind board, patient page, sheet and replay."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from cart_ward.clinical.alarms import Alarm
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.episode import Episode, GradeStory
from cart_ward.clinical.graded import Graded
from cart_ward.clinical.news2 import Score
from cart_ward.clinical.observed import (
    CapdAssessment,
    IceAssessment,
    MonitoringPause,
    NeuroCheck,
    VitalSigns,
)
from cart_ward.clinical.people import Admission
from cart_ward.clinical.schedule import CheckDue
from cart_ward.clinical.tocilizumab import Course


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientStatus:
    """Everything the ward asks about one patient at one moment.

    `day` is the day post infusion (None before), `hour` whole hours since the infusion began.
    `crs` and `icans` are the present proposals; `crs_story` and `icans_story` their history.
    `score` is the ICE or CAPD total, `score_before` the one before it, `score_baseline` that before
    the infusion. `due` is ordered by urgency, the most urgent first.
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
