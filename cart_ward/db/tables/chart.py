"""The entries of a chart, and the bodies of what was observed. Columns are named as the fields."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from cart_ward.clinical.vocabulary import (
    Acvpu,
    AttributedFinding,
    BackgroundKind,
    Cause,
    Check,
    Consciousness,
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
from cart_ward.db.tables.base import (
    Base,
    BedRef,
    BodyKey,
    EntryRef,
    Key,
    StaffRef,
    VersionRef,
    between,
    checked,
)


class ChartEntryRow(Base):
    """One thing charted. `act` is the first audit line of the act that wrote it.

    The first entry of an act carries the act's token, so that a second click finds all of them.
    """

    __tablename__ = "chart_entry"
    __table_args__ = checked(
        CheckConstraint("(amends_id IS NULL) = (amend_reason IS NULL)", name="amend_has_reason"),
        CheckConstraint("amend_reason IS NULL OR amend_reason <> ''", name="amend_reason_said"),
        CheckConstraint("taken_at <= recorded_at", name="taken_before_recorded"),
        Index("chart_entry_latest", "admission_id", "kind", text("taken_at DESC")),
        Index("chart_entry_act", "act"),
    )
    id: Mapped[Key]
    admission_id: Mapped[int | None] = mapped_column(ForeignKey("admission.id"))
    kind: Mapped[str]
    taken_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[StaffRef]
    station: Mapped[str]
    amends_id: Mapped[EntryRef | None] = mapped_column(unique=True)
    amend_reason: Mapped[str | None]
    late_reason: Mapped[str | None]
    token: Mapped[str | None] = mapped_column(unique=True)
    act: Mapped[int]


class InfusionRow(Base):
    """Cells given; one for each day 0."""

    __tablename__ = "infusion"
    entry_id: Mapped[BodyKey]
    part: Mapped[int]
    ended_at: Mapped[datetime | None]


class BackgroundRow(Base):
    """A standing fact of the banner."""

    __tablename__ = "background"
    entry_id: Mapped[BodyKey]
    kind: Mapped[BackgroundKind]
    text: Mapped[str]


class VitalSignsRow(Base):
    """One set of vital signs."""

    __tablename__ = "vital_signs"
    __table_args__ = checked(
        between("temperature", 10, 50),
        between("systolic", 0, 400),
        between("diastolic", 0, 400),
        between("pulse", 0, 500),
        between("respiratory_rate", 0, 200),
        between("spo2", 0, 100),
        between("oxygen_flow", 0, 200),
        between("vasopressors", 0, 20),
    )
    entry_id: Mapped[BodyKey]
    temperature: Mapped[Decimal | None]
    systolic: Mapped[int | None]
    diastolic: Mapped[int | None]
    pulse: Mapped[int | None]
    respiratory_rate: Mapped[int | None]
    spo2: Mapped[int | None]
    oxygen: Mapped[Oxygen | None]
    oxygen_flow: Mapped[Decimal | None]
    fluids: Mapped[bool | None]
    vasopressors: Mapped[int | None]
    vasopressin: Mapped[bool | None]
    consciousness: Mapped[Acvpu | None]


class AttributionRow(Base):
    """A clinician's tick: because of CRS, or of another cause."""

    __tablename__ = "attribution"
    entry_id: Mapped[BodyKey]
    about: Mapped[EntryRef]
    finding: Mapped[AttributedFinding]
    cause: Mapped[Cause]
    reason: Mapped[str]


class NeuroCheckRow(Base):
    """A neuro check; pictures live in the file too."""

    __tablename__ = "neuro_check"
    __table_args__ = checked(
        between("eye", 1, 4),
        between("verbal", 1, 5),
        between("motor", 1, 6),
        between("pupil_left", 0, 15),
        between("pupil_right", 0, 15),
    )
    entry_id: Mapped[BodyKey]
    consciousness: Mapped[Consciousness | None]
    eye: Mapped[int | None]
    verbal: Mapped[int | None]
    motor: Mapped[int | None]
    pupil_left: Mapped[Decimal | None]
    pupil_right: Mapped[Decimal | None]
    seizure: Mapped[Seizure | None]
    motor_weakness: Mapped[bool | None]
    oedema: Mapped[Oedema | None]
    posturing: Mapped[bool | None]
    cn6_palsy: Mapped[bool | None]
    papilloedema: Mapped[bool | None]
    cushing_triad: Mapped[bool | None]
    tremor: Mapped[bool | None]
    handwriting: Mapped[Handwriting | None]
    picture: Mapped[bytes | None]
    raised_icp_sign: Mapped[bool | None]


class IceAssessmentRow(Base):
    """ICE: the items, not the sum; a total only where no items were recorded."""

    __tablename__ = "ice_assessment"
    __table_args__ = checked(between("total", 0, 10))
    entry_id: Mapped[BodyKey]
    year: Mapped[bool | None]
    month: Mapped[bool | None]
    city: Mapped[bool | None]
    hospital: Mapped[bool | None]
    object_1: Mapped[bool | None]
    object_2: Mapped[bool | None]
    object_3: Mapped[bool | None]
    command: Mapped[bool | None]
    writing: Mapped[bool | None]
    attention: Mapped[bool | None]
    total: Mapped[int | None]
    tool: Mapped[str]
    language: Mapped[str]
    interpreter: Mapped[bool | None]


