"""What is charted about a patient and the stay: one frozen value for each kind.

Exact numbers are `Decimal` or `int`, never float. None means "not recorded" and is
asked for with `is None`; no field has a default that means "normal".
The time of observation is `Entry.taken_at`.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from cart_ward.clinical.people import BedId, ProtocolVersionId, StaffId
from cart_ward.clinical.vocabulary import (
    Acvpu,
    AttributedFinding,
    BackgroundKind,
    Cause,
    Check,
    Consciousness,
    EntryId,
    EpisodeKind,
    Handwriting,
    NotDoneReason,
    NoteKind,
    Oedema,
    Oxygen,
    Scale,
    Seizure,
    StayEvent,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Infusion:
    """CAR-T cells given: one entry for each day 0; `Entry.taken_at` is the start."""

    part: int
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """A standing fact of the banner; `text` is free, for code status one of full_code, dnr."""

    kind: BackgroundKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VitalSigns:
    """One set of vital signs: degrees C, mmHg, per minute, percent, L/min.

    `fluids`: hypotension answered by fluids. `vasopressors` counts without vasopressin.
    """

    temperature: Decimal | None
    systolic: int | None
    diastolic: int | None
    pulse: int | None
    respiratory_rate: int | None
    spo2: int | None
    oxygen: Oxygen | None
    oxygen_flow: Decimal | None
    fluids: bool | None
    vasopressors: int | None
    vasopressin: bool | None
    consciousness: Acvpu | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A clinician's tick on one observation (`about`): this finding is, or is not, because of CRS.

    It holds for that observation only, so that an old tick can never hide a new fever.
    """

    about: EntryId
    finding: AttributedFinding
    cause: Cause
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeuroCheck:
    """The neuro check beside ICE or CAPD: GCS parts, pupils in mm, and the ICANS domains.

    `raised_icp_sign`: a sign of raised intracranial pressure other than the four named ones.
    """

    consciousness: Consciousness | None
    eye: int | None
    verbal: int | None
    motor: int | None
    pupil_left: Decimal | None
    pupil_right: Decimal | None
    seizure: Seizure | None
    motor_weakness: bool | None
    oedema: Oedema | None
    posturing: bool | None
    cn6_palsy: bool | None
    papilloedema: bool | None
    cushing_triad: bool | None
    tremor: bool | None
    handwriting: Handwriting | None
    picture: bytes | None
    raised_icp_sign: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IceAssessment:
    """The ten ICE items, each worth a point; `total` only where the items were not recorded."""

    year: bool | None
    month: bool | None
    city: bool | None
    hospital: bool | None
    object_1: bool | None
    object_2: bool | None
    object_3: bool | None
    command: bool | None
    writing: bool | None
    attention: bool | None
    total: int | None
    tool: str
    language: str
    interpreter: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CapdAssessment:
    """CAPD: eight items of 0-4 points; `total` only where the items were not recorded."""

    eye_contact: int | None
    purposeful: int | None
    aware: int | None
    communicates: int | None
    restless: int | None
    inconsolable: int | None
    underactive: int | None
    slow: int | None
    total: int | None
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDone:
    """A check that was not done, and why; never a value."""

    what: Check
    reason: NotDoneReason
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A check without values of its own that was done (fluid balance, labs taken)."""

    what: Check
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """Body weight in kilograms, measured or only stated."""

    kilograms: Decimal
    measured: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LabResult:
    """One laboratory value with its unit."""

    analyte: str
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """A grade with a name behind it; `because` are the codes that set the proposal."""

    scale: Scale
    grade: int
    proposed_grade: int | None
    because: tuple[str, ...]
    rule_version: str
    override_reason: str | None
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeMark:
    """An episode opened or closed by a person."""

    kind: EpisodeKind
    opened: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDown:
    """From now on monitoring may follow this grade of the scale, not the higher one before."""

    scale: Scale
    grade: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringPause:
    """Monitoring paused (off the ward, theatre) until a time, or resumed."""

    paused: bool
    reason: str
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmAnswer:
    """Who answered which alarm, and what happens next; from `until` on it is raised again.

    `answer` is the value of an `AlarmReply`, or words of one's own.
    """

    alarm_key: str
    answer: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A line of free text."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallMade:
    """A call to somebody, when it was answered and what came of it."""

    role: str
    name: str
    answered_at: datetime | None
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StayChange:
    """Admission, move, discharge or change of protocol version."""

    event: StayEvent
    bed_id: BedId | None
    protocol_version_id: ProtocolVersionId | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverSigned:
    """A signed handover: the shift, both nurses, the facts as text and the digest of the PDF."""

    shift: str
    giver_id: StaffId
    taker_id: StaffId
    facts_json: str
    pdf_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StruckOut:
    """The entry it amends was entered in error; nothing takes its place."""
