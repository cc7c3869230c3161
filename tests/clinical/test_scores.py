"""ICE and CAPD over time: the last, the one before, the baseline, every fall."""

import dataclasses
from typing import Any

from cart_ward.clinical import scores
from tests.clinical.charting import NO_ICE, Charting, hour


def test_no_assessment_has_no_scores() -> None:
    """Nothing was taken: nothing is known."""
    assert scores.last_three(Charting().chart(), hour(10)) == (None, None, None)


def test_last_score_stands_beside_the_known_one_before_it_and_the_baseline() -> None:
    """An assessment without a score is passed over when looking back."""
    patient = Charting()
    patient.ice(-20, 9)
    patient.ice(10, 8)
    patient.ice(14, None)
    patient.ice(18, 7)

    assert scores.last_three(patient.chart(), hour(20)) == (7, 8, 9)
    assert scores.last_three(patient.chart(), hour(15)) == (None, 8, 9)


def test_tools_never_mix() -> None:
    """An older tool or a CAPD is no score before an ICE."""
    patient = Charting()
    patient.add(4, _carthage(9))
    patient.capd(6, 3)
    patient.ice(10, 8)

    assert scores.last_three(patient.chart(), hour(20)) == (8, None, None)
    assert scores.last_three(patient.chart(), hour(7)) == (3, None, None)
    assert scores.falls(patient.chart()) == ()


def _carthage(total: int) -> Any:
    return dataclasses.replace(NO_ICE, total=total, tool="CARTOX-10")


def test_falls_are_counted_by_tool() -> None:
    """ICE falls when it drops, CAPD when it rises; a gap is no fall."""
    patient = Charting()
    for at, total in ((2, 10), (4, 9), (6, None), (8, 9), (10, 6), (12, 8)):
        patient.ice(at, total)
    for at, total in ((3, 2), (5, 6), (7, 1)):
        patient.capd(at, total)

    assert scores.falls(patient.chart()) == (hour(4), hour(5), hour(10))


def test_unknown_is_no_worse() -> None:
    """Without both totals nothing can be said."""
    patient = Charting()
    patient.ice(2, 10)
    patient.ice(4, None)
    known, unknown = scores.up_to(patient.chart(), hour(5))

    assert unknown.worse_by(known) == 0
    assert known.worse_by(unknown) == 0
