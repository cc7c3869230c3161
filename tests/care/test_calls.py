"""Who is on call, a call logged, and what came of it: acts over the real store."""

import dataclasses
from datetime import timedelta
from typing import Any

import pytest

from cart_ward.care import calls, handover, observations
from cart_ward.care.calls import AnswerCall, LogCall, SetContact
from cart_ward.care.observations import RecordEntry
from cart_ward.clinical import escalation
from cart_ward.clinical.calls import callings
from cart_ward.clinical.observed import CallMade, Note
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.vocabulary import EntryId, NoteKind
from cart_ward.db import verify
from cart_ward.db.store import SqlStore
from cart_ward.errors import Conflict, NotAllowed, Unavailable
from tests.builders import ZONE, WardBuilder, token
from tests.fakes import NOW, FixedClock

MINUTE = timedelta(minutes=1)


def contact(**changed: Any) -> SetContact:
    """Return the ward doctor of tonight."""
    command = SetContact(role="ward_doctor", name=" Gao ", number=" 6012 ", answer_within=5)
    return dataclasses.replace(command, **changed)


def logged(patient: AdmissionId, **changed: Any) -> LogCall:
    """Return a call to the ward doctor now."""
    command = LogCall(
        admission_id=patient,
        called_at=NOW,
        role="ward_doctor",
        name="Gao",
        answered_at=None,
        outcome="",
        late_reason=None,
        token=token(),
    )
    return dataclasses.replace(command, **changed)


def answered(patient: AdmissionId, entry: EntryId, **changed: Any) -> AnswerCall:
    """Return the answer to a call, two minutes after it."""
    command = AnswerCall(
        admission_id=patient,
        entry_id=entry,
        answered_at=NOW + 2 * MINUTE,
        outcome="comes",
        reason="what came of the call",
        token=token(),
    )
    return dataclasses.replace(command, **changed)


def due(ward: WardBuilder, patient: AdmissionId) -> dict[str, tuple[str, ...]]:
    """Return which roles are still to be called, by trigger."""
    snapshot = ward.snapshot()
    return {c.trigger: c.roles for c in calls.due(snapshot, ward.status(patient))}


@pytest.mark.parametrize("role", [Role.CHARGE_NURSE, Role.PHYSICIAN, Role.ADMINISTRATOR])
def test_who_is_on_call_is_entered_by_those_who_may(ward: WardBuilder, role: Role) -> None:
    """The line says who entered it and when; the number stands as typed, without blanks round."""
    changes = calls.set_contact(ward.desk(role), contact())

    [there] = ward.snapshot().contacts
    assert changes.kinds == frozenset({"contact"})
    assert (there.role, there.name, there.number) == ("ward_doctor", "Gao", "6012")
    assert there.answer_within == 5 * MINUTE
    assert (there.since, there.by) == (NOW, ward.actor(role).staff_id)


@pytest.mark.parametrize("role", [Role.NURSE, Role.TRAINEE, Role.PHARMACIST, Role.READER])
def test_nobody_else_enters_who_is_on_call(ward: WardBuilder, role: Role) -> None:
    """Refused, and nothing is written."""
    with pytest.raises(NotAllowed, match=r"access\.denied"):
        calls.set_contact(ward.desk(role), contact())

    assert ward.snapshot().contacts == ()


def test_the_last_line_of_a_role_holds_and_the_ones_before_stay(
    ward: WardBuilder, store: SqlStore, clock: FixedClock
) -> None:
    """A change is one more row with its audit line; none is edited, and the store verifies."""
    desk = ward.desk(Role.CHARGE_NURSE)
    calls.set_contact(desk, contact())
    calls.set_contact(
        desk, contact(role="icu", name="", number="138 0013 8000", answer_within=None)
    )
    clock.advance(hours=12)
    calls.set_contact(desk, contact(name="Luo", number="6013"))

    there = calls.on_call(ward.snapshot())
    assert {role: (c.name, c.number) for role, c in there.items()} == {
        "ward_doctor": ("Luo", "6013"),
        "icu": ("", "138 0013 8000"),
    }
    assert there["icu"].answer_within is None
    with store.engine.begin() as connection:
        rows = connection.exec_driver_sql("SELECT name FROM contact ORDER BY id").scalars().all()
        lines = connection.exec_driver_sql(
            "SELECT act, row_id FROM audit_line WHERE table_name = 'contact' ORDER BY id"
        ).fetchall()
    assert rows == ["Gao", "", "Luo"]
    assert [tuple(line) for line in lines] == [("set_contact", n) for n in (1, 2, 3)]
    assert verify.rows(store.engine) == ()
    for verb in ("UPDATE contact SET name = 'x'", "DELETE FROM contact"):
        with pytest.raises((NotAllowed, Unavailable)), store.engine.begin() as connection:
            connection.exec_driver_sql(verb)


