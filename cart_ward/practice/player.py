"""Play the events of a course through the same acts as the screens."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from cart_ward.care import admissions, grading, medication, observations, stock
from cart_ward.care.observations import OrderedFirst
from cart_ward.care.ports import Desk
from cart_ward.clinical import tocilizumab
from cart_ward.clinical.entries import Body
from cart_ward.clinical.medicines import DrugGiven
from cart_ward.clinical.observed import (
    Infusion,
    LabResult,
    Note,
    Weight,
)
from cart_ward.clinical.people import Actor, AdmissionId, BedId, Name, Sex
from cart_ward.clinical.vocabulary import (
    AttributedFinding,
    Cause,
    CheckPart,
    DoseStepKind,
    DrugKind,
    EntryId,
    EpisodeKind,
    NoteKind,
    Reaction,
    Route,
    Scale,
)
from cart_ward.errors import NotAllowed
from cart_ward.i18n import _
from cart_ward.practice import charting
from cart_ward.practice.charting import PUBLISHED
from cart_ward.practice.courses import (
    Course,
    LabRow,
    MedicationRow,
    NeuroRow,
    ObservationRow,
    StatedGrade,
    VitalsRow,
    hours,
)
from cart_ward.practice.crew import Crew
from cart_ward.practice.events import EpisodeEdge, Event

ROUTES = {
    "iv": Route.IV,
    "oral": Route.ORAL,
    "sc": Route.SC,
    "im": Route.IM,
    "intrathecal": Route.INTRATHECAL,
    "rectal": Route.RECTAL,
    "not stated": Route.NOT_STATED,
}
ANALYTES = {
    "crp_mg_l": ("CRP", "mg/L"),
    "ferritin_ug_l": ("Ferritin", "ug/L"),
    "ldh_u_l": ("LDH", "U/L"),
    "il6_pg_ml": ("IL-6", "pg/mL"),
    "csf_wbc_ul": ("CSF WBC", "/uL"),
}
WEIGH_AGAIN = timedelta(days=6)
INFUSION = timedelta(minutes=60)


def token() -> str:
    """Return a fresh token for one act."""
    return uuid4().hex


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who the published patient is called in the practice ward; invented."""

    name: Name
    hospital_no: str
    bed_id: BedId


