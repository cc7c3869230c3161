"""Which entries complete a check: in full or not done, never half."""

import dataclasses
from typing import Any

import pytest

from cart_ward.clinical import turns
from cart_ward.clinical.observed import VitalSigns, Weight
from cart_ward.clinical.vocabulary import Check, Scale
from tests.clinical.charting import WELL, hour
from tests.clinical.dosing import Dosed

NEEDED = ("temperature", "systolic", "pulse", "respiratory_rate", "spo2", "oxygen")


@pytest.fixture
def patient() -> Dosed:
    """Return a patient without a complete check."""
    return Dosed()


def _last(patient: Dosed, check: Check, at: float = 40) -> float | None:
    found = patient.chart().derived(turns.complete)[check].last(hour(at))
    return None if found is None else (found.at - hour(0)).total_seconds() / 3600


@pytest.mark.parametrize("name", NEEDED)
def test_set_without_one_needed_value_is_no_vitals_check(name: str) -> None:
    """A temperature alone does not make a vitals check."""
    changed: dict[str, Any] = {name: None}

    assert turns.is_complete(WELL)
    assert not turns.is_complete(dataclasses.replace(WELL, **changed))


def test_values_that_are_not_asked_for_may_be_missing() -> None:
    """Diastolic pressure and support are no part of the six; 0 is a value."""
    bare = VitalSigns(
        **{
            field.name: None for field in dataclasses.fields(VitalSigns) if field.name not in NEEDED
        },
        **{name: getattr(WELL, name) for name in NEEDED if name != "pulse"},
        pulse=0,
    )

    assert turns.is_complete(bare)


def test_incomplete_set_completes_nothing(patient: Dosed) -> None:
    """The last complete set counts, not the last set."""
    patient.vitals(10)
    patient.vitals(12, spo2=None)

    assert _last(patient, Check.VITALS) == 10


@pytest.mark.parametrize("check", list(Check))
def test_not_done_with_its_reason_completes_the_turn(patient: Dosed, check: Check) -> None:
    """A check that was not done was dealt with: the next turn runs from there."""
    patient.not_done(11, check)

    assert _last(patient, check) == 11


@pytest.mark.parametrize("check", [Check.LABS, Check.FLUID_BALANCE])
def test_done_completes_a_check_without_values(patient: Dosed, check: Check) -> None:
    """What has no values of its own is simply done."""
    patient.done(12, check)

    assert _last(patient, check) == 12


def test_neuro_check_needs_its_score(patient: Dosed) -> None:
    """Pupils without ICE, ICE without pupils, or an ICE that was not done are no neuro check."""
    patient.neuro(10)
    patient.ice(11, 10)
    patient.neuro(12)
    patient.ice(12, None)

    assert _last(patient, Check.NEURO) is None

    patient.full_neuro(13)

    assert _last(patient, Check.NEURO) == 13


def test_capd_scores_a_neuro_check(patient: Dosed) -> None:
    """Under 12 years CAPD takes the place of ICE."""
    patient.neuro(10)
    patient.capd(10, 3)
    patient.neuro(12)
    patient.capd(12, None)
    patient.capd(14, 3)

    assert _last(patient, Check.NEURO) == 10


def test_grade_check_is_both_scales(patient: Dosed) -> None:
    """One signature is half a check; the second completes it when it is signed."""
    patient.sign(10, 1, Scale.CRS)
    assert _last(patient, Check.GRADE) is None

    patient.sign(10.2, 0, Scale.ICANS)
    assert _last(patient, Check.GRADE) == 10.2


def test_signatures_far_apart_are_two_halves(patient: Dosed) -> None:
    """A CRS grade of this morning and an ICANS grade of this evening are no grade check."""
    patient.sign(10, 1, Scale.CRS)
    patient.sign(12, 0, Scale.ICANS)
    patient.sign(12.5, 0, Scale.ICANS)

    assert _last(patient, Check.GRADE) is None

    patient.sign(13, 1, Scale.CRS)

    assert _last(patient, Check.GRADE) == 13


def test_stated_weight_is_no_weighing(patient: Dosed) -> None:
    """Only a measured weight completes the check."""
    patient.weigh(10, measured=False)
    assert _last(patient, Check.WEIGHT) is None

    patient.weigh(11)
    assert _last(patient, Check.WEIGHT) == 11
    assert patient.last(Weight).body.measured


def test_only_what_was_taken_by_then_counts(patient: Dosed) -> None:
    """Asked about an earlier moment, a later check is unknown."""
    patient.vitals(10)
    patient.vitals(20)

    assert _last(patient, Check.VITALS, at=19) == 10
    assert _last(patient, Check.VITALS, at=9) is None