def test_a_role_is_emptied_by_a_line_without_name_and_number(ward: WardBuilder) -> None:
    """Nobody is on call then, on the screen and on the sheet; minutes mean nothing there."""
    desk = ward.desk(Role.CHARGE_NURSE)
    calls.set_contact(desk, contact())
    calls.set_contact(desk, contact(name="", number=" ", answer_within=5))

    [there] = ward.snapshot().contacts
    assert (there.nobody, there.answer_within) == (True, None)
    assert calls.on_call(ward.snapshot()) == {}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"role": " "}, "entry.text_needed"),
        ({"number": ""}, "contact.number_needed"),
        ({"number": "ask the porter"}, "contact.no_digit"),
        ({"answer_within": 0}, "entry.positive_needed"),
        ({"answer_within": 241}, "entry.too_much"),
    ],
)
def test_a_line_that_nobody_can_dial_is_refused(
    ward: WardBuilder, changed: dict[str, Any], code: str
) -> None:
    """With a sentence at its field."""
    with pytest.raises(NotAllowed) as refused:
        calls.set_contact(ward.desk(Role.CHARGE_NURSE), contact(**changed))

    assert refused.value.code == code
    assert ward.snapshot().contacts == ()


@pytest.mark.parametrize("number", ["6012", "+86 21 5555-0199", "8000 ext. 7", "（021）5555"])
def test_numbers_are_taken_as_people_write_them(ward: WardBuilder, number: str) -> None:
    """One digit is enough: every hospital dials in its own way."""
    calls.set_contact(ward.desk(Role.CHARGE_NURSE), contact(number=number))

    assert ward.snapshot().contacts[0].number == number


def test_numbers_reach_the_sheet_in_the_order_of_the_protocol(ward: WardBuilder) -> None:
    """Roles the protocol does not name stand last, an emptied one not at all."""
    ward.admit()
    desk = ward.desk(Role.CHARGE_NURSE)
    for role, number in (
        ("cardiology", "6300"),
        ("neurology", "6044"),
        ("ward_doctor", "6012"),
        ("icu", ""),
    ):
        calls.set_contact(desk, contact(role=role, name="", number=number, answer_within=None))

    sheet = handover.assemble(
        ward.snapshot(), now=NOW, zone=ZONE, ward_name="Ward 7", practice=False
    )

    assert [(c.role, c.number) for c in sheet.contacts] == [
        ("ward_doctor", "6012"),
        ("neurology", "6044"),
        ("cardiology", "6300"),
    ]


def test_a_call_to_whom_the_protocol_names_settles_what_was_due(ward: WardBuilder) -> None:
    """The first fever's call is made: it is due no more, and its alarm is answered."""
    patient = ward.admit(day=2)
    ward.record_vitals(patient, temperature="38.4")
    assert due(ward, patient)["first_fever"] == ("ward_doctor",)

    calls.log_call(ward.desk(), logged(patient, outcome=" comes "))

    assert "ward_doctor" not in {role for roles in due(ward, patient).values() for role in roles}
    raised = {a.code: a.answered for a in ward.status(patient).alarms}
    assert raised["alarm.first_fever"]
    [entry] = ward.chart(patient).of(CallMade)
    assert entry.body == CallMade(role="ward_doctor", name="Gao", answered_at=None, outcome="comes")


def test_a_call_to_somebody_else_settles_nothing(ward: WardBuilder) -> None:
    """A role the protocol does not name, typed by hand."""
    patient = ward.admit(day=2)
    ward.record_vitals(patient, temperature="38.4")
    before = due(ward, patient)

    calls.log_call(ward.desk(), logged(patient, role="the family"))

    assert due(ward, patient) == before


def test_the_emergency_team_is_called_first_and_typed_afterwards(
    ward: WardBuilder, clock: FixedClock
) -> None:
    """With its real time, up to twelve hours without a reason."""
    patient = ward.admit(day=2)
    clock.advance(minutes=40)
    called = logged(patient, role="emergency_team", answered_at=NOW + MINUTE, outcome="arrived")

    calls.log_call(ward.desk(), called)

    [one] = callings(ward.chart(patient))
    assert (one.first_at, one.took) == (NOW, MINUTE)
    assert one.last.recorded_at == NOW + 40 * MINUTE
    clock.advance(hours=13)
    with pytest.raises(NotAllowed, match=r"entry\.late_reason_needed"):
        calls.log_call(ward.desk(), logged(patient))
    calls.log_call(ward.desk(), logged(patient, late_reason="typed after the resuscitation"))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"role": " "}, "entry.text_needed"),
        ({"called_at": NOW + MINUTE}, "entry.future"),
        ({"answered_at": NOW + MINUTE}, "entry.future"),
        ({"answered_at": NOW - MINUTE}, "entry.end_before_start"),
    ],
)
def test_a_call_that_cannot_be_is_refused(
    ward: WardBuilder, changed: dict[str, Any], code: str
) -> None:
    """Nobody was called, or it has not happened yet."""
    patient = ward.admit()

    with pytest.raises(NotAllowed, match=code):
        calls.log_call(ward.desk(), logged(patient, **changed))

    assert ward.chart(patient).of(CallMade) == ()


