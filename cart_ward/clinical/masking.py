"""Drugs that take fever away: when each was given, how long it ran, how long it is on board."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cart_ward.clinical.entries import Entry
from cart_ward.clinical.medicines import DoseGiven, DrugGiven
from cart_ward.clinical.vocabulary import DrugKind, Route

ON_BOARD: dict[DrugKind, timedelta] = {
    DrugKind.ANTIPYRETIC: timedelta(hours=8),
    DrugKind.STEROID: timedelta(hours=48),
    DrugKind.ANTI_CYTOKINE: timedelta(days=14),
}
"""How long after the last dose fever may still be held down (A1, set by the project)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masker:
    """One drug that masks fever: its first dose, its last one (None: it runs on)."""

    drug: str
    kind: DrugKind
    start: datetime
    end: datetime | None

    def running(self, at: datetime) -> bool:
        """Tell whether `at` lies between the first and the last dose, both included."""
        return self.start <= at and (self.end is None or at <= self.end)

    def on_board(self, at: datetime) -> bool:
        """Tell whether the drug may hold a fever down at `at`."""
        if at < self.start:
            return False
        return self.end is None or at - self.end < ON_BOARD[self.kind]


def of_drug(entry: Entry[DrugGiven]) -> Masker | None:
    """Return what a drug does to fever; None: nothing. An intrathecal steroid stays in the CSF."""
    given = entry.body
    if given.kind not in ON_BOARD or given.route is Route.INTRATHECAL:
        return None
    end: datetime | None = entry.taken_at
    if given.until is not None:
        end = max(entry.taken_at, given.until)
    elif given.interval_hours is not None:
        end = None
    return Masker(drug=given.drug, kind=given.kind, start=entry.taken_at, end=end)


def of_dose(entry: Entry[DoseGiven]) -> Masker:
    """Return what a charted dose of tocilizumab does to fever, whoever ordered it."""
    return Masker(
        drug=entry.body.drug,
        kind=DrugKind.ANTI_CYTOKINE,
        start=entry.taken_at,
        end=entry.taken_at,
    )
