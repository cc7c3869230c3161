"""One line of words for every kind of entry: what the history and the page of a patient show."""

from collections.abc import Callable
from datetime import tzinfo
from typing import Any

from cart_ward.clinical import capd, ice
from cart_ward.clinical.entries import Body
from cart_ward.clinical.medicines import (
    DoseGiven,
    DoseStep,
    DoubleCheck,
    DrugGiven,
    MedicationOrder,
    OrderStopped,
    Preparation,
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
from cart_ward.i18n import _, formats, wording
from cart_ward.ui.patient.words import join, number, word


def described(body: Body, zone: tzinfo) -> str:
    """Return an entry in words; times inside it in the ward's zone."""
    describe = _DESCRIBE.get(type(body))
    return _("Signed handover") if describe is None else describe(body, zone)


def _vitals(body: VitalSigns, _zone: tzinfo) -> str:
    pressure = ""
    if body.systolic is not None or body.diastolic is not None:
        pressure = _("BP {systolic}/{diastolic}").format(
            systolic=number(body.systolic), diastolic=number(body.diastolic)
        )
    return join(
        "" if body.temperature is None else _("T {t} °C").format(t=formats.fixed(body.temperature)),
        "" if body.pulse is None else _("HR {rate}").format(rate=body.pulse),
        "" if body.respiratory_rate is None else _("RR {rate}").format(rate=body.respiratory_rate),
        pressure,
        "" if body.spo2 is None else _("SpO2 {percent} %").format(percent=body.spo2),
        _oxygen(body),
        _support(body),
        word(body.consciousness),
    )


def _oxygen(body: VitalSigns) -> str:
    if body.oxygen_flow is None:
        return word(body.oxygen)
    return _("{device} {flow} L/min").format(
        device=word(body.oxygen), flow=formats.number(body.oxygen_flow)
    )


def _support(body: VitalSigns) -> str:
    return join(
        _("fluids for hypotension") if body.fluids else "",
        _("vasopressors: {count}").format(count=body.vasopressors) if body.vasopressors else "",
        _("vasopressin") if body.vasopressin else "",
    )


def _neuro(body: NeuroCheck, _zone: tzinfo) -> str:
    signs = (body.posturing, body.cn6_palsy, body.papilloedema, body.cushing_triad)
    return join(
        _("Neuro check"),
        word(body.consciousness),
        "" if body.seizure is None else _("seizure: {kind}").format(kind=word(body.seizure)),
        _("motor weakness") if body.motor_weakness else "",
        "" if body.oedema is None else _("oedema: {kind}").format(kind=word(body.oedema)),
        _("sign of raised pressure") if any(signs) or body.raised_icp_sign else "",
        ""
        if body.handwriting is None
        else _("handwriting: {kind}").format(kind=word(body.handwriting)),
    )


def _ice(body: IceAssessment, _zone: tzinfo) -> str:
    return _score("ICE", ice.score(body), len(ice.missing(body)), body.total)


def _capd(body: CapdAssessment, _zone: tzinfo) -> str:
    return _score("CAPD", capd.score(body), len(capd.missing(body)), body.total)


def _score(tool: str, score: int | None, missing: int, total: int | None) -> str:
    if score is None:
        return _("{tool} not complete: items not recorded: {count}").format(
            tool=tool, count=missing
        )
    if total is not None:
        return _("{tool} {score}, items not recorded").format(tool=tool, score=score)
    return _("{tool} {score}").format(tool=tool, score=score)


def _grading(body: Grading, _zone: tzinfo) -> str:
    if body.override_reason is None:
        return _("{scale} grade {grade} confirmed").format(scale=body.scale.value, grade=body.grade)
    proposed = _("none") if body.proposed_grade is None else str(body.proposed_grade)
    return _("{scale} grade {grade} signed, proposed was {proposed}: {reason}").format(
        scale=body.scale.value, grade=body.grade, proposed=proposed, reason=body.override_reason
    )


def _attribution(body: Attribution, _zone: tzinfo) -> str:
    line = _("{finding}: {cause}").format(finding=word(body.finding), cause=word(body.cause))
    return join(line, body.reason)


def _not_done(body: NotDone, _zone: tzinfo) -> str:
    line = _("{check} not done: {reason}").format(check=word(body.what), reason=word(body.reason))
    return join(line, body.note)


def _done(body: Done, _zone: tzinfo) -> str:
    return join(_("{check} done").format(check=word(body.what)), body.note)


def _infusion(body: Infusion, zone: tzinfo) -> str:
    if body.ended_at is None:
        return _("CAR-T infusion, part {part}").format(part=body.part)
    return _("CAR-T infusion, part {part}, ended {at}").format(
        part=body.part, at=formats.moment_on_screen(body.ended_at, zone)
    )


def _background(body: Background, _zone: tzinfo) -> str:
    if not body.text:
        return word(body.kind)
    return _("{kind}: {text}").format(kind=word(body.kind), text=body.text)


def _weight(body: Weight, _zone: tzinfo) -> str:
    kilograms = formats.fixed(body.kilograms)
    if body.measured:
        return _("Weight {kilograms} kg").format(kilograms=kilograms)
    return _("Weight {kilograms} kg, only stated").format(kilograms=kilograms)


def _lab(body: LabResult, _zone: tzinfo) -> str:
    return _("{analyte} {value} {unit}").format(
        analyte=body.analyte, value=formats.number(body.value), unit=body.unit
    )


def _episode(body: EpisodeMark, _zone: tzinfo) -> str:
    sentence = _("{kind} episode opened") if body.opened else _("{kind} episode closed")
    return join(sentence.format(kind=word(body.kind)), body.reason)


def _step_down(body: StepDown, _zone: tzinfo) -> str:
    line = _("Monitoring follows {scale} {grade} from now on").format(
        scale=body.scale.value, grade=body.grade
    )
    return join(line, body.reason)


def _order(body: MedicationOrder, _zone: tzinfo) -> str:
    return _("Ordered: {drug} {dose} mg, {route}").format(
        drug=body.drug, dose=formats.number(body.dose_mg), route=word(body.route)
    )


def _order_stopped(body: OrderStopped, _zone: tzinfo) -> str:
    return _("Order withdrawn: {reason}").format(reason=body.reason)


def _preparation(body: Preparation, _zone: tzinfo) -> str:
    return _("Prepared: vials of 80, 200, 400 mg: {small}, {middle}, {large}").format(
        small=body.vials_80, middle=body.vials_200, large=body.vials_400
    )


def _double_check(body: DoubleCheck, _zone: tzinfo) -> str:
    # The figures stay blind here: the second person may look at this page.
    return _("Double check: {part} person").format(part=word(body.part))


def _dose(body: DoseGiven, zone: tzinfo) -> str:
    line = _("Given: {drug} {dose} mg").format(drug=body.drug, dose=formats.number(body.dose_mg))
    ended = ""
    if body.ended_at is not None:
        ended = _("ended {at}").format(at=formats.moment_on_screen(body.ended_at, zone))
    deviation = ""
    if body.deviation is not None:
        deviation = _("deviation: {reason}").format(reason=body.deviation)
    return join(line, ended, deviation)


def _step(body: DoseStep, _zone: tzinfo) -> str:
    reaction = ""
    if body.reaction is not None:
        reaction = _("reaction: {kind}").format(kind=word(body.reaction))
    return join(_("Infusion: {step}").format(step=word(body.step)), reaction, word(body.response))


def _drug(body: DrugGiven, zone: tzinfo) -> str:
    dose = ""
    if body.dose is not None:
        dose = f"{formats.number(body.dose)} {body.unit or ''}".strip()
    every = ""
    if body.interval_hours is not None:
        every = _("every {hours} h").format(hours=formats.number(body.interval_hours))
    until = ""
    if body.until is not None:
        until = _("until {at}").format(at=formats.moment_on_screen(body.until, zone))
    return join(body.drug, dose, word(body.route), every, until, word(body.kind))


def _pause(body: MonitoringPause, zone: tzinfo) -> str:
    if not body.paused:
        return _("Monitoring resumed")
    reason = wording.pause_reason(body.reason)
    if body.until is None:
        return _("Monitoring paused: {reason}").format(reason=reason)
    return _("Monitoring paused until {at}: {reason}").format(
        at=formats.moment_on_screen(body.until, zone), reason=reason
    )


def _answer(body: AlarmAnswer, zone: tzinfo) -> str:
    if body.until is None:
        return _("Alarm answered: {answer}").format(answer=reply(body))
    at = formats.clock(body.until, zone)
    return _("Alarm answered: {answer}; raised again at {at}").format(answer=reply(body), at=at)


def reply(body: AlarmAnswer) -> str:
    """Return what happens next, in words."""
    code = f"words.AlarmReply.{body.answer}"
    return wording.say(code) if wording.knows(code) else body.answer


def _note(body: Note, _zone: tzinfo) -> str:
    return _("{kind}: {text}").format(kind=word(body.kind), text=body.text)


def _call(body: CallMade, zone: tzinfo) -> str:
    line = _("Called {role} {name}").format(role=wording.role(body.role), name=body.name).strip()
    answered = ""
    if body.answered_at is not None:
        answered = _("answered {at}").format(at=formats.moment_on_screen(body.answered_at, zone))
    return join(line, answered, wording.outcome(body.outcome))


def _stay(body: StayChange, _zone: tzinfo) -> str:
    return join(word(body.event), body.note)


def _struck(_body: StruckOut, _zone: tzinfo) -> str:
    return _("Struck out: entered in error")


_DESCRIBE: dict[type[Any], Callable[[Any, tzinfo], str]] = {
    VitalSigns: _vitals,
    NeuroCheck: _neuro,
    IceAssessment: _ice,
    CapdAssessment: _capd,
    Grading: _grading,
    Attribution: _attribution,
    NotDone: _not_done,
    Done: _done,
    Infusion: _infusion,
    Background: _background,
    Weight: _weight,
    LabResult: _lab,
    EpisodeMark: _episode,
    StepDown: _step_down,
    MedicationOrder: _order,
    OrderStopped: _order_stopped,
    Preparation: _preparation,
    DoubleCheck: _double_check,
    DoseGiven: _dose,
    DoseStep: _step,
    DrugGiven: _drug,
    MonitoringPause: _pause,
    AlarmAnswer: _answer,
    Note: _note,
    CallMade: _call,
    StayChange: _stay,
    StruckOut: _struck,
}
