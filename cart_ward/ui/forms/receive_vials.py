"""Vials that came in: lot, expiry, size and count, read from the carton."""

from collections.abc import Callable
from datetime import date
from functools import partial

from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.care.stock import ReceiveVials, receive
from cart_ward.i18n import _
from cart_ward.ui.forms import typed
from cart_ward.ui.forms.figure_field import FigureField
from cart_ward.ui.forms.line_field import LineField, row
from cart_ward.ui.forms.signing import Missing, SignedForm, required
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.choice_row import ChoiceRow

SIZES = (80, 200, 400)


class ReceiveVialsForm(SignedForm):
    """One line of the vial ledger."""

    def __init__(self, station: Station) -> None:
        super().__init__(station, _("Receive vials"))
        self.vial_size: ChoiceRow[int] = ChoiceRow(
            [(size, _("{size} mg").format(size=size)) for size in SIZES], name="vial_size"
        )
        self.vial_size.name_buttons(_("Vial size"))
        self.count = FigureField("vial_count", _("Count"), _("pieces"), decimals=0)
        self.lot = LineField("vial_lot", _("Lot"))
        self.expiry = LineField("vial_expiry", _("Expiry (last usable day)"), hint="2027-04-30")
        self.body.addWidget(self.vial_size)
        self.body.addWidget(row(self.count, self.lot))
        self.body.addWidget(self.expiry)
        self.vial_size.chosen.connect(self.touched)
        self.vial_size.left.connect(self.count.setFocus)
        for field in (self.count, self.lot, self.expiry):
            field.edited.connect(self.touched)

    def _expiry(self) -> typed.Read[date]:
        read = typed.day(self.expiry.text())
        self.expiry.complain(read.complaint)
        return read

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right."""
        found: list[Missing] = []
        if self.vial_size.value() is None:
            found.append((self.vial_size, _("Choose the size of the vials.")))
        found += self.count.missing()
        if self.count.value() == 0:
            found.append((self.count, _("Count: at least one vial.")))
        if not self.lot.text():
            found.append((self.lot, required(self.lot.label)))
        expiry = self._expiry()
        if expiry.value is None:
            found.append((self.expiry, expiry.complaint or required(self.expiry.label)))
        return tuple(found)

    def act(self) -> Callable[[Desk], Changes]:
        """Return the receipt."""
        size, count, expiry = self.vial_size.value(), self.count.value(), self._expiry().value
        if size is None or count is None or expiry is None:
            raise ValueError("asked before everything was typed")
        command = ReceiveVials(
            lot=self.lot.text(), expiry=expiry, size_mg=size, count=int(count), token=self.token
        )
        return partial(receive, command=command)

    def done(self, changes: Changes) -> None:
        """Be ready for the next carton."""
        self.vial_size.set_value(None)
        for field in (self.count, self.lot, self.expiry):
            field.set_text("")
        super().done(changes)
