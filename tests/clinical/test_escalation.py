"""Whom to call, for what, within how long, until each role was called."""

from decimal import Decimal
from typing import Any

import pytest

from cart_ward.clinical import escalation
from cart_ward.clinical.escalation import CallDue
from cart_ward.clinical.observed import CallMade
from cart_ward.clinical.status import status
from cart_ward.clinical.vocabulary import (
    BackgroundKind,
    Check,
    Consciousness,
    Handwriting,
    Oxygen,
    Seizure,
)
from tests.clinical.charting import hour
from tests.clinical.dosing import Dosed
from tests.clinical.monitored import PROTOCOL, ZONE

_ONLY_TEMPERATURE: dict[str, Any] = dict.fromkeys(
    ("systolic", "diastolic", "pulse", "respiratory_rate", "spo2", "oxygen")
)


@pytest.fixture
def patient() -> Dosed:
    """Return a patient on day 1 with 130 mmHg before the infusion, every check done at hour 30."""
    dosed = Dosed()
    dosed.vitals(-1, systolic=130)
    dosed.vitals(30)
    dosed.full_neuro(30)
    dosed.graded(30)
    dosed.weigh(30)
    for check in (Check.LABS, Check.FLUID_BALANCE):
        dosed.done(30, check)
    return dosed


def _calls(patient: Dosed, at: float, full_doses: int | None = None) -> dict[str, CallDue]:
    chart = patient.chart()
    now = status(PROTOCOL, chart, hour(at), ZONE)
    found = escalation.calls(PROTOCOL, now, chart, full_doses)
    assert [call.by for call in found] == sorted(call.by for call in found)
    return {call.trigger: call for call in found}


def test_well_patient_needs_no_call(patient: Dosed) -> None:
    """Nothing is wrong: nobody is called; nothing charted is no trigger either."""
    assert _calls(patient, 31) == {}
    assert set(_calls(Dosed(infused=False), -47)) == set()


def test_first_fever_calls_the_ward_doctor_within_a_quarter(patient: Dosed) -> None:
    """38.0 after the infusion, and CRS 1 with it."""
    patient.vitals(31, temperature=38.0)

    call = _calls(patient, 31.1)["first_fever"]

    assert call.roles == ("ward_doctor",)
    assert (call.since, call.by) == (hour(31), hour(31.25))


def test_call_that_was_made_answers_for_its_role_only(patient: Dosed) -> None:
    """Each role is called; a call before the trigger answers nothing."""
    patient.add(30.5, _call("neurology"))
    patient.full_neuro(31, 9)
    assert _calls(patient, 31)["icans_1"].roles == ("ward_doctor", "neurology")

    patient.add(31.1, _call("ward_doctor"))
    assert _calls(patient, 31.1)["icans_1"].roles == ("neurology",)

    patient.add(31.2, _call("neurology"))
    assert "icans_1" not in _calls(patient, 31.2)


def _call(role: str) -> CallMade:
    return CallMade(role=role, name="", answered_at=None, outcome="")


@pytest.mark.parametrize(
    ("systolic", "low"),
    [
        pytest.param(84, True, id="below 85"),
        pytest.param(85, True, id="85, and 65 % of the baseline"),
        pytest.param(99, True, id="99, and 76 %"),
        pytest.param(100, False, id="not below 100"),
        pytest.param(None, False, id="not measured"),
    ],
)
def test_low_pressure_calls_at_once(patient: Dosed, systolic: int | None, *, low: bool) -> None:
    """Below 85 whatever the baseline, or below 100 and below 80 % of it."""
    patient.vitals(31, systolic=systolic)

    assert ("hypotension" in _calls(patient, 31)) is low


def test_pressure_not_measured_again_stays_low(patient: Dosed) -> None:
    """80 mmHg, then a set without a pressure: nobody has seen it rise."""
    patient.vitals(31, systolic=80)
    patient.vitals(31.1, systolic=None)

    assert _calls(patient, 31.2)["hypotension"].since == hour(31)


def test_without_a_baseline_only_the_fixed_limit_counts() -> None:
    """Nobody measured before the infusion."""
    patient = Dosed()
    patient.vitals(30, systolic=90)
    assert "hypotension" not in _calls(patient, 30)

    patient.vitals(31, systolic=84)
    assert "hypotension" in _calls(patient, 31)


def test_new_oxygen_is_called_once_since_it_began(patient: Dosed) -> None:
    """Oxygen or a saturation below 92 %; the call made at its beginning holds."""
    patient.vitals(31, spo2=91)
    patient.vitals(32, oxygen=Oxygen.LOW_FLOW_NC, oxygen_flow=Decimal(2))
    patient.vitals(33, oxygen=Oxygen.LOW_FLOW_NC, oxygen_flow=Decimal(2))

    assert _calls(patient, 33)["new_oxygen"].since == hour(31)

    patient.add(31.1, _call("ward_doctor"))
    assert "new_oxygen" not in _calls(patient, 33)


