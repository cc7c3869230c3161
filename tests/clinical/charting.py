"""A hand to write charts with: hours since the infusion, one method for each kind of entry."""

import dataclasses
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Body, Entry
from cart_ward.clinical.medicines import DoseGiven, DrugGiven
from cart_ward.clinical.observed import (
    Attribution,
    Background,
    CapdAssessment,
    EpisodeMark,
    Grading,
    IceAssessment,
    Infusion,
    NeuroCheck,
    StepDown,
    VitalSigns,
)
from cart_ward.clinical.people import (
    Admission,
    AdmissionId,
    Bed,
    BedId,
    Name,
    Patient,
    PatientId,
    Product,
    ProductId,
    ProtocolVersionId,
    Sex,
    StaffId,
)
from cart_ward.clinical.vocabulary import (
    AttributedFinding,
    BackgroundKind,
    Cause,
    Consciousness,
    DrugKind,
    EntryId,
    EpisodeKind,
    Oedema,
    Oxygen,
    Route,
    Scale,
    Seizure,
)

V = TypeVar("V", VitalSigns, NeuroCheck, IceAssessment, CapdAssessment)

INFUSED = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
"""Hour 0."""

WELL = VitalSigns(
    temperature=Decimal("36.8"),
    systolic=118,
    diastolic=74,
    pulse=80,
    respiratory_rate=16,
    spo2=98,
    oxygen=Oxygen.ROOM_AIR,
    oxygen_flow=None,
    fluids=False,
    vasopressors=0,
    vasopressin=False,
    consciousness=None,
)
"""A complete set of a patient without any finding."""

CLEAR = NeuroCheck(
    consciousness=Consciousness.ALERT,
    eye=4,
    verbal=5,
    motor=6,
    pupil_left=Decimal(3),
    pupil_right=Decimal(3),
    seizure=Seizure.NONE,
    motor_weakness=False,
    oedema=Oedema.NONE,
    posturing=False,
    cn6_palsy=False,
    papilloedema=False,
    cushing_triad=False,
    tremor=False,
    handwriting=None,
    picture=None,
)
"""A complete neuro check without any finding."""

NO_ICE = IceAssessment(
    year=None,
    month=None,
    city=None,
    hospital=None,
    object_1=None,
    object_2=None,
    object_3=None,
    command=None,
    writing=None,
    attention=None,
    total=None,
    tool="ICE",
    language="en",
    interpreter=False,
)
NO_CAPD = CapdAssessment(
    eye_contact=None,
    purposeful=None,
    aware=None,
    communicates=None,
    restless=None,
    inconsolable=None,
    underactive=None,
    slow=None,
    total=None,
    language="en",
)


def but(value: V, **changed: Any) -> V:
    """Return the value with some fields changed, by names worked out in the test."""
    return dataclasses.replace(value, **changed)


def hour(hours: float) -> datetime:
    """Return the moment so many hours after the start of the infusion."""
    return INFUSED + timedelta(hours=hours)


def born(age: float) -> date:
    """Return a birth date that makes the patient this old at hour 0."""
    return INFUSED.date() - timedelta(days=round(age * 365.25) + 20)


def admission(birth_date: date) -> Admission:
    """Return a stay of a patient born then."""
    return Admission(
        id=AdmissionId(1),
        patient=Patient(
            id=PatientId(1),
            hospital_no="1001",
            name=Name(family_latin="Li", given_latin="Na"),
            birth_date=birth_date,
            sex=Sex.FEMALE,
        ),
        bed=Bed(id=BedId(1), name="1"),
        product=Product(
            id=ProductId(1), code="axi-cel", name="axi-cel", version="1", source_toml="", digest=""
        ),
        protocol_version_id=ProtocolVersionId(1),
        admitted_at=hour(-48),
    )


