"""Which alarms are raised, with which priority, and what answers them."""

import dataclasses
from datetime import timedelta
from typing import Any

import pytest

from cart_ward.clinical.alarms import Alarm, Priority
from cart_ward.clinical.observed import AlarmAnswer, CallMade
from cart_ward.clinical.status import status
from cart_ward.clinical.vocabulary import Check, CheckPart, DrugKind, Scale
from cart_ward.i18n import wording
from tests.clinical.charting import NO_ICE, hour
from tests.clinical.dosing import A, Dosed
from tests.clinical.monitored import PROTOCOL, ZONE


@pytest.fixture
def patient() -> Dosed:
    """Return a patient on day 1, every check done at hour 30."""
    dosed = Dosed()
    dosed.vitals(30)
    dosed.full_neuro(30)
    dosed.graded(30)
    dosed.weigh(30)
    for check in (Check.LABS, Check.FLUID_BALANCE):
        dosed.done(30, check)
    return dosed


def _alarms(patient: Dosed, at: float) -> dict[str, Alarm]:
    found = status(PROTOCOL, patient.chart(), hour(at), ZONE).alarms
    assert len({alarm.key for alarm in found}) == len(found)
    assert all("{" not in wording.say(alarm.code, **alarm.facts) for alarm in found)
    return {alarm.code: alarm for alarm in found}


def _answer(patient: Dosed, at: float, alarm: Alarm) -> None:
    patient.add(at, AlarmAnswer(alarm_key=alarm.key, answer="seen"))


def test_quiet_patient_raises_nothing(patient: Dosed) -> None:
    """With every check done and no finding there is no alarm."""
    assert _alarms(patient, 31) == {}


@pytest.mark.parametrize(
    ("at", "code", "priority"),
    [
        pytest.param(34, "alarm.due.vitals", Priority.LOW, id="due"),
        pytest.param(35.1, "alarm.overdue.vitals", Priority.MEDIUM, id="late"),
        pytest.param(36, "alarm.very_overdue.vitals", Priority.MEDIUM, id="very late"),
        pytest.param(38, "alarm.missed.vitals", Priority.HIGH, id="missed"),
    ],
)
def test_late_check_rises_with_time(
    patient: Dosed, at: float, code: str, priority: Priority
) -> None:
    """Due is low, late is medium, missed is high; since is the due time."""
    alarm = _alarms(patient, at)[code]

    assert alarm.priority is priority
    assert alarm.since == hour(34)
    assert alarm.facts["late"] == timedelta(hours=at - 34)


def test_check_due_early_is_not_late_yet(patient: Dosed) -> None:
    """In the early window nothing is late."""
    assert _alarms(patient, 33.6)["alarm.due.vitals"].facts["late"] == timedelta()


def test_answer_holds_until_it_grows_worse(patient: Dosed) -> None:
    """An answered late check is raised anew when it is very late, missed, and missed again."""
    late = _alarms(patient, 35.5)["alarm.overdue.vitals"]
    _answer(patient, 35.5, late)

    assert _alarms(patient, 35.8)["alarm.overdue.vitals"].answered
    assert not _alarms(patient, 36)["alarm.very_overdue.vitals"].answered

    missed = _alarms(patient, 39)["alarm.missed.vitals"]
    _answer(patient, 39, missed)
    assert _alarms(patient, 41)["alarm.missed.vitals"].answered
    assert not _alarms(patient, 42)["alarm.missed.vitals"].answered


def test_pause_raises_no_late_check(patient: Dosed) -> None:
    """Off the ward nobody is called to a check."""
    patient.pause(31)

    assert _alarms(patient, 60) == {}


@pytest.mark.parametrize(
    ("vasopressors", "fluids", "code", "priority"),
    [
        pytest.param(0, False, "alarm.crs_1", Priority.LOW, id="CRS 1"),
        pytest.param(0, True, "alarm.crs_2", Priority.MEDIUM, id="CRS 2"),
        pytest.param(1, True, "alarm.crs_3", Priority.HIGH, id="CRS 3"),
        pytest.param(2, True, "alarm.crs_4", Priority.HIGH, id="CRS 4"),
    ],
)
def test_a_signature_settles_a_new_grade_below_3(
    patient: Dosed, vasopressors: int, *, fluids: bool, code: str, priority: Priority
) -> None:
    """On that scale, not on the other. From grade 3 on signing is not yet doing something."""
    patient.vitals(31, temperature=38.5, fluids=fluids, vasopressors=vasopressors)
    raised = _alarms(patient, 31)[code]
    patient.sign(31, 0, Scale.ICANS)
    other_scale = _alarms(patient, 31)[code]
    patient.sign(31, 1, Scale.CRS)

    assert (raised.priority, raised.since, raised.answered) == (priority, hour(31), False)
    assert not other_scale.answered
    assert _alarms(patient, 31)[code].answered == (priority is not Priority.HIGH)


