"""Rows to entries and entries to rows, through the fields of the frozen dataclasses."""

import dataclasses
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import is_
from typing import Any

from sqlalchemy import Column, Connection, Select, func, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ColumnElement

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.dose_course import SAME_COURSE
from cart_ward.clinical.entries import KIND_OF, KINDS, Body, Entry
from cart_ward.clinical.people import Admission, AdmissionId
from cart_ward.clinical.vocabulary import EntryId
from cart_ward.db import people
from cart_ward.db.audit import steady_moment
from cart_ward.db.rows import Raw, Writer, digest
from cart_ward.db.tables import AUDIT, BODIES, ENTRY

ENTRY_COLUMNS = (
    ENTRY.c.id,
    ENTRY.c.admission_id,
    ENTRY.c.taken_at,
    ENTRY.c.recorded_at,
    ENTRY.c.recorded_by_id,
    ENTRY.c.station,
    ENTRY.c.amends_id,
    ENTRY.c.amend_reason,
    ENTRY.c.late_reason,
)
_FACTS = len(ENTRY_COLUMNS)
_ENTRIES = Writer(ENTRY)
_LAST = str(select(func.max(ENTRY.c.id)).compile(dialect=sqlite.dialect()))

_TIMED = frozenset({"dose_given", "drug_given"})
"""Kinds from which a next time is counted: read with how far the clock was ahead then."""

CATCH_UP = 2000
"""A chart that is more entries than this behind the store is read anew."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of body is read and written; `names` are its fields, in order.

    `later` counts the last columns of its table that an older schema did not have. A `timed` kind
    is read with the steady time of the audit line of its act, as the last column.
    """

    body: type[Any]
    names: tuple[str, ...]
    query: Select[Any]
    raw_query: str
    writer: Writer
    later: int
    timed: bool

    def told(self, raw: Raw) -> Raw:
        """Return the rows as the audit log knows them.

        A column that came later and holds nothing is left out: rows from before it was there must
        keep their digest.
        """
        for _column in range(self.later):
            if raw[-1] is not None:
                break
            raw = raw[:-1]
        return raw


def _kind(name: str, body: type[Any]) -> _Kind:
    table = BODIES[body]
    names = tuple(field.name for field in dataclasses.fields(body))
    query = (
        select(*ENTRY_COLUMNS, *(table.c[field] for field in names))
        .join_from(ENTRY, table, table.c.entry_id == ENTRY.c.id)
        .where(ENTRY.c.kind == name)
    )
    if name in _TIMED:
        query = query.add_columns(AUDIT.c.monotonic).outerjoin(AUDIT, AUDIT.c.id == ENTRY.c.act)
    raw_query = (
        select(*ENTRY.columns, *table.columns)
        .join_from(ENTRY, table, table.c.entry_id == ENTRY.c.id)
        .where(table.c.entry_id > 0, table.c.entry_id <= 0)
    )
    return _Kind(
        body=body,
        names=names,
        query=query,
        raw_query=str(raw_query.compile(dialect=sqlite.dialect())),
        writer=Writer(table),
        later=sum("since" in column.info for column in table.columns),
        timed=name in _TIMED,
    )


_KINDS: Mapping[str, _Kind] = {name: _kind(name, body) for name, body in KINDS.items()}


def body_columns(name: str) -> tuple[Column[Any], ...]:
    """Return the columns of a kind's body, in the order of its fields."""
    kind = _KINDS[name]
    return tuple(BODIES[kind.body].c[field] for field in kind.names)


def entry_of(name: str, facts: Sequence[Any], body: Sequence[Any]) -> Entry[Any]:
    """Return an entry from the values of `ENTRY_COLUMNS` and of its body's columns."""
    id_, admission_id, taken, recorded, by, station, amends, amend_reason, late = facts
    kind = _KINDS[name]
    return Entry(
        id=id_,
        admission_id=admission_id,
        body=kind.body(**dict(zip(kind.names, body, strict=True))),
        taken_at=taken,
        recorded_at=recorded,
        recorded_by=by,
        station=station,
        amends=amends,
        amend_reason=amend_reason,
        late_reason=late,
    )


def read_kinds(
    connection: Connection, names: Iterable[str], *which: ColumnElement[bool]
) -> list[Entry[Any]]:
    """Return the entries of these kinds that meet the conditions, one query a kind."""
    found: list[Entry[Any]] = []
    for name in names:
        rows = connection.execute(_KINDS[name].query.where(*which))
        if _KINDS[name].timed:
            found.extend(_timed(name, row) for row in rows)
        else:
            found.extend(entry_of(name, row[:_FACTS], row[_FACTS:]) for row in rows)
    return found


def _timed(name: str, row: Sequence[Any]) -> Entry[Any]:
    entry = entry_of(name, row[:_FACTS], row[_FACTS:-1])
    ahead = _ahead(entry.recorded_at, row[-1])
    return dataclasses.replace(entry, clock_ahead=ahead) if ahead else entry


def _ahead(recorded_at: datetime, monotonic: int | None) -> timedelta:
    """Return how far the wall clock was ahead of the steady time; none where that is not known."""
    steady = None if monotonic is None else steady_moment(monotonic)
    return timedelta(0) if steady is None else recorded_at - steady


def read_entries(connection: Connection, *which: ColumnElement[bool]) -> list[Entry[Any]]:
    """Return the entries of every kind present that meet the conditions."""
    present = connection.execute(select(ENTRY.c.kind).where(*which).distinct()).scalars()
    return read_kinds(connection, tuple(present), *which)


