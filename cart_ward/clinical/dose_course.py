"""The course: every dose of tocilizumab of one CAR-T infusion, the running one, the open order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.dose_checks import check_rulings, last_checks
from cart_ward.clinical.dose_rules import INTERVAL, eligible_from
from cart_ward.clinical.entries import Body, Entry
from cart_ward.clinical.medicines import (
    DoseGiven,
    DoseStep,
    DrugGiven,
    MedicationOrder,
    OrderStopped,
    Preparation,
)
from cart_ward.clinical.steady import STEADY, Drift
from cart_ward.clinical.vocabulary import DoseStepKind, EntryId, Response

DRUG = "tocilizumab"
"""The name of the drug in orders and doses."""

USUAL_LENGTH = timedelta(minutes=60)
"""How long an infusion lasts whose end nobody charted (label)."""

SAME_COURSE = timedelta(days=30)
"""How long after a discharge a readmission is for the same CAR-T infusion [project]; tocilizumab 3
counts doses per infusion."""

_NAMES = (DRUG, "actemra", "tyenne", "bat1806", "bat-1806", "托珠单抗", "雅美罗", "施瑞立")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One dose of the course; `earlier`: given in a stay before this one.

    `clock_ahead` tells how far the wall clock was ahead when the start was typed.
    """

    entry_id: EntryId
    started_at: datetime
    ended_at: datetime | None
    dose_mg: Decimal
    deviation: bool
    earlier: bool = False
    clock_ahead: timedelta = timedelta(0)

    def counts_from(self, clock: Drift) -> datetime:
        """Return from when the next dose is counted, by the wall clock as it stands now."""
        return clock.counts_from(self.started_at, self.clock_ahead)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOrder:
    """An order that is neither given nor stopped, and how far it has come.

    `step` is one of ordered, prepared, checked_once, checked, mismatch.
    """

    entry_id: EntryId
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """All tocilizumab of one CAR-T course: doses, the running one, the next possible time.

    `next_from` is None when the ceiling is reached, and the moment asked about when none was given.
    `last_counts_from` is the last start, later where the wall clock has jumped forward since.
    """

    given: tuple[Given, ...]
    running: Given | None
    open_order: OpenOrder | None
    next_from: datetime | None
    last_response: Response | None
    last_counts_from: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doses:
    """What of a course does not depend on the present moment."""

    given: tuple[Given, ...]
    last_ordered: bool
    last_response: Response | None
    open_order: OpenOrder | None


def is_tocilizumab(drug: str) -> bool:
    """Tell whether a drug, as somebody wrote it, is tocilizumab."""
    return any(name in drug.casefold() for name in _NAMES)


def course(chart: Chart, now: datetime, clock: Drift = STEADY) -> Course:
    """Return the doses of the course with amendments resolved, and what may come next.

    A partly given infusion counts, and so does tocilizumab charted as given elsewhere or given in
    an earlier stay.
    """
    known = chart.derived(doses)
    counted = tuple(given.counts_from(clock) for given in known.given)
    return Course(
        given=known.given,
        running=_running(known, now),
        open_order=known.open_order,
        next_from=eligible_from(counted, now),
        last_response=known.last_response,
        last_counts_from=max(counted, default=None),
    )


def _running(known: Doses, now: datetime) -> Given | None:
    """Return the last dose while it runs: one given here until its end is charted."""
    last = known.given[-1] if known.given else None
    if last is None or last.ended_at is not None:
        return None
    runs = known.last_ordered or now < last.started_at + USUAL_LENGTH
    return last if runs else None


def doses(chart: Chart) -> Doses:
    """Return what is charted of the course; ask through `chart.derived`."""
    own = [e for e in chart.of(DoseGiven) if is_tocilizumab(e.body.drug)]
    given = [_given(chart, entry) for entry in own]
    elsewhere = [e for e in chart.of(DrugGiven) if is_tocilizumab(e.body.drug)]
    given += [dose for entry in elsewhere for dose in _runs(chart, entry)]
    given += _before(chart)
    given.sort(key=lambda dose: (dose.started_at, dose.entry_id))
    last = next((e for e in own if given and e.id == given[-1].entry_id), None)
    return Doses(
        given=tuple(given),
        last_ordered=last is not None and last.body.order_id is not None,
        last_response=_response(chart, last)
        if last is not None
        else _response_before(chart, given),
        open_order=_open_order(chart),
    )


