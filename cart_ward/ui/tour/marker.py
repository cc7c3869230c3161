"""A frame round the control that the tour speaks of; the pointer goes through it."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cart_ward.ui import theme

EDGE = 5
"""Pixels between the control and the frame, and twice its width."""

LINE = 3


class Marker(QWidget):
    """Only a line: what it goes round stays in sight and in reach."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("tour_marker")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def go_round(self, target: QWidget | None) -> None:
        """Frame a control that can be seen, or nothing."""
        window = self.parentWidget()
        if target is None or window is None or not target.isVisible():
            self.hide()
            return
        corner = target.mapTo(window, QPoint(0, 0))
        seen = target.rect().translated(corner).adjusted(-EDGE, -EDGE, EDGE, EDGE)
        self.setGeometry(seen.intersected(window.rect()))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().practice.fill), LINE))
        inside = QRectF(self.rect()).adjusted(LINE, LINE, -LINE, -LINE)
        painter.drawRoundedRect(inside, 8, 8)
        painter.end()