class CapdAssessmentRow(Base):
    """CAPD: the items, not the sum."""

    __tablename__ = "capd_assessment"
    __table_args__ = checked(
        between("eye_contact", 0, 4),
        between("purposeful", 0, 4),
        between("aware", 0, 4),
        between("communicates", 0, 4),
        between("restless", 0, 4),
        between("inconsolable", 0, 4),
        between("underactive", 0, 4),
        between("slow", 0, 4),
        between("total", 0, 32),
    )
    entry_id: Mapped[BodyKey]
    eye_contact: Mapped[int | None]
    purposeful: Mapped[int | None]
    aware: Mapped[int | None]
    communicates: Mapped[int | None]
    restless: Mapped[int | None]
    inconsolable: Mapped[int | None]
    underactive: Mapped[int | None]
    slow: Mapped[int | None]
    total: Mapped[int | None]
    language: Mapped[str]


class NotDoneRow(Base):
    """A check that was not done."""

    __tablename__ = "not_done"
    entry_id: Mapped[BodyKey]
    what: Mapped[Check]
    reason: Mapped[NotDoneReason]
    note: Mapped[str]


class DoneRow(Base):
    """A check without values of its own that was done."""

    __tablename__ = "done"
    entry_id: Mapped[BodyKey]
    what: Mapped[Check]
    note: Mapped[str]


class WeightRow(Base):
    """Body weight; an order names the weight it was dosed on."""

    __tablename__ = "weight"
    __table_args__ = checked(between("kilograms", 0, 1000))
    entry_id: Mapped[BodyKey]
    kilograms: Mapped[Decimal]
    measured: Mapped[bool]


class LabResultRow(Base):
    """One laboratory value."""

    __tablename__ = "lab_result"
    entry_id: Mapped[BodyKey]
    analyte: Mapped[str]
    value: Mapped[Decimal]
    unit: Mapped[str]


class GradingRow(Base):
    """A grade with a name behind it."""

    __tablename__ = "grading"
    __table_args__ = checked(between("grade", 0, 5), between("proposed_grade", 0, 5))
    entry_id: Mapped[BodyKey]
    scale: Mapped[Scale]
    grade: Mapped[int]
    proposed_grade: Mapped[int | None]
    because: Mapped[tuple[str, ...]]
    rule_version: Mapped[str]
    override_reason: Mapped[str | None]
    provisional: Mapped[bool]


class EpisodeMarkRow(Base):
    """An episode opened or closed."""

    __tablename__ = "episode_mark"
    entry_id: Mapped[BodyKey]
    kind: Mapped[EpisodeKind]
    opened: Mapped[bool]
    reason: Mapped[str]


class StepDownRow(Base):
    """Monitoring may follow this grade from now on."""

    __tablename__ = "step_down"
    __table_args__ = checked(between("grade", 0, 5))
    entry_id: Mapped[BodyKey]
    scale: Mapped[Scale]
    grade: Mapped[int]
    reason: Mapped[str]


class MonitoringPauseRow(Base):
    """Monitoring paused or resumed."""

    __tablename__ = "monitoring_pause"
    entry_id: Mapped[BodyKey]
    paused: Mapped[bool]
    reason: Mapped[str]
    until: Mapped[datetime | None]


class AlarmAnswerRow(Base):
    """Who answered which alarm, and until when that holds."""

    __tablename__ = "alarm_answer"
    entry_id: Mapped[BodyKey]
    alarm_key: Mapped[str]
    answer: Mapped[str]
    until: Mapped[datetime | None] = mapped_column(info={"since": "0002"})


class NoteRow(Base):
    """A line of free text."""

    __tablename__ = "note"
    entry_id: Mapped[BodyKey]
    kind: Mapped[NoteKind]
    text: Mapped[str]


class CallMadeRow(Base):
    """A call to somebody."""

    __tablename__ = "call_made"
    entry_id: Mapped[BodyKey]
    role: Mapped[str]
    name: Mapped[str]
    answered_at: Mapped[datetime | None]
    outcome: Mapped[str]


class StayChangeRow(Base):
    """What happened to the stay itself."""

    __tablename__ = "stay_change"
    entry_id: Mapped[BodyKey]
    event: Mapped[StayEvent]
    bed_id: Mapped[BedRef | None]
    protocol_version_id: Mapped[VersionRef | None]
    note: Mapped[str]


class HandoverSignedRow(Base):
    """A signed handover with its facts and the digest of its sheet."""

    __tablename__ = "handover_signed"
    entry_id: Mapped[BodyKey]
    shift: Mapped[str]
    giver_id: Mapped[StaffRef]
    taker_id: Mapped[StaffRef]
    facts_json: Mapped[str]
    pdf_digest: Mapped[str]


class StruckOutRow(Base):
    """The entry it amends was made in error."""

    __tablename__ = "struck_out"
    entry_id: Mapped[BodyKey]
