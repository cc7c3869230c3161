"""The data folder of a ward: how it is made, and how it is opened.

Other parts of the program may keep their own files beside the store (`NEIGHBOURS`). A folder that
holds anything else and no store is somebody else's and is left alone.
"""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, insert, select

from cart_ward import __version__
from cart_ward.care.ports import Clock
from cart_ward.db import backup, failures, keys, migrate, network, verify
from cart_ward.db.engine import Opening, make_engine, writing
from cart_ward.db.files import write_whole
from cart_ward.db.head import Anchor
from cart_ward.db.keys import KeyFile, StoreKeys
from cart_ward.db.layout import BACKUPS, HEAD, KEYS, SHEETS, STORE
from cart_ward.db.sheets import Sheets
from cart_ward.db.store import SqlStore
from cart_ward.db.tables import MARK
from cart_ward.errors import CartWardError, NotAllowed, Untrusted

NEIGHBOURS = frozenset(
    {"logs", "settings.toml", "settings.json", "downtime", "station.lock", "lost+found"}
)
TAIL = 1000
"""Audit lines checked before the board is shown (reliability section 4); the rest comes later."""
PAGE = 4096
"""Bytes a page; SQLCipher's default, and part of how every store was made."""
STATION_FILE = "station.secret"
_PLAIN_SQLITE = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Created:
    """A new store; the recovery code of a real ward is shown once and kept nowhere."""

    recovery_code: str | None


def is_store(folder: Path) -> bool:
    """Tell whether this folder holds a store, whole or not."""
    return (folder / STORE).exists() or (folder / KEYS).exists()


def is_practice(folder: Path) -> bool:
    """Tell whether the store in this folder is a practice store."""
    return read_keys(folder).practice


def needs_passphrase(folder: Path) -> bool:
    """Tell whether the store in this folder opens only with a ward passphrase."""
    return read_keys(folder).asks_passphrase


def create(
    folder: Path, *, practice: bool, secrets: Path | None = None, passphrase: str = ""
) -> Created:
    """Make an empty store in an empty or new folder.

    A real ward needs `secrets`, the folder outside the data where this station's secret lies.
    `NotAllowed("store.foreign")` if the folder holds something else, `NotAllowed("store.exists")`
    if it holds a store, `NotAllowed("store.network_share")`, `Unavailable("store.unwritable")`.
    """
    _refuse_shares(folder)
    with failures.disk():
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_foreign(folder)
    if is_store(folder):
        raise NotAllowed("store.exists", folder=folder.name)
    fresh = keys.new_keys()
    if practice:
        code, key_file = None, keys.practice_file(fresh)
    else:
        code = keys.new_recovery_code()
        key_file = keys.ward_file(fresh, station_secret(secrets, make=True), passphrase, code)
    _make_store(folder, fresh, practice=practice)
    write_whole(folder / KEYS, key_file.text().encode())
    return Created(recovery_code=code)


def open_store(
    folder: Path,
    *,
    clock: Clock,
    secrets: Path | None = None,
    passphrase: str = "",
    versions: str = __version__,
    opening: Opening | None = None,
) -> SqlStore:
    """Open the store of a folder: keys, cipher, schema, mark, and the tail of the chain.

    `NotAllowed("store.none")` if there is none, `Untrusted` with store.keys_missing,
    store.keys_damaged, store.wrong_key, store.damaged, store.newer_schema or store.mixed;
    `Unavailable` if the machine refuses. What is wrong with the chain is in `SqlStore.trouble`.
    """
    _refuse_shares(folder)
    key_file = read_keys(folder)
    opened = open_keys(key_file, secrets, passphrase)
    return open_with(folder, opened, clock=clock, versions=versions, opening=opening)


def open_with(
    folder: Path,
    opened: StoreKeys,
    *,
    clock: Clock,
    versions: str = __version__,
    opening: Opening | None = None,
) -> SqlStore:
    """Open the store of a folder with keys that are already unwrapped."""
    path = folder / STORE
    inspect(path, opened)
    engine = make_engine(path, opened, opening)
    try:
        back_up = partial(backup.back_up, engine, opened, folder, folder / BACKUPS)
        migrate.migrate(engine, back_up)
        practice = _mark(engine)
        if practice != is_practice(folder):
            raise Untrusted("store.mixed")
    except CartWardError:
        engine.dispose()
        raise
    anchor = Anchor(folder / HEAD, opened.audit)
    return SqlStore(
        engine,
        keys=opened,
        anchor=anchor,
        sheets=Sheets(folder / SHEETS, opened.sheets),
        clock=clock,
        versions=versions,
        practice=practice,
        trouble=verify.chain(engine, opened.audit, anchor, last=TAIL),
    )


