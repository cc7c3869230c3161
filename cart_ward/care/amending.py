"""Amend an entry, or strike out one made in error; both stay visible."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from cart_ward.care import acts, bodies, times
from cart_ward.care.acts import ChartAct
from cart_ward.care.bodies import Setting
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.care.refusals import refused
from cart_ward.clinical import limits
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.dose_course import doses
from cart_ward.clinical.entries import Body, Entry
from cart_ward.clinical.medicines import DoseGiven, DoseStep, DrugGiven
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
    StepDown,
    StruckOut,
    VitalSigns,
    Weight,
)
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.vocabulary import EntryId
from cart_ward.errors import Conflict

B = TypeVar("B", bound=Body)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendEntry:
    """A correction: the right value, of the same kind, and why."""

    admission_id: AdmissionId
    entry_id: EntryId
    body: Body
    taken_at: datetime
    reason: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeOut:
    """An entry that was made in error."""

    admission_id: AdmissionId
    entry_id: EntryId
    reason: str
    token: str


AMENDABLE: frozenset[type[Any]] = frozenset(
    {
        Infusion,
        Background,
        VitalSigns,
        Attribution,
        NeuroCheck,
        IceAssessment,
        CapdAssessment,
        NotDone,
        Done,
        Weight,
        LabResult,
        DrugGiven,
        DoseGiven,
        DoseStep,
        MonitoringPause,
        AlarmAnswer,
        Note,
        CallMade,
    }
)
"""What was observed or done and can be corrected; a judgement is signed anew instead."""

STRIKABLE: frozenset[type[Any]] = AMENDABLE | {Grading, EpisodeMark, StepDown}
"""What can be struck out; an order is stopped, a double check is answered by another one."""

_BY_SENIOR: frozenset[type[Any]] = frozenset({Grading, EpisodeMark, StepDown, DoseGiven})
SENIOR = frozenset({Role.CHARGE_NURSE, Role.PHYSICIAN})
"""Who strikes out a judgement or a dose, and corrects what counts as a dose and since when."""


def amend(desk: Desk, command: AmendEntry) -> Changes:
    """Chart the correction; the second of two people gets `Conflict`."""
    return acts.on_chart(desk, "amend", command, _amend, after_discharge=True)


def strike_out(desk: Desk, command: StrikeOut) -> Changes:
    """Mark the entry as made in error."""
    return acts.on_chart(desk, "strike_out", command, _strike_out, after_discharge=True)


def by_senior(
    chart: Chart, entry: Entry[Body], body: Body | None = None, taken_at: datetime | None = None
) -> bool:
    """Tell whether a correction is signed by a senior; without a body the entry is struck out.

    A judgement or a dose is struck out by one, and so is corrected whatever moves the interval
    between doses or their number: when one began, how much it was, whether it is one at all.
    """
    if body is None and type(entry.body) in _BY_SENIOR:
        return True
    if not isinstance(entry.body, DoseGiven | DrugGiven):
        return False
    at = entry.taken_at if taken_at is None else taken_at
    corrected = replace(
        entry,
        id=EntryId(max(known.id for known in chart.entries) + 1),
        body=StruckOut() if body is None else body,
        taken_at=at,
        amends=entry.id,
    )
    return _counted(chart) != _counted(chart.with_entries((corrected,)))


def _counted(chart: Chart) -> list[tuple[datetime, Decimal]]:
    return [(dose.started_at, dose.dose_mg) for dose in chart.derived(doses).given]


def _amend(act: ChartAct, command: AmendEntry) -> None:
    reason = bodies.needs_text(command.reason, "reason", "amend.reason_needed")
    entry = _amended(act, command.entry_id, AMENDABLE, "amend.not_amendable")
    if type(command.body) is not type(entry.body):
        raise refused("amend.other_kind", kind=entry.kind)
    late = times.accepted(command.taken_at, act.now, act.chart.subject, act.zone, reason)
    body = _checked(act, entry, command)
    if act.actor.role not in SENIOR and by_senior(act.chart, entry, body, command.taken_at):
        raise refused("amend.dose_by_senior", kind=entry.kind)
    act.write(body, command.taken_at, amends=entry.id, amend_reason=reason, late_reason=late)


def _strike_out(act: ChartAct, command: StrikeOut) -> None:
    reason = bodies.needs_text(command.reason, "reason", "amend.reason_needed")
    entry = _amended(act, command.entry_id, STRIKABLE, "amend.not_strikable")
    if act.actor.role not in SENIOR and by_senior(act.chart, entry):
        raise refused("amend.senior_needed", kind=entry.kind)
    at = min(entry.taken_at, act.now)  # a clock that was set back leaves entries in the future
    act.write(StruckOut(), at, amends=entry.id, amend_reason=reason)


def _amended(
    act: ChartAct, entry_id: EntryId, kinds: frozenset[type[Any]], code: str
) -> Entry[Body]:
    """Return the entry to correct; `Conflict("chart.amended")` if somebody did so already."""
    entry = act.chart.entry(entry_id)
    if entry is None:
        raise refused("amend.unknown_entry")
    if type(entry.body) not in kinds:
        raise refused(code, kind=entry.kind)
    if act.actor.role is Role.TRAINEE and entry.recorded_by != act.actor.staff_id:
        raise refused("amend.own_only", kind=entry.kind)
    if not act.chart.is_current(entry):
        raise Conflict("chart.amended", kind=entry.kind)
    return entry


def _checked(act: ChartAct, entry: Entry[Body], command: AmendEntry) -> Body:
    """Return the body as it will be charted, held against the same limits as a new one."""
    body = command.body
    if isinstance(body, VitalSigns):
        body = limits.converted(body)
    setting = act.setting(command.taken_at)
    bodies.check(body, setting)
    if isinstance(body, Attribution) and isinstance(entry.body, Attribution):
        _same_observation(act.chart, entry.body.about, body.about)
    if isinstance(body, DoseGiven | DoseStep):
        _same_bond(entry.body, body)
    if isinstance(body, NeuroCheck | IceAssessment | CapdAssessment):
        _check_neuro(entry, body, setting)
    return body


def _same_bond(before: Body, after: Body) -> None:
    """Refuse a correction that hangs the entry on another order, drug or dose."""
    for name in ("order_id", "drug", "dose_id"):
        if getattr(before, name, None) != getattr(after, name, None):
            raise refused("amend.other_bond", name)
    if _is_deviation(before) != _is_deviation(after):
        raise refused("amend.other_bond", "deviation")


def _is_deviation(body: Body) -> bool:
    return isinstance(body, DoseGiven) and body.deviation is not None


def _same_observation(chart: Chart, before: EntryId, after: EntryId) -> None:
    """Let a tick move on to a correction of the observation it is about, to no other one."""
    entry = chart.entry(after)
    if entry is None or before not in {version.id for version in chart.versions(entry)}:
        raise refused("amend.other_bond", "about")


def _check_neuro(
    entry: Entry[Body], body: NeuroCheck | IceAssessment | CapdAssessment, setting: Setting
) -> None:
    """Hold the corrected half of a neuro check against the other half, charted with it."""
    chart = setting.chart
    neuro = body if isinstance(body, NeuroCheck) else _beside(chart, entry, NeuroCheck)
    ice = body if isinstance(body, IceAssessment) else _beside(chart, entry, IceAssessment)
    capd = body if isinstance(body, CapdAssessment) else _beside(chart, entry, CapdAssessment)
    if neuro is not None:
        bodies.check_neuro(neuro, ice, capd, setting)


def _beside(chart: Chart, entry: Entry[Body], kind: type[B]) -> B | None:
    """Return the current half of the same neuro check that is of this kind."""
    for found in chart.of(kind):
        if found.taken_at == entry.taken_at:
            return found.body
    return None
