"""Every rule by code and level, and no allowed sequence of starts that breaks the time rules."""

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from cart_ward.clinical.dose_rules import (
    CEILING,
    INTERVAL,
    DoseQuestion,
    eligible_from,
    next_if_given,
    rulings,
    to_give,
)
from cart_ward.clinical.observed import LabResult
from cart_ward.clinical.vocabulary import Response, Route
from cart_ward.errors import Level, stops, warns
from cart_ward.i18n import wording
from tests.clinical.asking import NOW, PLAIN, ago, ask


def _codes(question: DoseQuestion, level: Level) -> list[str]:
    return [finding.code for finding in rulings(question) if finding.level is level]


def test_plain_first_dose_hits_no_rule_but_the_masking_of_fever() -> None:
    """A first dose of an adult with CRS 2 is neither stopped nor warned of."""
    found = rulings(PLAIN)

    assert [finding.code for finding in found] == ["MASKED"]
    assert to_give(PLAIN) == Decimal(576)


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        pytest.param({"weight": None}, ["WEIGHT_INVALID"], id="no weight"),
        pytest.param({"weight": Decimal(0)}, ["WEIGHT_INVALID"], id="a weight of 0"),
        pytest.param({"weight_measured": False}, ["WEIGHT_INVALID.stated"], id="stated weight"),
        pytest.param({"weight_at": None}, ["WEIGHT_INVALID.old"], id="weight of unknown age"),
        pytest.param(
            {"weight_at": NOW - timedelta(days=7, seconds=1)}, ["WEIGHT_INVALID.old"], id="old"
        ),
        pytest.param({"weight_at": NOW - timedelta(days=7)}, [], id="exactly 7 days"),
        pytest.param(
            {"weight_before": Decimal(65)}, ["WEIGHT_INVALID.changed"], id="weight up by 10.8 %"
        ),
        pytest.param({"weight_before": Decimal(80)}, [], id="weight down by exactly 10 %"),
        pytest.param({"weight_before": None}, [], id="only one weight"),
        pytest.param({"ordered_mg": Decimal("633.6")}, [], id="exactly 10 % more"),
        pytest.param({"ordered_mg": Decimal("518.4")}, [], id="exactly 10 % less"),
        pytest.param({"ordered_mg": Decimal("633.7")}, ["DOSE_DEVIATION"], id="more than 10 %"),
        pytest.param({"ordered_mg": Decimal(0)}, ["DOSE_DEVIATION"], id="an order of 0 mg"),
        pytest.param(
            {"ordered_mg": Decimal(900)}, ["MAX_800", "DOSE_DEVIATION"], id="over the cap"
        ),
        pytest.param({"route": Route.SC}, ["ROUTE"], id="under the skin"),
        pytest.param({"route": Route.IV}, ["ROUTE"], id="IV of unknown kind"),
        pytest.param({"duration_min": 59}, ["ROUTE"], id="59 minutes"),
        pytest.param({"prior": ago(7.99)}, ["INTERVAL_8H"], id="just before 8 h"),
        pytest.param({"prior": ago(8)}, [], id="exactly 8 h"),
        pytest.param({"prior": ago(-1)}, ["INTERVAL_8H"], id="a start that lies ahead"),
        pytest.param({"prior": ago(23, 16, 9)}, ["MAX_3_IN_24H"], id="three in 24 h"),
        pytest.param({"prior": ago(24, 16, 8)}, [], id="a start exactly 24 h ago"),
        pytest.param(
            {"prior": ago(23, 16, 7)}, ["INTERVAL_8H", "MAX_3_IN_24H"], id="both time rules"
        ),
        pytest.param({"prior": ago(72, 60, 48, 1)}, ["MAX_4_TOTAL"], id="the ceiling stands alone"),
        pytest.param({"allergy": True}, ["HYPERSENSITIVITY"], id="allergy"),
        pytest.param({"stock": {400: 1, 80: 2}}, ["STOCK"], id="stock too low"),
        pytest.param({"stock": {}}, ["STOCK"], id="nothing on the shelf"),
    ],
)
def test_stop_is_reported_with_its_code(changed: dict[str, Any], codes: list[str]) -> None:
    """Each stop rule at both of its edges."""
    assert _codes(ask(**changed), Level.STOP) == codes


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        pytest.param({"crs_grade": 0}, ["CRS_0_NOT_INDICATED"], id="isolated ICANS"),
        pytest.param({"crs_grade": None}, ["GRADE_STALE"], id="CRS not assessed"),
        pytest.param({"graded_at": None}, ["GRADE_STALE"], id="nobody signed a grade"),
        pytest.param(
            {"graded_at": NOW - timedelta(hours=2, seconds=1)}, ["GRADE_STALE"], id="stale grade"
        ),
        pytest.param({"graded_at": NOW - timedelta(hours=2)}, [], id="grade of exactly 2 h"),
        pytest.param({"crs_grade": 1}, ["G1_EARLY"], id="grade 1 of unknown length"),
        pytest.param(
            {"crs_grade": 1, "g1_duration": timedelta(hours=72)}, ["G1_EARLY"], id="72 h of fever"
        ),
        pytest.param(
            {"crs_grade": 1, "g1_duration": timedelta(hours=73)}, [], id="over 72 h, any product"
        ),
        pytest.param(
            {"crs_grade": 1, "product": "axi-cel", "g1_duration": timedelta(hours=24)},
            ["G1_EARLY"],
            id="axi-cel at 24 h",
        ),
        pytest.param(
            {"crs_grade": 1, "product": "brexu-cel", "g1_duration": timedelta(hours=25)},
            [],
            id="brexu-cel over 24 h",
        ),
        pytest.param(
            {"crs_grade": 1, "product": "liso-cel", "crs_onset": timedelta(hours=71)},
            [],
            id="liso-cel with early onset",
        ),
        pytest.param(
            {"crs_grade": 1, "product": "cilta-cel", "crs_onset": timedelta(hours=72)},
            ["G1_EARLY"],
            id="cilta-cel with late onset",
        ),
        pytest.param(
            {"crs_grade": 1, "product": "ide-cel", "crs_onset": None},
            ["G1_EARLY"],
            id="ide-cel with unknown onset",
        ),
        pytest.param({"active_infection": True}, ["INFECTION"], id="infection"),
        pytest.param({"response": Response.IMPROVED}, [], id="improved, but nothing was given"),
        pytest.param(
            {"prior": ago(9), "response": Response.IMPROVED}, ["IMPROVED_NO_REPEAT"], id="improved"
        ),
        pytest.param({"prior": ago(9), "response": Response.SAME}, [], id="not improved"),
        pytest.param({"prior": ago(9), "icans_grade": 1}, ["ICANS_REPEAT_CAUTION"], id="ICANS 1"),
        pytest.param({"prior": ago(9), "icans_grade": None}, [], id="ICANS not assessed"),
        pytest.param({"icans_grade": 3}, [], id="ICANS at the first dose"),
        pytest.param({"age": Decimal("1.9")}, ["AGE_UNDER_2"], id="under 2 years"),
        pytest.param({"age": Decimal(2)}, [], id="2 years"),
    ],
)
def test_warning_is_reported_with_its_code(changed: dict[str, Any], codes: list[str]) -> None:
    """Each warning at both of its edges."""
    assert _codes(ask(**changed), Level.WARN) == codes


