"""The order of a tocilizumab dose, with the rules asked on every change."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cart_ward.care.changes import Changes
from cart_ward.care.medication import OrderTocilizumab, order_tocilizumab, rulings
from cart_ward.care.ports import Desk
from cart_ward.clinical.people import AdmissionId, Role, StaffId
from cart_ward.clinical.tocilizumab import Calculated
from cart_ward.clinical.vocabulary import Route
from cart_ward.errors import Finding, stops, warns
from cart_ward.i18n import _, wording
from cart_ward.ui import theme
from cart_ward.ui.forms.figure_field import FigureField
from cart_ward.ui.forms.line_field import LineField, row
from cart_ward.ui.forms.person_proof import PersonChoice, people
from cart_ward.ui.forms.signing import Missing, SignedForm, required
from cart_ward.ui.forms.tick import Tick
from cart_ward.ui.station import Station
from cart_ward.ui.tocilizumab import dosing, figures
from cart_ward.ui.tocilizumab.identity import IdentityField
from cart_ward.ui.widgets.card import clear
from cart_ward.ui.widgets.choice_row import ChoiceRow

ROUTES = (Route.IV_INFUSION, Route.IV_PUSH, Route.SC)
"""What can be ordered; all but the first are stopped by a rule, and said to be."""

PHYSICIANS = frozenset({Role.PHYSICIAN})


class OrderForm(SignedForm):
    """Who orders what, why; signing is impossible while a stop rule holds.

    Signal: `ruled(tuple[Finding, ...])` when the rules have answered for what is typed now.
    """

    ruled = Signal(object)

    def __init__(self, station: Station, admission_id: AdmissionId) -> None:
        super().__init__(station, _("Sign the order"))
        self.admission_id = admission_id
        self.findings: tuple[Finding, ...] | None = None
        self._asked = 0
        status = station.status(admission_id)
        self.calculated: Calculated | None = dosing.calculated(status)
        self.prescriber = PersonChoice("prescriber", _("Prescriber"), people(station, PHYSICIANS))
        self.dose = FigureField("dose", _("Ordered dose"), _("mg"), decimals=1)
        self.duration = FigureField("duration", _("Over"), _("min"), decimals=0)
        self.route: ChoiceRow[Route] = ChoiceRow(
            [(r, wording.say(f"words.Route.{r.value}")) for r in ROUTES],
            allow_none=False,
            name="route",
        )
        self.route.name_buttons(_("Route"))
        self.infection = Tick("infection", _("Active infection, not controlled"))
        self.read_back = Tick("read_back", _("Verbal order: read back and confirmed"))
        self.indication = LineField("indication", _("Indication, with the grade"))
        self.reason = LineField("reason", _("Reason for passing the warnings"))
        self.identity = IdentityField(status.admission.patient)
        self._lay_out()
        self._preset()
        self._connect()
        self.ask_rules()

    def _lay_out(self) -> None:
        who = QWidget()
        column = QVBoxLayout(who)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        caption = theme.role(QLabel(_("Prescriber")), "label")
        caption.setBuddy(self.prescriber)
        column.addWidget(caption)
        column.addWidget(self.prescriber)
        column.addStretch(1)
        self.figures = QVBoxLayout()
        self.body.addLayout(self.figures)
        self._show_figures()
        self.body.addWidget(row(who, self.dose, self.duration, stretch=(4, 3, 2)))
        self.body.addWidget(row(self.route, self.infection, stretch=(5, 4)))
        self.body.addWidget(self.read_back)
        self.body.addWidget(row(self.indication, self.reason))
        self.body.addWidget(self.identity)

    def _preset(self) -> None:
        """Offer what the rule says; the prescriber may order otherwise."""
        self.route.set_value(Route.IV_INFUSION)
        self.duration.set_value(60)
        self.dose.set_value(None if self.calculated is None else self.calculated.dose_mg)
        actor = self.station.actor
        if actor is not None and actor.role is Role.PHYSICIAN:
            self.prescriber.choose(actor.staff_id)
        self._show_verbal()
        self.reason.setVisible(False)

    def _connect(self) -> None:
        for field in (self.dose, self.duration):
            field.edited.connect(self._on_ruling_input)
        self.route.chosen.connect(self._on_ruling_input)
        self.route.left.connect(self.indication.setFocus)
        self.infection.toggled.connect(self._on_ruling_input)
        self.prescriber.currentIndexChanged.connect(self._on_ruling_input)
        self.prescriber.currentIndexChanged.connect(self._show_verbal)
        self.read_back.toggled.connect(self.touched)
        for line in (self.indication, self.reason):
            line.edited.connect(self.touched)
        self.identity.edited.connect(self.touched)

    def _is_verbal(self) -> bool:
        actor, prescriber = self.station.actor, self.prescriber.staff_id()
        return actor is None or prescriber is None or actor.staff_id != prescriber

    def _show_verbal(self, *_what: object) -> None:
        self.read_back.setVisible(self._is_verbal())

    def _on_ruling_input(self, *_what: object) -> None:
        self.touched()
        self.ask_rules()

    def ask_rules(self) -> None:
        """Ask what the rules say to the order as typed; only the last question counts."""
        self._asked += 1
        self.station.ask(
            partial(rulings, command=self._command()),
            partial(self._on_ruled, self._asked),
            self.fail,
        )

    def _on_ruled(self, asked: int, findings: tuple[Finding, ...]) -> None:
        if asked != self._asked or self.left:
            return
        self.findings = findings
        self.reason.setVisible(bool(warns(findings)))
        self.show_readiness()
        self.ruled.emit(findings)

    def refresh(self) -> None:
        """Look again: time has passed or the chart has moved on."""
        self._reckon_again()
        self.ask_rules()

    def _reckon_again(self) -> None:
        """Take a new weight over: what is shown is what will be ordered."""
        status = self.station.status(self.admission_id)
        before, self.calculated = self.calculated, dosing.calculated(status)
        if self.calculated == before:
            return
        clear(self.figures)
        self._show_figures()
        if before is None or self.dose.value() == before.dose_mg:
            self.dose.set_value(None if self.calculated is None else self.calculated.dose_mg)
        self.say(_("The weight has changed: the dose was worked out again. Look at it."))

    def _show_figures(self) -> None:
        status = self.station.status(self.admission_id)
        self.figures.addWidget(figures.calculated(status, self.calculated, self.station.zone))

    def blocked(self) -> bool:
        """Tell whether a rule stops it, or the rules have not answered yet."""
        return self.findings is None or bool(stops(self.findings))

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right."""
        found: list[Missing] = []
        if self.prescriber.staff_id() is None:
            found.append((self.prescriber, _("Choose the prescriber.")))
        found += [*self.dose.missing(), *self.duration.missing()]
        if not self.indication.text():
            found.append((self.indication, required(self.indication.label)))
        if self._is_verbal() and not self.read_back.is_ticked():
            found.append(
                (self.read_back, _("A verbal order is read back before it is signed: tick it."))
            )
        if warns(self.findings or ()) and not self.reason.text():
            found.append((self.reason, _("A warning stands: say why the dose is ordered.")))
        return (*found, *self.identity.missing())

    def _command(self) -> OrderTocilizumab:
        duration = self.duration.value()
        actor = self.station.desk.actor
        return OrderTocilizumab(
            admission_id=self.admission_id,
            dose_mg=self.dose.value(),
            route=self.route.value() or Route.NOT_STATED,
            duration_min=0 if duration is None else int(duration),
            active_infection=self.infection.is_ticked(),
            indication=self.indication.text(),
            prescriber_id=self.prescriber.staff_id() or actor.staff_id,
            verbal=self._is_verbal(),
            reason=self.reason.text() or None,
            token=self.token,
        )

    def act(self) -> Callable[[Desk], Changes]:
        """Return the order."""
        return partial(order_tocilizumab, command=self._command())

    def done(self, changes: Changes) -> None:
        """Ask for the wristband again next time."""
        self.identity.clear()
        super().done(changes)

    def draft(self) -> dict[str, object]:
        """Return what was typed, without the identity."""
        prescriber = self.prescriber.staff_id()
        route = self.route.value()
        return {
            "token": self.token,
            "prescriber": None if prescriber is None else int(prescriber),
            "dose": self.dose.text(),
            "duration": self.duration.text(),
            "route": None if route is None else route.value,
            "indication": self.indication.text(),
            "infection": self.infection.is_ticked(),
            "reason": self.reason.text(),
        }

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        prescriber = draft.get("prescriber")
        if isinstance(prescriber, int):
            self.prescriber.choose(StaffId(prescriber))
        self.dose.set_text(str(draft.get("dose", "")))
        self.duration.set_text(str(draft.get("duration", "")))
        if (route := draft.get("route")) is not None:
            self.route.set_value(Route(str(route)))
        self.indication.set_text(str(draft.get("indication", "")))
        self.infection.set_ticked(ticked=draft.get("infection") is True)
        self.reason.set_text(str(draft.get("reason", "")))
        self.token = str(draft.get("token", self.token))
        self.ask_rules()
