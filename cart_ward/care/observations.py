"""Record vital signs, neuro checks, "not done", drugs given and everything else observed."""

from dataclasses import dataclass
from datetime import datetime

from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.clinical.entries import Body
from cart_ward.clinical.observed import (
    CapdAssessment,
    IceAssessment,
    NeuroCheck,
    NotDone,
    VitalSigns,
)
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import AttributedFinding, Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A "because of CRS?" or "other cause" tick, signed with the observation it is about."""

    finding: AttributedFinding
    cause: Cause
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordVitals:
    """A set of vital signs with its ticks; `token` makes a second click harmless."""

    admission_id: AdmissionId
    taken_at: datetime
    vitals: VitalSigns
    ticks: tuple[Tick, ...]
    late_reason: str | None
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNeuroCheck:
    """A neuro check with ICE or CAPD, or with the reason why the score was not taken."""

    admission_id: AdmissionId
    taken_at: datetime
    neuro: NeuroCheck
    ice: IceAssessment | None
    capd: CapdAssessment | None
    score_not_done: NotDone | None
    ticks: tuple[Tick, ...]
    late_reason: str | None
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEntry:
    """Any other single observation: not done, done, weight, drug given, note, lab, background.

    `NotDone | Done | Weight | DrugGiven | Note | LabResult | Background | CallMade | Infusion |
    MonitoringPause | AlarmAnswer`; other kinds have acts of their own and are refused here.
    """

    admission_id: AdmissionId
    taken_at: datetime
    body: Body
    late_reason: str | None
    token: str


def record_vitals(desk: Desk, command: RecordVitals) -> Changes:
    """Chart a set of vital signs and its ticks in one act."""
    raise NotImplementedError


def record_neuro_check(desk: Desk, command: RecordNeuroCheck) -> Changes:
    """Chart a neuro check, its score (or why there is none) and its ticks in one act."""
    raise NotImplementedError


def record_entry(desk: Desk, command: RecordEntry) -> Changes:
    """Chart one other observation."""
    raise NotImplementedError
