"""The rows of what is open, in groups: by pointer and by key, each leading to where it is done."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from cart_ward.clinical.open_work import OpenThing
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.charge.presenter import Group, Row

LOWEST = 44
"""Height of a row in pixels at 100 percent: a target (ux 3)."""

BETWEEN = 10
"""Pixels at 100 percent between rows of several lines."""

WHO = 0.31
"""The part of the width that says whose a thing is."""


class OpenList(QTableWidget):
    """Signals: `chosen(OpenThing)` on Enter or a click; `let_go()` once no row is held any more."""

    chosen = Signal(object)
    let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        self.setObjectName("open_things")
        self.setAccessibleName(_("What is open on the ward"))
        self._groups: tuple[Group, ...] = ()
        self._rows: list[Row | None] = []
        self._hovered = -1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.px(LOWEST))
        self.cellClicked.connect(self._on_clicked)

    # ---- what is shown

    @property
    def held(self) -> bool:
        """Whether somebody acts on a row: the rows stay where they are."""
        return self._row(self._hovered) is not None or self._row(self._selected()) is not None

    def keys(self) -> tuple[str, ...]:
        """Return the things shown, in their order."""
        return tuple(row.key for row in self._rows if row is not None)

    def texts(self) -> list[str]:
        """Return each line as it is read aloud."""
        items = (self.item(number, 0) for number in range(self.rowCount()))
        return [str(item.data(Qt.ItemDataRole.AccessibleTextRole)) for item in items if item]

    def show_groups(self, groups: tuple[Group, ...]) -> None:
        """Show the groups anew; the chosen row stays chosen while its thing is there."""
        row = self._row(self._selected())
        key = None if row is None else row.key
        self._rows, self._hovered = [], -1
        self.clearSpans()
        self.setRowCount(0)
        self.setRowCount(sum(1 + len(group.rows) for group in groups))
        for group in groups:
            self._put_title(group)
            for one in group.rows:
                self._put(len(self._rows), one)
                self._rows.append(one)
        self._choose(key)
        self._fit()

    def show_words(self, groups: tuple[Group, ...]) -> None:
        """Bring the words of the rows that stay up to date; nothing moves under a hand."""
        fresh = {row.key: row for group in groups for row in group.rows}
        for number, row in enumerate(self._rows):
            told = None if row is None else fresh.get(row.key)
            if told is not None and told != row:
                self._put(number, told)
                self._rows[number] = told

    def _put_title(self, group: Group) -> None:
        number = len(self._rows)
        item = QTableWidgetItem(group.title)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        tokens = theme.current()
        font = theme.font(tokens.sizes.body, bold=bool(group.rows))
        item.setFont(font)
        item.setForeground(QColor(tokens.ink if group.rows else tokens.soft))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, group.title)
        self.setItem(number, 0, item)
        empty = QTableWidgetItem()
        empty.setFlags(Qt.ItemFlag.NoItemFlags)
        self.setItem(number, 1, empty)
        self.setSpan(number, 0, 1, 2)
        self._rows.append(None)

    def _put(self, number: int, row: Row) -> None:
        for column, text in enumerate((row.who, row.what)):
            item = self.item(number, column)
            if item is None:
                item = QTableWidgetItem()
                self.setItem(number, column, item)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setText(text)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken)

    def _selected(self) -> int:
        """Return the chosen row: Qt makes one current that nobody has chosen."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    def _row(self, number: int) -> Row | None:
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def _choose(self, key: str | None) -> None:
        found = [n for n, row in enumerate(self._rows) if row is not None and row.key == key]
        if found:
            self.setCurrentCell(found[0], 0)
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())

    # ---- by key and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down begins at the first row, Enter goes to the thing, Esc lets the row go."""
        key = event.key()
        numbers = [n for n, row in enumerate(self._rows) if row is not None]
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._lead(self._selected())
        elif key == Qt.Key.Key_Down and self._selected() < 0 and numbers:
            self.setCurrentCell(numbers[0], 0)
        elif key == Qt.Key.Key_Escape and self._row(self._selected()) is not None:
            self._choose(None)
            self.let_go.emit()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, number: int, _column: int) -> None:
        self._lead(number)

    def _lead(self, number: int) -> None:
        row = self._row(number)
        if row is not None:
            thing: OpenThing = row.thing
            self.chosen.emit(thing)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Know the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """Forget it."""
        super().leaveEvent(event)
        self._hover(-1)
        if not self.held:
            self.let_go.emit()

    def _hover(self, number: int) -> None:
        """Mark the whole row under the pointer: nobody takes the one above or below for it."""
        before, self._hovered = self._hovered, number
        for touched, colour in ((before, None), (number, theme.current().raised)):
            if self._row(touched) is not None and before != number:
                brush = QBrush() if colour is None else QBrush(QColor(colour))
                for column in range(self.columnCount()):
                    if (item := self.item(touched, column)) is not None:
                        item.setBackground(brush)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out; what does not fit in a line goes on in the next one."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.viewport().width()
        self.setColumnWidth(0, int(room * WHO))
        self.setColumnWidth(1, room - int(room * WHO))
        self.resizeRowsToContents()
        for number in range(self.rowCount()):
            if self.rowHeight(number) > theme.px(LOWEST):
                self.setRowHeight(number, self.rowHeight(number) + theme.px(BETWEEN))
