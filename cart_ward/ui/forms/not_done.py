"""A check that is not done: why it is due, why it was not done, or for how long all are paused."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cart_ward.care import observations
from cart_ward.care.changes import Changes
from cart_ward.care.observations import RecordEntry
from cart_ward.care.ports import Desk
from cart_ward.clinical.observed import NotDone
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import Check, NotDoneReason
from cart_ward.i18n import _, wording
from cart_ward.ui.forms import drafts, pause
from cart_ward.ui.forms.charting import scrolled, take_footer
from cart_ward.ui.forms.line_field import LineField
from cart_ward.ui.forms.pause import PauseForm
from cart_ward.ui.forms.signing import Missing, SignedForm
from cart_ward.ui.forms.small_page import ShortForm, SmallPage
from cart_ward.ui.navigation import Navigator
from cart_ward.ui.patient.why import why_words
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card, line
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.due_clock import due_face
from cart_ward.ui.widgets.folding import large_text
from cart_ward.ui.widgets.time_field import TimeField


class NotDoneForm(ShortForm):
    """Reason, a few words, and when."""

    def __init__(self, station: Station, admission_id: AdmissionId, check: Check) -> None:
        super().__init__(station, admission_id, _("Sign “not done”"))
        self.check = check
        self.reason: ChoiceRow[NotDoneReason] = ChoiceRow(
            [(r, wording.say(f"words.NotDoneReason.{r.value}")) for r in NotDoneReason],
            name="reason",
            numbered=True,
        )
        self.reason.name_buttons(_("Why was it not done?"))
        self.note = LineField("note", _("In a few words (needed for “Other”)"))
        self.time = TimeField(station, admission_id=admission_id, label=_("At {time}"))
        explained = _("The check stays open as not done. Nothing is counted as normal.")
        for widget in (line(explained), self.reason, self.note, self.time):
            self.body.addWidget(widget)
        self.reason.chosen.connect(self.touched)
        self.reason.left.connect(self.focusNextChild)
        self.note.edited.connect(self.touched)
        self.time.edited.connect(self.touched)
        self.time.left.connect(self.go_on)

    def first_field(self) -> QWidget:
        """Return the reasons."""
        return self.reason

    def missing(self) -> tuple[Missing, ...]:
        """Return what is still asked for."""
        if self.reason.value() is None:
            return ((self.reason, _("Choose why the check was not done.")),)
        if self.reason.value() is NotDoneReason.OTHER and not self.note.text():
            return ((self.note, _("Say in a few words why the check was not done.")),)
        if self.time.blocked():
            return ((self.time, _("Put the time right, or say why it is recorded so late.")),)
        return ()

    def act(self) -> Callable[[Desk], Changes]:
        """Return the act that charts the reason."""
        reason = self.reason.value()
        body = NotDone(
            what=self.check,
            reason=NotDoneReason.OTHER if reason is None else reason,
            note=self.note.text(),
        )
        command = RecordEntry(
            admission_id=self.admission_id,
            taken_at=self.time.taken_at(),
            body=body,
            late_reason=self.time.late_reason(),
            token=self.token,
        )
        return partial(observations.record_entry, command=command)

    def draft(self) -> dict[str, object]:
        """Return what was chosen."""
        time = self.time.draft()
        if self.reason.value() is None and not self.note.text() and not time:
            return {}
        return {"reason": self.reason.value(), "note": self.note.text(), "time": time}

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        self.reason.set_value(drafts.one_of(NotDoneReason, draft.get("reason")))
        self.note.set_text(drafts.text(draft.get("note")))
        self.time.restore(drafts.part(draft, "time"))


class NotDonePage(SmallPage):
    """Why a check of one patient is due; why it was not done; or all of them paused for a while."""

    def __init__(
        self, station: Station, navigator: Navigator, admission_id: AdmissionId, check: Check
    ) -> None:
        self.not_done = NotDoneForm(station, admission_id, check)
        self.why = line(_why(station, admission_id, check), "body")
        self.why.setObjectName("why_words")
        self.pause = PauseForm(station, admission_id)
        title = _("{check}: not done").format(check=wording.say(f"words.Check.{check.value}"))
        # Where text is large both stand in one column that scrolls.
        self.pause_card = self._make_pause_card()
        below = (self.pause_card,) if large_text() else ()
        super().__init__(station, navigator, self.not_done, title, (self.why,), below)
        if not large_text():
            # Nothing to press under the board's last column, from which one comes: the second half
            # of a double click there must not sign anything.
            self.middle.insertWidget(1, self.pause_card, 9)
            self.middle.setStretch(0, 11)
            self.middle.setStretch(2, 4)
        self.pause.signed.connect(self._on_paused)
        if self.pause.running() is not None:
            self.begin_at(self.pause.sign_button)

    def _make_pause_card(self) -> Card:
        card = Card(_("Pause monitoring"))
        take_footer(self.pause)
        self.pause.hand_keys_on()
        inside = QVBoxLayout()
        inside.addWidget(self.pause)
        if large_text():
            card.body.addLayout(inside)
        else:
            card.body.addWidget(scrolled(inside), 1)
        card.body.addWidget(self.pause.message)
        card.body.addLayout(self.pause.buttons)
        return card

    def form_in_use(self) -> SignedForm:
        """Return the form in which the focus is: there are two on this page."""
        here = self.window().focusWidget()
        paused = here is not None and self.pause_card.isAncestorOf(here)
        return self.pause if paused else super().form_in_use()

    def key_ways(self) -> dict[str, Callable[[], None]]:
        """Let each reason for a pause be chosen by one key, and its end be one.

        Enter pauses: one letter typed by mistake must not stop the checks of a patient.
        """
        reasons = {f"pause_{r}": self.pause.reasons[r].setFocus for r in pause.REASONS}
        return {**super().key_ways(), **reasons, "resume": self.pause.sign}

    def leave(self) -> None:
        """Stop listening."""
        super().leave()
        self.pause.leave()

    def _on_paused(self, _changes: Changes) -> None:
        """Say what holds now, and go back to the patient."""
        if self.pause.left:
            return
        words = pause.saved_words(self.pause.running(), self.banner.name.text(), self.station)
        self.navigator.tell(words)
        self.navigator.show_patient(self.not_done.admission_id)


def _why(station: Station, admission_id: AdmissionId, check: Check) -> str:
    """Return when the check is due, and why then."""
    found = next((d for d in station.status(admission_id).due if d.check is check), None)
    if found is None:
        return _("not scheduled")
    now, zone = station.now(), station.zone
    return _("{when}. {why}").format(
        when=due_face(found, now, zone).words, why=why_words(found, now, zone)
    )
