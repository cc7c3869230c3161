"""The vial ledger of the ward: what is left is a sum."""

from dataclasses import dataclass
from datetime import date

from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveVials:
    """Vials that came in: lot, expiry, size in mg (80, 200, 400), count."""

    lot: str
    expiry: date
    size_mg: int
    count: int
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """Usable vials by size in mg: on the shelf and not reserved; and those reserved."""

    free: dict[int, int]
    reserved: dict[int, int]


def receive(desk: Desk, command: ReceiveVials) -> Changes:
    """Take vials into stock."""
    raise NotImplementedError


def levels(reading: Reading, on: date) -> Levels:
    """Return what can be used on that day; expired lots do not count."""
    raise NotImplementedError
