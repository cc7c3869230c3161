"""The entries of a stay with what narrows them: words, a kind, and how many are seen."""

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cart_ward.clinical.vocabulary import EntryId
from cart_ward.i18n import _, ngettext
from cart_ward.ui import theme
from cart_ward.ui.forms.naming import named
from cart_ward.ui.patient.history import Group, History
from cart_ward.ui.patient.history_view import HistoryView
from cart_ward.ui.patient.words import join
from cart_ward.ui.widgets.card import line


class HistoryPane(QWidget):
    """The list, the fields above it, and the chosen entry in full below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: History | None = None
        self.view = HistoryView()
        self.search = named(QLineEdit(), "history_search")
        self.search.setPlaceholderText(_("Search in the entries"))
        self.search.setAccessibleName(_("Search in the entries"))
        self.search.setClearButtonEnabled(True)
        self.kind = named(QComboBox(), "history_kind")
        self.kind.setAccessibleName(_("Kind of entry"))
        for group, words in _groups().items():
            self.kind.addItem(words, group.value)
        self.count = theme.role(named(QLabel(), "history_count"), "hint")
        self.whole = named(line("", "state"), "history_entry")
        self.correct = named(QPushButton(_("Correct…")), "correct_entry")
        self.correct.setAccessibleName(_("Correct the chosen entry"))
        self.correct.setEnabled(False)
        self.correct.clicked.connect(self.view.open_chosen)
        self._lay_out()
        self.search.textChanged.connect(self._narrow)
        self.kind.currentIndexChanged.connect(self._narrow)
        self.search.returnPressed.connect(self.view.setFocus)
        self.view.selectionModel().currentRowChanged.connect(self._on_row)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.kind)
        top.addWidget(self.count)
        top.addWidget(self.correct)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 6, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(top)
        whole.addWidget(self.view, 1)
        whole.addWidget(self.whole)

    def show_history(self, rows: History) -> None:
        """Show the entries; what is chosen, what narrows them and where one reads stays."""
        bar = self.view.verticalScrollBar()
        self._all, seen = rows, bar.value()
        self._narrow()
        bar.setValue(seen)

    def show_entry(self, entry_id: EntryId) -> None:
        """Show all entries and choose this one."""
        if self._all is None:
            return
        self.search.clear()
        self.kind.setCurrentIndex(0)
        place = self._all.place(entry_id)
        if place is not None:
            self.view.selectRow(place)
            self.view.scrollTo(
                self.view.rows.index(place, 0), self.view.ScrollHint.PositionAtCenter
            )

    @Slot()
    def _narrow(self) -> None:
        """Show what matches; say how many of how many."""
        if self._all is None:
            return
        chosen = self.view.at()
        found = self._all.narrowed(Group(self.kind.currentData()), self.search.text())
        self.view.rows.show_rows(found)
        total = len(self._all)
        self.count.setText(
            ngettext("{shown} of {total} shown", "{shown} of {total} shown", total).format(
                shown=len(found), total=total
            )
        )
        place = None if chosen is None else found.place(chosen.entry_id)
        if len(found):
            self.view.selectRow(place or 0)
        else:
            self.correct.setEnabled(False)
            self.whole.setText(_("No entry matches. Empty the search field to see all."))

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, _now: QModelIndex, _before: QModelIndex) -> None:
        row = self.view.at()
        self.correct.setEnabled(row is not None and row.correctable)
        if row is None:
            self.whole.clear()
            return
        was = _("was: {before}").format(before=row.was) if row.was else ""
        self.whole.setText(join(row.taken, row.kind, row.text, was, row.note, row.who))
        self.whole.setTextFormat(Qt.TextFormat.PlainText)


def _groups() -> dict[Group, str]:
    return {
        Group.ALL: _("All entries"),
        Group.VITALS: _("Vital signs and values"),
        Group.NEURO: _("Neuro checks and scores"),
        Group.GRADES: _("Grades and episodes"),
        Group.DRUGS: _("Drugs and doses"),
        Group.CHECKS: _("Not done, done, paused"),
        Group.NOTES: _("Notes and calls"),
        Group.STAY: _("Infusion and stay"),
        Group.CORRECTIONS: _("Corrections only"),
    }