class Player:
    """One course being charted: `start` is hour 0 of its patient."""

    def __init__(
        self, desk: Desk, crew: Crew, course: Course, start: datetime, identity: Identity
    ) -> None:
        self._desk = desk
        self._crew = crew
        self.course = course
        self.start = start
        self._identity = identity
        self._infused = False
        self.admission_id = AdmissionId(0)

    def at(self, event: Event) -> datetime:
        """Return when the event happens."""
        return self.start + hours(event.hour)

    def _as(self, actor: Actor) -> Desk:
        return self._desk.of(actor)

    def admit(self, at: datetime) -> AdmissionId:
        """Admit the patient before the infusion; what the report does not say is not charted."""
        patient = self.course.patient
        days = int(patient.age * 365) + int(patient.age) // 4 + 100
        sex = patient.sex if patient.sex in ("female", "male") else "unknown"
        changes = admissions.admit(
            self._as(self._crew.charge),
            admissions.AdmitPatient(
                hospital_no=self._identity.hospital_no,
                name=self._identity.name,
                birth_date=(self.start - timedelta(days=days)).date(),
                sex=Sex(sex),
                bed_id=self._identity.bed_id,
                product_id=self._crew.product(self.course.product.name),
                protocol_version_id=self._crew.protocol_id,
                weight=patient.assumed_weight_kg,
                weight_measured=True,
                allergies=(),
                no_known_allergy=False,
                code_status="",
                diagnosis=patient.diagnosis,
                infused_at=None,
                admitted_at=at,
                token=token(),
            ),
        )
        (self.admission_id,) = changes.admissions
        return self.admission_id

    def infuse(self) -> None:
        """Chart day 0."""
        self._record(self._crew.nurse, Infusion(part=1, ended_at=None), self.start)
        self._infused = True

    def play(self, event: Event) -> None:
        """Chart one event."""
        if not self._infused and event.hour >= 0:
            self.infuse()
        at = self.at(event)
        what = event.what
        if isinstance(what, VitalsRow):
            self._vitals(what, at)
        elif isinstance(what, NeuroRow):
            self._neuro(what, at)
        elif isinstance(what, MedicationRow):
            self._drug(what, at)
        elif isinstance(what, LabRow):
            self._lab(what, at)
        elif isinstance(what, ObservationRow):
            note = Note(kind=NoteKind.OBSERVATION, text=what.text)
            self._record(self._crew.nurse, note, at)
        elif isinstance(what, StatedGrade):
            self._stated(what, at)
        else:
            self._episode(what, at)

    def _record(
        self, actor: Actor, body: Body, at: datetime, exception: OrderedFirst | None = None
    ) -> None:
        command = observations.RecordEntry(
            admission_id=self.admission_id,
            taken_at=at,
            body=body,
            late_reason=None,
            token=token(),
            exception=exception,
        )
        observations.record_entry(self._as(actor), command)

    def _vitals(self, row: VitalsRow, at: datetime) -> None:
        command = observations.RecordVitals(
            admission_id=self.admission_id,
            taken_at=at,
            vitals=charting.vital_signs(row),
            ticks=charting.vitals_ticks(row),
            late_reason=None,
            token=token(),
        )
        observations.record_vitals(self._as(self._crew.nurse), command)

    def _neuro(self, row: NeuroRow, at: datetime) -> None:
        other = row.consciousness_other_cause
        finding = AttributedFinding.CONSCIOUSNESS
        command = observations.RecordNeuroCheck(
            admission_id=self.admission_id,
            taken_at=at,
            neuro=charting.neuro_check(row),
            ice=charting.ice(row.ice),
            capd=charting.capd(row.capd),
            score_not_done=charting.not_done(row),
            ticks=(charting.tick(finding, Cause.OTHER),) if other else (),
            late_reason=None,
            token=token(),
        )
        observations.record_neuro_check(self._as(self._crew.nurse), command)

    def _lab(self, row: LabRow, at: datetime) -> None:
        for field, (analyte, unit) in ANALYTES.items():
            value: Decimal | None = getattr(row, field)
            if value is not None:
                result = LabResult(analyte=analyte, value=value, unit=unit)
                self._record(self._crew.nurse, result, at)

    def _stated(self, row: StatedGrade, at: datetime) -> None:
        """Chart the authors' grade as a physician's word; where it differs, with their reason."""
        reason = f"stated by the authors: {row.as_stated}"
        if row.why_different:
            reason += f" ({row.why_different})"
        command = grading.SignGrade(
            admission_id=self.admission_id,
            scale=Scale(row.scale),
            grade=row.grade,
            at=at,
            override_reason=reason,
            token=token(),
        )
        grading.sign_grade(self._as(self._crew.physician), command)

    def _episode(self, edge: EpisodeEdge, at: datetime) -> None:
        command = grading.MarkEpisode(
            admission_id=self.admission_id,
            kind=EpisodeKind(edge.row.kind),
            opened=edge.opened,
            at=at,
            reason=edge.row.note or PUBLISHED,
            token=token(),
        )
        grading.mark_episode(self._as(self._crew.physician), command)

    def _drug(self, row: MedicationRow, at: datetime) -> None:
        if row.drug == "tocilizumab" and row.assumed_dose_mg is not None:
            self._tocilizumab(row.assumed_dose_mg, at)
            return
        until = None if row.until_hour is None else self.start + hours(row.until_hour)
        drug = DrugGiven(
            drug=row.drug,
            kind=DrugKind(row.kind),
            dose=row.dose,
            unit=row.unit,
            route=ROUTES.get(row.route, Route.OTHER),
            interval_hours=row.every_h,
            until=until,
        )
        told = _("Antipyretic before the fever was assessed, as in the published report")
        self._record(
            self._crew.nurse,
            drug,
            at,
            OrderedFirst(ordered_by=PUBLISHED, reason=PUBLISHED, told=told),
        )

    def _tocilizumab(self, dose_mg: Decimal, at: datetime) -> None:
        """Order, check and give; what a rule stops was given all the same: a deviation."""
        self._weigh(at)
        try:
            order_id = self._order(dose_mg)
        except NotAllowed:
            self._deviation(dose_mg, at)
            return
        self._give(order_id, dose_mg, at)

    def _weigh(self, at: datetime) -> None:
        """Chart the assumed weight again before an order would find it too old."""
        with self._desk.store.read() as reading:
            weight = reading.chart(self.admission_id).latest(Weight)
        if weight is None or at - weight.taken_at > WEIGH_AGAIN:
            kilograms = self.course.patient.assumed_weight_kg
            self._record(self._crew.nurse, Weight(kilograms=kilograms, measured=True), at)

    def _order(self, dose_mg: Decimal) -> EntryId:
        command = medication.OrderTocilizumab(
            admission_id=self.admission_id,
            dose_mg=dose_mg,
            route=Route.IV_INFUSION,
            duration_min=60,
            active_infection=False,
            indication="CRS",
            prescriber_id=self._crew.physician.staff_id,
            verbal=False,
            reason=PUBLISHED,
            token=token(),
        )
        changes = medication.order_tocilizumab(self._as(self._crew.physician), command)
        return changes.entries[0]

    def _give(self, order_id: EntryId, dose_mg: Decimal, at: datetime) -> None:
        with self._desk.store.read() as reading:
            free = stock.levels(reading, at.date()).free
        vials = tocilizumab.choose_vials(free, dose_mg) or {}
        medication.prepare_dose(
            self._as(self._crew.nurse),
            medication.PrepareDose(
                admission_id=self.admission_id,
                order_id=order_id,
                vials=vials,
                lots=self._crew.lots,
                token=token(),
            ),
        )
        pairs = ((CheckPart.FIRST, self._crew.nurse), (CheckPart.SECOND, self._crew.second))
        for part, actor in pairs:
            check = medication.CheckDose(
                admission_id=self.admission_id,
                order_id=order_id,
                part=part,
                weight=self.course.patient.assumed_weight_kg,
                dose_mg=dose_mg,
                volume_ml=tocilizumab.volume(dose_mg),
                token=token(),
            )
            medication.check_dose(self._as(actor), check)
        start = medication.StartDose(
            admission_id=self.admission_id, order_id=order_id, started_at=at, token=token()
        )
        medication.start_dose(self._as(self._crew.nurse), start)

    def _deviation(self, dose_mg: Decimal, at: datetime) -> None:
        command = medication.ChartDeviation(
            admission_id=self.admission_id,
            drug="tocilizumab",
            dose_mg=dose_mg,
            started_at=at,
            ended_at=None,
            decided_by="the authors' team",
            reason=PUBLISHED,
            witness_id=self._crew.second.staff_id,
            token=token(),
        )
        medication.chart_deviation(self._as(self._crew.nurse), command)

    def infusion_ends(self, now: datetime) -> tuple[datetime, ...]:
        """Return when a running tocilizumab infusion ended, if its hour is over at `now`."""
        with self._desk.store.read() as reading:
            running = tocilizumab.course(reading.chart(self.admission_id), now).running
        if running is None or running.started_at + INFUSION > now:
            return ()
        return (running.started_at + INFUSION,)

    def end_infusion(self, at: datetime) -> None:
        """End the running infusion, as the nurse at the pump does."""
        with self._desk.store.read() as reading:
            running = tocilizumab.course(reading.chart(self.admission_id), at).running
        if running is None:
            return
        command = medication.RecordDoseStep(
            admission_id=self.admission_id,
            dose_id=running.entry_id,
            step=DoseStepKind.END,
            at=at,
            volume_ml=None,
            reaction=Reaction.NONE,
            response=None,
            token=token(),
        )
        medication.record_dose_step(self._as(self._crew.nurse), command)
