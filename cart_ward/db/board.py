"""The latest rows of each bed, for the board: one query, one index seek a bed and kind.

What is due is derived from charts, never read. This is the way in for a view that needs the ward
at a glance without any chart in memory.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Select, and_, literal, select, union_all
from sqlalchemy.dialects import sqlite

from cart_ward.clinical.entries import KINDS, Entry
from cart_ward.clinical.people import AdmissionId
from cart_ward.db import charts
from cart_ward.db.people import natural
from cart_ward.db.tables import ADMISSION, BED, BODIES, ENTRY

_DIALECT = sqlite.dialect()
SHOWN = ("vital_signs", "neuro_check", "ice_assessment", "capd_assessment", "dose_given", "weight")
"""The kinds of which the last current entry stands on the board."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """A bed, its stay, and the last current entry of each kind, by kind."""

    admission_id: AdmissionId
    bed: str
    latest: dict[str, Entry[Any]]


def _query() -> Select[Any]:
    kinds = union_all(*(select(literal(kind).label("kind")) for kind in SHOWN)).cte("kinds")
    seek, later = ENTRY.alias("seek"), ENTRY.alias("later")
    newest = (
        select(seek.c.id)
        .where(
            seek.c.admission_id == ADMISSION.c.id,
            seek.c.kind == kinds.c.kind,
            ~select(later.c.id).where(later.c.amends_id == seek.c.id).exists(),
        )
        .order_by(seek.c.taken_at.desc(), seek.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    tables = [BODIES[KINDS[kind]] for kind in SHOWN]
    source = ADMISSION.join(BED, BED.c.id == ADMISSION.c.bed_id)
    source = source.join(kinds, literal(value=True))
    source = source.outerjoin(ENTRY, ENTRY.c.id == newest)
    for kind, table in zip(SHOWN, tables, strict=True):
        belongs = and_(table.c.entry_id == ENTRY.c.id, ENTRY.c.kind == kind)
        source = source.outerjoin(table, belongs)
    bodies = (c for kind in SHOWN for c in charts.body_columns(kind))
    columns = (*charts.ENTRY_COLUMNS, *bodies)
    return (
        select(ADMISSION.c.id, BED.c.name, kinds.c.kind, *columns)
        .select_from(source)
        .where(ADMISSION.c.discharged_at.is_(None))
    )


_BOARD = str(_query().compile(dialect=_DIALECT, compile_kwargs={"literal_binds": True}))


def _readers(columns: Sequence[Column[Any]]) -> tuple[Callable[[Any], Any], ...]:
    """Return how a stored value of each column is read."""
    return tuple(c.type.result_processor(_DIALECT, None) or _as_is for c in columns)


def _as_is(value: object) -> object:
    return value


def _bodies() -> dict[str, tuple[slice, tuple[Callable[[Any], Any], ...]]]:
    """Return where the columns of each kind stand in a row of the query, and their readers."""
    found, at = {}, _FACTS.stop
    for kind in SHOWN:
        columns = charts.body_columns(kind)
        found[kind] = (slice(at, at + len(columns)), _readers(columns))
        at += len(columns)
    return found


_FACTS = slice(3, 3 + len(charts.ENTRY_COLUMNS))
_FACT_READERS = _readers(charts.ENTRY_COLUMNS)
_BODIES = _bodies()


def read_board(connection: Connection) -> tuple[BoardRow, ...]:
    """Return a row for each open stay, by bed name."""
    found: dict[AdmissionId, BoardRow] = {}
    # Raw rows: five of six bodies in each are empty, and reading their columns would cost most.
    for row in connection.exec_driver_sql(_BOARD):
        stay, bed, kind = row[:3]
        shown = found.setdefault(stay, BoardRow(admission_id=stay, bed=bed, latest={}))
        if row[3] is not None:
            place, readers = _BODIES[kind]
            facts = _read(_FACT_READERS, row[_FACTS])
            shown.latest[kind] = charts.entry_of(kind, facts, _read(readers, row[place]))
    return tuple(sorted(found.values(), key=lambda one: natural(one.bed)))


def _read(readers: Sequence[Callable[[Any], Any]], values: Sequence[Any]) -> list[Any]:
    return [read(value) for read, value in zip(readers, values, strict=True)]
