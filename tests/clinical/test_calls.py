"""Calls in a row, the time to answer, and who is next where nobody answers."""

import dataclasses
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cart_ward.clinical import calls
from cart_ward.clinical.observed import CallMade, Note
from cart_ward.clinical.people import OnCall, StaffId
from cart_ward.clinical.protocol import Escalation
from cart_ward.clinical.schedule import DueState
from cart_ward.clinical.vocabulary import CallOutcome, EntryId, NoteKind
from tests.clinical.charting import Charting, hour
from tests.clinical.monitored import PROTOCOL

FIVE = timedelta(minutes=5)


def call(
    role: str = "ward_doctor", answered: float | None = None, outcome: str = "", name: str = ""
) -> CallMade:
    """Return a call; `answered` is an hour after the infusion."""
    at = None if answered is None else hour(answered)
    return CallMade(role=role, name=name, answered_at=at, outcome=outcome)


def on_call(within: timedelta | None) -> OnCall:
    """Return the ward doctor on call."""
    return OnCall(
        role="ward_doctor",
        name="Gao",
        number="6012",
        answer_within=within,
        since=hour(0),
        by=StaffId(1),
    )


def test_calls_to_one_role_go_on_until_somebody_answers() -> None:
    """The first of them is what the answer is late to; after an answer a new one begins."""
    patient = Charting()
    patient.add(10, call())
    patient.add(10.2, call("icu"))
    patient.add(10.3, call(outcome="no_answer"))
    last = patient.add(10.5, call(answered=10.6))
    again = patient.add(12, call())

    doctor, icu, later = calls.callings(patient.chart())

    assert (doctor.first_at, doctor.last.id, doctor.tries) == (hour(10), last, 3)
    assert (doctor.waits, doctor.took) == (False, hour(10.6) - hour(10))
    assert (icu.last.body.role, icu.waits, icu.took) == ("icu", True, None)
    assert (later.last.id, later.tries, later.first_at) == (again, 1, hour(12))


def test_calls_of_a_time_to_come_are_left_out() -> None:
    """They were typed by a clock that was ahead."""
    patient = Charting()
    patient.add(10, call())
    patient.add(20, call())

    assert [one.tries for one in calls.callings(patient.chart(), hour(15))] == [1]
    assert [one.tries for one in calls.callings(patient.chart())] == [2]


def test_a_call_no_longer_needed_owes_no_answer() -> None:
    """It is closed without a time to answer; any other word leaves it open."""
    assert not calls.waits(call(outcome=CallOutcome.NOT_NEEDED.value))
    assert calls.waits(call(outcome=CallOutcome.NO_ANSWER.value))
    assert calls.waits(call(outcome="left a message"))
    assert not calls.waits(call(answered=1))


Step = tuple[int, int | None]


@given(
    steps=st.lists(
        st.tuples(st.integers(1, 90), st.one_of(st.none(), st.integers(0, 40))), max_size=12
    )
)
def test_each_call_belongs_to_one_row_of_calls_and_no_answer_is_lost(
    steps: Sequence[Step],
) -> None:
    """The tries add up, at most the last row waits, and no time to answer is below the gap."""
    patient, at, answers = Charting(), 1.0, 0
    for gap, answered in steps:
        at += gap / 60
        done = None if answered is None else at + answered / 60
        answers += done is not None
        patient.add(at, call(answered=done))

    found = calls.callings(patient.chart())

    assert sum(one.tries for one in found) == len(steps)
    assert sum(one.took is not None for one in found) == answers
    assert [one.waits for one in found[:-1]] == [False] * len(found[:-1])
    for one in found:
        answered_at = one.last.body.answered_at
        assert one.first_at <= one.last.taken_at
        if one.took is not None and answered_at is not None:
            assert one.took >= answered_at - one.last.taken_at


def test_the_ward_says_within_what_an_answer_is_owed() -> None:
    """Else the shortest of what the protocol asks now, else a phone's five minutes."""
    held: dict[str, tuple[datetime, ...]] = {"news2_medium": (hour(1),), "crs_1": (hour(1),)}
    at_once: dict[str, tuple[datetime, ...]] = {"icans_4": (hour(1),)}
    ward = {"ward_doctor": on_call(timedelta(minutes=8))}
    silent = {"ward_doctor": on_call(None)}

    def within(
        role: str, contacts: dict[str, OnCall], triggers: dict[str, tuple[datetime, ...]]
    ) -> timedelta:
        return calls.answer_within(role, contacts, PROTOCOL, triggers)

    assert within("ward_doctor", ward, held) == timedelta(minutes=8)
    assert within("ward_doctor", silent, held) == timedelta(minutes=15)
    assert within("ward_doctor", {}, held) == timedelta(minutes=15)
    assert within("emergency_team", ward, at_once) == FIVE
    assert within("pharmacist", {}, held) == FIVE


