"""A check that was not done, and why: two presses, never a value."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from cart_ward.care import observations
from cart_ward.care.changes import Changes
from cart_ward.care.observations import RecordEntry
from cart_ward.care.ports import Desk
from cart_ward.clinical.observed import NotDone
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import Check, NotDoneReason
from cart_ward.i18n import _, wording
from cart_ward.ui.forms import drafts
from cart_ward.ui.forms.line_field import LineField
from cart_ward.ui.forms.signing import Missing
from cart_ward.ui.forms.small_page import ShortForm, SmallPage
from cart_ward.ui.navigation import Navigator
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import line
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.time_field import TimeField


class NotDoneForm(ShortForm):
    """Reason, a few words, and when."""

    def __init__(self, station: Station, admission_id: AdmissionId, check: Check) -> None:
        super().__init__(station, admission_id, _("Sign “not done”"))
        self.check = check
        self.reason: ChoiceRow[NotDoneReason] = ChoiceRow(
            [(r, wording.say(f"words.NotDoneReason.{r.value}")) for r in NotDoneReason],
            name="reason",
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
        if self.reason.value() is None and not self.note.text():
            return {}
        return {"reason": self.reason.value(), "note": self.note.text()}

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        self.reason.set_value(drafts.one_of(NotDoneReason, draft.get("reason")))
        self.note.set_text(drafts.text(draft.get("note")))


class NotDonePage(SmallPage):
    """Why a check of one patient was not done."""

    def __init__(
        self, station: Station, navigator: Navigator, admission_id: AdmissionId, check: Check
    ) -> None:
        self.not_done = NotDoneForm(station, admission_id, check)
        title = _("{check}: not done").format(check=wording.say(f"words.Check.{check.value}"))
        super().__init__(station, navigator, self.not_done, title)
