"""The vials of the ward: what is free, what is reserved, and the form that receives more."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from cart_ward.care.changes import Changes
from cart_ward.care.stock import Levels
from cart_ward.clinical.tocilizumab import Calculated, enough_for
from cart_ward.i18n import _, ngettext
from cart_ward.ui.forms.naming import named
from cart_ward.ui.forms.receive_vials import ReceiveVialsForm
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card, clear, line

MOST_SHOWN = 9


def full_doses(levels: Levels, dose: Calculated | None) -> int | None:
    """Return how many doses like this one the free vials make, up to `MOST_SHOWN`."""
    if dose is None:
        return None
    counts = (n for n in range(MOST_SHOWN, 0, -1) if enough_for(levels.free, dose.dose_mg, n))
    return next(counts, 0)


class StockCard(Card):
    """Levels by vial size; "Receive vials" opens the form below them."""

    def __init__(self, station: Station) -> None:
        super().__init__(_("Vials on the ward"))
        self._station = station
        self._dose: Calculated | None = None
        self.opener = named(QPushButton(_("Receive vials…")), "receive")
        self.opener.setAccessibleName(_("Receive vials"))
        self.opener.clicked.connect(self._on_opener)
        self.form = ReceiveVialsForm(station)
        self.form.setVisible(False)
        self.form.signed.connect(self._on_signed)
        self.lines = QVBoxLayout()
        self.body.addLayout(self.lines)
        self.body.addWidget(self.opener)
        self.body.addWidget(self.form)

    def show_levels(self, dose: Calculated | None) -> None:
        """Show what is there, and how many doses like `dose` it makes."""
        self._dose = dose
        levels = self._station.snapshot.stock
        clear(self.lines)
        for size in (400, 200, 80):
            self.lines.addWidget(
                line(
                    _("{size} mg: {free} free, {reserved} reserved").format(
                        size=size,
                        free=levels.free.get(size, 0),
                        reserved=levels.reserved.get(size, 0),
                    ),
                    "body",
                )
            )
        doses = full_doses(levels, dose)
        if doses is not None:
            self.lines.addWidget(line(_doses(doses), "error" if doses == 0 else "hint"))

    def _on_opener(self) -> None:
        self.form.setVisible(self.form.isHidden())
        if not self.form.isHidden():
            self.form.vial_size.set_focus()

    def _on_signed(self, _changes: Changes) -> None:
        self.form.setVisible(False)
        self.show_levels(self._dose)


def _doses(doses: int) -> str:
    if doses == 0:
        return _("The free vials cannot make one full dose for this patient. Call the pharmacy.")
    if doses >= MOST_SHOWN:
        return _("Enough for {count} or more full doses for this patient.").format(count=doses)
    return ngettext(
        "Enough for {count} full dose for this patient.",
        "Enough for {count} full doses for this patient.",
        doses,
    ).format(count=doses)
