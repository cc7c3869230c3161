"""Arithmetic of one tocilizumab dose: mg by weight, mL to draw, diluent, vials.

Sources: tocilizumab.md section 1 (label: 12 mg/kg below 30 kg, else 8 mg/kg, at most 800 mg,
20 mg/mL) and rules R2, R10, R11.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import ceil

LIGHTEST = Decimal(3)
HEAVIEST = Decimal(250)
"""Dosing weights in kg between which a dose is calculated (R1)."""

MAX_MG = Decimal(800)
"""Most mg in one infusion (label)."""

SIZES = (400, 200, 80)
"""Vial sizes in mg, the largest first."""

_STEP_KG = Decimal(30)
_TENTH = Decimal("0.1")
_MG_PER_ML = Decimal(20)
_MG_TOLERANCE = Decimal("0.1")
_ML_TOLERANCE = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculated:
    """Dose in mg, mL to draw, mL of diluent, mg per kg, whether capped at 800 mg."""

    dose_mg: Decimal
    volume_ml: Decimal
    diluent_ml: int
    per_kg: Decimal
    capped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one calculation says: kg, mg, mL. An order carries one, each double check another."""

    weight: Decimal
    dose_mg: Decimal
    volume_ml: Decimal


def usable_weight(weight: Decimal | None) -> bool:
    """Tell whether a dose may be calculated from this weight in kg (R1)."""
    return weight is not None and LIGHTEST <= weight <= HEAVIEST


def calculate(weight: Decimal | None) -> Calculated | None:
    """Return the dose for a weight in kg, or None without a usable weight.

    The dose falls from 358.8 mg at 29.9 kg to 240 mg at 30.0 kg: that is the label.
    """
    if weight is None or not usable_weight(weight):
        return None
    light = weight < _STEP_KG
    per_kg = Decimal(12) if light else Decimal(8)
    dose = (weight * per_kg).quantize(_TENTH)
    capped = dose > MAX_MG
    dose = min(dose, MAX_MG)
    return Calculated(
        dose_mg=dose,
        volume_ml=volume(dose),
        diluent_ml=50 if light else 100,
        per_kg=per_kg,
        capped=capped,
    )


def volume(dose_mg: Decimal) -> Decimal:
    """Return the mL to draw for a dose in mg (20 mg/mL), exact to 0.01 mL."""
    return (dose_mg / _MG_PER_ML).quantize(Decimal("0.01"))


def _most(dose_mg: Decimal, size: int) -> int:
    return max(0, ceil(dose_mg / size))


def choose_vials(stock: Mapping[int, int], dose_mg: Decimal) -> dict[int, int] | None:
    """Return the vials by size that reach the dose: least waste, then fewest; None if none do."""
    counts = [range(min(stock.get(size, 0), _most(dose_mg, size)) + 1) for size in SIZES]
    sets = [dict(zip(SIZES, chosen, strict=True)) for chosen in product(*counts)]
    enough = [chosen for chosen in sets if total_mg(chosen) >= dose_mg]
    return min(enough, key=lambda c: (total_mg(c), sum(c.values())), default=None)


def total_mg(vials: Mapping[int, int]) -> int:
    """Return the mg that these vials hold."""
    return sum(size * count for size, count in vials.items())


def enough_for(stock: Mapping[int, int], dose_mg: Decimal, doses: int) -> bool:
    """Tell whether the stock splits into so many doses without a shared vial (exact search).

    Every way to begin a dose with 400 and 200 mg vials is followed; the 80 mg vials fill up, and
    the way that needs the fewest of them decides.
    """
    if total_mg(stock) < dose_mg * doses:
        return False
    # Plenty of one size each needs no search, and a search among thousands would never end.
    if sum(stock.get(size, 0) // max(1, _most(dose_mg, size)) for size in SIZES) >= doses:
        return True
    large = min(stock.get(400, 0), doses * _most(dose_mg, 400))
    middle = min(stock.get(200, 0), doses * _most(dose_mg, 200))
    fewest = {(0, 0): 0}
    for _ in range(doses):
        fewest = _one_more_dose(fewest, _ways(dose_mg), (large, middle))
    return min(fewest.values()) <= stock.get(80, 0)


def _ways(dose_mg: Decimal) -> list[tuple[int, int, int]]:
    """Return (400s, 200s, 80s) of every set for a dose that holds no vial too many."""
    ways: list[tuple[int, int, int]] = []
    for large in range(_most(dose_mg, 400) + 1):
        rest = dose_mg - 400 * large
        middles = range(_most(rest, 200) + 1)
        ways.extend((large, middle, _most(rest - 200 * middle, 80)) for middle in middles)
    return ways


def _one_more_dose(
    fewest: Mapping[tuple[int, int], int],
    ways: list[tuple[int, int, int]],
    limit: tuple[int, int],
) -> dict[tuple[int, int], int]:
    further: dict[tuple[int, int], int] = {}
    for (large, middle), small in fewest.items():
        for more_large, more_middle, more_small in ways:
            used = (large + more_large, middle + more_middle)
            if used[0] <= limit[0] and used[1] <= limit[1]:
                needed = small + more_small
                further[used] = min(needed, further.get(used, needed))
    return further


def checks_agree(order: Figures, first: Figures, second: Figures) -> bool:
    """Tell whether both calculations equal each other and the order (R11).

    The weight must be the same, the dose within 0.1 mg, the volume within 0.01 mL.
    """
    return _alike(first, second) and _alike(order, first) and _alike(order, second)


def _alike(one: Figures, other: Figures) -> bool:
    return (
        one.weight == other.weight
        and abs(one.dose_mg - other.dose_mg) <= _MG_TOLERANCE
        and abs(one.volume_ml - other.volume_ml) <= _ML_TOLERANCE
    )
