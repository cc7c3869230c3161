"""The bodies of what is charted about medicines and vials. Columns are named as the fields."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cart_ward.clinical.vocabulary import (
    CheckPart,
    DoseStepKind,
    DrugKind,
    Reaction,
    Response,
    Route,
    StockMoveKind,
)
from cart_ward.db.tables.base import (
    Base,
    BodyKey,
    EntryRef,
    StaffRef,
    between,
    checked,
    refuse,
    table_of,
)


class MedicationOrderRow(Base):
    """An order, the weight it was dosed on, and the warnings passed with their reason."""

    __tablename__ = "medication_order"
    __table_args__ = checked(between("crs_grade", 0, 5), between("icans_grade", 0, 5))
    entry_id: Mapped[BodyKey]
    drug: Mapped[str]
    dose_mg: Mapped[Decimal]
    dose_per_kg: Mapped[Decimal]
    weight_id: Mapped[EntryRef]
    volume_ml: Mapped[Decimal]
    diluent_ml: Mapped[int]
    route: Mapped[Route]
    duration_min: Mapped[int]
    indication: Mapped[str]
    crs_grade: Mapped[int | None]
    icans_grade: Mapped[int | None]
    prescriber_id: Mapped[StaffRef]
    verbal: Mapped[bool]
    rulings: Mapped[tuple[str, ...]]
    reason: Mapped[str | None]


class OrderStoppedRow(Base):
    """An order that will not be given."""

    __tablename__ = "order_stopped"
    entry_id: Mapped[BodyKey]
    order_id: Mapped[EntryRef]
    reason: Mapped[str]


class PreparationRow(Base):
    """Vials taken for an order."""

    __tablename__ = "preparation"
    entry_id: Mapped[BodyKey]
    order_id: Mapped[EntryRef]
    vials_80: Mapped[int]
    vials_200: Mapped[int]
    vials_400: Mapped[int]
    lots: Mapped[str]


class DoubleCheckRow(Base):
    """One person's own calculation for an order."""

    __tablename__ = "double_check"
    entry_id: Mapped[BodyKey]
    order_id: Mapped[EntryRef]
    part: Mapped[CheckPart]
    weight: Mapped[Decimal]
    dose_mg: Mapped[Decimal]
    volume_ml: Mapped[Decimal]


class DoseGivenRow(Base):
    """A dose; without an order only as a deviation, never given and checked by one person."""

    __tablename__ = "dose_given"
    __table_args__ = checked(
        CheckConstraint("given_by_id <> checked_by_id", name="two_people"),
        CheckConstraint("order_id IS NOT NULL OR deviation IS NOT NULL", name="order_or_deviation"),
    )
    entry_id: Mapped[BodyKey]
    order_id: Mapped[EntryRef | None]
    drug: Mapped[str]
    dose_mg: Mapped[Decimal]
    ended_at: Mapped[datetime | None]
    volume_ml: Mapped[Decimal | None]
    reaction: Mapped[Reaction | None]
    given_by_id: Mapped[StaffRef | None]
    checked_by_id: Mapped[StaffRef | None]
    deviation: Mapped[str | None]
    decided_by: Mapped[str | None]


class DoseStepRow(Base):
    """What followed a start."""

    __tablename__ = "dose_step"
    entry_id: Mapped[BodyKey]
    dose_id: Mapped[EntryRef]
    step: Mapped[DoseStepKind]
    volume_ml: Mapped[Decimal | None]
    reaction: Mapped[Reaction | None]
    response: Mapped[Response | None]


class DrugGivenRow(Base):
    """A drug ordered elsewhere."""

    __tablename__ = "drug_given"
    entry_id: Mapped[BodyKey]
    drug: Mapped[str]
    kind: Mapped[DrugKind]
    dose: Mapped[Decimal | None]
    unit: Mapped[str | None]
    route: Mapped[Route]
    interval_hours: Mapped[Decimal | None]
    until: Mapped[datetime | None]


class StockMoveRow(Base):
    """A line of the vial ledger."""

    __tablename__ = "stock_move"
    entry_id: Mapped[BodyKey]
    lot: Mapped[str]
    expiry: Mapped[date]
    size_mg: Mapped[int]
    kind: Mapped[StockMoveKind]
    count: Mapped[int]
    order_id: Mapped[EntryRef | None]


class DoseClaimRow(Base):
    """Written with the first dose of an order, so that it can be given once only."""

    __tablename__ = "dose_claim"
    order_id: Mapped[int] = mapped_column(ForeignKey("chart_entry.id"), primary_key=True)
    entry_id: Mapped[EntryRef]


refuse(table_of(DoseClaimRow), "UPDATE", "DELETE")
