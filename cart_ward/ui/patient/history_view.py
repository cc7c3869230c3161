"""The full history as a list one can walk with the keys and open for a correction."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from cart_ward.clinical.vocabulary import EntryId
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.patient.history import HistoryRow
from cart_ward.ui.patient.history_delegate import EntryDelegate
from cart_ward.ui.patient.history_model import COLUMNS, ENTRY, HistoryModel


class HistoryView(QTableView):
    """Rows of entries. Signal: `correction_asked(EntryId)` at Enter or a double click."""

    correction_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entries")
        self.rows = HistoryModel()
        self.setModel(self.rows)
        self.setAccessibleName(_("All entries of this stay"))
        self.setStyleSheet(
            f"QTableView {{ font-size: {theme.current().sizes.small}px; }}"
            "QTableView::item { padding-left: 6px; }"
        )
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setAccessibleName(_("Columns"))
        self.verticalHeader().hide()
        lines = QFontMetrics(theme.font(theme.current().sizes.small)).lineSpacing() * 2
        self.verticalHeader().setDefaultSectionSize(max(lines + 6, 48))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setAccessibleName(_("Columns"))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for number, column in enumerate(COLUMNS):
            self.setColumnWidth(number, column.width)
        header.setSectionResizeMode(ENTRY, QHeaderView.ResizeMode.Stretch)
        self.setItemDelegateForColumn(ENTRY, EntryDelegate(self))
        self.doubleClicked.connect(self.open_chosen)

    def at(self) -> HistoryRow | None:
        """Return the chosen row, or None."""
        index = self.currentIndex()
        return self.rows.row(index.row()) if index.isValid() else None

    def chosen(self) -> EntryId | None:
        """Return the entry of the chosen row, if it can be corrected."""
        row = self.at()
        return row.entry_id if row is not None and row.correctable else None

    def texts(self) -> tuple[str, ...]:
        """Return each row as one line of words."""
        rows = (self.rows.row(number) for number in range(self.rows.rowCount()))
        return tuple(" ".join((r.taken, r.kind, r.text, r.note, r.who)) for r in rows)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Open the chosen entry at Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.open_chosen()
            return
        super().keyPressEvent(event)

    @Slot()
    def open_chosen(self) -> None:
        """Ask for the correction of the chosen entry, if it can be corrected."""
        chosen = self.chosen()
        if chosen is not None:
            self.correction_asked.emit(chosen)
