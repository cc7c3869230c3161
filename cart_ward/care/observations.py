"""Record vital signs, neuro checks, "not done", drugs given and everything else observed."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from cart_ward.care import acts, bodies, times
from cart_ward.care.acts import ChartAct
from cart_ward.care.bodies import Setting
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.care.refusals import refuse_stops, refused
from cart_ward.clinical import timing
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import KIND_OF, Body
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
from cart_ward.clinical.vitals import converted
from cart_ward.clinical.vocabulary import AttributedFinding, BackgroundKind, Cause, EntryId

ICE_FROM_YEARS = 12
"""ICE from this age on, CAPD below it."""  # LEE19, crs_icans_grading sections 2 and 4


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
class RecordEntry:
    """Any other single observation: not done, done, weight, drug given, note, lab, background.

    `NotDone | Done | Weight | DrugGiven | Note | LabResult | Background | CallMade | Infusion |
    MonitoringPause | AlarmAnswer`; other kinds have acts of their own and are refused here.
    """

    admission_id: AdmissionId
    taken_at: datetime
    body: Body
    late_reason: str | None
    token: str


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
    """Tell whether CAPD takes the place of ICE: under 12 years, or charted as needed later."""
    age = timing.age_years(chart.subject.patient.birth_date, at.astimezone(zone).date())
    chosen = (b.body.kind is BackgroundKind.CAPD_FROM_12 for b in chart.of(Background))
    return age < ICE_FROM_YEARS or any(chosen)


def _late(act: ChartAct, taken_at: datetime, reason: str | None) -> str | None:
    return times.accepted(taken_at, act.now, act.chart.subject, act.zone, reason)


def _vitals(act: ChartAct, command: RecordVitals) -> None:
    late = _late(act, command.taken_at, command.late_reason)
    vitals = converted(command.vitals)
    setting = Setting(chart=act.chart, taken_at=command.taken_at, now=act.now)
    bodies.check(vitals, setting)
    about = act.write(vitals, command.taken_at, late_reason=late)
    _sign_ticks(act, about, command, _OF_VITALS, late)


def _neuro_check(act: ChartAct, command: RecordNeuroCheck) -> None:
    late = _late(act, command.taken_at, command.late_reason)
    score = _the_score(act, command)
    from cart_ward.clinical import limits

    refuse_stops("entry.refused", limits.check_neuro(command.neuro, command.ice, command.capd))
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
    by_capd = scored_by_capd(act.chart, command.taken_at, act.zone)
    if command.ice is not None and by_capd:
        raise refused("entry.ice_from_12", "score", age=ICE_FROM_YEARS)
    if command.capd is not None and not by_capd:
        raise refused("entry.capd_under_12", "score", age=ICE_FROM_YEARS)
    if command.score_not_done is not None:
        bodies.check(
            command.score_not_done,
            Setting(chart=act.chart, taken_at=command.taken_at, now=act.now),
        )
    return found[0]


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
    setting = Setting(chart=act.chart, taken_at=command.taken_at, now=act.now)
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
    setting = Setting(chart=act.chart, taken_at=command.taken_at, now=act.now)
    bodies.check(command.body, setting)
    act.write(command.body, command.taken_at, late_reason=late)
