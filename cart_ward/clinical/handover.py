"""The handover sheet as a value: the facts of the ward, in handover order.

Every fact is as of `HandoverSheet.data_as_of`. None means not known, not assessed or not charted,
and is printed as a word: nothing here stands for "normal". Staff are given by their names.
"""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from enum import StrEnum

from cart_ward.clinical.graded import Graded
from cart_ward.clinical.happened import (
    Called,
    CauseGiven,
    Changed,
    Corrected,
    Late,
    Line,
    Overridden,
    Paused,
    Skipped,
)
from cart_ward.clinical.medicines import MedicationOrder
from cart_ward.clinical.news2 import Asked, Score
from cart_ward.clinical.observed import NeuroCheck, VitalSigns
from cart_ward.clinical.people import AdmissionId, Name, Sex
from cart_ward.clinical.protocol import Escalation
from cart_ward.clinical.schedule import DueState, Why
from cart_ward.clinical.shifts import Shift
from cart_ward.clinical.vocabulary import (
    Check,
    DrugKind,
    Handwriting,
    Reaction,
    Response,
    Route,
    Scale,
    Seizure,
)


class Severity(StrEnum):
    """How ill, in one word (I-PASS): stable, to watch, unstable."""

    STABLE = "stable"
    WATCH = "watch"
    UNSTABLE = "unstable"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedGrade:
    """The last grade a named person signed, the proposal then, and why it differed."""

    grade: int
    proposed: int | None
    by: str
    at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeNow:
    """One scale now: the proposal, the last signed grade, direction, maximum, masked fever.

    `before` is the proposal that stood before the present one; `maximum_day` the day post infusion.
    """

    scale: Scale
    proposal: Graded
    since: datetime | None
    before: int | None
    signed: SignedGrade | None
    maximum: int | None
    maximum_at: datetime | None
    maximum_day: int | None
    masked_since: datetime | None
    masked_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreNow:
    """The last ICE or CAPD: total, items by name (empty where only the total was recorded)."""

    tool: str
    total: int | None
    at: datetime
    items: tuple[tuple[str, int | bool | None], ...]
    language: str
    interpreter: bool | None
    before: int | None
    baseline: int | None
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Lowest and highest value of one vital sign in 24 h, each with its time."""

    sign: str
    low: Decimal
    low_at: datetime
    high: Decimal
    high_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VitalsNow:
    """The last set of vital signs, who took it, the ranges of 24 h, the pre-infusion baseline."""

    signs: VitalSigns | None
    at: datetime | None
    by: str
    ranges: tuple[Range, ...]
    baseline_systolic: int | None
    baseline_spo2: int | None
    temperatures: tuple[tuple[datetime, Decimal], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeuroNow:
    """The last neuro check, the handwriting and the last seizure, each with its time."""

    check: NeuroCheck | None
    at: datetime | None
    by: str
    handwriting: Handwriting | None
    handwriting_at: datetime | None
    picture: bool
    seizure: Seizure | None
    seizure_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Infused:
    """One part of the CAR-T infusion."""

    part: int
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """One tocilizumab dose; a deviation stands outside the rules, with its reason if given.

    `earlier`: given in a stay before this one.
    """

    started_at: datetime
    ended_at: datetime | None
    dose_mg: Decimal
    reaction: Reaction | None
    response: Response | None
    given_by: str
    checked_by: str
    deviation: bool
    reason: str | None
    decided_by: str | None
    earlier: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderOpen:
    """A tocilizumab order that is neither given nor stopped, and how far it has come."""

    ordered_at: datetime
    order: MedicationOrder
    prescriber: str
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Anticytokine:
    """The tocilizumab course: doses so far, ceiling, next possible time, the open order."""

    doses: tuple[Dose, ...]
    ceiling: int
    next_from: datetime | None
    running: bool
    response: Response | None
    open_order: OrderOpen | None
    allergy: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drug:
    """A drug given elsewhere: repeated ones until they end, single ones of the last 24 h."""

    drug: str
    kind: DrugKind
    dose: Decimal | None
    unit: str | None
    route: Route
    started_at: datetime
    interval_hours: Decimal | None
    until: datetime | None
    next_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lab:
    """The latest value of one analyte and the one before."""

    analyte: str
    value: Decimal
    unit: str
    at: datetime
    previous: Decimal | None
    previous_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """One check to come or late; `turns` are its clock times until the next shift ends."""

    check: Check
    at: datetime
    state: DueState
    missed: int
    why: Why
    turns: tuple[datetime, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who the line is about: two identifiers, bed, product and what the banner shows.

    `allergies` None: nobody charted any, not even "none known"; empty: none known.
    """

    admission_id: AdmissionId
    bed: str
    name: Name
    hospital_no: str
    birth_date: date
    age: int
    sex: Sex
    product_code: str
    product_name: str
    day: int | None
    hour: int | None
    infusions: tuple[Infused, ...]
    admitted_at: datetime
    diagnosis: str | None
    language: str | None
    sentence: str | None
    allergies: tuple[str, ...] | None
    code_status: str | None
    isolation: str | None
    weight: Decimal | None
    weight_at: datetime | None
    weight_measured: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientLine:
    """Everything the next shift must know about one patient."""

    who: Identity
    severity: Severity
    crs: GradeNow
    icans: GradeNow
    score: ScoreNow | None
    news2: tuple[tuple[datetime, Score], ...]
    news2_asked: Asked | None
    vitals: VitalsNow
    neuro: NeuroNow
    tocilizumab: Anticytokine
    drugs: tuple[Drug, ...]
    labs: tuple[Lab, ...]
    pending: tuple[Pending, ...]
    pause: Paused | None
    late: tuple[Late, ...]
    skipped: tuple[Skipped, ...]
    overridden: tuple[Overridden, ...]
    corrected: tuple[Corrected, ...]
    causes: tuple[CauseGiven, ...]
    notes: tuple[Line, ...]
    calls: tuple[Called, ...]
    triggers: tuple[Escalation, ...]
    protocol: str
    changed: tuple[Changed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A patient who left the ward in the last 24 hours."""

    bed: str
    name: Name
    hospital_no: str
    product_code: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The ward in numbers; a patient whose grade nobody assessed is counted apart."""

    patients: int
    crs_from_2: int
    icans_from_2: int
    not_assessed: int
    news2_from_5: int
    tocilizumab_this_shift: int
    checks_late: int
    infused_today: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who can be called: a role, a name if known, and the number."""

    role: str
    name: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverSheet:
    """One ward at one moment, patients worst first; the same value always prints the same.

    `since` is the last signed handover, or the start of the shift that gives.
    `stock` maps the vial size in mg to (free, reserved).
    """

    ward_name: str
    practice: bool
    rules_approved: bool
    zone: tzinfo
    shift_out: Shift
    shift_in: Shift
    data_as_of: datetime
    since: datetime
    patients: tuple[PatientLine, ...]
    left: tuple[Left, ...]
    counts: Counts
    stock: tuple[tuple[int, int, int], ...]
    contacts: tuple[Contact, ...]
    audit_head: str
    audit_count: int
    software: str
