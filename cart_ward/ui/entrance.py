"""A ward that does not simply open: there is none yet, or it asks for its passphrase."""

from datetime import UTC
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from cart_ward.errors import CartWardError
from cart_ward.i18n import _
from cart_ward.ui.curtain import Curtain
from cart_ward.ui.doors import Begun, Doors, Found
from cart_ward.ui.first_run import FirstRun
from cart_ward.ui.first_run_pages import PassphrasePage
from cart_ward.ui.messages import sentence
from cart_ward.ui.tasks import QtTasks

if TYPE_CHECKING:
    from cart_ward.care.ward_setup import NewWard


class Entrance(QObject):
    """Asks on the curtain what must be known first.

    Signals: `passphrase_given(str)` once the ward may be opened with it (empty where none is
    asked for), `practice_wanted()`.
    """

    passphrase_given = Signal(str)
    practice_wanted = Signal()

    def __init__(
        self, curtain: Curtain, tasks: QtTasks, doors: Doors, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._curtain = curtain
        self._tasks = tasks
        self._doors = doors
        self._passphrase = ""
        self._begun: Begun | None = None
        self.first_run: FirstRun | None = None
        self.locked: PassphrasePage | None = None

    def ask(self, found: Found) -> None:
        """Ask for what is missing."""
        if found.new:
            self._ask_for_a_ward(found.zones)
        else:
            self._ask_for_the_passphrase()

    def asks_again(self, error: CartWardError) -> bool:
        """Tell whether a refusal was for the passphrase: then it is asked for once more."""
        if self.locked is None or error.code != "store.wrong_key":
            return False
        self._curtain.show_page(self.locked)
        self.locked.say_wrong()
        return True

    def abandon(self) -> None:
        """Leave nothing of a ward that nobody kept; called once no work is under way."""
        if self._begun is not None:
            self._begun.drop()
            self._begun = None

    def _ask_for_a_ward(self, zones: tuple[str, ...]) -> None:
        page = FirstRun(zones)
        page.wanted.connect(self._on_wanted)
        page.written_down.connect(self._on_written_down)
        page.practice_wanted.connect(self.practice_wanted)
        page.cancelled.connect(self._curtain.close)
        self.first_run = page
        self._curtain.show_page(page)

    def _ask_for_the_passphrase(self) -> None:
        self.locked = PassphrasePage()
        self.locked.given.connect(self._on_given)
        self._curtain.show_page(self.locked)

    @Slot(str)
    def _on_given(self, passphrase: str) -> None:
        self._passphrase = passphrase
        self._open()

    def _open(self) -> None:
        passphrase, self._passphrase = self._passphrase, ""
        self._curtain.wait(_("Opening the ward ..."))
        self.passphrase_given.emit(passphrase)

    @Slot(object)
    def _on_wanted(self, new: "NewWard") -> None:
        self._passphrase = new.passphrase
        self._curtain.wait(_("Making the ward ..."))

        def begin() -> str:
            # Noted on the worker: it must be dropped even if nobody waits for the answer.
            self._begun = self._doors.begin(new)
            return self._begun.recovery_code

        self._tasks.run(begin, self._on_begun, self._on_problem)

    def _on_begun(self, code: str) -> None:
        if self.first_run is not None:
            self.first_run.show_code(code)
            self._curtain.show_page(self.first_run)

    @Slot()
    def _on_written_down(self) -> None:
        begun = self._begun

        def keep() -> None:
            if begun is not None:
                begun.keep()
                self._begun = None

        self._tasks.run(keep, lambda _kept: self._open(), self._on_problem)

    def _on_problem(self, error: CartWardError) -> None:
        if self.first_run is not None:
            self._curtain.show_page(self.first_run)
            self.first_run.complain(sentence(error, UTC))
