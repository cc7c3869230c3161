"""What stands against starting: no order, or no sound double check by two people."""

import pytest

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.medicines import DoubleCheck, MedicationOrder
from cart_ward.clinical.tocilizumab import (
    check_rulings,
    entry_ids,
    figures_of,
    last_checks,
    order_figures,
)
from cart_ward.clinical.vocabulary import CheckPart, EntryId
from cart_ward.i18n import wording
from tests.clinical.dosing import A, B, Dosed


@pytest.fixture
def patient() -> Dosed:
    """Return a patient with an open order, entry 3."""
    dosed = Dosed()
    dosed.order(19, dosed.weigh(18))
    return dosed


ORDER = EntryId(3)


def _codes(chart: Chart, qualified: set[int] | None = None) -> list[str]:
    [order] = chart.of(MedicationOrder)
    first, second = last_checks(chart, entry_ids(chart, order))
    people = None if qualified is None else frozenset({A, B} & qualified)
    found = check_rulings(chart, order, first, second, people)
    assert all("{" not in wording.say(f.code, **f.facts) for f in found)
    return [finding.code for finding in found]


def test_no_order_no_start(patient: Dosed) -> None:
    """Without a signed order nothing is started."""
    [finding] = check_rulings(patient.chart(), None, None, None)

    assert finding.code == "ORDER_MISSING"


def test_one_calculation_is_not_enough(patient: Dosed) -> None:
    """Either half alone is refused."""
    assert _codes(patient.chart()) == ["SECOND_CHECK"]

    patient.check(20, ORDER, CheckPart.FIRST, A)

    assert _codes(patient.chart()) == ["SECOND_CHECK"]


def test_the_same_person_twice_is_refused(patient: Dosed) -> None:
    """The second checker is another person."""
    patient.check(20, ORDER, CheckPart.FIRST, A)
    patient.check(20, ORDER, CheckPart.SECOND, A)

    assert _codes(patient.chart()) == ["SECOND_CHECK.same_person"]


def test_both_are_on_the_qualified_list(patient: Dosed) -> None:
    """Somebody who is not on the list does not count; no list leaves it to the caller."""
    patient.both_check(20, ORDER)

    assert _codes(patient.chart(), {A}) == ["SECOND_CHECK.not_qualified"]
    assert _codes(patient.chart(), {A, B}) == []
    assert _codes(patient.chart()) == []


def test_unequal_calculations_are_refused(patient: Dosed) -> None:
    """A decimal slip of one of the two is caught."""
    patient.both_check(20, ORDER, second="57.6")

    assert _codes(patient.chart()) == ["SECOND_CHECK.differs"]


def test_calculations_for_another_order_do_not_count(patient: Dosed) -> None:
    """Each order has its own double check."""
    patient.both_check(20, EntryId(99))

    assert _codes(patient.chart()) == ["SECOND_CHECK"]


def test_order_is_compared_with_the_weight_it_was_dosed_on(patient: Dosed) -> None:
    """Without that weight entry the order says nothing that could be checked."""
    patient.both_check(20, ORDER)
    chart = patient.chart()
    [order] = chart.of(MedicationOrder)
    known = order_figures(chart, order.body)

    assert known == figures_of(chart.of(DoubleCheck)[0].body)
    assert order_figures(Chart(patient.subject, (order,)), order.body) is None

    elsewhere = Chart(patient.subject, (e for e in patient.entries if e.id != order.body.weight_id))
    assert _codes(elsewhere) == ["SECOND_CHECK.differs"]


def test_weight_id_that_names_no_weight_is_no_weight() -> None:
    """An order that points at another kind of entry has no figures."""
    dosed = Dosed()
    dosed.order(19, EntryId(1))
    chart = dosed.chart()

    assert order_figures(chart, chart.of(MedicationOrder)[0].body) is None
