"""STALE in big words over a board that nobody may rely on (hazard H15)."""

from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cart_ward.i18n import _, formats
from cart_ward.ui import theme

BIG = 72
"""Pixels of the word: it is read from the corridor."""

VEIL = 0.72
"""How much of the ground lies over the rows: seen, but not taken for fresh."""

THIN = 0.35
"""How much of it lies over what is typed: that stays readable."""


class StaleVeil(QWidget):
    """Greys out its parent and says since when; the rows below can still be chosen.

    A `thin` one only greys: what is typed below stays readable, and the words stand elsewhere.
    """

    def __init__(self, parent: QWidget, *, thin: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("stale")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words = ""
        self._thin = thin
        self.hide()
        parent.installEventFilter(self)

    def show_age(self, as_of: datetime, age: timedelta, zone: tzinfo) -> None:
        """Say how old the board is."""
        words = _(
            "This is the ward as of {time}, {age} ago. Look at the patients, chart on paper if it"
            " stays. What was signed is safe."
        )
        told = words.format(time=formats.clock_seconds(as_of, zone), age=formats.duration(age))
        if told != self.words:
            self.words = told
            self.setAccessibleName(_("STALE. {words}").format(words=told))
            self.update()
        if self.isHidden():
            self._cover()
            self.show()
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the parent whatever its size."""
        if event.type() == QEvent.Type.Resize:
            self._cover()
        return super().eventFilter(watched, event)

    def _cover(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the veil and, on a card of its own, the words."""
        tokens = theme.current()
        painter = QPainter(self)
        ground = QColor(tokens.paused.fill)
        ground.setAlphaF(THIN if self._thin else VEIL)
        painter.fillRect(self.rect(), ground)
        if self._thin:
            painter.end()
            return
        card = QRect(0, 0, min(self.width() - 64, 900), 236)
        card.moveCenter(self.rect().center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.technical.border), 4))
        painter.setBrush(QColor(tokens.technical.fill))
        painter.drawRoundedRect(card, 12, 12)
        painter.setPen(QColor(tokens.technical.text))
        painter.setFont(theme.font(BIG, bold=True))
        middle = Qt.AlignmentFlag.AlignCenter
        painter.drawText(card.adjusted(0, 12, 0, -116), middle, _("STALE"))
        painter.setFont(theme.font(tokens.sizes.heading))
        below = card.adjusted(32, 116, -32, -12)
        painter.drawText(below, middle | Qt.TextFlag.TextWordWrap, self.words)
        painter.end()