def test_the_answer_follows_the_call_and_both_stay(ward: WardBuilder, clock: FixedClock) -> None:
    """Answered, then at the bedside: the call has one time to answer and three versions."""
    patient = ward.admit()
    [first] = calls.log_call(ward.desk(), logged(patient)).entries
    clock.advance(minutes=2)
    [second] = calls.answer_call(ward.desk(), answered(patient, first)).entries
    clock.advance(minutes=9)
    calls.answer_call(ward.desk(), answered(patient, second, outcome="arrived"))

    chart = ward.chart(patient)
    [entry] = chart.of(CallMade)
    versions = [v.body for v in chart.versions(entry)]
    assert [v.outcome for v in versions if isinstance(v, CallMade)] == ["arrived", "comes", ""]
    assert entry.taken_at == NOW
    [one] = callings(chart)
    assert (one.waits, one.took) == (False, 2 * MINUTE)
    assert entry.amend_reason == "what came of the call"


def test_two_people_answer_the_same_call_once(ward: WardBuilder, clock: FixedClock) -> None:
    """The second is told; a second press with the same token is harmless."""
    patient = ward.admit()
    [first] = calls.log_call(ward.desk(), logged(patient)).entries
    clock.advance(minutes=3)
    command = answered(patient, first)
    done = calls.answer_call(ward.desk(), command)

    assert calls.answer_call(ward.desk(), command).entries == done.entries
    with pytest.raises(Conflict, match=r"chart\.amended"):
        calls.answer_call(ward.desk(Role.CHARGE_NURSE), answered(patient, first))


def test_an_answer_needs_a_call_a_reason_and_a_time_after_it(
    ward: WardBuilder, clock: FixedClock
) -> None:
    """Everything else is refused and nothing is written."""
    patient = ward.admit()
    [first] = calls.log_call(ward.desk(), logged(patient)).entries
    note = Note(kind=NoteKind.WATCH, text="x")
    [other] = observations.record_entry(
        ward.desk(),
        RecordEntry(admission_id=patient, taken_at=NOW, body=note, late_reason=None, token=token()),
    ).entries
    clock.advance(minutes=3)

    for command, code in (
        (answered(patient, EntryId(9999)), "amend.unknown_entry"),
        (answered(patient, other), "amend.unknown_entry"),
        (answered(patient, first, reason=" "), "amend.reason_needed"),
        (answered(patient, first, answered_at=NOW - MINUTE), "entry.end_before_start"),
        (answered(patient, first, answered_at=NOW + 4 * MINUTE), "entry.future"),
    ):
        with pytest.raises(NotAllowed, match=code):
            calls.answer_call(ward.desk(), command)
    assert len(ward.chart(patient).of(CallMade)) == 1


@pytest.mark.parametrize("role", [Role.PHARMACIST, Role.READER, Role.ADMINISTRATOR])
def test_who_charts_nothing_logs_no_call(ward: WardBuilder, role: Role) -> None:
    """Neither the call nor its answer."""
    patient = ward.admit()
    [entry] = calls.log_call(ward.desk(), logged(patient)).entries

    with pytest.raises(NotAllowed, match=r"access\.denied"):
        calls.log_call(ward.desk(role), logged(patient))
    with pytest.raises(NotAllowed, match=r"access\.denied"):
        calls.answer_call(ward.desk(role), answered(patient, entry))


def test_what_came_of_a_call_is_no_correction_on_the_sheet(
    ward: WardBuilder, clock: FixedClock
) -> None:
    """It stands with the call; a first try nobody answered is owed no answer once one came."""
    patient = ward.admit()
    calls.log_call(ward.desk(), logged(patient, outcome="no_answer"))
    clock.advance(minutes=3)
    again = logged(patient, called_at=clock.now())
    [second] = calls.log_call(ward.desk(), again).entries
    clock.advance(minutes=2)
    command = answered(patient, second, answered_at=clock.now())
    calls.answer_call(ward.desk(), command)

    sheet = handover.assemble(
        ward.snapshot(), now=clock.now(), zone=ZONE, ward_name="Ward 7", practice=False
    )

    [line] = sheet.patients
    assert line.corrected == ()
    assert [(c.waits, c.outcome) for c in line.calls] == [(False, "no_answer"), (False, "comes")]


def test_nothing_is_due_for_somebody_who_is_not_on_the_ward(ward: WardBuilder) -> None:
    """A status read before the discharge asks for nobody."""
    patient = ward.admit(day=2)
    ward.record_vitals(patient, temperature="38.4")
    before, snapshot = ward.status(patient), ward.snapshot()
    gone = dataclasses.replace(snapshot, charts={})

    assert calls.due(gone, before) == ()
    assert calls.standing(gone, patient) is None
    assert calls.due(snapshot, before) == escalation.calls(
        snapshot.protocols[before.admission.protocol_version_id][1], before, ward.chart(patient)
    )
