"""Open a ward's window: paint a frame, open the ward behind it, then let the screens take over."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from cart_ward.care.ports import Clock, Desk
from cart_ward.clinical.people import Actor
from cart_ward.errors import CartWardError, Finding
from cart_ward.i18n import _
from cart_ward.runtime import interpreter
from cart_ward.runtime.settings import Look
from cart_ward.ui.crash import Crash
from cart_ward.ui.curtain import Curtain, FirstPaint
from cart_ward.ui.doors import Doors, Found, Progress
from cart_ward.ui.tasks import QtTasks
from cart_ward.ui.tokens import LIGHT, Tokens

if TYPE_CHECKING:
    from cart_ward.care.clock_line import Lined
    from cart_ward.care.monitoring import WardSnapshot
    from cart_ward.care.ports import Drafts
    from cart_ward.ui.application import OneInstance
    from cart_ward.ui.entrance import Entrance
    from cart_ward.ui.handover.presenter import Render
    from cart_ward.ui.main_window import MainWindow
    from cart_ward.ui.station import News, StationFacts
    from cart_ward.ui.upkeep import Record

LIGHT_BY_HAND = Look(theme="light")
"""What the screens wear where nobody kept another look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A ward that was opened off the GUI thread, ready for the screens.

    `first` signs somebody in at once (practice only); `close` lets the store go; `news` tells what
    other stations wrote; `trouble` is what makes the record one to be read and printed only;
    `drafts` is where unfinished forms wait, `record` what is checked and backed up behind them;
    `sound` whether this station rings, and `keep_sound` writes that down. `render_patient` draws
    the page of one patient. `look` is what the screens wear; `keep_look` writes another one down.
    `clock` is the one that a person may confirm; a practice ward has none.
    """

    desk: Desk
    snapshot: "WardSnapshot"
    facts: "StationFacts"
    render: "Render"
    first: Actor | None
    close: Callable[[], None]
    news: "News | None" = None
    trouble: tuple[Finding, ...] = ()
    drafts: "Drafts | None" = None
    record: "Record | None" = None
    sound: bool = True
    keep_sound: Callable[[bool], None] | None = None
    render_patient: "Render | None" = None
    look: Look = LIGHT_BY_HAND
    keep_look: Callable[[Look], None] | None = None
    clock: "Lined | None" = None


class Opening(QObject):
    """The life of one window.

    `opens` opens the ward; `doors` are asked first, where it may not be there yet or be locked.
    `instance` names the data folder: a second window over it raises the first and leaves. `probe`
    prints when the window is painted and usable, and then ends. `dress` is worn until it is open.
    """

    progressed = Signal(int, int)

    def __init__(
        self,
        app: QApplication,
        clock: Clock,
        opens: Callable[[Progress], Opened],
        *,
        doors: Doors | None = None,
        instance: str = "",
        probe: bool = False,
        dress: Tokens = LIGHT,
    ) -> None:
        super().__init__()
        self._instance = instance
        self._one: OneInstance | None = None
        self._app = app
        self._opens = opens
        self._doors = doors
        self._entrance: Entrance | None = None
        self._ended = False
        self._probe = probe
        self.crash = Crash(clock, self)
        self.tasks = QtTasks(self._on_bug, self)
        self._tokens = dress
        self.curtain = Curtain(dress)
        self.window: MainWindow | None = None
        self.refused: CartWardError | None = None
        self._opened: Opened | None = None
        queued = Qt.ConnectionType.QueuedConnection
        self.progressed.connect(self.curtain.show_progress, queued)
        self.curtain.painted.connect(self._on_painted, queued)
        self.curtain.closing.connect(self._end)

    def start(self) -> None:
        """Show the frame; everything else follows once it is painted."""
        self.crash.install()
        self.curtain.show()

    def _on_bug(self, bug: Exception) -> None:
        note = self.crash.note(bug)
        if self.window is None:
            self.curtain.refuse(
                _(
                    "A fault in this program kept the ward from opening (note {id}). Nothing was"
                    " changed. Start it again; if that does not help, chart on paper and call IT."
                ).format(id=note.id)
            )

    @Slot()
    def _on_painted(self) -> None:
        self._tell("painted")
        if not self._is_first(self._instance):
            self.curtain.close()
        elif self._doors is None:
            self._open(self._opens)
        else:
            self.tasks.run(self._doors.look, partial(self._on_found, self._doors), self._refuse)

    def _open(self, opens: Callable[[Progress], Opened]) -> None:
        self.tasks.run(lambda: opens(self.progressed.emit), self._show, self._refuse)

    def _on_found(self, doors: Doors, found: Found) -> None:
        """Open the ward, or ask first what must be known: a new ward, or its passphrase."""
        if not (found.new or found.asks_passphrase):
            self._open(partial(doors.unlock, ""))
            return
        from cart_ward.ui.entrance import Entrance  # noqa: PLC0415 - after the first paint

        self._dress()
        self._entrance = Entrance(self.curtain, self.tasks, doors, self)
        self._entrance.passphrase_given.connect(
            lambda passphrase: self._open(partial(doors.unlock, passphrase))
        )
        self._entrance.practice_wanted.connect(self._on_practice_wanted)
        self._entrance.ask(found)
        self._tell("asked")
        if self._probe:
            self.curtain.close()

    def _dress(self) -> None:
        from cart_ward.ui import theme  # noqa: PLC0415 - after the first paint

        if self._app.property("cart_ward_tokens") is None:
            theme.apply(self._app, self._tokens)

    @Slot()
    def _on_practice_wanted(self) -> None:
        """Open the practice ward in this window, unless it stands open in another one."""
        if self._doors is None:
            return
        if self._one is not None:
            self._one.release()
        if self._is_first(self._doors.practice_instance):
            self.curtain.wait(_("Opening the ward ..."))
            self._open(self._doors.practice)
        else:
            self.curtain.close()

    def _is_first(self, instance: str) -> bool:
        """Tell whether no other window lives over this folder; if one does, it was raised."""
        if not instance:
            return True
        from cart_ward.ui.application import OneInstance  # noqa: PLC0415 - after the first paint

        self._one = OneInstance(instance, self)
        self._one.raised.connect(self._come_forward)
        return self._one.claim()

    @Slot()
    def _come_forward(self) -> None:
        """Show the window to whoever started the program again."""
        front = self.curtain if self.window is None else self.window
        front.setWindowState(front.windowState() & ~Qt.WindowState.WindowMinimized)
        front.show()
        front.raise_()
        front.activateWindow()

    def _refuse(self, error: CartWardError) -> None:
        from cart_ward.ui.messages import sentence  # noqa: PLC0415 - after the first paint

        if self._entrance is not None and self._entrance.asks_again(error):
            return
        self.refused = error
        self.curtain.refuse(sentence(error, UTC))
        if self._probe:
            self.curtain.close()

    def _show(self, opened: Opened) -> None:
        from cart_ward.ui import screens  # noqa: PLC0415 - after the first paint
        from cart_ward.ui.station import Station  # noqa: PLC0415 - as above

        self._opened = opened
        self._dress()
        station = Station(opened.desk, self.tasks, opened.snapshot, opened.facts)
        window = screens.open_window(station, self.crash, opened)
        window.closing.connect(self._end)
        self.window = window
        if opened.first is not None:
            station.sign_in(opened.first)
        window.resize(self.curtain.size())
        FirstPaint(window).seen.connect(self._on_usable, Qt.ConnectionType.QueuedConnection)
        window.show()
        self.curtain.hide()

    @Slot()
    def _on_usable(self) -> None:
        self._tell("usable")
        interpreter.settle()
        if self._probe and self.window is not None:
            QTimer.singleShot(0, self.window.close)

    def _tell(self, word: str) -> None:
        if self._probe:
            sys.stdout.write(word + "\n")
            sys.stdout.flush()

    @Slot()
    def _end(self) -> None:
        """Wait for what is under way, then let the store go."""
        if self._ended:
            return
        self._ended = True
        self.tasks.close()
        if self._entrance is not None:
            self._entrance.abandon()
        if self._opened is not None:
            self._opened.close()
        if self._one is not None:
            self._one.release()
        QApplication.quit()
