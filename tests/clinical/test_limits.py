"""Impossible, unlikely, abnormal; what cannot be true together; every finding has its sentence."""

import dataclasses
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from cart_ward.clinical import ice, limits
from cart_ward.clinical.observed import IceAssessment, VitalSigns
from cart_ward.clinical.vocabulary import Consciousness, Oxygen
from cart_ward.errors import Finding, Level
from cart_ward.i18n import wording
from tests import strategies
from tests.clinical.charting import CLEAR, NO_CAPD, NO_ICE, WELL, but

NOTHING = but(WELL, **dict.fromkeys(f.name for f in dataclasses.fields(WELL)))
FULL_ICE = but(NO_ICE, total=10)
FULL_CAPD = but(NO_CAPD, total=0)


def _codes(found: tuple[Finding, ...]) -> list[tuple[Level, str]]:
    for finding in found:
        assert wording.say(finding.code, **finding.facts)
    return [(f.level, f.code) for f in found]


def _set(**changed: Any) -> list[tuple[Level, str]]:
    return _codes(limits.check_vitals(but(WELL, **changed)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("temperature", Decimal("37.9")),
        ("temperature", Decimal("34.0")),
        ("temperature", Decimal("42.0")),
        ("temperature", Decimal("38.00")),
        ("systolic", 60),
        ("diastolic", 30),
        ("pulse", 30),
        ("respiratory_rate", 60),
        ("spo2", 100),
        ("oxygen_flow", Decimal("0.25")),
        ("vasopressors", 0),
        ("vasopressors", None),
    ],
)
def test_usual_values_pass(name: str, value: limits.Number | None) -> None:
    """Edges of the usual band, and what is not recorded, raise nothing."""
    assert limits.check(name, value) == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("temperature", Decimal("30.0")),
        ("temperature", Decimal("43.0")),
        ("systolic", 30),
        ("diastolic", 20),
        ("pulse", 0),
        ("respiratory_rate", 0),
        ("spo2", 0),
        ("oxygen_flow", Decimal(100)),
        ("vasopressors", 9),
    ],
)
def test_unlikely_values_are_typed_again(name: str, value: limits.Number) -> None:
    """A dying patient can be charted: the ends of the possible are accepted; 0 is a value."""
    assert _codes(limits.check(name, value)) == [(Level.WARN, f"{name}.unlikely")]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("temperature", Decimal("29.9"), "temperature.impossible"),
        ("temperature", Decimal("43.1"), "temperature.impossible"),
        ("temperature", Decimal("98.6"), "temperature.fahrenheit"),
        ("temperature", Decimal("100.4"), "temperature.fahrenheit"),
        ("temperature", Decimal(386), "temperature.out_by_ten"),
        ("temperature", Decimal("3.86"), "temperature.out_by_ten"),
        ("temperature", Decimal("38.65"), "temperature.too_fine"),
        ("systolic", 29, "systolic.impossible"),
        ("systolic", 1180, "systolic.impossible"),
        ("diastolic", 19, "diastolic.impossible"),
        ("pulse", 301, "pulse.impossible"),
        ("pulse", -1, "pulse.impossible"),
        ("respiratory_rate", 101, "respiratory_rate.impossible"),
        ("spo2", 101, "spo2.impossible"),
        ("oxygen_flow", Decimal(101), "oxygen_flow.impossible"),
        ("oxygen_flow", Decimal("1.255"), "oxygen_flow.too_fine"),
        ("vasopressors", 10, "vasopressors.impossible"),
    ],
)
def test_impossible_values_are_refused(name: str, value: limits.Number, code: str) -> None:
    """Each with a sentence of its own; nothing is silently put right."""
    assert _codes(limits.check(name, value)) == [(Level.STOP, code)]


def test_slips_name_what_may_be_meant() -> None:
    """The sentence can show the value in Celsius, or with the point in place."""
    fahrenheit = limits.check("temperature", Decimal("98.6"))[0]
    slipped = limits.check("temperature", Decimal(386))[0]
    assert fahrenheit.facts["celsius"] == Decimal("37.0")
    assert slipped.facts["meant"] == Decimal("38.6")


