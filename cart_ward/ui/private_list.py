"""The list of the locked screen: every bed that is waited for, and a count of what is below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from cart_ward.i18n import ngettext
from cart_ward.ui import theme
from cart_ward.ui.widgets.folding import large_text

FEW = 12
"""Lines that stand in the size of the text; more of them are set smaller, so that 24 beds stand."""

LOW = 22
"""Pixels of such a line at 100 percent: 24 of them stand beside an alarm at 1366x768."""


class PrivateList(QWidget):
    """Lines, the most urgent first; what does not fit is scrolled to, and counted below."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[QLabel] = []
        self.more = theme.role(QLabel(), "strong")
        self.more.hide()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch()
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setWidget(inside)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.more)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._count)
        bar = self.area.verticalScrollBar()
        bar.rangeChanged.connect(self._later.start)
        bar.valueChanged.connect(self._count)

    def show_lines(self, words: Sequence[str]) -> None:
        """Show these lines; a list that says the same stays as it is."""
        if [label.text() for label in self.lines] == list(words):
            return
        for label in self.lines:
            # Until it is deleted it would be painted over the line that takes its place.
            label.hide()
            label.deleteLater()
        many = len(words) > FEW
        self._column.setSpacing(0 if many else 6)
        self.lines = [self._line(told, many=many) for told in words]
        for place, label in enumerate(self.lines):
            self._column.insertWidget(place, label)
        self._later.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count again what is out of sight."""
        super().resizeEvent(event)
        self._later.start()

    def _line(self, words: str, *, many: bool) -> QLabel:
        label = theme.role(QLabel(words), "body")
        label.setWordWrap(True)
        if many:
            label.setStyleSheet(f"font-size: {theme.current().sizes.small}px;")
        if many and not large_text():
            label.setWordWrap(False)
            label.setFixedHeight(LOW)
        return label

    @Slot()
    def _count(self) -> None:
        bar, room = self.area.verticalScrollBar(), self.area.viewport().height()
        # Without the line that counts, all of them may have room.
        fits = bar.maximum() + room <= self.height()
        end = self.height() if fits else bar.value() + room
        below = sum(line.y() + line.height() > end for line in self.lines)
        words = ngettext("and {count} more below", "and {count} more below", below)
        self.more.setText(words.format(count=below))
        self.more.setVisible(below > 0)
