"""Discharge a patient: the one act here that is not undone, so its button names who and where."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt

from cart_ward.care.admissions import Discharge, discharge
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.clinical.people import AdmissionId
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms import drafts
from cart_ward.ui.forms.line_field import LineField
from cart_ward.ui.forms.signing import Missing, SignedForm, time_missing
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import line
from cart_ward.ui.widgets.time_field import TimeField

NAME = 260
"""Room for a name on the button, in pixels at 100 percent; the banner above has all of it."""


class DischargeForm(SignedForm):
    """When the patient left, and where to."""

    def __init__(self, station: Station, admission_id: AdmissionId) -> None:
        stay = station.snapshot.charts[admission_id].subject
        name, bed = stay.patient.name.both, stay.bed.name
        words = _("Discharge {name}, bed {bed}")
        super().__init__(station, words.format(name=theme.shortened(name, NAME), bed=bed))
        self.sign_button.setAccessibleName(words.format(name=name, bed=bed))
        self.admission_id = admission_id
        theme.role(self.sign_button, "danger")
        self.note = LineField("discharge_note", _("Where to, and what was agreed (optional)"))
        self.at = TimeField(station, label=_("Left {time}"))
        self.body.addWidget(
            line(_("The chart stays readable; monitoring of this stay ends."), "body")
        )
        self.body.addWidget(self.note)
        self.body.addWidget(self.at, 0, Qt.AlignmentFlag.AlignLeft)
        self.note.edited.connect(self.touched)
        self.at.edited.connect(self.touched)
        self.at.left.connect(self.go_on)

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right."""
        if not self.at.blocked():
            return ()
        return (time_missing(self.at, _("Left: put the time right.")),)

    def act(self) -> Callable[[Desk], Changes]:
        """Return the discharge."""
        command = Discharge(
            admission_id=self.admission_id,
            at=self.at.taken_at(),
            note=self.note.text(),
            late_reason=self.at.late_reason(),
            token=self.token,
        )
        return partial(discharge, command=command)

    def done(self, changes: Changes) -> None:
        """Be empty again: what is signed is no draft."""
        self.note.set_text("")
        self.at.restore({})
        super().done(changes)

    def draft(self) -> dict[str, object]:
        """Return what was typed; nothing if nothing was."""
        if not self.note.text() and not self.at.chosen():
            return {}
        return {"token": self.token, "note": self.note.text(), "time": self.at.draft()}

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        self.note.set_text(drafts.text(draft.get("note")))
        self.at.restore(drafts.part(draft, "time"))
        self.token = drafts.text(draft.get("token")) or self.token