LAB = LabResult(analyte="ANC", value=Decimal("0.1"), unit="10^9/L")


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        pytest.param({"stock": {400: 1, 200: 1}}, ["STOCK_AFTER", "MASKED"], id="last vials"),
        pytest.param(
            {"stock": {400: 1, 200: 1}, "prior": ago(60, 50, 40)}, ["STEROID_PROMPT"], id="dose 4"
        ),
        pytest.param({"stock": {}}, ["MASKED"], id="no vials at all"),
        pytest.param({"weight": None}, ["MASKED"], id="no weight"),
        pytest.param({"crs_grade": 3}, ["STEROID_PROMPT", "MASKED"], id="CRS 3"),
        pytest.param({"product": "axi-cel"}, ["STEROID_PROMPT", "MASKED"], id="axi-cel"),
        pytest.param({"labs": (LAB,)}, ["LABS", "MASKED"], id="a lab value"),
    ],
)
def test_information_is_only_shown(changed: dict[str, Any], codes: list[str]) -> None:
    """What is told beside the rules never stops or warns."""
    assert _codes(ask(**changed), Level.INFO) == codes


def test_illegal_order_leaves_the_calculated_dose_to_give() -> None:
    """An order that is stopped is not drawn up; one within 10 % is."""
    assert to_give(ask(ordered_mg=Decimal(864))) == Decimal(576)
    assert to_give(ask(ordered_mg=Decimal(600))) == Decimal(600)
    assert to_give(ask(weight=None, ordered_mg=Decimal(600))) is None


