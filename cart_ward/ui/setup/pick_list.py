"""A list of things to set up: arrows choose, Enter opens what one may do with the chosen one."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from cart_ward.ui import theme

AIR = 12
"""Pixels above and below the words of a row, together."""

Rows = tuple[tuple[str, str], ...]
"""Key and words of each row; HEADING and SENTENCE are no choice."""

HEADING = "#heading"
SENTENCE = "#sentence"


class PickList(QListWidget):
    """Rows of words that wrap. Signals: `picked(str)` with the key, `opened(str)` at Enter."""

    picked = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_Rows(self))
        self._shown: Rows = ()
        self.currentRowChanged.connect(lambda _row: self.picked.emit(self.key()))
        self.itemDoubleClicked.connect(lambda _item: self.opened.emit(self.key()))

    def key(self) -> str:
        """Return the key of the chosen row, or nothing."""
        item = self.currentItem()
        return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def show_rows(self, rows: Rows) -> None:
        """Show these rows; the chosen one stays chosen, and nothing moves where nothing changed."""
        if rows == self._shown:
            return
        chosen, scrolled = self.key(), self.verticalScrollBar().value()
        self._shown = rows
        self.blockSignals(True)
        self.clear()
        for key, words in rows:
            item = QListWidgetItem(words, self)
            item.setData(Qt.ItemDataRole.UserRole, key)
            if key in (HEADING, SENTENCE):
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                item.setForeground(self.palette().text())
                item.setFont(theme.font(theme.current().sizes.body, bold=key == HEADING))
        self.blockSignals(False)
        self.choose(chosen)
        self.verticalScrollBar().setValue(scrolled)

    def choose(self, key: str) -> None:
        """Choose a row; where it is not there, the first one that can be chosen."""
        keys = [known for known, _words in self._shown]
        first = next((known for known in keys if known not in (HEADING, SENTENCE)), "")
        wanted = key if key in keys else first
        self.setCurrentRow(keys.index(wanted) if wanted else -1)
        self.picked.emit(self.key())

    def words(self, key: str) -> str:
        """Return what a row says."""
        return dict(self._shown)[key]

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Open the chosen row at Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.key())
            event.accept()
            return
        super().keyPressEvent(event)


class _Rows(QStyledItemDelegate):
    """Rows at least as high as a finger needs."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /
    ) -> QSize:
        """Return the size of the words, with air round them."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height() + AIR, theme.current().sizes.target))