@pytest.mark.parametrize(
    ("minutes", "state"),
    [
        (0, DueState.DUE),
        (5, DueState.DUE),
        (5.1, DueState.OVERDUE),
        (7.5, DueState.OVERDUE),
        (7.6, DueState.VERY_OVERDUE),
    ],
)
def test_an_answer_is_late_after_its_time_and_very_late_after_half_again(
    minutes: float, state: DueState
) -> None:
    """At the minute itself it is still in time."""
    assert calls.late(timedelta(minutes=minutes), FIVE) is state


def test_a_role_that_is_empty_is_nobody() -> None:
    """A number alone is enough to call."""
    there = on_call(None)

    assert not there.nobody
    assert not dataclasses.replace(there, name="").nobody
    assert dataclasses.replace(there, name="", number="").nobody


def test_the_next_role_is_the_one_the_protocol_names_for_the_same_trigger() -> None:
    """After the one that does not answer, round to those before it, without those called."""
    patient = Charting()
    held: dict[str, tuple[datetime, ...]] = {"ice_low": (hour(5),), "first_fever": ()}

    def after(role: str) -> str | None:
        return calls.next_role(PROTOCOL, held, patient.chart(), role)

    patient.add(4, call("neurology"))  # for something before
    assert after("ward_doctor") == "neurology"
    assert after("icu_outreach") == "ward_doctor"
    patient.add(5.1, call("ward_doctor"))
    patient.add(5.2, call("neurology"))
    assert after("ward_doctor") == "icu_outreach"
    patient.add(5.3, call("icu_outreach"))
    assert after("ward_doctor") is None
    assert after("pharmacist") is None


def test_the_next_role_may_stand_in_another_line_that_holds() -> None:
    """A line whose roles were all called names nobody, the one after it may."""
    patient = Charting()
    lines = (
        Escalation(trigger="one", roles=("ward_doctor",), within_min=5),
        Escalation(trigger="two", roles=("ward_doctor", "icu"), within_min=5),
    )
    protocol = dataclasses.replace(PROTOCOL, escalations=lines)
    held: dict[str, tuple[datetime, ...]] = {"one": (hour(1),), "two": (hour(1),)}

    assert calls.next_role(protocol, held, patient.chart(), "ward_doctor") == "icu"


def test_roles_stand_in_the_order_the_protocols_name_them() -> None:
    """Each once, over all protocols."""
    found = calls.roles_named([PROTOCOL, PROTOCOL])

    assert found[:3] == ("ward_doctor", "icu_outreach", "neurology")
    assert set(found) == {role for asked in PROTOCOL.escalations for role in asked.roles}
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("before", "after", "follows"),
    [
        (call(), call(answered=1), True),
        (call(outcome="no_answer"), call(answered=1, outcome="came at once"), True),
        (call(), call(outcome="no_answer"), True),
        (call(answered=1), call(answered=1, outcome="arrived"), True),
        (call(answered=1, outcome="came"), call(answered=1, outcome="came late"), False),
        (call(answered=1), call(answered=2), False),
        (call(answered=1), call(), False),
        (call(), call("icu", answered=1), False),
        (call(), call(answered=1, name="Gao"), False),
        (call(), Note(kind=NoteKind.WATCH, text="x"), False),
        (Note(kind=NoteKind.WATCH, text="x"), call(), False),
    ],
)
def test_what_came_of_a_call_corrects_nothing(
    before: CallMade | Note, after: CallMade | Note, *, follows: bool
) -> None:
    """Another person, another time or other words of an outcome is a correction."""
    assert calls.follows_up(before, after) is follows


def test_arrival_is_noted_when_it_was_first_written_down() -> None:
    """A later correction of another field keeps that time; another outcome has none."""
    patient = Charting()
    first = patient.add(10, call())
    second = patient.add(10, call(answered=10.1, outcome="comes"), first)
    third = patient.add(10, call(answered=10.1, outcome="arrived"), second)
    fourth = patient.add(10, call(answered=10.2, outcome="arrived"), third)
    chart = patient.chart()
    [entry] = chart.of(CallMade)

    assert entry.id == fourth
    noted = chart.entry(third)
    assert noted is not None
    assert calls.noted_at(chart, entry, CallOutcome.ARRIVED) == noted.recorded_at
    assert calls.noted_at(chart, entry, CallOutcome.COMES) is None


def test_a_call_that_amends_what_is_gone_is_noted_by_itself() -> None:
    """The chain of versions ends where an entry is not in the chart."""
    patient = Charting()
    patient.add(10, call(outcome="arrived", answered=10.1), EntryId(999))
    chart = patient.chart()
    [entry] = chart.of(CallMade)

    assert calls.noted_at(chart, entry, CallOutcome.ARRIVED) == entry.recorded_at
