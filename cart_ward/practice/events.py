"""The events of a course in the order in which they are charted."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cart_ward.practice.courses import (
    Course,
    EpisodeRow,
    LabRow,
    MedicationRow,
    NeuroRow,
    ObservationRow,
    StatedGrade,
    VitalsRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeEdge:
    """An episode begins or ends."""

    row: EpisodeRow
    opened: bool


Happening = (
    VitalsRow | NeuroRow | MedicationRow | LabRow | ObservationRow | StatedGrade | EpisodeEdge
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happens at an hour; `name` is the word of the output, empty for what has no line."""

    hour: Decimal
    name: str
    what: Happening


def _unordered(course: Course) -> Iterator[tuple[int, Event]]:
    """Yield events with their rank within an hour.

    An episode opens before what shows it and closes after. The neuro check comes before the vital
    signs, whose NEWS2 takes consciousness from it.
    """
    for episode in course.episode:
        opened = EpisodeEdge(row=episode, opened=True)
        yield 0, Event(hour=episode.start_hour, name="episode", what=opened)
        if episode.end_hour is not None:
            closed = EpisodeEdge(row=episode, opened=False)
            yield 7, Event(hour=episode.end_hour, name="episode", what=closed)
    for neuro in course.neuro:
        yield 1, Event(hour=neuro.hour, name="neuro", what=neuro)
    for vitals in course.vitals:
        yield 2, Event(hour=vitals.hour, name="vitals", what=vitals)
    for drug in course.medication:
        yield 3, Event(hour=drug.hour, name="medication", what=drug)
    for lab in course.lab:
        yield 4, Event(hour=lab.hour, name="lab", what=lab)
    for observation in course.observation:
        yield 5, Event(hour=observation.hour, name="observation", what=observation)
    for stated in course.stated_grade:
        yield 6, Event(hour=stated.hour, name="", what=stated)


def events(course: Course, until: Decimal | None = None) -> tuple[Event, ...]:
    """Return the events up to and with the hour `until`, in the order they are charted."""
    ranked = sorted(_unordered(course), key=lambda pair: (pair[1].hour, pair[0]))
    return tuple(e for _rank, e in ranked if until is None or e.hour <= until)
