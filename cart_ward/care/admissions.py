"""Admit, move bed, set day 0, discharge."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.clinical.people import (
    AdmissionId,
    BedId,
    Name,
    ProductId,
    ProtocolVersionId,
    Sex,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmitPatient:
    """A new stay. `allergies` empty means none known only if `no_known_allergy` says so."""

    hospital_no: str
    name: Name
    birth_date: date
    sex: Sex
    bed_id: BedId
    product_id: ProductId
    protocol_version_id: ProtocolVersionId
    weight: Decimal | None
    weight_measured: bool
    allergies: tuple[str, ...]
    no_known_allergy: bool
    code_status: str
    diagnosis: str
    infused_at: datetime | None
    admitted_at: datetime
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveBed:
    """A stay moves to another bed."""

    admission_id: AdmissionId
    bed_id: BedId
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Discharge:
    """A stay ends."""

    admission_id: AdmissionId
    at: datetime
    note: str
    token: str


def admit(desk: Desk, command: AdmitPatient) -> Changes:
    """Admit a patient and chart name, weight, allergies, code status and day 0 in one act."""
    raise NotImplementedError


def move_bed(desk: Desk, command: MoveBed) -> Changes:
    """Move a stay to another bed."""
    raise NotImplementedError


def discharge(desk: Desk, command: Discharge) -> Changes:
    """End a stay."""
    raise NotImplementedError
