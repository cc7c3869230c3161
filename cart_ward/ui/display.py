"""How this station's screens look: chosen by hand, or by the clock; worn at once and kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from cart_ward.errors import CartWardError
from cart_ward.i18n import _
from cart_ward.runtime.settings import TEXT_PERCENTS, Look
from cart_ward.ui import looks, theme
from cart_ward.ui.messages import Messages, sentence
from cart_ward.ui.station import Station
from cart_ward.ui.window_keys import WindowKeys

Keep = Callable[[Look], None]
"""Writes a look down beside the store; called off the GUI thread."""

PATIENCE = timedelta(minutes=10)
"""How long the clock waits for somebody who types before it changes the theme."""


class Display(QObject):
    """Owns the look of the screens.

    Signal: `changed()` once the program wears another look: what is on the screen is built anew.
    """

    changed = Signal()

    def __init__(
        self, station: Station, messages: Messages, look: Look, keep: Keep | None = None
    ) -> None:
        super().__init__()
        self._station, self._messages = station, messages
        self._look, self._keep = look, keep
        self._waiting_since: datetime | None = None
        station.ticked.connect(self.follow_clock)

    @property
    def look(self) -> Look:
        """What was chosen."""
        return self._look

    def dress(self) -> bool:
        """Wear what was chosen, as it is now; tell whether that is anything new."""
        app = QApplication.instance()
        tokens = looks.worn(self._look, self._station.now(), self._station.zone)
        if not isinstance(app, QApplication) or app.property("cart_ward_theme") == tokens:
            return False
        theme.apply(app, tokens)
        return True

    def choose(self, look: Look) -> None:
        """Wear another look from now on, and write it down."""
        if look == self._look:
            return
        self._look = look
        self._waiting_since = None
        if self.dress():
            self.changed.emit()
        if self._keep is not None:
            work = partial(self._keep, look)
            self._station.tasks.run(work, lambda _nothing: None, self._on_not_kept)

    def choose_theme(self, name: str) -> None:
        """Choose a theme: auto, light, dark or contrast."""
        self.choose(replace(self._look, theme=name))

    def choose_text(self, percent: int) -> None:
        """Choose a text size: 100, 125, 150 or 200 percent."""
        self.choose(replace(self._look, text_percent=percent))

    def choose_motion(self, *, reduced: bool) -> None:
        """Choose whether anything may flash or slide."""
        self.choose(replace(self._look, reduced_motion=reduced))

    @Slot()
    def larger(self) -> None:
        """Take the next larger text."""
        self._step(1)

    @Slot()
    def smaller(self) -> None:
        """Take the next smaller text."""
        self._step(-1)

    @Slot()
    def usual(self) -> None:
        """Take the text size the screens were drawn for."""
        self.choose_text(TEXT_PERCENTS[0])

    def listen(self, keys: WindowKeys) -> None:
        """Take the keys for the text size, on every page of a window."""
        keys.add("larger", self.larger)
        keys.add("smaller", self.smaller)
        keys.add("usual_size", self.usual)

    @Slot(object)
    def follow_clock(self, now: datetime) -> None:
        """Change with the hour; not under the hands of somebody who types, for a while."""
        if self._look.theme != "auto":
            return
        worn = looks.worn(self._look, now, self._station.zone)
        if theme.current().name == worn.name:
            self._waiting_since = None
            return
        self._waiting_since = self._waiting_since or now
        if _somebody_types() and now - self._waiting_since < PATIENCE:
            return
        self._waiting_since = None
        if self.dress():
            self.changed.emit()

    def _step(self, by: int) -> None:
        at = TEXT_PERCENTS.index(self._look.text_percent) + by
        if 0 <= at < len(TEXT_PERCENTS):
            self.choose_text(TEXT_PERCENTS[at])
        else:
            words = _("Text is at {percent} %: it goes no further.")
            self._messages.tell(words.format(percent=self._look.text_percent))

    def _on_not_kept(self, error: CartWardError) -> None:
        self._messages.tell(sentence(error, self._station.zone), good=False)


def _somebody_types() -> bool:
    """Tell whether the keys go into a field that holds something."""
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit):
        return bool(field.text())
    return isinstance(field, QPlainTextEdit) and bool(field.toPlainText())
