"""Where the numbers of a set stand: two columns read downwards, so that a set is one screen."""

from PySide6.QtCore import Qt
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

LEFT, RIGHT = 160, 144
"""Widths of the two columns of captions."""

ROW = 46
"""Least height of a row: a target of 44 px and what keeps two apart."""

Cell = tuple[str, str, tuple[NumberField, ...]]


def grid(
    left: tuple[NumberField, ...], right: tuple[NumberField, ...], others: QWidget
) -> QGridLayout:
    """Return the layout: `left` and `right` column by column, remarks under the row they are about.

    The first two fields of `right` are the pressures and share a cell; `others` stands in the free
    cell under the right column.
    """
    upper, lower, *rest = right
    pressures = (_("Blood pressure"), _("mmHg"), (upper, lower))
    columns = (
        [_cell(field) for field in left],
        [pressures, *(_cell(field) for field in rest)],
    )
    layout = QGridLayout()
    layout.setHorizontalSpacing(8)
    layout.setVerticalSpacing(0)
    for place, (cells, width) in enumerate(zip(columns, (LEFT, RIGHT), strict=True)):
        for row, cell in enumerate(cells):
            _place(layout, cell, 2 * row, 3 * place, width)
        layout.setColumnStretch(3 * place + 2, 1)
    layout.addWidget(others, 2 * len(columns[1]), 3, 1, 3)
    for row in range(len(left)):
        layout.setRowMinimumHeight(2 * row, ROW)
        fields = [f for cells in columns for cell in cells[row : row + 1] for f in cell[2]]
        layout.addLayout(_remarks(fields), 2 * row + 1, 0, 1, 6)
    return layout


def _cell(field: NumberField) -> Cell:
    return field.label, field.unit, (field,)


def _place(layout: QGridLayout, cell: Cell, row: int, column: int, width: int) -> None:
    label, unit, fields = cell
    layout.addWidget(caption(label, unit, width=width), row, column)
    boxes = QHBoxLayout()
    boxes.setSpacing(6)
    for place, field in enumerate(fields):
        if place:
            boxes.addWidget(theme.role(QLabel("/"), "value"))
        narrow(field, BOX if len(fields) == 1 else HALF_BOX)
        boxes.addWidget(field)
    boxes.addStretch(1)
    layout.addLayout(boxes, row, column + 1)
    beside = QHBoxLayout()
    beside.setSpacing(6)
    beside.addWidget(fields[0].last, 1, Qt.AlignmentFlag.AlignVCenter)
    for field in fields:
        beside.addWidget(field.again)
    layout.addLayout(beside, row, column + 2)


def narrow(field: NumberField, width: int = BOX) -> None:
    """Make the boxes of a field as wide as its numbers."""
    field.edit.setFixedWidth(width)
    field.again.setFixedWidth(AGAIN)


def _remarks(fields: list[NumberField]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    for field in fields:
        column.addWidget(field.remark)
    return column
