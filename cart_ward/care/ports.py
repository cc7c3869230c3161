"""What care needs from outside, as ports: a clock, a store, and the unit of work of one act."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Protocol, TypeVar

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Body, Entry
from cart_ward.clinical.people import (
    Actor,
    Admission,
    AdmissionId,
    Approval,
    Bed,
    BedId,
    Name,
    OnCall,
    PastStay,
    Patient,
    PatientId,
    Product,
    ProductId,
    ProtocolVersion,
    ProtocolVersionId,
    Role,
    Sex,
    Staff,
    StaffId,
)
from cart_ward.clinical.steady import Drift
from cart_ward.clinical.vocabulary import EntryId

B = TypeVar("B", bound=Body)


class Clock(Protocol):
    """What time it is, aware and in UTC."""

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that no change of the wall clock touches."""
        ...

    @property
    def drift(self) -> Drift:
        """How far the wall clock has parted from the steady time."""
        ...

    @property
    def suspect(self) -> bool:
        """Whether wall clock and steady time have parted by more than 2 minutes."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockLine:
    """Where the steady time of a station began: at `since`, when `ticks` seconds had passed.

    `boot` names the run of the computer whose ticks they are; empty where it has no name.
    `accepted` is how far the wall clock was ahead when somebody last found it right.
    """

    boot: str
    ticks: float
    since: datetime
    accepted: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The moment of the newest audit line, by the wall clock and by the steady time if known."""

    wall: datetime
    steady: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PinRecord:
    """A stored PIN: its Argon2id hash, failures in a row, and until when it is locked."""

    hash: str
    failures: int
    locked_until: datetime | None


class Reading(Protocol):
    """What can be asked of the store inside one consistent view."""

    def chart(self, admission_id: AdmissionId) -> Chart:
        """Return the whole chart of an admission."""
        ...

    def charts(self) -> Mapping[AdmissionId, Chart]:
        """Return the charts of all open admissions."""
        ...

    def ward_entries(self, kind: type[B]) -> tuple[Entry[B], ...]:
        """Return the current entries of `kind` that belong to the ward, oldest first."""
        ...

    def last_moment(self) -> Moment | None:
        """Return when the newest audit line was written, or None where there is none."""
        ...

    def clock_line(self, station: str) -> ClockLine | None:
        """Return where the steady time of a station began."""
        ...

    def tries_counted_to(self, station: str) -> datetime | None:
        """Return up to when the wrong PINs typed at a station are counted."""
        ...

    def audit_head(self) -> tuple[str, int]:
        """Return the short code of the last audit seal and the number of lines."""
        ...

    def admission(self, admission_id: AdmissionId) -> Admission:
        """Return an admission; `NotAllowed("admission.unknown")` if there is none."""
        ...

    def open_admissions(self) -> tuple[Admission, ...]:
        """Return the admissions that are not discharged, by bed name."""
        ...

    def left_since(self, at: datetime) -> tuple[Admission, ...]:
        """Return the admissions discharged at or after `at`."""
        ...

    def past_stays(self) -> tuple[PastStay, ...]:
        """Return every stay that has ended, the last first."""
        ...

    def patient_by_number(self, hospital_no: str) -> Patient | None:
        """Return the patient with this hospital number."""
        ...

    def beds(self) -> tuple[Bed, ...]:
        """Return the active beds by name."""
        ...

    def all_beds(self) -> tuple[Bed, ...]:
        """Return every bed by name, those out of use too."""
        ...

    def approvals(self) -> tuple[Approval, ...]:
        """Return every signature under a protocol version, in the order they were given."""
        ...

    def staff(self) -> tuple[Staff, ...]:
        """Return everybody who ever signed, active or not."""
        ...

    def pin(self, staff_id: StaffId) -> PinRecord | None:
        """Return the stored PIN of a person."""
        ...

    def products(self) -> tuple[Product, ...]:
        """Return all product versions."""
        ...

    def protocols(self) -> tuple[ProtocolVersion, ...]:
        """Return all protocol versions with their approvals."""
        ...

    def contacts(self) -> tuple[OnCall, ...]:
        """Return who was last entered for each role."""
        ...


