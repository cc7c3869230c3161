"""What happened in a shift, for the handover sheet. Staff are given by their names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cart_ward.clinical.vocabulary import (
    AttributedFinding,
    Cause,
    Check,
    NotDoneReason,
    NoteKind,
    Scale,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A check of this shift that was not done, and why."""

    what: Check
    reason: NotDoneReason
    note: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A check of this shift that was done late; `done_at` None: it is late still."""

    check: Check
    due_at: datetime
    done_at: datetime | None
    missed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overridden:
    """A grade of this shift that a person signed against the proposal."""

    scale: Scale
    grade: int
    proposed: int | None
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """An entry of this shift that corrects or strikes out another, and what it changed."""

    kind: str
    taken_at: datetime
    struck_out: bool
    changes: tuple[tuple[str, object, object], ...]
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseGiven:
    """A tick that a finding has another cause, with who, when and why."""

    finding: AttributedFinding
    cause: Cause
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of free text."""

    kind: NoteKind
    text: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A call of this shift; `waits`: an answer is still owed, to it and not to a later one."""

    role: str
    name: str
    at: datetime
    answered_at: datetime | None
    outcome: str
    waits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One change since the last handover: a code and the facts of its sentence."""

    code: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """Monitoring is paused: since when, why, until when."""

    since: datetime
    reason: str
    until: datetime | None
