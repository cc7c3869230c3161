"""What is running and what is to do, for the sheet: drugs, tocilizumab, laboratory, checks."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.handover import Anticytokine, Dose, Drug, Lab, OrderOpen, Pending
from cart_ward.clinical.handover_now import DAY, NameOf, background
from cart_ward.clinical.medicines import DoseGiven, DoseStep, DrugGiven, MedicationOrder
from cart_ward.clinical.observed import LabResult
from cart_ward.clinical.schedule import CheckDue
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.tocilizumab import CEILING, Given
from cart_ward.clinical.vocabulary import BackgroundKind, DoseStepKind, DrugKind

MOST_TURNS = 96
"""Most clock times written for one check: every 15 min for 24 h."""


def tocilizumab(chart: Chart, status: PatientStatus, name_of: NameOf) -> Anticytokine:
    """Return the course as the sheet shows it, the deviations with their reason."""
    course = status.course
    return Anticytokine(
        doses=tuple(_dose(chart, given, name_of) for given in course.given),
        ceiling=CEILING,
        next_from=course.next_from,
        running=course.running is not None,
        response=course.last_response,
        open_order=_open_order(chart, status, name_of),
        allergy=background(chart, BackgroundKind.TOCILIZUMAB_ALLERGY),
    )


def _stays(chart: Chart) -> Iterator[Chart]:
    """Yield the chart and those of the earlier stays."""
    yield chart
    for before in chart.earlier:
        yield from _stays(before)


def _dose(chart: Chart, given: Given, name_of: NameOf) -> Dose:
    """Return one dose; without a `DoseGiven` it was charted as given elsewhere."""
    stays = tuple(_stays(chart))
    found = (e for stay in stays for e in stay.of(DoseGiven) if e.id == given.entry_id)
    entry = next(found, None)
    steps = [e.body for s in stays for e in s.of(DoseStep) if e.body.dose_id == given.entry_id]
    reactions = [s.reaction for s in steps if s.reaction is not None]
    responses = [s.response for s in steps if s.step is DoseStepKind.RESPONSE]
    body = None if entry is None else entry.body
    first = None if body is None else body.reaction
    return Dose(
        started_at=given.started_at,
        ended_at=given.ended_at,
        dose_mg=given.dose_mg,
        reaction=reactions[-1] if reactions else first,
        response=responses[-1] if responses else None,
        given_by="" if body is None else name_of(body.given_by_id),
        checked_by="" if body is None else name_of(body.checked_by_id),
        deviation=given.deviation,
        reason=None if body is None else body.deviation,
        decided_by=None if body is None else body.decided_by,
        earlier=given.earlier,
    )


def _open_order(chart: Chart, status: PatientStatus, name_of: NameOf) -> OrderOpen | None:
    open_order = status.course.open_order
    if open_order is None:
        return None
    order = next(e for e in chart.of(MedicationOrder) if e.id == open_order.entry_id)
    return OrderOpen(
        ordered_at=order.taken_at,
        order=order.body,
        prescriber=name_of(order.body.prescriber_id),
        step=open_order.step,
    )


def drugs(chart: Chart, now: datetime) -> tuple[Drug, ...]:
    """Return repeated drugs not ended, single ones of 24 h, and all chemotherapy (LD dates)."""
    given = [_drug(e, now) for e in chart.of(DrugGiven)]
    return tuple(d for d in given if _still_matters(d, now))


def _still_matters(drug: Drug, now: datetime) -> bool:
    if drug.kind is DrugKind.CHEMOTHERAPY or drug.started_at > now - DAY:
        return True
    return drug.interval_hours is not None and (drug.until is None or drug.until > now - DAY)


def _drug(entry: Entry[DrugGiven], now: datetime) -> Drug:
    body = entry.body
    return Drug(
        drug=body.drug,
        kind=body.kind,
        dose=body.dose,
        unit=body.unit,
        route=body.route,
        started_at=entry.taken_at,
        interval_hours=body.interval_hours,
        until=body.until,
        next_at=_next_turn(entry, now),
    )


def _next_turn(entry: Entry[DrugGiven], now: datetime) -> datetime | None:
    """Return when a repeated drug comes again, by its interval from the first dose."""
    if entry.body.interval_hours is None:
        return None
    every = timedelta(seconds=int(entry.body.interval_hours * 3600))
    if every <= timedelta():
        return None
    following = entry.taken_at + ((now - entry.taken_at) // every + 1) * every
    ended = entry.body.until is not None and following > entry.body.until
    return None if ended else following


def labs(chart: Chart) -> tuple[Lab, ...]:
    """Return the latest value of each analyte and the one before, by name."""
    by_name: dict[str, list[Entry[LabResult]]] = {}
    for entry in chart.of(LabResult):
        by_name.setdefault(entry.body.analyte, []).append(entry)
    return tuple(_lab(found) for _, found in sorted(by_name.items()))


def _lab(found: list[Entry[LabResult]]) -> Lab:
    last, before = found[-1], found[-2] if len(found) > 1 else None
    same_unit = before is not None and before.body.unit == last.body.unit
    return Lab(
        analyte=last.body.analyte,
        value=last.body.value,
        unit=last.body.unit,
        at=last.taken_at,
        previous=before.body.value if before is not None and same_unit else None,
        previous_at=before.taken_at if before is not None and same_unit else None,
    )


def pending(status: PatientStatus, until: datetime) -> tuple[Pending, ...]:
    """Return what is late and what comes before `until`, in order of time, with clock times."""
    found = [
        Pending(
            check=due.check,
            at=due.at,
            state=due.state,
            missed=due.missed,
            why=due.why,
            turns=turns(due, status.now, until),
        )
        for due in status.due
        if due.at <= until
    ]
    return tuple(sorted(found, key=lambda p: p.at))


def turns(due: CheckDue, now: datetime, until: datetime) -> tuple[datetime, ...]:
    """Return the clock times of a check until then; a late one stands at its due time."""
    every = due.why.interval
    times = [due.at]
    while every is not None and every > timedelta() and len(times) < MOST_TURNS:
        following = max(times[-1], now) + every if times[-1] < now else times[-1] + every
        if following > until:
            break
        times.append(following)
    return tuple(times)
