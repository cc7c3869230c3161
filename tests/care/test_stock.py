"""The vial ledger: what is left is a sum."""

from datetime import timedelta
from typing import Any

import pytest

from cart_ward.care import stock
from cart_ward.clinical.people import Role
from cart_ward.errors import NotAllowed
from tests.builders import EXPIRY, STOCK, WardBuilder, token
from tests.fakes import FixedClock


def test_what_came_in_is_free(ward: WardBuilder) -> None:
    """Vials of all sizes, none reserved."""
    levels = ward.snapshot().stock

    assert levels.free == STOCK
    assert levels.reserved == {80: 0, 200: 0, 400: 0}


def test_the_last_day_of_a_lot_counts_the_next_does_not(
    ward: WardBuilder, clock: FixedClock
) -> None:
    """Expired vials can be neither counted nor taken."""
    with ward.store.read() as reading:
        last, after = stock.levels(reading, EXPIRY), stock.levels(reading, EXPIRY + timedelta(1))

    assert last.free == STOCK
    assert after.free == {80: 0, 200: 0, 400: 0}
    assert clock.now().date() < EXPIRY


def test_vials_of_one_lot_and_size_are_one_line(ward: WardBuilder) -> None:
    """A second delivery of the lot adds to the first."""
    ward.receive(80, 5)

    with ward.store.read() as reading:
        found = {(lot.lot, lot.size_mg): lot.free for lot in stock.lots(reading)}

    assert found["B4091", 80] == STOCK[80] + 5


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"lot": " "}, "entry.text_needed"),
        ({"size_mg": 162}, "stock.size_unknown"),
        ({"count": 0}, "entry.positive_needed"),
        ({"count": 6901234567890}, "entry.too_much"),
        ({"expiry": EXPIRY - timedelta(days=400)}, "stock.expired"),
    ],
)
def test_what_is_no_delivery_is_refused(
    ward: WardBuilder, facts: dict[str, Any], code: str
) -> None:
    """The ledger stays as it was."""
    values: dict[str, Any] = {"lot": "C1", "expiry": EXPIRY, "size_mg": 80, "count": 1}
    command = stock.ReceiveVials(token=token(), **{**values, **facts})

    with pytest.raises(NotAllowed) as refusal:
        stock.receive(ward.desk(Role.PHARMACIST), command)

    assert refusal.value.code == code
    assert ward.snapshot().stock.free == STOCK
