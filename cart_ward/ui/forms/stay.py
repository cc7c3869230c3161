"""The stay of one patient as a page: weigh, move to another bed, discharge."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from cart_ward.care.changes import Changes
from cart_ward.clinical.people import AdmissionId
from cart_ward.i18n import _, formats
from cart_ward.ui.forms import drafts
from cart_ward.ui.forms.discharge import DischargeForm
from cart_ward.ui.forms.line_field import beside
from cart_ward.ui.forms.move_bed import MoveBedForm
from cart_ward.ui.forms.signing import SignedForm
from cart_ward.ui.forms.weight import WeightForm
from cart_ward.ui.navigation import Navigator, Page
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card
from cart_ward.ui.widgets.folding import page_margins
from cart_ward.ui.widgets.patient_banner import PatientBanner


class StayPage(Page):
    """Three small forms, the discharge set apart below the others."""

    def __init__(self, station: Station, navigator: Navigator, admission_id: AdmissionId) -> None:
        super().__init__()
        self._station, self._navigator, self._admission_id = station, navigator, admission_id
        self.weight = WeightForm(station, admission_id)
        self.move_bed = MoveBedForm(station, admission_id)
        self.discharge = DischargeForm(station, admission_id)
        self._lay_out()
        self.weight.signed.connect(self._on_signed)
        self.move_bed.signed.connect(self._on_signed)
        self.discharge.signed.connect(self._on_left)
        self.begin_at(self.weight.kilograms)

    def _lay_out(self) -> None:
        forms = QWidget()
        column = QVBoxLayout(forms)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        column.addWidget(
            beside(_card(_("Weight"), self.weight), _card(_("Another bed"), self.move_bed))
        )
        column.addWidget(_card(_("Discharge"), self.discharge))
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(forms)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        page_margins(whole)
        whole.addWidget(PatientBanner(self._station, self._admission_id))
        whole.addWidget(area, 1)

    def _forms(self) -> dict[str, SignedForm]:
        return {"weight": self.weight, "move": self.move_bed, "discharge": self.discharge}

    def title(self) -> str:
        """Return the heading."""
        return _("Stay: weight, bed, discharge")

    def admission(self) -> AdmissionId | None:
        """Return whose page this is."""
        return self._admission_id

    def _tell(self) -> None:
        at = formats.clock_seconds(self._station.snapshot.read_at, self._station.zone)
        self._navigator.tell(_("Saved {time}").format(time=at))

    def _on_signed(self, _changes: Changes) -> None:
        self._tell()
        self._navigator.show_patient(self._admission_id)

    def _on_left(self, _changes: Changes) -> None:
        self._tell()
        self._navigator.show_board()

    def draft(self) -> dict[str, object]:
        """Return what was typed and not signed in each form.

        The token by which a charted draft is known stands outside only where there is but one: it
        takes the whole draft with it.
        """
        typed = {name: draft for name, form in self._forms().items() if (draft := form.draft())}
        tokens = [draft["token"] for draft in typed.values()]
        return {**typed, "token": tokens[0]} if len(tokens) == 1 else dict(typed)

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        for name, form in self._forms().items():
            if typed := drafts.part(draft, name):
                form.restore(typed)

    def leave(self) -> None:
        """Stop listening."""
        for form in self._forms().values():
            form.leave()


def _card(title: str, form: SignedForm) -> Card:
    card = Card(title)
    card.body.addWidget(form, 0, Qt.AlignmentFlag.AlignTop)
    card.body.addStretch(1)
    return card
