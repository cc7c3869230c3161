"""The independent double check: two calculations for one order, blind and by two people (R11)."""

from collections.abc import Collection

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.dose import Figures, checks_agree
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.medicines import DoubleCheck, MedicationOrder
from cart_ward.clinical.observed import Weight
from cart_ward.clinical.people import StaffId
from cart_ward.clinical.vocabulary import CheckPart, EntryId
from cart_ward.errors import Finding, Level


def last_checks(
    chart: Chart, ids: Collection[EntryId]
) -> tuple[Entry[DoubleCheck] | None, Entry[DoubleCheck] | None]:
    """Return the first and second calculation that count for an order.

    A pair that is complete is done with: whatever is entered after it begins a new pair. Their
    order is that of writing, whatever the clock said.
    """
    pair: dict[CheckPart, Entry[DoubleCheck]] = {}
    for entry in sorted(chart.of(DoubleCheck), key=lambda e: e.id):
        if entry.body.order_id in ids:
            if len(pair) == len(CheckPart):
                pair = {}
            pair[entry.body.part] = entry
    return pair.get(CheckPart.FIRST), pair.get(CheckPart.SECOND)


def figures_of(check: DoubleCheck) -> Figures:
    """Return what one person calculated."""
    return Figures(weight=check.weight, dose_mg=check.dose_mg, volume_ml=check.volume_ml)


def order_figures(chart: Chart, order: MedicationOrder) -> Figures | None:
    """Return what an order says, with the weight it was dosed on; None without that weight."""
    weighed = chart.entry(order.weight_id)
    if weighed is None or not isinstance(weighed.body, Weight):
        return None
    return Figures(weight=weighed.body.kilograms, dose_mg=order.dose_mg, volume_ml=order.volume_ml)


def check_rulings(
    chart: Chart,
    order: Entry[MedicationOrder] | None,
    first: Entry[DoubleCheck] | None,
    second: Entry[DoubleCheck] | None,
    qualified: Collection[StaffId] | None = None,
) -> tuple[Finding, ...]:
    """Return what stands against starting: no order (R12), or no sound double check (R11).

    `qualified` are those who may check; None leaves that to the caller.
    """
    if order is None:
        return (_refusal("order", "ORDER_MISSING"),)
    if first is None or second is None:
        return (_refusal("double_check", "SECOND_CHECK"),)
    people = {first.recorded_by, second.recorded_by}
    if len(people) == 1:
        return (_refusal("double_check", "SECOND_CHECK.same_person"),)
    if qualified is not None and not people <= set(qualified):
        return (_refusal("double_check", "SECOND_CHECK.not_qualified"),)
    ordered = order_figures(chart, order.body)
    if ordered is None or not checks_agree(
        ordered, figures_of(first.body), figures_of(second.body)
    ):
        return (_refusal("double_check", "SECOND_CHECK.differs"),)
    return ()


def _refusal(field: str, code: str) -> Finding:
    return Finding(field=field, level=Level.STOP, code=code)
