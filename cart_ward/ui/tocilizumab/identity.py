"""Identify the patient again, by the hospital number from the wristband, before a dose goes on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from cart_ward.clinical.people import Patient
from cart_ward.i18n import _
from cart_ward.ui.forms.line_field import LineField
from cart_ward.ui.forms.signing import Missing
from cart_ward.ui.widgets.card import line
from cart_ward.ui.widgets.leading import Leading


class IdentityField(Leading):
    """The second identifier: typed or scanned, it must be that of the patient in the banner.

    Signal: `edited` when the text changes. It is never part of a draft: identity is proved now.
    """

    edited = Signal()

    def __init__(self, patient: Patient) -> None:
        super().__init__()
        self._patient = patient
        self.field = LineField(
            "identity",
            _("Identify {name} again: hospital number from the wristband").format(
                name=patient.name.both
            ),
        )
        self.verdict = line("", "good")
        self.verdict.setVisible(False)
        self.begin_at(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.field)
        column.addWidget(self.verdict)
        self.field.edited.connect(self._on_edited)

    @property
    def matches(self) -> bool:
        """Whether the number typed is the patient's."""
        return self.field.text().casefold() == self._patient.hospital_no.strip().casefold()

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right."""
        if self.matches:
            return ()
        if not self.field.text():
            return ((self, _("Identify the patient: type the number on the wristband.")),)
        return ((self, self._mismatch()),)

    def clear(self) -> None:
        """Ask again."""
        self.field.set_text("")

    def _mismatch(self) -> str:
        return _(
            "{typed} is not the hospital number of {name}. Nothing was done. "
            "Check the wristband and the banner."
        ).format(typed=self.field.text(), name=self._patient.name.both)

    def _on_edited(self) -> None:
        self.verdict.setVisible(self.matches)
        self.verdict.setText(
            _("✓ Number matches {name}.").format(name=self._patient.name.both)
            if self.matches
            else ""
        )
        typed, number = self.field.text(), self._patient.hospital_no.strip()
        on_the_way = number.casefold().startswith(typed.casefold())
        self.field.complain("" if self.matches or on_the_way else self._mismatch())
        self.edited.emit()
