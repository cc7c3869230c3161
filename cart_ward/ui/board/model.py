"""The board's model: a thin face over a tuple of rows."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime, tzinfo

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cart_ward.clinical.people import AdmissionId
from cart_ward.i18n import N_, _
from cart_ward.ui.board.presenter import BoardRow, Cell

ROW_ROLE = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its key, heading, width at 1366 pixels, and its text for ear and tooltip."""

    key: str
    heading: str
    width: int
    text: Callable[[BoardRow], str]


def _lines(cell: Cell) -> str:
    return f"{cell.main}, {cell.sub}" if cell.sub else cell.main


def _who(row: BoardRow) -> str:
    return "; ".join(part for part in (_lines(row.who), row.alike, row.watch) if part)


def _due(row: BoardRow) -> str:
    return "" if row.due_face is None else f"{row.due_face.check}: {row.due_face.words}"


COLUMNS = (
    Column(key="bed", heading=N_("Bed"), width=40, text=lambda r: r.bed),
    Column(key="who", heading=N_("Patient"), width=182, text=_who),
    Column(key="day", heading=N_("Day +"), width=84, text=lambda r: _lines(r.day)),
    Column(key="crs", heading=N_("CRS"), width=82, text=lambda r: r.crs.words),
    Column(key="icans", heading=N_("ICANS"), width=82, text=lambda r: r.icans.words),
    Column(key="ice", heading=N_("ICE"), width=82, text=lambda r: _lines(r.ice)),
    Column(key="temp", heading=N_("Temp 24 h"), width=128, text=lambda r: _lines(r.temperature)),
    Column(key="bp", heading=N_("BP / HR"), width=78, text=lambda r: _lines(r.pressure)),
    Column(key="spo2", heading=N_("SpO2"), width=105, text=lambda r: _lines(r.spo2)),
    Column(key="news2", heading=N_("NEWS2"), width=77, text=lambda r: r.news2.text),
    Column(key="toci", heading=N_("Tocilizumab"), width=123, text=lambda r: _lines(r.tocilizumab)),
    Column(key="due", heading=N_("Next check"), width=169, text=_due),
)

DUE = len(COLUMNS) - 1


_SHOWN_IN = {
    "who": ("who", "alike"),
    "day": ("day",),
    "crs": ("crs",),
    "icans": ("icans",),
    "ice": ("ice",),
    "temp": ("strip", "temperature"),
    "bp": ("pressure",),
    "spo2": ("spo2",),
    "news2": ("news2",),
    "toci": ("tocilizumab",),
    "due": ("due", "due_face"),
}
"""Which facts of a row stand in one column alone; any other is seen in the whole row."""

_COLUMN_OF = {fact: number for number, c in enumerate(COLUMNS) for fact in _SHOWN_IN.get(c.key, ())}
_UNSEEN = frozenset({"initials", "tocilizumab_clock"})
"""Facts of a row that the table does not show."""

_FACTS = tuple(field.name for field in fields(BoardRow) if field.name not in _UNSEEN)


def _touched(old: BoardRow, new: BoardRow) -> frozenset[int] | None:
    """Return the columns in which a row has changed; None: all of them."""
    changed = [fact for fact in _FACTS if getattr(old, fact) != getattr(new, fact)]
    if any(fact not in _COLUMN_OF for fact in changed):
        return None
    return frozenset(_COLUMN_OF[fact] for fact in changed)


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Return rising numbers as runs without a gap, each with its first and last."""
    starts = [n for n in numbers if n - 1 not in numbers]
    ends = [n for n in numbers if n + 1 not in numbers]
    return list(zip(starts, ends, strict=True))


class BoardModel(QAbstractTableModel):
    """Rows as they stand on screen; what changed is told, and nothing else is painted again."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._rows: tuple[BoardRow, ...] = ()

    @property
    def rows(self) -> tuple[BoardRow, ...]:
        """The rows as shown."""
        return self._rows

    def order(self) -> tuple[AdmissionId, ...]:
        """Return whose rows stand where."""
        return tuple(row.admission_id for row in self._rows)

    def show(self, rows: tuple[BoardRow, ...]) -> None:
        """Show these rows: in place where there are as many, whoever has moved up or down.

        A reset would have the whole table laid out and painted anew.
        """
        if len(rows) == len(self._rows):
            self._replace(rows)
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def tick(self, now: datetime) -> None:
        """Move the countdowns; only their cells are painted again."""
        self._replace(tuple(row.at(now, self._zone) for row in self._rows))

    def _replace(self, rows: tuple[BoardRow, ...]) -> None:
        pairs = list(zip(self._rows, rows, strict=True))
        self._rows = rows
        touched = {n: _touched(old, new) for n, (old, new) in enumerate(pairs) if old != new}
        whole = [number for number, columns in touched.items() if columns is None]
        for first, last in _runs(whole):
            self.dataChanged.emit(self.index(first, 0), self.index(last, DUE))
        for column in range(len(COLUMNS)):
            found = [n for n, columns in touched.items() if columns and column in columns]
            if found:
                self.dataChanged.emit(self.index(found[0], column), self.index(found[-1], column))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of patients shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell, or the whole row for ROW_ROLE."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if role in (*shown, Qt.ItemDataRole.AccessibleTextRole):
            return COLUMNS[index.column()].text(row)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return a column's heading, or the bed as the heading of a row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self._rows[section].bed if section < len(self._rows) else None
        return _(COLUMNS[section].heading)
