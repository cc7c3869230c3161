"""The CRS rule against a second one, over every combination of bands and gaps.

The second rule knows only complete sets. A gap is filled in every way it could have been: the
lowest grade of all is the lower bound, and where they differ something must be called missing.
"""

import dataclasses
import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from cart_ward.clinical import crs
from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.timeline import Openings
from cart_ward.clinical.vocabulary import AttributedFinding, Cause, Oxygen
from tests.clinical.charting import WELL, hour

FLAT = """
4 two pressors | 4 three pressors | 3 one pressor | 3 vasopressin | 2 fluids | 2 low pressure
4 cpap | 4 bipap | 4 intubated
3 facemask | 3 venturi | 3 nonrebreather | 3 high_flow_nc
2 low_flow_nc | 2 blow_by | 2 low saturation
1 fever
"""
GRADE_OF = {
    sign.strip()[2:]: int(sign.strip()[0])
    for line in FLAT.split("\n")
    for sign in line.split("|")
    if sign.strip()
}
PRESSORS = ["", "one pressor", "two pressors", "three pressors"]

TEMPERATURES = [None, Decimal("37.9"), Decimal("38.0")]
PRESSURES = [
    {"systolic": s, "vasopressors": n, "vasopressin": v, "fluids": f}
    for s in (None, 118, 84)
    for n in (None, 0, 1, 2)
    for v in (None, False, True)
    for f in (None, False, True)
]
OXYGENS = [
    {"oxygen": device, "oxygen_flow": flow, "spo2": spo2}
    for device in (None, *Oxygen)
    for flow in (None, Decimal(6), Decimal("6.1"))
    for spo2 in (None, 98, 86)
]
FEW_PRESSURES = [p for p in PRESSURES if p["fluids"] is False and p["vasopressin"] is not True][::3]
FEW_OXYGENS = OXYGENS[::17]

Ticks = dict[AttributedFinding, Cause]


def _fillings(taken: VitalSigns, ticks: Ticks) -> Iterator[set[str]]:
    """Yield the signs because of CRS in every way in which the gaps could be filled."""
    known = taken.temperature is not None
    fever = [taken.temperature] if taken.temperature is not None else [Decimal(36), Decimal(39)]
    # Nobody can attribute a fever that was not measured.
    elsewhere = known and ticks.get(AttributedFinding.FEVER) is Cause.OTHER
    for temperature, pressure, oxygen in itertools.product(
        fever, _low_pressure(taken, ticks), _low_oxygen(taken, ticks)
    ):
        hot = temperature >= 38 and not elsewhere
        yield ({"fever"} if hot else set()) | pressure | oxygen


def _either(value: object) -> list[bool]:
    return [False, True] if value is None else [value is True]


def _low_pressure(taken: VitalSigns, ticks: Ticks) -> list[set[str]]:
    tick = ticks.get(AttributedFinding.HYPOTENSION)
    if tick is Cause.OTHER:
        return [set()]
    counts = [0, 1, 2] if taken.vasopressors is None else [taken.vasopressors]
    unclear = taken.systolic is None or taken.systolic < 90
    low = [True] if tick is Cause.CRS else ([False, True] if unclear else [False])
    found = []
    for count, alone, fluids, present in itertools.product(
        counts, _either(taken.vasopressin), _either(taken.fluids), low
    ):
        signs = {PRESSORS[count], "vasopressin" if alone else "", "fluids" if fluids else ""}
        found.append((signs | ({"low pressure"} if present else set())) - {""})
    return found


def _low_oxygen(taken: VitalSigns, ticks: Ticks) -> list[set[str]]:
    tick = ticks.get(AttributedFinding.HYPOXIA)
    if tick is Cause.OTHER or (tick is Cause.AIRWAY_ONLY and taken.oxygen == "intubated"):
        return [set()]
    if taken.oxygen is None:
        others = [{str(device)} for device in Oxygen if device != "room_air"]
        return [*_on_air(taken, tick), *others]
    if taken.oxygen == "room_air":
        return _on_air(taken, tick)
    if taken.oxygen == "low_flow_nc" and taken.oxygen_flow is None:
        return [{"low_flow_nc"}, {"high_flow_nc"}]
    if taken.oxygen == "low_flow_nc" and taken.oxygen_flow == Decimal("6.1"):
        return [{"high_flow_nc"}]
    return [{str(taken.oxygen)}]


def _on_air(taken: VitalSigns, tick: Cause | None) -> list[set[str]]:
    if tick is Cause.CRS:
        return [{"low saturation"}]
    unclear = taken.spo2 is None or taken.spo2 < 90
    return [set(), {"low saturation"}] if unclear else [set()]


def _complete(signs: set[str], *, masked: bool) -> int:
    if "fever" not in signs and not masked:
        return 0
    return max((GRADE_OF[sign] for sign in signs), default=0)


def _ticked() -> list[Ticks]:
    fever = [{}, {AttributedFinding.FEVER: Cause.OTHER}]
    pressure = [{}, *({AttributedFinding.HYPOTENSION: c} for c in (Cause.CRS, Cause.OTHER))]
    oxygen = [{}, *({AttributedFinding.HYPOXIA: c} for c in Cause)]
    return [{**f, **p, **o} for f in fever for p in pressure for o in oxygen]


def _disagrees(taken: VitalSigns, ticks: Ticks, openings: Openings) -> bool:
    got = crs.grade(
        crs.findings(
            taken,
            ticks,
            hypotension_suspected=None if taken.systolic is None else taken.systolic < 90,
            openings=openings,
            taken_at=hour(1),
        )
    )
    grades = {_complete(signs, masked=openings.masked) for signs in _fillings(taken, ticks)}
    least, most = min(grades), max(grades)
    wanted = None if least == 0 and most > 0 else least
    return got.grade != wanted or bool(got.missing) != (most > least)


def _openings(*, masked: bool) -> Openings:
    openings = Openings()
    if masked:
        openings.start(hour(0))
        openings.spans[-1] = dataclasses.replace(openings.spans[-1], masked_since=hour(0))
    return openings


def _sets(pressures: list[dict[str, Any]], oxygens: list[dict[str, Any]]) -> list[VitalSigns]:
    return [
        dataclasses.replace(WELL, temperature=t, **p, **o)
        for t in TEMPERATURES
        for p in pressures
        for o in oxygens
    ]


@pytest.mark.parametrize("masked", [False, True], ids=["not masked", "masked"])
@pytest.mark.parametrize(
    ("pressures", "oxygens"),
    [(PRESSURES, FEW_OXYGENS), (FEW_PRESSURES, OXYGENS)],
    ids=["every pressure", "every oxygen"],
)
def test_both_rules_agree(
    pressures: list[dict[str, Any]], oxygens: list[dict[str, Any]], *, masked: bool
) -> None:
    """Grade, "not assessed" and "something is missing" are the same in both rules."""
    openings = _openings(masked=masked)

    differing = [
        (taken, ticks)
        for taken in _sets(pressures, oxygens)
        for ticks in _ticked()
        if _disagrees(taken, ticks, openings)
    ]

    assert differing[:3] == []
