"""What the team page shows: whom to call still, who has not answered, and the last day's calls."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from cart_ward.care import calls as acts
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.clinical import calls, escalation
from cart_ward.clinical.calls import Calling
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.escalation import CallDue
from cart_ward.clinical.people import Admission, AdmissionId, OnCall
from cart_ward.clinical.protocol import Protocol
from cart_ward.clinical.schedule import DueState
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import CallOutcome, EntryId
from cart_ward.i18n import _, formats, ngettext, wording

SHOWN_FOR = timedelta(hours=24)
"""How long a call that was answered stays in the list."""

ON_THE_WAY = frozenset({"", CallOutcome.COMES.value})
"""Outcomes after which somebody may still come to the bedside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A call that nobody has answered yet."""

    admission_id: AdmissionId
    entry_id: EntryId
    patient: str
    role: str
    name: str
    who: str
    first_at: datetime
    last_at: datetime
    tries: int
    within: timedelta
    outcome: str
    next_role: str | None
    next_who: str

    def state(self, now: datetime) -> DueState:
        """Return whether the answer is late."""
        return calls.late(now - self.first_at, self.within)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToMake:
    """What the protocol asks to call for about one patient and nobody has, the first by `by`."""

    admission_id: AdmissionId
    patient: str
    asks: tuple[str, ...]
    by: datetime

    def state(self, now: datetime) -> DueState:
        """Return whether the call is late."""
        return DueState.OVERDUE if now > self.by else DueState.DUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A call of the last day that was answered, or is no longer needed."""

    admission_id: AdmissionId
    entry_id: EntryId
    patient: str
    words: str
    arrives: bool
    """Whether somebody may still come to the bedside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Everything the page shows beside who is on call."""

    open: tuple[Open, ...]
    to_make: tuple[ToMake, ...]
    past: tuple[Past, ...]


def team(
    snapshot: WardSnapshot, statuses: Sequence[PatientStatus], now: datetime, zone: tzinfo
) -> Team:
    """Return the calls of the whole ward; slow enough to be asked off the GUI thread."""
    contacts = acts.on_call(snapshot)
    waiting: list[Open] = []
    to_make: list[ToMake] = []
    past: list[tuple[datetime, Past]] = []
    for status in statuses:
        found = acts.standing(snapshot, status.admission.id)
        if found is None:
            continue
        chart, protocol = found
        waiting += open_calls(chart, protocol, status, contacts)
        due = escalation.calls(protocol, status, chart)
        if due:
            to_make.append(_to_make(due, status, zone))
        past += _past(chart, now, zone)
    return Team(
        open=tuple(sorted(waiting, key=lambda one: (one.first_at, one.entry_id))),
        to_make=tuple(sorted(to_make, key=lambda one: (one.by, one.admission_id))),
        past=tuple(one for _at, one in sorted(past, key=lambda pair: pair[0], reverse=True)),
    )


def open_calls(
    chart: Chart, protocol: Protocol, status: PatientStatus, contacts: Mapping[str, OnCall]
) -> tuple[Open, ...]:
    """Return the calls for one patient that nobody has answered."""
    waiting = [one for one in calls.callings(chart, status.now) if one.waits]
    if not waiting:
        return ()
    held = escalation.triggers(status, chart)
    return tuple(_open(one, chart, protocol, held, contacts) for one in waiting)


def _to_make(due: Sequence[CallDue], status: PatientStatus, zone: tzinfo) -> ToMake:
    return ToMake(
        admission_id=status.admission.id,
        patient=patient_words(status.admission),
        asks=tuple(asks(call, status.now, zone) for call in due),
        by=min(call.by for call in due),
    )


def asks(call: CallDue, now: datetime, zone: tzinfo) -> str:
    """Return what the protocol asks for: why, whom, by when."""
    return _("{why}: call {roles} by {at}").format(
        why=trigger_words(call.trigger),
        roles=_(", ").join(whom(role) for role in call.roles),
        at=formats.unbroken(formats.moment_near(call.by, now, zone)),
    )


def whom(role: str) -> str:
    """Return who is to be called, as it stands in a sentence."""
    code = f"call.who.{role}"
    return wording.say(code) if wording.knows(code) else wording.role(role)


def patient_words(stay: Admission) -> str:
    """Return who a patient is: bed, name, number."""
    return _("Bed {bed}  {name}  {number}").format(
        bed=stay.bed.name, name=stay.patient.name.both, number=stay.patient.hospital_no
    )


def trigger_words(trigger: str) -> str:
    """Return why to call; a ward's own trigger as it stands."""
    code = f"trigger.{trigger}"
    return wording.say(code) if wording.knows(code) else trigger


def to_dial(role: str, contacts: Mapping[str, OnCall]) -> str:
    """Return the number and the name of who is on call for a role, or nothing."""
    contact = contacts.get(role)
    return "" if contact is None else f"{contact.number}  {contact.name}".strip()


def _open(
    one: Calling,
    chart: Chart,
    protocol: Protocol,
    held: Mapping[str, tuple[datetime, ...]],
    contacts: Mapping[str, OnCall],
) -> Open:
    call = one.last.body
    after = calls.next_role(protocol, held, chart, call.role)
    return Open(
        admission_id=chart.subject.id,
        entry_id=one.last.id,
        patient=patient_words(chart.subject),
        role=call.role,
        name=call.name,
        who=_named(call.role, call.name, contacts),
        first_at=one.first_at,
        last_at=one.last.taken_at,
        tries=one.tries,
        within=calls.answer_within(call.role, contacts, protocol, held),
        outcome=call.outcome,
        next_role=after,
        next_who="" if after is None else _named(after, "", contacts),
    )


def _named(role: str, name: str, contacts: Mapping[str, OnCall]) -> str:
    """Return role, name and the number in use now, if it is that person's."""
    contact = contacts.get(role)
    if contact is None or (name and name != contact.name):
        return f"{wording.role(role)} {name}".strip()
    return " ".join(f"{wording.role(role)} {contact.name} {contact.number}".split())


def _past(chart: Chart, now: datetime, zone: tzinfo) -> Iterator[tuple[datetime, Past]]:
    for one in calls.callings(chart, now):
        if one.waits or now - one.first_at > SHOWN_FOR:
            continue
        call = one.last.body
        arrives = call.answered_at is not None and call.outcome in ON_THE_WAY
        yield (
            one.first_at,
            Past(
                admission_id=chart.subject.id,
                entry_id=one.last.id,
                patient=patient_words(chart.subject),
                words=_what_came(one, chart, now, zone),
                arrives=arrives,
            ),
        )


def _what_came(one: Calling, chart: Chart, now: datetime, zone: tzinfo) -> str:
    """Return a call in one line: when, whom, how long it took, what came of it."""
    call = one.last.body
    who = f"{wording.role(call.role)} {call.name}".strip()
    at = formats.moment_near(one.first_at, now, zone)
    outcome = wording.outcome(call.outcome)
    arrived = calls.noted_at(chart, one.last, CallOutcome.ARRIVED)
    if arrived is not None:
        noted = formats.moment_near(arrived, now, zone)
        outcome = _("{outcome} (noted {at})").format(outcome=outcome, at=noted)
    if one.took is None:
        return _("{at}  {who}: {outcome}").format(at=at, who=who, outcome=outcome)
    words = _("{at}  {who}: answered after {took}").format(
        at=at, who=who, took=formats.duration(one.took)
    )
    if one.tries > 1:
        again = ngettext("{count} call", "{count} calls", one.tries)
        words = f"{words} · {again.format(count=one.tries)}"
    return f"{words} · {outcome}" if outcome else words
