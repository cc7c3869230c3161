"""(protocol, chart, now) -> checks due, each with its why; the shortest interval wins."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cart_ward.clinical.vocabulary import Check, EntryId


class DueState(StrEnum):
    """Where a check stands now."""

    NOT_DUE = "not_due"
    DUE = "due"
    OVERDUE = "overdue"
    VERY_OVERDUE = "very_overdue"
    MISSED = "missed"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a check is due: protocol name and version, the state, the entry it is reckoned from."""

    protocol: str
    version: str
    state: str
    interval: timedelta | None
    entry_id: EntryId | None
    reckoned_from: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckDue:
    """One check: when it is due, where it stands, how many turns were missed, and why."""

    check: Check
    at: datetime
    state: DueState
    missed: int
    why: Why
