"""Undo and redo of what is typed on a page and not signed, and keeping it now."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from cart_ward.i18n import _, formats
from cart_ward.ui.station import Station

if TYPE_CHECKING:
    from cart_ward.ui.main_window import MainWindow

MOST = 200
"""Steps that are kept of one page."""


class Steps(QObject):
    """The drafts a page has held since it came to the front, and the one that stands there.

    A step is one look of the keeper of drafts: what was typed in one go goes in one go. A draft
    of an earlier step is put back into the page made anew, so that choices and numbers come back
    together. Nothing that was signed is ever undone here.
    """

    def __init__(self, window: "MainWindow", station: Station) -> None:
        super().__init__(window)
        self._window, self._station = window, station
        self._drafts: list[str] = []
        self._at = 0
        self._moving = self._asked = False
        keeper = window.keeper
        keeper.began.connect(self._on_began)
        keeper.changed.connect(self._on_changed)
        keeper.kept.connect(self._on_kept)
        for act, way in (("undo", self.undo), ("redo", self.redo), ("save", self.save)):
            window.keys.add(act, way)

    def undo(self) -> None:
        """Go back to what stood there before the last step."""
        self._window.keeper.look()
        if self._at > 0:
            self._go(self._at - 1)
        else:
            self._tell(_("Nothing typed here can be undone."))

    def redo(self) -> None:
        """Take back the last undo."""
        self._window.keeper.look()
        if self._at + 1 < len(self._drafts):
            self._go(self._at + 1)
        else:
            self._tell(_("Nothing here can be redone."))

    def save(self) -> None:
        """Keep the draft now, and say when it is on disk."""
        keeper = self._window.keeper
        keeper.look()
        if not keeper.typed:
            self._tell(_("Nothing is typed here that is not signed."))
        elif not keeper.keeps:
            words = _("The record is only read: what is typed is kept in this window only.")
            self._tell(words, good=False)
        elif keeper.kept_at is not None:
            self._say_kept(keeper.kept_at)
        else:
            self._asked = True

    def _go(self, to: int) -> None:
        self._moving = True
        self._at = to
        self._window.make_again(self._drafts[to])
        self._moving = False

    @Slot(str)
    def _on_began(self, draft: str) -> None:
        self._drafts, self._at, self._asked = [draft], 0, False

    @Slot(str)
    def _on_changed(self, draft: str) -> None:
        if self._moving or not self._drafts or draft == self._drafts[self._at]:
            return
        del self._drafts[self._at + 1 :]
        self._drafts.append(draft)
        del self._drafts[:-MOST]
        self._at = len(self._drafts) - 1

    @Slot(object)
    def _on_kept(self, at: datetime | None) -> None:
        if self._asked and at is not None:
            self._asked = False
            self._say_kept(at)

    def _say_kept(self, at: datetime) -> None:
        words = _("Draft kept {time}. It is not signed yet.")
        self._tell(words.format(time=formats.clock_seconds(at, self._station.zone)))

    def _tell(self, words: str, *, good: bool = True) -> None:
        self._window.tell(words, good=good, here=True)
