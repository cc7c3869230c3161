"""(status, chart, protocol) -> whom to call, for what, within how long (escalation_protocols 3, 4).

A trigger holds as long as nobody has seen it over. Its deadline runs from the first moment that a
role has not been called for since: neither a further set nor a call to another role puts it off,
and what is worse raises it anew. A second fluid bolus is in the table for people: no entry tells
one bolus from another.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cart_ward.clinical import alarms, icans, neuro, news2, raising, scores, vitals
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.news2 import Moment
from cart_ward.clinical.observed import Background, CallMade, NeuroCheck, VitalSigns
from cart_ward.clinical.protocol import Protocol
from cart_ward.clinical.raising import Seen
from cart_ward.clinical.schedule import DueState
from cart_ward.clinical.scores import Scored
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

_Raised = Iterator[tuple[str, tuple[datetime, ...]]]
"""Triggers, each with when it was raised; without a moment it does not hold."""


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
    raised = triggers(status, chart, full_doses)
    made: dict[str, list[datetime]] = {}
    # A call of a time to come was typed by a clock that was ahead: it answers nothing now.
    for call in (e for e in chart.of(CallMade) if e.taken_at <= status.now):
        made.setdefault(call.body.role, []).append(call.taken_at)
    found = []
    for asked in protocol.escalations:
        moments = raised.get(asked.trigger, ())
        since = {role: raising.unanswered(moments, made.get(role, ())) for role in asked.roles}
        open_since = {role: at for role, at in since.items() if at is not None}
        if open_since:
            first = min(open_since.values())
            by = first + timedelta(minutes=asked.within_min)
            roles = tuple(open_since)
            found.append(CallDue(trigger=asked.trigger, roles=roles, since=first, by=by))
    return tuple(sorted(found, key=lambda call: (call.by, call.trigger)))


def triggers(
    status: PatientStatus, chart: Chart, full_doses: int | None = None
) -> dict[str, tuple[datetime, ...]]:
    """Return each trigger that holds now, and when it was raised, oldest first."""
    found: dict[str, set[datetime]] = {}
    for rule in (_by_vitals, _by_neuro, _by_score, _by_news2, _by_grade, _by_check):
        for key, moments in rule(status, chart):
            found.setdefault(key, set()).update(moments)
    fever = chart.derived(alarms.first_fever)
    if fever is not None and fever.taken_at <= status.now:
        found["first_fever"] = {fever.taken_at}
    few = full_doses is not None and full_doses < ENOUGH_DOSES
    if few and status.day is not None and 0 <= status.day <= _STOCK_UNTIL_DAY:
        found["few_doses"] = {status.now}
    return {key: tuple(sorted(moments)) for key, moments in found.items() if moments}


def _by_vitals(status: PatientStatus, chart: Chart) -> _Raised:
    taken = [e for e in reversed(chart.of(VitalSigns)) if e.taken_at <= status.now]
    low, short = systolic_limit(vitals.baseline_systolic(chart)), spo2_limit(chart)
    pressures = ((e.taken_at, _lowness(e.body.systolic, low)) for e in taken)
    yield "hypotension", raising.raised(pressures)
    needs = ((e.taken_at, _level(_short_of_oxygen(e.body, short))) for e in taken)
    yield "new_oxygen", raising.raised(needs)


def _level(there: bool | None) -> int | None:  # noqa: FBT001 - one finding, or nobody looked
    return None if there is None else int(there)


def _lowness(systolic: int | None, limit: int) -> int | None:
    """Return how low a pressure is: 1 below the limit, one more below 85 and each 10 below that."""
    if systolic is None or systolic >= limit:
        return None if systolic is None else 0
    return 1 + max(0, (_ALWAYS_LOW - systolic + 9) // 10)


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


def _by_neuro(status: PatientStatus, chart: Chart) -> _Raised:
    taken = [e for e in reversed(chart.of(NeuroCheck)) if e.taken_at <= status.now]
    yield "ice_fall", raising.raised(reversed(_handwriting(chart, status.now)))
    woken = ((e.taken_at, _hard_to_wake(e.body.consciousness)) for e in taken)
    yield "ice_low", raising.raised(woken)
    yield "neuro_emergency", _emergencies(taken)


def _handwriting(chart: Chart, now: datetime) -> list[Seen]:
    """Return each look at the handwriting, oldest first: 1 where it is not as before.

    A sentence that was asked for and not written is a change, whether the patient could not or
    would not; but for somebody who did not write before the infusion either and never since.
    """
    infused, wrote, unwritten = chart.infused_at, False, False
    found: list[Seen] = []
    for entry in chart.of(NeuroCheck):
        seen = entry.body.handwriting
        if seen is None or entry.taken_at > now:
            continue
        if seen is Handwriting.NOT_WRITTEN:
            before = infused is None or entry.taken_at <= infused
            unwritten = unwritten or (before and not wrote)
            found.append((entry.taken_at, 0 if unwritten and not wrote else 1))
        else:
            wrote = True
            found.append((entry.taken_at, 1 if seen is Handwriting.CHANGED else 0))
    return found


def _hard_to_wake(wakes: Consciousness | None) -> int | None:
    """Return how hard, by the ICANS grade it makes; who wakes unprompted is not hard to wake."""
    if wakes is None:
        return None
    return 0 if wakes is Consciousness.SPONTANEOUS else icans.CONSCIOUSNESS_GRADE[wakes]


def _emergencies(newest_first: Iterable[Entry[NeuroCheck]]) -> tuple[datetime, ...]:
    """Return every check with an emergency since one that found none: each raises it anew."""
    found = []
    for entry in newest_first:
        there = _emergency(entry.body)
        if there is False:
            break
        if there:
            found.append(entry.taken_at)
    return tuple(found)


def _emergency(body: NeuroCheck) -> bool | None:
    """Tell whether a check found an emergency; None: nobody looked for all of it."""
    findings = (
        None if body.seizure is None else body.seizure is not Seizure.NONE,
        None if body.consciousness is None else body.consciousness is Consciousness.UNAROUSABLE,
        body.posturing,
        neuro.pupils_unequal(body),
    )
    if any(findings):
        return True
    return None if None in findings else False


def _by_score(status: PatientStatus, chart: Chart) -> _Raised:
    known = [score for score in scores.up_to(chart, status.now) if score.total is not None]
    if not known:
        return
    same = [score for score in known if score.tool == known[-1].tool]
    yield "ice_fall", scores.standing_falls(same)
    counts = range(len(same), 0, -1)
    yield "ice_low", raising.raised((same[n - 1].at, _score_level(same[:n])) for n in counts)


def _score_level(series: Sequence[Scored]) -> int:
    """Return the ICANS grade the last score makes where it is low or has fallen far, else 0."""
    last, points = series[-1], series[-1].total or 0
    child = last.tool == scores.CAPD
    low = not child and points <= _LOW_ICE
    if low or last.worse_by(scores.best_before(series)) >= alarms.ICE_FALL:
        return max(1, (icans.CAPD_GRADE if child else icans.ICE_GRADE)[points])
    return 0


def _by_news2(status: PatientStatus, chart: Chart) -> _Raised:
    """Call for what was measured: what is missing can only raise it, and takes no call back."""
    asked = 0 if status.news2_asked is None else status.news2_asked.score.answered_as
    moments = news2.moments(chart, status.now)
    if asked >= news2.EMERGENCY:
        yield "news2_high", raising.raised(_answered(moments, news2.EMERGENCY))
    elif asked >= news2.URGENT:
        yield "news2_medium", raising.raised(_answered(moments, news2.URGENT))


def _answered(moments: Iterable[Moment], least: int) -> Iterator[Seen]:
    for at, _set, score in moments:
        over = 0 if score.total is not None else None
        yield at, 1 if score.answered_as >= least else over


def _by_grade(status: PatientStatus, _chart: Chart) -> _Raised:
    for told in (status.crs_story, status.icans_story):
        grade = alarms.held(told, status.now)
        at = None if grade is None else alarms.reached(told, grade, status.now)
        if at is not None:
            yield f"{told.scale.lower()}_{grade}", (at,)


def _by_check(status: PatientStatus, _chart: Chart) -> _Raised:
    late = [d.at for d in status.due if d.state in (DueState.VERY_OVERDUE, DueState.MISSED)]
    if late:
        yield "very_overdue", (min(late),)
