"""The message line: one sentence, never a box, gone when it has been read."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms.naming import named
from cart_ward.ui.messages import Message
from cart_ward.ui.widgets.announce import announce
from cart_ward.ui.widgets.folding import large_text

READ_AFTER = 12_000
"""Milliseconds a good message stays; what needs a second look stays until it is closed."""


class MessageLine(QFrame):
    """Shows what the `Messages` door lets through, and for some seconds the way to undo it.

    Signals: `undo_asked()`, `announced(str)` with each sentence told to a screen reader.
    """

    undo_asked = Signal()
    announced = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.undo_button = named(QPushButton(_("Undo")), "undo")
        self.undo_button.setAccessibleName(_("Undo what was just saved"))
        self.close_button = theme.role(QPushButton(_("Close")), "quiet")
        self.close_button.setAccessibleName(_("Close the message"))
        if large_text():
            # One line of what is below is worth more than a high line here.
            self.words.setStyleSheet(f"font-size: {theme.current().sizes.small}px;")
            theme.role(self.undo_button, "chip")
            theme.role(self.close_button, "chip")
        layout = QHBoxLayout(self)
        edge = 2 if large_text() else 4
        layout.setContentsMargins(16, edge, 16, edge)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.undo_button)
        layout.addSpacing(24)
        layout.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._here = self._good = False
        self.undo_button.clicked.connect(self.undo_last)
        self.close_button.clicked.connect(self._on_close)
        self.undo_button.hide()
        self.hide()

    def show_message(self, message: Message, *, private: bool = False) -> None:
        """Show a sentence and tell it to a screen reader, once; `private`: if it names nobody."""
        if private and (message.good or message.here):
            return
        theme.role(self, "good_card" if message.good else "warn_card")
        self._here, self._good = message.here, message.good
        self.words.setText(message.sentence)
        self.setAccessibleName(message.sentence)
        self.show()
        announce(self, message.sentence)
        self.announced.emit(message.sentence)
        if message.good:
            self._timer.start(READ_AFTER)
        else:
            self._timer.stop()

    def leave_page(self) -> None:
        """Let go what was only about the page that goes, so that nobody reads it of the next."""
        if self._here:
            self.hide()

    def go_private(self) -> None:
        """Let go what may name a patient; what needs a second look about the record stays."""
        if self._here or self._good:
            self.hide()

    def offer_undo(self, *, offered: bool) -> None:
        """Offer to undo what was just saved, or no longer."""
        self.undo_button.setVisible(offered)

    @property
    def offers_undo(self) -> bool:
        """Whether there is something to undo."""
        return not self.undo_button.isHidden()

    @Slot()
    def undo_last(self) -> None:
        """Ask to undo what was just saved, if that is still offered."""
        if self.offers_undo:
            self.offer_undo(offered=False)
            self.undo_asked.emit()

    def _on_close(self) -> None:
        self.offer_undo(offered=False)
        self.hide()
