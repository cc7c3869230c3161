"""The facts in words: units, unknowns, times, grades, corrections."""

import dataclasses
from datetime import UTC, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cart_ward.clinical.graded import Graded
from cart_ward.clinical.handover import GradeNow, Pending, SignedGrade
from cart_ward.clinical.schedule import CheckDue, DueState, Why
from cart_ward.clinical.vocabulary import Check, Oxygen, Scale
from cart_ward.reports import phrases
from cart_ward.reports.phrases import NBSP, Times
from tests.reports.charting import NOW, ZONE, ago, vital_signs

TIMES = Times(NOW, ZONE)
CRS = GradeNow(
    scale=Scale.CRS,
    proposal=Graded(grade=2),
    since=ago(5),
    before=1,
    signed=None,
    maximum=2,
    maximum_at=ago(5),
    maximum_day=3,
    masked_since=None,
    masked_by=None,
)


def crs(**facts: Any) -> GradeNow:
    """Return a CRS 2 but for these facts."""
    return dataclasses.replace(CRS, **facts)


def test_a_dose_has_no_trailing_zero_and_a_measured_weight_keeps_its_own() -> None:
    """5 mg, never 5.0 mg; 72.0 kg as the scale said it; number and unit never part."""
    assert phrases.quantity(Decimal("5.0"), "mg") == f"5{NBSP}mg"
    assert phrases.quantity(Decimal("0.50"), "mg") == f"0.5{NBSP}mg"
    assert phrases.measured(Decimal(72), "kg") == f"72.0{NBSP}kg"


def test_times_of_another_day_carry_their_date() -> None:
    """The clock alone only on the day of the sheet by the ward's zone."""
    assert TIMES.near(ago(1)) == "18:48"
    assert TIMES.near(ago(20)) == "2026-11-21 23:48"
    assert Times(NOW, UTC).near(ago(12)) == "2026-11-21 23:48"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        pytest.param({}, f"CRS{NBSP}2", id="a grade"),
        pytest.param({"proposal": Graded(grade=None)}, "CRS not assessed", id="none"),
        pytest.param(
            {"proposal": Graded(grade=2, missing=("spo2",))},
            f"CRS{NBSP}at{NBSP}least{NBSP}2",
            id="a lower bound",
        ),
    ],
)
def test_a_grade_is_a_digit_or_a_word(facts: dict[str, object], said: str) -> None:
    """An unknown grade is never 0, a lower bound says so."""
    assert phrases.graded(crs(**facts)) == said


@pytest.mark.parametrize(
    ("before", "said"),
    [
        pytest.param(1, "↑ worse, was 1", id="worse"),
        pytest.param(3, "↓ better, was 3", id="better"),
        pytest.param(2, "→ same", id="same"),
        pytest.param(None, "", id="nothing before"),
    ],
)
def test_direction_is_a_word_beside_the_arrow(before: int | None, said: str) -> None:
    """Better, worse or same can be read without colour."""
    assert phrases.direction(crs(before=before)) == said


@pytest.mark.parametrize(
    ("grade", "hours", "said"),
    [
        pytest.param(2, 1, "confirmed 18:48 Li Na", id="confirmed since"),
        pytest.param(2, 8, "not confirmed since 11:48", id="an older one of the same grade"),
        pytest.param(1, 1, "signed 1 18:48 Li Na", id="another grade"),
        pytest.param(3, 8, "signed 3 11:48 Li Na", id="another grade, long ago"),
    ],
)
def test_the_person_and_the_proposal_both_stay_visible(grade: int, hours: int, said: str) -> None:
    """A signed grade that differs is named with who and when; an old one confirms nothing."""
    signed = SignedGrade(grade=grade, proposed=2, by="Li Na", at=ago(hours), reason=None)

    assert phrases.signed(crs(signed=signed), TIMES) == said


def test_nobody_signed_is_said() -> None:
    """Without a signature the proposal is not confirmed."""
    assert phrases.signed(crs(), TIMES) == "not confirmed"


@pytest.mark.parametrize(
    ("grade", "hours", "said"),
    [
        pytest.param(2, 1, "", id="confirmed"),
        pytest.param(2, 8, "not confirmed", id="an older one of the same grade"),
        pytest.param(1, 1, "signed 1", id="another grade"),
        pytest.param(None, 0, "not confirmed", id="nobody signed"),
    ],
)
def test_the_ward_sheet_says_where_the_grade_is_not_confirmed(
    grade: int | None, hours: int, said: str
) -> None:
    """Another signed grade and a missing signature are words; a confirmed one needs none."""
    signed = None
    if grade is not None:
        signed = SignedGrade(grade=grade, proposed=2, by="Li Na", at=ago(hours), reason=None)

    assert phrases.signed_otherwise(crs(signed=signed)) == said


