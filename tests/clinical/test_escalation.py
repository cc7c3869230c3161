"""Whom to call, for what, within how long, until each role was called."""

from decimal import Decimal
from typing import Any

import pytest

from cart_ward.clinical import escalation
from cart_ward.clinical.escalation import CallDue
from cart_ward.clinical.observed import CallMade
from cart_ward.clinical.status import status
from cart_ward.clinical.vocabulary import (
    Acvpu,
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


def test_pressure_that_stays_low_becomes_late(patient: Dosed) -> None:
    """Further low sets put nothing off, nor does one without a pressure."""
    for at, systolic in ((31, 84), (31.5, 84), (31.6, None), (32, 83)):
        patient.vitals(at, systolic=systolic)

    call = _calls(patient, 32)["hypotension"]
    assert (call.since, call.by) == (hour(31), hour(31 + 1 / 12))


def test_pressure_called_about_is_not_called_again_until_it_is_worse(patient: Dosed) -> None:
    """99 and 86 are one stretch, below 85 is worse, and so is each further ten."""
    patient.vitals(31, systolic=99)
    patient.add(31.1, _call("ward_doctor"))
    patient.vitals(32, systolic=86)
    assert "hypotension" not in _calls(patient, 32)

    for at, systolic, since in ((33, 84, 33), (34, 75, None), (35, 74, 35), (36, 65, None)):
        patient.vitals(at, systolic=systolic)
        found = _calls(patient, at).get("hypotension")
        assert (None if found is None else found.since) == (None if since is None else hour(since))
        patient.add(at + 0.1, _call("ward_doctor"))


def test_pressure_low_again_is_a_new_stretch(patient: Dosed) -> None:
    """A call answers for the stretch it was made in."""
    patient.vitals(31, systolic=80)
    patient.add(31.1, _call("ward_doctor"))
    patient.vitals(32, systolic=120)
    patient.vitals(33, systolic=80)

    assert _calls(patient, 33)["hypotension"].since == hour(33)


def test_worse_value_leaves_the_first_deadline(patient: Dosed) -> None:
    """90 nobody called about, then 80: late since the 90."""
    patient.vitals(31, systolic=90)
    patient.vitals(32, systolic=80)

    assert _calls(patient, 32)["hypotension"].since == hour(31)


def test_each_role_has_its_own_deadline(patient: Dosed) -> None:
    """The doctor was called for the 6; neurology was not, and the 2 is worse for both."""
    patient.full_neuro(31, 6)
    patient.add(31.1, _call("ward_doctor"))
    patient.full_neuro(32, 2)
    call = _calls(patient, 32)["ice_low"]
    assert (call.roles[0], call.since) == ("ward_doctor", hour(31))

    for role in ("neurology", "icu_outreach"):
        patient.add(32.1, _call(role))
    again = _calls(patient, 32.2)["ice_low"]
    assert (again.roles, again.since) == (("ward_doctor",), hour(32))


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
        pytest.param({"handwriting": Handwriting.NOT_WRITTEN}, {"ice_fall"}, id="not written"),
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


def test_ice_that_stays_low_becomes_late(patient: Dosed) -> None:
    """Each further low score, and one that could not be taken, puts nothing off."""
    for at, total in ((31, 5), (31.5, 4), (32, 6)):
        patient.full_neuro(at, total)
    patient.ice(32.5, None)

    call = _calls(patient, 33)["ice_low"]
    assert (call.since, call.by) == (hour(31), hour(31 + 1 / 12))


@pytest.mark.parametrize(
    ("first", "then", "again"),
    [
        pytest.param(7, 7, False, id="fallen by three, the same"),
        pytest.param(7, 6, True, id="six"),
        pytest.param(6, 3, False, id="one band"),
        pytest.param(3, 2, True, id="two"),
        pytest.param(2, 0, False, id="none"),
    ],
)
def test_ice_low_is_raised_anew_by_a_lower_band(
    patient: Dosed, first: int, then: int, *, again: bool
) -> None:
    """Bands of ICANS: 7-9, 3-6, 0-2."""
    roles = ("ward_doctor", "neurology", "icu_outreach")
    patient.full_neuro(31, first)
    for role in roles:
        patient.add(31.1, _call(role))
    patient.full_neuro(32, then)

    found = _calls(patient, 32).get("ice_low")
    assert (None if found is None else (found.roles, found.since)) == (
        (roles, hour(32)) if again else None
    )


def test_ice_of_ten_ends_the_stretch(patient: Dosed) -> None:
    """What was called about before it is another stretch."""
    patient.full_neuro(31, 6)
    for role in ("ward_doctor", "neurology", "icu_outreach"):
        patient.add(31.1, _call(role))
    patient.full_neuro(32, 10)
    assert "ice_low" not in _calls(patient, 32)

    patient.full_neuro(33, 6)
    assert _calls(patient, 33)["ice_low"].since == hour(33)


def test_hard_to_wake_is_late_until_somebody_sees_it_over(patient: Dosed) -> None:
    """A check that did not look ends nothing; harder to wake is raised anew."""
    patient.neuro(31, consciousness=Consciousness.VOICE)
    patient.neuro(31.5, consciousness=Consciousness.VOICE)
    patient.neuro(31.6, consciousness=None)
    assert _calls(patient, 31.6)["ice_low"].since == hour(31)

    for role in ("ward_doctor", "neurology", "icu_outreach"):
        patient.add(31.7, _call(role))
    assert "ice_low" not in _calls(patient, 31.7)
    patient.neuro(32, consciousness=Consciousness.TOUCH)
    assert _calls(patient, 32)["ice_low"].since == hour(32)
    patient.neuro(33, consciousness=Consciousness.SPONTANEOUS)
    assert "ice_low" not in _calls(patient, 33)


def test_emergency_nobody_answered_stays_until_a_check_finds_none(patient: Dosed) -> None:
    """A check of half of it ends nothing; a second seizure asks for the team anew."""
    patient.neuro(31, seizure=Seizure.BRIEF)
    patient.neuro(31.2, pupil_left=None)
    assert _calls(patient, 31.2)["neuro_emergency"].since == hour(31)

    patient.add(31.3, _call("emergency_team"))
    assert "neuro_emergency" not in _calls(patient, 31.3)
    patient.neuro(31.5, seizure=Seizure.BRIEF)
    assert _calls(patient, 31.5)["neuro_emergency"].since == hour(31.5)
    patient.neuro(32)
    assert "neuro_emergency" not in _calls(patient, 32)


def test_handwriting_that_stays_changed_becomes_late(patient: Dosed) -> None:
    """Until it looks as before."""
    patient.neuro(31, handwriting=Handwriting.CHANGED)
    patient.neuro(31.5, handwriting=None)
    patient.neuro(32, handwriting=Handwriting.CHANGED)
    assert _calls(patient, 32)["ice_fall"].since == hour(31)

    patient.neuro(33, handwriting=Handwriting.UNCHANGED)
    assert "ice_fall" not in _calls(patient, 33)


UNCHANGED, NOT_WRITTEN = Handwriting.UNCHANGED, Handwriting.NOT_WRITTEN


@pytest.mark.parametrize(
    ("written", "since"),
    [
        pytest.param({-1: NOT_WRITTEN, 31: NOT_WRITTEN}, None, id="as before the infusion"),
        pytest.param({-1: UNCHANGED, 31: NOT_WRITTEN}, 31, id="wrote before"),
        pytest.param({-2: UNCHANGED, -1: NOT_WRITTEN}, -1, id="stopped before the infusion"),
        pytest.param({-1: None, 31: NOT_WRITTEN, 32: NOT_WRITTEN}, 31, id="no baseline"),
        pytest.param({-1: NOT_WRITTEN, 31: UNCHANGED, 32: NOT_WRITTEN}, 32, id="wrote since"),
        pytest.param({31: NOT_WRITTEN, 32: None}, 31, id="not looked at since"),
        pytest.param({31: NOT_WRITTEN, 32: UNCHANGED}, None, id="written again"),
        pytest.param({31: UNCHANGED, 34: NOT_WRITTEN}, None, id="later than now"),
    ],
)
def test_sentence_not_written_is_a_change(
    written: dict[int, Handwriting | None], since: int | None
) -> None:
    """Nobody knows whether the patient could not or would not: the doctor is called."""
    patient = Dosed()
    for at, seen in written.items():
        patient.neuro(at, handwriting=seen)

    found = _calls(patient, 33).get("ice_fall")
    assert (None if found is None else found.since) == (None if since is None else hour(since))


def test_before_the_infusion_the_first_sentence_not_written_is_the_baseline() -> None:
    """There is nothing yet that it could differ from."""
    patient = Dosed(infused=False)
    patient.neuro(-3, handwriting=NOT_WRITTEN)
    assert "ice_fall" not in _calls(patient, -2)

    patient.neuro(-1, handwriting=UNCHANGED)
    patient.neuro(-0.5, handwriting=NOT_WRITTEN)
    assert _calls(patient, 0)["ice_fall"].since == hour(-0.5)


def test_second_fall_does_not_put_the_first_one_off(patient: Dosed) -> None:
    """10, 9, 8: late since the 9; called about, the next fall asks anew, once made good no more."""
    patient.full_neuro(31, 9)
    patient.full_neuro(32, 8)
    assert _calls(patient, 32)["ice_fall"].since == hour(31)

    patient.add(32.1, _call("ward_doctor"))
    patient.full_neuro(33, 7)
    assert _calls(patient, 33)["ice_fall"].since == hour(33)
    patient.full_neuro(34, 8)
    assert "ice_fall" not in _calls(patient, 34)


def test_news2_that_stays_high_becomes_late(patient: Dosed) -> None:
    """Half-hourly sets of 7 or more put nothing off; one below it ends the stretch."""
    high: dict[str, Any] = {"respiratory_rate": 25, "pulse": 115, "systolic": 95}
    high |= {"consciousness": Acvpu.ALERT}
    patient.vitals(31, **high)
    patient.vitals(31.3, **high, temperature=None)
    patient.vitals(31.4, **_ONLY_TEMPERATURE)
    patient.vitals(31.5, **(high | {"pulse": 140}))
    assert _calls(patient, 31.5)["news2_high"].since == hour(31)

    patient.vitals(32, respiratory_rate=25, consciousness=Acvpu.ALERT)
    assert _calls(patient, 32)["news2_medium"].since == hour(31)
    patient.vitals(33, **high)
    assert _calls(patient, 33)["news2_high"].since == hour(33)


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


def test_a_call_of_a_time_to_come_answers_nothing_now(patient: Dosed) -> None:
    """It was charted by a clock that was ahead and has been put right since."""
    patient.vitals(31, systolic=74)
    patient.add(36, CallMade(role="ward_doctor", name="Dr Chen", answered_at=None, outcome="comes"))

    assert "ward_doctor" in _calls(patient, 31.5)["hypotension"].roles
    assert "hypotension" not in _calls(patient, 36)
