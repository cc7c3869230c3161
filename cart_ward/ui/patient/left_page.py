"""A patient who has left the ward: what was charted, to read; nothing more is charted here."""

from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from cart_ward.care.ports import Desk
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.people import AdmissionId
from cart_ward.errors import CartWardError
from cart_ward.i18n import _, formats
from cart_ward.ui import theme
from cart_ward.ui.messages import sentence
from cart_ward.ui.navigation import Navigator, Page
from cart_ward.ui.patient.history import history
from cart_ward.ui.patient.history_view import HistoryView
from cart_ward.ui.patient.page import PatientPage
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card, line
from cart_ward.ui.widgets.patient_banner import PatientBanner


def patient_page(station: Station, navigator: Navigator, admission_id: AdmissionId) -> Page:
    """Return the page of a patient, or of one who left in the last 24 hours."""
    left = {stay.id for stay in station.snapshot.left}
    if admission_id in left and admission_id not in station.snapshot.charts:
        return LeftPage(station, navigator, admission_id)
    return PatientPage(station, navigator, admission_id)


class LeftPage(Page):
    """Banner, when the stay ended, and every entry of it, read from the store."""

    def __init__(self, station: Station, navigator: Navigator, admission_id: AdmissionId) -> None:
        super().__init__()
        self._station = station
        self._admission_id = admission_id
        self._left = False
        theme.role(self, "page")
        self.banner = PatientBanner(station, admission_id)
        self.entries = HistoryView()
        self.entries.horizontalHeader().setAccessibleName(_("Columns"))
        self.ended = line(self._ended(), "strong")
        self.back = theme.role(QPushButton(_("Back to the board  Esc")), "secondary")
        card = Card(_("All entries of this stay"))
        card.body.addWidget(self.ended)
        card.body.addWidget(self.entries, 1)
        card.body.addWidget(self.back)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(12)
        whole.addWidget(self.banner)
        whole.addWidget(card, 1)
        self.setFocusProxy(self.entries)
        self.back.clicked.connect(navigator.show_board)
        station.ask(
            partial(_read, admission_id=admission_id),
            self._show,
            lambda error: self._tell(navigator, error),
        )

    def title(self) -> str:
        """Return the heading of the frame."""
        return _("Patient who has left")

    def leave(self) -> None:
        """Ignore an answer that comes late."""
        self._left = True

    def _ended(self) -> str:
        for stay in self._station.snapshot.left:
            if stay.id == self._admission_id and stay.discharged_at is not None:
                at = formats.moment_on_screen(stay.discharged_at, self._station.zone)
                return _("The stay ended {at}. Nothing more is charted here.").format(at=at)
        return _("The stay has ended. Nothing more is charted here.")

    def _show(self, chart: Chart) -> None:
        if not self._left:
            rows = history(chart, self._station.snapshot, self._station.zone)
            self.entries.rows.show_rows(rows)

    def _tell(self, navigator: Navigator, error: CartWardError) -> None:
        if not self._left:
            navigator.tell(sentence(error, self._station.zone), good=False)


def _read(desk: Desk, admission_id: AdmissionId) -> Chart:
    with desk.store.read() as reading:
        return reading.chart(admission_id)
