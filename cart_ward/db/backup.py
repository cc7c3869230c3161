"""Verified copies and verified return.

A copy is taken through the engine's own backup, so that the ward goes on writing; it is one
encrypted file under the same keys, named by length and head of its audit chain, with the key file
beside it. It is called good only after it was opened again and checked.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, func, inspect, select
from sqlcipher3 import dbapi2

from cart_ward.db import audit, failures, migrate, verify
from cart_ward.db import engine as engines
from cart_ward.db.audit import Head
from cart_ward.db.engine import Opening, make_engine
from cart_ward.db.files import settle, workshop, write_whole
from cart_ward.db.head import Anchor
from cart_ward.db.keys import StoreKeys
from cart_ward.db.layout import BESIDE, HEAD, KEYS, REPLACED, SHEETS, STORE
from cart_ward.db.sheets import SUFFIX
from cart_ward.db.tables import METADATA
from cart_ward.errors import CartWardError, Untrusted

DAILY, WEEKLY = 14, 8
"""Of how many days and weeks the last copy is kept (reliability F2)."""
_KEYS_SUFFIX = ".keys.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A good copy: its file, and the head of the chain it holds."""

    path: Path
    head: Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore brought back, and how many lines the replaced store had beyond it."""

    head: Head
    lost_lines: int | None


def key_file_of(copy: Path) -> Path:
    """Return where the key file of a copy lies."""
    return copy.with_name(copy.stem + _KEYS_SUFFIX)


def name_of(head: Head) -> str:
    """Return the name of a copy: its number of audit lines and its head."""
    return f"ward-{head.count:010d}-{head.code}.db"


def back_up(engine: Engine, keys: StoreKeys, folder: Path, into: Path) -> Backup:
    """Copy the store, its key file and new sheets into a folder; prove the copy.

    `Untrusted("backup.bad")` if the copy does not prove good, `Unavailable` if the disk refuses.
    An earlier copy is never overwritten.
    """
    with failures.disk():
        into.mkdir(parents=True, exist_ok=True)
        # The copy is made beside its place, so that taking its name is one step.
        with workshop(into) as place:
            temporary = place / STORE
            counts = _copy(engine, keys, temporary)
            head = _proved(temporary, keys, counts, "backup.bad")
            copy = into / name_of(head)
            if not copy.exists():
                write_whole(key_file_of(copy), (folder / KEYS).read_bytes())
                settle(temporary, copy)
        _copy_sheets(folder / SHEETS, into / SHEETS)
    return Backup(path=copy, head=head)


def prune(into: Path) -> None:
    """Remove old copies but the last day's, the last of 14 days and the last of 8 weeks."""
    with failures.disk():
        copies = sorted(into.glob("ward-*.db"), key=_made)
        kept: set[Path] = set()
        if copies:
            kept = {copy for copy in copies if _made(copies[-1]) - _made(copy) <= timedelta(days=1)}
        days = {_made(copy).date(): copy for copy in copies}
        weeks = {_made(copy).isocalendar()[:2]: copy for copy in copies}
        kept |= {days[day] for day in sorted(days)[-DAILY:]}
        kept |= {weeks[week] for week in sorted(weeks)[-WEEKLY:]}
        for copy in copies:
            if copy not in kept:
                copy.unlink(missing_ok=True)
                key_file_of(copy).unlink(missing_ok=True)


def _made(copy: Path) -> datetime:
    return datetime.fromtimestamp(copy.stat().st_mtime, UTC)


def prove(copy: Path, keys: StoreKeys) -> Head:
    """Return the head of a copy that is whole; `Untrusted("backup.unusable")` for any other."""
    return _proved(copy, keys, None, "backup.unusable")


def put_back(copy: Path, keys: StoreKeys, folder: Path) -> Restored:
    """Put a proved copy in the place of a store that nobody has open.

    What lay there is set aside under `replaced/`, never removed; the key file is set aside as
    a copy, for `db.restore` to write.
    """
    head = prove(copy, keys)
    anchor = Anchor(folder / HEAD, keys.audit)
    before = anchor.read()
    with failures.disk():
        folder.mkdir(parents=True, exist_ok=True)
        with workshop(folder) as place:
            temporary = place / STORE
            shutil.copyfile(copy, temporary)
            _proved(temporary, keys, None, "backup.unusable")
            _set_aside(folder)
            settle(temporary, folder / STORE)
        _copy_sheets(copy.parent / SHEETS, folder / SHEETS)
    anchor.start(head)
    lost = None if before is None else max(0, before.count - head.count)
    return Restored(head=head, lost_lines=lost)


def _copy(engine: Engine, keys: StoreKeys, to: Path) -> Mapping[str, int]:
    """Copy what one transaction sees, and return its row counts."""
    target = engines.connect(to, keys, Opening(single_file=True))
    try:
        with engine.begin() as connection:
            counts = _counts(connection)
            source = connection.connection.driver_connection
            if not isinstance(source, dbapi2.Connection):
                raise TypeError(source)
            with failures.driver():
                source.backup(target)
        with failures.driver():
            target.execute("PRAGMA journal_mode = DELETE")
    finally:
        target.close()
    return counts


def _proved(copy: Path, keys: StoreKeys, counts: Mapping[str, int] | None, code: str) -> Head:
    if not copy.is_file() or copy.stat().st_size == 0:
        raise Untrusted(code, name=copy.name)
    engine = make_engine(copy, keys, Opening(read_only=True, single_file=True))
    try:
        sound = not verify.integrity(engine)
        with engine.begin() as connection:
            migrate.check(migrate.version(connection))
            bad, head = audit.verify(connection, keys.audit)
            same = counts is None or counts == _counts(connection)
    except CartWardError as error:
        raise Untrusted(code, name=copy.name) from error
    finally:
        engine.dispose()
    if not sound or bad is not None or not same:
        raise Untrusted(code, name=copy.name)
    return head


def _counts(connection: Connection) -> Mapping[str, int]:
    """Return the rows of each table there is: a store is copied before it has today's tables."""
    present = inspect(connection).get_table_names()
    return {
        name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in METADATA.tables.items()
        if name in present
    }


def _copy_sheets(source: Path, to: Path) -> None:
    if not source.is_dir():
        return
    to.mkdir(exist_ok=True)
    for sheet in source.glob(f"*{SUFFIX}"):
        kept = to / sheet.name
        if not kept.exists() or kept.stat().st_size != sheet.stat().st_size:
            write_whole(kept, sheet.read_bytes())


def _set_aside(folder: Path) -> None:
    present = [path for end in BESIDE if (path := folder / (STORE + end)).exists()]
    if not present:
        return
    aside = folder / REPLACED
    aside.mkdir(exist_ok=True)
    place = aside / f"{len(list(aside.iterdir())) + 1:04d}"
    place.mkdir()
    if (folder / KEYS).exists():
        shutil.copyfile(folder / KEYS, place / KEYS)
    for path in reversed(present):
        path.replace(place / path.name)
