"""(checks due, grades, now) -> alarms with priority and reason (ux 5).

High: CRS or ICANS 3 or more, ICE down by 3 or more, a check missed. Medium: a check overdue, grade
2, the first fever, a possible suppressed fever, unequal double checks. Low: due now, grade 1, a
step-down to decide. An answer holds for its key, or until the time it names; what is worse has
another key.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cart_ward.clinical import scores, vitals
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.dose_course import Course
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.episode import GradeStory, episodes, story
from cart_ward.clinical.graded import Graded
from cart_ward.clinical.medicines import DoubleCheck
from cart_ward.clinical.observed import (
    AlarmAnswer,
    CallMade,
    VitalSigns,
)
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.protocol import Protocol
from cart_ward.clinical.schedule import CheckDue, DueState
from cart_ward.clinical.vocabulary import EpisodeKind, Scale

ICE_FALL = 3
"""Points by which the ICE falls for a high alarm (ux 5, escalation_protocols 3)."""

_SHOWN_FOR = timedelta(hours=24)
"""How long an answered first fever stays in the list."""


class Priority(StrEnum):
    """The priorities of the attention signals (ux 5)."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


_ORDER = {priority: number for number, priority in enumerate(Priority)}

_OF_CHECK = {
    DueState.MISSED: Priority.HIGH,
    DueState.VERY_OVERDUE: Priority.MEDIUM,
    DueState.OVERDUE: Priority.MEDIUM,
    DueState.DUE: Priority.LOW,
}

_OF_GRADE = {1: Priority.LOW, 2: Priority.MEDIUM, 3: Priority.HIGH, 4: Priority.HIGH}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something the ward must notice; `key` stays the same while the reason does.

    `answer` is what was last said to it, though it may hold no longer.
    """

    key: str
    admission_id: AdmissionId
    priority: Priority
    code: str
    since: datetime
    facts: Mapping[str, object]
    answered: bool
    answer: Entry[AlarmAnswer] | None = None


@dataclass(frozen=True, slots=True)
class _Raised:
    """An alarm before it is known who answered it; `settled`: an entry has already answered it."""

    key: str
    priority: Priority
    code: str
    since: datetime
    facts: Mapping[str, object]
    settled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What alarms are raised over."""

    protocol: Protocol
    chart: Chart
    now: datetime
    due: tuple[CheckDue, ...]
    crs: Graded
    icans: Graded
    course: Course


def raised(standing: Standing) -> tuple[Alarm, ...]:
    """Return every alarm of one patient: unanswered first, then the heaviest, then the oldest."""
    chart = standing.chart
    answers = chart.derived(answers_of)
    rules = (_checks, _grades, _ice_fall, _first_fever, _suppressed, _mismatch, _step_down)
    found = [
        Alarm(
            key=alarm.key,
            admission_id=chart.subject.id,
            priority=alarm.priority,
            code=alarm.code,
            since=alarm.since,
            facts=alarm.facts,
            answered=alarm.settled or _holds(answers.get(alarm.key), standing.now),
            answer=answers.get(alarm.key),
        )
        for rule in rules
        for alarm in rule(standing)
    ]
    return tuple(sorted(found, key=lambda a: (a.answered, weight(a), a.since, a.key)))


def weight(alarm: Alarm) -> tuple[int, int]:
    """Return how heavy an alarm is, the least first: what a patient shows before work that waits.

    A laboratory check that was missed yesterday does not stand before an ICE that falls now.
    """
    return _ORDER[alarm.priority], int(alarm.code.split(".")[1] in _OF_CHECK)


def answers_of(chart: Chart) -> Mapping[str, Entry[AlarmAnswer]]:
    """Return the last answer to each alarm."""
    return {e.body.alarm_key: e for e in chart.of(AlarmAnswer)}


def _holds(answer: Entry[AlarmAnswer] | None, now: datetime) -> bool:
    """Tell whether an answer keeps its alarm quiet: for good, or until the time it names.

    One of a time to come was typed by a clock that was ahead: it keeps nothing quiet now.
    """
    if answer is None or answer.taken_at > now:
        return False
    return answer.body.until is None or answer.body.until > now


def _checks(s: Standing) -> Iterator[_Raised]:
    """Raise each check that is due or late; each further missed turn is a new alarm."""
    for check in s.due:
        priority = _OF_CHECK.get(check.state)
        if priority is not None:
            name = f"{check.state}.{check.check}"
            late = max(s.now - check.at, timedelta())
            facts = {"late": late, "missed": check.missed, "at": check.at}
            key = f"{name}.{check.at.isoformat()}.{check.missed}"
            yield _Raised(key, priority, f"alarm.{name}", check.at, facts)


def _grades(s: Standing) -> Iterator[_Raised]:
    """Raise the grade as proposed.

    A signature on that scale since then settles grade 1 and 2. From grade 3 on it does not:
    somebody says what happens next, or calls whom the protocol names (ux 5, H20).
    """
    for scale in Scale:
        told = story(s.chart, scale)
        grade = held(told, s.now)
        since = None if grade is None else reached(told, grade, s.now)
        if grade is None or grade not in _OF_GRADE or since is None:
            continue
        name = f"{scale.lower()}_{grade}"
        key = f"{name}.{since.isoformat()}"
        signed = told.confirmed is not None and since <= told.confirmed.at <= s.now
        priority = _OF_GRADE[grade]
        settled = _called(s, name, since) or (signed and priority is not Priority.HIGH)
        yield _Raised(key, priority, f"alarm.{name}", since, {"grade": grade}, settled)


