"""A page with one patient's banner and one short form."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cart_ward.care.changes import Changes
from cart_ward.clinical.people import AdmissionId
from cart_ward.i18n import _, formats
from cart_ward.ui import theme
from cart_ward.ui.forms import drafts
from cart_ward.ui.forms.charting import close_together, scrolled, take_footer
from cart_ward.ui.forms.naming import named
from cart_ward.ui.forms.signing import SignedForm, listen
from cart_ward.ui.navigation import Navigator, Page
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card
from cart_ward.ui.widgets.folding import large_text, page_margins
from cart_ward.ui.widgets.patient_banner import PatientBanner

WIDTH = 900


class ShortForm(SignedForm):
    """A short signed form about one patient; its draft is gone once it is on disk."""

    def __init__(self, station: Station, admission_id: AdmissionId, sign_text: str) -> None:
        super().__init__(station, sign_text)
        self.admission_id = admission_id
        self.saved = False
        self.back_button = named(QPushButton(_("Back  Esc")), "back")
        self.buttons.insertWidget(1, self.back_button)
        self.buttons.insertSpacing(2, 24)

    def done(self, changes: Changes) -> None:
        """Note that it is on disk, and tell."""
        self.saved = True
        super().done(changes)

    def subject(self) -> AdmissionId | None:
        """Return whom the form is about."""
        return self.admission_id

    def first_field(self) -> QWidget:
        """Return where typing begins."""
        return self.sign_button


class SmallPage(Page):
    """Banner, a heading and a short form; after signing back to the patient."""

    def __init__(
        self,
        station: Station,
        navigator: Navigator,
        form: ShortForm,
        title: str,
        above: Sequence[QWidget] = (),
        below: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self.station, self.navigator, self.form = station, navigator, form
        self._title = title
        theme.role(self, "page")
        self.banner = PatientBanner(station, form.admission_id)
        self.card = Card(title)
        if large_text():
            close_together(self.card)
            theme.role(self.card.title, "strong")
        else:
            self.card.setMaximumWidth(WIDTH)
        take_footer(form)
        form.hand_keys_on()
        listen(self, self.sign)
        inside = QVBoxLayout()
        for widget in (*above, form, *below):
            inside.addWidget(widget)
        self.card.body.addWidget(scrolled(inside), 1)
        self.card.body.addWidget(form.message)
        self.card.body.addLayout(form.buttons)
        whole = QVBoxLayout(self)
        page_margins(whole)
        whole.addWidget(self.banner)
        self.middle = QHBoxLayout()
        self.middle.setSpacing(12)
        self.middle.addWidget(self.card, 12)
        self.middle.addStretch(0 if large_text() else 3)
        whole.addLayout(self.middle, 1)
        self.begin_at(form.first_field())
        form.back_button.clicked.connect(self.back)
        form.signed.connect(self._on_signed)

    def title(self) -> str:
        """Return the heading of the frame."""
        return self._title

    def form_in_use(self) -> SignedForm:
        """Return the form that the keys mean."""
        return self.form

    @Slot()
    def sign(self) -> None:
        """Sign, wherever on the page the focus is."""
        self.form_in_use().sign()

    def admission(self) -> AdmissionId | None:
        """Return whose page this is."""
        return self.form.admission_id

    def draft(self) -> dict[str, object]:
        """Return what was typed and not signed, and the token it would be signed under."""
        typed = {} if self.form.saved else self.form.draft()
        return {**typed, "token": self.form.token} if typed else {}

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        if draft:
            self.form.restore(draft)
        if token := drafts.text(draft.get("token")):
            self.form.token = token

    def leave(self) -> None:
        """Stop listening."""
        self.form.leave()

    def back(self) -> None:
        """Go back to the patient; what was typed stays a draft."""
        self.navigator.show_patient(self.form.admission_id)

    def go_on(self) -> None:
        """Go where one goes once it is signed: to the patient."""
        self.navigator.show_patient(self.form.admission_id)

    def _on_signed(self, _changes: Changes) -> None:
        if self.form.left:
            return
        self.navigator.tell(self.saved_words())
        self.go_on()

    def saved_words(self) -> str:
        """Return that it is saved, for whom and when."""
        return _("{what} of {name}: saved {time}.").format(
            what=self._title, name=self.banner.name.text(), time=self.saved_at()
        )

    def saved_at(self) -> str:
        """Return when it was on disk."""
        return formats.clock_seconds(self.station.snapshot.read_at, self.station.zone)
