"""ICE and CAPD: items add up, a total stands alone, what is missing makes no score."""

import pytest
from hypothesis import given

from cart_ward.clinical import capd, ice
from cart_ward.clinical.observed import CapdAssessment, IceAssessment
from tests import strategies
from tests.clinical.charting import NO_CAPD, NO_ICE, Charting, but


@given(body=strategies.ice_assessments(gaps=False))
def test_ice_is_the_number_of_right_answers(body: IceAssessment) -> None:
    """One point for each."""
    assert ice.score(body) == sum(bool(getattr(body, item)) for item in ice.ITEMS)
    assert ice.missing(body) == ()


@given(body=strategies.capd_assessments(gaps=False))
def test_capd_is_the_sum_of_its_items(body: CapdAssessment) -> None:
    """0-4 for each."""
    assert capd.score(body) == sum(getattr(body, item) for item in capd.ITEMS)
    assert capd.missing(body) == ()


@pytest.mark.parametrize("item", ice.ITEMS)
def test_ice_with_an_item_missing_has_no_score(item: str) -> None:
    """Nine right answers are neither 9 nor 10."""
    full = but(NO_ICE, **dict.fromkeys(ice.ITEMS, True))
    body = but(full, **{item: None})
    assert (ice.score(body), ice.missing(body), ice.score(full)) == (None, (item,), ice.MOST)


@pytest.mark.parametrize("item", capd.ITEMS)
def test_capd_with_an_item_missing_has_no_score(item: str) -> None:
    """Seven items say nothing about the eighth."""
    full = but(NO_CAPD, **dict.fromkeys(capd.ITEMS, 4))
    body = but(full, **{item: None})
    assert (capd.score(body), capd.missing(body), capd.score(full)) == (None, (item,), capd.MOST)


def test_total_stands_where_items_were_not_recorded() -> None:
    """0 is a score; nothing at all is none."""
    assert ice.score(but(NO_ICE, total=0)) == 0
    assert capd.score(but(NO_CAPD, total=0)) == 0
    assert ice.score(NO_ICE) is None
    assert capd.score(NO_CAPD) is None


def test_baseline_is_the_last_score_by_the_infusion() -> None:
    """An empty assessment in between and the scores after it do not count."""
    on = Charting()
    for at, total in ((-9, 9), (-5, 8), (-1, None), (1, 3)):
        on.ice(at, total)
        on.capd(at, total)
    assert (ice.baseline(on.chart()), capd.baseline(on.chart())) == (8, 8)


def test_no_baseline_without_an_infusion_or_a_score() -> None:
    """Nothing is made up."""
    waiting, unscored = Charting(infused=False), Charting()
    waiting.ice(-1, 10)
    waiting.capd(-1, 0)
    for on in (waiting, unscored):
        assert (ice.baseline(on.chart()), capd.baseline(on.chart())) == (None, None)
