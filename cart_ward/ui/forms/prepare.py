"""Vials for an order: proposed from the shelf with the least waste, changed by whoever prepares."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from cart_ward.care.changes import Changes
from cart_ward.care.medication import PrepareDose, prepare_dose
from cart_ward.care.ports import Desk
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.medicines import MedicationOrder
from cart_ward.clinical.people import AdmissionId
from cart_ward.i18n import _, formats
from cart_ward.ui.forms.figure_field import FigureField
from cart_ward.ui.forms.line_field import LineField, row
from cart_ward.ui.forms.signing import Missing, SignedForm
from cart_ward.ui.station import Station
from cart_ward.ui.tocilizumab import dosing
from cart_ward.ui.widgets.card import line

SIZES = (400, 200, 80)


class PrepareForm(SignedForm):
    """How many vials of which size, and their lots; signing reserves them."""

    def __init__(
        self, station: Station, admission_id: AdmissionId, order: Entry[MedicationOrder]
    ) -> None:
        super().__init__(station, _("Sign the preparation"))
        self.admission_id = admission_id
        self.order = order
        self.counts = {
            size: FigureField(
                f"vials_{size}", _("Vials of {size} mg").format(size=size), _("pieces"), decimals=0
            )
            for size in SIZES
        }
        self.lots = LineField("lots", _("Lots, as read from each vial"))
        self.sum = line("", "strong")
        self.shelf = line("")
        self._lay_out()
        self._preset()
        for field in (*self.counts.values(), self.lots):
            field.edited.connect(self.touched)

    def _lay_out(self) -> None:
        dose = self.order.body.dose_mg
        self.body.addWidget(
            line(
                _("Tocilizumab {dose} mg is ordered: take the vials and read each label.").format(
                    dose=formats.number(dose)
                ),
                "body",
            )
        )
        self.body.addWidget(
            line(
                _("First remove {volume} mL from the {diluent} mL bag, then add the dose.").format(
                    volume=formats.number(self.order.body.volume_ml),
                    diluent=self.order.body.diluent_ml,
                )
            )
        )
        self.body.addWidget(row(*self.counts.values()))
        self.body.addWidget(self.sum)
        self.body.addWidget(self.shelf)
        self.body.addWidget(self.lots)

    def _preset(self) -> None:
        free = self.station.snapshot.stock.free
        proposed = dosing.proposal(self.order.body.dose_mg, free)
        for size, field in self.counts.items():
            field.set_value(None if proposed is None else proposed.get(size, 0))
        self.shelf.setText(
            _("The shelf cannot make this dose. Call the pharmacy.")
            if proposed is None
            else _("Proposed from the shelf: least waste, then fewest vials.")
        )
        self._show_sum()

    def vials(self) -> dict[int, int] | None:
        """Return the vials by size, or None while a count is missing."""
        counts = {size: field.value() for size, field in self.counts.items()}
        if any(count is None for count in counts.values()):
            return None
        return {size: int(count) for size, count in counts.items() if count}

    def _total(self) -> Decimal | None:
        vials = self.vials()
        return None if vials is None else Decimal(sum(s * n for s, n in vials.items()))

    def touched(self, *what: object) -> None:
        """Show the sum of what is typed."""
        self._show_sum()
        super().touched(*what)

    def _show_sum(self) -> None:
        total, dose = self._total(), self.order.body.dose_mg
        if total is None:
            self.sum.setText(_("Type a count for each size; 0 is a count."))
        elif total < dose:
            self.sum.setText(
                _("{total} mg in these vials: {short} mg short of {dose} mg.").format(
                    total=formats.number(total),
                    short=formats.number(dose - total),
                    dose=formats.number(dose),
                )
            )
        else:
            self.sum.setText(
                _("{total} mg in these vials; {waste} mg will be left over.").format(
                    total=formats.number(total), waste=formats.number(total - dose)
                )
            )

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right."""
        found: list[Missing] = [m for field in self.counts.values() for m in field.missing()]
        total = self._total()
        if total is not None and total < self.order.body.dose_mg:
            found.append((self.counts[400], self.sum.text()))
        if not self.lots.text():
            found.append((self.lots, _("Read the lot from each vial and type it.")))
        return tuple(found)

    def act(self) -> Callable[[Desk], Changes]:
        """Return the preparation."""
        command = PrepareDose(
            admission_id=self.admission_id,
            order_id=self.order.id,
            vials=self.vials() or {},
            lots=self.lots.text(),
            token=self.token,
        )
        return partial(prepare_dose, command=command)

    def draft(self) -> dict[str, object]:
        """Return what was typed."""
        counts = {str(size): field.text() for size, field in self.counts.items()}
        return {"token": self.token, "counts": counts, "lots": self.lots.text()}

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        counts = draft.get("counts")
        if isinstance(counts, dict):
            for size, field in self.counts.items():
                field.set_text(str(counts.get(str(size), "")))
        self.lots.set_text(str(draft.get("lots", "")))
        self.token = str(draft.get("token", self.token))
