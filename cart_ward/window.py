"""Open the window of a ward: what the screens need, handed in from the layers they do not know.

Libraries are imported where they are used: the frame is painted before the heavy ones are loaded.
"""

# ruff: noqa: PLC0415 - see above

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from cart_ward.app import Options, Ward, begin_ward, make_practice, open_ward
from cart_ward.care.ports import Clock
from cart_ward.errors import CartWardError, Finding, NotAllowed, stops
from cart_ward.i18n import set_language
from cart_ward.runtime import disk, settings
from cart_ward.runtime.clock import PracticeClock, SystemClock

if TYPE_CHECKING:
    from cart_ward.care.ward_setup import NewWard
    from cart_ward.clinical.handover import HandoverSheet
    from cart_ward.db.feed import Feed
    from cart_ward.ui.doors import Begun, Doors, Found
    from cart_ward.ui.opening import Opened
    from cart_ward.ui.upkeep import Record

LEARNING = 15
"""Minutes a practice ward stays open unused, the longest there is: one learns with breaks."""

CONTINENTS = (
    *("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/"),
    *("Indian/", "Pacific/"),
)
"""A ward lies somewhere; other names of zones are old or technical ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """How a window is opened: the practice ward's clock speed, made anew or not, and the probe."""

    speed: float = 1.0
    fresh: bool = False
    probe: bool = False


def run_window(options: Options, window: Window) -> int:
    """Open the ward of the data folder, or the practice ward; return when the window closes."""
    from PySide6.QtWidgets import QApplication

    from cart_ward.ui import looks
    from cart_ward.ui.opening import Opening

    found = settings.read(options.folder)
    set_language(options.language or found.language)
    app = QApplication([])
    clock = PracticeClock(SystemClock().now(), window.speed) if options.practice else SystemClock()
    opens = partial(_open, options, window, clock)
    name = instance_name(options.folder)
    doors = None if options.practice else _doors(options, window, clock)
    dress = looks.worn(found.look, clock.now(), found.zone_info)
    opening = Opening(
        app, clock, opens, doors=doors, instance=name, probe=window.probe, dress=dress
    )
    opening.start()
    app.exec()
    return 0 if opening.refused is None else 2


def instance_name(folder: Path) -> str:
    """Return the name under which the one window over a data folder is found."""
    return f"cart-ward-{sha256(str(folder.resolve()).encode()).hexdigest()[:16]}"


def _doors(options: Options, window: Window, clock: Clock) -> "Doors":
    """Return what may be done about a ward that is not there yet or asks for its passphrase."""
    from cart_ward.ui.doors import Doors

    practice = replace(options, data=None, practice=True)
    fast = PracticeClock(clock.now(), window.speed)
    return Doors(
        look=partial(_look, options),
        unlock=partial(_unlock, options, window, clock),
        begin=partial(_begin, options, clock),
        practice=partial(_open, practice, window, fast),
        practice_instance=instance_name(practice.folder),
    )


def _look(options: Options) -> "Found":
    """Look whether there is a ward to open."""
    from zoneinfo import available_timezones

    from cart_ward.db import folder
    from cart_ward.ui.doors import Found

    try:
        return Found(asks_passphrase=folder.needs_passphrase(options.folder))
    except NotAllowed as error:
        if error.code != "store.none":
            raise
    places = sorted(zone for zone in available_timezones() if zone.startswith(CONTINENTS))
    return Found(new=True, zones=(*places, "UTC"))


def _unlock(
    options: Options,
    window: Window,
    clock: Clock,
    passphrase: str,
    progress: Callable[[int, int], None],
) -> "Opened":
    return _open(replace(options, passphrase=lambda: passphrase), window, clock, progress)


def _begin(options: Options, clock: Clock, new: "NewWard") -> "Begun":
    from cart_ward.ui.doors import Begun

    code, founding = begin_ward(options, clock, new)
    return Begun(recovery_code=code, keep=founding.keep, drop=founding.drop)


