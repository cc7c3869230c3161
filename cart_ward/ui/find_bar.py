"""Ctrl+F: walk the rows of the page in front that hold what was typed. No row is ever hidden."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton

from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms.naming import named
from cart_ward.ui.frame.around import put_below
from cart_ward.ui.palette.index import plain

if TYPE_CHECKING:
    from cart_ward.ui.main_window import MainWindow


class FindBar(QFrame):
    """The field under the page. Signals: `typed()`, `went(int)` with 1 or -1, `ended()`."""

    typed = Signal()
    went = Signal(int)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("find_bar")
        theme.role(self, "bar")
        self.field = named(QLineEdit(), "find_field")
        self.field.setAccessibleName(_("Search on this page"))
        self.field.setPlaceholderText(_("Search on this page"))
        self.field.setMaximumWidth(420)
        self.count = theme.role(named(QLabel(), "find_count"), "hint")
        self.close_button = theme.role(QPushButton(_("Close  Esc")), "quiet")
        self.setFocusProxy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(12)
        row.addWidget(self.field, 1)
        row.addWidget(self.count, 1)
        row.addWidget(self.close_button)
        self.field.textChanged.connect(self.typed)
        self.close_button.clicked.connect(self.ended)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Go to the next row at Enter or Down, to the one before at Up."""
        forward = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)
        if event.key() in forward:
            self.went.emit(1)
        elif event.key() == Qt.Key.Key_Up:
            self.went.emit(-1)
        event.accept()


class Finder(QObject):
    """Opens the bar, counts what fits and chooses row after row on the page."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._hits: list[int] = []
        self._at = 0
        self.bar: FindBar | None = None
        window.keys.add("find", self.open)
        window.shown.connect(self.close)

    @Slot()
    def open(self) -> None:
        """Open the bar under a page with rows, or go back into it."""
        around = self._window.centralWidget()
        if self.bar is None and around is not None:
            self.bar = FindBar()
            self.bar.typed.connect(self._on_typed)
            self.bar.went.connect(self._go)
            self.bar.ended.connect(self.close)
            put_below(around, self.bar)
            self._window.keys.go_back_first(self.close)
            self._on_typed()
        if self.bar is not None:
            self.bar.field.setFocus()
            self.bar.field.selectAll()

    @Slot()
    def close(self) -> None:
        """Put the bar away; the row that was found stays chosen."""
        bar, self.bar = self.bar, None
        if bar is not None:
            bar.hide()
            bar.deleteLater()
            self._window.keys.go_back_no_more(self.close)
            self._window.page.setFocus()

    def _on_typed(self) -> None:
        if self.bar is None:
            return
        texts = [plain(text) for text in self._window.page.find_texts()]
        words = plain(self.bar.field.text()).split()
        fits = [at for at, text in enumerate(texts) if all(word in text for word in words)]
        self._hits, self._at = (fits if words else []), 0
        self._show(len(texts))
        # A page may have opened its rows for the search and taken the focus with them.
        self.bar.field.setFocus()

    def _go(self, step: int) -> None:
        if self._hits:
            self._at = (self._at + step) % len(self._hits)
            self._show(len(self._window.page.find_texts()))

    def _show(self, rows: int) -> None:
        if self.bar is None:
            return
        if self._hits:
            self._window.page.find_show(self._hits[self._at])
            words = _("{number} of {hits} found among {rows} rows. Enter: next")
        elif self.bar.field.text().strip():
            words = _("Nothing found among {rows} rows.")
        else:
            words = _("{rows} rows. Nothing is hidden by the search.")
        self.bar.count.setText(words.format(number=self._at + 1, hits=len(self._hits), rows=rows))
