"""Move a patient to another bed; the button says who goes where."""

from collections.abc import Callable
from functools import partial

from cart_ward.care.admissions import MoveBed, move_bed
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.clinical.people import AdmissionId, BedId
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms import choices, drafts
from cart_ward.ui.forms.signing import Missing, SignedForm
from cart_ward.ui.station import Station

NAME = 260
"""Room for a name on the button, in pixels at 100 percent; the banner above has all of it."""


class MoveBedForm(SignedForm):
    """Choose a free bed."""

    def __init__(self, station: Station, admission_id: AdmissionId) -> None:
        self._name = station.snapshot.charts[admission_id].subject.patient.name.both
        super().__init__(station, _("Move {name}").format(name=theme.shortened(self._name, NAME)))
        self.admission_id = admission_id
        self.bed = choices.Choice("move_to", _("Free bed"), choices.free_beds(station))
        self._offered = self.bed.value()
        self.body.addWidget(self.bed)
        self.bed.chosen.connect(self.touched)
        self.bed.chosen.connect(self._show_target)
        self._show_target()

    def _show_target(self) -> None:
        bed = self.bed.box.currentText()
        words = _("Move {name}") if self.bed.value() is None else _("Move {name} to bed {bed}")
        short = theme.shortened(self._name, NAME)
        self.sign_button.setText(words.format(name=short, bed=bed))
        self.sign_button.setAccessibleName(words.format(name=self._name, bed=bed))

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right."""
        return () if self.bed.value() is not None else ((self.bed, _("Choose a free bed.")),)

    def act(self) -> Callable[[Desk], Changes]:
        """Return the move."""
        bed = self.bed.value()
        if bed is None:
            raise ValueError("asked before a bed was chosen")
        command = MoveBed(admission_id=self.admission_id, bed_id=BedId(bed), token=self.token)
        return partial(move_bed, command=command)

    def done(self, changes: Changes) -> None:
        """Be as at first again: what is signed is no draft."""
        self._offered = self.bed.value()
        super().done(changes)

    def draft(self) -> dict[str, object]:
        """Return the bed that was chosen, where it is not only the one free."""
        chosen = self.bed.value()
        return {} if chosen == self._offered else {"token": self.token, "bed": chosen}

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back; a bed taken meanwhile is no choice any more."""
        self.bed.choose(draft.get("bed"))
        self._show_target()
        self.token = drafts.text(draft.get("token")) or self.token