def read_keys(folder: Path) -> KeyFile:
    """Read the key file of a folder."""
    if not is_store(folder):
        if folder.exists():
            with failures.disk():
                _refuse_foreign(folder)
        raise NotAllowed("store.none", folder=folder.name)
    if not (folder / KEYS).exists():
        raise Untrusted("store.keys_missing")
    with failures.disk():
        content = (folder / KEYS).read_bytes()
    return keys.parse(content.decode("utf-8", "replace"))


def open_keys(key_file: KeyFile, secrets: Path | None, passphrase: str) -> StoreKeys:
    """Unwrap the keys for this station."""
    if key_file.practice:
        return key_file.open_practice()
    return key_file.open_station(station_secret(secrets, make=False), passphrase)


def inspect(path: Path, opened: StoreKeys) -> None:
    """Look at a store without writing; refuse one that cannot be opened, with the reason."""
    if not path.exists():
        raise Untrusted("store.missing")
    with failures.disk(), path.open("rb") as file:
        start = file.read(16)
    if start == _PLAIN_SQLITE:
        raise NotAllowed("store.foreign", folder=path.parent.name)
    if not start or _cut_short(path):
        raise Untrusted("store.damaged")
    engine = make_engine(path, opened, Opening(read_only=True))
    try:
        with engine.begin() as connection:
            migrate.check(migrate.version(connection))
    except Untrusted as error:
        # The file starts with the salt that its keys name. Where little of it is left as it was,
        # key file and store do not belong together; else the pages themselves are damaged.
        alike = sum(a == b for a, b in zip(start, opened.salt, strict=False))
        if error.code == "store.damaged" and alike < len(opened.salt) // 2:
            raise Untrusted("store.wrong_key") from error
        raise
    finally:
        engine.dispose()


def _cut_short(path: Path) -> bool:
    """Tell whether a file that was closed in order ends within a page."""
    unfinished = any(Path(f"{path}{end}").exists() for end in ("-wal", "-journal"))
    return path.stat().st_size % PAGE != 0 and not unfinished


def _mark(engine: Engine) -> bool:
    with engine.begin() as connection:
        mark = connection.execute(select(MARK.c.practice)).scalar_one_or_none()
    if mark is None:
        raise Untrusted("store.damaged")
    return bool(mark)


def _make_store(folder: Path, fresh: StoreKeys, *, practice: bool) -> None:
    engine = make_engine(folder / STORE, fresh)
    try:
        migrate.migrate(engine, back_up=lambda: None)
        with writing(engine).begin() as connection:
            connection.execute(insert(MARK).values(id=1, practice=practice))
    finally:
        engine.dispose()
    Anchor(folder / HEAD, fresh.audit).start()


def _refuse_shares(folder: Path) -> None:
    if network.is_share(folder):
        raise NotAllowed("store.network_share", folder=folder.name)


def _refuse_foreign(folder: Path) -> None:
    ours = {STORE, KEYS, HEAD, SHEETS, BACKUPS} | NEIGHBOURS
    if is_store(folder):
        return
    if any(item.name not in ours and not item.name.startswith(".") for item in folder.iterdir()):
        raise NotAllowed("store.foreign", folder=folder.name)


def station_secret(secrets: Path | None, *, make: bool) -> bytes:
    """Return this station's secret from its folder outside the data; `make` one if there is none.

    `Untrusted("store.no_secret")` if there is none and none is to be made.
    """
    if secrets is None:
        raise Untrusted("store.no_secret")
    path = secrets / STATION_FILE
    with failures.disk():
        if path.exists():
            return path.read_bytes()
        if not make:
            raise Untrusted("store.no_secret")
        secrets.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = keys.new_secret()
    write_whole(path, made)
    return made
