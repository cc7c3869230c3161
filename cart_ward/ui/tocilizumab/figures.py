"""The big figures of a dose: a label above, the value, what belongs to it beside."""

from datetime import datetime, tzinfo
from decimal import Decimal

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.tocilizumab import Calculated
from cart_ward.i18n import _, formats
from cart_ward.ui.widgets.card import line
from cart_ward.ui.widgets.flow import FlowLayout

GAP = 28


class Figure(QFrame):
    """One figure."""

    def __init__(self, name: str, label: str, value: str, beside: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.label = line(label, "label")
        self.value = line(value, "value")
        self.beside = line(beside, "hint")
        for part in (self.label, self.value, self.beside):
            part.setWordWrap(False)
            column.addWidget(part)
        # Only now: shown before it had a parent it would be a window for a moment.
        self.beside.setVisible(bool(beside))
        column.addStretch(1)
        self.setAccessibleName(
            _("{label}: {value} {beside}").format(label=label, value=value, beside=beside).strip()
        )


def beside_each_other(*figures: Figure) -> QWidget:
    """Return figures in a row that goes on below where it is full."""
    holder = QWidget()
    flow = FlowLayout(holder, spacing=GAP)
    for figure in figures:
        flow.addWidget(figure)
    return holder


def weight(status: PatientStatus, zone: tzinfo) -> Figure:
    """Return the dosing weight with its date."""
    if status.weight is None or status.weight_at is None:
        return Figure("figure_weight", _("Weight"), _("not known"), _("Record it first."))
    return weighed(status.weight, status.weight_at, status.now, zone)


def weighed(kilograms: Decimal, at: datetime, now: datetime, zone: tzinfo) -> Figure:
    """Return one weight with its time today, or its day."""
    day = at.astimezone(zone).date()
    today = day == now.astimezone(zone).date()
    return Figure(
        "figure_weight",
        _("Weight, {moment}").format(
            moment=formats.clock(at, zone) if today else formats.day_on_screen(day)
        ),
        _("{value} kg").format(value=formats.fixed(kilograms)),
    )


def calculated(status: PatientStatus, dose: Calculated | None, zone: tzinfo) -> QWidget:
    """Return what the rule makes of the weight: mg, mg/kg, mL to draw, mL of diluent."""
    if dose is None:
        return beside_each_other(weight(status, zone))
    cap = _("capped at 800 mg") if dose.capped else _("max 800 mg")
    return beside_each_other(
        Figure(
            "figure_dose",
            _("Calculated dose"),
            _("{value} mg").format(value=formats.number(dose.dose_mg)),
            _("{per_kg} mg/kg, {cap}").format(per_kg=formats.number(dose.per_kg), cap=cap),
        ),
        weight(status, zone),
        Figure(
            "figure_volume",
            _("Draw up"),
            _("{value} mL").format(value=formats.number(dose.volume_ml)),
            _("of 20 mg/mL"),
        ),
        Figure(
            "figure_diluent",
            _("Into"),
            _("{value} mL").format(value=dose.diluent_ml),
            _("NaCl 0.9 %"),
        ),
    )
