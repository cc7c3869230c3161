"""A ward for tests: the real acts over a real encrypted store, one call for each thing charted."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from argon2 import PasswordHasher

from cart_ward.care import (
    admissions,
    amending,
    grading,
    medication,
    monitoring,
    observations,
    stock,
    ward_setup,
)
from cart_ward.care.changes import Changes
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.care.observations import OrderedFirst, Tick
from cart_ward.care.ports import Desk, Store
from cart_ward.care.sign_in import Pins
from cart_ward.clinical import crs, icans, tocilizumab
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Body
from cart_ward.clinical.graded import Graded
from cart_ward.clinical.observed import (
    CapdAssessment,
    Done,
    IceAssessment,
    NeuroCheck,
    NotDone,
    VitalSigns,
    Weight,
)
from cart_ward.clinical.people import (
    Actor,
    AdmissionId,
    Name,
    Role,
    Sex,
    StaffId,
)
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import (
    Check,
    CheckPart,
    Consciousness,
    EntryId,
    Oedema,
    Oxygen,
    Route,
    Scale,
    Seizure,
)
from cart_ward.runtime import paths
from tests.fakes import FixedClock

ZONE = ZoneInfo("Asia/Shanghai")
PIN = "271828"
"""The PIN of everybody in a test ward."""

CHEAP_PINS = Pins(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
"""Hashes PINs fast: for tests only."""

STATION = "station-1"
FOUNDER = Actor(staff_id=StaffId(0), role=Role.ADMINISTRATOR, station=STATION)
LOT = "B4091"
EXPIRY = date(2027, 6, 30)
STOCK = {80: 40, 200: 20, 400: 20}
BEDS = 12

PEOPLE = (
    ("李", "娜", "Li", "Na", Role.CHARGE_NURSE),
    ("王", "静", "Wang", "Jing", Role.NURSE),
    ("张", "敏", "Zhang", "Min", Role.NURSE),
    ("何", "雨", "He", "Yu", Role.TRAINEE),
    ("高", "建华", "Gao", "Jianhua", Role.PHYSICIAN),
    ("罗", "平", "Luo", "Ping", Role.PHYSICIAN),
    ("林", "晓", "Lin", "Xiao", Role.PHARMACIST),
    ("", "", "Reader", "Only", Role.READER),
    ("陆", "远", "Lu", "Yuan", Role.ADMINISTRATOR),
)

WELL: dict[str, Any] = {
    "temperature": Decimal("36.8"),
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
"""A complete set of vital signs of somebody well."""

CLEAR: dict[str, Any] = {
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
    "handwriting": None,
    "picture": None,
    "raised_icp_sign": False,
}
"""A neuro check without any finding."""

ICE_ITEMS = (
    *("year", "month", "city", "hospital", "object_1", "object_2", "object_3"),
    *("command", "writing", "attention"),
)


def token() -> str:
    """Return the token of a new form."""
    return uuid4().hex


def founded(store: Store, clock: FixedClock) -> Desk:
    """Return the desk of whoever furnishes a store that has no people yet."""
    return Desk(store=store, clock=clock, zone=ZONE, actor=FOUNDER)


def furnish(store: Store, clock: FixedClock) -> None:
    """Fill an empty store: people, beds, products, protocols, vials."""
    desk = founded(store, clock)
    for number, (family_zh, given_zh, family, given, role) in enumerate(PEOPLE):
        name = Name(family_zh=family_zh, given_zh=given_zh, family_latin=family, given_latin=given)
        badge = f"TEST-{number}"
        ward_setup.add_staff(desk, name, role, PIN, badge=badge, pins=CHEAP_PINS)
    ward = WardBuilder(store, clock)
    administrator = ward.desk(Role.ADMINISTRATOR)
    for number in range(1, BEDS + 1):
        ward_setup.add_bed(administrator, str(number))
    for path in rule_files("products"):
        ward_setup.add_product(administrator, path.read_text(encoding="utf-8"))
    for path in rule_files("protocols"):
        ward_setup.add_protocol(administrator, path.read_text(encoding="utf-8"))
    for size, count in STOCK.items():
        ward.receive(size, count)


def rule_files(folder: str) -> list[Path]:
    """Return the product or protocol files that are shipped."""
    return sorted((paths.resources() / folder).glob("*.toml"))


def vital_signs(**facts: Any) -> VitalSigns:
    """Return a complete set of vital signs of somebody well, but for `facts`."""
    values = {**WELL, **facts}
    if isinstance(values["temperature"], str):
        values["temperature"] = Decimal(values["temperature"])
    return VitalSigns(**values)


def neuro_check(**facts: Any) -> NeuroCheck:
    """Return a neuro check without any finding, but for `facts`."""
    return NeuroCheck(**{**CLEAR, **facts})


def ice(points: int = 10, **facts: Any) -> IceAssessment:
    """Return an ICE in which the first `points` items were right."""
    items = {name: number < points for number, name in enumerate(ICE_ITEMS)}
    values = {**items, "total": None, "tool": "ICE", "language": "zh", "interpreter": False}
    return IceAssessment(**{**values, **facts})


def ice_total(total: int) -> IceAssessment:
    """Return an ICE whose items were not recorded."""
    nothing: dict[str, Any] = dict.fromkeys(ICE_ITEMS)
    return ice(0, **nothing, total=total)


def capd(*items: int) -> CapdAssessment:
    """Return a CAPD with these item scores, the rest 0."""
    names = [field.name for field in fields(CapdAssessment)][:8]
    scores = dict.fromkeys(names, 0) | dict(zip(names, items, strict=False))
    return CapdAssessment(**scores, total=None, language="zh")


@dataclass(frozen=True, slots=True)
class Calculation:
    """What a person calculates for a dose."""

    weight: Decimal
    dose_mg: Decimal
    volume_ml: Decimal


class WardBuilder:
    """One call for each thing that happens on the ward; the clock is the test's."""

    def __init__(self, store: Store, clock: FixedClock) -> None:
        self.store = store
        self.clock = clock
        self._patients = 0
        with store.read() as reading:
            self._staff = reading.staff()

    def actor(self, role: Role | str, number: int = 0) -> Actor:
        """Return somebody of a role; `number` tells several apart."""
        people = [person for person in self._staff if person.role is Role(role)]
        return Actor(staff_id=people[number].id, role=Role(role), station=STATION)

    def desk(self, role: Role | str = Role.NURSE, number: int = 0) -> Desk:
        """Return the desk with somebody of a role at it."""
        return Desk(store=self.store, clock=self.clock, zone=ZONE, actor=self.actor(role, number))

    def bed(self, name: str) -> Any:
        """Return the id of a bed."""
        with self.store.read() as reading:
            return next(bed.id for bed in reading.beds() if bed.name == name)

    def admission(self, bed: str, *, day: int | None = 2, **facts: Any) -> admissions.AdmitPatient:
        """Return the command that admits an adult of 72 kg with axi-cel on the day given."""
        self._patients += 1
        now = self.clock.now()
        infused_at = None if day is None else now - timedelta(days=day)
        code = facts.pop("product", "axi-cel")
        with self.store.read() as reading:
            product = next(p for p in reading.products() if p.code == code)
            protocol = reading.protocols()[0]
        command: dict[str, Any] = {
            "hospital_no": f"P4{self._patients:04d}",
            "name": Name(family_zh="陈", given_zh="伟", family_latin="Chen", given_latin="Wei"),
            "birth_date": date(1971, 3, 5),
            "sex": Sex.MALE,
            "bed_id": self.bed(bed),
            "product_id": product.id,
            "protocol_version_id": protocol.id,
            "weight": Decimal("72.0"),
            "weight_measured": True,
            "allergies": (),
            "no_known_allergy": True,
            "code_status": "full_code",
            "diagnosis": "DLBCL",
            "infused_at": infused_at,
            "admitted_at": (infused_at or now) - timedelta(days=1),
            "token": token(),
        }
        return admissions.AdmitPatient(**{**command, **facts})

    def admit(self, bed: str = "3", *, day: int | None = 2, **facts: Any) -> AdmissionId:
        """Admit a patient; `day` is the day post infusion now, None before the infusion."""
        changes = admissions.admit(self.desk(), self.admission(bed, day=day, **facts))
        (patient,) = changes.admissions
        return patient

    def record_vitals(
        self,
        patient: AdmissionId,
        *,
        ticks: Sequence[Tick] = (),
        at: datetime | None = None,
        late_reason: str | None = None,
        **facts: Any,
    ) -> EntryId:
        """Record vital signs of somebody well, but for `facts`."""
        command = observations.RecordVitals(
            admission_id=patient,
            taken_at=at or self.clock.now(),
            vitals=vital_signs(**facts),
            ticks=tuple(ticks),
            late_reason=late_reason,
            token=token(),
        )
        return observations.record_vitals(self.desk(), command).entries[0]

    def record_neuro(
        self,
        patient: AdmissionId,
        score: IceAssessment | CapdAssessment | NotDone | None = None,
        *,
        ticks: Sequence[Tick] = (),
        at: datetime | None = None,
        **facts: Any,
    ) -> EntryId:
        """Record a neuro check without findings, but for `facts`; the score is ICE 10."""
        scored = ice() if score is None else score
        command = observations.RecordNeuroCheck(
            admission_id=patient,
            taken_at=at or self.clock.now(),
            neuro=neuro_check(**facts),
            ice=scored if isinstance(scored, IceAssessment) else None,
            capd=scored if isinstance(scored, CapdAssessment) else None,
            score_not_done=scored if isinstance(scored, NotDone) else None,
            ticks=tuple(ticks),
            late_reason=None,
            token=token(),
        )
        return observations.record_neuro_check(self.desk(), command).entries[0]

    def record(
        self,
        patient: AdmissionId,
        body: Body,
        *,
        at: datetime | None = None,
        late: str | None = None,
        exception: OrderedFirst | None = None,
    ) -> EntryId:
        """Record one other entry."""
        command = observations.RecordEntry(
            admission_id=patient,
            taken_at=at or self.clock.now(),
            body=body,
            late_reason=late,
            token=token(),
            exception=exception,
        )
        return observations.record_entry(self.desk(), command).entries[0]

    def weigh(self, patient: AdmissionId, kilograms: str = "72.0") -> EntryId:
        """Weigh the patient."""
        return self.record(patient, Weight(kilograms=Decimal(kilograms), measured=True))

    def check_all(self, patient: AdmissionId) -> None:
        """Do every check of somebody well: none of them is late now."""
        self.record_vitals(patient)
        self.weigh(patient)
        self.record_neuro(patient)
        for check in (Check.LABS, Check.FLUID_BALANCE):
            self.record(patient, Done(what=check, note=""))
        for scale in Scale:
            self.sign_grade(patient, scale, 0)

    def sign_grade(
        self,
        patient: AdmissionId,
        scale: Scale,
        grade: int,
        *,
        role: Role = Role.NURSE,
        reason: str | None = None,
    ) -> Changes:
        """Sign a grade now."""
        command = grading.SignGrade(
            admission_id=patient,
            scale=scale,
            grade=grade,
            at=self.clock.now(),
            override_reason=reason,
            token=token(),
        )
        return grading.sign_grade(self.desk(role), command)

    def receive(self, size_mg: int, count: int, lot: str = LOT, expiry: date = EXPIRY) -> Changes:
        """Take vials into stock."""
        command = stock.ReceiveVials(
            lot=lot, expiry=expiry, size_mg=size_mg, count=count, token=token()
        )
        return stock.receive(self.desk(Role.PHARMACIST), command)

    def tocilizumab_order(self, patient: AdmissionId, **facts: Any) -> medication.OrderTocilizumab:
        """Return the physician's order of the calculated dose, with a reason for any warning."""
        command: dict[str, Any] = {
            "admission_id": patient,
            "dose_mg": None,
            "route": Route.IV_INFUSION,
            "duration_min": 60,
            "active_infection": False,
            "indication": "CRS",
            "prescriber_id": self.actor(Role.PHYSICIAN).staff_id,
            "verbal": False,
            "reason": "discussed with the consultant",
            "token": token(),
        }
        return medication.OrderTocilizumab(**{**command, **facts})

    def order(self, patient: AdmissionId, **facts: Any) -> EntryId:
        """Let the physician order tocilizumab and return the order."""
        command = self.tocilizumab_order(patient, **facts)
        return medication.order_tocilizumab(self.desk(Role.PHYSICIAN), command).entries[0]

    def figures(self, patient: AdmissionId) -> Calculation:
        """Return what everybody calculates who calculates right."""
        weight = self.chart(patient).of(Weight)[-1].body.kilograms
        dose = tocilizumab.calculate(weight)
        assert dose is not None
        return Calculation(weight, dose.dose_mg, dose.volume_ml)

    def prepare(
        self, patient: AdmissionId, order_id: EntryId, vials: dict[int, int] | None = None
    ) -> Changes:
        """Take the vials with the least waste, or these."""
        with self.store.read() as reading:
            free = stock.levels(reading, self.clock.now().astimezone(ZONE).date()).free
        chosen = vials or tocilizumab.choose_vials(free, self.figures(patient).dose_mg) or {}
        command = medication.PrepareDose(
            admission_id=patient, order_id=order_id, vials=chosen, lots="", token=token()
        )
        return medication.prepare_dose(self.desk(), command)

    def check(
        self,
        patient: AdmissionId,
        order_id: EntryId,
        part: CheckPart,
        *,
        desk: Desk | None = None,
        **facts: Any,
    ) -> Changes:
        """Let the first nurse, or the second for the second part, enter a right calculation."""
        right = self.figures(patient)
        values = {"weight": right.weight, "dose_mg": right.dose_mg, "volume_ml": right.volume_ml}
        command = medication.CheckDose(
            admission_id=patient, order_id=order_id, part=part, token=token(), **{**values, **facts}
        )
        own = self.desk(Role.NURSE, 0 if part is CheckPart.FIRST else 1)
        return medication.check_dose(desk or own, command)

    def start(self, patient: AdmissionId, order_id: EntryId, at: datetime | None = None) -> EntryId:
        """Start the infusion and return the dose."""
        command = medication.StartDose(
            admission_id=patient,
            order_id=order_id,
            started_at=at or self.clock.now(),
            token=token(),
        )
        return medication.start_dose(self.desk(), command).entries[0]

    def ready(self, patient: AdmissionId, **facts: Any) -> EntryId:
        """Order, prepare and check a dose; it is ready to start."""
        order_id = self.order(patient, **facts)
        self.prepare(patient, order_id)
        self.check(patient, order_id, CheckPart.FIRST)
        self.check(patient, order_id, CheckPart.SECOND)
        return order_id

    def give_tocilizumab(self, patient: AdmissionId, **facts: Any) -> EntryId:
        """Order, prepare, check and start a dose now; return the dose."""
        return self.start(patient, self.ready(patient, **facts))

    def deviation(
        self, patient: AdmissionId, *, at: datetime | None = None, **facts: Any
    ) -> EntryId:
        """Chart a dose that was given outside the rules."""
        command: dict[str, Any] = {
            "admission_id": patient,
            "drug": tocilizumab.DRUG,
            "dose_mg": Decimal(576),
            "started_at": at or self.clock.now(),
            "ended_at": None,
            "decided_by": "Dr Gao",
            "reason": "given in downtime",
            "witness_id": self.actor(Role.NURSE, 1).staff_id,
            "token": token(),
        }
        deviation = medication.ChartDeviation(**{**command, **facts})
        return medication.chart_deviation(self.desk(), deviation).entries[0]

    def amend(
        self,
        patient: AdmissionId,
        entry_id: EntryId,
        body: Body,
        *,
        at: datetime | None = None,
        role: Role = Role.NURSE,
        reason: str = "typing error",
    ) -> EntryId:
        """Correct an entry; it keeps its time unless `at` says otherwise."""
        entry = self.chart(patient).entry(entry_id)
        assert entry is not None
        command = amending.AmendEntry(
            admission_id=patient,
            entry_id=entry_id,
            body=body,
            taken_at=at or entry.taken_at,
            reason=reason,
            token=token(),
        )
        return amending.amend(self.desk(role), command).entries[0]

    def strike_out(
        self,
        patient: AdmissionId,
        entry_id: EntryId,
        *,
        role: Role = Role.CHARGE_NURSE,
        reason: str = "wrong patient",
    ) -> Changes:
        """Strike an entry out."""
        command = amending.StrikeOut(
            admission_id=patient, entry_id=entry_id, reason=reason, token=token()
        )
        return amending.strike_out(self.desk(role), command)

    def discharge(self, patient: AdmissionId) -> Changes:
        """End the stay now."""
        command = admissions.Discharge(
            admission_id=patient, at=self.clock.now(), note="home", token=token()
        )
        return admissions.discharge(self.desk(), command)

    def chart(self, patient: AdmissionId) -> Chart:
        """Return the chart as it is in the store."""
        with self.store.read() as reading:
            return reading.chart(patient)

    def crs(self, patient: AdmissionId) -> Graded:
        """Return the present CRS proposal."""
        return crs.propose(self.chart(patient), self.clock.now())

    def icans(self, patient: AdmissionId) -> Graded:
        """Return the present ICANS proposal."""
        return icans.propose(self.chart(patient), self.clock.now())

    def course(self, patient: AdmissionId) -> tocilizumab.Course:
        """Return the tocilizumab course now."""
        return tocilizumab.course(self.chart(patient), self.clock.now())

    def snapshot(self) -> WardSnapshot:
        """Read the whole ward."""
        return monitoring.read_ward(self.desk())

    def status(self, patient: AdmissionId) -> PatientStatus:
        """Return where one patient stands now."""
        return monitoring.status_of(self.snapshot(), patient, self.clock.now(), ZONE)
