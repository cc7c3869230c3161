"""Beside a form's heading: when its check is due, and on request why."""

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cart_ward.care.changes import Changes
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.schedule import CheckDue
from cart_ward.clinical.vocabulary import Check
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms.naming import named
from cart_ward.ui.patient.why import why_words
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.due_clock import due_face


class DueLine(QWidget):
    """One line of words; the button (or W on the page) explains it.

    Signal: `pause_asked()` where the explained check cannot be done now.
    """

    pause_asked = Signal()

    def __init__(self, station: Station, admission_id: AdmissionId, check: Check) -> None:
        super().__init__()
        self._station, self._admission_id, self._check = station, admission_id, check
        self._due: CheckDue | None = None
        self.words = theme.role(named(QLabel(), "due_words"), "hint")
        self.why_button = theme.role(named(QPushButton(_("why?")), "why"), "quiet")
        self.why_button.setAccessibleName(_("Why is this check due?"))
        self.why = theme.role(named(QLabel(wordWrap=True), "why_words"), "hint")
        self.why.hide()
        self.pause_button = theme.role(named(QPushButton(_("Pause…")), "pause"), "quiet")
        self.pause_button.setAccessibleName(_("Pause monitoring"))
        self.pause_button.hide()
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = QHBoxLayout()
        line.addWidget(self.words, 1)
        line.addWidget(self.why_button)
        below = QHBoxLayout()
        below.addWidget(self.why, 1)
        below.addWidget(self.pause_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addLayout(below)
        self.why_button.clicked.connect(self.explain)
        self.pause_button.clicked.connect(self.pause_asked)
        self.refresh()
        station.ward_changed.connect(self._on_ward_changed)
        station.ticked.connect(self._on_tick)

    @Slot()
    def explain(self) -> None:
        """Show or hide why the check is due, and the way to pause it."""
        shown = self.why.isHidden() and self._due is not None
        self.why.setVisible(shown)
        self.pause_button.setVisible(shown)

    def refresh(self) -> None:
        """Ask again what is due."""
        if self._admission_id not in self._station.snapshot.charts:
            self._due = None
        else:
            due = self._station.status(self._admission_id).due
            self._due = next((d for d in due if d.check is self._check), None)
        self._show(self._station.now())

    def _show(self, now: datetime) -> None:
        due, zone = self._due, self._station.zone
        self.words.setText(_("not scheduled") if due is None else due_face(due, now, zone).words)
        self.why_button.setVisible(due is not None)
        self.why.setText("" if due is None else why_words(due, now, zone))

    def _on_tick(self, now: datetime) -> None:
        self._show(now)

    def _on_ward_changed(self, changes: Changes) -> None:
        if self._admission_id in changes.admissions:
            self.refresh()
