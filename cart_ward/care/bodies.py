"""What an act asks of the thing charted before it is written; the same for a correction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal
from typing import Any

from cart_ward.care.refusals import refuse_stops, refused
from cart_ward.clinical import limits, timing, tocilizumab
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Body
from cart_ward.clinical.medicines import DoseGiven, DoseStep, DrugGiven
from cart_ward.clinical.observed import (
    AlarmAnswer,
    Attribution,
    Background,
    CallMade,
    CapdAssessment,
    IceAssessment,
    Infusion,
    LabResult,
    MonitoringPause,
    NeuroCheck,
    NotDone,
    Note,
    VitalSigns,
    Weight,
)
from cart_ward.clinical.vocabulary import BackgroundKind, Cause, NotDoneReason

_FLAGS = frozenset(
    {
        BackgroundKind.NO_KNOWN_ALLERGY,
        BackgroundKind.NEWS2_SCALE_2,
        BackgroundKind.CAPD_FROM_12,
    }
)
"""Background whose kind says everything."""

LONGEST_PAUSE = timedelta(days=30)
"""A pause that ends later than this is a slip of the date."""

MOST_HOURS = Decimal(8760)
"""Hours between two doses of a drug; more is a slip, such as a bar code in the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a body is checked against: the chart it goes into, when it was true, and now."""

    chart: Chart
    taken_at: datetime
    now: datetime
    zone: tzinfo

    @property
    def age(self) -> int:
        """The patient's age in years then."""
        born = self.chart.subject.patient.birth_date
        return timing.age_years(born, self.taken_at.astimezone(self.zone).date())


def check(body: Body, setting: Setting) -> None:
    """Raise `NotAllowed` where the body is impossible, empty or contradicts itself."""
    rule = _RULES.get(type(body))
    if rule is not None:
        rule(body, setting)


def check_neuro(
    neuro: NeuroCheck, ice: IceAssessment | None, capd: CapdAssessment | None, setting: Setting
) -> None:
    """Raise `NotAllowed` where a neuro check and its score cannot be true together."""
    chosen = capd_from_12(setting.chart)
    found = limits.check_neuro(neuro, ice, capd, setting.age, capd_from_12=chosen)
    refuse_stops("entry.refused", found)


def capd_from_12(chart: Chart) -> bool:
    """Tell whether CAPD was agreed on although the patient is 12 or older."""
    return any(fact.body.kind is BackgroundKind.CAPD_FROM_12 for fact in chart.of(Background))


def needs_text(text: str | None, field: str, code: str = "entry.text_needed") -> str:
    """Return the trimmed text; refuse an empty one."""
    trimmed = (text or "").strip()
    if not trimmed:
        raise refused(code, field)
    return trimmed


def _positive(value: Decimal | None, field: str) -> None:
    if value is not None and value <= 0:
        raise refused("entry.positive_needed", field, value=value)


def at_most(value: Decimal | int | None, most: Decimal | int, field: str) -> None:
    """Refuse a number that is above what can be meant."""
    if value is not None and value > most:
        raise refused("entry.too_much", field, value=value, most=most)


def _after_start(end: datetime | None, field: str, setting: Setting) -> None:
    """Refuse an end before the start or, for what is over, later than now."""
    if end is None:
        return
    if end < setting.taken_at:
        raise refused("entry.end_before_start", field, start=setting.taken_at, end=end)


def _over(end: datetime | None, field: str, setting: Setting) -> None:
    _after_start(end, field, setting)
    if end is not None and end > setting.now:
        raise refused("entry.future", field, at=end, now=setting.now)


def _vital_signs(body: VitalSigns, _setting: Setting) -> None:
    refuse_stops("entry.refused", limits.check_vitals(body))


def _weight(body: Weight, setting: Setting) -> None:
    before = setting.chart.latest(Weight, setting.taken_at)
    previous = None if before is None else before.body.kilograms
    refuse_stops("entry.refused", limits.check_weight(body.kilograms, previous))


def _attribution(body: Attribution, _setting: Setting) -> None:
    if body.cause is not Cause.CRS:
        needs_text(body.reason, "reason", "entry.reason_needed")


def _not_done(body: NotDone, _setting: Setting) -> None:
    if body.reason is NotDoneReason.OTHER:
        needs_text(body.note, "note", "entry.reason_needed")


def _background(body: Background, _setting: Setting) -> None:
    if body.kind not in _FLAGS:
        needs_text(body.text, "text")


def _note(body: Note, _setting: Setting) -> None:
    needs_text(body.text, "text")


def _lab(body: LabResult, _setting: Setting) -> None:
    needs_text(body.analyte, "analyte")


def _call(body: CallMade, setting: Setting) -> None:
    needs_text(body.role, "role")
    _over(body.answered_at, "answered_at", setting)


def _pause(body: MonitoringPause, setting: Setting) -> None:
    if body.paused:
        needs_text(body.reason, "reason", "entry.reason_needed")
    _after_start(body.until, "until", setting)
    if body.until is not None and body.until - setting.taken_at > LONGEST_PAUSE:
        raise refused("entry.too_far", "until", days=LONGEST_PAUSE.days)


def _answer(body: AlarmAnswer, setting: Setting) -> None:
    needs_text(body.alarm_key, "alarm_key")
    needs_text(body.answer, "answer")
    _after_start(body.until, "until", setting)


def _infusion(body: Infusion, setting: Setting) -> None:
    if body.part < 1:
        raise refused("entry.positive_needed", "part", value=body.part)
    _over(body.ended_at, "ended_at", setting)


def _drug(body: DrugGiven, setting: Setting) -> None:
    needs_text(body.drug, "drug")
    if tocilizumab.is_tocilizumab(body.drug):
        raise refused("entry.tocilizumab_is_a_dose", "drug", drug=body.drug)
    _positive(body.dose, "dose")
    _positive(body.interval_hours, "interval_hours")
    at_most(body.interval_hours, MOST_HOURS, "interval_hours")
    _after_start(body.until, "until", setting)


def _dose(body: DoseGiven, setting: Setting) -> None:
    needs_text(body.drug, "drug")
    _positive(body.dose_mg, "dose_mg")
    if body.given_by_id is not None and body.given_by_id == body.checked_by_id:
        raise refused("dose.same_person", "checked_by_id")
    _over(body.ended_at, "ended_at", setting)


def _step(body: DoseStep, _setting: Setting) -> None:
    if body.volume_ml is not None and body.volume_ml < 0:
        raise refused("entry.positive_needed", "volume_ml", value=body.volume_ml)


_RULES: dict[type[Any], Callable[[Any, Setting], None]] = {
    VitalSigns: _vital_signs,
    Weight: _weight,
    Attribution: _attribution,
    NotDone: _not_done,
    Background: _background,
    Note: _note,
    LabResult: _lab,
    CallMade: _call,
    MonitoringPause: _pause,
    AlarmAnswer: _answer,
    Infusion: _infusion,
    DrugGiven: _drug,
    DoseGiven: _dose,
    DoseStep: _step,
}
