"""The history as a table model: a thin face over the rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from cart_ward.i18n import N_, _
from cart_ward.ui import theme
from cart_ward.ui.patient.history import HistoryRow

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Brings the row itself."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A heading, a width in pixels and where the text comes from."""

    heading: str
    width: int
    text: Callable[[HistoryRow], str]


COLUMNS = (
    Column(heading=N_("Observed"), width=190, text=lambda row: row.taken),
    Column(heading=N_("What"), width=130, text=lambda row: row.kind),
    Column(heading=N_("Entry"), width=520, text=lambda row: row.text),
    Column(heading=N_("Remark"), width=240, text=lambda row: row.note),
    Column(heading=N_("By"), width=170, text=lambda row: row.who),
)


ENTRY = 2
"""The column that says what was charted."""


class HistoryModel(QAbstractTableModel):
    """Rows of the history; struck ones are lined through and say so in words."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[HistoryRow] = ()

    def show_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Show other rows; each is asked for when it comes into sight."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> HistoryRow:
        """Return one row."""
        return self._rows[number]

    def rowCount(self, parent: Index = QModelIndex(), /) -> int:
        """Return how many entries there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex(), /) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole, /
    ) -> str | None:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section].heading)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:  # noqa: ANN401 Qt asks for anything
        """Return text, look or the row itself."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return COLUMNS[index.column()].text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row, index.column())
        if role == ROW_ROLE:
            return row
        return self._look(row, role) if row.struck else None

    def _look(self, row: HistoryRow, role: int) -> object:
        tokens = theme.current()
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(tokens.soft)
        if role == Qt.ItemDataRole.FontRole:
            font = theme.font(tokens.sizes.small)
            font.setStrikeOut(row.struck)
            return font
        return None


def _spoken(row: HistoryRow, column: int) -> str:
    """Return what a reader says: lines through a text cannot be heard."""
    text = COLUMNS[column].text(row)
    if column != ENTRY:
        return text
    if row.struck:
        return _("no longer holds: {text}").format(text=text)
    return _("{text}; was {before}").format(text=text, before=row.was) if row.was else text