def test_set_without_oxygen_and_saturation_ends_no_need(patient: Dosed) -> None:
    """A temperature taken alone says nothing about the oxygen that runs."""
    patient.vitals(31, oxygen=Oxygen.LOW_FLOW_NC, oxygen_flow=Decimal(2))
    patient.vitals(31.1, **_ONLY_TEMPERATURE)

    assert _calls(patient, 31.2)["new_oxygen"].since == hour(31)

    patient.vitals(31.5)
    assert "new_oxygen" not in _calls(patient, 31.5)


def test_oxygen_from_the_first_set_on_is_new_since_then() -> None:
    """Nobody saw this patient without oxygen."""
    patient = Dosed()
    patient.vitals(30, oxygen=Oxygen.FACEMASK)
    patient.vitals(31, oxygen=Oxygen.FACEMASK)

    assert _calls(patient, 31)["new_oxygen"].since == hour(30)


@pytest.mark.parametrize(
    ("changed", "called"),
    [
        pytest.param({"spo2": 92}, False, id="92 %"),
        pytest.param({"spo2": None, "oxygen": None}, False, id="not measured"),
    ],
)
def test_saturation_of_92_is_enough(
    patient: Dosed, changed: dict[str, Any], *, called: bool
) -> None:
    """The limit itself is no trigger, nor is a value nobody took."""
    patient.vitals(31, **changed)

    assert ("new_oxygen" in _calls(patient, 31)) is called


def test_prescribed_lower_target_has_its_own_limit(patient: Dosed) -> None:
    """With SpO2 scale 2 the target begins at 88 %."""
    patient.background(-40, BackgroundKind.NEWS2_SCALE_2)
    patient.vitals(31, spo2=88)
    assert "new_oxygen" not in _calls(patient, 31)

    patient.vitals(32, spo2=87)
    assert "new_oxygen" in _calls(patient, 32)


@pytest.mark.parametrize(
    ("changed", "triggers"),
    [
        pytest.param({"handwriting": Handwriting.CHANGED}, {"ice_fall"}, id="handwriting"),
        pytest.param({"handwriting": Handwriting.UNCHANGED}, set(), id="same handwriting"),
        pytest.param({"consciousness": Consciousness.TOUCH}, {"ice_low"}, id="hard to wake"),
        pytest.param(
            {"consciousness": Consciousness.UNAROUSABLE}, {"ice_low", "neuro_emergency"}, id="coma"
        ),
        pytest.param({"seizure": Seizure.BRIEF}, {"neuro_emergency"}, id="seizure"),
        pytest.param({"posturing": True}, {"neuro_emergency"}, id="posturing"),
        pytest.param({"pupil_left": Decimal(4)}, {"neuro_emergency"}, id="unequal pupils"),
        pytest.param({"pupil_left": Decimal("3.5")}, set(), id="half a millimetre"),
        pytest.param({"pupil_left": None, "seizure": None}, set(), id="not looked at"),
        pytest.param({"pupil_right": None}, set(), id="one pupil seen"),
    ],
)
def test_neuro_findings_call(patient: Dosed, changed: dict[str, Any], triggers: set[str]) -> None:
    """What one neuro check alone sets off, beside the ICANS grade."""
    patient.neuro(31, **changed)

    found = {key for key in _calls(patient, 31) if not key.startswith(("icans", "news2"))}

    assert found == triggers


def test_emergency_team_is_called_at_once(patient: Dosed) -> None:
    """Within 0 minutes."""
    patient.neuro(31, seizure=Seizure.PROLONGED)

    call = _calls(patient, 31)["neuro_emergency"]

    assert (call.roles, call.by) == (("emergency_team",), hour(31))


@pytest.mark.parametrize(
    ("total", "triggers"),
    [
        pytest.param(10, set(), id="no fall"),
        pytest.param(9, {"ice_fall"}, id="one point"),
        pytest.param(7, {"ice_fall", "ice_low"}, id="three points"),
        pytest.param(6, {"ice_fall", "ice_low"}, id="six"),
        pytest.param(None, set(), id="not done"),
    ],
)
def test_score_calls(patient: Dosed, total: int | None, triggers: set[str]) -> None:
    """One point to the doctor, three points or a six to neurology as well."""
    patient.neuro(31)
    patient.ice(31, total)

    found = {key for key in _calls(patient, 31) if key.startswith("ice_")}

    assert found == triggers


def test_fall_nobody_called_for_stays_until_it_is_made_good(patient: Dosed) -> None:
    """The same lower score half an hour later answers nothing; the score of before does."""
    patient.full_neuro(31, 9)
    patient.full_neuro(31.5, 9)
    assert _calls(patient, 31.5)["ice_fall"].since == hour(31)

    patient.full_neuro(32, 10)
    assert "ice_fall" not in _calls(patient, 32)


