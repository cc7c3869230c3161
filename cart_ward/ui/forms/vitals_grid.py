"""Where the numbers of a set stand: two columns read downwards, so that a set is one screen."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.widgets.number_field import NumberField, caption

BOX = 80
"""Width of a number of up to five characters."""

HALF_BOX = 66
"""Width of each of the two pressures: three digits."""

AGAIN = 92
"""Width of the box for the second typing: its own word fits."""

LEFT, RIGHT = 156, 144
"""Most width of the two columns of captions; where the words are shorter the last values have it.
"""

ROW = 46
"""Least height of a row: a target of 44 px and what keeps two apart."""

AIR = 2
"""Pixels behind the longest caption."""


def caption_width(most: int, labels: Iterable[str], hints: Iterable[str]) -> int:
    """Return the width that captions need at 100 percent, at most `most`."""
    sizes = theme.current().sizes
    strong = QFontMetrics(theme.font(sizes.body, bold=True))
    small = QFontMetrics(theme.font(sizes.small))
    widths = [strong.horizontalAdvance(words) for words in labels]
    widths += [small.horizontalAdvance(words) for words in hints]
    return min(most, max(widths) * 100 // sizes.percent + AIR)


class NumberGrid(QWidget):
    """`left` and `right` column by column, remarks under the row they are about.

    `wide` is the width of the captions on the left, as of the rows of buttons below.

    `wide` is the width of the captions on the left, as of the rows of buttons below.

    The first two fields of `right` are the pressures and share a cell; `others` stands in the free
    cell under the right column. Where it is narrow the right column stands below the left one.
    """

    def __init__(
        self,
        left: tuple[NumberField, ...],
        right: tuple[NumberField, ...],
        others: QWidget,
        wide: int,
    ) -> None:
        super().__init__()
        upper, lower, *rest = right
        words = [(_("Blood pressure"), _("mmHg")), *((f.label, f.unit) for f in rest)]
        beside = caption_width(RIGHT, (w[0] for w in words), (w[1] for w in words))
        pressures = _Cell(*words[0], (upper, lower), beside)
        self._left = [_Cell(f.label, f.unit, (f,), wide) for f in left]
        self._right = [pressures, *(_Cell(f.label, f.unit, (f,), beside) for f in rest)]
        self._others = others
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(0)
        self._narrow: bool | None = None
        self.fold(narrow=False)

    def fold(self, *, narrow: bool) -> None:
        """Stand in one column where it is narrow, else in two."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        while self._grid.takeAt(0) is not None:
            pass
        columns = [self._left + self._right] if narrow else [self._left, self._right]
        for place, cells in enumerate(columns):
            for row, cell in enumerate(cells):
                self._place(cell, 2 * row, 3 * place)
            self._grid.setColumnStretch(3 * place + 2, 1)
        last = 2 * len(columns[-1])
        self._grid.addWidget(self._others, last, 0 if narrow else 3, 1, 3)

    def _place(self, cell: "_Cell", row: int, column: int) -> None:
        for offset, widget in enumerate((cell.caption, cell.boxes, cell.beside)):
            self._grid.addWidget(widget, row, column + offset)
        # Both columns share the line of remarks: what is said may be as long as the row.
        self._grid.setRowMinimumHeight(row, theme.px(ROW))
        self._grid.setRowStretch(row, 1)
        self._remarks(row + 1).addWidget(cell.remarks)

    def _remarks(self, row: int) -> QVBoxLayout:
        found = self._grid.itemAtPosition(row, 0)
        layout = None if found is None else found.layout()
        if isinstance(layout, QVBoxLayout):
            return layout
        made = QVBoxLayout()
        made.setSpacing(0)
        self._grid.addLayout(made, row, 0, 1, 6)
        return made


class _Cell:
    """The parts of one cell: caption, boxes, what stands beside them and what is said about it."""

    def __init__(self, label: str, unit: str, fields: tuple[NumberField, ...], width: int) -> None:
        self.caption = caption(label, unit, width=theme.px(width))
        self.boxes, boxes = _row()
        for place, field in enumerate(fields):
            if place:
                boxes.addWidget(theme.role(QLabel("/"), "value"))
            narrow(field, BOX if len(fields) == 1 else HALF_BOX)
            boxes.addWidget(field)
        boxes.addStretch(1)
        self.beside, beside = _row()
        beside.addWidget(fields[0].last, 1, Qt.AlignmentFlag.AlignVCenter)
        for field in fields:
            beside.addWidget(field.again)
        self.remarks = QWidget()
        remarks = QVBoxLayout(self.remarks)
        remarks.setContentsMargins(0, 0, 0, 0)
        remarks.setSpacing(0)
        for field in fields:
            remarks.addWidget(field.remark)


def _row() -> tuple[QWidget, QHBoxLayout]:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    return holder, row


def narrow(field: NumberField, width: int = BOX) -> None:
    """Make the boxes of a field as wide as its numbers."""
    field.edit.setFixedWidth(theme.px(width))
    field.again.setFixedWidth(theme.px(AGAIN))
