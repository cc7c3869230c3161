"""Tocilizumab: dose by weight, vials, the course, the next possible time, every rule by code."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from cart_ward.clinical.vocabulary import EntryId, Response

CEILING = 4
"""Most doses in one course (label, tocilizumab.md R8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculated:
    """Dose in mg, mL to draw, mL of diluent, mg per kg, whether capped at 800 mg."""

    dose_mg: Decimal
    volume_ml: Decimal
    diluent_ml: int
    per_kg: Decimal
    capped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One dose of the course."""

    entry_id: EntryId
    started_at: datetime
    ended_at: datetime | None
    dose_mg: Decimal
    deviation: bool


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
    """

    given: tuple[Given, ...]
    running: Given | None
    open_order: OpenOrder | None
    next_from: datetime | None
    last_response: Response | None
