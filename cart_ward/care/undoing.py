"""Take back what one has just signed: all its entries are struck out together, or none.

A correction later asks for a reason and, for a judgement, for a senior; these seconds do not.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from cart_ward.care import acts, amending, bodies
from cart_ward.care.acts import ChartAct
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.care.refusals import refused
from cart_ward.clinical.entries import Body, Entry
from cart_ward.clinical.medicines import DoseGiven, DoseStep
from cart_ward.clinical.observed import StruckOut
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import EntryId
from cart_ward.errors import Conflict

OFFERED_FOR = timedelta(seconds=10)
"""How long the screen offers it (ux 13)."""

LATEST = timedelta(seconds=30)
"""How long after the signature it is still taken: the offer, and a store that answers late."""

UNDOABLE: frozenset[type[Any]] = amending.STRIKABLE - {DoseGiven, DoseStep}
"""A dose that has run cannot be undone: it is corrected, with its reason, by a senior."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Everything one signature has written about one stay, and the words of the reason."""

    admission_id: AdmissionId
    entries: tuple[EntryId, ...]
    reason: str
    token: str


def undo(desk: Desk, command: Undo) -> Changes:
    """Strike out what the acting person signed a moment ago."""
    return acts.on_chart(desk, "undo", command, _undo, after_discharge=True)


def _undo(act: ChartAct, command: Undo) -> None:
    reason = bodies.needs_text(command.reason, "reason", "amend.reason_needed")
    entries = [_own(act, entry_id) for entry_id in command.entries]
    for entry in entries:
        at = min(entry.taken_at, act.now)
        act.write(StruckOut(), at, amends=entry.id, amend_reason=reason)


def _own(act: ChartAct, entry_id: EntryId) -> Entry[Body]:
    """Return an entry of the acting person that is young enough and still stands."""
    entry = act.chart.entry(entry_id)
    if entry is None:
        raise refused("amend.unknown_entry")
    if type(entry.body) not in UNDOABLE:
        raise refused("amend.not_strikable", kind=entry.kind)
    if entry.recorded_by != act.actor.staff_id or act.now - entry.recorded_at > LATEST:
        raise refused("undo.too_late", kind=entry.kind)
    if not act.chart.is_current(entry):
        raise Conflict("chart.amended", kind=entry.kind)
    return entry
