"""What has happened to the dose in hand: which of the five steps are done, by whom, what is next.

Derived from the chart and the course on every look; nothing is kept.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import TypeVar

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Body, Entry
from cart_ward.clinical.medicines import (
    DoseGiven,
    DoseStep,
    DoubleCheck,
    MedicationOrder,
    Preparation,
)
from cart_ward.clinical.tocilizumab import CEILING, Course, Given, OpenOrder, entry_ids, last_checks
from cart_ward.clinical.vocabulary import CheckPart, DoseStepKind, EntryId

B = TypeVar("B", bound=Body)

RESPONSE_FOR = timedelta(hours=24)
"""How long the page offers to chart a response (asked for at 2, 4 and 8 h, tocilizumab.md 5)."""


class Stage(IntEnum):
    """The five steps of a dose, in order."""

    ORDER = 1
    PREPARE = 2
    CHECK = 3
    INFUSE = 4
    RESPOND = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseStory:
    """The dose in hand.

    `number` is its place in the course (1 of 4), `stage` the step that is next. `first` and
    `second` are the valid double checks: None again after a mismatch. `paused` tells whether the
    running infusion stands still; `open_stages` are the steps a person may open now.
    """

    number: int
    stage: Stage
    open_stages: frozenset[Stage]
    order: Entry[MedicationOrder] | None = None
    preparation: Entry[Preparation] | None = None
    first: Entry[DoubleCheck] | None = None
    second: Entry[DoubleCheck] | None = None
    mismatch: bool = False
    dose: Entry[DoseGiven] | None = None
    steps: tuple[Entry[DoseStep], ...] = ()
    paused: bool = False
    running: bool = False

    @property
    def next_part(self) -> CheckPart:
        """Which of the two calculations is asked for now."""
        return CheckPart.FIRST if self.first is None else CheckPart.SECOND

    @property
    def response(self) -> Entry[DoseStep] | None:
        """The last response charted for this dose."""
        found = [s for s in self.steps if s.body.step is DoseStepKind.RESPONSE]
        return found[-1] if found else None


def _find(chart: Chart, kind: type[B], entry_id: EntryId | None) -> Entry[B] | None:
    return next((e for e in chart.of(kind) if e.id == entry_id), None)


def _last(found: list[Entry[B]]) -> Entry[B] | None:
    return found[-1] if found else None


def _names(chart: Chart, entry_id: EntryId | None) -> frozenset[EntryId]:
    """Return the ids under which others may know an entry: its own and those it amends."""
    entry = None if entry_id is None else chart.entry(entry_id)
    return frozenset() if entry is None else entry_ids(chart, entry)


def steps_of(chart: Chart, dose_id: EntryId) -> tuple[Entry[DoseStep], ...]:
    """Return what followed the start of a dose, oldest first."""
    names = _names(chart, dose_id)
    return tuple(s for s in chart.of(DoseStep) if s.body.dose_id in names)


def is_paused(steps: tuple[Entry[DoseStep], ...]) -> bool:
    """Tell whether the last word on the pump is a pause."""
    words = [s.body.step for s in steps if s.body.step is not DoseStepKind.RESPONSE]
    return bool(words) and words[-1] is DoseStepKind.PAUSE


def infused_for(
    started_at: datetime, steps: tuple[Entry[DoseStep], ...], now: datetime
) -> timedelta:
    """Return how long the pump has run since the start, the pauses left out."""
    run, since = timedelta(0), started_at
    stopped = False
    for step in steps:
        if step.body.step is DoseStepKind.RESUME:
            if stopped:
                since, stopped = step.taken_at, False
        elif step.body.step is not DoseStepKind.RESPONSE and not stopped:
            run, stopped = run + (step.taken_at - since), True
    return run if stopped else run + (now - since)


def story(chart: Chart, course: Course, now: datetime) -> DoseStory:
    """Return the story of the dose in hand: the running one, the ordered one, or the next."""
    if course.running is not None:
        return _given(chart, course, Stage.INFUSE, course.running)
    if course.open_order is not None:
        return _ordered(chart, course, course.open_order)
    return _between(chart, course, now)


def last_dose(chart: Chart, course: Course) -> DoseStory | None:
    """Return the story of the last dose given, or None where none was."""
    return _given(chart, course, Stage.RESPOND, course.given[-1]) if course.given else None


def next_dose(course: Course) -> DoseStory:
    """Return the story of a dose that nobody has ordered yet."""
    respond = (Stage.RESPOND,) if course.given else ()
    return DoseStory(
        number=len(course.given) + 1,
        stage=Stage.ORDER,
        open_stages=frozenset({Stage.ORDER, *respond}),
    )


def _preparation(chart: Chart, names: frozenset[EntryId]) -> Entry[Preparation] | None:
    return _last([p for p in chart.of(Preparation) if p.body.order_id in names])


def _given(chart: Chart, course: Course, stage: Stage, given: Given) -> DoseStory:
    dose = _find(chart, DoseGiven, given.entry_id)
    order_id = None if dose is None else dose.body.order_id
    names = _names(chart, order_id)
    first, second = last_checks(chart, names)
    running = course.running is not None
    steps = steps_of(chart, given.entry_id)
    again = () if running or len(course.given) >= CEILING else (Stage.ORDER,)
    respond = () if dose is None else (Stage.RESPOND,)
    return DoseStory(
        number=len(course.given),
        stage=stage,
        open_stages=frozenset({stage, *respond, *again}),
        order=_find(chart, MedicationOrder, order_id),
        preparation=_preparation(chart, names),
        first=first,
        second=second,
        dose=dose,
        steps=steps,
        paused=is_paused(steps) and running,
        running=running,
    )


def _ordered(chart: Chart, course: Course, open_order: OpenOrder) -> DoseStory:
    step, names = open_order.step, _names(chart, open_order.entry_id)
    stage = {"ordered": Stage.PREPARE, "checked": Stage.INFUSE}.get(step, Stage.CHECK)
    first, second = last_checks(chart, names)
    if step == "mismatch":
        first = second = None
    return DoseStory(
        number=len(course.given) + 1,
        stage=stage,
        open_stages=frozenset({stage}),
        order=_find(chart, MedicationOrder, open_order.entry_id),
        preparation=_preparation(chart, names),
        first=first,
        second=second,
        mismatch=step == "mismatch",
    )


def _between(chart: Chart, course: Course, now: datetime) -> DoseStory:
    number = len(course.given) + 1
    last = course.given[-1] if course.given else None
    lately = last is not None and now - last.started_at <= RESPONSE_FOR
    if last is not None and (number > CEILING or (lately and _waits(chart, last))):
        return _given(chart, course, Stage.RESPOND, last)
    charted = last is not None and _find(chart, DoseGiven, last.entry_id) is not None
    respond = (Stage.RESPOND,) if lately and charted else ()
    return DoseStory(
        number=number, stage=Stage.ORDER, open_stages=frozenset({Stage.ORDER, *respond})
    )


def _waits(chart: Chart, last: Given) -> bool:
    """Tell whether a dose charted here has no response yet."""
    steps = steps_of(chart, last.entry_id)
    answered = any(s.body.step is DoseStepKind.RESPONSE for s in steps)
    return not answered and _find(chart, DoseGiven, last.entry_id) is not None
