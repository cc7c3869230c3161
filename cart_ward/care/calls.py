"""Who is on call, log a call, say what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from cart_ward.care import access, acts, bodies, times
from cart_ward.care.acts import ChartAct
from cart_ward.care.changes import Changes
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.care.ports import Desk
from cart_ward.care.refusals import refused
from cart_ward.clinical import escalation
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.escalation import CallDue
from cart_ward.clinical.observed import CallMade
from cart_ward.clinical.people import AdmissionId, OnCall
from cart_ward.clinical.protocol import Protocol
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import EntryId
from cart_ward.errors import Conflict

LONGEST_ANSWER = 240
"""Minutes within which an answer is owed; more is a slip."""

CONTACT = "contact"
"""How `Changes` names the list of who is on call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetContact:
    """Who is on call for a role from now on; without name and number nobody is."""

    role: str
    name: str
    number: str
    answer_within: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCall:
    """A call that was made; `answered_at` and `outcome` as far as they are known."""

    admission_id: AdmissionId
    called_at: datetime
    role: str
    name: str
    answered_at: datetime | None
    outcome: str
    late_reason: str | None
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCall:
    """What came of a call made before: when it was answered, and the outcome.

    `reason` says in the words of the screen why the entry is followed by another one.
    """

    admission_id: AdmissionId
    entry_id: EntryId
    answered_at: datetime | None
    outcome: str
    reason: str
    token: str


def set_contact(desk: Desk, command: SetContact) -> Changes:
    """Write who is on call for a role; the line before it stays in the store.

    To enter the same person again says that it still holds.
    """
    access.require(desk.actor, "set_contact")
    role = bodies.needs_text(command.role, "role")
    name, number = command.name.strip(), command.number.strip()
    if name and not number:
        raise refused("contact.number_needed", "number")
    if number and not any(character.isdecimal() for character in number):
        raise refused("contact.no_digit", "number", typed=number)
    if command.answer_within is not None and command.answer_within < 1:
        raise refused("entry.positive_needed", "answer_within", value=command.answer_within)
    bodies.at_most(command.answer_within, LONGEST_ANSWER, "answer_within")
    with desk.store.act(desk.actor, "set_contact", desk.clock.now()) as work:
        acts.person(work, desk.actor)
        within = command.answer_within if number else None
        work.set_contact(role, name, number, within)
        return Changes(kinds=frozenset({CONTACT}))


def log_call(desk: Desk, command: LogCall) -> Changes:
    """Chart a call; it settles what the protocol asked for, where it went to whom it names."""
    return acts.on_chart(desk, "log_call", command, _log)


def answer_call(desk: Desk, command: AnswerCall) -> Changes:
    """Chart what came of a call; the second of two people gets `Conflict("chart.amended")`."""
    return acts.on_chart(desk, "answer_call", command, _answer, after_discharge=True)


def on_call(snapshot: WardSnapshot) -> Mapping[str, OnCall]:
    """Return who is on call, by role; a role that was emptied is not there."""
    return {contact.role: contact for contact in snapshot.contacts if not contact.nobody}


def due(snapshot: WardSnapshot, status: PatientStatus) -> tuple[CallDue, ...]:
    """Return the calls that are still to be made for one patient, the most pressing first."""
    found = standing(snapshot, status.admission.id)
    return () if found is None else escalation.calls(found[1], status, found[0])


def standing(snapshot: WardSnapshot, admission_id: AdmissionId) -> tuple[Chart, Protocol] | None:
    """Return the chart of a patient on the ward and the protocol it follows, or None."""
    chart = snapshot.charts.get(admission_id)
    if chart is None:
        return None
    return chart, snapshot.protocols[chart.subject.protocol_version_id][1]


def _log(act: ChartAct, command: LogCall) -> None:
    late = times.accepted(
        command.called_at, act.now, act.chart.subject, act.zone, command.late_reason
    )
    body = CallMade(
        role=command.role.strip(),
        name=command.name.strip(),
        answered_at=command.answered_at,
        outcome=command.outcome.strip(),
    )
    bodies.check(body, act.setting(command.called_at))
    act.write(body, command.called_at, late_reason=late)


def _answer(act: ChartAct, command: AnswerCall) -> None:
    reason = bodies.needs_text(command.reason, "reason", "amend.reason_needed")
    entry = act.chart.entry(command.entry_id)
    if entry is None or not isinstance(entry.body, CallMade):
        raise refused("amend.unknown_entry")
    if not act.chart.is_current(entry):
        raise Conflict("chart.amended", kind=entry.kind)
    body = replace(entry.body, answered_at=command.answered_at, outcome=command.outcome.strip())
    bodies.check(body, act.setting(entry.taken_at))
    act.write(body, entry.taken_at, amends=entry.id, amend_reason=reason)