def test_every_limit_has_its_sentences() -> None:
    """Impossible, too fine and unlikely are worded for each quantity."""
    for name in limits.LIMITS:
        for code in ("impossible", "too_fine", "unlikely"):
            assert wording.knows(f"{name}.{code}")


@pytest.mark.parametrize(
    ("name", "value", "abnormal"),
    [
        ("temperature", Decimal("37.9"), False),
        ("temperature", Decimal("38.0"), True),
        ("temperature", Decimal("36.0"), True),
        ("systolic", 110, True),
        ("systolic", 111, False),
        ("pulse", 0, True),
        ("spo2", 95, True),
        ("vasopressors", 1, True),
        ("oxygen_flow", Decimal(15), False),
    ],
)
def test_abnormal_values_are_coloured(name: str, value: limits.Number, *, abnormal: bool) -> None:
    """38.0 is coloured although NEWS2 gives it no point (H39)."""
    assert limits.abnormal(name, value) is abnormal


def test_complete_set_of_a_well_patient_passes() -> None:
    """Nothing to say."""
    assert _set() == []


def test_empty_set_is_refused() -> None:
    """Nothing recorded is a check not done, with a reason."""
    assert _codes(limits.check_vitals(NOTHING)) == [(Level.STOP, "vitals.empty")]


def test_a_pulse_of_0_is_a_record() -> None:
    """0 is a value, never "nothing recorded"."""
    only = but(NOTHING, pulse=0)
    assert _codes(limits.check_vitals(only)) == [(Level.WARN, "pulse.unlikely")]


@pytest.mark.parametrize(("systolic", "diastolic"), [(70, 110), (80, 80)])
def test_systolic_stands_above_diastolic(systolic: int, diastolic: int) -> None:
    """Swapped or equal pressures are refused."""
    wanted = [(Level.STOP, "systolic.not_above_diastolic")]
    assert _set(systolic=systolic, diastolic=diastolic) == wanted


def test_one_pressure_alone_passes() -> None:
    """A systolic pressure by palpation has no diastolic one."""
    assert _set(diastolic=None) == []
    assert _set(systolic=None) == []


@pytest.mark.parametrize(
    ("oxygen", "flow", "wanted"),
    [
        (Oxygen.LOW_FLOW_NC, None, (Level.STOP, "oxygen_flow.missing")),
        (Oxygen.LOW_FLOW_NC, "0", (Level.STOP, "oxygen_flow.zero")),
        (Oxygen.LOW_FLOW_NC, "6", None),
        (Oxygen.LOW_FLOW_NC, "6.1", (Level.INFO, "oxygen.counts_as_high_flow")),
        (Oxygen.HIGH_FLOW_NC, None, (Level.WARN, "oxygen_flow.missing_high_flow")),
        (Oxygen.HIGH_FLOW_NC, "6", (Level.WARN, "oxygen.gentle_high_flow")),
        (Oxygen.HIGH_FLOW_NC, "40", None),
        (Oxygen.ROOM_AIR, "2", (Level.STOP, "oxygen_flow.on_room_air")),
        (Oxygen.ROOM_AIR, "0", None),
        (Oxygen.VENTURI, None, None),
        (Oxygen.FACEMASK, "8", None),
        (None, "2", (Level.STOP, "oxygen.missing")),
        (None, None, None),
    ],
)
def test_device_and_flow_belong_together(
    oxygen: Oxygen | None, flow: str | None, wanted: tuple[Level, str] | None
) -> None:
    """H05: a cannula needs its flow, room air has none, above 6 L/min it is high flow."""
    found = _set(oxygen=oxygen, oxygen_flow=None if flow is None else Decimal(flow))
    assert found == ([] if wanted is None else [wanted])


@given(taken=strategies.vital_signs())
def test_conversion_touches_only_a_fast_cannula(taken: VitalSigns) -> None:
    """Above 6 L/min a cannula becomes high flow; every other set stays the same object."""
    found = limits.converted(taken)
    flow = taken.oxygen_flow
    if taken.oxygen is Oxygen.LOW_FLOW_NC and flow is not None and flow > 6:
        assert found == but(taken, oxygen=Oxygen.HIGH_FLOW_NC)
    else:
        assert found is taken


