"""The board's table: whole rows, keys of the ward, an order that nobody sorts by hand."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from cart_ward.clinical.people import AdmissionId
from cart_ward.i18n import _
from cart_ward.ui.board.delegate import BoardDelegate
from cart_ward.ui.board.model import COLUMNS, DUE, BoardModel
from cart_ward.ui.board.typed_bed import TypedBed

EDGE = 4
"""Frame and focus ring, top and bottom."""


LEAST = 1228
"""Pixels that the columns need at 100 percent; a window of 1366 leaves a little more."""


BESIDE_NAME = 2

CELLS = 36
"""Cells painted in one turn of the event loop: three whole rows. A full ward takes eight turns."""


MODIFIERS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
)
"""Pressed on the way to a chord: what was typed before it still stands."""


class BoardTable(QTableView):
    """The rows of the board.

    Signals: `key_chosen(str)` for Enter, V, N, T, W; `bed_chosen()` for Enter after a bed number;
    `patient_chosen()` on a double click; `hover_changed()` as the pointer comes to another row.
    """

    key_chosen = Signal(str)
    bed_chosen = Signal()
    patient_chosen = Signal()
    hover_changed = Signal()

    def __init__(self, model: BoardModel, delegate: BoardDelegate, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = model
        self._delegate = delegate
        self.typed = TypedBed(self)
        self._room = CELLS
        self._later: list[QRect] = []
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._on_turn)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        header = self.horizontalHeader()
        header.setAccessibleName(_("Columns"))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(30)
        # A low head: each pixel counts where 24 beds stand without scrolling.
        header.setStyleSheet("QHeaderView::section { padding: 0px 0px 0px 8px; }")
        header.setFixedHeight(delegate.measures.header)
        self.doubleClicked.connect(self._on_double_click)
        self.clicked.connect(self._on_click)
        self.selectionModel().selectionChanged.connect(self._on_selection)

    def dataChanged(
        self,
        first: QModelIndex | QPersistentModelIndex,
        last: QModelIndex | QPersistentModelIndex,
        /,
        roles: Sequence[int] = (),
    ) -> None:
        """Have what changed painted, as much in each turn as leaves the window free to answer."""
        del roles
        cells = QRect(QPoint(first.column(), first.row()), QPoint(last.column(), last.row()))
        self._later.append(cells)
        self._take_turn()

    def _take_turn(self) -> None:
        """Have painted what there is room for in this turn; the rest waits for the next one."""
        while self._later and self._room > 0:
            cells = self._later.pop(0)
            rows = min(cells.height(), max(self._room // cells.width(), 1))
            self._room -= rows * cells.width()
            first = self._rows.index(cells.top(), cells.left())
            last = self._rows.index(cells.top() + rows - 1, cells.right())
            super().dataChanged(first, last, [])
            if rows < cells.height():
                self._later.insert(0, cells.adjusted(0, rows, 0, 0))
        self._turn.start()

    @property
    def settled(self) -> bool:
        """Whether nothing that changed still waits for its turn."""
        return not self._later

    @Slot()
    def _on_turn(self) -> None:
        self._room = CELLS
        if self._later:
            self._take_turn()

    def reset(self) -> None:
        """Forget what was still to be painted: all of it is."""
        self._later.clear()
        if self._delegate.hovered >= self._rows.rowCount():
            self._delegate.hovered = -1
        super().reset()

    def chosen(self) -> AdmissionId | None:
        """Return the patient of the selected row."""
        rows = self.selectionModel().selectedRows()
        return self._rows.rows[rows[0].row()].admission_id if rows else None

    def choose(self, admission_id: AdmissionId | None) -> None:
        """Select a patient's row, or none."""
        order = self._rows.order()
        if admission_id in order:
            self.selectRow(order.index(admission_id))
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())

    @property
    def held(self) -> bool:
        """Whether somebody acts on a row: the order stays as it is."""
        return self._delegate.hovered >= 0 or self._choosing

    @property
    def _choosing(self) -> bool:
        return self.chosen() is not None or bool(self.typed.pending)

    def fit_rows(self) -> None:
        """Give each row the height it needs."""
        header = self.verticalHeader()
        for number, row in enumerate(self._rows.rows):
            height = self._delegate.height(row)
            if header.sectionSize(number) != height:
                header.resizeSection(number, height)
        self.setMaximumHeight(header.length() + self.horizontalHeader().height() + EDGE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out in the columns' proportions."""
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Fill the width; where larger type needs more than there is, the table scrolls.

        What is due then stands beside the name: it must be seen without scrolling.
        """
        header, last = self.horizontalHeader(), len(COLUMNS) - 1
        place = BESIDE_NAME if self._delegate.measures.scale > 1 else last
        if header.visualIndex(last) != place:
            header.moveSection(header.visualIndex(last), place)
        whole = sum(column.width for column in COLUMNS)
        room = max(self.viewport().width(), self._delegate.measures.px(LEAST))
        left = room
        for number, column in enumerate(COLUMNS):
            width = left if number == len(COLUMNS) - 1 else column.width * room // whole
            self.setColumnWidth(number, width)
            left -= width

    def changeEvent(self, event: QEvent) -> None:
        """Follow another size of type."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.horizontalHeader().setFixedHeight(self._delegate.measures.header)
            self.fit_columns()
            self.fit_rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, V, N, T act on the row; digits and Enter jump to a bed; Esc lets both go."""
        key, text = event.key(), event.text().upper()
        if text.isdecimal() and text.isascii() and len(text) == 1:
            # From now on another bed is meant: no key may act on the row of before.
            self.choose(None)
            self.typed.take(text)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif text in ("V", "N", "T", "W") and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.key_chosen.emit(text)
        elif key == Qt.Key.Key_Escape and self._choosing:
            self.choose(None)
            self.typed.forget()
            self.hover_changed.emit()
        elif key == Qt.Key.Key_Backspace and self.typed.pending:
            self.typed.take_back()
        elif key not in MODIFIERS:
            self.typed.forget()
            super().keyPressEvent(event)

    def _on_enter(self) -> None:
        if self.typed.pending:
            self.bed_chosen.emit()
        else:
            self.key_chosen.emit("Enter")

    @Slot()
    def _on_selection(self) -> None:
        """Forget the number that was typed: a row was chosen otherwise."""
        if self.chosen() is not None:
            self.typed.forget()

    def _on_double_click(self, _index: QModelIndex) -> None:
        self.patient_chosen.emit()

    def _on_click(self, index: QModelIndex) -> None:
        """Ask why the next check is due, where its cell is pressed."""
        if index.column() == DUE:
            self.key_chosen.emit("W")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the whole row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the row."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()
            self.hover_changed.emit()
