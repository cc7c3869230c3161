"""Confirm or override a grade, open and close an episode, let monitoring step down."""

from dataclasses import dataclass
from datetime import datetime

from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import EpisodeKind, Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class SignGrade:
    """A person's grade on a scale at `at`; where it differs from the proposal it needs a reason.

    The proposal is worked out again from the chart inside the act.
    """

    admission_id: AdmissionId
    scale: Scale
    grade: int
    at: datetime
    override_reason: str | None
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkEpisode:
    """An episode opened or closed by a person."""

    admission_id: AdmissionId
    kind: EpisodeKind
    opened: bool
    at: datetime
    reason: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDownMonitoring:
    """Monitoring may follow the lower grade: 24 h after the fall, or earlier by a physician."""

    admission_id: AdmissionId
    scale: Scale
    grade: int
    reason: str
    token: str


def sign_grade(desk: Desk, command: SignGrade) -> Changes:
    """Confirm or override the proposed grade."""
    raise NotImplementedError


def mark_episode(desk: Desk, command: MarkEpisode) -> Changes:
    """Open or close an episode; closing CRS is a physician's act."""
    raise NotImplementedError


def step_down(desk: Desk, command: StepDownMonitoring) -> Changes:
    """Let monitoring follow a lower grade."""
    raise NotImplementedError
