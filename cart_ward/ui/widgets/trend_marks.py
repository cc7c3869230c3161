"""What happened at one hour of a trend: a dose, a drug, the first fever. No Qt."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from cart_ward.clinical import alarms, tocilizumab
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.medicines import DoseGiven, DrugGiven
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import DrugKind, EntryId
from cart_ward.i18n import _, formats
from cart_ward.ui.widgets.trend_stretches import hour_of

Drug = Entry[DoseGiven] | Entry[DrugGiven]

SHORT = {"dexamethasone": "Dex"}
"""Names written short where there is little room; the read-out has the whole name."""


class MarkKind(Enum):
    """How a mark looks: a line with its name, a small sign only, or an event of the course."""

    DRUG = "drug"
    ANTIPYRETIC = "antipyretic"
    FEVER = "fever"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something at an hour, and the entry that says so."""

    hour: float
    text: str
    kind: MarkKind
    entry_id: EntryId


def marks(chart: Chart, status: PatientStatus, zero: datetime) -> tuple[Mark, ...]:
    """Return every mark, oldest first; doses of tocilizumab are counted."""
    found = [*_tocilizumab(status, zero), *_drugs(chart, zero), *_fever(chart, zero)]
    return tuple(sorted(found, key=lambda mark: (mark.hour, mark.entry_id)))


def _tocilizumab(status: PatientStatus, zero: datetime) -> Iterator[Mark]:
    for number, dose in enumerate(status.course.given, 1):
        if dose.earlier:
            continue  # it counts, but it is no entry of this chart
        name = f"Toci {number}"
        text = f"{name} · {formats.number(dose.dose_mg)} mg" if dose.dose_mg else name
        hour = hour_of(dose.started_at, zero)
        yield Mark(hour=hour, text=text, kind=MarkKind.DRUG, entry_id=dose.entry_id)


def given(chart: Chart) -> Iterator[Drug]:
    """Yield every dose and every drug of a chart, each kind in order of time."""
    yield from chart.of(DoseGiven)
    yield from chart.of(DrugGiven)


def _drugs(chart: Chart, zero: datetime) -> Iterator[Mark]:
    for entry in given(chart):
        body = entry.body
        if tocilizumab.is_tocilizumab(body.drug):
            continue
        fever = isinstance(body, DrugGiven) and body.kind is DrugKind.ANTIPYRETIC
        yield Mark(
            hour=hour_of(entry.taken_at, zero),
            text=named_dose(body, short=True),
            kind=MarkKind.ANTIPYRETIC if fever else MarkKind.DRUG,
            entry_id=entry.id,
        )


def _fever(chart: Chart, zero: datetime) -> Iterator[Mark]:
    first = chart.derived(alarms.first_fever)
    if first is not None:
        hour = hour_of(first.taken_at, zero)
        yield Mark(hour=hour, text=_("Fever onset"), kind=MarkKind.FEVER, entry_id=first.id)


def named_dose(body: DoseGiven | DrugGiven, *, short: bool = False) -> str:
    """Return a drug with its dose; names and units are never translated."""
    name = SHORT.get(body.drug.casefold(), body.drug) if short else body.drug
    if isinstance(body, DoseGiven):
        return f"{name} {formats.number(body.dose_mg)} mg"
    if body.dose is None:
        return name
    return f"{name} {formats.number(body.dose)} {body.unit or ''}".strip()
