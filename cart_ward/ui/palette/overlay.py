"""The palette over the page: a field, what fits, and how many of how many. Nothing waits for it."""

from datetime import tzinfo

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms.naming import named
from cart_ward.ui.palette.index import Index, Item
from cart_ward.ui.palette.rows import RowDelegate, RowModel
from cart_ward.ui.widgets.card import line

WIDTH = 720

MOST = 60
"""Rows that are shown; who wants more types more."""

STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}


class Overlay(QFrame):
    """Signals: `chosen(Item)` at Enter or a click, `closed()` at Esc."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, zone: tzinfo, parent: QWidget, front: str) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        theme.role(self, "card")
        self.setAccessibleName(_("Find a patient, a bed or an action"))
        self._index = Index()
        self.rows = RowModel(zone, self)
        self.field = named(QLineEdit(), "palette_field")
        self.field.setAccessibleName(_("Name, pinyin, bed, number or action"))
        self.field.setPlaceholderText(_("Name, pinyin, bed, number or action"))
        self.list = QListView()
        self.list.setModel(self.rows)
        self.list.setItemDelegate(RowDelegate(zone, self))
        self.list.setAccessibleName(_("What was found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.count = theme.role(named(QLabel(), "palette_count"), "hint")
        self.setFocusProxy(self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 10)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.count)
        if front:
            layout.addWidget(line(front))
        self.field.textChanged.connect(self.search)
        self.list.clicked.connect(self._on_clicked)

    def show_index(self, index: Index) -> None:
        """Search another index; what was typed stays, and the row chosen if it is found again."""
        before = self._item()
        self._index = index
        self.search()
        for row in range(self.rows.rowCount()):
            if self.rows.item(row) == before:
                self._choose(row)

    @Slot()
    def search(self) -> None:
        """Show what fits the text typed; the best row is chosen."""
        found = self._index.find(self.field.text())
        self.rows.show_items(found[:MOST])
        self._choose(0)
        words = _("{shown} of {all} shown")
        if not found:
            words = _("Nothing found among {all}. Type a name, pinyin, a bed or a number.")
        shown = min(len(found), MOST)
        self.count.setText(words.format(shown=shown, all=len(self._index.items)))

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Walk the rows, choose one, or close; the field has the focus all the time."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._choose(self.list.currentIndex().row() + step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        event.accept()

    def focusNextPrevChild(self, forward: bool, /) -> bool:  # noqa: FBT001 the signature is Qt's
        """Walk the rows with the tab key: the field is the only stop."""
        self._choose(self.list.currentIndex().row() + (1 if forward else -1))
        return True

    def _choose(self, row: int) -> None:
        last = self.rows.rowCount() - 1
        if last >= 0:
            index = self.rows.index(min(max(row, 0), last))
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
            # The field keeps the focus: a screen reader hears the row chosen from there.
            self.field.setAccessibleDescription(str(self.rows.data(index)))

    def _item(self) -> Item | None:
        row = self.list.currentIndex().row()
        return self.rows.item(row) if row >= 0 else None

    def _on_enter(self) -> None:
        item = self._item()
        if item is not None:
            self.chosen.emit(item)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self.rows.item(index.row()))