def ward_entries(connection: Connection, kind: type[Any]) -> tuple[Entry[Any], ...]:
    """Return the current entries of `kind` that belong to the ward, oldest first."""
    later = ENTRY.alias("later")
    current = ~select(later.c.id).where(later.c.amends_id == ENTRY.c.id).exists()
    found = read_kinds(connection, (KIND_OF[kind],), ENTRY.c.admission_id.is_(None), current)
    return tuple(sorted(found, key=lambda entry: (entry.taken_at, entry.id)))


def append(
    connection: Connection, facts: Mapping[str, object], body: Body
) -> tuple[EntryId, str, Raw]:
    """Write an entry and its body; return its id, its kind, and both rows as stored."""
    name = KIND_OF[type(body)]
    kind = _KINDS[name]
    key, entry_raw = _ENTRIES.add(connection, {**facts, "kind": name})
    values = {field: getattr(body, field) for field in kind.names}
    _, body_raw = kind.writer.add(connection, {**values, "entry_id": key})
    return EntryId(key), name, kind.told((*entry_raw, *body_raw))


def digests(connection: Connection, above: int, upper: int) -> dict[int, tuple[str, bytes]]:
    """Return kind and digest, as stored now, of the entries with these ids.

    An entry whose kind and body table do not agree, or that has no body, has no digest that fits.
    """
    query = select(ENTRY.c.id, ENTRY.c.kind).where(ENTRY.c.id > above, ENTRY.c.id <= upper)
    found = {row.id: (row.kind, b"") for row in connection.execute(query)}
    for name in {kind for kind, _ in found.values()} & _KINDS.keys():
        for row in connection.exec_driver_sql(_KINDS[name].raw_query, (above, upper)):
            if row[2] == name:
                found[row[0]] = (name, digest(_KINDS[name].told(tuple(row))))
    return found


@dataclass(frozen=True, slots=True)
class _Held:
    """A chart as committed, and the last entry of the whole store when it was read."""

    chart: Chart
    up_to: int


class Shelf:
    """Charts already read. What is charted never changes, so only what is newer is read again.

    It keeps committed entries only: what an act has written itself must not stay if it fails.
    """

    def __init__(self, room: int = 96) -> None:
        self._held: OrderedDict[AdmissionId, _Held] = OrderedDict()
        self._before: dict[tuple[object, ...], tuple[Admission, ...]] = {}
        self._room = room

    def charts(
        self, connection: Connection, stays: Sequence[Admission], *, keep: bool
    ) -> dict[AdmissionId, Chart]:
        """Return the chart of each stay; `keep` unless this transaction has written.

        A readmission's chart holds those of the stays before it: doses are counted over both.
        """
        before = self._stays_before(connection, stays, keep=keep)
        past = {stay.id: stay for found in before.values() for stay in found}
        earlier = self.charts(connection, tuple(past.values()), keep=keep) if past else {}
        up_to = connection.exec_driver_sql(_LAST).scalar_one() or 0
        known = {
            stay.id: held
            for stay in stays
            if (held := self._held.get(stay.id)) is not None and up_to - held.up_to <= CATCH_UP
        }
        fresh = _whole(connection, [stay.id for stay in stays if stay.id not in known])
        newer = _newer(
            connection, min((held.up_to for held in known.values()), default=up_to), up_to
        )
        charts: dict[AdmissionId, Chart] = {}
        for stay in stays:
            held = known.get(stay.id)
            more = (fresh if held is None else newer).get(stay.id, [])
            charts[stay.id] = _grown(held, stay, more, [earlier[s.id] for s in before[stay.id]])
            if keep:
                self._keep(stay.id, _Held(charts[stay.id], up_to))
        return charts

    def _stays_before(
        self, connection: Connection, stays: Sequence[Admission], *, keep: bool
    ) -> dict[AdmissionId, tuple[Admission, ...]]:
        """Return the earlier stays of each; an ended stay never changes, so it is asked once."""
        keys = {stay.id: (stay.id, stay.patient.id, stay.admitted_at) for stay in stays}
        known = {stay.id: self._before.get(keys[stay.id]) for stay in stays}
        unknown = [stay for stay in stays if known[stay.id] is None]
        found = people.stays_before(connection, unknown, SAME_COURSE)
        if keep:
            self._before.update({keys[stay_id]: before for stay_id, before in found.items()})
        return {stay.id: known[stay.id] or found.get(stay.id, ()) for stay in stays}

    def _keep(self, admission_id: AdmissionId, held: _Held) -> None:
        self._held[admission_id] = held
        self._held.move_to_end(admission_id)
        while len(self._held) > self._room:
            self._held.popitem(last=False)


def _grown(
    held: _Held | None, stay: Admission, more: list[Entry[Any]], earlier: list[Chart]
) -> Chart:
    """Return the held chart itself if nothing is new, so that what was derived from it stays."""
    if held is None:
        return Chart(stay, more, earlier)
    new = [entry for entry in more if entry.id > held.up_to]
    same = len(earlier) == len(held.chart.earlier) and all(map(is_, earlier, held.chart.earlier))
    if not new and same and held.chart.subject == stay:
        return held.chart
    return Chart(stay, (*held.chart.entries, *new), earlier)


def _by_stay(entries: Iterable[Entry[Any]]) -> dict[AdmissionId, list[Entry[Any]]]:
    found: dict[AdmissionId, list[Entry[Any]]] = {}
    for entry in entries:
        if entry.admission_id is not None:
            found.setdefault(entry.admission_id, []).append(entry)
    return found


def _whole(
    connection: Connection, ids: Sequence[AdmissionId]
) -> dict[AdmissionId, list[Entry[Any]]]:
    if not ids:
        return {}
    return _by_stay(read_entries(connection, ENTRY.c.admission_id.in_(ids)))


def _newer(connection: Connection, since: int, up_to: int) -> dict[AdmissionId, list[Entry[Any]]]:
    if since == up_to:
        return {}
    return _by_stay(read_entries(connection, ENTRY.c.id > since))