def _open(
    options: Options, window: Window, clock: Clock, progress: Callable[[int, int], None]
) -> "Opened":
    """Open the ward off the GUI thread, with the libraries it needs."""
    from cart_ward.care import clock_line, monitoring, past
    from cart_ward.db.drafts import Drafts
    from cart_ward.db.feed import Feed
    from cart_ward.practice import crew
    from cart_ward.ui.opening import Opened
    from cart_ward.ui.station import StationFacts

    if options.practice:
        make_practice(options.folder, clock.now(), progress, fresh=window.fresh)
    ward = open_ward(options, clock)
    real = clock if isinstance(clock, SystemClock) and not ward.store.practice else None
    if real is not None:
        with suppress(CartWardError):  # read only, or a full disk: it is kept the next time
            clock_line.keep_clock_line(ward.desk, real)
    # Watching begins before anything is read: better told twice than never.
    feed = Feed(ward.store.engine)
    read = monitoring.read_ward(ward.desk)
    left = past.last_recorded(read)
    if isinstance(clock, PracticeClock) and left is not None:
        clock.begin(left)
    snapshot = monitoring.read_ward(ward.desk)
    # Derived here, so that the window has only to show it.
    monitoring.ward_status(snapshot, snapshot.read_at, ward.desk.zone, snapshot.clock)
    return Opened(
        desk=ward.desk,
        snapshot=snapshot,
        facts=StationFacts(
            ward_name=ward.settings.ward_name,
            practice=ward.store.practice,
            zone=ward.desk.zone,
            practice_pin=crew.PIN if ward.store.practice else "",
            letter_keys=ward.settings.letter_keys,
            idle=timedelta(minutes=LEARNING if ward.store.practice else ward.settings.idle_minutes),
            settings_file=str(ward.folder / settings.FILE),
        ),
        render=_render,
        render_patient=_render_patient,
        first=crew.crew_of(ward.desk).charge if options.practice else None,
        close=partial(_close, feed, ward),
        news=feed.news,
        trouble=ward.store.trouble,
        drafts=None if stops(ward.store.trouble) else Drafts(ward.store.engine),
        record=_record(ward),
        sound=ward.settings.sound,
        keep_sound=partial(settings.keep_sound, options.folder),
        clock=real,
        look=ward.settings.look,
        keep_look=partial(settings.keep_look, ward.folder),
    )


def _record(ward: Ward) -> "Record":
    """Return what can be asked of the record behind the screens."""
    from cart_ward.db import ground
    from cart_ward.ui.upkeep import Record

    return Record(
        check=partial(_check, ward),
        back_up=partial(_back_up, ward),
        look=partial(ground.look, ward.store, ward.folder, disk.free_bytes),
    )


def _check(ward: Ward) -> tuple[Finding, ...]:
    """Check pages and the whole chain; what stops the record lets nothing more be written."""
    from cart_ward.db import verify

    store = ward.store
    found = (
        *verify.integrity(store.engine, quick=True),
        *verify.chain(store.engine, store.keys.audit, store.anchor),
    )
    if stops(found):
        store.trouble = found
    return found


def _back_up(ward: Ward) -> None:
    """Make a proved copy, and let old ones go."""
    from cart_ward.db import backup
    from cart_ward.db.layout import BACKUPS

    into = ward.folder / BACKUPS
    backup.back_up(ward.store.engine, ward.store.keys, ward.folder, into)
    backup.prune(into)


def _close(feed: "Feed", ward: Ward) -> None:
    feed.close()
    ward.store.close()


def _render(sheet: "HandoverSheet", language: str, printed_by: str) -> bytes:
    """Return the ward sheet and each patient's page as one PDF."""
    from cart_ward.reports import patient_page

    return patient_page.render_all(sheet, language=language, printed_by=printed_by)


def _render_patient(sheet: "HandoverSheet", language: str, printed_by: str) -> bytes:
    """Return the page of the one patient of a sheet as a PDF."""
    from cart_ward.reports import patient_page

    return patient_page.render(sheet, language=language, printed_by=printed_by)
