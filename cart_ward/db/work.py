"""The unit of work of one act: the port `UnitOfWork` over one write transaction."""

from datetime import date, datetime

from sqlalchemy import Connection, Table, select, update
from sqlalchemy.dialects import sqlite

from cart_ward.care.ports import ClockLine, PinRecord
from cart_ward.clinical.entries import Body
from cart_ward.clinical.people import (
    AdmissionId,
    BedId,
    Name,
    PatientId,
    ProductId,
    ProtocolVersionId,
    Role,
    Sex,
    Staff,
    StaffId,
)
from cart_ward.clinical.vocabulary import EntryId
from cart_ward.db import charts, protocols, stations
from cart_ward.db.audit import Chain, Circumstances, Head
from cart_ward.db.people import name_values
from cart_ward.db.reading import SqlReading
from cart_ward.db.rows import Writer
from cart_ward.db.tables import (
    ADMISSION,
    APPROVAL,
    BED,
    CLAIM,
    CLOCK,
    CONTACT,
    ENTRY,
    PATIENT,
    PIN,
    PRODUCT,
    PROTOCOL,
    STAFF,
    TRIES,
)
from cart_ward.errors import Conflict, NotAllowed

_WRITERS = {
    table.name: Writer(table)
    for table in (
        *(ADMISSION, APPROVAL, BED, CLAIM, CLOCK, CONTACT),
        *(PATIENT, PIN, PRODUCT, PROTOCOL, STAFF, TRIES),
    )
}

# Compiled once: both are asked in every act that charts something.
_DIALECT = sqlite.dialect()
_ACT = select(ENTRY.c.act).where(ENTRY.c.token == "").scalar_subquery()
_SEEN = str(
    select(ENTRY.c.id).where(ENTRY.c.act == _ACT).order_by(ENTRY.c.id).compile(dialect=_DIALECT)
)
_PATIENT_OF = str(
    select(ADMISSION.c.patient_id).where(ADMISSION.c.id == 0).compile(dialect=_DIALECT)
)


