"""An answer to alarms is an act: who, when, what next, and it holds until the time it names."""

import dataclasses
from datetime import timedelta
from typing import Any

import pytest

from cart_ward.care import answering
from cart_ward.care.answering import AnswerAlarms
from cart_ward.clinical.observed import AlarmAnswer
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.vocabulary import AlarmReply
from cart_ward.db.store import SqlStore
from cart_ward.errors import NotAllowed
from tests.builders import WardBuilder, token
from tests.fakes import NOW, FixedClock


def command(patient: AdmissionId, *keys: str, **changed: Any) -> AnswerAlarms:
    """Return an answer to these alarms."""
    called = AnswerAlarms(
        admission_id=patient,
        keys=keys,
        answer=AlarmReply.DOCTOR_CALLED.value,
        until=None,
        token=token(),
    )
    return dataclasses.replace(called, **changed)


def open_keys(ward: WardBuilder, patient: AdmissionId) -> tuple[str, ...]:
    """Return the keys of what nobody has answered."""
    return tuple(alarm.key for alarm in ward.status(patient).alarms if not alarm.answered)


def test_one_answer_stands_for_every_alarm_that_was_seen(
    ward: WardBuilder, store: SqlStore
) -> None:
    """Each key has its entry, by name and time, in one act of the audit log."""
    patient = ward.admit()
    ward.record_vitals(patient, temperature="39.1", systolic=80, diastolic=50, vasopressors=1)
    keys = open_keys(ward, patient)
    assert len(keys) > 1

    changes = answering.answer_alarms(ward.desk(), command(patient, *keys, keys[0]))

    assert open_keys(ward, patient) == ()
    entries = ward.chart(patient).of(AlarmAnswer)
    assert [e.body.alarm_key for e in entries] == list(keys)
    assert {(e.recorded_by, e.taken_at) for e in entries} == {
        (ward.actor(Role.NURSE).staff_id, NOW)
    }
    assert len(changes.entries) == len(keys)
    with store.engine.begin() as connection:
        acts = connection.exec_driver_sql(
            "SELECT act FROM audit_line WHERE table_name = 'alarm_answer'"
        )
        assert acts.scalars().all() == ["answer_alarms"] * len(keys)


def test_second_click_answers_once(ward: WardBuilder) -> None:
    """The token makes it harmless."""
    patient = ward.admit()
    once = command(patient, "first_fever.1")

    first = answering.answer_alarms(ward.desk(), once)

    assert answering.answer_alarms(ward.desk(), once).entries == first.entries
    assert len(ward.chart(patient).of(AlarmAnswer)) == 1


def test_after_its_time_the_alarm_is_raised_again(ward: WardBuilder, clock: FixedClock) -> None:
    """To check again at a time is a promise: until then it is quiet, from then on it is not."""
    patient = ward.admit()
    ward.record_vitals(patient, temperature="38.6")
    keys = open_keys(ward, patient)
    until = NOW + timedelta(minutes=30)
    answering.answer_alarms(ward.desk(), command(patient, *keys, until=until))
    fever = next(key for key in keys if key.startswith("first_fever"))

    clock.advance(minutes=29)
    assert fever not in open_keys(ward, patient)
    clock.advance(minutes=1)

    assert fever in open_keys(ward, patient)
    again = next(a for a in ward.status(patient).alarms if a.key == fever)
    assert again.answer is not None
    assert again.answer.body.until == until


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        pytest.param({"answer": "  "}, "entry.text_needed", id="no words"),
        pytest.param({"until": NOW - timedelta(minutes=1)}, "entry.end_before_start", id="past"),
    ],
)
def test_answer_without_a_next_step_is_refused(
    ward: WardBuilder, changed: dict[str, Any], code: str
) -> None:
    """What next is never empty, and never a time that has gone."""
    patient = ward.admit()

    with pytest.raises(NotAllowed, match=code):
        answering.answer_alarms(ward.desk(), command(patient, "first_fever.1", **changed))
    with pytest.raises(NotAllowed, match=r"entry\.text_needed"):
        answering.answer_alarms(ward.desk(), command(patient))


def test_who_may_only_read_answers_nothing(ward: WardBuilder) -> None:
    """An answer is a promise of somebody who gives care."""
    patient = ward.admit()

    with pytest.raises(NotAllowed, match=r"access\.denied"):
        answering.answer_alarms(ward.desk(Role.PHARMACIST), command(patient, "first_fever.1"))
