"""Is the whole store as it was written? Findings by code; an empty answer means sound."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, select

from cart_ward.clinical.entries import KINDS
from cart_ward.db import audit, charts
from cart_ward.db.head import Anchor
from cart_ward.db.rows import Writer, digest
from cart_ward.db.sheets import Sheets
from cart_ward.db.tables import AUDIT, BODIES, ENTRY, METADATA
from cart_ward.errors import Finding, Level, Untrusted

_BATCH = 2000
_UNLOGGED = frozenset(
    {"audit_line", "draft", "store_mark", "shift", "assignment", "chart_entry", *KINDS}
)
"""Tables whose rows have no audit line of their own; an entry's line covers both its rows."""
_SIGNED = BODIES[KINDS["handover_signed"]]


def verify_store(
    engine: Engine, audit_key: bytes, anchor: Anchor, sheets: Sheets
) -> tuple[Finding, ...]:
    """Check pages, chain, anchored head, every charted row and every kept sheet.

    Long at ten years: meant for a thread of its own.
    """
    broken = integrity(engine)
    if broken:
        return broken  # what is read from broken pages says nothing more
    try:
        return (
            *chain(engine, audit_key, anchor),
            *rows(engine),
            *_sheets(engine, sheets),
        )
    except Untrusted as error:
        return (_stop(error.code, **error.facts),)


def integrity(engine: Engine, *, quick: bool = False) -> tuple[Finding, ...]:
    """Ask the cipher for each page's seal and the engine for the order of its trees."""
    found: list[str] = []
    try:
        with engine.begin() as connection:
            found += _broken_pages(connection)
            check = "PRAGMA quick_check" if quick else "PRAGMA integrity_check"
            found += [line for line in _said(connection, check) if line != "ok"]
    except Untrusted as error:
        if not found:  # else the cipher has named the page
            return (_stop(error.code, **error.facts),)
    return tuple(_stop("verify.integrity", detail=line) for line in found[:1])


def chain(
    engine: Engine, audit_key: bytes, anchor: Anchor, last: int | None = None
) -> tuple[Finding, ...]:
    """Check the chain, or its last lines, and that it still reaches the anchored head."""
    anchored = anchor.read()  # before the view opens: what others write meanwhile only adds to it
    with engine.begin() as connection:
        bad, head = audit.verify(connection, audit_key, last)
        if bad is not None:
            return (_stop("chain.broken", line=bad),)
        if anchored is None:
            return (Finding(field="store", level=Level.WARN, code="chain.no_head"),)
        if head.count < anchored.count:
            missing = anchored.count - head.count
            return (_stop("chain.shorter", missing=missing, head=anchored.code),)
        if audit.seal_at(connection, anchored.count) != anchored.seal:
            return (_stop("chain.other", line=anchored.count, head=anchored.code),)
    return ()


def rows(engine: Engine) -> tuple[Finding, ...]:
    """Compare every row with the digest in its audit line; return the first that differs."""
    with engine.begin() as connection:
        found = next(_entries(connection), None) or next(_others(connection), None)
    return () if found is None else (found,)


def _broken_pages(connection: Connection) -> list[str]:
    """Return what the cipher says about the pages of the file itself.

    It looks past the WAL, so what a full disk once kept out of the file is brought there first;
    and a page may be written while it is read, so only what is said twice counts.
    """
    connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    first = _said(connection, "PRAGMA cipher_integrity_check")
    if not first:
        return []
    return [line for line in _said(connection, "PRAGMA cipher_integrity_check") if line in first]


def _said(connection: Connection, pragma: str) -> list[str]:
    return [str(line) for line in connection.exec_driver_sql(pragma).scalars()]


def _stop(code: str, **facts: object) -> Finding:
    return Finding(field="store", level=Level.STOP, code=code, facts=facts)


def _logged(connection: Connection, tables: Iterable[str]) -> CursorResult[Any]:
    """Return line, table, row and digest of every line about these tables, in order."""
    query = (
        select(AUDIT.c.id, AUDIT.c.table_name, AUDIT.c.row_id, AUDIT.c.row_digest)
        .where(AUDIT.c.table_name.in_(tuple(tables)))
        .order_by(AUDIT.c.id)
    )
    return connection.execute(query)


def _entries(connection: Connection) -> Iterator[Finding]:
    """Entries and their lines rise together, so both are walked once, batch by batch."""
    seen = 0
    lines = _logged(connection, KINDS)
    while batch := lines.fetchmany(_BATCH):
        upper = max(seen, *(line.row_id for line in batch))
        yield from _compare_entries(connection, batch, seen, upper)
        seen = upper
    query = select(ENTRY.c.id, ENTRY.c.kind).where(ENTRY.c.id > seen).limit(1)
    for row in connection.execute(query):
        yield _stop("verify.row_unlogged", table=row.kind, row=row.id)


def _compare_entries(
    connection: Connection, batch: Sequence[Any], above: int, upper: int
) -> Iterator[Finding]:
    stored = charts.digests(connection, above, upper)
    logged = {}
    for line in batch:
        found = stored.get(line.row_id)
        facts = {"table": line.table_name, "row": line.row_id, "line": line.id}
        if found is None:
            yield _stop("verify.row_missing", **facts)
        elif found != (line.table_name, line.row_digest):
            yield _stop("verify.row_changed", **facts)
        logged[line.row_id] = line.id
    for row_id, (kind, _) in stored.items():
        if row_id not in logged:
            yield _stop("verify.row_unlogged", table=kind, row=row_id)


def _others(connection: Connection) -> Iterator[Finding]:
    """Rows that may change must be as their last line says."""
    names = tuple(name for name in METADATA.tables if name not in _UNLOGGED)
    last = {
        (line.table_name, line.row_id): (line.id, line.row_digest)
        for line in _logged(connection, names)
    }
    for name in names:
        for raw in Writer(METADATA.tables[name]).read_all(connection):
            line, expected = last.pop((name, raw[0]), (None, None))
            if line is None:
                yield _stop("verify.row_unlogged", table=name, row=raw[0])
            elif digest(raw) != expected:
                yield _stop("verify.row_changed", table=name, row=raw[0], line=line)
    for (name, row_id), (line, _) in last.items():
        yield _stop("verify.row_missing", table=name, row=row_id, line=line)


def _sheets(engine: Engine, sheets: Sheets) -> tuple[Finding, ...]:
    with engine.begin() as connection:
        digests = connection.execute(select(_SIGNED.c.pdf_digest).distinct()).scalars().all()
    bad = (found for found in digests if not sheets.sound(found))
    return tuple(_stop("verify.sheet_damaged", digest=found[:8]) for found in bad)
