"""Each step of one tocilizumab dose as an act of the practice crew, for the pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cart_ward.care import medication, stock
from cart_ward.care.ports import Desk
from cart_ward.clinical import tocilizumab
from cart_ward.clinical.medicines import MedicationOrder
from cart_ward.clinical.observed import Weight
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import CheckPart, DoseStepKind, EntryId, Reaction, Route
from cart_ward.practice.crew import Crew
from cart_ward.practice.player import token

REASON = "CRS 1 for three days, discussed on the round"


@dataclass(frozen=True, kw_only=True)
class DoseActs:
    """One dose for one patient; every step acts as the person who would."""

    desk: Desk
    people: Crew
    patient: AdmissionId

    def steps(self) -> Iterator[str]:
        """Do one step after the other and yield the name of what is next."""
        kilograms = self._kilograms()
        dose_mg = tocilizumab.calculate(kilograms)
        if dose_mg is None:
            raise LookupError("no usable weight")
        order_id = self._order(dose_mg.dose_mg)
        yield "prepare"
        self._prepare(order_id, dose_mg.dose_mg)
        yield "check"
        self._check(order_id, kilograms, dose_mg.dose_mg)
        yield "start"
        command = medication.StartDose(
            admission_id=self.patient, order_id=order_id, started_at=self.desk.clock.now(),
            token=token(),
        )  # fmt: skip
        dose_id = medication.start_dose(self.desk.of(self.people.nurse), command).entries[0]
        yield "running"
        self._end(dose_id)
        yield "respond"

    def _kilograms(self) -> Decimal:
        with self.desk.store.read() as reading:
            weight = reading.chart(self.patient).latest(Weight)
        return Decimal(0) if weight is None else weight.body.kilograms

    def _order(self, dose_mg: Decimal) -> EntryId:
        command = medication.OrderTocilizumab(
            admission_id=self.patient,
            dose_mg=dose_mg,
            route=Route.IV_INFUSION,
            duration_min=60,
            active_infection=False,
            indication="CRS",
            prescriber_id=self.people.physician.staff_id,
            verbal=False,
            reason=REASON,
            token=token(),
        )
        made = medication.order_tocilizumab(self.desk.of(self.people.physician), command)
        with self.desk.store.read() as reading:
            orders = reading.chart(self.patient).of(MedicationOrder)
        return next(entry.id for entry in orders if entry.id in made.entries)

    def _prepare(self, order_id: EntryId, dose_mg: Decimal) -> None:
        with self.desk.store.read() as reading:
            free = stock.levels(reading, self.desk.clock.now().date()).free
        command = medication.PrepareDose(
            admission_id=self.patient,
            order_id=order_id,
            vials=tocilizumab.choose_vials(free, dose_mg) or {},
            lots=self.people.lots,
            token=token(),
        )
        medication.prepare_dose(self.desk.of(self.people.nurse), command)

    def _check(self, order_id: EntryId, kilograms: Decimal, dose_mg: Decimal) -> None:
        pairs = ((CheckPart.FIRST, self.people.nurse), (CheckPart.SECOND, self.people.second))
        for part, actor in pairs:
            command = medication.CheckDose(
                admission_id=self.patient,
                order_id=order_id,
                part=part,
                weight=kilograms,
                dose_mg=dose_mg,
                volume_ml=tocilizumab.volume(dose_mg),
                token=token(),
            )
            medication.check_dose(self.desk.of(actor), command)

    def _end(self, dose_id: EntryId) -> None:
        command = medication.RecordDoseStep(
            admission_id=self.patient,
            dose_id=dose_id,
            step=DoseStepKind.END,
            at=self.desk.clock.now(),
            volume_ml=None,
            reaction=Reaction.NONE,
            response=None,
            token=token(),
        )
        medication.record_dose_step(self.desk.of(self.people.nurse), command)