@given(taken=strategies.vital_signs())
def test_every_value_is_looked_at_alone_and_every_finding_worded(taken: VitalSigns) -> None:
    """A set says at least what its values say, and each finding names a field of the set."""
    fields = {f.name for f in dataclasses.fields(taken)} | {"vitals"}
    found = limits.check_vitals(taken)
    alone = [f for name in limits.LIMITS for f in limits.check(name, getattr(taken, name))]
    assert all(f in found for f in alone)
    assert {f.field for f in found} <= fields
    assert len(_codes(found)) == len(found)


def test_clear_neuro_check_passes() -> None:
    """With the right score for the age, or where the caller asked about age itself."""
    assert limits.check_neuro(CLEAR, FULL_ICE, None, 12) == ()
    assert limits.check_neuro(CLEAR, None, FULL_CAPD, 11) == ()
    assert limits.check_neuro(CLEAR, FULL_ICE, FULL_CAPD) == ()
    assert limits.check_neuro(CLEAR, None, FULL_CAPD, 14, capd_from_12=True) == ()
    assert limits.check_neuro(CLEAR, None, None, 40) == ()


def test_score_of_the_wrong_age_is_refused() -> None:
    """ICE under 12, CAPD from 12 on."""
    assert _codes(limits.check_neuro(CLEAR, FULL_ICE, None, 11)) == [(Level.STOP, "ice.under_12")]
    assert _codes(limits.check_neuro(CLEAR, None, FULL_CAPD, 12)) == [(Level.STOP, "capd.from_12")]


@pytest.mark.parametrize(
    "body",
    [
        but(NO_ICE, total=1),
        but(NO_ICE, **{**dict.fromkeys(ice.ITEMS, False), "year": True}),
    ],
    ids=["total", "one item"],
)
def test_unarousable_with_points_contradicts_itself(body: IceAssessment) -> None:
    """Refused until one of the two is corrected; ICE 0 is no contradiction."""
    away = but(CLEAR, consciousness=Consciousness.UNAROUSABLE)
    assert _codes(limits.check_neuro(away, body, None)) == [
        (Level.STOP, "ice.contradicts_unarousable")
    ]
    assert limits.check_neuro(away, but(NO_ICE, total=0), None) == ()


def test_one_right_answer_already_contradicts_unarousable() -> None:
    """Also while other items are not recorded and there is no score yet."""
    away = but(CLEAR, consciousness=Consciousness.UNAROUSABLE)
    found = limits.check_neuro(away, but(NO_ICE, year=True), None)
    assert _codes(found) == [
        (Level.WARN, "ice.incomplete"),
        (Level.STOP, "ice.contradicts_unarousable"),
    ]


def test_consciousness_is_never_left_out() -> None:
    """H06: it decides between 3 and 4."""
    found = limits.check_neuro(but(CLEAR, consciousness=None), None, None)
    assert _codes(found) == [(Level.STOP, "consciousness.missing")]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"total": 11}, "ice.total_impossible"),
        ({"total": -1}, "ice.total_impossible"),
        ({"total": 5, "year": True}, "ice.total_with_items"),
        ({}, "ice.empty"),
    ],
)
def test_ice_totals_and_items(changed: dict[str, Any], code: str) -> None:
    """Items or a total in range, not both, not neither."""
    found = limits.check_neuro(CLEAR, but(NO_ICE, **changed), None)
    assert _codes(found) == [(Level.STOP, code)]


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({"total": 33}, [(Level.STOP, "capd.total_impossible")]),
        ({"total": 8, "slow": 1}, [(Level.STOP, "capd.total_with_items")]),
        ({}, [(Level.STOP, "capd.empty")]),
        ({"slow": 4}, [(Level.WARN, "capd.incomplete")]),
        ({"slow": 5}, [(Level.WARN, "capd.incomplete"), (Level.STOP, "capd.item")]),
    ],
)
def test_capd_totals_and_items(changed: dict[str, Any], wanted: list[tuple[Level, str]]) -> None:
    """Items of 0-4 or a total in range."""
    found = limits.check_neuro(CLEAR, None, but(NO_CAPD, **changed))
    assert _codes(found) == wanted


