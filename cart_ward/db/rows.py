"""Rows as the file holds them: written once, digested exactly as stored."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert, select
from sqlalchemy.dialects import sqlite

_DIALECT = sqlite.dialect()

Raw = tuple[Any, ...]
"""The stored values of a row, in column order: int, str, bytes or None."""


def _as_is(value: object) -> object:
    return value


def _binders(table: Table) -> tuple[Callable[[Any], Any], ...]:
    return tuple(c.type.bind_processor(_DIALECT) or _as_is for c in table.columns)


def digest(raw: Sequence[object]) -> bytes:
    """Return the SHA-256 of a stored row; each value is led by its kind and length."""
    parts: list[bytes] = []
    for value in raw:
        if value is None:
            parts.append(b"n;")
        elif isinstance(value, int):
            parts.append(b"i%d;" % value)
        else:
            kind, data = (b"b", value) if isinstance(value, bytes) else (b"s", str(value).encode())
            parts.append(b"%b%d:%b" % (kind, len(data), data))
    return hashlib.sha256(b"".join(parts)).digest()


class Writer:
    """Writes rows of one table through the driver, so that what is digested is what is stored."""

    def __init__(self, table: Table) -> None:
        self.names = tuple(c.name for c in table.columns)
        self._binders = _binders(table)
        self._key = next(iter(table.primary_key.columns)).name
        self._insert = str(insert(table).compile(dialect=_DIALECT))
        every = select(*table.columns)
        one = every.where(table.c[self._key] == 0)
        self._select = str(one.compile(dialect=_DIALECT))
        self._select_all = str(every.order_by(table.c[self._key]).compile(dialect=_DIALECT))

    def raw(self, values: Mapping[str, object]) -> Raw:
        """Return the values as stored; a column that is not named is NULL."""
        named = zip(self.names, self._binders, strict=True)
        return tuple(bind(values.get(name)) for name, bind in named)

    def add(self, connection: Connection, values: Mapping[str, object]) -> tuple[int, Raw]:
        """Write a row; return its key, given by the store where none is named, and the row."""
        raw = self.raw(values)
        key = connection.exec_driver_sql(self._insert, raw).lastrowid
        return key, (key, *raw[1:])

    def add_many(self, connection: Connection, rows: Sequence[Raw]) -> None:
        """Write rows that are already in stored form."""
        connection.exec_driver_sql(self._insert, list(rows))

    def read(self, connection: Connection, key: int) -> Raw | None:
        """Return the stored values of the row with this key."""
        row = connection.exec_driver_sql(self._select, (key,)).fetchone()
        return None if row is None else tuple(row)

    def read_all(self, connection: Connection) -> Iterator[Raw]:
        """Yield the stored values of every row, by key."""
        for row in connection.exec_driver_sql(self._select_all):
            yield tuple(row)