def _before(chart: Chart) -> list[Given]:
    """Return the doses of the earlier stays, each once; none of them runs on into this one.

    An earlier stay tells those of the stays before it too.
    """
    told = {
        (dose.entry_id, dose.started_at): dose
        for stay in chart.earlier
        for dose in stay.derived(doses).given
    }
    return [
        replace(dose, ended_at=dose.ended_at or dose.started_at + USUAL_LENGTH, earlier=True)
        for dose in told.values()
    ]


def _response_before(chart: Chart, given: list[Given]) -> Response | None:
    """Return the last response of the stay before, where the last dose was given in it."""
    if not given or not given[-1].earlier:
        return None
    return chart.earlier[-1].derived(doses).last_response


def _given(chart: Chart, entry: Entry[DoseGiven]) -> Given:
    ends = [
        e.taken_at
        for e in _steps(chart, entry)
        if e.body.step in (DoseStepKind.END, DoseStepKind.STOP)
    ]
    body = entry.body
    return Given(
        entry_id=entry.id,
        started_at=entry.taken_at,
        ended_at=ends[-1] if ends else body.ended_at,
        dose_mg=body.dose_mg,
        deviation=body.deviation is not None,
        clock_ahead=_ahead_when_timed(chart, entry),
    )


def _ahead_when_timed(chart: Chart, entry: Entry[Body]) -> timedelta:
    """Return the drift of whoever typed the start; of several readings the one that holds longest.

    A corrected start may have been read off the clock of the first version. And by a clock that was
    ahead a start that far back may be the true time, read off another clock: nothing is taken off.
    """
    return min(_ahead_when_typed(version) for version in chart.versions(entry))


def _ahead_when_typed(entry: Entry[Body]) -> timedelta:
    ahead = entry.clock_ahead
    by_this_clock = entry.taken_at > entry.recorded_at - ahead
    return ahead if by_this_clock else min(ahead, timedelta(0))


def _runs(chart: Chart, entry: Entry[DrugGiven]) -> Iterator[Given]:
    """Return the doses of a drug ordered elsewhere: one, or one each interval until its end."""
    body, start = entry.body, entry.taken_at
    every = timedelta() if body.interval_hours is None else _hours(body.interval_hours)
    until = start if body.until is None or every <= timedelta() else body.until
    while start <= until:
        dose_mg = Decimal(0) if body.dose is None else body.dose
        ended = start + USUAL_LENGTH
        yield Given(
            entry_id=entry.id,
            started_at=start,
            ended_at=ended,
            dose_mg=dose_mg,
            deviation=True,
            clock_ahead=_ahead_when_timed(chart, entry),
        )
        start += every or INTERVAL


def _hours(hours: Decimal) -> timedelta:
    return timedelta(seconds=int(hours * 3600))


def entry_ids(chart: Chart, entry: Entry[Body]) -> frozenset[EntryId]:
    """Return the ids under which others may know an entry: its own and those it amends."""
    if entry.amends is None:
        return frozenset({entry.id})
    return frozenset(version.id for version in chart.versions(entry))


def _steps(chart: Chart, dose: Entry[DoseGiven]) -> list[Entry[DoseStep]]:
    ids = entry_ids(chart, dose)
    return [e for e in chart.of(DoseStep) if e.body.dose_id in ids]


def _response(chart: Chart, dose: Entry[DoseGiven]) -> Response | None:
    found = [e.body.response for e in _steps(chart, dose) if e.body.response is not None]
    return found[-1] if found else None


def _open_order(chart: Chart) -> OpenOrder | None:
    """Return the last order that is neither stopped nor given.

    An order whose dose was struck out stays given: it was claimed, and a new one is needed.
    """
    orders = [e for e in chart.of(MedicationOrder) if is_tocilizumab(e.body.drug)]
    if not orders:
        return None
    closed: set[EntryId | None] = {e.body.order_id for e in chart.of(OrderStopped)}
    closed |= {e.body.order_id for e in chart.entries if isinstance(e.body, DoseGiven)}
    for order in reversed(orders):
        ids = entry_ids(chart, order)
        if not ids & closed:
            return OpenOrder(entry_id=order.id, step=_step(chart, order, ids))
    return None


def _step(chart: Chart, order: Entry[MedicationOrder], ids: frozenset[EntryId]) -> str:
    first, second = last_checks(chart, ids)
    if first is not None and second is not None:
        return "mismatch" if check_rulings(chart, order, first, second) else "checked"
    if first is not None or second is not None:
        return "checked_once"
    prepared = any(e.body.order_id in ids for e in chart.of(Preparation))
    return "prepared" if prepared else "ordered"
