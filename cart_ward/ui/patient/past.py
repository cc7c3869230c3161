"""A stay that has ended: who it was, and everything that was charted, to read only."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout

from cart_ward.care.ports import Desk
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.people import AdmissionId
from cart_ward.errors import CartWardError
from cart_ward.i18n import _, formats, ngettext
from cart_ward.ui import theme
from cart_ward.ui.forms.naming import named
from cart_ward.ui.messages import sentence
from cart_ward.ui.navigation import Navigator, Page
from cart_ward.ui.patient.history import history
from cart_ward.ui.patient.history_view import HistoryView
from cart_ward.ui.patient.page import PatientPage
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card, line


def patient_page(station: Station, navigator: Navigator, admission_id: AdmissionId) -> Page:
    """Return the page of a patient: of the ward, or of one who has left it."""
    if admission_id in station.snapshot.charts:
        return PatientPage(station, navigator, admission_id)
    return PastPage(station, navigator, admission_id)


class PastPage(Page):
    """Identity above, all entries below. The chart is read off the GUI thread."""

    def __init__(self, station: Station, navigator: Navigator, admission_id: AdmissionId) -> None:
        super().__init__()
        self._station, self._navigator = station, navigator
        self._admission_id = admission_id
        self._left = False
        theme.role(self, "page")
        self.name = theme.role(QLabel(), "heading")
        self.who = line(_("Reading the chart…"), "body")
        self.history = HistoryView()
        self.back_button = named(QPushButton(_("Back  Esc")), "back")
        head = Card()
        head.head.addWidget(self.name, 1)
        head.head.addWidget(self.back_button)
        head.body.addWidget(self.who)
        self.entries = Card(_("Entries"))
        self.entries.body.addWidget(self.history, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(12)
        whole.addWidget(head)
        whole.addWidget(self.entries, 1)
        self.begin_at(self.history)
        self.back_button.clicked.connect(navigator.show_board)
        station.ask(self._read, self._show, self._fail)

    def title(self) -> str:
        """Return the heading."""
        return _("Patient who has left")

    def admission(self) -> AdmissionId | None:
        """Return whose page this is."""
        return self._admission_id

    def leave(self) -> None:
        """Ignore a late answer."""
        self._left = True

    def key_ways(self) -> dict[str, Callable[[], None]]:
        """Go back to the board."""
        return {"back": self._navigator.show_board}

    def find_texts(self) -> tuple[str, ...]:
        """Return the entries as words, the newest first."""
        return self.history.texts()

    def find_show(self, row: int) -> None:
        """Choose an entry."""
        self.history.selectRow(row)

    def _read(self, desk: Desk) -> Chart:
        with desk.store.read() as reading:
            return reading.chart(self._admission_id)

    def _show(self, chart: Chart) -> None:
        if self._left:
            return
        stay, zone = chart.subject, self._station.zone
        patient = stay.patient
        self.name.setText(patient.name.both)
        words = _("born {born} · MRN {number} · last bed {bed} · on the ward {came} to {went}")
        went = stay.discharged_at
        self.who.setText(
            words.format(
                born=formats.day_on_screen(patient.birth_date),
                number=patient.hospital_no,
                bed=stay.bed.name,
                came=formats.day_on_screen(stay.admitted_at.astimezone(zone).date()),
                went="" if went is None else formats.day_on_screen(went.astimezone(zone).date()),
            )
        )
        self.history.rows.show_rows(history(chart, self._station.snapshot, zone))
        count = self.history.rows.rowCount()
        told = ngettext("{count} entry, to read only", "{count} entries, to read only", count)
        self.entries.set_title(told.format(count=count))
        if count:
            self.history.selectRow(0)

    def _fail(self, error: CartWardError) -> None:
        if not self._left:
            self.who.setText(sentence(error, self._station.zone))
