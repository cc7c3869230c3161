"""The latest rows of each bed, for the board: one query, one index seek a bed and kind.

What is due is derived from charts, never read. This is the way in for a view that needs the ward
at a glance without any chart in memory.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, literal, select, union_all

from cart_ward.clinical.entries import KINDS, Entry
from cart_ward.clinical.people import AdmissionId
from cart_ward.db import charts
from cart_ward.db.people import natural
from cart_ward.db.tables import ADMISSION, BED, BODIES, ENTRY

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


_BOARD = _query()


def read_board(connection: Connection) -> tuple[BoardRow, ...]:
    """Return a row for each open stay, by bed name."""
    found: dict[AdmissionId, BoardRow] = {}
    starts = _starts()
    for row in connection.execute(_BOARD):
        stay, bed, kind = row[:3]
        shown = found.setdefault(stay, BoardRow(admission_id=stay, bed=bed, latest={}))
        if row[3] is not None:
            width = len(charts.body_columns(kind))
            body = row[starts[kind] : starts[kind] + width]
            shown.latest[kind] = charts.entry_of(kind, row[3 : 3 + _FACTS], body)
    return tuple(sorted(found.values(), key=lambda one: natural(one.bed)))


_FACTS = len(charts.ENTRY_COLUMNS)


def _starts() -> dict[str, int]:
    """Return where the columns of each kind begin in a row of the query."""
    starts, at = {}, 3 + _FACTS
    for kind in SHOWN:
        starts[kind] = at
        at += len(charts.body_columns(kind))
    return starts
