"""Tocilizumab from order to response, and doses charted as deviations."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.clinical.people import AdmissionId, StaffId
from cart_ward.clinical.vocabulary import (
    CheckPart,
    DoseStepKind,
    EntryId,
    Reaction,
    Response,
    Route,
)
from cart_ward.errors import Finding


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
    raise NotImplementedError


def order_tocilizumab(desk: Desk, command: OrderTocilizumab) -> Changes:
    """Sign an order; refused while a rule stops it or a warning has no reason."""
    raise NotImplementedError


def stop_order(desk: Desk, command: StopOrder) -> Changes:
    """Withdraw an order that was not given."""
    raise NotImplementedError


def prepare_dose(desk: Desk, command: PrepareDose) -> Changes:
    """Chart the vials taken and reserve them."""
    raise NotImplementedError


def check_dose(desk: Desk, command: CheckDose) -> Changes:
    """Chart one of the two blind calculations; unequal ones reopen both."""
    raise NotImplementedError


def start_dose(desk: Desk, command: StartDose) -> Changes:
    """Start the infusion, ruled again over the chart inside the transaction."""
    raise NotImplementedError


def record_dose_step(desk: Desk, command: RecordDoseStep) -> Changes:
    """Chart what followed the start."""
    raise NotImplementedError


def chart_deviation(desk: Desk, command: ChartDeviation) -> Changes:
    """Chart a dose that was given outside the rules; always possible, always marked."""
    raise NotImplementedError
