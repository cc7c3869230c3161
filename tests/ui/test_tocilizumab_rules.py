"""What the Checks panel and the countdown say."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.dose import calculate
from cart_ward.clinical.graded import NOT_ASSESSED
from cart_ward.errors import Finding, Level
from cart_ward.ui.tocilizumab import rules
from tests.fakes import NOW
from tests.ui.ward import ZONE, admission, doses, status

STATUS = status(Chart(admission(0), ()), course=doses(9, next_in=-1))


def _kept(hit: str = "", **changed: Any) -> tuple[str, ...]:
    found = replace(STATUS, **changed)
    codes = frozenset({hit} - {""})
    return tuple(r.sentence for r in rules.kept(found, calculate(found.weight), codes, ZONE))


def test_stops_come_first_and_notes_last() -> None:
    """The panel is read from the top: what forbids, what warns, what is kept, what is told."""
    codes = (("STEROID_PROMPT", Level.INFO), ("GRADE_STALE", Level.WARN), ("R10", Level.STOP))
    findings = tuple(
        Finding(field="", level=level, code="GRADE_STALE" if level is Level.STOP else code)
        for code, level in codes
    )
    kept = (rules.Remark(level=None, sentence="kept"),)

    shown = rules.remarks(findings, kept, ZONE)

    assert [r.level for r in shown] == [Level.STOP, Level.WARN, None, Level.INFO]


def test_a_rule_that_speaks_is_never_shown_as_kept() -> None:
    """The interval rule hit: no tick for it, the others keep theirs."""
    hit, kept = _kept("INTERVAL_8H"), _kept()

    assert any("since dose 1" in sentence for sentence in kept)
    assert not any("since dose" in sentence for sentence in hit)


@pytest.mark.parametrize(
    "code", ["WEIGHT_INVALID", "WEIGHT_INVALID.old", "WEIGHT_INVALID.changed", "MAX_800"]
)
def test_a_weight_in_doubt_clears_the_tick_of_the_dose(code: str) -> None:
    """A code that goes into detail breaks the rule as the plain one does."""
    assert any("Dose within 10 %" in sentence for sentence in _kept())
    assert not any("Dose within 10 %" in sentence for sentence in _kept(code))


@pytest.mark.parametrize("hours", [0, 1, 7])
def test_eight_hours_are_not_called_kept_before_they_are_over(hours: int) -> None:
    """Whatever was asked, the panel never ticks an interval that still runs."""
    assert not any("since dose" in s for s in _kept(course=doses(hours, next_in=8 - hours)))


def test_a_grade_nobody_assessed_is_not_ticked() -> None:
    """Unknown is never normal."""
    assert not any("CRS grade" in sentence for sentence in _kept(crs=NOT_ASSESSED))


@pytest.mark.parametrize(
    ("kilograms", "words"),
    [
        pytest.param("29.9", "under 30 kg, 12 mg/kg", id="under-30"),
        pytest.param("30.0", "30 kg and over, 8 mg/kg", id="from-30"),
    ],
)
def test_the_weight_band_is_always_shown(kilograms: str, words: str) -> None:
    """The dose falls when 30 kg is crossed, so the band stands beside it."""
    assert any(words in sentence for sentence in _kept(weight=Decimal(kilograms)))


@given(seconds=st.integers(min_value=1, max_value=8 * 3600))
def test_the_countdown_never_promises_a_minute_too_early(seconds: int) -> None:
    """The minutes named, waited from now, always reach the next possible time."""
    next_from = NOW + timedelta(seconds=seconds)

    said = rules.next_possible(next_from, 1, NOW, ZONE)

    minutes = -(-seconds // 60)
    hours, rest = divmod(minutes, 60)
    named = f"{rest} min" if not hours else f"{hours} h {rest:02d} min" if rest else f"{hours} h"
    assert f"in {named}." in said


def test_a_full_course_names_no_next_time() -> None:
    """After four doses there is none."""
    assert "4 of 4" in rules.next_possible(None, 4, NOW, ZONE)


def test_a_dose_whose_time_has_come_is_possible_now() -> None:
    """The time since when is not known here, so none is named."""
    assert rules.next_possible(NOW, 2, NOW, ZONE) == "Next dose possible now."
