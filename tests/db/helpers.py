"""What the tests of the store put into it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from cart_ward.clinical.entries import Body
from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.people import (
    Actor,
    AdmissionId,
    BedId,
    Name,
    PatientId,
    ProductId,
    ProtocolVersionId,
    Role,
    Sex,
    StaffId,
)
from cart_ward.clinical.vocabulary import Acvpu, EntryId, Oxygen
from cart_ward.db.store import SqlStore
from cart_ward.db.work import SqlUnitOfWork
from tests.fakes import FixedClock

T = TypeVar("T")

STATION = "bay 1"
NURSE = Actor(staff_id=StaffId(1), role=Role.NURSE, station=STATION)
CLICK = "the first click"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWard:
    """An open store and the ids of what was put into it."""

    store: SqlStore
    folder: Path
    clock: FixedClock
    beds: tuple[BedId, BedId]
    product_id: ProductId
    protocol_id: ProtocolVersionId
    patient_id: PatientId
    admission_id: AdmissionId

    def do(
        self,
        step: Callable[[SqlUnitOfWork], T],
        name: str = "act",
        at: datetime | None = None,
    ) -> T:
        """Do one act of one step."""
        with self.store.act(NURSE, name, at or self.clock.now()) as work:
            return step(work)

    def chart(
        self,
        body: Body | None = None,
        *,
        taken_at: datetime | None = None,
        amends: EntryId | None = None,
        amend_reason: str | None = None,
        late_reason: str | None = None,
        click: str | None = None,
    ) -> EntryId:
        """Chart one entry, a set of vital signs unless said otherwise."""
        return self.do(
            lambda work: work.append(
                self.admission_id,
                vitals() if body is None else body,
                taken_at or self.clock.now(),
                amends=amends,
                amend_reason=amend_reason,
                late_reason=late_reason,
                token=click,
            ),
            "chart",
        )

    def raw(self, *statements: str) -> None:
        """Change the file as somebody would who holds the file key, but not the audit key."""
        with self.store.engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)


def furnish(store: SqlStore, place: Path, clock: FixedClock) -> KeptWard:
    """Put two people, two beds, a product, a protocol and an admitted patient into a store."""
    at = clock.now()
    with store.act(NURSE, "set_up", at) as work:
        work.add_staff(Name(family_zh="王", given_zh="芳"), Role.NURSE, "N1", "")
        work.add_staff(Name(family_latin="Li", given_latin="Wei"), Role.PHYSICIAN, "D1", "")
        beds = (work.add_bed("2"), work.add_bed("10"))
        product = work.add_product("axi-cel", "Axicabtagene", "1", "code = 'axi-cel'")
        protocol = work.add_protocol("Default", "1", "name = 'Default'")
        patient = work.add_patient("H1", Name(family_zh="李"), date(1960, 1, 2), Sex.FEMALE)
        admission = work.open_admission(patient, beds[0], product, protocol, at)
    return KeptWard(
        store=store,
        folder=place,
        clock=clock,
        beds=beds,
        product_id=product,
        protocol_id=protocol,
        patient_id=patient,
        admission_id=admission,
    )


def vitals(temperature: str = "38.5", pulse: int | None = 96) -> VitalSigns:
    """Return a set of vital signs."""
    return VitalSigns(
        temperature=Decimal(temperature),
        systolic=112,
        diastolic=64,
        pulse=pulse,
        respiratory_rate=18,
        spo2=97,
        oxygen=Oxygen.ROOM_AIR,
        oxygen_flow=None,
        fluids=False,
        vasopressors=0,
        vasopressin=False,
        consciousness=Acvpu.ALERT,
    )
