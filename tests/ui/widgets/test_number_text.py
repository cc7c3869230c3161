"""What is a number and what is not: malformed text is refused, never mended."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cart_ward.ui.widgets.number_text import Malformed, as_typed, parse


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        pytest.param("38.5", Decimal("38.5"), id="one decimal"),
        pytest.param("0", Decimal(0), id="zero is a value"),
        pytest.param(" 118 ", Decimal(118), id="blanks around"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_well_formed_number_is_read_exactly(typed: str, value: Decimal | None) -> None:
    """What is typed is what is meant."""
    assert parse(typed, 1) == value


@pytest.mark.parametrize(
    "typed",
    ["38..5", "3.8.5", "12O", "38.", ".5", "38,5", "-4", "+4", "038", "1e2", "３８", "٣٨", "3 8"],
)
def test_a_malformed_number_is_refused_as_it_was_typed(typed: str) -> None:
    """Nothing is dropped, guessed or converted."""
    assert parse(typed, 1) == Malformed(typed=typed, too_fine=False)


def test_more_decimals_than_the_field_has_are_refused() -> None:
    """38.55 is not rounded to 38.6."""
    assert parse("38.55", 1) == Malformed(typed="38.55", too_fine=True)


@given(st.decimals(min_value=0, max_value=300, places=1))
def test_a_number_shown_is_read_back_as_the_same(value: Decimal) -> None:
    """A draft brings back exactly what was typed."""
    assert parse(as_typed(value, 1), 1) == value
