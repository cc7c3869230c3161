"""A hand that counts: each click, each key, and apart from them what is typed into a field."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@dataclass
class Hand:
    """Two hands at one station. Keys go where the focus is, clicks where the control is seen.

    `values` are the fields that were filled and the choices made; the Enter that ends a field
    belongs to its value (ux 10). Nothing is set from inside the program.
    """

    clicks: int = 0
    keys: int = 0
    values: int = 0

    def click(self, widget: QWidget) -> None:
        """Press a control that one can see and that is not greyed out."""
        assert widget.isVisible(), widget.objectName()
        assert widget.isEnabled(), widget.objectName()
        self.clicks += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def click_cell(self, table: QTableView, row: int, column: int) -> None:
        """Press a cell of a table."""
        spot: QPoint = table.visualRect(table.model().index(row, column)).center()
        self.clicks += 1
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press one key, or one chord."""
        self.keys += 1
        self._send(key, modifier)

    def value(self, text: str, ends: Qt.Key | None = Qt.Key.Key_Return) -> None:
        """Type a value where the focus is, and end it with Enter."""
        self.values += 1
        QTest.keyClicks(focus(), text)
        if ends is not None:
            self._send(ends, NONE)

    def choose(self, *steps: Qt.Key) -> None:
        """Choose in a row of buttons by its keys, and go on with Enter: one value."""
        self.values += 1
        for step in (*steps, Qt.Key.Key_Return):
            self._send(step, NONE)

    def skip(self, fields: int = 1) -> None:
        """Go on from a field that stays as it is."""
        for _field in range(fields):
            self._send(Qt.Key.Key_Return, NONE)

    def scan(self, code: str) -> None:
        """Read a code; where no scanner is read yet, its number is typed and ends in Enter."""
        self.value(code)

    def _send(self, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        QTest.keyClick(focus(), key, modifier)

    @property
    def count(self) -> tuple[int, int]:
        """Clicks and keys so far."""
        return self.clicks, self.keys


def focus() -> QWidget:
    """Return where a key goes now."""
    here = QApplication.focusWidget()
    assert here is not None, "nothing has the focus: a key would go nowhere"
    return here
