"""The page round a charting form: banner above, keys, draft, and what follows a signature.

Esc belongs to the frame, which leads back from every page.
"""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from cart_ward.care.changes import Changes
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import Scale
from cart_ward.errors import CartWardError
from cart_ward.i18n import _, formats
from cart_ward.ui import theme
from cart_ward.ui.forms import saying
from cart_ward.ui.forms.charting import ChartingForm
from cart_ward.ui.forms.confirm import ConfirmGrade
from cart_ward.ui.navigation import Navigator, Page
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.folding import page_margins
from cart_ward.ui.widgets.patient_banner import PatientBanner


class ChartingPage(Page):
    """One patient's banner and one form; whatever arrives after `leave` is ignored."""

    def __init__(
        self, station: Station, navigator: Navigator, admission_id: AdmissionId, form: ChartingForm
    ) -> None:
        super().__init__()
        self.station, self.navigator = station, navigator
        self._admission_id = admission_id
        self.form = form
        theme.role(self, "page")
        self.banner = PatientBanner(station, admission_id)
        whole = QVBoxLayout(self)
        page_margins(whole)
        whole.addWidget(self.banner)
        whole.addWidget(form, 1)
        form.signed.connect(self._on_signed)
        form.back_button.clicked.connect(self.back)
        form.not_done_button.clicked.connect(self._on_not_done)
        form.due.pause_asked.connect(self._on_not_done)
        self.begin_at(form.first_field())

    def title(self) -> str:
        """Return the heading of the frame."""
        return self.form.main.title.text()

    def admission(self) -> AdmissionId | None:
        """Return whose page this is."""
        return self._admission_id

    def draft(self) -> dict[str, object]:
        """Return what was typed and not signed."""
        return self.form.draft()

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        self.form.restore(draft)

    def show_draft_kept(self, words: str) -> None:
        """Say beside the buttons that the draft is on disk."""
        self.form.state.setText(words)

    def leave(self) -> None:
        """Stop listening."""
        self.form.leave()

    def key_ways(self) -> dict[str, Callable[[], None]]:
        """Return what the keys of this page do: why it is due, and the tick for the grade."""
        ways: dict[str, Callable[[], None]] = {"why": self.form.due.explain}
        confirmation = self.confirmation()
        if confirmation is not None and confirmation.offers() and not confirmation.isHidden():
            ways["grade"] = confirmation.tick.click
        return ways

    @Slot()
    def back(self) -> None:
        """Go back to the patient; what was typed stays a draft."""
        self.navigator.show_patient(self._admission_id)

    @Slot()
    def _on_not_done(self) -> None:
        self.navigator.show_not_done(self._admission_id, self.form.check)

    def _on_signed(self, _changes: Changes) -> None:
        """Say that it is on disk, and go where the person wanted to go."""
        if self.form.left:
            return
        self.navigator.tell(self.saved_words())
        scale = self._other_grade()
        if scale is None:
            self.navigator.show_patient(self._admission_id)
        else:
            self.navigator.show_grade(self._admission_id, scale)

    def saved_words(self) -> str:
        """Return that the check is saved, for whom and when."""
        return _("{what} of {name}: saved {time}.").format(
            what=self.title(),
            name=self.banner.name.text(),
            time=formats.clock_seconds(self.station.snapshot.read_at, self.station.zone),
        )

    def show_grade_refused(self, error: CartWardError, scale: Scale) -> None:
        """Say that the check is saved but the grade is not, and go to the grade."""
        if self.form.left:
            return
        reason = saying.failure(error, self.station.zone)
        self.navigator.tell(
            _("The check is saved; the grade is not signed. {reason}").format(reason=reason),
            good=False,
        )
        self.navigator.show_grade(self._admission_id, scale)

    def confirmation(self) -> ConfirmGrade | None:
        """Return the tick that signs the grade, if the form has one."""
        return None

    def _other_grade(self) -> Scale | None:
        tick = self.confirmation()
        return tick.scale if tick is not None and tick.wants_other() else None
