"""The cards beside a patient's trend: both grades, what is due, what was charted last."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import Scale
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms.charting import close_together, scrolled
from cart_ward.ui.forms.naming import named
from cart_ward.ui.patient.due_card import DueCard
from cart_ward.ui.patient.grade_card import GradeCard
from cart_ward.ui.patient.history import latest
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card, clear, line
from cart_ward.ui.widgets.folding import Folding

LATEST = 6
"""Entries of the last card."""


class SideCards:
    """They fill a place that has their width; `folding` moves them below the trend and back."""

    def __init__(self, station: Station, place: QWidget) -> None:
        self._station = station
        self._shown: Chart | None = None
        whole, column = QVBoxLayout(place), QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        self.area = named(scrolled(column, gap=8), "patient_side")
        whole.addWidget(self.area)
        self.folding = Folding(self.area)
        self.crs, self.icans = GradeCard(Scale.CRS), GradeCard(Scale.ICANS)
        self.due = DueCard(station)
        self.latest = Card(_("Latest"))
        theme.role(self.latest.title, "strong")
        close_together(self.latest)
        for card in (self.crs, self.icans, self.due, self.latest):
            column.addWidget(card)

    def show_status(self, chart: Chart, status: PatientStatus) -> None:
        """Show where the patient stands now, and what was charted last."""
        self.crs.show_status(status, self._station)
        self.icans.show_status(status, self._station)
        self.due.show_status(status)
        if chart is self._shown:
            return
        self._shown = chart
        clear(self.latest.body)
        for row in latest(chart, self._station.snapshot, self._station.zone, LATEST):
            self.latest.body.addWidget(line(row.taken))
            self.latest.body.addWidget(line(row.text, "body"))

    def explain(self) -> None:
        """Say why each check is due and each grade proposed, or no longer."""
        self.due.explain()
        for card in (self.crs, self.icans):
            card.explain(self.due.explained)

    def leave_off(self) -> None:
        """Let no grade be signed for somebody who is not on the ward any more."""
        for card in (self.crs, self.icans):
            card.sign.setEnabled(False)
