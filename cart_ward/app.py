"""The composition root: the one file that knows every layer and says who gets what.

Layers are imported where they are used: the frame is painted before SQLAlchemy is loaded, and only
a window loads Qt.
"""

# ruff: noqa: PLC0415 - see above

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from cart_ward.care.ports import Clock, Desk
from cart_ward.clinical.people import Actor, Role, StaffId
from cart_ward.errors import CartWardError, NotAllowed
from cart_ward.i18n import set_language
from cart_ward.runtime import paths, settings
from cart_ward.runtime.clock import SteppedClock, SystemClock
from cart_ward.runtime.settings import Settings

if TYPE_CHECKING:
    from cart_ward.care.ward_setup import NewWard
    from cart_ward.db.founding import Founding
    from cart_ward.db.store import SqlStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line says; `passphrase` asks for it only where a store needs one."""

    data: Path | None
    language: str | None
    practice: bool
    passphrase: Callable[[], str]

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.data or (paths.default_practice() if self.practice else paths.default_data())


@dataclass(frozen=True, slots=True, kw_only=True)
class Ward:
    """An open ward."""

    folder: Path
    store: "SqlStore"
    desk: Desk
    settings: Settings


def open_ward(options: Options, clock: Clock | None = None) -> Ward:
    """Build everything that needs no screen over the store of the data folder."""
    from cart_ward.care import clock_line
    from cart_ward.db import folder

    place = options.folder
    found = settings.read(place)
    set_language(options.language or found.language)
    chosen = clock or SystemClock()
    asked = folder.needs_passphrase(place)
    store = folder.open_store(
        place,
        clock=chosen,
        secrets=paths.station_secrets(),
        passphrase=options.passphrase() if asked else "",
    )
    nobody = Actor(staff_id=StaffId(0), role=Role.READER, station=found.station)
    desk = Desk(store=store, clock=chosen, zone=found.zone_info, actor=nobody)
    if isinstance(chosen, SystemClock) and not store.practice:
        with suppress(CartWardError):  # a record that cannot be read is told of elsewhere
            clock_line.take_up(desk, chosen)
    return Ward(folder=place, store=store, desk=desk, settings=found)


def practice_ward(place: Path, clock: Clock) -> Ward:
    """Open a practice store, made and furnished if absent; refused if it is a real ward's."""
    from cart_ward.db import folder
    from cart_ward.practice import crew

    if fresh := not folder.is_store(place):
        folder.create(place, practice=True)
    elif not folder.is_practice(place):
        raise NotAllowed("practice.real_ward", folder=str(place))
    found = settings.read(place)
    if fresh:
        settings.write(place, found := replace(found, ward_name=crew.WARD))
    store = folder.open_store(place, clock=clock)
    founder = crew.founder(found.station)
    desk = Desk(store=store, clock=clock, zone=found.zone_info, actor=founder)
    if fresh:
        crew.furnish(desk, paths.resources())
    return Ward(folder=place, store=store, desk=desk, settings=found)


def make_practice(
    place: Path, now: datetime, progress: Callable[[int, int], None], *, fresh: bool
) -> None:
    """Make the practice ward in a folder without one, whole or not at all; anew if `fresh`."""
    from cart_ward.db import folder
    from cart_ward.practice import ward as practice

    if folder.is_store(place):
        if not folder.is_practice(place):
            raise NotAllowed("practice.real_ward", folder=str(place))
        if not fresh:
            return
    elif place.exists() and any(place.iterdir()):
        raise NotAllowed("store.foreign", folder=place.name)
    making = place.with_name(place.name + ".making")
    rmtree(making, ignore_errors=True)
    clock = SteppedClock(now - timedelta(days=400))
    ward = practice_ward(making, clock)
    practice.make(ward.desk, clock, paths.resources(), now, progress)
    ward.store.close()
    rmtree(place, ignore_errors=True)
    making.rename(place)


def begin_ward(options: Options, clock: Clock, new: "NewWard") -> "tuple[str, Founding]":
    """Make a real ward apart in the data folder; return its recovery code and what keeps it."""
    from cart_ward.care import ward_setup
    from cart_ward.db import folder
    from cart_ward.db.founding import Founding

    station = settings.station_name()
    secrets, rules = paths.station_secrets(), paths.resources()
    founding = Founding(options.folder, secrets)
    try:
        code = founding.make(new.passphrase)
        found = Settings(ward_name=new.name, zone=new.zone, language=new.language, station=station)
        settings.write(founding.aside, found)
        store = folder.open_store(
            founding.aside, clock=clock, secrets=secrets, passphrase=new.passphrase
        )
        try:
            founder = ward_setup.founder(station)
            desk = Desk(store=store, clock=clock, zone=found.zone_info, actor=founder)
            sources = (_texts(rules / "products"), _texts(rules / "protocols"))
            ward_setup.found(desk, new, sources)
        finally:
            store.close()
    except CartWardError:
        founding.drop()
        raise
    return code, founding


def _texts(place: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(place.glob("*.toml"))]
