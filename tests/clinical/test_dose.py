"""The arithmetic of one dose: mg by weight, mL, vials, and whether two calculations agree."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cart_ward.clinical.dose import (
    Figures,
    calculate,
    checks_agree,
    choose_vials,
    enough_for,
    total_mg,
    usable_weight,
    volume,
)

WEIGHTS = st.integers(30, 2500).map(lambda tenths: Decimal(tenths) / 10)
STOCK = st.fixed_dictionaries(
    {400: st.integers(0, 3), 200: st.integers(0, 4), 80: st.integers(0, 8)}
)
DOSES_MG = st.integers(360, 8000).map(lambda tenths: Decimal(tenths) / 10)


@pytest.mark.parametrize(
    ("weight", "usable"),
    [
        pytest.param(None, False, id="not charted"),
        pytest.param("2.9", False, id="below 3 kg"),
        pytest.param("3", True, id="3 kg"),
        pytest.param("250", True, id="250 kg"),
        pytest.param("250.1", False, id="above 250 kg"),
        pytest.param("0", False, id="zero is a value"),
    ],
)
def test_dose_needs_a_weight_that_exists(weight: str | None, *, usable: bool) -> None:
    """Without a weight between 3 and 250 kg there is no dose."""
    kilograms = None if weight is None else Decimal(weight)

    assert usable_weight(kilograms) is usable
    assert (calculate(kilograms) is not None) is usable


@pytest.mark.parametrize(
    ("weight", "dose", "per_kg", "diluent", "capped"),
    [
        pytest.param("29.9", "358.8", 12, 50, False, id="just below 30 kg"),
        pytest.param("30.0", "240", 8, 100, False, id="from 30 kg the dose falls"),
        pytest.param("100", "800", 8, 100, False, id="800 mg without the cap"),
        pytest.param("100.1", "800", 8, 100, True, id="capped at 800 mg"),
    ],
)
def test_dose_follows_the_weight_band(
    weight: str, dose: str, per_kg: int, diluent: int, *, capped: bool
) -> None:
    """12 mg/kg below 30 kg, 8 mg/kg from there, never more than 800 mg."""
    calculated = calculate(Decimal(weight))

    assert calculated is not None
    assert calculated.dose_mg == Decimal(dose)
    assert calculated.per_kg == per_kg
    assert calculated.diluent_ml == diluent
    assert calculated.capped is capped
    assert calculated.volume_ml == Decimal(dose) / 20


@given(WEIGHTS)
def test_dose_never_passes_the_cap(weight: Decimal) -> None:
    """No weight yields more than 800 mg, and the volume is always dose / 20."""
    calculated = calculate(weight)

    assert calculated is not None
    assert 0 < calculated.dose_mg <= 800
    assert volume(calculated.dose_mg) * 20 == calculated.dose_mg


@given(STOCK, DOSES_MG)
def test_vials_waste_least_then_are_fewest(stock: dict[int, int], dose: Decimal) -> None:
    """No other set of the stock reaches the dose with less waste, or the same with fewer vials."""
    chosen = choose_vials(stock, dose)

    every = [
        dict(zip(stock, counts, strict=True))
        for counts in product(*(range(n + 1) for n in stock.values()))
    ]
    reaching = [(total_mg(s), sum(s.values())) for s in every if total_mg(s) >= dose]
    if chosen is None:
        assert reaching == []
    else:
        assert (total_mg(chosen), sum(chosen.values())) == min(reaching)


@given(STOCK, DOSES_MG)
def test_enough_for_one_dose_is_a_set_of_vials(stock: dict[int, int], dose: Decimal) -> None:
    """Enough for one dose exactly where a set of vials reaches it."""
    assert enough_for(stock, dose, 1) is (choose_vials(stock, dose) is not None)


@given(
    st.fixed_dictionaries({400: st.integers(0, 2), 200: st.integers(0, 3), 80: st.integers(0, 4)}),
    DOSES_MG,
)
def test_enough_for_two_doses_is_a_split(stock: dict[int, int], dose: Decimal) -> None:
    """Enough for two exactly where some set for one dose leaves a set for the other."""
    split = any(
        total_mg(first) >= dose
        and choose_vials({size: stock[size] - first[size] for size in stock}, dose) is not None
        for counts in product(*(range(n + 1) for n in stock.values()))
        for first in [dict(zip(stock, counts, strict=True))]
    )

    assert enough_for(stock, dose, 2) is split


def test_plenty_of_vials_is_enough_for_thousands_of_doses() -> None:
    """No search among all the ways to split them is begun."""
    assert enough_for({80: 10**6, 200: 10**6, 400: 10**6}, Decimal(576), 3000)


@pytest.mark.parametrize(
    ("stock", "dose", "enough"),
    [
        pytest.param({400: 4}, 560, True, id="4x400 for 560 mg"),
        pytest.param({400: 3}, 560, False, id="3x400 for 560 mg"),
        pytest.param({80: 14}, 560, True, id="14x80 for 560 mg"),
        pytest.param({80: 13}, 560, False, id="13x80 for 560 mg"),
        pytest.param({80: 20}, 800, True, id="20x80 for 800 mg"),
        pytest.param({80: 19}, 800, False, id="19x80 for 800 mg"),
    ],
)
def test_two_doses_before_the_infusion(stock: dict[int, int], dose: int, *, enough: bool) -> None:
    """The published examples of the stock check; a size not stocked is none of it."""
    assert enough_for(stock, Decimal(dose), 2) is enough


ORDER = Figures(weight=Decimal("72.0"), dose_mg=Decimal(576), volume_ml=Decimal("28.8"))


@pytest.mark.parametrize(
    ("weight", "dose", "millilitres", "agree"),
    [
        pytest.param("72", "576", "28.80", True, id="the same"),
        pytest.param("72", "576.1", "28.81", True, id="within the tolerance"),
        pytest.param("72.1", "576", "28.8", False, id="another weight"),
        pytest.param("72", "576.2", "28.8", False, id="another dose"),
        pytest.param("72", "576", "28.82", False, id="another volume"),
    ],
)
def test_calculations_agree_within_a_hair(
    weight: str, dose: str, millilitres: str, *, agree: bool
) -> None:
    """Each calculation must equal the order and the other one."""
    other = Figures(weight=Decimal(weight), dose_mg=Decimal(dose), volume_ml=Decimal(millilitres))

    assert checks_agree(ORDER, ORDER, other) is agree
    assert checks_agree(ORDER, other, ORDER) is agree


def test_two_calculations_that_agree_only_with_each_other_are_not_enough() -> None:
    """Both nurses may make the same slip: the order decides too."""
    both = Figures(weight=Decimal(72), dose_mg=Decimal(864), volume_ml=Decimal("43.2"))

    assert not checks_agree(ORDER, both, both)
