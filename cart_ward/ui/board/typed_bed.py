"""The bed number that is being typed on the board: seen, told, and gone after some seconds."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QLabel, QWidget

from cart_ward.clinical.people import AdmissionId, Bed
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.board.presenter import BoardRow
from cart_ward.ui.widgets.announce import announce

FORGOTTEN_AFTER = 5000
"""Milliseconds after the last digit; who comes back later begins anew."""


class TypedBed(QLabel):
    """The digits typed so far, over the heading of the beds; `pending` until they lead to a row."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("typed_bed")
        theme.role(self, "chip")
        self.pending = ""
        self.timer = QTimer(self, singleShot=True, interval=FORGOTTEN_AFTER)
        self.timer.timeout.connect(self.forget)
        self.hide()

    def take(self, digit: str) -> None:
        """Take one more digit."""
        self._show(self.pending + digit)

    def take_back(self) -> None:
        """Take the last digit back."""
        self._show(self.pending[:-1])

    @Slot()
    def forget(self) -> None:
        """Forget what was typed."""
        self._show("")

    def pop(self) -> str:
        """Return what was typed, and forget it."""
        typed = self.pending
        self.forget()
        return typed

    def _show(self, digits: str) -> None:
        self.pending = digits
        self.setVisible(bool(digits))
        if not digits:
            self.timer.stop()
            return
        self.timer.start()
        self.setText(_("Bed {digits}_").format(digits=digits))
        self.setAccessibleName(_("Bed {digits}").format(digits=digits))
        self.adjustSize()
        self.raise_()
        announce(self, self.accessibleName())


def led_to(
    digits: str, shown: Sequence[BoardRow], everybody: Sequence[BoardRow], beds: Sequence[Bed]
) -> AdmissionId | str:
    """Return whose bed the digits name, or why no row can be chosen."""
    row = next((row for row in shown if _same(row.bed, digits)), None)
    if row is not None:
        return row.admission_id
    hidden = next((row.bed for row in everybody if _same(row.bed, digits)), None)
    if hidden is not None:
        return _("Bed {bed} is not in this filter. Show all patients first.").format(bed=hidden)
    free = next((bed.name for bed in beds if bed.active and _same(bed.name, digits)), None)
    if free is not None:
        return _("Bed {bed} is free.").format(bed=free)
    return _("There is no bed {digits}.").format(digits=digits)


def _same(bed: str, digits: str) -> bool:
    return bed.lstrip("0") == digits.lstrip("0")
