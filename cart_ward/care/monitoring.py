"""What the ward looks like now: one frozen snapshot, and the status of each patient."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from cart_ward.care.ports import Desk
from cart_ward.care.stock import Levels
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.people import (
    Admission,
    AdmissionId,
    Bed,
    Product,
    ProtocolVersion,
    ProtocolVersionId,
    Staff,
    StaffId,
)
from cart_ward.clinical.protocol import Protocol
from cart_ward.clinical.status import PatientStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class WardSnapshot:
    """Everything the screens derive from, as read at one moment; only frozen values."""

    read_at: datetime
    charts: Mapping[AdmissionId, Chart]
    left: tuple[Admission, ...]
    beds: tuple[Bed, ...]
    staff: Mapping[StaffId, Staff]
    products: tuple[Product, ...]
    protocols: Mapping[ProtocolVersionId, tuple[ProtocolVersion, Protocol]]
    stock: Levels
    audit_head: str
    audit_count: int


def read_ward(desk: Desk) -> WardSnapshot:
    """Read the whole ward."""
    raise NotImplementedError


def reread(desk: Desk, before: WardSnapshot, admissions: frozenset[AdmissionId]) -> WardSnapshot:
    """Read again only these admissions and the ward's lists; the other charts stay as they are."""
    raise NotImplementedError


def status_of(
    snapshot: WardSnapshot, admission_id: AdmissionId, now: datetime, zone: tzinfo
) -> PatientStatus:
    """Return where one patient stands at `now`."""
    raise NotImplementedError


def ward_status(snapshot: WardSnapshot, now: datetime, zone: tzinfo) -> tuple[PatientStatus, ...]:
    """Return where each patient stands at `now`, the most urgent first."""
    raise NotImplementedError
