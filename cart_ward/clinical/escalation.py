"""(status, chart, protocol) -> whom to call, for what, within how long (escalation_protocols 3, 4).

A trigger holds as long as what set it off; a call to a role, charted since then, answers it for
that role. A second fluid bolus is in the table for people: no entry tells one bolus from another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from cart_ward.clinical import alarms, news2, scores, vitals
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.observed import Background, CallMade, NeuroCheck, VitalSigns
from cart_ward.clinical.protocol import Protocol
from cart_ward.clinical.schedule import DueState
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import (
    BackgroundKind,
    Consciousness,
    Handwriting,
    Oxygen,
    Seizure,
)

ENOUGH_DOSES = 2
"""Full doses to be available for a patient from day 0 to day 14 (tocilizumab.md 2)."""

_STOCK_UNTIL_DAY = 14
_LOW_SPO2 = 92
_LOW_SPO2_SCALE_2 = 88
_LOW_ICE = 6
_ALWAYS_LOW = 85  # NCI16
_LOW_IF_FALLEN = 100  # NCI16: with < 80 % of the value before the infusion
_PUPILS_APART = 1  # mm
_HARD_TO_WAKE = (Consciousness.VOICE, Consciousness.TOUCH, Consciousness.UNAROUSABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallDue:
    """A call to make: for which trigger, to which roles still, since when, by when."""

    trigger: str
    roles: tuple[str, ...]
    since: datetime
    by: datetime


def calls(
    protocol: Protocol, status: PatientStatus, chart: Chart, full_doses: int | None = None
) -> tuple[CallDue, ...]:
    """Return every call that is still to be made, the most pressing first.

    `full_doses` is how many full doses of tocilizumab the stock holds for this patient; None:
    nobody asked the stock.
    """
    since = triggers(status, chart, full_doses)
    made = chart.of(CallMade)
    found = []
    for escalation in protocol.escalations:
        at = since.get(escalation.trigger)
        if at is not None:
            called = {e.body.role for e in made if e.taken_at >= at}
            open_roles = tuple(role for role in escalation.roles if role not in called)
            by = at + timedelta(minutes=escalation.within_min)
            if open_roles:
                found.append(CallDue(trigger=escalation.trigger, roles=open_roles, since=at, by=by))
    return tuple(sorted(found, key=lambda call: (call.by, call.trigger)))


def triggers(
    status: PatientStatus, chart: Chart, full_doses: int | None = None
) -> dict[str, datetime]:
    """Return each trigger that holds now, and since when."""
    rules = (_by_vitals, _by_neuro, _by_score, _by_news2, _by_grade, _by_check)
    found = {key: at for rule in rules for key, at in rule(status, chart)}
    fever = chart.derived(alarms.first_fever)
    if fever is not None and fever.taken_at <= status.now:
        found["first_fever"] = fever.taken_at
    few = full_doses is not None and full_doses < ENOUGH_DOSES
    if few and status.day is not None and 0 <= status.day <= _STOCK_UNTIL_DAY:
        found["few_doses"] = status.now
    return found


def _by_vitals(status: PatientStatus, chart: Chart) -> Iterator[tuple[str, datetime]]:
    taken = [e for e in reversed(chart.of(VitalSigns)) if e.taken_at <= status.now]
    pressures = ((e.taken_at, e.body.systolic) for e in taken)
    at, systolic = next((p for p in pressures if p[1] is not None), (status.now, None))
    if systolic is not None and systolic < systolic_limit(vitals.baseline_systolic(chart)):
        yield "hypotension", at
    limit = spo2_limit(chart)
    since = None
    for entry in taken:
        short = _short_of_oxygen(entry.body, limit)
        if short is False:
            break
        since = entry.taken_at if short else since
    if since is not None:
        yield "new_oxygen", since


def systolic_limit(baseline: int | None) -> int:
    """Return the systolic pressure (mmHg) below which a doctor comes at once (NCI16, adults).

    `baseline` is that before the infusion: below 80 % of it and below 100, or below 85 whatever it
    was. Pressures are whole numbers, so the 80 % are rounded up.
    """
    if baseline is None:
        return _ALWAYS_LOW
    return max(_ALWAYS_LOW, min(_LOW_IF_FALLEN, -(-baseline * 4 // 5)))


def spo2_limit(chart: Chart) -> int:
    """Return the saturation (percent) below which a doctor comes; lower on NEWS2 scale 2."""
    scale_2 = any(e.body.kind is BackgroundKind.NEWS2_SCALE_2 for e in chart.of(Background))
    return _LOW_SPO2_SCALE_2 if scale_2 else _LOW_SPO2


def _short_of_oxygen(body: VitalSigns, limit: int) -> bool | None:
    """Tell whether oxygen runs or the saturation is low; None: not all of it was recorded."""
    if body.oxygen is not None and body.oxygen is not Oxygen.ROOM_AIR:
        return True
    if body.spo2 is not None and body.spo2 < limit:
        return True
    return None if body.spo2 is None or body.oxygen is None else False


def _by_neuro(status: PatientStatus, _chart: Chart) -> Iterator[tuple[str, datetime]]:
    if status.neuro is None:
        return
    body, at = status.neuro.body, status.neuro.taken_at
    if body.handwriting is Handwriting.CHANGED:
        yield "ice_fall", at
    if body.consciousness in _HARD_TO_WAKE:
        yield "ice_low", at
    if _emergency(body):
        yield "neuro_emergency", at


def _emergency(body: NeuroCheck) -> bool:
    seizure = body.seizure is not None and body.seizure is not Seizure.NONE
    unarousable = body.consciousness is Consciousness.UNAROUSABLE
    return seizure or unarousable or body.posturing is True or _unequal(body)


def _unequal(body: NeuroCheck) -> bool:
    left, right = body.pupil_left, body.pupil_right
    return left is not None and right is not None and abs(left - right) >= _PUPILS_APART


def _by_score(status: PatientStatus, chart: Chart) -> Iterator[tuple[str, datetime]]:
    known = [score for score in scores.up_to(chart, status.now) if score.total is not None]
    if not known:
        return
    last = known[-1]
    same = [score for score in known if score.tool == last.tool]
    fell_at = scores.fell_at(same)
    if fell_at is not None:
        yield "ice_fall", fell_at
    low = last.tool != scores.CAPD and last.total is not None and last.total <= _LOW_ICE
    if low or last.worse_by(scores.best_before(same)) >= alarms.ICE_FALL:
        yield "ice_low", last.at


def _by_news2(status: PatientStatus, _chart: Chart) -> Iterator[tuple[str, datetime]]:
    """Call for what was measured: what is missing can only raise it, and takes no call back."""
    asked = status.news2_asked
    if asked is None:
        return
    if asked.score.answered_as >= news2.EMERGENCY:
        yield "news2_high", asked.since
    elif asked.score.answered_as >= news2.URGENT:
        yield "news2_medium", asked.since


def _by_grade(status: PatientStatus, _chart: Chart) -> Iterator[tuple[str, datetime]]:
    for told in (status.crs_story, status.icans_story):
        grade = alarms.held(told, status.now)
        at = None if grade is None else alarms.reached(told, grade, status.now)
        if at is not None:
            yield f"{told.scale.lower()}_{grade}", at


def _by_check(status: PatientStatus, _chart: Chart) -> Iterator[tuple[str, datetime]]:
    late = [d.at for d in status.due if d.state in (DueState.VERY_OVERDUE, DueState.MISSED)]
    if late:
        yield "very_overdue", min(late)
