"""Play a course through care and say after each event where the patient stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal

from cart_ward.care import monitoring
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.care.ports import Desk
from cart_ward.clinical import tocilizumab
from cart_ward.clinical.graded import Graded
from cart_ward.clinical.people import Name
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.tocilizumab import CEILING, Course
from cart_ward.errors import Conflict
from cart_ward.practice import crew, events
from cart_ward.practice.courses import Course as PublishedCourse
from cart_ward.practice.courses import StatedGrade, hours
from cart_ward.practice.events import Event
from cart_ward.practice.player import Identity, Player
from cart_ward.runtime.clock import SteppedClock

BEFORE_INFUSION = timedelta(hours=2)
"""How long before its first event a patient of a course is admitted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Where the patient stands after an event."""

    hour: Decimal
    at: datetime
    event: str
    status: PatientStatus
    stated: StatedGrade | None = None


def play(
    desk: Desk,
    clock: SteppedClock,
    course: PublishedCourse,
    start: datetime,
    until: Decimal | None = None,
) -> Iterator[Line]:
    """Chart the course event by event; yield where the patient stands after each.

    The authors' stated grades are yielded too, with an empty event name.
    """
    happenings = events.events(course, until)
    first = min((e.hour for e in happenings), default=Decimal(0))
    admitted = start + min(hours(first), timedelta()) - BEFORE_INFUSION
    clock.put(admitted)
    player = Player(desk, crew.crew_of(desk), course, start, identity_in(desk, course))
    touched = frozenset({player.admit(admitted)})
    read = monitoring.read_ward(desk)
    for event in happenings:
        at = player.at(event)
        for moment in player.infusion_ends(at):
            clock.put(moment)
            player.end_infusion(moment)
        clock.put(at)
        player.play(event)
        read = monitoring.reread(desk, read, touched)
        yield _line(desk, read, player, event)


def _line(desk: Desk, read: WardSnapshot, player: Player, event: Event) -> Line:
    at = player.at(event)
    status = monitoring.status_of(read, player.admission_id, at, desk.zone)
    stated = event.what if isinstance(event.what, StatedGrade) else None
    return Line(hour=event.hour, at=at, event=event.name, status=status, stated=stated)


def identity_in(desk: Desk, course: PublishedCourse) -> Identity:
    """Return an invented identity in the first free bed; Conflict("bed.none_free") if none is."""
    with desk.store.read() as reading:
        taken = {admission.bed.id for admission in reading.open_admissions()}
        number = len(taken)
        free = [bed for bed in reading.beds() if bed.id not in taken]
        known = reading.patient_by_number
        while known(f"P{40601 + number}") is not None:
            number += 1
    if not free:
        raise Conflict("bed.none_free")
    name = Name(family_latin="Course", given_latin=course.key.replace("_", " "))
    return Identity(name=name, hospital_no=f"P{40601 + number}", bed_id=free[0].id)


def as_json(line: Line, zone: tzinfo) -> dict[str, object]:
    """Return a line as the values of one JSON object."""
    status = line.status
    whole = line.hour == line.hour.to_integral_value()
    return {
        "hour": int(line.hour) if whole else float(line.hour),
        "at": line.at.astimezone(zone).isoformat(),
        "event": line.event,
        "crs": _graded(status.crs),
        "icans": _graded(status.icans),
        "news2": None if status.news2 is None else status.news2.total,
        "tocilizumab": {
            "given": len(status.course.given),
            "next_from": _moment(next_from(status.course), zone),
        },
        "due": [
            {
                "check": check.check.value,
                "at": check.at.astimezone(zone).isoformat(),
                "why": f"{check.why.protocol} {check.why.version}: {check.why.state}",
            }
            for check in status.due
        ],
    }


def _graded(graded: Graded) -> dict[str, object]:
    return {
        "grade": graded.grade,
        "provisional": graded.provisional,
        "because": list(graded.because),
        "missing": list(graded.missing),
    }


def next_from(course: Course) -> datetime | None:
    """Return the first legal start of a further dose; None before the first and after the last."""
    starts = tuple(given.started_at for given in course.given)
    if not starts or len(starts) >= CEILING:
        return None
    return tocilizumab.eligible_from(starts, max(starts))


def _moment(at: datetime | None, zone: tzinfo) -> str | None:
    return None if at is None else at.astimezone(zone).isoformat()