def test_capd_is_not_scored_in_a_child_who_cannot_be_woken() -> None:
    """Deep sedation: the score says nothing."""
    away = but(CLEAR, consciousness=Consciousness.UNAROUSABLE)
    found = limits.check_neuro(away, None, FULL_CAPD)
    assert _codes(found) == [(Level.WARN, "capd.while_unarousable")]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"eye": 0}, "gcs.eye"),
        ({"verbal": 6}, "gcs.verbal"),
        ({"motor": 7}, "gcs.motor"),
        ({"pupil_left": Decimal(0)}, "pupil_left.impossible"),
        ({"pupil_right": Decimal(11)}, "pupil_right.impossible"),
    ],
)
def test_parts_of_the_check_stay_in_range(changed: dict[str, Any], code: str) -> None:
    """Each names its own part; parts not recorded pass."""
    found = limits.check_neuro(but(CLEAR, **changed), None, None)
    assert _codes(found) == [(Level.STOP, code)]
    empty = but(CLEAR, **dict.fromkeys(changed))
    assert limits.check_neuro(empty, None, None) == ()


@pytest.mark.parametrize(
    ("kg", "previous", "wanted"),
    [
        ("3", None, []),
        ("250", None, []),
        ("2.9", None, [(Level.STOP, "weight.impossible")]),
        ("250.1", "250", [(Level.STOP, "weight.impossible")]),
        ("77", "70", []),
        ("77.1", "70", [(Level.WARN, "weight.changed")]),
        ("62.9", "70", [(Level.WARN, "weight.changed")]),
    ],
)
def test_weight(kg: str, previous: str | None, wanted: list[tuple[Level, str]]) -> None:
    """3-250 kg; more than 10 % away from the one before is typed again, exactly 10 % is not."""
    before = None if previous is None else Decimal(previous)
    assert _codes(limits.check_weight(Decimal(kg), before)) == wanted


@pytest.mark.parametrize(
    ("device", "flow", "asked"),
    [
        (Oxygen.LOW_FLOW_NC, "6", False),
        (Oxygen.LOW_FLOW_NC, "15", False),
        (Oxygen.LOW_FLOW_NC, "60", True),
        (Oxygen.VENTURI, "15.5", True),
        (Oxygen.HIGH_FLOW_NC, "60", False),
        (Oxygen.CPAP, "60", False),
        (None, "60", False),
    ],
)
def test_a_flow_beyond_its_device_is_asked_for_again(
    device: Oxygen | None, flow: str, *, asked: bool
) -> None:
    """60 for 6.0 is a slip that would raise the grade (H05)."""
    codes = [f.code for f in limits.check_flow(device, Decimal(flow))]
    of_a_set = limits.check_vitals(but(NOTHING, oxygen=device, oxygen_flow=Decimal(flow)))

    assert codes == (["oxygen_flow.beyond_device"] if asked else [])
    assert [f.code for f in of_a_set if f.code in codes] == codes


@pytest.mark.parametrize(
    ("age", "kg", "asked"),
    [
        (0, "7.5", False),
        (0, "15", True),
        (17, "70", False),
        (54, "7.5", True),
        (54, "30", False),
        (54, "201", True),
    ],
)
def test_a_first_weight_is_held_against_the_age(age: int, kg: str, *, asked: bool) -> None:
    """A lost point, or pounds, changes every dose (H09); later ones go by the one before."""
    found = _codes(limits.check_weight(Decimal(kg), None, age))

    assert found == ([(Level.WARN, "weight.unlikely_at_age")] if asked else [])
    assert limits.check_weight(Decimal(kg), Decimal(kg), age) == ()


def test_a_day_0_long_before_the_admission_is_asked_for_again() -> None:
    """A wrong year or month puts every schedule out (H03); weeks are usual."""
    admitted = datetime(2026, 11, 22, tzinfo=UTC)
    within = limits.check_infusion(admitted - limits.INFUSION_BEFORE, admitted)
    beyond = limits.check_infusion(admitted - limits.INFUSION_BEFORE - timedelta(days=1), admitted)

    assert within == ()
    assert _codes(beyond) == [(Level.WARN, "infused_at.long_before")]
    assert limits.check_infusion(admitted + timedelta(days=1), admitted) == ()
