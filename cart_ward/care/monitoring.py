"""What the ward looks like now: one frozen snapshot, and the status of each patient."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from cart_ward.care import stock
from cart_ward.care.ports import Desk, Reading
from cart_ward.care.refusals import refused
from cart_ward.care.stock import Levels
from cart_ward.clinical import rule_files, status
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.people import (
    Admission,
    AdmissionId,
    Bed,
    OnCall,
    Product,
    ProtocolVersion,
    ProtocolVersionId,
    Staff,
    StaffId,
)
from cart_ward.clinical.protocol import Protocol
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.steady import STEADY, Drift


@dataclass(frozen=True, slots=True, kw_only=True)
class WardSnapshot:
    """Everything the screens derive from, as read at one moment; only frozen values.

    `clock` is how the station's clock stood then; after a jump everything is read again.
    """

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
    clock: Drift = STEADY
    contacts: tuple[OnCall, ...] = ()


LEFT_FOR = timedelta(hours=24)
"""How long a stay that has ended is still shown as recently left."""


def read_ward(desk: Desk) -> WardSnapshot:
    """Read the whole ward."""
    with desk.store.read() as reading:
        return _snapshot(desk, reading, dict(reading.charts()), {})


def reread(desk: Desk, before: WardSnapshot, admissions: frozenset[AdmissionId]) -> WardSnapshot:
    """Read again only these admissions and the ward's lists; the other charts stay as they are."""
    with desk.store.read() as reading:
        charts = {
            stay.id: _kept(before, stay, admissions) or reading.chart(stay.id)
            for stay in reading.open_admissions()
        }
        return _snapshot(desk, reading, charts, before.protocols)


def status_of(
    snapshot: WardSnapshot,
    admission_id: AdmissionId,
    now: datetime,
    zone: tzinfo,
    clock: Drift = STEADY,
) -> PatientStatus:
    """Return where one patient stands at `now`."""
    chart = snapshot.charts.get(admission_id)
    if chart is None:
        raise refused("admission.unknown")
    _version, protocol = snapshot.protocols[chart.subject.protocol_version_id]
    return status.status(protocol, chart, now, zone, clock)


def ward_status(
    snapshot: WardSnapshot, now: datetime, zone: tzinfo, clock: Drift = STEADY
) -> tuple[PatientStatus, ...]:
    """Return where each patient stands at `now`, the most urgent first."""
    found = (status_of(snapshot, key, now, zone, clock) for key in snapshot.charts)
    return tuple(sorted(found, key=status.urgency))


def _kept(before: WardSnapshot, stay: Admission, touched: frozenset[AdmissionId]) -> Chart | None:
    """Return the chart as read before, unless this stay was touched or has itself changed."""
    chart = before.charts.get(stay.id)
    if chart is None or touched & chart.stays or chart.subject != stay:
        return None
    return chart


def _snapshot(
    desk: Desk,
    reading: Reading,
    charts: Mapping[AdmissionId, Chart],
    known: Mapping[ProtocolVersionId, tuple[ProtocolVersion, Protocol]],
) -> WardSnapshot:
    now = desk.clock.now()
    head, count = reading.audit_head()
    return WardSnapshot(
        read_at=now,
        charts=charts,
        left=reading.left_since(now - LEFT_FOR),
        beds=reading.beds(),
        staff={person.id: person for person in reading.staff()},
        products=reading.products(),
        protocols={v.id: (v, _parsed(v, known)) for v in reading.protocols()},
        stock=stock.levels(reading, now.astimezone(desk.zone).date()),
        audit_head=head,
        audit_count=count,
        clock=desk.clock.drift,
        contacts=reading.contacts(),
    )


def _parsed(
    version: ProtocolVersion,
    known: Mapping[ProtocolVersionId, tuple[ProtocolVersion, Protocol]],
) -> Protocol:
    """Return the protocol as a value; a version never changes, so it is parsed once."""
    if version.id in known:
        return known[version.id][1]
    return rule_files.read_protocol(version.source_toml)
