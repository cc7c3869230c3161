"""Tocilizumab from order to response, and doses charted as deviations."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from cart_ward.care import access, acts, bodies, dosing, stock, times
from cart_ward.care.acts import ChartAct
from cart_ward.care.changes import Changes
from cart_ward.care.dosing import Intended
from cart_ward.care.ports import Desk
from cart_ward.care.refusals import refuse_stops, refused
from cart_ward.clinical import tocilizumab
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.medicines import (
    DoseGiven,
    DoseStep,
    DoubleCheck,
    MedicationOrder,
    OrderStopped,
    Preparation,
)
from cart_ward.clinical.observed import Weight
from cart_ward.clinical.people import AdmissionId, StaffId
from cart_ward.clinical.vocabulary import (
    CheckPart,
    DoseStepKind,
    EntryId,
    Reaction,
    Response,
    Route,
    StockMoveKind,
)
from cart_ward.errors import Finding, NotAllowed, warns

SAME_DOSE_WITHIN = timedelta(minutes=60)
"""Two starts this near are perhaps one dose charted twice (hazards H11)."""

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderTocilizumab:
    """An order; `dose_mg` None orders the calculated dose. `reason` passes the warnings."""

    admission_id: AdmissionId
    dose_mg: Decimal | None
    route: Route
    duration_min: int
    active_infection: bool
    indication: str
    prescriber_id: StaffId
    verbal: bool
    reason: str | None
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopOrder:
    """An order that will not be given."""

    admission_id: AdmissionId
    order_id: EntryId
    reason: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareDose:
    """Vials taken for an order, by size in mg (80, 200, 400), with their lots."""

    admission_id: AdmissionId
    order_id: EntryId
    vials: dict[int, int]
    lots: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckDose:
    """One person's own calculation. The desk's actor is the checker (who has entered the PIN)."""

    admission_id: AdmissionId
    order_id: EntryId
    part: CheckPart
    weight: Decimal
    dose_mg: Decimal
    volume_ml: Decimal
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartDose:
    """The infusion begins; given by the first checker, checked by the second."""

    admission_id: AdmissionId
    order_id: EntryId
    started_at: datetime
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDoseStep:
    """Pause, resume, end or stop of an infusion, or the response to it."""

    admission_id: AdmissionId
    dose_id: EntryId
    step: DoseStepKind
    at: datetime
    volume_ml: Decimal | None
    reaction: Reaction | None
    response: Response | None
    token: str
    late_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartDeviation:
    """A dose that has already been given outside the rules: real times, who decided, why.

    Two different people: the desk's actor charts it, `witness_id` confirms.
    """

    admission_id: AdmissionId
    drug: str
    dose_mg: Decimal
    started_at: datetime
    ended_at: datetime | None
    decided_by: str
    reason: str
    witness_id: StaffId
    token: str


def rulings(desk: Desk, command: OrderTocilizumab) -> tuple[Finding, ...]:
    """Return every rule the order would hit now, stops first."""
    access.require(desk.actor, "rulings")
    with desk.store.read() as reading:
        chart = reading.chart(command.admission_id)
        now, clock = desk.clock.now(), desk.clock.drift
        return dosing.order_findings(reading, chart, now, desk.zone, _intended(command), clock)


def duplicates(chart: Chart, started_at: datetime) -> tuple[tocilizumab.Given, ...]:
    """Return doses within an hour of a start: perhaps the same dose, charted twice (H11)."""
    given = tocilizumab.course(chart, started_at).given
    return tuple(g for g in given if abs(g.started_at - started_at) <= SAME_DOSE_WITHIN)


def order_tocilizumab(desk: Desk, command: OrderTocilizumab) -> Changes:
    """Sign an order; refused while a rule stops it or a warning has no reason."""
    return acts.on_chart(desk, "order_tocilizumab", command, _order)


def stop_order(desk: Desk, command: StopOrder) -> Changes:
    """Withdraw an order that was not given."""
    return acts.on_chart(desk, "stop_order", command, _stop)


def prepare_dose(desk: Desk, command: PrepareDose) -> Changes:
    """Chart the vials taken and reserve them."""
    return acts.on_chart(desk, "prepare_dose", command, _prepare)


def check_dose(desk: Desk, command: CheckDose) -> Changes:
    """Chart one of the two blind calculations; unequal ones reopen both."""
    return acts.on_chart(desk, "check_dose", command, _check)


def start_dose(desk: Desk, command: StartDose) -> Changes:
    """Start the infusion, ruled again over the chart inside the transaction."""
    return acts.on_chart(desk, "start_dose", command, _start)


def record_dose_step(desk: Desk, command: RecordDoseStep) -> Changes:
    """Chart what followed the start."""
    return acts.on_chart(desk, "record_dose_step", command, _step)


def chart_deviation(desk: Desk, command: ChartDeviation) -> Changes:
    """Chart a dose that was given outside the rules; always possible, always marked."""
    return acts.on_chart(desk, "chart_deviation", command, _deviation, after_discharge=True)


def _intended(command: OrderTocilizumab) -> Intended:
    return Intended(
        ordered_mg=command.dose_mg,
        route=command.route,
        duration_min=command.duration_min,
        active_infection=command.active_infection,
        order_id=None,
    )


def _order(act: ChartAct, command: OrderTocilizumab) -> None:
    _prescribed(act, command)
    indication = bodies.needs_text(command.indication, "indication")
    intended = _intended(command)
    asked = (act.work, act.chart, act.now, act.zone, intended, act.drift)
    findings = dosing.order_findings(*asked)
    refuse_stops("order.refused", findings)
    reason = (command.reason or "").strip() or None
    if warns(findings) and reason is None:
        raise NotAllowed("order.reason_needed", warns(findings))
    question = dosing.question(*asked)
    calculated = tocilizumab.calculate(question.weight)
    weight = act.chart.latest(Weight)
    if calculated is None or weight is None:
        raise refused("order.weight_needed", "weight")
    dose_mg = calculated.dose_mg if command.dose_mg is None else command.dose_mg
    order = MedicationOrder(
        drug=tocilizumab.DRUG,
        dose_mg=dose_mg,
        dose_per_kg=(dose_mg / weight.body.kilograms).quantize(_HUNDREDTH),
        weight_id=weight.id,
        volume_ml=tocilizumab.volume(dose_mg),
        diluent_ml=calculated.diluent_ml,
        route=command.route,
        duration_min=command.duration_min,
        indication=indication,
        crs_grade=question.crs_grade,
        icans_grade=question.icans_grade,
        prescriber_id=command.prescriber_id,
        verbal=command.verbal,
        rulings=tuple(dict.fromkeys(finding.code for finding in findings)),
        reason=reason,
    )
    act.write(order, act.now)


def _prescribed(act: ChartAct, command: OrderTocilizumab) -> None:
    """Refuse an order no physician stands for: the physician signs, or it was read back."""
    acts.physician(
        act.work, command.prescriber_id, "prescriber_id", "order.prescriber_not_physician"
    )
    if command.prescriber_id != act.actor.staff_id and not command.verbal:
        raise refused("order.read_back_needed", "verbal")


def _stop(act: ChartAct, command: StopOrder) -> None:
    reason = bodies.needs_text(command.reason, "reason", "entry.reason_needed")
    order = dosing.open_order(act.chart, command.order_id)
    act.write(OrderStopped(order_id=order.id, reason=reason), act.now)
    stock.move(act, StockMoveKind.RELEASED, order.id, stock.reserved_for(act.work, order.id))


def _prepare(act: ChartAct, command: PrepareDose) -> None:
    order = dosing.open_order(act.chart, command.order_id)
    findings = dosing.again(act.work, act.chart, act.now, act.zone, order, act.drift)
    refuse_stops("order.refused", findings)
    vials = {size: count for size, count in command.vials.items() if count}
    if any(size not in stock.SIZES_MG or count < 0 for size, count in vials.items()):
        raise refused("stock.size_unknown", "vials")
    total = tocilizumab.total_mg(vials)
    if total < order.body.dose_mg:
        raise refused("order.vials_short", "vials", total=total, needed=order.body.dose_mg)
    held = stock.reserved_for(act.work, order.id)
    taken = stock.taken(act.work, vials, act.today, held, command.lots)
    preparation = Preparation(
        order_id=order.id,
        vials_80=vials.get(80, 0),
        vials_200=vials.get(200, 0),
        vials_400=vials.get(400, 0),
        # What was read from the vials is the truth, whatever the ledger holds them for.
        lots=command.lots.strip() or ", ".join(dict.fromkeys(lot for _, lot, _ in taken)),
    )
    act.write(preparation, act.now)
    stock.move(act, StockMoveKind.RELEASED, order.id, held)
    stock.move(act, StockMoveKind.RESERVED, order.id, taken)


def _check(act: ChartAct, command: CheckDose) -> None:
    order = dosing.open_order(act.chart, command.order_id)
    dosing.competent(acts.staff_member(act.work, act.actor.staff_id), act.today)
    dosing.next_check(act.work, act.chart, order, command.part, act.actor.staff_id)
    for name in ("weight", "dose_mg", "volume_ml"):
        if getattr(command, name) <= 0:
            raise refused("entry.positive_needed", name, value=getattr(command, name))
    check = DoubleCheck(
        order_id=order.id,
        part=command.part,
        weight=command.weight,
        dose_mg=command.dose_mg,
        volume_ml=command.volume_ml,
    )
    act.write(check, act.now)


def _start(act: ChartAct, command: StartDose) -> None:
    order = dosing.open_order(act.chart, command.order_id)
    _startable(act, command.started_at, order)
    checkers = dosing.checkers(act.work, act.chart, order, act.today)
    refuse_stops("order.refused", checkers.findings)
    at = command.started_at
    findings = dosing.again(act.work, act.chart, at, act.zone, order, act.drift)
    refuse_stops("order.refused", findings)
    if new := dosing.not_passed(order.body, findings):
        raise NotAllowed("order.changed_since", new)
    dose = DoseGiven(
        order_id=order.id,
        drug=order.body.drug,
        dose_mg=order.body.dose_mg,
        ended_at=None,
        volume_ml=None,
        reaction=None,
        given_by_id=checkers.first,
        checked_by_id=checkers.second,
        deviation=None,
        decided_by=None,
    )
    act.work.claim_dose(order.id, act.write(dose, command.started_at))
    stock.move(act, StockMoveKind.USED, order.id, stock.reserved_for(act.work, order.id))


def _startable(act: ChartAct, started_at: datetime, order: Entry[MedicationOrder]) -> None:
    """Refuse a start in the future, before its order, or so long ago that it is a deviation."""
    times.not_future(started_at, act.now, "started_at")
    if started_at < order.taken_at:
        raise refused("dose.before_order", "started_at", at=started_at, ordered_at=order.taken_at)
    if act.now - started_at > times.LATE:
        raise refused("dose.too_long_ago", "started_at", at=started_at)
    if not any(p.body.order_id == order.id for p in act.chart.of(Preparation)):
        raise refused("order.not_prepared", "vials")


def _step(act: ChartAct, command: RecordDoseStep) -> None:
    stay = act.chart.subject
    late = times.accepted(command.at, act.now, stay, act.zone, command.late_reason, "at")
    dose = dosing.dose(act.chart, command.dose_id)
    if command.at < dose.taken_at:
        raise refused("entry.end_before_start", "at", start=dose.taken_at, end=command.at)
    dosing.step_follows(act.chart, dose, command.step, command.at)
    step = DoseStep(
        dose_id=dose.id,
        step=command.step,
        volume_ml=command.volume_ml,
        reaction=command.reaction,
        response=command.response,
    )
    if command.step is DoseStepKind.RESPONSE and command.response is None:
        raise refused("dose.response_needed", "response")
    bodies.check(step, act.setting(command.at))
    act.write(step, command.at, late_reason=late)


def _deviation(act: ChartAct, command: ChartDeviation) -> None:
    reason = bodies.needs_text(command.reason, "reason", "entry.reason_needed")
    decided_by = bodies.needs_text(command.decided_by, "decided_by")
    dosing.witness(act.work, command.witness_id, act.actor.staff_id)
    late = times.accepted(
        command.started_at, act.now, act.chart.subject, act.zone, reason, "started_at"
    )
    dose = DoseGiven(
        order_id=None,
        drug=command.drug.strip(),
        dose_mg=command.dose_mg,
        ended_at=command.ended_at,
        volume_ml=None,
        reaction=None,
        given_by_id=act.actor.staff_id,
        checked_by_id=command.witness_id,
        deviation=reason,
        decided_by=decided_by,
    )
    bodies.check(dose, act.setting(command.started_at))
    act.write(dose, command.started_at, late_reason=late)