def test_every_ruling_can_be_said() -> None:
    """Each code has a sentence that its facts fill."""
    questions = (
        ask(weight=None, route=Route.SC, prior=ago(1), allergy=True, stock={}),
        ask(weight_at=None, weight_measured=False, weight_before=Decimal(50)),
        ask(ordered_mg=Decimal(900), prior=ago(23, 16, 9), stock={}),
        ask(prior=ago(72, 60, 48, 24), crs_grade=0, active_infection=True, age=Decimal(1)),
        ask(prior=ago(9), response=Response.IMPROVED, icans_grade=2, crs_grade=1, labs=(LAB,)),
        ask(graded_at=None, stock={400: 2}),
    )

    said = [wording.say(f.code, **f.facts) for q in questions for f in rulings(q)]

    assert all("{" not in sentence for sentence in said)
    assert len({f.code for q in questions for f in rulings(q)}) >= 22


def test_next_possible_time_is_the_latest_of_all_rules() -> None:
    """Interval, three in a day and the ceiling together decide."""
    assert eligible_from((), NOW) == NOW
    assert eligible_from(ago(5), NOW) == NOW + timedelta(hours=3)
    assert eligible_from(ago(23, 16, 9), NOW) == NOW + timedelta(hours=1)
    assert eligible_from(ago(90, 80, 70, 60), NOW) is None
    assert next_if_given(ago(90, 80, 70), NOW) is None
    assert next_if_given((), NOW) == NOW + INTERVAL


@given(st.lists(st.integers(0, 60 * 60), max_size=5), st.integers(0, 59))
def test_eligible_time_is_exactly_when_the_stops_end(minutes: list[int], later: int) -> None:
    """No time rule stops at the eligible time; one does a moment before it."""
    prior = tuple(NOW - timedelta(minutes=m) for m in minutes)
    asked = NOW + timedelta(minutes=later)
    earliest = eligible_from(prior, asked)

    if earliest is None:
        assert _codes(ask(prior=prior, now=asked), Level.STOP)[-1] == "MAX_4_TOTAL"
    else:
        time_codes = {"INTERVAL_8H", "MAX_3_IN_24H", "MAX_4_TOTAL"}
        at_it = ask(prior=prior, now=earliest, weight_at=earliest)
        assert not time_codes & set(_codes(at_it, Level.STOP))
        if earliest > asked:
            before = earliest - timedelta(seconds=1)
            early = ask(prior=prior, now=before, weight_at=before)
            assert time_codes & set(_codes(early, Level.STOP))


class Starts(RuleBasedStateMachine):
    """Somebody asks again and again, and starts whenever no rule stops it."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.prior: tuple[Any, ...] = ()

    @rule(minutes=st.integers(0, 12 * 60))
    def wait(self, minutes: int) -> None:
        """Let time pass."""
        self.now += timedelta(minutes=minutes)

    @rule()
    def wait_until_eligible(self) -> None:
        """Wait exactly until the next possible time."""
        self.now = eligible_from(self.prior, self.now) or self.now

    @rule(minutes=st.integers(1, 300))
    def clock_turned_back(self, minutes: int) -> None:
        """Somebody sets the clock back."""
        self.now -= timedelta(minutes=minutes)

    @rule()
    def ask_and_start(self) -> None:
        """Start a dose if it is allowed."""
        question = ask(now=self.now, prior=self.prior, weight_at=self.now, graded_at=self.now)
        if not stops(rulings(question)):
            self.prior = (*self.prior, self.now)

    @invariant()
    def never_too_soon_nor_too_many(self) -> None:
        """Never under 8 h apart, more than 3 in 24 h or more than 4."""
        assert len(self.prior) <= CEILING
        assert all(later - before >= INTERVAL for before, later in pairwise(self.prior))
        for start in self.prior:
            window = [s for s in self.prior if start - timedelta(hours=24) < s <= start]
            assert len(window) <= 3


Starts.TestCase.settings = settings(max_examples=40, stateful_step_count=30)
test_no_allowed_sequence_breaks_the_time_rules = Starts.TestCase


def test_warnings_stand_beside_stops() -> None:
    """A stop does not hide a warning, and stops come first."""
    found = rulings(ask(prior=ago(3), active_infection=True))

    assert [f.code for f in stops(found)] == ["INTERVAL_8H"]
    assert [f.code for f in warns(found)] == ["INFECTION"]
    assert found[0].level is Level.STOP