class UnitOfWork(Reading, Protocol):
    """One act: everything written is kept with its audit lines, or nothing is."""

    def seen(self, token: str) -> tuple[EntryId, ...]:
        """Return the entries already written under this token (a second click), else ()."""
        ...

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
        ...

    def claim_dose(self, order_id: EntryId, entry_id: EntryId) -> None:
        """Claim an order for its one dose; `Conflict("order.already_given")` if it is claimed."""
        ...

    def add_patient(self, hospital_no: str, name: Name, birth_date: date, sex: Sex) -> PatientId:
        """Write a new patient."""
        ...

    def open_admission(
        self,
        patient_id: PatientId,
        bed_id: BedId,
        product_id: ProductId,
        protocol_version_id: ProtocolVersionId,
        admitted_at: datetime,
    ) -> AdmissionId:
        """Open a stay; `Conflict("bed.taken")` or `Conflict("patient.already_admitted")`."""
        ...

    def move_bed(self, admission_id: AdmissionId, bed_id: BedId) -> None:
        """Move a stay to another bed; `Conflict("bed.taken")`."""
        ...

    def close_admission(self, admission_id: AdmissionId, at: datetime) -> None:
        """Close a stay."""
        ...

    def follow_protocol(self, admission_id: AdmissionId, version: ProtocolVersionId) -> None:
        """Let a stay follow another protocol version."""
        ...

    def add_bed(self, name: str) -> BedId:
        """Write a bed."""
        ...

    def add_staff(self, name: Name, role: Role, registration_no: str, badge: str) -> StaffId:
        """Write a person."""
        ...

    def use_bed(self, bed_id: BedId, *, active: bool) -> None:
        """Take a bed out of use, or back into use."""
        ...

    def change_staff(self, person: Staff) -> None:
        """Keep whether a person is active, the badge and the registration number."""
        ...

    def set_pin(self, staff_id: StaffId, pin: PinRecord) -> None:
        """Store a PIN record."""
        ...

    def count_tries_to(self, station: str, at: datetime) -> None:
        """Keep up to when the wrong PINs typed at a station are counted."""
        ...

    def set_clock_line(self, station: str, line: ClockLine) -> None:
        """Keep where the steady time of a station began."""
        ...

    def add_product(self, code: str, name: str, version: str, source_toml: str) -> ProductId:
        """Write a product version."""
        ...

    def add_protocol(self, name: str, version: str, source_toml: str) -> ProtocolVersionId:
        """Write a protocol version."""
        ...

    def approve_protocol(self, version: ProtocolVersionId, staff_id: StaffId) -> None:
        """Write a person's approval."""
        ...

    def set_contact(self, role: str, name: str, number: str, answer_within: int | None) -> None:
        """Write who is on call for a role from now on; what was written before stays."""
        ...

    def log(self, act: str, patient_id: PatientId | None = None, reason: str = "") -> None:
        """Write an audit line for an act that charts nothing (a view, a print, a failed PIN)."""
        ...


class Store(Protocol):
    """The store, seen from care."""

    def act(self, actor: Actor, name: str, at: datetime) -> AbstractContextManager[UnitOfWork]:
        """Begin one act; it is committed on a clean exit and rolled back otherwise."""
        ...

    def read(self) -> AbstractContextManager[Reading]:
        """Open one consistent view."""
        ...

    def keep_sheet(self, pdf: bytes) -> str:
        """Keep a signed sheet encrypted beside the store and return its SHA-256 digest."""
        ...

    def sheet(self, digest: str) -> bytes:
        """Return a kept sheet; `Untrusted("sheet.damaged")` if it is missing or changed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPlace:
    """Where a draft belongs: the form, for whom, by whom, at which station."""

    station: str
    staff_id: StaffId
    form: str
    admission_id: AdmissionId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An unfinished form as the form wrote it (JSON), and when."""

    place: DraftPlace
    content: str
    saved_at: datetime


class Drafts(Protocol):
    """Unfinished forms, kept until they are signed or thrown away; none of it is charted."""

    def save(self, place: DraftPlace, content: str, at: datetime) -> None:
        """Keep a draft in place of the one before; `Unavailable` if the machine refuses."""
        ...

    def load(self, place: DraftPlace) -> Draft | None:
        """Return the draft of a place, or None."""
        ...

    def drop(self, place: DraftPlace) -> None:
        """Forget a draft."""
        ...

    def of(self, station: str, staff_id: StaffId) -> tuple[Draft, ...]:
        """Return a person's drafts at a station, the newest first."""
        ...

    def drop_signed(self, station: str, staff_id: StaffId) -> tuple[DraftPlace, ...]:
        """Forget a person's drafts whose token is charted; return where they were."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where an act happens: the store, the clock, the ward's zone, and who acts."""

    store: Store
    clock: Clock
    zone: tzinfo
    actor: Actor

    def of(self, actor: Actor) -> "Desk":
        """Return the same desk with another person at it."""
        return replace(self, actor=actor)
