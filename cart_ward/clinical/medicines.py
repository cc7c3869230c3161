"""What is charted about medicines: orders, double checks, doses, drugs and vials."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from cart_ward.clinical.people import StaffId
from cart_ward.clinical.vocabulary import (
    CheckPart,
    DoseStepKind,
    DrugKind,
    EntryId,
    Reaction,
    Response,
    Route,
    StockMoveKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicationOrder:
    """An order: dose in mg, mg/kg, mL to draw, mL of diluent, minutes, and why.

    `rulings` are the codes that were shown; `reason` is the typed reason for passing warnings.
    """

    drug: str
    dose_mg: Decimal
    dose_per_kg: Decimal
    weight_id: EntryId
    volume_ml: Decimal
    diluent_ml: int
    route: Route
    duration_min: int
    indication: str
    crs_grade: int | None
    icans_grade: int | None
    prescriber_id: StaffId
    verbal: bool
    rulings: tuple[str, ...]
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderStopped:
    """An order that will not be given, and why."""

    order_id: EntryId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """Vials taken for an order, by size in mg."""

    order_id: EntryId
    vials_80: int
    vials_200: int
    vials_400: int
    lots: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleCheck:
    """One person's own calculation for an order: kg, mg, mL. The two never see each other's."""

    order_id: EntryId
    part: CheckPart
    weight: Decimal
    dose_mg: Decimal
    volume_ml: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseGiven:
    """A dose started at `Entry.taken_at`; without an order only as a deviation, with its reason."""

    order_id: EntryId | None
    drug: str
    dose_mg: Decimal
    ended_at: datetime | None
    volume_ml: Decimal | None
    reaction: Reaction | None
    given_by_id: StaffId | None
    checked_by_id: StaffId | None
    deviation: str | None
    decided_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseStep:
    """What followed a start: pause, resume, end, stop, or the response."""

    dose_id: EntryId
    step: DoseStepKind
    volume_ml: Decimal | None
    reaction: Reaction | None
    response: Response | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrugGiven:
    """A drug ordered elsewhere: once, or every so many hours until a time (None: not known)."""

    drug: str
    kind: DrugKind
    dose: Decimal | None
    unit: str | None
    route: Route
    interval_hours: Decimal | None
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StockMove:
    """A line of the vial ledger; size in mg, count signed by its kind."""

    lot: str
    expiry: date
    size_mg: int
    kind: StockMoveKind
    count: int
    order_id: EntryId | None
