"""What is open for one patient: each thing once, and nothing where everything was done."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cart_ward.clinical import open_work
from cart_ward.clinical.alarms import Priority
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.observed import AlarmAnswer, CallMade
from cart_ward.clinical.open_work import OpenThing, Place, Topic
from cart_ward.clinical.schedule import DueState
from cart_ward.clinical.status import PatientStatus, status
from cart_ward.clinical.vocabulary import Check, CheckPart, DoseStepKind, Scale
from tests.clinical.charting import hour
from tests.clinical.dosing import A, Dosed
from tests.clinical.monitored import PROTOCOL, ZONE

LATE = (DueState.VERY_OVERDUE, DueState.MISSED)


def _well(at: float = 30) -> Dosed:
    """Return a patient with a baseline, a weight, and every check done and signed at an hour."""
    patient = Dosed()
    patient.full_neuro(-2)
    patient.vitals(at)
    patient.full_neuro(at)
    patient.graded(at)
    patient.weigh(at)
    for check in (Check.LABS, Check.FLUID_BALANCE):
        patient.done(at, check)
    return patient


def _found(patient: Dosed, at: float) -> tuple[PatientStatus, tuple[OpenThing, ...]]:
    chart = patient.chart()
    standing = status(PROTOCOL, chart, hour(at), ZONE)
    return standing, open_work.of_patient(PROTOCOL, standing, chart)


def _of(patient: Dosed, at: float, topic: Topic) -> list[OpenThing]:
    return [thing for thing in _found(patient, at)[1] if thing.topic is topic]


def _called(*roles: str) -> list[CallMade]:
    return [CallMade(role=role, name="", answered_at=None, outcome="") for role in roles]


def test_nothing_is_open_where_everything_was_done() -> None:
    """A quiet patient takes no row."""
    assert _found(_well(), 30.1)[1] == ()


def test_a_check_is_open_from_half_its_interval_on() -> None:
    """With the due time and by how much; a missed one says how often; it leads to its form."""
    patient = _well()
    due = next(d for d in _found(patient, 30.1)[0].due if d.check is Check.VITALS)
    interval = due.why.interval
    assert interval is not None
    at = (due.at - hour(0)) / timedelta(hours=1)
    half = interval / timedelta(hours=2)

    assert _of(patient, at + half - 0.01, Topic.CHECKS) == []
    late = next(t for t in _of(patient, at + half, Topic.CHECKS) if t.check is Check.VITALS)
    assert (late.code, late.place, late.since) == ("open.check_late", Place.VITALS, due.at)
    assert late.facts["late"] == interval / 2
    missed = next(t for t in _of(patient, at + 2 * half, Topic.CHECKS) if t.check is Check.VITALS)
    assert (missed.code, missed.facts["missed"], missed.key) == ("open.check_missed", 1, late.key)


def test_each_late_check_leads_to_where_it_is_charted() -> None:
    """What has no form of its own leads to the patient."""
    found = {thing.check: thing.place for thing in _of(_well(), 130, Topic.CHECKS)}

    assert found[Check.VITALS] is Place.VITALS
    assert found[Check.NEURO] is Place.NEURO
    assert found[Check.WEIGHT] is Place.STAY
    assert found[Check.LABS] is Place.PATIENT


def test_an_unanswered_alarm_is_open_until_it_is_answered() -> None:
    """And nothing tells it a second time: the grade it asks for is not told beside it."""
    patient = _well()
    patient.vitals(31, temperature=39.0, systolic=84, spo2=95, vasopressors=1)
    standing, found = _found(patient, 31)
    alarms = [thing for thing in found if thing.topic is Topic.ALARMS]
    assert "alarm.crs_3" in [thing.code for thing in alarms]
    assert all(thing.place is Place.ALARMS for thing in alarms)
    assert [thing for thing in found if thing.topic is Topic.GRADES] == []

    for alarm in standing.alarms:
        patient.add(31.01, AlarmAnswer(alarm_key=alarm.key, answer="doctor_called", until=None))

    assert _of(patient, 31.02, Topic.ALARMS) == []
    [grade] = _of(patient, 31.02, Topic.GRADES)
    assert grade.facts["grade"] == 3


def test_calls_stand_in_one_row_by_the_first_of_their_times() -> None:
    """Every role still to be called, late from its time on; a call made is no longer open."""
    patient = _well()
    patient.full_neuro(31, 9)
    [call] = _of(patient, 31, Topic.CALLS)
    assert (call.code, call.place, call.facts["more"]) == ("open.calls", Place.PATIENT, 1)
    assert call.facts["roles"] == ("ward_doctor", "neurology")
    [late] = _of(patient, 34, Topic.CALLS)
    assert (late.code, late.key) == ("open.calls_late", call.key)

    for made in _called("ward_doctor", "neurology"):
        patient.add(34.1, made)

    assert _of(patient, 34.1, Topic.CALLS) == []


def test_a_single_call_says_its_only_reason() -> None:
    """And so does a single one that is late."""
    patient = _well()
    patient.full_neuro(31, 9)
    patient.add(31.1, _called("ward_doctor")[0])

    [call] = _of(patient, 31.1, Topic.CALLS)
    [late] = _of(patient, 40, Topic.CALLS)

    assert (call.facts["more"], call.code, late.code) == (0, "open.call", "open.call_late")


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda _p, _o: None, "open.order_ordered"),
        (lambda p, o: p.prepare(30.2, o), "open.order_prepared"),
        (lambda p, o: p.check(30.2, o, CheckPart.FIRST, A), "open.order_checked_once"),
        (lambda p, o: p.both_check(30.2, o), "open.order_checked"),
        (lambda p, o: p.both_check(30.2, o, "500"), "open.order_mismatch"),
    ],
)
def test_an_order_is_open_until_it_is_given(act: Callable[[Dosed, Any], Any], code: str) -> None:
    """How far it has come, and how long ago it was ordered; unequal checks are told once."""
    patient = _well()
    order = patient.order(30.1, patient.weigh(30.05))
    act(patient, order)

    found = _found(patient, 30.5)[1]

    assert [(thing.code, thing.place) for thing in found] == [(code, Place.TOCILIZUMAB)]
    assert found[0].since == hour(30.1)


def test_a_dose_is_open_once_its_usual_time_is_over() -> None:
    """A running infusion is no open thing; one whose end nobody charted is."""
    patient = _well()
    order = patient.order(30.1, patient.weigh(30.05))
    dose = patient.give(30.2, order)
    assert _of(patient, 31.2, Topic.TOCILIZUMAB) == []

    [thing] = _of(patient, 31.3, Topic.TOCILIZUMAB)
    assert (thing.code, thing.since) == ("open.dose_not_ended", hour(30.2))

    patient.step(31.25, dose, DoseStepKind.END)
    assert _of(patient, 31.3, Topic.TOCILIZUMAB) == []


def _told(patient: Dosed, at: float) -> list[tuple[str, Place]]:
    return [(thing.code, thing.place) for thing in _of(patient, at, Topic.GRADES)]


def test_a_grade_is_open_until_somebody_has_signed_knowing_it() -> None:
    """Low grades raise no alarm of their own that would ask; an override is a decision."""
    unsigned = _well()
    unsigned.entries = [e for e in unsigned.entries if type(e.body).__name__ != "Grading"]
    unsigned.vitals(31, temperature=38.5)
    assert _told(unsigned, 31) == [("open.grade_unsigned", Place.GRADE_CRS)]

    differs = _well()
    differs.full_neuro(31, 9)
    assert _told(differs, 31) == [("open.grade_differs", Place.GRADE_ICANS)]
    differs.sign(31.1, 0, Scale.ICANS)
    assert _told(differs, 31.1) == []


def test_a_provisional_grade_asks_to_be_looked_at_again() -> None:
    """The same grade as signed, but by a set that lacks what may raise it."""
    patient = _well()
    patient.vitals(31, temperature=38.5)
    patient.graded(31.1, 1, 0)
    assert _told(patient, 31.2) == []

    patient.vitals(32, temperature=38.5, systolic=None)

    assert _told(patient, 32) == [("open.grade_provisional", Place.GRADE_CRS)]


def test_a_pause_is_open_once_its_time_is_over() -> None:
    """While it holds it is not; nor once somebody came back, resumed or charted."""
    ends: list[Callable[[Dosed], object]] = [lambda p: p.resume(33.5), lambda p: p.vitals(33.5)]
    for end in ends:
        patient = _well(32)
        patient.pause(32.1, until=33)
        assert _of(patient, 32.5, Topic.PAUSES) == []
        [thing] = _of(patient, 33.2, Topic.PAUSES)
        assert (thing.code, thing.since) == ("open.pause_over", hour(33))
        end(patient)
        assert _of(patient, 33.6, Topic.PAUSES) == []


def test_a_pause_without_an_end_is_open_from_the_start() -> None:
    """Nobody would be reminded otherwise."""
    patient = _well(32)
    patient.pause(32.1)

    [thing] = _of(patient, 32.2, Topic.PAUSES)

    assert (thing.code, thing.since, thing.place) == (
        "open.pause_endless",
        hour(32.1),
        Place.NOT_DONE,
    )


def test_what_doses_and_grades_are_reckoned_from_is_missed() -> None:
    """Before the infusion any score will do; after it only one from before."""
    fresh = Dosed(infused=False)
    assert [t.code for t in _of(fresh, -40, Topic.MISSING)] == [
        "open.no_baseline",
        "open.no_weight",
    ]
    fresh.full_neuro(-39)
    fresh.weigh(-39)
    assert _of(fresh, -38, Topic.MISSING) == []

    late = Dosed()
    late.weigh(-1)
    late.full_neuro(2)
    assert [t.code for t in _of(late, 3, Topic.MISSING)] == ["open.no_baseline"]


ACTS = st.sampled_from(
    ["vitals", "fever", "shock", "neuro", "low_ice", "sign", "dose", "pause", "resume", "weigh"]
)


def _act(patient: Dosed, at: float, act: str) -> None:
    does: dict[str, Callable[[], Any]] = {
        "vitals": lambda: patient.vitals(at),
        "fever": lambda: patient.vitals(at, temperature=38.6),
        "shock": lambda: patient.vitals(at, temperature=39.0, systolic=80),
        "neuro": lambda: patient.full_neuro(at),
        "low_ice": lambda: patient.full_neuro(at, 5),
        "sign": lambda: patient.graded(at, 1, 1),
        "dose": lambda: patient.give(at, None),
        "pause": lambda: patient.pause(at, until=at + 3),
        "resume": lambda: patient.resume(at),
        "weigh": lambda: patient.weigh(at),
    }
    does[act]()


@st.composite
def courses(draw: st.DrawFn) -> tuple[Chart, float]:
    """Draw a course of some days and an hour at or after its last entry."""
    patient = Dosed()
    acts = draw(st.lists(st.tuples(st.integers(0, 240), ACTS), max_size=12))
    for half, act in sorted(acts):
        _act(patient, half / 2, act)
    last = max((half / 2 for half, _name in acts), default=0.0)
    return patient.chart(), last + draw(st.integers(0, 96)) / 4


@settings(max_examples=150, deadline=None)
@given(courses())
def test_every_very_late_check_appears_exactly_once(course: tuple[Chart, float]) -> None:
    """And no other check does; every thing has a key of its own, and topics come in order."""
    chart, at = course
    standing = status(PROTOCOL, chart, hour(at), ZONE)

    found = open_work.of_patient(PROTOCOL, standing, chart)

    late = sorted(due.check for due in standing.due if due.state in LATE)
    assert sorted(t.check for t in found if t.topic is Topic.CHECKS and t.check) == late
    assert len({thing.key for thing in found}) == len(found)
    assert [thing.topic for thing in found] == sorted(thing.topic for thing in found)
    assert all(thing.stay == chart.subject for thing in found)
    of_checks = {f"alarm.{due.state}.{due.check}" for due in standing.due} | {"alarm.mismatch"}
    unanswered = {
        alarm.code
        for alarm in standing.alarms
        if not alarm.answered and alarm.priority is not Priority.LOW
    }
    assert {t.code for t in found if t.topic is Topic.ALARMS} == unanswered - of_checks
