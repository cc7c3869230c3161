"""What can be asked inside one transaction: the port `Reading` over one connection."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar, cast

from sqlalchemy import Connection

from cart_ward.care.ports import ClockLine, Moment, PinRecord
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Body, Entry
from cart_ward.clinical.people import (
    Admission,
    AdmissionId,
    Approval,
    Bed,
    OnCall,
    PastStay,
    Patient,
    Product,
    ProtocolVersion,
    Staff,
    StaffId,
)
from cart_ward.db import audit, charts, people, protocols, stations

B = TypeVar("B", bound=Body)


class SqlReading:
    """One consistent view of the store."""

    def __init__(self, connection: Connection, shelf: charts.Shelf) -> None:
        self._connection = connection
        self._shelf = shelf

    @property
    def _wrote(self) -> bool:
        """Whether this transaction has charted something that may still be rolled back."""
        return False

    def chart(self, admission_id: AdmissionId) -> Chart:
        """Return the whole chart of an admission."""
        stay = people.admission(self._connection, admission_id)
        return self._shelf.charts(self._connection, (stay,), keep=not self._wrote)[admission_id]

    def charts(self) -> Mapping[AdmissionId, Chart]:
        """Return the charts of all open admissions."""
        stays = people.open_admissions(self._connection)
        return self._shelf.charts(self._connection, stays, keep=not self._wrote)

    def ward_entries(self, kind: type[B]) -> tuple[Entry[B], ...]:
        """Return the current entries of `kind` that belong to the ward, oldest first."""
        return cast("tuple[Entry[B], ...]", charts.ward_entries(self._connection, kind))

    def last_moment(self) -> Moment | None:
        """Return when the newest audit line was written, or None where there is none."""
        return audit.last_moment(self._connection)

    def clock_line(self, station: str) -> ClockLine | None:
        """Return where the steady time of a station began."""
        return stations.clock_line(self._connection, station)

    def tries_counted_to(self, station: str) -> datetime | None:
        """Return up to when the wrong PINs typed at a station are counted."""
        return stations.tries_counted_to(self._connection, station)

    def audit_head(self) -> tuple[str, int]:
        """Return the short code of the last audit seal and the number of lines."""
        head = audit.head(self._connection)
        return head.code, head.count

    def admission(self, admission_id: AdmissionId) -> Admission:
        """Return an admission; `NotAllowed("admission.unknown")` if there is none."""
        return people.admission(self._connection, admission_id)

    def open_admissions(self) -> tuple[Admission, ...]:
        """Return the admissions that are not discharged, by bed name."""
        return people.open_admissions(self._connection)

    def left_since(self, at: datetime) -> tuple[Admission, ...]:
        """Return the admissions discharged at or after `at`."""
        return people.left_since(self._connection, at)

    def past_stays(self) -> tuple[PastStay, ...]:
        """Return every stay that has ended, the last first."""
        return people.past_stays(self._connection)

    def patient_by_number(self, hospital_no: str) -> Patient | None:
        """Return the patient with this hospital number."""
        return people.patient_by_number(self._connection, hospital_no)

    def beds(self) -> tuple[Bed, ...]:
        """Return the active beds by name."""
        return people.beds(self._connection)

    def staff(self) -> tuple[Staff, ...]:
        """Return everybody who ever signed, active or not."""
        return people.staff(self._connection)

    def pin(self, staff_id: StaffId) -> PinRecord | None:
        """Return the stored PIN of a person."""
        return people.pin(self._connection, staff_id)

    def products(self) -> tuple[Product, ...]:
        """Return all product versions."""
        return protocols.products(self._connection)

    def protocols(self) -> tuple[ProtocolVersion, ...]:
        """Return all protocol versions with their approvals."""
        return protocols.protocols(self._connection)

    def all_beds(self) -> tuple[Bed, ...]:
        """Return every bed by name, those out of use too."""
        return people.all_beds(self._connection)

    def approvals(self) -> tuple[Approval, ...]:
        """Return every signature under a protocol version, in the order they were given."""
        return protocols.approvals(self._connection)

    def contacts(self) -> tuple[OnCall, ...]:
        """Return who was last entered for each role."""
        return people.contacts(self._connection)
