"""What a store lies on: its files, its copies, the room left, and the engine that reads it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from cart_ward.care.health import Ground
from cart_ward.db import failures
from cart_ward.db.layout import BACKUPS, BESIDE, STORE
from cart_ward.db.store import SqlStore


def look(store: SqlStore, folder: Path, free_bytes: Callable[[Path], int | None]) -> Ground:
    """Look at the folder of an open store; `Unavailable` if the disk does not answer."""
    with failures.disk():
        backups = folder / BACKUPS
        copies = [path.stat().st_mtime for path in backups.glob("ward-*.db")]
        files = (folder / (STORE + end) for end in BESIDE)
        size = sum(path.stat().st_size for path in files if path.exists())
    noted = store.anchor.read()
    with store.engine.begin() as connection:
        sqlite = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
        cipher = connection.exec_driver_sql("PRAGMA cipher_version").scalar_one()
    return Ground(
        folder=str(folder.absolute()),
        size=size,
        free=free_bytes(folder),
        backups=str(backups.absolute()),
        copies=len(copies),
        newest_copy=datetime.fromtimestamp(max(copies), UTC) if copies else None,
        noted_lines=None if noted is None else noted.count,
        sqlite=str(sqlite),
        cipher=str(cipher),
    )
