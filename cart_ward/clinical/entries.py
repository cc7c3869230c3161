"""Everything that can be charted, and the entry that carries it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from cart_ward.clinical.medicines import (
    DoseGiven,
    DoseStep,
    DoubleCheck,
    DrugGiven,
    MedicationOrder,
    OrderStopped,
    Preparation,
    StockMove,
)
from cart_ward.clinical.observed import (
    AlarmAnswer,
    Attribution,
    Background,
    CallMade,
    CapdAssessment,
    Done,
    EpisodeMark,
    Grading,
    HandoverSigned,
    IceAssessment,
    Infusion,
    LabResult,
    MonitoringPause,
    NeuroCheck,
    NotDone,
    Note,
    StayChange,
    StepDown,
    StruckOut,
    VitalSigns,
    Weight,
)
from cart_ward.clinical.people import AdmissionId, StaffId
from cart_ward.clinical.vocabulary import EntryId

Body = (
    Infusion
    | Background
    | VitalSigns
    | Attribution
    | NeuroCheck
    | IceAssessment
    | CapdAssessment
    | NotDone
    | Done
    | Weight
    | LabResult
    | Grading
    | EpisodeMark
    | StepDown
    | MedicationOrder
    | OrderStopped
    | Preparation
    | DoubleCheck
    | DoseGiven
    | DoseStep
    | DrugGiven
    | StockMove
    | MonitoringPause
    | AlarmAnswer
    | Note
    | CallMade
    | StayChange
    | HandoverSigned
    | StruckOut
)
"""Everything that can be charted."""

KINDS: dict[str, type[Any]] = {
    "infusion": Infusion,
    "background": Background,
    "vital_signs": VitalSigns,
    "attribution": Attribution,
    "neuro_check": NeuroCheck,
    "ice_assessment": IceAssessment,
    "capd_assessment": CapdAssessment,
    "not_done": NotDone,
    "done": Done,
    "weight": Weight,
    "lab_result": LabResult,
    "grading": Grading,
    "episode_mark": EpisodeMark,
    "step_down": StepDown,
    "medication_order": MedicationOrder,
    "order_stopped": OrderStopped,
    "preparation": Preparation,
    "double_check": DoubleCheck,
    "dose_given": DoseGiven,
    "dose_step": DoseStep,
    "drug_given": DrugGiven,
    "stock_move": StockMove,
    "monitoring_pause": MonitoringPause,
    "alarm_answer": AlarmAnswer,
    "note": Note,
    "call_made": CallMade,
    "stay_change": StayChange,
    "handover_signed": HandoverSigned,
    "struck_out": StruckOut,
}
"""The name of each kind in the store and in `Changes`."""

KIND_OF: dict[type[Any], str] = {body: kind for kind, body in KINDS.items()}


B_co = TypeVar("B_co", bound=Body, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[B_co]):
    """One thing charted: what, when it was true, when and by whom it was typed.

    `admission_id` is None for what belongs to the ward (stock, handover). An entry that amends
    another names it and says why; `late_reason` says why it was typed more than 12 h after.
    `clock_ahead` tells how far the wall clock was ahead of the steady time then (doses only).
    """

    id: EntryId
    admission_id: AdmissionId | None
    body: B_co
    taken_at: datetime
    recorded_at: datetime
    recorded_by: StaffId
    station: str
    amends: EntryId | None = None
    amend_reason: str | None = None
    late_reason: str | None = None
    clock_ahead: timedelta = timedelta(0)

    @property
    def kind(self) -> str:
        """The name of the kind in the store and in `Changes`."""
        return KIND_OF[type(self.body)]
