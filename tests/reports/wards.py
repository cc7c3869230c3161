"""Wards to print: charts typed entry by entry, read by the real rules, assembled by care."""

import dataclasses
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from cart_ward.care import handover
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.care.stock import Levels
from cart_ward.clinical import crs, icans, schedule
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Body, Entry
from cart_ward.clinical.handover import HandoverSheet
from cart_ward.clinical.medicines import (
    DoseGiven,
    DoseStep,
    DrugGiven,
    MedicationOrder,
    Preparation,
)
from cart_ward.clinical.observed import (
    Attribution,
    Background,
    CallMade,
    Done,
    Grading,
    IceAssessment,
    Infusion,
    LabResult,
    NeuroCheck,
    NotDone,
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
    ProtocolVersion,
    ProtocolVersionId,
    Role,
    Sex,
    Staff,
    StaffId,
)
from cart_ward.clinical.rule_files import read_protocol
from cart_ward.clinical.vocabulary import (
    AttributedFinding,
    BackgroundKind,
    Cause,
    Check,
    Consciousness,
    DoseStepKind,
    DrugKind,
    EntryId,
    Handwriting,
    NotDoneReason,
    NoteKind,
    Oedema,
    Oxygen,
    Response,
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
        return Chart(self.subject, self.entries)

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


def full(number: int = 5) -> Charting:
    """Return a patient about whom everything the chart can hold is charted."""
    p = Charting(number, Name(family_zh="陈", given_zh="伟", family_latin="Chen", given_latin="Wei"))
    p.banner("penicillin", weight="72.4")
    p.known(BackgroundKind.ISOLATION, "protective")
    p.known(BackgroundKind.DIAGNOSIS, "large B-cell lymphoma")
    p.drug(24 * 8, "fludarabine", DrugKind.CHEMOTHERAPY, dose=Decimal(50))
    p.vitals(82, "36.6", systolic=124, spo2=99)
    p.neuro(82)
    p.infused(81.5)
    p.cared_for(14, temperature="38.2", pulse=101)
    for n in range(15):
        warm = 36.8 + (n % 6) * 0.4
        p.vitals(76 - n * 4, f"{warm:.1f}", pulse=90 + n % 5, systolic=112 - n % 4)
    p.neuro(30, 10)
    p.neuro(8, 9)
    p.vitals(3, "39.3", systolic=86, diastolic=50, pulse=118, fluids=True, spo2=93)
    about = p.vitals(
        0.3,
        "38.4",
        systolic=102,
        diastolic=60,
        pulse=104,
        respiratory_rate=22,
        spo2=96,
        oxygen=Oxygen.LOW_FLOW_NC,
        oxygen_flow=Decimal(2),
        fluids=True,
    )
    p.add(0.3, attribution(about, AttributedFinding.HYPOTENSION, Cause.OTHER, "haemorrhage"))
    p.neuro(1.5, 8, handwriting=Handwriting.CHANGED, seizure=Seizure.BRIEF)
    p.signed(2, Scale.CRS, 2)
    p.signed(1.9, Scale.CRS, 1, proposed_grade=2, override_reason="bleeding, not CRS")
    given = p.dose(9.2)
    p.add(7, response(given, Response.IMPROVED))
    ordered = p.add(0.2, order())
    p.add(0.15, Preparation(order_id=ordered, vials_80=1, vials_200=0, vials_400=1, lots="B2031"))
    dexamethasone = {"interval_hours": Decimal(6)}
    p.drug(20, "dexamethasone", DrugKind.STEROID, **dexamethasone)
    p.drug(70, "levetiracetam", DrugKind.ANTICONVULSANT, dose=Decimal(750), interval_hours=Decimal(12))
    p.drug(6, "meropenem", DrugKind.ANTIBIOTIC, dose=Decimal(1), unit="g", interval_hours=Decimal(8))
    p.drug(5, "noradrenaline", DrugKind.VASOACTIVE, dose=Decimal("0.05"), unit="µg/kg/min")
    for hours, ferritin, crp in ((30, "812", "41"), (6, "2350", "117")):
        p.add(hours, LabResult(analyte="ferritin", value=Decimal(ferritin), unit="µg/L"))
        p.add(hours, LabResult(analyte="CRP", value=Decimal(crp), unit="mg/L"))
    asleep = NotDone(what=Check.WEIGHT, reason=NotDoneReason.ASLEEP, note="tried twice")
    p.add(10, asleep)
    wrong = p.vitals(4, "37.9", spo2=89)
    p.add(4, vital_signs("37.9", spo2=98), amends=wrong, reason="probe off", recorded=3.5)
    p.note(1, "If systolic < 90 again or oxygen > 6 L: CRS 3, call rapid response.", NoteKind.WATCH)
    p.note(0.5, "Cultures pending since 13:20.")
    p.add(0.4, CallMade(role="ward_doctor", name="高明", answered_at=ago(0.35), outcome="at bedside"))
    return p


def attribution(
    about: EntryId, finding: AttributedFinding, cause: Cause, reason: str
) -> Attribution:
    """Return a tick that a finding has this cause."""
    return Attribution(about=about, finding=finding, cause=cause, reason=reason)


def response(dose_id: EntryId, answer: Response) -> DoseStep:
    """Return the response to a dose."""
    return DoseStep(
        dose_id=dose_id,
        step=DoseStepKind.RESPONSE,
        volume_ml=None,
        reaction=None,
        response=answer,
    )


def seven() -> list[Charting]:
    """Return a ward as it is on an ordinary evening."""
    wang = Charting(
        2,
        Name(family_zh="王", given_zh="芳", family_latin="Wang", given_latin="Fang"),
        sex=Sex.FEMALE,
        birth_date=date(1972, 3, 9),
    )
    wang.banner("penicillin", weight="58.0")
    wang.neuro(24 * 6 + 1)
    wang.infused(24 * 6)
    wang.cared_for(12, temperature="37.2")
    wang.vitals(0.5, "37.4", pulse=92, systolic=112, diastolic=70, spo2=97)
    wang.neuro(6, 9)
    wang.neuro(1, 6, handwriting=Handwriting.CHANGED)
    wang.dose(55, "464")
    wang.dose(31, "464")
    wang.drug(9, "dexamethasone", DrugKind.STEROID, interval_hours=Decimal(6))
    wang.note(2, "Handwriting changed. Seizure precautions.", NoteKind.WATCH)
    wang.note(2, "Neurology seen 15:10; EEG tomorrow 09:00.")
    zhao = Charting(7, Name(family_zh="赵", given_zh="敏", family_latin="Zhao", given_latin="Min"))
    zhao.banner(weight="63.1")
    zhao.infused(30)
    zhao.cared_for(13, temperature="38.4", pulse=101)
    zhao.vitals(0.7, "38.3", pulse=101)
    zhao.neuro(5)
    zhao.signed(6, Scale.CRS, 1)
    zhao.note(3, "Fever since 12:40. Cultures x2, meropenem started 13:35.")
    quiet = []
    names = (("刘", "强", "Liu", "Qiang"), ("孙", "悦", "Sun", "Yue"), ("吴", "桐", "Wu", "Tong"))
    for n, (family, given, latin, second) in enumerate(names):
        who = Name(family_zh=family, given_zh=given, family_latin=latin, given_latin=second)
        p = Charting((1, 3, 9)[n], who, birth_date=date(1980 + n, 4, 4))
        p.banner("latex") if n == 1 else p.banner()
        p.infused((24 * 9, 6.3, 24 * 4)[n])
        p.cared_for((13, 6, 12)[n])
        quiet.append(p)
    new = Charting(11, Name(family_latin="Smith-Okonkwo", given_latin="Adaeze"), sex=Sex.FEMALE)
    new.vitals(20, "36.9", respiratory_rate=None)
    return [full(), wang, zhao, *quiet, new]


def sheet(
    patients: list[Charting], *, practice: bool = False, approved: bool = True, **facts: Any
) -> HandoverSheet:
    """Return the sheet of these patients as care assembles it."""
    return handover.assemble(
        snapshot(patients, approved=approved),
        now=NOW,
        zone=ZONE,
        ward_name="3F East",
        practice=practice,
        **facts,
    )


def snapshot(patients: list[Charting], *, approved: bool = True, **facts: Any) -> WardSnapshot:
    """Return the ward as it would be read from the store."""
    version = ProtocolVersion(
        id=ProtocolVersionId(1),
        name="default",
        version="1",
        valid_from=ago(24 * 90),
        source_toml=PROTOCOL,
        digest="",
        approved=approved,
    )
    gone = full(21).subject
    gone = dataclasses.replace(gone, discharged_at=ago(5))
    values: dict[str, Any] = {
        "read_at": NOW,
        "charts": {p.subject.id: p.chart() for p in patients},
        "left": (gone,),
        "beds": (),
        "staff": {person.id: person for person in (NURSE, OTHER, PHYSICIAN)},
        "products": (AXI_CEL,),
        "protocols": {version.id: (version, read_protocol(PROTOCOL))},
        "stock": Levels(free={80: 4, 400: 9}, reserved={400: 2}),
        "audit_head": "9f2c-41ab",
        "audit_count": 18204,
    }
    return WardSnapshot(**{**values, **facts})
