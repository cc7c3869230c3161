"""Admit, move bed, set day 0, discharge."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal

from cart_ward.care import access, acts, bodies, stock, times
from cart_ward.care.acts import Act, ChartAct
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk, UnitOfWork
from cart_ward.care.refusals import refuse_stops, refused
from cart_ward.clinical import limits, tocilizumab
from cart_ward.clinical.medicines import MedicationOrder
from cart_ward.clinical.observed import Background, Infusion, StayChange, Weight
from cart_ward.clinical.people import (
    AdmissionId,
    BedId,
    Name,
    PatientId,
    ProductId,
    ProtocolVersionId,
    Sex,
)
from cart_ward.clinical.vocabulary import BackgroundKind, EntryId, StayEvent, StockMoveKind


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmitPatient:
    """A new stay. `allergies` empty means none known only if `no_known_allergy` says so."""

    hospital_no: str
    name: Name
    birth_date: date
    sex: Sex
    bed_id: BedId
    product_id: ProductId
    protocol_version_id: ProtocolVersionId
    weight: Decimal | None
    weight_measured: bool
    allergies: tuple[str, ...]
    no_known_allergy: bool
    code_status: str
    diagnosis: str
    infused_at: datetime | None
    admitted_at: datetime
    late_reason: str | None = None
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveBed:
    """A stay moves to another bed."""

    admission_id: AdmissionId
    bed_id: BedId
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Discharge:
    """A stay ends."""

    admission_id: AdmissionId
    at: datetime
    note: str
    late_reason: str | None = None
    token: str


CODE_STATUS = ("full_code", "dnr")
"""What may be charted as code status; empty is "not recorded"."""


def admit(desk: Desk, command: AdmitPatient) -> Changes:
    """Admit a patient and chart name, weight, allergies, code status and day 0 in one act."""
    access.require(desk.actor, "admit")
    _check_admission(command, desk.clock.now(), desk.zone)
    with desk.store.act(desk.actor, "admit", desk.clock.now()) as work:
        acts.person(work, desk.actor)
        if written := work.seen(command.token):
            return _admitted_before(work, command, written)
        _in_use(work, command.bed_id)
        act = Act(desk, work, acts.told(desk.clock), command.token)
        admission_id = work.open_admission(
            _patient(work, command),
            command.bed_id,
            command.product_id,
            command.protocol_version_id,
            command.admitted_at,
        )
        _chart_arrival(act, admission_id, command)
        return act.changes()


def move_bed(desk: Desk, command: MoveBed) -> Changes:
    """Move a stay to another bed."""
    return acts.on_chart(desk, "move_bed", command, _move)


def discharge(desk: Desk, command: Discharge) -> Changes:
    """End a stay."""
    return acts.on_chart(desk, "discharge", command, _discharge)


def _check_admission(command: AdmitPatient, now: datetime, zone: tzinfo) -> None:
    """Refuse what cannot be: no name, no number, a birth in the future, two claims on allergies."""
    bodies.needs_text(command.hospital_no, "hospital_no", "admission.number_needed")
    if not command.name.both:
        raise refused("admission.name_needed", "name")
    times.not_future(command.admitted_at, now, "admitted_at")
    if command.birth_date > command.admitted_at.astimezone(zone).date():
        raise refused("admission.born_later", "birth_date", birth_date=command.birth_date)
    if command.no_known_allergy and command.allergies:
        raise refused("admission.allergy_or_none", "allergies")
    if command.code_status and command.code_status not in CODE_STATUS:
        raise refused("admission.code_status", "code_status", value=command.code_status)
    if command.weight is not None:
        refuse_stops("entry.refused", limits.check_weight(command.weight, None))
    if command.infused_at is not None:
        times.not_future(command.infused_at, now, "infused_at")
        if command.infused_at.astimezone(zone).date() < command.birth_date:
            raise refused("entry.before_birth", "infused_at", at=command.infused_at)


def _patient(work: UnitOfWork, command: AdmitPatient) -> PatientId:
    """Return the patient with this number, or a new one; another birth date is another person."""
    number = command.hospital_no.strip()
    known = work.patient_by_number(number)
    if known is None:
        return work.add_patient(number, command.name, command.birth_date, command.sex)
    if known.birth_date != command.birth_date:
        raise refused("admission.other_patient", "hospital_no", hospital_no=number)
    return known.id


def _in_use(work: UnitOfWork, bed_id: BedId) -> None:
    """Refuse a bed that was taken out of use meanwhile, perhaps at another station."""
    if not any(bed.id == bed_id for bed in work.beds()):
        raise refused("bed.out_of_use", "bed_id")


def _chart_arrival(act: Act, admission_id: AdmissionId, command: AdmitPatient) -> None:
    """Chart the stay and everything told at admission, true from the admission on."""
    stay = StayChange(
        event=StayEvent.ADMITTED,
        bed_id=command.bed_id,
        protocol_version_id=command.protocol_version_id,
        note="",
    )
    act.append(admission_id, stay, command.admitted_at, late_reason=command.late_reason)
    for fact in _background(command):
        act.append(admission_id, fact, command.admitted_at)
    if command.weight is not None:
        weight = Weight(kilograms=command.weight, measured=command.weight_measured)
        act.append(admission_id, weight, command.admitted_at)
    if command.infused_at is not None:
        act.append(admission_id, Infusion(part=1, ended_at=None), command.infused_at)


def _background(command: AdmitPatient) -> list[Background]:
    """Return allergies, code status and diagnosis; an allergy to tocilizumab has its own kind."""
    named = (text.strip() for text in command.allergies)
    facts = [Background(kind=_allergy_kind(text), text=text) for text in named if text]
    if command.no_known_allergy:
        facts.append(Background(kind=BackgroundKind.NO_KNOWN_ALLERGY, text=""))
    told = (
        (BackgroundKind.CODE_STATUS, command.code_status),
        (BackgroundKind.DIAGNOSIS, command.diagnosis.strip()),
    )
    return facts + [Background(kind=kind, text=text) for kind, text in told if text]


def _allergy_kind(text: str) -> BackgroundKind:
    if tocilizumab.is_tocilizumab(text):
        return BackgroundKind.TOCILIZUMAB_ALLERGY
    return BackgroundKind.ALLERGY


def _admitted_before(
    work: UnitOfWork, command: AdmitPatient, written: tuple[EntryId, ...]
) -> Changes:
    """Return the changes of the same admission, done already under the same token."""
    number = command.hospital_no.strip()
    for stay in work.open_admissions():
        if stay.patient.hospital_no == number:
            return acts.written_before(work.chart(stay.id), written)
    return Changes(entries=written)


def _move(act: ChartAct, command: MoveBed) -> None:
    if command.bed_id == act.chart.subject.bed.id:
        raise refused("admission.same_bed", "bed_id", bed=act.chart.subject.bed.name)
    _in_use(act.work, command.bed_id)
    act.work.move_bed(command.admission_id, command.bed_id)
    act.write(_stay(StayEvent.MOVED, command.bed_id, ""), act.now)


def _discharge(act: ChartAct, command: Discharge) -> None:
    times.not_future(command.at, act.now, "at")
    if command.at < act.chart.subject.admitted_at:
        raise refused(
            "admission.left_before_arrival",
            "at",
            at=command.at,
            admitted_at=act.chart.subject.admitted_at,
        )
    left = _stay(StayEvent.DISCHARGED, None, command.note.strip())
    act.write(left, command.at, late_reason=command.late_reason)
    for order in act.chart.of(MedicationOrder):
        held = stock.reserved_for(act.work, order.id)
        stock.move(act, StockMoveKind.RELEASED, order.id, held)
    act.work.close_admission(command.admission_id, command.at)


def _stay(event: StayEvent, bed_id: BedId | None, note: str) -> StayChange:
    return StayChange(event=event, bed_id=bed_id, protocol_version_id=None, note=note)
