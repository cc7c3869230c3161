"""A hand to write charts with: times are hours before the sheet is made."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from cart_ward.clinical import crs, icans, schedule
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Body, Entry
from cart_ward.clinical.medicines import (
    DoseGiven,
    DrugGiven,
    MedicationOrder,
)
from cart_ward.clinical.observed import (
    Background,
    Done,
    Grading,
    IceAssessment,
    Infusion,
    NeuroCheck,
    Note,
    VitalSigns,
    Weight,
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
    Role,
    Sex,
    Staff,
    StaffId,
)
from cart_ward.clinical.rule_files import read_protocol
from cart_ward.clinical.vocabulary import (
    BackgroundKind,
    Check,
    Consciousness,
    DrugKind,
    EntryId,
    Handwriting,
    NoteKind,
    Oedema,
    Oxygen,
    Route,
    Scale,
    Seizure,
)
from cart_ward.runtime import paths

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 11, 48, tzinfo=UTC)
"""19:48 in Shanghai, twelve minutes before the day shift ends."""
NURSE = Staff(
    id=StaffId(7),
    name=Name(family_zh="李", given_zh="娜", family_latin="Li", given_latin="Na"),
    role=Role.NURSE,
)
OTHER = Staff(
    id=StaffId(8),
    name=Name(family_zh="何", given_zh="雨", family_latin="He", given_latin="Yu"),
    role=Role.NURSE,
)
PHYSICIAN = Staff(
    id=StaffId(9),
    name=Name(family_zh="高", given_zh="明", family_latin="Gao", given_latin="Ming"),
    role=Role.PHYSICIAN,
)
AXI_CEL = Product(
    id=ProductId(1),
    code="axi-cel",
    name="axicabtagene ciloleucel",
    version="1",
    source_toml="",
    digest="",
)
PROTOCOL = next((paths.resources() / "protocols").glob("*.toml")).read_text(encoding="utf-8")
ITEMS = (
    *("year", "month", "city", "hospital", "object_1", "object_2", "object_3"),
    *("command", "writing", "attention"),
)


def ago(hours: float) -> datetime:
    """Return the moment so many hours before the sheet is made."""
    return NOW - timedelta(hours=hours)


class Charting:
    """The chart of one patient, typed entry by entry; times are hours before the sheet."""

    def __init__(self, number: int, name: Name, **facts: Any) -> None:
        stay: dict[str, Any] = {
            "bed": f"{number:02d}",
            "hospital_no": f"40{number:03d}",
            "birth_date": date(1965, 6, 2),
            "sex": Sex.MALE,
            "discharged_at": None,
        }
        stay |= facts
        self.subject = Admission(
            id=AdmissionId(number),
            patient=Patient(
                id=PatientId(number),
                hospital_no=stay["hospital_no"],
                name=name,
                birth_date=stay["birth_date"],
                sex=stay["sex"],
            ),
            bed=Bed(id=BedId(number), name=stay["bed"]),
            product=AXI_CEL,
            protocol_version_id=ProtocolVersionId(1),
            admitted_at=ago(24 * 9),
            discharged_at=stay["discharged_at"],
        )
        self.entries: list[Entry[Any]] = []
        self.earlier: tuple[Chart, ...] = ()

    def add(
        self,
        hours: float,
        body: Body,
        *,
        amends: EntryId | None = None,
        reason: str | None = None,
        recorded: float | None = None,
    ) -> EntryId:
        """Type one entry that was true so many hours ago."""
        entry_id = EntryId(self.subject.id * 1000 + len(self.entries))
        self.entries.append(
            Entry(
                id=entry_id,
                admission_id=self.subject.id,
                body=body,
                taken_at=ago(hours),
                recorded_at=ago(hours if recorded is None else recorded),
                recorded_by=NURSE.id,
                station="A",
                amends=amends,
                amend_reason=reason,
            )
        )
        return entry_id

    def infused(self, hours: float) -> EntryId:
        """Infuse the cells."""
        return self.add(hours, Infusion(part=1, ended_at=ago(hours - 0.5)))

    def known(self, kind: BackgroundKind, text: str) -> EntryId:
        """Chart a standing fact at admission."""
        return self.add(200, Background(kind=kind, text=text))

    def banner(self, *allergies: str, weight: str = "72.0", code: str = "full_code") -> None:
        """Chart what the banner shows."""
        for allergy in allergies:
            self.known(BackgroundKind.ALLERGY, allergy)
        if not allergies:
            self.known(BackgroundKind.NO_KNOWN_ALLERGY, "")
        self.known(BackgroundKind.CODE_STATUS, code)
        self.add(14, Weight(kilograms=Decimal(weight), measured=True))

    def vitals(self, hours: float, temperature: str | None = "36.8", **facts: Any) -> EntryId:
        """Chart a complete set of somebody well, but for `facts`."""
        return self.add(hours, vital_signs(temperature, **facts))

    def neuro(self, hours: float, points: int = 10, **facts: Any) -> EntryId:
        """Chart a neuro check and an ICE in which the first `points` items were right."""
        self.add(hours, ice(points))
        return self.add(hours, neuro_check(**facts))

    def signed(self, hours: float, scale: Scale, grade: int, **facts: Any) -> EntryId:
        """Sign a grade."""
        values: dict[str, Any] = {
            "proposed_grade": grade,
            "override_reason": None,
            "because": (),
            "rule_version": "ASTCT-2019/1",
            "provisional": False,
        }
        return self.add(hours, Grading(scale=scale, grade=grade, **{**values, **facts}))

    def note(self, hours: float, text: str, kind: NoteKind = NoteKind.HANDOVER) -> EntryId:
        """Write a note."""
        return self.add(hours, Note(kind=kind, text=text))

    def dose(self, hours: float, mg: str = "580", **facts: Any) -> EntryId:
        """Give tocilizumab over an hour."""
        values: dict[str, Any] = {
            "order_id": EntryId(1),
            "ended_at": ago(hours - 1),
            "volume_ml": Decimal(29),
            "reaction": None,
            "given_by_id": NURSE.id,
            "checked_by_id": OTHER.id,
            "deviation": None,
            "decided_by": None,
        }
        values |= facts
        return self.add(hours, DoseGiven(drug="tocilizumab", dose_mg=Decimal(mg), **values))

    def drug(self, hours: float, drug: str, kind: DrugKind, **facts: Any) -> EntryId:
        """Give another drug."""
        values: dict[str, Any] = {
            "dose": Decimal(10),
            "unit": "mg",
            "route": Route.IV,
            "interval_hours": None,
            "until": None,
        }
        return self.add(hours, DrugGiven(drug=drug, kind=kind, **{**values, **facts}))

    def chart(self) -> Chart:
        """Return the chart of everything typed so far."""
        return Chart(self.subject, self.entries, self.earlier)

    def cared_for(self, since: float = 14, **facts: Any) -> "Charting":
        """Chart every check as it falls due, from so many hours ago until now, a little late."""
        protocol, now = read_protocol(PROTOCOL), ago(since)
        for check in Check:
            self.done(check, since, **facts)
        while True:
            due = min(schedule.due(protocol, self.chart(), now, ZONE), key=lambda d: d.at)
            now = max(due.at, now) + timedelta(minutes=4)
            if now > NOW - timedelta(minutes=10):
                return self
            self.done(due.check, (NOW - now) / timedelta(hours=1), **facts)

    def done(self, check: Check, hours: float, **facts: Any) -> None:
        """Do one check: vital signs with these facts, ten ICE points, the grades as proposed."""
        if check is Check.VITALS:
            self.vitals(hours, **facts)
        elif check is Check.NEURO:
            self.neuro(hours)
        elif check is Check.GRADE:
            chart = self.chart()
            for scale, rule in ((Scale.CRS, crs), (Scale.ICANS, icans)):
                proposed = rule.propose(chart, ago(hours)).grade
                self.signed(hours, scale, proposed or 0)
        elif check is Check.WEIGHT:
            self.add(hours, Weight(kilograms=Decimal("72.4"), measured=True))
        else:
            self.add(hours, Done(what=check, note=""))


def vital_signs(temperature: str | None = "36.8", **facts: Any) -> VitalSigns:
    """Return a complete set of somebody well, but for `facts`."""
    values: dict[str, Any] = {
        "systolic": 118,
        "diastolic": 72,
        "pulse": 78,
        "respiratory_rate": 16,
        "spo2": 98,
        "oxygen": Oxygen.ROOM_AIR,
        "oxygen_flow": None,
        "fluids": False,
        "vasopressors": 0,
        "vasopressin": False,
        "consciousness": None,
    }
    values |= facts
    measured = None if temperature is None else Decimal(temperature)
    return VitalSigns(temperature=measured, **values)


def ice(points: int) -> IceAssessment:
    """Return an ICE in which the first `points` items were right."""
    items: dict[str, Any] = {name: n < points for n, name in enumerate(ITEMS)}
    return IceAssessment(**items, total=None, tool="ICE", language="zh", interpreter=False)


def neuro_check(**facts: Any) -> NeuroCheck:
    """Return a neuro check without findings, but for `facts`."""
    values: dict[str, Any] = {
        "consciousness": Consciousness.ALERT,
        "eye": 4,
        "verbal": 5,
        "motor": 6,
        "pupil_left": Decimal(3),
        "pupil_right": Decimal(3),
        "seizure": Seizure.NONE,
        "motor_weakness": False,
        "oedema": Oedema.NONE,
        "posturing": False,
        "cn6_palsy": False,
        "papilloedema": False,
        "cushing_triad": False,
        "tremor": False,
        "handwriting": Handwriting.UNCHANGED,
        "picture": None,
        "raised_icp_sign": False,
    }
    return NeuroCheck(**{**values, **facts})


def order(prescriber: StaffId = PHYSICIAN.id) -> MedicationOrder:
    """Return an order of 580 mg tocilizumab."""
    return MedicationOrder(
        drug="tocilizumab",
        dose_mg=Decimal(580),
        dose_per_kg=Decimal(8),
        weight_id=EntryId(1),
        volume_ml=Decimal(29),
        diluent_ml=71,
        route=Route.IV_INFUSION,
        duration_min=60,
        indication="CRS",
        crs_grade=2,
        icans_grade=0,
        prescriber_id=prescriber,
        verbal=False,
        rulings=(),
        reason=None,
    )