class SqlUnitOfWork(SqlReading):
    """One act. Every row written or changed gets its line in the chain, in the same transaction."""

    def __init__(
        self, connection: Connection, shelf: charts.Shelf, chain: Chain, around: Circumstances
    ) -> None:
        super().__init__(connection, shelf)
        self._chain = chain
        self._around = around
        self._tokens: set[str] = set()
        self._charted = False

    @property
    def _wrote(self) -> bool:
        return self._charted

    def finish(self) -> Head:
        """Write the audit lines and return the new head; the caller commits."""
        self._chain.finish()
        return self._chain.head

    def audit_head(self) -> tuple[str, int]:
        """Return the short code of the last audit seal and the number of lines, this act's too."""
        return self._chain.head.code, self._chain.head.count

    def seen(self, token: str) -> tuple[EntryId, ...]:
        """Return the entries already written under this token (a second click), else ()."""
        found = self._connection.exec_driver_sql(_SEEN, (token,))
        return tuple(EntryId(row[0]) for row in found)

    def append(
        self,
        admission_id: AdmissionId | None,
        body: Body,
        taken_at: datetime,
        *,
        amends: EntryId | None = None,
        amend_reason: str | None = None,
        late_reason: str | None = None,
        token: str | None = None,
    ) -> EntryId:
        """Write one entry and its audit line; `Conflict("chart.amended")` if already amended."""
        facts = {
            "admission_id": admission_id,
            "taken_at": taken_at,
            "recorded_at": self._around.at,
            "recorded_by_id": self._around.actor.staff_id,
            "station": self._around.actor.station,
            "amends_id": amends,
            "amend_reason": amend_reason,
            "late_reason": late_reason,
            "token": None if token in self._tokens else token,
            "act": self._chain.before.count + 1,
        }
        self._charted = True
        entry_id, kind, raw = charts.append(self._connection, facts, body)
        if token is not None:
            self._tokens.add(token)
        patient_id = None if admission_id is None else self._patient_of(admission_id)
        self._chain.row(kind, entry_id, raw, patient_id, amend_reason or late_reason or "")
        return entry_id

    def claim_dose(self, order_id: EntryId, entry_id: EntryId) -> None:
        """Claim an order for its one dose; `Conflict("order.already_given")` if it is claimed."""
        self._add("dose_claim", {"order_id": order_id, "entry_id": entry_id})

    def add_patient(self, hospital_no: str, name: Name, birth_date: date, sex: Sex) -> PatientId:
        """Write a new patient; `Conflict("patient.number_taken")`."""
        facts = {"hospital_no": hospital_no, "birth_date": birth_date, "sex": sex}
        return PatientId(self._add("patient", {**facts, **name_values(name)}))

    def open_admission(
        self,
        patient_id: PatientId,
        bed_id: BedId,
        product_id: ProductId,
        protocol_version_id: ProtocolVersionId,
        admitted_at: datetime,
    ) -> AdmissionId:
        """Open a stay; `Conflict("bed.taken")` or `Conflict("patient.already_admitted")`."""
        facts = {
            "patient_id": patient_id,
            "bed_id": bed_id,
            "product_id": product_id,
            "protocol_version_id": protocol_version_id,
            "admitted_at": admitted_at,
        }
        return AdmissionId(self._add("admission", facts, patient_id))

    def move_bed(self, admission_id: AdmissionId, bed_id: BedId) -> None:
        """Move a stay to another bed; `Conflict("bed.taken")`."""
        self._change_stay(admission_id, bed_id=bed_id)

    def close_admission(self, admission_id: AdmissionId, at: datetime) -> None:
        """Close a stay."""
        self._change_stay(admission_id, discharged_at=at)

    def follow_protocol(self, admission_id: AdmissionId, version: ProtocolVersionId) -> None:
        """Let a stay follow another protocol version."""
        self._change_stay(admission_id, protocol_version_id=version)

    def add_bed(self, name: str) -> BedId:
        """Write a bed; `Conflict("bed.name_taken")`."""
        return BedId(self._add("bed", {"name": name, "active": True}))

    def add_staff(self, name: Name, role: Role, registration_no: str, badge: str) -> StaffId:
        """Write a person; `Conflict("staff.badge_taken")`."""
        facts = {"role": role, "registration_no": registration_no, "badge": badge, "active": True}
        return StaffId(self._add("staff", {**facts, **name_values(name)}))

    def set_pin(self, staff_id: StaffId, pin: PinRecord) -> None:
        """Store a PIN record."""
        facts = {"hash": pin.hash, "failures": pin.failures, "locked_until": pin.locked_until}
        changed = self._connection.execute(
            update(PIN).where(PIN.c.staff_id == staff_id).values(**facts)
        )
        if changed.rowcount:
            self._log_row("pin", staff_id)
        else:
            self._add("pin", {"staff_id": staff_id, **facts})

    def count_tries_to(self, station: str, at: datetime) -> None:
        """Keep up to when the wrong PINs typed at a station are counted."""
        self._keep_of_station(TRIES, station, {"counted_to": at})

    def set_clock_line(self, station: str, line: ClockLine) -> None:
        """Keep where the steady time of a station began."""
        self._keep_of_station(CLOCK, station, stations.line_values(line))

    def use_bed(self, bed_id: BedId, *, active: bool) -> None:
        """Take a bed out of use, or back into use."""
        self._change("bed", BED, bed_id, active=active)

    def change_staff(self, person: Staff) -> None:
        """Keep whether a person is active, the badge and the registration number."""
        facts = {"registration_no": person.registration_no, "badge": person.badge}
        self._change("staff", STAFF, person.id, active=person.active, **facts)

    def add_product(self, code: str, name: str, version: str, source_toml: str) -> ProductId:
        """Write a product version; `Conflict("product.version_taken")`."""
        facts = {"code": code, "name": name, "version": version, "source_toml": source_toml}
        digest = protocols.source_digest(source_toml)
        return ProductId(self._add("product", {**facts, "digest": digest}))

    def add_protocol(self, name: str, version: str, source_toml: str) -> ProtocolVersionId:
        """Write a protocol version, valid from this act; `Conflict("protocol.version_taken")`."""
        facts = {
            "name": name,
            "version": version,
            "valid_from": self._around.at,
            "source_toml": source_toml,
            "digest": protocols.source_digest(source_toml),
        }
        return ProtocolVersionId(self._add("protocol_version", facts))

    def approve_protocol(self, version: ProtocolVersionId, staff_id: StaffId) -> None:
        """Write a person's approval; `Conflict("protocol.already_approved")`."""
        person = select(STAFF.c.role).where(STAFF.c.id == staff_id)
        facts = {
            "version_id": version,
            "staff_id": staff_id,
            "role": self._connection.execute(person).scalar_one_or_none(),
            "at": self._around.at,
        }
        self._add("protocol_approval", facts)

    def set_contact(self, role: str, name: str, number: str, answer_within: int | None) -> None:
        """Write who is on call for a role from this act on; the rows before it stay."""
        facts = {"role": role, "name": name, "number": number, "answer_within": answer_within}
        by = self._around.actor.staff_id
        self._add("contact", {**facts, "set_at": self._around.at, "set_by_id": by})

    def log(self, act: str, patient_id: PatientId | None = None, reason: str = "") -> None:
        """Write an audit line for an act that charts nothing (a view, a print, a failed PIN)."""
        self._chain.note(act, patient_id, reason)

    def _add(self, table: str, facts: dict[str, object], patient_id: int | None = None) -> int:
        key, raw = _WRITERS[table].add(self._connection, facts)
        subject = key if table == "patient" else patient_id
        self._chain.row(table, key, raw, subject, "")
        return key

    def _keep_of_station(self, table: Table, station: str, facts: dict[str, object]) -> None:
        """Write the one row of a station in a table anew."""
        key = self._connection.execute(
            select(table.c.id).where(table.c.station == station)
        ).scalar_one_or_none()
        if key is None:
            self._add(table.name, {"station": station, **facts})
            return
        self._connection.execute(update(table).where(table.c.id == key).values(**facts))
        self._log_row(table.name, key)

    def _change(self, name: str, table: Table, key: int, **facts: object) -> None:
        self._connection.execute(update(table).where(table.c.id == key).values(**facts))
        self._log_row(name, key)

    def _log_row(self, table: str, key: int, patient_id: int | None = None) -> None:
        raw = _WRITERS[table].read(self._connection, key)
        if raw is not None:
            self._chain.row(table, key, raw, patient_id, "")

    def _change_stay(self, admission_id: AdmissionId, **facts: object) -> None:
        still_open = (ADMISSION.c.id == admission_id) & ADMISSION.c.discharged_at.is_(None)
        changed = self._connection.execute(update(ADMISSION).where(still_open).values(**facts))
        if not changed.rowcount:
            raise Conflict("admission.closed", admission=admission_id)
        self._log_row("admission", admission_id, self._patient_of(admission_id))

    def _patient_of(self, admission_id: AdmissionId) -> int:
        row = self._connection.exec_driver_sql(_PATIENT_OF, (admission_id,)).fetchone()
        if row is None:
            raise NotAllowed("admission.unknown", admission=admission_id)
        return int(row[0])
