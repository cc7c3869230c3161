"""Amend an entry, or strike out one made in error; both stay visible."""

from dataclasses import dataclass
from datetime import datetime

from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.clinical.entries import Body
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendEntry:
    """A correction: the right value, of the same kind, and why."""

    admission_id: AdmissionId
    entry_id: EntryId
    body: Body
    taken_at: datetime
    reason: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeOut:
    """An entry that was made in error."""

    admission_id: AdmissionId
    entry_id: EntryId
    reason: str
    token: str


def amend(desk: Desk, command: AmendEntry) -> Changes:
    """Chart the correction; the second of two people gets `Conflict`."""
    raise NotImplementedError


def strike_out(desk: Desk, command: StrikeOut) -> Changes:
    """Mark the entry as made in error."""
    raise NotImplementedError
