"""How a connection is opened: cipher, pragmas, BEGIN IMMEDIATE, and the engine's own version."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from cart_ward.db import failures
from cart_ward.db.keys import StoreKeys

_ALWAYS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
)
_WAL = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL")
_ROLLBACK = ("PRAGMA journal_mode = DELETE", "PRAGMA synchronous = EXTRA")

BEGIN_OPTION = "sqlite_begin"
"""Execution option that names how a transaction begins: DEFERRED (readers) or IMMEDIATE."""


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Tell whether an SQLite version is free of the WAL-reset bug (reliability A8).

    # sqlite.org/changes: 3.7.0-3.51.2 affected, but 3.44.6 and 3.50.7; 3.52.0 was withdrawn.
    """
    if version[:2] == (3, 44):
        return version[2] >= 6
    if version[:2] == (3, 50):
        return version[2] >= 7
    return version >= (3, 51, 3) and version[:2] != (3, 52)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How a file is opened.

    `single_file` keeps a backup in one file, without a WAL beside it; `busy_seconds` is how long
    to wait for a lock; `version` is the engine's own unless a test says otherwise.
    """

    read_only: bool = False
    single_file: bool = False
    busy_seconds: float = 5.0
    version: tuple[int, ...] = dbapi2.sqlite_version_info


def connect(path: Path, keys: StoreKeys, opening: Opening) -> dbapi2.Connection:
    """Open one keyed connection with the pragmas of reliability A7."""
    mode = "ro" if opening.read_only else "rwc"
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        timeout=opening.busy_seconds,
        isolation_level=None,
        check_same_thread=False,
        uri=True,
    )
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{keys.store.hex()}{keys.salt.hex()}'\"")
    wal = wal_is_safe(opening.version) and not opening.single_file
    journal = _WAL if wal else _ROLLBACK
    for pragma in (*_ALWAYS, *(() if opening.read_only else journal)):
        connection.execute(pragma)
    return connection


def make_engine(path: Path, keys: StoreKeys, opening: Opening | None = None) -> Engine:
    """Return the engine of a store file; every failure it raises is one of the foreseen kinds."""
    how = opening or Opening()
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, keys, how),
        poolclass=QueuePool,
        pool_size=4,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _translate)
    return engine


def writing(engine: Engine) -> Engine:
    """Return the same engine whose transactions take the write lock as they begin."""
    return engine.execution_options(**{BEGIN_OPTION: "IMMEDIATE"})


def _begin(connection: Connection) -> None:
    how = connection.get_execution_options().get(BEGIN_OPTION, "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {how}")


def _translate(context: ExceptionContext) -> None:
    foreseen = failures.of_driver(context.original_exception)
    if foreseen is not None:
        raise foreseen from context.original_exception