def test_three_points_in_small_steps_call_neurology(patient: Dosed) -> None:
    """10, 9, 8, 7 within a day is a fall of three, as the alarm says."""
    for at, total in ((31, 9), (32, 8), (33, 7)):
        patient.full_neuro(at, total)

    assert _calls(patient, 33)["ice_low"].roles == ("ward_doctor", "neurology", "icu_outreach")


def test_first_score_of_six_calls_without_a_fall() -> None:
    """There is nothing to compare with, but six is low."""
    patient = Dosed()
    patient.full_neuro(30, 6)

    assert {key for key in _calls(patient, 30) if key.startswith("ice_")} == {"ice_low"}


def test_rising_capd_is_a_fall_and_its_points_are_no_ice() -> None:
    """A CAPD of 3 after 1 is worse; a CAPD of 3 is not an ICE of 3."""
    child = Dosed(9)
    child.neuro(30)
    child.capd(30, 1)
    child.capd(31, 3)

    assert {key for key in _calls(child, 31) if key.startswith("ice_")} == {"ice_fall"}


@pytest.mark.parametrize(
    ("changed", "trigger"),
    [
        pytest.param({"respiratory_rate": 24}, None, id="total 2"),
        pytest.param({"respiratory_rate": 25}, "news2_medium", id="a single 3"),
        pytest.param({"respiratory_rate": 25, "pulse": 115}, "news2_medium", id="total 5"),
        pytest.param(
            {"respiratory_rate": 25, "pulse": 115, "systolic": 105, "spo2": 95},
            "news2_high",
            id="total 7",
        ),
        pytest.param({"respiratory_rate": 24, "pulse": None}, None, id="at least 2"),
        pytest.param({"respiratory_rate": 25, "pulse": None}, "news2_medium", id="a 3 is enough"),
        pytest.param(
            {"respiratory_rate": 24, "pulse": 115, "spo2": 95, "temperature": None},
            "news2_medium",
            id="at least 5",
        ),
        pytest.param(
            {"respiratory_rate": 25, "pulse": 115, "systolic": 95, "temperature": None},
            "news2_high",
            id="at least 7",
        ),
    ],
)
def test_news2_calls_by_its_band(
    patient: Dosed, changed: dict[str, Any], trigger: str | None
) -> None:
    """5-6 or a single 3, 7 or more; what is missing can only raise it."""
    patient.vitals(31, **changed)

    found = {key for key in _calls(patient, 31) if key.startswith("news2")}

    assert found == (set() if trigger is None else {trigger})


def test_news2_call_stays_after_an_incomplete_set(patient: Dosed) -> None:
    """A temperature taken alone says nothing about the 7 before it: the call is still to make."""
    patient.vitals(31, respiratory_rate=25, pulse=115, systolic=105, spo2=95)
    patient.vitals(31.1, **_ONLY_TEMPERATURE)

    assert _calls(patient, 31.2)["news2_high"].since == hour(31)


def test_saturation_of_85_calls_though_nobody_charted_consciousness() -> None:
    """No total, but nothing missing could make it better."""
    patient = Dosed()
    patient.vitals(31, spo2=85)

    assert _calls(patient, 31)["news2_medium"].roles == ("ward_doctor",)


def test_grade_calls_its_own_row(patient: Dosed) -> None:
    """CRS 3 calls doctor and intensive care within 5 min, counted from when it was reached."""
    patient.vitals(31, temperature=38.5)
    patient.vitals(32, temperature=38.5, vasopressors=1)

    calls = _calls(patient, 32)

    assert "crs_1" not in calls
    assert calls["crs_3"].roles == ("ward_doctor", "icu")
    assert calls["crs_3"].since == hour(32)


def test_grade_not_assessed_since_takes_no_call_back(patient: Dosed) -> None:
    """CRS 3, then a set without a temperature."""
    patient.vitals(31, temperature=38.5, vasopressors=1)
    patient.vitals(31.2, temperature=None)

    assert _calls(patient, 31.5)["crs_3"].since == hour(31)


def test_very_late_check_calls_the_charge_nurse(patient: Dosed) -> None:
    """From half of the interval."""
    assert "very_overdue" not in _calls(patient, 35.9)
    assert _calls(patient, 36)["very_overdue"].since == hour(34)


@pytest.mark.parametrize(
    ("at", "doses", "called"),
    [
        pytest.param(31, 1, True, id="one dose"),
        pytest.param(31, 2, False, id="two doses"),
        pytest.param(31, None, False, id="nobody asked"),
        pytest.param(15 * 24, 0, False, id="after day 14"),
        pytest.param(-20, 0, False, id="before day 0"),
    ],
)
def test_few_doses_call_the_pharmacist(
    patient: Dosed, at: float, doses: int | None, *, called: bool
) -> None:
    """Two full doses from day 0 to day 14."""
    assert ("few_doses" in _calls(patient, at, doses)) is called


def test_fever_of_later_calls_nobody_now(patient: Dosed) -> None:
    """Asked about an earlier moment, a later fever is unknown."""
    patient.vitals(40, temperature=38.5)

    assert "first_fever" not in _calls(patient, 31)
