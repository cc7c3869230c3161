"""One of the two independent calculations: blind, with the person's own PIN."""

from PySide6.QtWidgets import QWidget

from cart_ward.care.changes import Changes
from cart_ward.care.medication import CheckDose, check_dose
from cart_ward.care.ports import Desk
from cart_ward.clinical.people import Actor, AdmissionId
from cart_ward.clinical.vocabulary import CheckPart, EntryId
from cart_ward.i18n import _
from cart_ward.ui.forms.figure_field import FigureField
from cart_ward.ui.forms.line_field import row
from cart_ward.ui.forms.person_proof import PersonProof
from cart_ward.ui.forms.signing import Missing, SignedForm
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import line


class DoubleCheckForm(SignedForm):
    """Weight, dose and volume as one person works them out; nothing is shown, nothing filled in.

    What was typed is never part of a draft and is forgotten once it is signed, so that the second
    person cannot see the first one's numbers. The PIN comes last: Enter after it signs.
    """

    def __init__(
        self, station: Station, admission_id: AdmissionId, order_id: EntryId, part: CheckPart
    ) -> None:
        first = part is CheckPart.FIRST
        super().__init__(
            station, _("Sign the first calculation") if first else _("Compare and sign")
        )
        self.admission_id = admission_id
        self.order_id = order_id
        self.part = part
        who = _("Calculated by") if first else _("Checked by: a different person")
        self.proof = PersonProof(station, "checker", who)
        self.weight = FigureField("check_weight", _("Weight"), _("kg"), decimals=1)
        self.dose = FigureField("check_dose", _("Dose"), _("mg"), decimals=1)
        self.volume = FigureField("check_volume", _("Volume"), _("mL"), decimals=2)
        if first and station.actor is not None:
            self.proof.who.choose(station.actor.staff_id)
        self.body.addWidget(line(_("Work the dose out yourself, then enter it:")))
        self.body.addWidget(row(self.weight, self.dose, self.volume))
        self.body.addWidget(self.proof)
        self.proof.edited.connect(self.touched)
        for field in self._figures():
            field.edited.connect(self.touched)

    def _figures(self) -> tuple[FigureField, FigureField, FigureField]:
        return self.weight, self.dose, self.volume

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right."""
        figures = [m for field in self._figures() for m in field.missing()]
        return (*self.proof.missing(), *figures)

    def signs_at_enter(self) -> QWidget:
        """Return the PIN: it comes last, so Enter after it signs."""
        return self.proof.pin.line

    def proceed(self) -> None:
        """Prove the person first; the calculation is signed in that person's name."""
        self.proof.prove(self._on_proved, self.fail)

    def _on_proved(self, actor: Actor) -> None:
        weight, dose, volume = (field.value() for field in self._figures())
        if self.left or weight is None or dose is None or volume is None:
            return
        command = CheckDose(
            admission_id=self.admission_id,
            order_id=self.order_id,
            part=self.part,
            weight=weight,
            dose_mg=dose,
            volume_ml=volume,
            token=self.token,
        )

        def act(desk: Desk) -> Changes:
            return check_dose(desk.of(actor), command)

        self.perform(act)

    def forget(self) -> None:
        """Empty every field."""
        for field in self._figures():
            field.set_text("")
        self.proof.clear()

    def done(self, changes: Changes) -> None:
        """Forget the numbers before anybody else looks."""
        self.forget()
        super().done(changes)
