"""Record vital signs, neuro checks, "not done", drugs given and everything else observed."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from cart_ward.care import acts, bodies, times
from cart_ward.care.acts import ChartAct
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.care.refusals import refused
from cart_ward.clinical import antipyretic, limits, timing
from cart_ward.clinical.antipyretic import First
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import KIND_OF, Body
from cart_ward.clinical.icans import ICE_FROM
from cart_ward.clinical.medicines import DrugGiven
from cart_ward.clinical.observed import (
    AlarmAnswer,
    Attribution,
    Background,
    CallMade,
    CapdAssessment,
    Done,
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
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import (
    AttributedFinding,
    Cause,
    Check,
    DrugKind,
    EntryId,
    NoteKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A "because of CRS?" or "other cause" tick, signed with the observation it is about."""

    finding: AttributedFinding
    cause: Cause
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordVitals:
    """A set of vital signs with its ticks; `token` makes a second click harmless."""

    admission_id: AdmissionId
    taken_at: datetime
    vitals: VitalSigns
    ticks: tuple[Tick, ...]
    late_reason: str | None
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNeuroCheck:
    """A neuro check with ICE or CAPD, or with the reason why the score was not taken."""

    admission_id: AdmissionId
    taken_at: datetime
    neuro: NeuroCheck
    ice: IceAssessment | None
    capd: CapdAssessment | None
    score_not_done: NotDone | None
    ticks: tuple[Tick, ...]
    late_reason: str | None
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedFirst:
    """An antipyretic that was ordered before the fever was assessed: by whom, why (H33).

    `told` is the note that tells it to the next shift, in the words of the screen.
    """

    ordered_by: str
    reason: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEntry:
    """Any other single observation: not done, done, weight, drug given, note, lab, background.

    `NotDone | Done | Weight | DrugGiven | Note | LabResult | Background | CallMade | Infusion |
    MonitoringPause | AlarmAnswer`; other kinds have acts of their own and are refused here.
    `exception` is for an antipyretic given before its fever was assessed.
    """

    admission_id: AdmissionId
    taken_at: datetime
    body: Body
    late_reason: str | None
    token: str
    exception: OrderedFirst | None = None


RECORDABLE: tuple[type[Any], ...] = (
    NotDone,
    Done,
    Weight,
    DrugGiven,
    Note,
    LabResult,
    Background,
    CallMade,
    Infusion,
    MonitoringPause,
    AlarmAnswer,
)
"""The kinds `record_entry` takes."""

_OF_VITALS = frozenset(
    {AttributedFinding.FEVER, AttributedFinding.HYPOTENSION, AttributedFinding.HYPOXIA}
)
_OF_NEURO = frozenset({AttributedFinding.CONSCIOUSNESS, AttributedFinding.OEDEMA})


def record_vitals(desk: Desk, command: RecordVitals) -> Changes:
    """Chart a set of vital signs and its ticks in one act."""
    return acts.on_chart(desk, "record_vitals", command, _vitals)


def record_neuro_check(desk: Desk, command: RecordNeuroCheck) -> Changes:
    """Chart a neuro check, its score (or why there is none) and its ticks in one act."""
    return acts.on_chart(desk, "record_neuro_check", command, _neuro_check)


def record_entry(desk: Desk, command: RecordEntry) -> Changes:
    """Chart one other observation."""
    return acts.on_chart(desk, "record_entry", command, _entry)


def scored_by_capd(chart: Chart, at: datetime, zone: tzinfo) -> bool:
    """Tell whether CAPD takes the place of ICE: under 12 years, or agreed on for later."""
    age = timing.age_years(chart.subject.patient.birth_date, at.astimezone(zone).date())
    return age < ICE_FROM or bodies.capd_from_12(chart)


def _late(act: ChartAct, taken_at: datetime, reason: str | None) -> str | None:
    return times.accepted(taken_at, act.now, act.chart.subject, act.zone, reason)


def _vitals(act: ChartAct, command: RecordVitals) -> None:
    late = _late(act, command.taken_at, command.late_reason)
    vitals = limits.converted(command.vitals)
    bodies.check(vitals, act.setting(command.taken_at))
    about = act.write(vitals, command.taken_at, late_reason=late)
    _sign_ticks(act, about, command, _OF_VITALS, late)


def _neuro_check(act: ChartAct, command: RecordNeuroCheck) -> None:
    late = _late(act, command.taken_at, command.late_reason)
    score = _the_score(act, command)
    setting = act.setting(command.taken_at)
    bodies.check_neuro(command.neuro, command.ice, command.capd, setting)
    about = act.write(command.neuro, command.taken_at, late_reason=late)
    act.write(score, command.taken_at, late_reason=late)
    _sign_ticks(act, about, command, _OF_NEURO, late)


def _the_score(
    act: ChartAct, command: RecordNeuroCheck
) -> IceAssessment | CapdAssessment | NotDone:
    """Return the one score of the check, or why there is none."""
    found = [s for s in (command.ice, command.capd, command.score_not_done) if s is not None]
    if len(found) != 1:
        raise refused("entry.one_score", "score", count=len(found))
    score = found[0]
    if isinstance(score, NotDone):
        bodies.check(score, act.setting(command.taken_at))
        if score.what is not Check.NEURO:
            raise refused("entry.one_score", "score", count=0)
    return score


def _sign_ticks(
    act: ChartAct,
    about: EntryId,
    command: RecordVitals | RecordNeuroCheck,
    allowed: frozenset[AttributedFinding],
    late: str | None,
) -> None:
    """Chart the ticks about the observation just written."""
    findings = [tick.finding for tick in command.ticks]
    if not allowed.issuperset(findings) or len(set(findings)) != len(findings):
        raise refused("entry.tick_misplaced", "ticks")
    setting = act.setting(command.taken_at)
    for tick in command.ticks:
        if tick.cause is Cause.AIRWAY_ONLY and tick.finding is not AttributedFinding.HYPOXIA:
            raise refused("entry.tick_misplaced", "ticks")
        body = Attribution(
            about=about, finding=tick.finding, cause=tick.cause, reason=tick.reason.strip()
        )
        bodies.check(body, setting)
        act.write(body, command.taken_at, late_reason=late)


def _entry(act: ChartAct, command: RecordEntry) -> None:
    if not isinstance(command.body, RECORDABLE):
        raise refused("entry.own_act", kind=KIND_OF[type(command.body)])
    late = _late(act, command.taken_at, command.late_reason)
    bodies.check(command.body, act.setting(command.taken_at))
    told = _told(act.chart, command)
    act.write(command.body, command.taken_at, late_reason=late)
    if told is not None:
        act.write(Note(kind=NoteKind.HANDOVER, text=told), command.taken_at, late_reason=late)


_NOT_YET = {
    First.TEMPERATURE: "antipyretic.temperature_first",
    First.GRADE: "antipyretic.grade_first",
}


def _told(chart: Chart, command: RecordEntry) -> str | None:
    """Refuse what would hide a fever nobody assessed; return the note that tells an exception."""
    body, exception = command.body, command.exception
    if not isinstance(body, DrugGiven) or body.kind is not DrugKind.ANTIPYRETIC:
        return None
    first = antipyretic.asked_first(chart, command.taken_at)
    if first is None:
        return None
    if exception is None:
        raise refused(_NOT_YET[first], "exception")
    bodies.needs_text(exception.ordered_by, "ordered_by")
    bodies.needs_text(exception.reason, "reason")
    return bodies.needs_text(exception.told, "told")
