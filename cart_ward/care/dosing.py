"""What stands between an order of tocilizumab and the infusion: rules, two people, steps."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal

from cart_ward.care import access, acts, stock
from cart_ward.care.ports import Reading, UnitOfWork
from cart_ward.care.refusals import refused
from cart_ward.clinical import tocilizumab
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.dose_course import doses
from cart_ward.clinical.dose_question import question_from
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.medicines import DoseGiven, DoseStep, MedicationOrder, OrderStopped
from cart_ward.clinical.people import Staff, StaffId
from cart_ward.clinical.steady import Drift
from cart_ward.clinical.tocilizumab import DoseQuestion
from cart_ward.clinical.vocabulary import CheckPart, DoseStepKind, EntryId, Route
from cart_ward.errors import Conflict, Finding, Level, warns

_INFECTION = "INFECTION"
_PASSES_WITH_TIME = frozenset({"GRADE_STALE"})
"""A warning that comes by itself between order and start and says nothing of the patient."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intended:
    """A dose somebody means to give; `order_id` None while it is being ordered."""

    ordered_mg: Decimal | None
    route: Route
    duration_min: int
    active_infection: bool
    order_id: EntryId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkers:
    """The two people whose calculations count, and what stands against them."""

    first: StaffId | None
    second: StaffId | None
    findings: tuple[Finding, ...]


def question(
    reading: Reading,
    chart: Chart,
    at: datetime,
    zone: tzinfo,
    intended: Intended,
    clock: Drift,
) -> DoseQuestion:
    """Return what the rules are asked; vials reserved for the order itself count as its stock."""
    asked = question_from(
        chart,
        at,
        zone,
        ordered_mg=intended.ordered_mg,
        route=intended.route,
        duration_min=intended.duration_min,
        active_infection=intended.active_infection,
        stock=_usable(reading, at.astimezone(zone).date(), intended.order_id),
    )
    lasted = asked.g1_duration
    return replace(
        asked,
        counted=tuple(dose.counts_from(clock) for dose in chart.derived(doses).given),
        # A clock that is ahead makes grade 1 no longer.
        g1_duration=None if lasted is None else lasted - max(clock.ahead, timedelta(0)),
    )


def _usable(reading: Reading, on: date, order_id: EntryId | None) -> Mapping[int, int]:
    free = dict(stock.levels(reading, on).free)
    if order_id is not None:
        for (expiry, _lot, size), count in stock.reserved_for(reading, order_id).items():
            if expiry >= on:
                free[size] += count
    return free


def order_findings(
    reading: Reading,
    chart: Chart,
    at: datetime,
    zone: tzinfo,
    intended: Intended,
    clock: Drift,
) -> tuple[Finding, ...]:
    """Return every rule a new order hits, stops first; one order at a time is open."""
    found = tocilizumab.rulings(question(reading, chart, at, zone, intended, clock))
    if tocilizumab.course(chart, at).open_order is None:
        return found
    return (Finding(field="order", level=Level.STOP, code="order.one_open"), *found)


def again(
    reading: Reading,
    chart: Chart,
    at: datetime,
    zone: tzinfo,
    order: Entry[MedicationOrder],
    clock: Drift,
) -> tuple[Finding, ...]:
    """Return every rule a signed order hits when it is prepared or started at `at`."""
    body = order.body
    intended = Intended(
        ordered_mg=body.dose_mg,
        route=body.route,
        duration_min=body.duration_min,
        active_infection=_INFECTION in body.rulings,
        order_id=order.id,
    )
    return tocilizumab.rulings(question(reading, chart, at, zone, intended, clock))


