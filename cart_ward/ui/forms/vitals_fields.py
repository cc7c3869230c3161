"""The fields of a set of vital signs, in the order of the bedside."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from cart_ward.clinical import limits
from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.vocabulary import Acvpu, Oxygen
from cart_ward.errors import Finding
from cart_ward.i18n import _, formats, wording
from cart_ward.ui import theme
from cart_ward.ui.forms import drafts, vitals_grid
from cart_ward.ui.forms.naming import named, wrapping
from cart_ward.ui.forms.preview import Last, LastOxygen
from cart_ward.ui.forms.support import Support, charted
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.number_field import Check, NumberField, sentence

DEVICES = (
    Oxygen.ROOM_AIR,
    Oxygen.LOW_FLOW_NC,
    Oxygen.FACEMASK,
    Oxygen.VENTURI,
    Oxygen.HIGH_FLOW_NC,
    Oxygen.NONREBREATHER,
    Oxygen.BLOW_BY,
    Oxygen.CPAP,
    Oxygen.BIPAP,
    Oxygen.INTUBATED,
)

WITH_FLOW = frozenset(
    {
        Oxygen.LOW_FLOW_NC,
        Oxygen.FACEMASK,
        Oxygen.VENTURI,
        Oxygen.NONREBREATHER,
        Oxygen.HIGH_FLOW_NC,
        Oxygen.BLOW_BY,
    }
)
"""Devices that are set by a flow in L/min; a ventilator is not."""


def _number(
    name: str,
    label: str,
    unit: str,
    decimals: int,
    zone: tzinfo,
    further: Check = lambda _value: (),
) -> NumberField:
    def check(value: Decimal | None) -> tuple[Finding, ...]:
        return (*limits.check(name, value), *further(value))

    def abnormal(value: Decimal) -> bool:
        return limits.abnormal(name, value)

    return NumberField(
        name,
        label=label,
        unit=unit,
        decimals=decimals,
        check=check,
        abnormal=abnormal,
        bare=True,
        zone=zone,
    )


def _devices() -> ChoiceRow[Oxygen]:
    words = [(device, wording.say(f"words.Oxygen.{device.value}")) for device in DEVICES]
    return ChoiceRow(words, name="oxygen")


def _supports() -> ChoiceRow[Support]:
    words = [
        (Support.NONE, _("None")),
        (Support.FLUIDS, _("Fluid bolus")),
        (Support.ONE, _("One vasopressor")),
        (Support.SEVERAL, _("Two or more")),
    ]
    return ChoiceRow(words, name="support")


def _levels() -> ChoiceRow[Acvpu]:
    words = [(level, wording.say(f"words.Acvpu.{level.value}")) for level in Acvpu]
    return ChoiceRow(words, name="consciousness")


class VitalsFields(QWidget):
    """All fields of one set. Signal: `edited()` when any of them changes."""

    edited = Signal()

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self._zone = zone
        self.temperature = _number("temperature", _("Temperature"), _("°C"), 1, zone)
        self.pulse = _number("pulse", _("Pulse"), _("/min"), 0, zone)
        self.respiratory_rate = _number(
            "respiratory_rate", _("Respiratory rate"), _("/min"), 0, zone
        )
        self.systolic = _number("systolic", _("Systolic pressure"), _("mmHg"), 0, zone)
        self.diastolic = _number("diastolic", _("Diastolic pressure"), _("mmHg"), 0, zone)
        self.spo2 = _number("spo2", _("SpO\u2082"), _("%"), 0, zone)
        self._last_oxygen: LastOxygen | None = None
        self.oxygen = _devices()
        self.oxygen_hint = _("device, L/min")
        self.oxygen_remark = theme.role(wrapping("oxygen_remark"), "warn")
        self.oxygen_flow = _number(
            "oxygen_flow", _("Flow"), _("L/min"), 2, zone, self._check_device
        )
        vitals_grid.narrow(self.oxygen_flow)
        self.flow_unit = theme.role(QLabel(_("L/min")), "unit")
        self.flow_unit.setMinimumHeight(theme.current().sizes.target)
        for box in (self.oxygen_flow, self.flow_unit, self.oxygen_flow.again):
            self.oxygen.add(box)
        self.support = _supports()
        self.vasopressin = named(QPushButton(_("+ vasopressin")), "vasopressin")
        self.vasopressin.setCheckable(True)
        theme.role(self.vasopressin, "choice")
        self.support.add(self.vasopressin)
        self.consciousness = _levels()
        self.fall = theme.role(wrapping("fall"), "warn")
        self.numbers: Mapping[str, NumberField] = {
            field.name: field
            for field in (
                self.temperature,
                self.pulse,
                self.respiratory_rate,
                self.systolic,
                self.diastolic,
                self.spo2,
                self.oxygen_flow,
            )
        }
        self._connect()
        self._show_flow()

    def _connect(self) -> None:
        for field in self.numbers.values():
            field.edited.connect(self._on_edited)
        self.systolic.edit.textEdited.connect(self._on_systolic)
        self.oxygen.chosen.connect(self._on_device)
        for choice in (self.support, self.consciousness):
            choice.chosen.connect(self.edited)
        self.vasopressin.clicked.connect(self.edited)
        self.oxygen.name_buttons(_("Oxygen"))
        self.support.name_buttons(_("Blood-pressure support"))
        self.consciousness.name_buttons(_("Consciousness"))
        self.vasopressin.setAccessibleName(_("Vasopressin running"))

    def body(self) -> VitalSigns:
        """Return what was typed; what was not stays None."""
        support = charted(self.support.value(), vasopressin=self.vasopressin.isChecked())
        return VitalSigns(
            temperature=self.temperature.value(),
            systolic=self.systolic.whole(),
            diastolic=self.diastolic.whole(),
            pulse=self.pulse.whole(),
            respiratory_rate=self.respiratory_rate.whole(),
            spo2=self.spo2.whole(),
            oxygen=self.oxygen.value(),
            oxygen_flow=self.oxygen_flow.value() if self._has_flow() else None,
            fluids=support.fluids,
            vasopressors=support.vasopressors,
            vasopressin=support.vasopressin,
            consciousness=self.consciousness.value(),
        )

    def bedside(self) -> tuple[NumberField, ...]:
        """Return the numbers that are always asked for, in the order of the bedside."""
        return tuple(f for f in self.numbers.values() if f is not self.oxygen_flow)

    def shown_numbers(self) -> list[NumberField]:
        """Return the number fields on the screen, in order."""
        return [f for f in self.numbers.values() if f is not self.oxygen_flow or self._has_flow()]

    def is_empty(self) -> bool:
        """Tell whether nothing at all was typed."""
        choices = (self.oxygen.value(), self.support.value(), self.consciousness.value())
        typed = any(field.text().strip() for field in self.shown_numbers())
        chosen = any(choice is not None for choice in choices)
        return not (typed or chosen or self.vasopressin.isChecked())

    def show_findings(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Show each finding at its field and return those that belong to no number."""
        for name, field in self.numbers.items():
            own = field.findings()
            field.set_findings(tuple(f for f in findings if f.field == name and f not in own))
        others = tuple(f for f in findings if f.field not in self.numbers)
        about_oxygen = [sentence(f, self._zone) for f in others if f.field == "oxygen"]
        self.oxygen_remark.setText("\n".join(about_oxygen))
        self.oxygen_remark.setVisible(bool(about_oxygen))
        return others

    def show_last(self, last: Mapping[str, Last], now: datetime, zone: tzinfo) -> None:
        """Show the last known value beside each field, with its time; never inside it.

        Both pressures share one place, and a flow has none: it belongs to its device.
        """
        for name, field in self.numbers.items():
            if field not in {self.systolic, self.diastolic, self.oxygen_flow}:
                field.set_last(_last(last.get(name), now, zone))
        self.systolic.set_last(_last_pressure(last, now, zone))

    def suggest_oxygen(self, last: LastOxygen | None, now: datetime) -> None:
        """Offer the device and flow of the last set, in grey: the space bar takes them over."""
        self._last_oxygen = last
        if last is not None:
            at = formats.moment_near(last.at, now, self._zone)
            self.oxygen_hint = _("Space: as at {time}").format(time=at)
            self.oxygen.suggest(last.device)
        self._suggest_flow()

    def _suggest_flow(self) -> None:
        """Offer the last flow for the last device only."""
        last = self._last_oxygen
        same = last is not None and last.flow is not None and self.oxygen.value() is last.device
        flow = last.flow if last is not None and same else None
        self.oxygen_flow.suggest(None if flow is None else formats.number(flow))

    def show_fall(self, fall: tuple[int, int] | None) -> None:
        """Say how far the pressure lies under the patient's own baseline."""
        text = ""
        if fall is not None:
            text = _("Systolic {percent} % below baseline {before} mmHg").format(
                percent=fall[0], before=fall[1]
            )
        self.fall.setText(text)
        self.fall.setVisible(bool(text))

    def draft(self) -> dict[str, object]:
        """Return what was typed, as typed."""
        return {
            "numbers": {n: [f.text(), f.again_text()] for n, f in self.numbers.items()},
            "oxygen": self.oxygen.value(),
            "support": self.support.value(),
            "vasopressin": self.vasopressin.isChecked(),
            "consciousness": self.consciousness.value(),
        }

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back, even one with numbers that are none."""
        numbers = drafts.part(draft, "numbers")
        for name, field in self.numbers.items():
            text, again = [*drafts.texts(numbers.get(name)), "", ""][:2]
            field.set_text(text, again)
        self.oxygen.set_value(drafts.one_of(Oxygen, draft.get("oxygen")))
        self.support.set_value(drafts.one_of(Support, draft.get("support")))
        self.vasopressin.setChecked(drafts.flag(draft.get("vasopressin")) is True)
        self.consciousness.set_value(drafts.one_of(Acvpu, draft.get("consciousness")))
        self._show_flow()

    def _has_flow(self) -> bool:
        return self.oxygen.value() in WITH_FLOW

    def _check_device(self, flow: Decimal | None) -> tuple[Finding, ...]:
        return limits.check_flow(self.oxygen.value(), flow)

    def _show_flow(self) -> None:
        """Ask for a flow only where the device has one, and by what that device can give."""
        self._suggest_flow()
        self.oxygen_flow.look_again()
        if not self._has_flow():
            self.oxygen_flow.again.hide()
        for box in (self.oxygen_flow, self.flow_unit):
            box.setVisible(self._has_flow())
        for label in (self.oxygen_flow.last, self.oxygen_flow.remark):
            label.setVisible(self._has_flow() and bool(label.text()))

    def _on_device(self) -> None:
        self._show_flow()
        self.edited.emit()

    def _on_edited(self) -> None:
        self.edited.emit()

    def _on_systolic(self, typed: str) -> None:
        """Let 120/80 fill both fields."""
        upper, stroke, lower = typed.partition("/")
        if stroke:
            self.systolic.set_text(upper)
            self.diastolic.set_text(lower)
            self.diastolic.setFocus(Qt.FocusReason.TabFocusReason)


def _last(last: Last | None, now: datetime, zone: tzinfo) -> str:
    if last is None:
        return ""
    return _("last {value} at {at}").format(
        value=formats.number(last.value), at=formats.moment_near(last.at, now, zone)
    )


def _last_pressure(last: Mapping[str, Last], now: datetime, zone: tzinfo) -> str:
    upper, lower = last.get("systolic"), last.get("diastolic")
    if upper is None or lower is None or upper.at != lower.at:
        return _last(upper, now, zone)
    return _("last {systolic} / {diastolic} at {at}").format(
        systolic=formats.number(upper.value),
        diastolic=formats.number(lower.value),
        at=formats.moment_near(upper.at, now, zone),
    )
