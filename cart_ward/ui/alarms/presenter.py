"""What the alarm list shows of each patient: pure functions from status to lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from cart_ward.care.monitoring import WardSnapshot
from cart_ward.clinical import alarms
from cart_ward.clinical.alarms import Alarm, Priority, weight
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.people import AdmissionId, Staff, StaffId
from cart_ward.clinical.status import PatientStatus, attention
from cart_ward.i18n import N_, _, formats, ngettext, wording
from cart_ward.ui.patient.describe import reply

MARKS = {Priority.HIGH: "***", Priority.MEDIUM: "**", Priority.LOW: "*"}
WORDS = {
    Priority.HIGH: N_("High priority"),
    Priority.MEDIUM: N_("Medium priority"),
    Priority.LOW: N_("Low priority"),
}

LONGEST = timedelta(hours=12)
"""A time to check again is typed as hours and minutes; further ahead it would be a slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One alarm: what, since when, how often before, and who answered what, if somebody did."""

    key: str
    priority: Priority
    what: str
    since: str
    answer: str
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One patient's alarms, the worst first; `worst` is None where all are answered."""

    admission_id: AdmissionId
    who: str
    worst: Priority | None
    lines: tuple[Line, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of what is open."""
        return tuple(line.key for line in self.lines if line.open)


def groups(
    statuses: tuple[PatientStatus, ...], snapshot: WardSnapshot, zone: tzinfo
) -> tuple[Group, ...]:
    """Return one group a patient: who needs somebody most, then whose alarms are all answered."""
    raised = [status for status in statuses if status.alarms]
    ordered = sorted(raised, key=rank)
    return tuple(_group(status, snapshot, zone) for status in ordered)


def open_alarms(status: PatientStatus) -> list[Alarm]:
    """Return what nobody has answered."""
    return [alarm for alarm in status.alarms if not alarm.answered]


def interrupts(alarm: Alarm) -> bool:
    """Tell whether an alarm asks for somebody now; a low one only stands in the list."""
    return not alarm.answered and alarm.priority is not Priority.LOW


def sentence(alarm: Alarm, zone: tzinfo) -> str:
    """Return what the alarm says."""
    if not wording.knows(alarm.code):
        return _("Somebody is needed.")
    return wording.say_in(zone, alarm.code, alarm.facts)


def next_time(clock: time, now: datetime, zone: tzinfo) -> datetime | None:
    """Return the next moment with that clock time, or None where it is too far ahead."""
    local = now.astimezone(zone)
    meant = datetime.combine(local.date(), clock, tzinfo=zone).astimezone(now.tzinfo)
    if meant <= now:
        tomorrow = local.date() + timedelta(days=1)
        meant = datetime.combine(tomorrow, clock, tzinfo=zone).astimezone(now.tzinfo)
    return meant if meant - now <= LONGEST else None


def rank(status: PatientStatus) -> tuple[int, bool]:
    """Return the place of a patient among the alarms; who ranks alike stays in the ward's order."""
    return attention(status), not open_alarms(status)


def worst(status: PatientStatus) -> Alarm | None:
    """Return the heaviest alarm that asks for somebody now."""
    return min(filter(interrupts, status.alarms), key=_heaviest, default=None)


def _heaviest(alarm: Alarm) -> tuple[bool, tuple[int, int], datetime, str]:
    return alarm.answered, weight(alarm), alarm.since, alarm.key


def _group(status: PatientStatus, snapshot: WardSnapshot, zone: tzinfo) -> Group:
    patient = status.admission.patient
    who = _("Bed {bed}  {name}  {number}").format(
        bed=status.admission.bed.name, name=patient.name.both, number=patient.hospital_no
    )
    chart = snapshot.charts.get(status.admission.id)
    found = sorted(status.alarms, key=_heaviest)
    waiting = [alarm.priority for alarm in found if not alarm.answered]
    return Group(
        admission_id=status.admission.id,
        who=who,
        worst=waiting[0] if waiting else None,
        lines=tuple(_line(alarm, status.now, chart, snapshot.staff, zone) for alarm in found),
    )


def _line(
    alarm: Alarm,
    now: datetime,
    chart: Chart | None,
    staff: Mapping[StaffId, Staff],
    zone: tzinfo,
) -> Line:
    since = _("since {at}").format(at=formats.moment_near(alarm.since, now, zone))
    before = 0 if chart is None else answered_before(alarm, chart)
    if before:
        words = ngettext(
            "{since}, raised {count} time before", "{since}, raised {count} times before", before
        )
        since = words.format(since=since, count=before)
    return Line(
        key=alarm.key,
        priority=alarm.priority,
        what=sentence(alarm, zone),
        since=since,
        answer=_answer(alarm, now, staff, zone),
        open=not alarm.answered,
    )


def answered_before(alarm: Alarm, chart: Chart) -> int:
    """Return how often the same thing was raised and answered before, under other keys."""
    kind = alarm.code.removeprefix("alarm.") + "."
    keys = chart.derived(alarms.answers_of)
    return sum(key.startswith(kind) and key != alarm.key for key in keys)


def _answer(alarm: Alarm, now: datetime, staff: Mapping[StaffId, Staff], zone: tzinfo) -> str:
    """Return who said what next, or that an entry has answered it."""
    if alarm.answer is None:
        return _("Answered by what was charted since.") if alarm.answered else ""
    entry = alarm.answer
    person = staff.get(entry.recorded_by)
    facts = {
        "name": "" if person is None else person.name.both,
        "at": formats.moment_near(entry.taken_at, now, zone),
        "answer": reply(entry.body),
    }
    if entry.body.until is None:
        return _("{name}, {at}: {answer}").format(**facts)
    until = formats.moment_near(entry.body.until, now, zone)
    return _("{name}, {at}: {answer}, at {until}").format(**facts, until=until)
