"""(protocol, status, chart) -> what is still open for one patient, each thing once (hazards H02).

Nothing is stored: what was done, signed or answered since is simply no longer open. A check counts
from half its interval on; its alarm is not told a second time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from cart_ward.clinical import scores
from cart_ward.clinical.alarms import Alarm, Priority
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.dose_course import USUAL_LENGTH
from cart_ward.clinical.episode import GradeStory
from cart_ward.clinical.escalation import calls
from cart_ward.clinical.graded import Graded
from cart_ward.clinical.medicines import MedicationOrder
from cart_ward.clinical.observed import MonitoringPause
from cart_ward.clinical.people import Admission
from cart_ward.clinical.protocol import Protocol
from cart_ward.clinical.schedule import DueState
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import Check


class Topic(IntEnum):
    """What an open thing is about, the most pressing first."""

    CHECKS = 0
    ALARMS = 1
    CALLS = 2
    TOCILIZUMAB = 3
    GRADES = 4
    PAUSES = 5
    MISSING = 6
    WARD = 7


class Place(StrEnum):
    """Where an open thing is done."""

    PATIENT = "patient"
    VITALS = "vitals"
    NEURO = "neuro"
    GRADE_CRS = "grade_crs"
    GRADE_ICANS = "grade_icans"
    TOCILIZUMAB = "tocilizumab"
    STAY = "stay"
    NOT_DONE = "not_done"
    ALARMS = "alarms"
    HANDOVER = "handover"
    SETUP = "setup"
    HEALTH = "health"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenThing:
    """One thing that waits for a person; `key` stays the same while the thing does.

    `stay` is whose it is, None for the ward's own; `since` is from when on it counts as open and
    orders the things of a topic. `code` names the sentence, `facts` fill it.
    """

    topic: Topic
    key: str
    code: str
    place: Place
    since: datetime
    stay: Admission | None = None
    check: Check | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


_LATE = {DueState.VERY_OVERDUE: "open.check_late", DueState.MISSED: "open.check_missed"}

_CHECK_PLACE = {Check.VITALS: Place.VITALS, Check.NEURO: Place.NEURO, Check.WEIGHT: Place.STAY}

_CALL_CODES = {
    (False, False): "open.call",
    (False, True): "open.calls",
    (True, False): "open.call_late",
    (True, True): "open.calls_late",
}
"""Whether the first of the calls is late already, and whether there is more than one."""

_OWN_TRIGGERS = frozenset({"very_overdue"})
"""Calls to whoever reads this list: the check itself stands in it."""


def of_patient(protocol: Protocol, status: PatientStatus, chart: Chart) -> tuple[OpenThing, ...]:
    """Return what is open for one patient, the most pressing first."""
    found = (
        *_checks(status),
        *_alarms(status),
        *_calls(protocol, status, chart),
        *_doses(status, chart),
        *_grade(status, status.crs, status.crs_story, Place.GRADE_CRS),
        *_grade(status, status.icans, status.icans_story, Place.GRADE_ICANS),
        *_pauses(status, chart),
        *_missing(status, chart),
    )
    return tuple(sorted(found, key=pressing))


def pressing(thing: OpenThing) -> tuple[int, datetime, str]:
    """Return a sort key: by topic, then what has been open longest."""
    return thing.topic, thing.since, thing.key


def _key(status: PatientStatus, *parts: object) -> str:
    return ".".join(str(part) for part in (status.admission.id, *parts))


def _checks(status: PatientStatus) -> Iterator[OpenThing]:
    """Tell what is late by more than half its interval: with the due time, by how much."""
    for due in status.due:
        code = _LATE.get(due.state)
        if code is not None:
            yield OpenThing(
                topic=Topic.CHECKS,
                key=_key(status, "check", due.check),
                code=code,
                place=_CHECK_PLACE.get(due.check, Place.PATIENT),
                since=due.at,
                stay=status.admission,
                check=due.check,
                facts={
                    "check": due.check,
                    "at": due.at,
                    "late": status.now - due.at,
                    "missed": due.missed,
                },
            )


def _alarms(status: PatientStatus) -> Iterator[OpenThing]:
    """Tell what nobody answered, but for checks, which are told by their lateness."""
    told = {f"alarm.{due.state}.{due.check}" for due in status.due} | {"alarm.mismatch"}
    for alarm in status.alarms:
        if _asks(alarm) and alarm.code not in told:
            yield OpenThing(
                topic=Topic.ALARMS,
                key=_key(status, alarm.key),
                code=alarm.code,
                place=Place.ALARMS,
                since=alarm.since,
                stay=status.admission,
                facts=alarm.facts,
            )


def _asks(alarm: Alarm) -> bool:
    return not alarm.answered and alarm.priority is not Priority.LOW


def _calls(protocol: Protocol, status: PatientStatus, chart: Chart) -> Iterator[OpenThing]:
    """Tell the calls to be made for a patient in one row, by the first of their times."""
    due = [call for call in calls(protocol, status, chart) if call.trigger not in _OWN_TRIGGERS]
    if due:
        late, more = due[0].by < status.now, len(due) - 1
        yield OpenThing(
            topic=Topic.CALLS,
            key=_key(status, "call"),
            code=_CALL_CODES[late, more > 0],
            place=Place.PATIENT,
            since=due[0].by,
            stay=status.admission,
            facts={
                "trigger": due[0].trigger,
                "roles": tuple(dict.fromkeys(role for call in due for role in call.roles)),
                "by": due[0].by,
                "more": more,
            },
        )


def _doses(status: PatientStatus, chart: Chart) -> Iterator[OpenThing]:
    """Tell an order that nobody started or stopped, and an infusion whose end nobody charted."""
    order, running = status.course.open_order, status.course.running
    if order is not None:
        entry = next(e for e in chart.of(MedicationOrder) if e.id == order.entry_id)
        yield OpenThing(
            topic=Topic.TOCILIZUMAB,
            key=_key(status, "order", order.entry_id),
            code=f"open.order_{order.step}",
            place=Place.TOCILIZUMAB,
            since=entry.taken_at,
            stay=status.admission,
            facts={"at": entry.taken_at, "age": status.now - entry.taken_at},
        )
    if running is not None and status.now > running.started_at + USUAL_LENGTH:
        yield OpenThing(
            topic=Topic.TOCILIZUMAB,
            key=_key(status, "dose", running.entry_id),
            code="open.dose_not_ended",
            place=Place.TOCILIZUMAB,
            since=running.started_at,
            stay=status.admission,
            facts={"at": running.started_at, "age": status.now - running.started_at},
        )


def _grade(
    status: PatientStatus, proposal: Graded, story: GradeStory, place: Place
) -> Iterator[OpenThing]:
    """Tell a proposal that nobody has signed since it came: whoever signed it knew of it.

    Where its alarm still stands in the list, that asks for the signature.
    """
    name = f"alarm.{story.scale.lower()}_"
    if any(_asks(alarm) and alarm.code.startswith(name) for alarm in status.alarms):
        return
    points = [point for point in story.points if point.at <= status.now]
    signed, grade = story.confirmed, proposal.grade
    if grade is None or not points or (signed is not None and signed.at >= points[-1].at):
        return
    if signed is not None and signed.grade != grade:
        code = "open.grade_differs"
    elif signed is None and grade > 0:
        code = "open.grade_unsigned"
    elif proposal.provisional:
        code = "open.grade_provisional"
    else:
        return
    yield OpenThing(
        topic=Topic.GRADES,
        key=_key(status, "grade", story.scale),
        code=code,
        place=place,
        since=points[-1].at,
        stay=status.admission,
        facts={
            "scale": story.scale,
            "grade": grade,
            "signed": None if signed is None else signed.grade,
            "at": points[-1].at,
        },
    )


def _pauses(status: PatientStatus, chart: Chart) -> Iterator[OpenThing]:
    """Tell a pause whose time is over while nobody resumed or charted since, or without an end."""
    last = chart.latest(MonitoringPause, status.now)
    if last is None or not last.body.paused:
        return
    until = last.body.until
    if until is not None and (until > status.now or _seen_since(status, until)):
        return
    yield OpenThing(
        topic=Topic.PAUSES,
        key=_key(status, "pause", last.id),
        code="open.pause_endless" if until is None else "open.pause_over",
        place=Place.NOT_DONE,
        since=until or last.taken_at,
        stay=status.admission,
        check=Check.VITALS,
        facts={"reason": last.body.reason, "at": until or last.taken_at},
    )


def _seen_since(status: PatientStatus, at: datetime) -> bool:
    """Tell whether somebody charted a set or a neuro check since then."""
    return any(
        entry is not None and entry.taken_at >= at for entry in (status.vitals, status.neuro)
    )


def _missing(status: PatientStatus, chart: Chart) -> Iterator[OpenThing]:
    """Tell what doses and grades are reckoned from and nobody charted."""
    infused = status.now if chart.infused_at is None else chart.infused_at
    scored = any(score.total is not None for score in scores.up_to(chart, infused))
    lacks = {
        "open.no_weight": (status.weight is None, Place.STAY),
        "open.no_baseline": (not scored, Place.NEURO),
    }
    for code, (lacking, place) in lacks.items():
        if lacking:
            yield OpenThing(
                topic=Topic.MISSING,
                key=_key(status, code),
                code=code,
                place=place,
                since=status.admission.admitted_at,
                stay=status.admission,
            )
