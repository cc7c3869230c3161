"""Wards to print: a full patient, an ordinary evening, and the sheet that care assembles."""

import dataclasses
from datetime import date
from decimal import Decimal
from typing import Any

from cart_ward.care import handover
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.care.stock import Levels
from cart_ward.clinical.handover import HandoverSheet
from cart_ward.clinical.medicines import (
    DoseStep,
    Preparation,
)
from cart_ward.clinical.observed import (
    Attribution,
    CallMade,
    LabResult,
    NotDone,
)
from cart_ward.clinical.people import (
    Admission,
    Name,
    OnCall,
    ProtocolVersion,
    ProtocolVersionId,
    Sex,
)
from cart_ward.clinical.rule_files import read_protocol
from cart_ward.clinical.vocabulary import (
    AttributedFinding,
    BackgroundKind,
    Cause,
    Check,
    DoseStepKind,
    DrugKind,
    EntryId,
    Handwriting,
    NotDoneReason,
    NoteKind,
    Oxygen,
    Response,
    Scale,
    Seizure,
)
from tests.reports.charting import (
    AXI_CEL,
    NOW,
    NURSE,
    OTHER,
    PHYSICIAN,
    PROTOCOL,
    ZONE,
    Charting,
    ago,
    order,
    vital_signs,
)


def full(number: int = 5) -> Charting:
    """Return a patient about whom everything the chart can hold is charted."""
    name = Name(family_zh="陈", given_zh="伟", family_latin="Chen", given_latin="Wei")
    p = Charting(number, name)
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
    p.drug(20, "dexamethasone", DrugKind.STEROID, interval_hours=Decimal(6))
    twice_a_day = {"dose": Decimal(750), "interval_hours": Decimal(12)}
    p.drug(70, "levetiracetam", DrugKind.ANTICONVULSANT, **twice_a_day)
    eight_hourly = {"dose": Decimal(1), "unit": "g", "interval_hours": Decimal(8)}
    p.drug(6, "meropenem", DrugKind.ANTIBIOTIC, **eight_hourly)
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
    call = CallMade(role="ward_doctor", name="高明", answered_at=ago(0.35), outcome="at bedside")
    p.add(0.4, call)
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


def quiet(number: int, name: Name | None = None) -> Charting:
    """Return a patient without findings, cared for on time."""
    p = Charting(number, name or Name(family_latin=f"Quiet{number:02d}", given_latin="Ann"))
    p.banner()
    p.infused(24 * 4)
    return p.cared_for(6)


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


FAMILIES = (
    *(("张", "Zhang"), ("黄", "Huang"), ("周", "Zhou"), ("徐", "Xu"), ("胡", "Hu")),
    *(("朱", "Zhu"), ("林", "Lin"), ("郭", "Guo"), ("马", "Ma"), ("罗", "Luo")),
)


def sick() -> Charting:
    """Return a patient in CRS 2 with oxygen, a dose of tocilizumab and a steroid."""
    name = Name(family_zh="陈", given_zh="伟", family_latin="Chen", given_latin="Wei")
    one = Charting(5, name)
    one.banner("penicillin")
    one.known(BackgroundKind.ISOLATION, "protective")
    one.neuro(73)
    one.infused(72)
    on = {"oxygen": Oxygen.LOW_FLOW_NC, "oxygen_flow": Decimal(2)}
    one.cared_for(13, temperature="38.4", pulse=104, **on)
    one.signed(0.1, Scale.CRS, 2)
    one.dose(9.2)
    one.drug(8, "dexamethasone", DrugKind.STEROID, interval_hours=Decimal(6))
    one.note(1, "If systolic < 90 again or oxygen > 6 L: CRS 3, call rapid response.")
    return one


def twelve() -> list[Charting]:
    """Return a full ward on an ordinary evening: two sick, ten quiet, two of them with a note."""
    wang = next(p for p in seven() if p.subject.bed.name == "02")
    for scale, grade in ((Scale.CRS, 0), (Scale.ICANS, 2)):
        wang.signed(0.5, scale, grade)
    wang.neuro(0.5, 6, handwriting=Handwriting.CHANGED)
    patients = [sick(), wang]
    beds = (1, 3, 4, 6, 7, 8, 9, 10, 11, 12)
    for n, ((chinese, latin), bed) in enumerate(zip(FAMILIES, beds, strict=True)):
        name = Name(family_zh=chinese, given_zh="平", family_latin=latin, given_latin="Ping")
        one = Charting(bed, name, birth_date=date(1950 + 3 * n, 2, 3))
        one.banner("penicillin") if n == 4 else one.banner()
        one.neuro(24 * (n + 3) + 1)
        one.infused(24 * (n + 3))
        one.cared_for(13)
        if n in {0, 5}:
            one.note(2, "MRI of the head tomorrow 09:00.", NoteKind.WATCH)
        patients.append(one)
    return patients


def sheet(
    patients: list[Charting],
    *,
    practice: bool = False,
    approved: bool = True,
    left: tuple[Admission, ...] | None = None,
    contacts: tuple[tuple[str, str, str], ...] = (),
    **facts: Any,
) -> HandoverSheet:
    """Return the sheet of these patients as care assembles it; contacts: role, name, number."""
    there = tuple(
        OnCall(role=role, name=name, number=number, answer_within=None, since=NOW, by=NURSE.id)
        for role, name, number in contacts
    )
    read = snapshot(patients, approved=approved, contacts=there)
    return handover.assemble(
        read if left is None else dataclasses.replace(read, left=left),
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
