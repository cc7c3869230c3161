"""The vial ledger of the ward: what is left is a sum."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cart_ward.care import acts, bodies
from cart_ward.care.acts import Act
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk, Reading
from cart_ward.care.refusals import refused
from cart_ward.clinical.medicines import StockMove
from cart_ward.clinical.vocabulary import EntryId, StockMoveKind


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


SIZES_MG = (80, 200, 400)
"""Vials of tocilizumab by mg, all 20 mg/mL (tocilizumab.md section 1)."""


MOST_RECEIVED = 999
"""Vials of one delivery; more is a slip, such as a bar code in the field, and cannot go back."""

_BETWEEN_LOTS = re.compile(r"[,;，；、\n]")

Key = tuple[date, str, int]
"""Vials that are alike: expiry, lot, size in mg."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """Vials of one lot and size: on the shelf (reserved ones too) and reserved."""

    lot: str
    expiry: date
    size_mg: int
    shelf: int
    reserved: int

    @property
    def free(self) -> int:
        """Vials that can still be reserved."""
        return self.shelf - self.reserved


def receive(desk: Desk, command: ReceiveVials) -> Changes:
    """Take vials into stock."""
    return acts.on_ward(desk, "receive", command, _receive)


def levels(reading: Reading, on: date) -> Levels:
    """Return what can be used on that day; expired lots do not count."""
    usable = [lot for lot in lots(reading) if lot.expiry >= on]
    return Levels(
        free={size: sum(x.free for x in usable if x.size_mg == size) for size in SIZES_MG},
        reserved={size: sum(x.reserved for x in usable if x.size_mg == size) for size in SIZES_MG},
    )


def lots(reading: Reading) -> tuple[Lot, ...]:
    """Return every lot of the ledger, the first to expire first."""
    moves = reading.ward_entries(StockMove)
    found: dict[Key, list[StockMove]] = {}
    for entry in moves:
        move = entry.body
        found.setdefault((move.expiry, move.lot, move.size_mg), []).append(move)
    return tuple(_summed(*key, found[key]) for key in sorted(found))


def reserved_for(reading: Reading, order_id: EntryId) -> dict[Key, int]:
    """Return the vials still reserved for an order, by expiry, lot and size."""
    held: Counter[tuple[date, str, int]] = Counter()
    for entry in reading.ward_entries(StockMove):
        move = entry.body
        if move.order_id == order_id:
            held[move.expiry, move.lot, move.size_mg] += _reserves(move)
    return {key: count for key, count in held.items() if count > 0}


def taken(
    reading: Reading, vials: Mapping[int, int], on: date, held: Mapping[Key, int], named: str
) -> dict[Key, int]:
    """Choose lots for the vials wanted by size: those named first, then the first to expire.

    `held` is what this order has reserved already and gives back. Raises `stock.not_there`.
    """
    usable = [lot for lot in lots(reading) if lot.expiry >= on]
    read = {part.strip() for part in _BETWEEN_LOTS.split(named)} | set(named.split())
    usable.sort(key=lambda lot: (lot.lot not in read, lot.expiry, lot.lot))
    chosen: dict[Key, int] = {}
    for size, wanted in vials.items():
        left = wanted
        for lot in usable:
            key = (lot.expiry, lot.lot, lot.size_mg)
            count = min(left, lot.free + held.get(key, 0)) if lot.size_mg == size else 0
            if count > 0:
                chosen[key] = count
                left -= count
        if left > 0:
            raise refused("stock.not_there", "vials", size=size, wanted=wanted)
    return chosen


def move(act: Act, kind: StockMoveKind, order_id: EntryId, vials: Mapping[Key, int]) -> None:
    """Write lines of the ward's vial ledger."""
    for (expiry, lot, size_mg), count in vials.items():
        line = StockMove(
            lot=lot, expiry=expiry, size_mg=size_mg, kind=kind, count=count, order_id=order_id
        )
        act.append(None, line, act.now)


def _summed(expiry: date, lot: str, size_mg: int, moves: list[StockMove]) -> Lot:
    return Lot(
        lot=lot,
        expiry=expiry,
        size_mg=size_mg,
        shelf=sum(_ON_SHELF.get(move.kind, 0) * move.count for move in moves),
        reserved=sum(_reserves(move) for move in moves),
    )


_ON_SHELF = {StockMoveKind.RECEIVED: 1, StockMoveKind.USED: -1, StockMoveKind.WASTED: -1}
_RESERVES = {
    StockMoveKind.RESERVED: 1,
    StockMoveKind.RELEASED: -1,
    StockMoveKind.USED: -1,
    StockMoveKind.WASTED: -1,
}


def _reserves(move: StockMove) -> int:
    """Return by how much a move changes what is reserved; without an order it touches nothing."""
    return 0 if move.order_id is None else _RESERVES.get(move.kind, 0) * move.count


def _receive(act: Act, command: ReceiveVials) -> None:
    lot = bodies.needs_text(command.lot, "lot")
    if command.size_mg not in SIZES_MG:
        raise refused("stock.size_unknown", "size_mg", size=command.size_mg)
    if command.count < 1:
        raise refused("entry.positive_needed", "count", value=command.count)
    bodies.at_most(command.count, MOST_RECEIVED, "count")
    if command.expiry < act.today:
        raise refused("stock.expired", "expiry", expiry=command.expiry)
    move = StockMove(
        lot=lot,
        expiry=command.expiry,
        size_mg=command.size_mg,
        kind=StockMoveKind.RECEIVED,
        count=command.count,
        order_id=None,
    )
    act.append(None, move, act.now)