class Charting:
    """Entries of one patient in the order in which they are typed."""

    def __init__(self, age: float = 56, *, infused: bool = True, birth: date | None = None) -> None:
        self.subject = admission(born(age) if birth is None else birth)
        self.entries: list[Entry[Any]] = []
        if infused:
            self.add(0, Infusion(part=1, ended_at=None))

    def add(self, at: float, body: Body, amends: EntryId | None = None) -> EntryId:
        """Type one entry taken at this hour."""
        entry_id = EntryId(len(self.entries) + 1)
        self.entries.append(
            Entry(
                id=entry_id,
                admission_id=self.subject.id,
                body=body,
                taken_at=hour(at),
                recorded_at=hour(at),
                recorded_by=StaffId(7),
                station="A",
                amends=amends,
            )
        )
        return entry_id

    def vitals(self, at: float, **changed: Any) -> EntryId:
        """Chart a complete set of a well patient, but for what is `changed`."""
        if "temperature" in changed and changed["temperature"] is not None:
            changed["temperature"] = Decimal(str(changed["temperature"]))
        return self.add(at, dataclasses.replace(WELL, **changed))

    def tick(
        self, at: float, about: EntryId, finding: AttributedFinding, cause: Cause = Cause.OTHER
    ) -> EntryId:
        """Tick a cause for a finding of one observation."""
        return self.add(at, Attribution(about=about, finding=finding, cause=cause, reason="seen"))

    def neuro(self, at: float, **changed: Any) -> EntryId:
        """Chart a neuro check without findings, but for what is `changed`."""
        return self.add(at, dataclasses.replace(CLEAR, **changed))

    def ice(self, at: float, total: int | None) -> EntryId:
        """Chart an ICE total."""
        return self.add(at, dataclasses.replace(NO_ICE, total=total))

    def capd(self, at: float, total: int | None) -> EntryId:
        """Chart a CAPD total."""
        return self.add(at, dataclasses.replace(NO_CAPD, total=total))

    def drug(
        self,
        at: float,
        kind: DrugKind = DrugKind.ANTIPYRETIC,
        *,
        every: int | None = None,
        until: float | None = None,
        route: Route = Route.IV,
    ) -> EntryId:
        """Chart a drug given once, or a course."""
        return self.add(
            at,
            DrugGiven(
                drug=kind.value,
                kind=kind,
                dose=None,
                unit=None,
                route=route,
                interval_hours=None if every is None else Decimal(every),
                until=None if until is None else hour(until),
            ),
        )

    def dose(self, at: float) -> EntryId:
        """Chart a dose of tocilizumab."""
        return self.add(
            at,
            DoseGiven(
                order_id=None,
                drug="tocilizumab",
                dose_mg=Decimal(560),
                ended_at=None,
                volume_ml=None,
                reaction=None,
                given_by_id=None,
                checked_by_id=None,
                deviation="history",
                decided_by=None,
            ),
        )

    def mark(self, at: float, *, opened: bool, kind: EpisodeKind = EpisodeKind.CRS) -> EntryId:
        """Open or close an episode."""
        return self.add(at, EpisodeMark(kind=kind, opened=opened, reason="seen"))

    def sign(self, at: float, grade: int, scale: Scale = Scale.CRS) -> EntryId:
        """Sign a grade."""
        body = Grading(
            scale=scale,
            grade=grade,
            proposed_grade=None,
            because=(),
            rule_version="ASTCT-2019/1",
            override_reason="seen",
            provisional=False,
        )
        return self.add(at, body)

    def step_down(self, at: float, grade: int, scale: Scale = Scale.CRS) -> EntryId:
        """Let monitoring follow a lower grade."""
        return self.add(at, StepDown(scale=scale, grade=grade, reason="stable"))

    def background(self, at: float, kind: BackgroundKind) -> EntryId:
        """Chart a standing fact."""
        return self.add(at, Background(kind=kind, text="yes"))

    def chart(self, order: Iterable[Entry[Any]] | None = None) -> Chart:
        """Return the chart of everything typed so far."""
        return Chart(self.subject, self.entries if order is None else order)