@pytest.mark.parametrize(
    ("role", "at", "settled"),
    [
        pytest.param("icu", 31.2, True, id="named"),
        pytest.param("pharmacist", 31.2, False, id="not named"),
        pytest.param("icu", 30.9, False, id="before"),
        pytest.param("icu", 31.6, False, id="still to come"),
    ],
)
def test_a_call_to_whom_the_protocol_names_settles_a_high_grade(
    patient: Dosed, role: str, at: float, *, settled: bool
) -> None:
    """CRS 3: the ward doctor or intensive care, since it was reached."""
    patient.vitals(31, temperature=38.5, vasopressors=1)
    patient.add(at, CallMade(role=role, name="Dr. Lin", answered_at=None, outcome=""))

    assert _alarms(patient, 31.5)["alarm.crs_3"].answered == settled


def test_grade_is_new_again_after_it_was_lower(patient: Dosed) -> None:
    """Since is when the grade was last reached from below; a gap in between changes nothing."""
    for at, temperature in ((31, 38.5), (32, 36.8), (33, 38.5), (34, None), (35, 38.9)):
        patient.vitals(at, temperature=temperature)

    assert _alarms(patient, 35)["alarm.crs_1"].since == hour(33)


def test_grade_is_told_as_of_the_moment(patient: Dosed) -> None:
    """Asked about an earlier moment, a later rise is unknown."""
    patient.vitals(31, temperature=38.5)
    patient.vitals(40, temperature=38.5, fluids=True)

    assert _alarms(patient, 35)["alarm.crs_1"].since == hour(31)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"temperature": None}, id="not assessed"),
        pytest.param(
            {"temperature": 38.5, "fluids": None, "vasopressors": None, "vasopressin": None},
            id="lower bound",
        ),
    ],
)
def test_grade_nobody_has_seen_fall_stays_raised(patient: Dosed, changed: dict[str, Any]) -> None:
    """CRS 3, then a set that does not say whether it still stands: the alarm does not go."""
    patient.vitals(31, temperature=38.5, vasopressors=1)
    patient.vitals(31.2, **changed)

    alarm = _alarms(patient, 31.5)["alarm.crs_3"]

    assert (alarm.priority, alarm.since, alarm.answered) == (Priority.HIGH, hour(31), False)

    patient.vitals(32, temperature=38.5)
    assert "alarm.crs_3" not in _alarms(patient, 32)


def test_lower_bound_proposes_no_step_down(patient: Dosed) -> None:
    """Nobody said for a day whether the vasopressor still runs."""
    patient.vitals(31, temperature=38.5, vasopressors=1)
    patient.vitals(32, temperature=38.5, fluids=None, vasopressors=None, vasopressin=None)

    assert "alarm.step_down.CRS" not in _alarms(patient, 60)


def test_fall_of_three_ice_points_is_high(patient: Dosed) -> None:
    """Also in small steps within a day; less is none."""
    patient.full_neuro(34, 8)
    assert "alarm.ice_fall" not in _alarms(patient, 34)

    patient.full_neuro(38, 7)
    alarm = _alarms(patient, 38)["alarm.ice_fall"]

    assert alarm.priority is Priority.HIGH
    assert (alarm.facts["before"], alarm.facts["now"]) == (10, 7)


def test_answered_fall_is_raised_anew_by_a_further_one(patient: Dosed) -> None:
    """The same score keeps the answer, a lower one does not."""
    patient.full_neuro(34, 7)
    _answer(patient, 34, _alarms(patient, 34)["alarm.ice_fall"])
    patient.full_neuro(35, 7)
    same = _alarms(patient, 35)["alarm.ice_fall"]
    patient.full_neuro(36, 6)

    assert same.answered
    assert not _alarms(patient, 36)["alarm.ice_fall"].answered


def test_fall_since_an_old_score_counts_from_the_one_before(patient: Dosed) -> None:
    """With nothing in the last day the last known score is compared."""
    patient.full_neuro(60, 6)

    assert "alarm.ice_fall" in _alarms(patient, 60)


def test_first_score_and_another_tool_are_no_fall() -> None:
    """There is nothing to compare with; CAPD does not count in ICE points."""
    first = Dosed()
    first.full_neuro(30, 5)
    child = Dosed(9)
    child.capd(30, 3)
    child.capd(31, 9)
    mixed = Dosed()
    mixed.add(20, dataclasses.replace(NO_ICE, total=10, tool="CARTOX-10"))
    mixed.full_neuro(30, 5)

    for patient in (first, child, mixed, Dosed()):
        assert "alarm.ice_fall" not in _alarms(patient, 31)


def test_first_fever_calls_the_doctor(patient: Dosed) -> None:
    """38.0 is fever; a later fever is not the first; a call settles it."""
    patient.vitals(31, temperature="37.9")
    assert "alarm.first_fever" not in _alarms(patient, 31)

    patient.vitals(32, temperature="38.0")
    patient.vitals(33, temperature=39.0)
    raised = _alarms(patient, 33)["alarm.first_fever"]
    patient.add(33, _call())

    assert (raised.priority, raised.since) == (Priority.MEDIUM, hour(32))
    assert _alarms(patient, 34)["alarm.first_fever"].answered
    assert "alarm.first_fever" not in _alarms(patient, 57)


