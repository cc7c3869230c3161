"""The message line: one sentence, never a box, gone when it has been read."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.messages import Message

READ_AFTER = 12_000
"""Milliseconds a good message stays; what needs a second look stays until it is closed."""


class MessageLine(QFrame):
    """Shows what the `Messages` door lets through."""

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.close_button = theme.role(QPushButton(_("Close")), "quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 4)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def show_message(self, message: Message) -> None:
        """Show a sentence."""
        theme.role(self, "good_card" if message.good else "warn_card")
        self.words.setText(message.sentence)
        self.setAccessibleName(message.sentence)
        self.show()
        if message.good:
            self._timer.start(READ_AFTER)
        else:
            self._timer.stop()