def test_masked_fever_is_named_with_or_without_its_drug() -> None:
    """Since when, and by what where it is known."""
    assert phrases.masked(crs(), TIMES) == ""
    assert phrases.masked(crs(masked_since=ago(1)), TIMES) == "fever masked since 18:48"
    by_drug = crs(masked_since=ago(1), masked_by="paracetamol")
    assert phrases.masked(by_drug, TIMES) == "fever masked since 18:48 by paracetamol"


def test_the_maximum_may_have_no_day_or_not_be_known() -> None:
    """Before the infusion there is no day; without a grade no maximum."""
    assert phrases.maximum(crs()) == "max 2, D+3"
    assert phrases.maximum(crs(maximum=0)) == "max 0"
    assert phrases.maximum(crs(maximum_day=None)) == "max 2"
    assert phrases.maximum(crs(maximum=None)) == "max not known"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        pytest.param({"oxygen": None}, "oxygen not known", id="unknown"),
        pytest.param({}, "Room air", id="room air"),
        pytest.param(
            {"oxygen": Oxygen.LOW_FLOW_NC, "oxygen_flow": Decimal(2)},
            f"Nasal cannula 2{NBSP}L/min",
            id="with flow",
        ),
        pytest.param({"oxygen": Oxygen.CPAP}, "CPAP", id="without flow"),
    ],
)
def test_oxygen_has_its_device_and_flow(facts: dict[str, Any], said: str) -> None:
    """The device, the flow where it is known, and a word where neither is."""
    assert phrases.oxygen(vital_signs(**facts)) == said


def test_support_of_the_blood_pressure_is_counted() -> None:
    """Vasopressors by number, vasopressin and fluids by name; nothing known is nothing said."""
    supported = vital_signs(vasopressors=2, vasopressin=True, fluids=True)
    one = vital_signs(vasopressors=1)

    assert phrases.pressors(supported) == "2 vasopressors, vasopressin, fluids for blood pressure"
    assert phrases.pressors(one) == "1 vasopressor"
    assert phrases.pressors(vital_signs(vasopressors=None)) == ""


def pending(state: DueState, missed: int = 0, interval: timedelta | None = None) -> Pending:
    """Return vital signs that were due an hour ago."""
    why = Why(
        protocol="p", version="1", state="s", interval=interval, entry_id=None, reckoned_from=None
    )
    due = CheckDue(check=Check.VITALS, at=ago(1), state=state, missed=missed, why=why)
    return Pending(check=due.check, at=due.at, state=state, missed=missed, why=why, turns=(due.at,))


@pytest.mark.parametrize(
    ("due", "said"),
    [
        pytest.param(
            pending(DueState.DUE, interval=timedelta(hours=4)),
            f"Vitals 18:48 q4{NBSP}h",
            id="with its rhythm",
        ),
        pytest.param(
            pending(DueState.DUE, interval=timedelta(minutes=30)),
            f"Vitals 18:48 q30{NBSP}min",
            id="with a rhythm of minutes",
        ),
        pytest.param(pending(DueState.DUE), "Vitals 18:48", id="once"),
        pytest.param(pending(DueState.OVERDUE), "Vitals late, due 18:48", id="late"),
        pytest.param(pending(DueState.MISSED, 2), "Vitals late, due 18:48, 2 missed", id="missed"),
        pytest.param(pending(DueState.PAUSED), "Vitals paused", id="paused"),
    ],
)
def test_a_check_is_late_in_words(due: Pending, said: str) -> None:
    """Late, missed and paused are words, not colours."""
    assert phrases.check(due, TIMES) == said


@pytest.mark.parametrize(
    ("missed", "said"),
    [
        pytest.param(0, "Vital signs late by 1 h, due 18:48", id="late"),
        pytest.param(1, "Vital signs late by 1 h, due 18:48, 1 turn missed", id="one"),
        pytest.param(3, "Vital signs late by 1 h, due 18:48, 3 turns missed", id="three"),
    ],
)
def test_a_late_check_says_how_late(missed: int, said: str) -> None:
    """By how long, since when, and how many turns were missed."""
    due = pending(DueState.MISSED, missed)

    assert phrases.late_check(due, TIMES).replace(NBSP, " ") == said


def test_a_code_without_a_sentence_does_not_stop_the_print() -> None:
    """The code itself is printed, readable."""
    assert phrases.coded("quite_new", "grade.because.") == "quite new"