def _called(s: Standing, trigger: str, since: datetime) -> bool:
    """Tell whether somebody whom the protocol names for a trigger was called since then."""
    asked = {role for e in s.protocol.escalations if e.trigger == trigger for role in e.roles}
    return any(
        since <= call.taken_at <= s.now and (not asked or call.body.role in asked)
        for call in s.chart.of(CallMade)
    )


def held(told: GradeStory, now: datetime) -> int | None:
    """Return the grade nobody has seen fall: a lower bound or "not assessed" ends no higher one."""
    found: list[int] = []
    for point in reversed(told.points):
        if point.at > now:
            continue
        if point.graded.grade is not None:
            found.append(point.graded.grade)
        if not point.graded.missing:
            break
    return max(found, default=None)


def reached(told: GradeStory, grade: int, now: datetime) -> datetime | None:
    """Return since when the proposal has not been seen below this grade."""
    since = None
    for point in reversed(told.points):
        known = point.graded.grade
        if point.at > now or known is None:
            continue
        if known >= grade:
            since = point.at
        elif not point.graded.missing:
            break
    return since


def _ice_fall(s: Standing) -> Iterator[_Raised]:
    """Raise a fall of the ICE from the best score of the last day, else from the one before."""
    known = [score for score in scores.up_to(s.chart, s.now) if score.total is not None]
    last = known[-1] if known else None
    if last is None or last.tool == scores.CAPD:
        return
    best = scores.best_before([score for score in known if score.tool == last.tool])
    if last.worse_by(best) >= ICE_FALL:
        facts = {"before": best.total, "now": last.total}
        key = f"ice_fall.{last.total}.{best.entry_id}"
        yield _Raised(key, Priority.HIGH, "alarm.ice_fall", last.at, facts)


def _first_fever(s: Standing) -> Iterator[_Raised]:
    """Raise the first 38.0 after the infusion, or after the last CRS episode was closed.

    A call settles it where it went to whom the protocol names for it, not to the pharmacy.
    """
    fever = s.chart.derived(first_fever)
    if fever is None or fever.taken_at > s.now:
        return
    settled = _called(s, "first_fever", fever.taken_at)
    key = f"first_fever.{fever.id}"
    if s.now - fever.taken_at > _SHOWN_FOR and (settled or key in s.chart.derived(answers_of)):
        return
    facts = {"temperature": fever.body.temperature, "at": fever.taken_at}
    yield _Raised(key, Priority.MEDIUM, "alarm.first_fever", fever.taken_at, facts, settled)


def first_fever(chart: Chart) -> Entry[VitalSigns] | None:
    """Return the set with the first fever since the infusion or the last closed CRS episode."""
    infused = chart.infused_at
    if infused is None:
        return None
    closed = [e.closed_at for e in episodes(chart) if e.kind is EpisodeKind.CRS]
    since = max((at for at in closed if at is not None), default=infused)
    later = (e for e in chart.of(VitalSigns) if e.taken_at >= max(infused, since))
    return next((e for e in later if vitals.fever(e.body)), None)


def _suppressed(s: Standing) -> Iterator[_Raised]:
    """Raise a possible CRS whose fever a drug may hold down: a physician decides (A1)."""
    if "suppressed_fever" not in s.crs.flags:
        return
    points = [p for p in story(s.chart, Scale.CRS).points if p.at <= s.now]
    since = points[-1].at if points else s.now
    key = f"suppressed_fever.{since.isoformat()}"
    yield _Raised(key, Priority.MEDIUM, "alarm.suppressed_fever", since, {})


def _mismatch(s: Standing) -> Iterator[_Raised]:
    order = s.course.open_order
    if order is None or order.step != "mismatch":
        return
    checks = [e for e in s.chart.of(DoubleCheck) if e.taken_at <= s.now]
    since = checks[-1].taken_at if checks else s.now
    key = f"mismatch.{order.entry_id}.{since.isoformat()}"
    yield _Raised(key, Priority.MEDIUM, "alarm.mismatch", since, {})


def _step_down(s: Standing) -> Iterator[_Raised]:
    """Propose a step-down once a grade has been lower for long enough; a person decides."""
    for scale, graded in ((Scale.CRS, s.crs), (Scale.ICANS, s.icans)):
        told = story(s.chart, scale)
        since = _lower_since(told, graded, s.now)
        if since is not None and s.now - since >= s.protocol.step_down_after:
            facts = {"grade": graded.grade, "followed": told.effective, "held": s.now - since}
            at = since + s.protocol.step_down_after
            key = f"step_down.{scale}.{graded.grade}.{at.isoformat()}"
            yield _Raised(key, Priority.LOW, f"alarm.step_down.{scale}", at, facts)


def _lower_since(told: GradeStory, graded: Graded, now: datetime) -> datetime | None:
    """Return since when every proposal has been below the grade that monitoring follows.

    A lower bound may hide a higher grade: it shows no fall.
    """
    if graded.grade is None or told.effective is None or graded.grade >= told.effective:
        return None
    since = None
    for point in reversed([p for p in told.points if p.at <= now]):
        shown = point.graded
        if shown.grade is None or shown.missing or shown.grade >= told.effective:
            break
        since = point.at
    signed = told.confirmed
    if since is not None and signed is not None and signed.grade >= told.effective:
        return max(since, signed.at)
    return since