def test_call_to_the_pharmacy_does_not_settle_the_first_fever(patient: Dosed) -> None:
    """The protocol names the ward doctor."""
    patient.vitals(32, temperature=38.4)
    patient.add(33, _call("pharmacist"))

    assert not _alarms(patient, 34)["alarm.first_fever"].answered


def _call(role: str = "ward_doctor") -> CallMade:
    return CallMade(role=role, name="Dr Chen", answered_at=None, outcome="comes")


def test_fever_before_the_infusion_is_not_the_first(patient: Dosed) -> None:
    """Only a fever after the infusion counts; without an infusion there is none."""
    waiting = Dosed(infused=False)
    waiting.vitals(-20, temperature=38.5)
    patient.vitals(-10, temperature=38.5)

    assert "alarm.first_fever" not in _alarms(waiting, -19)
    assert "alarm.first_fever" not in _alarms(patient, 31)


def test_unanswered_first_fever_stays_and_an_answered_one_leaves_after_a_day(
    patient: Dosed,
) -> None:
    """Nobody answered: it is still there two days later."""
    patient.vitals(32, temperature=38.4)
    alarm = _alarms(patient, 80)["alarm.first_fever"]
    _answer(patient, 80, alarm)

    assert not alarm.answered
    assert "alarm.first_fever" not in _alarms(patient, 81)


def test_first_fever_is_not_known_before_it_came(patient: Dosed) -> None:
    """Asked about an earlier moment it has not been measured yet."""
    patient.vitals(40, temperature=38.4)

    assert "alarm.first_fever" not in _alarms(patient, 35)


def test_fever_after_a_closed_episode_is_first_again(patient: Dosed) -> None:
    """A new fever after the CRS episode was closed calls anew."""
    patient.vitals(32, temperature=38.4)
    patient.vitals(60)
    patient.mark(100, opened=False)
    patient.vitals(110, temperature=38.2)

    assert _alarms(patient, 111)["alarm.first_fever"].since == hour(110)


def test_suppressed_fever_asks_for_a_physician(patient: Dosed) -> None:
    """A1: hypotension under a steroid without any fever before."""
    patient.drug(31, DrugKind.STEROID)
    patient.vitals(32, systolic=84, fluids=True)

    alarm = _alarms(patient, 32)["alarm.suppressed_fever"]

    assert alarm.priority is Priority.MEDIUM
    assert alarm.since == hour(32)


def test_unequal_double_checks_are_raised(patient: Dosed) -> None:
    """Both people calculate again; a new pair takes the alarm away."""
    order = patient.order(31, patient.weigh(31))
    patient.both_check(31.5, order, second="57.6")
    raised = _alarms(patient, 32)["alarm.mismatch"]
    patient.check(33, order, CheckPart.FIRST, A)

    assert (raised.priority, raised.since) == (Priority.MEDIUM, hour(31.5))
    assert "alarm.mismatch" not in _alarms(patient, 33)


def test_step_down_is_proposed_after_a_day(patient: Dosed) -> None:
    """24 h after the fall the nurse in charge is asked; a rise in between begins anew."""
    patient.vitals(31, temperature=38.5)
    patient.vitals(34)
    patient.vitals(40, temperature=38.5)
    patient.vitals(44)
    patient.vitals(60)

    assert "alarm.step_down.CRS" not in _alarms(patient, 67.9)
    alarm = _alarms(patient, 68)["alarm.step_down.CRS"]
    assert alarm.priority is Priority.LOW
    assert (alarm.facts["grade"], alarm.facts["followed"]) == (0, 1)


def test_step_down_waits_for_a_signed_grade_to_age(patient: Dosed) -> None:
    """A person who signed the high grade later than the fall is believed."""
    patient.vitals(31, temperature=38.5)
    patient.vitals(34)
    patient.sign(50, 1)

    assert "alarm.step_down.CRS" not in _alarms(patient, 60)
    assert "alarm.step_down.CRS" in _alarms(patient, 74)


def test_grade_signed_above_every_proposal_is_stepped_down_from(patient: Dosed) -> None:
    """Without a proposal that reached it, the fall is counted from the signature."""
    patient.sign(40, 2)

    assert "alarm.step_down.CRS" not in _alarms(patient, 63)
    assert "alarm.step_down.CRS" in _alarms(patient, 64)


def test_unanswered_and_high_come_first(patient: Dosed) -> None:
    """The worst that nobody answered leads the list."""
    patient.full_neuro(31, 5)
    patient.vitals(31, temperature=38.5)

    found = status(PROTOCOL, patient.chart(), hour(36), ZONE).alarms
    order = [(alarm.answered, list(Priority).index(alarm.priority)) for alarm in found]

    assert order == sorted(order)
    assert found[0].priority is Priority.HIGH
