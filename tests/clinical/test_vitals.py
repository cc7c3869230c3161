"""What one set says by itself, and the values before the infusion."""

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given

from cart_ward.clinical import vitals
from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.vocabulary import Oxygen
from tests import strategies
from tests.clinical.charting import WELL, Charting, hour


@pytest.mark.parametrize(
    ("temperature", "fever"), [("37.9", False), ("38.0", True), ("40.2", True), (None, None)]
)
def test_fever_begins_at_38_0(temperature: str | None, *, fever: bool | None) -> None:
    """Inclusive; not measured is not "no"."""
    value = None if temperature is None else Decimal(temperature)
    assert vitals.fever(dataclasses.replace(WELL, temperature=value)) is fever


@pytest.mark.parametrize(
    ("systolic", "before", "age", "suspected"),
    [
        (89, None, 56, True),
        (90, None, 56, False),
        (99, 124, 56, True),
        (99, 123, 56, False),
        (100, 180, 56, False),
        (None, 120, 56, None),
        (60, 120, 17, None),
        (60, 120, 18, True),
    ],
)
def test_hypotension_is_suggested_for_adults(
    systolic: int | None, before: int | None, age: int, *, suspected: bool | None
) -> None:
    """A10: below 90, or below 80 % of the baseline and below 100; a child has other limits."""
    taken = dataclasses.replace(WELL, systolic=systolic)
    assert vitals.suggest_hypotension(taken, before, age) is suspected


@pytest.mark.parametrize(
    ("spo2", "oxygen", "suspected"),
    [
        (90, Oxygen.ROOM_AIR, False),
        (89, Oxygen.ROOM_AIR, True),
        (99, Oxygen.FACEMASK, True),
        (None, Oxygen.FACEMASK, True),
        (None, Oxygen.ROOM_AIR, None),
        (89, None, True),
        (95, None, None),
        (None, None, None),
    ],
)
def test_hypoxia_is_suggested_by_saturation_or_oxygen(
    spo2: int | None, oxygen: Oxygen | None, *, suspected: bool | None
) -> None:
    """A10: below 90 % on air, or oxygen running; unknown stays unknown."""
    taken = dataclasses.replace(WELL, spo2=spo2, oxygen=oxygen)
    assert vitals.suggest_hypoxia(taken) is suspected


@given(taken=strategies.vital_signs())
def test_no_suggestion_from_nothing(taken: VitalSigns) -> None:
    """Without a pressure there is no answer about it, without any oxygen value neither."""
    empty = dataclasses.replace(taken, systolic=None, spo2=None, oxygen=None)
    assert vitals.suggest_hypotension(empty, 120, 56) is None
    assert vitals.suggest_hypoxia(empty) is None


def test_baseline_is_the_last_set_by_the_start_of_the_infusion() -> None:
    """The set of hour 0 itself still counts."""
    on = Charting()
    on.vitals(-5, systolic=130)
    last = on.vitals(0, systolic=None)
    on.vitals(1, systolic=90)
    chart = on.chart()
    found = vitals.baseline(chart)
    assert found is not None
    assert (found.id, found.taken_at) == (last, hour(0))
    assert vitals.baseline_systolic(chart) == 130


def test_no_baseline_before_the_infusion_or_without_a_set() -> None:
    """Nothing is made up."""
    waiting, late = Charting(infused=False), Charting()
    waiting.vitals(-5)
    late.vitals(1)
    for on in (waiting, late):
        assert vitals.baseline(on.chart()) is None
        assert vitals.baseline_systolic(on.chart()) is None