def not_passed(order: MedicationOrder, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the warnings that were not there when the prescriber gave a reason for the order."""
    seen = _PASSES_WITH_TIME | set(order.rulings)
    return tuple(finding for finding in warns(findings) if finding.code not in seen)


def open_order(chart: Chart, order_id: EntryId) -> Entry[MedicationOrder]:
    """Return an order that waits; `Conflict` if it was given or stopped meanwhile."""
    order = next((e for e in chart.of(MedicationOrder) if e.id == order_id), None)
    if order is None:
        raise refused("order.unknown")
    if any(isinstance(e.body, DoseGiven) and e.body.order_id == order_id for e in chart.entries):
        raise Conflict("order.already_given")
    if any(e.body.order_id == order_id for e in chart.of(OrderStopped)):
        raise Conflict("order.stopped")
    return order


def competent(person: Staff, on: date) -> None:
    """Refuse a checker whose competence has run out (R11)."""
    if not _is_competent(person, on):
        raise refused("dose.not_competent", until=person.competent_until)


def _is_competent(person: Staff, on: date) -> bool:
    return person.competent_until is None or on <= person.competent_until


def next_check(
    work: UnitOfWork,
    chart: Chart,
    order: Entry[MedicationOrder],
    part: CheckPart,
    person: StaffId,
) -> None:
    """Refuse a check that adds nothing: two agree already, or the other part is this person's."""
    first, second = tocilizumab.last_checks(chart, tocilizumab.entry_ids(chart, order))
    if first is not None and second is not None:
        if not tocilizumab.check_rulings(chart, order, first, second):
            raise refused("dose.checked_already")
        return  # they differ: this one begins a new pair
    other = second if part is CheckPart.FIRST else first
    if other is not None and acts.one_human(work, other.recorded_by, person):
        raise refused("dose.same_person", "part")


def checkers(work: UnitOfWork, chart: Chart, order: Entry[MedicationOrder], on: date) -> Checkers:
    """Return who checked an order and every reason why that does not do (R11)."""
    first, second = tocilizumab.last_checks(chart, tocilizumab.entry_ids(chart, order))
    qualified = {
        person.id
        for person in work.staff()
        if person.active and access.may(person.role, "check_dose") and _is_competent(person, on)
    }
    return Checkers(
        first=None if first is None else first.recorded_by,
        second=None if second is None else second.recorded_by,
        findings=tocilizumab.check_rulings(chart, order, first, second, qualified),
    )


def witness(work: UnitOfWork, staff_id: StaffId, actor_id: StaffId) -> None:
    """Refuse a witness who is the same person, unknown, or could not have checked the dose."""
    person = acts.staff_member(work, staff_id, "witness_id")
    if acts.one_human(work, staff_id, actor_id):
        raise refused("dose.same_person", "witness_id")
    if not access.may(person.role, "check_dose"):
        raise refused("dose.witness_role", "witness_id", role=person.role)


def dose(chart: Chart, dose_id: EntryId) -> Entry[DoseGiven]:
    """Return the current version of a dose known by any of its ids."""
    for entry in chart.of(DoseGiven):
        if dose_id in tocilizumab.entry_ids(chart, entry):
            return entry
    raise refused("dose.unknown", "dose_id")


def step_follows(chart: Chart, given: Entry[DoseGiven], step: DoseStepKind, at: datetime) -> None:
    """Refuse a step out of order: only what runs can pause or end, only what paused resumes."""
    if step is DoseStepKind.RESPONSE:
        return
    ids = tocilizumab.entry_ids(chart, given)
    before = [e for e in chart.of(DoseStep) if e.body.dose_id in ids]
    flow = [e for e in before if e.body.step is not DoseStepKind.RESPONSE]
    last = flow[-1] if flow else None
    over = last is not None and last.body.step in (DoseStepKind.END, DoseStepKind.STOP)
    if over or given.body.ended_at is not None:
        raise refused("dose.over_already", "step", step=step)
    if last is not None and at < last.taken_at:
        raise refused("dose.step_out_of_order", "at", step=step, at=last.taken_at)
    paused = last is not None and last.body.step is DoseStepKind.PAUSE
    if (step is DoseStepKind.PAUSE and paused) or (step is DoseStepKind.RESUME and not paused):
        raise refused("dose.step_out_of_order", "step", step=step, at=at)
