"""A drug given that was ordered elsewhere; some of them hide fever."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QWidget

from cart_ward.care import observations
from cart_ward.care.changes import Changes
from cart_ward.care.observations import RecordEntry
from cart_ward.care.ports import Desk
from cart_ward.clinical.masking import ON_BOARD
from cart_ward.clinical.medicines import DrugGiven
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import DrugKind, Route, Scale
from cart_ward.i18n import _, wording
from cart_ward.ui.forms import drafts, typed
from cart_ward.ui.forms.assess_first import AssessFirst
from cart_ward.ui.forms.line_field import LineField, row
from cart_ward.ui.forms.signing import Missing, required
from cart_ward.ui.forms.small_page import ShortForm, SmallPage
from cart_ward.ui.navigation import Navigator
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import line
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.number_field import malformed_sentence
from cart_ward.ui.widgets.number_text import Malformed, parse
from cart_ward.ui.widgets.time_field import TimeField

ROUTES = (Route.ORAL, Route.IV, Route.IV_INFUSION, Route.IV_PUSH, Route.RECTAL, Route.SC, Route.IM)
MORE_ROUTES = (Route.INTRATHECAL, Route.OTHER, Route.NOT_STATED)


class DrugForm(ShortForm):
    """Kind, name, dose, route, when; once, or every so many hours."""

    def __init__(self, station: Station, admission_id: AdmissionId) -> None:
        super().__init__(station, admission_id, _("Sign the drug given"))
        self.kind: ChoiceRow[DrugKind] = ChoiceRow(
            [(k, wording.say(f"words.DrugKind.{k.value}")) for k in DrugKind], name="kind"
        )
        self.kind.name_buttons(_("Kind of drug"))
        self.masks = line("", "warn")
        self.assess = AssessFirst()
        self.drug = LineField("drug", _("Drug"), hint=_("Generic name"))
        self.dose = LineField("dose", _("Dose (number only)"))
        self.unit = LineField("unit", _("Unit"), hint=_("mg"))
        self.route: ChoiceRow[Route] = ChoiceRow(
            [(r, wording.say(f"words.Route.{r.value}")) for r in (*ROUTES, *MORE_ROUTES)],
            name="route",
        )
        self.route.name_buttons(_("Route"))
        self.interval = LineField("interval", _("Repeated every … hours (empty: given once)"))
        self.until = LineField("until", _("Until (empty: not known)"), hint=_("2026-11-22 14:05"))
        self.time = TimeField(station, admission_id=admission_id, label=_("Given {time}"))
        for widget in (
            line(_("What kind of drug?"), "strong"),
            self.kind,
            self.masks,
            self.assess,
            self.drug,
            row(self.dose, self.unit),
            line(_("Route"), "strong"),
            self.route,
            row(self.interval, self.until),
            self.time,
        ):
            self.body.addWidget(widget)
        self._connect()

    def _connect(self) -> None:
        self.masks.hide()
        self.kind.chosen.connect(self._on_kind)
        self.route.chosen.connect(self.touched)
        for choice in (self.kind, self.route):
            choice.left.connect(self.focusNextChild)
        for field in self._lines().values():
            field.edited.connect(self.touched)
        self.time.edited.connect(self.touched)
        self.time.left.connect(self.go_on)
        self.assess.edited.connect(self.touched)
        self.station.ward_changed.connect(self._on_ward_changed)

    def _on_ward_changed(self, *_what: object) -> None:
        if not self.left:
            self.look()

    def look(self) -> None:
        """Look whether the fever that an antipyretic would hide was assessed."""
        chart = self.station.snapshot.charts.get(self.admission_id)
        chosen = self.kind.value() is DrugKind.ANTIPYRETIC
        self.assess.look(chart, self.time.taken_at(), antipyretic_chosen=chosen)

    def touched(self, *what: object) -> None:
        """Note that something was typed, and what it asks for first."""
        self.look()
        super().touched(*what)

    def _lines(self) -> dict[str, LineField]:
        return {
            "drug": self.drug,
            "dose": self.dose,
            "unit": self.unit,
            "interval": self.interval,
            "until": self.until,
        }

    def first_field(self) -> QWidget:
        """Return the kinds."""
        return self.kind

    def _on_kind(self) -> None:
        self._show_masking()
        self.touched()

    def _show_masking(self) -> None:
        hides = self.kind.value() in ON_BOARD
        self.masks.setText(
            _(
                "This drug hides fever: while it is on board, CRS is graded without asking for "
                "fever, and an open episode stays open."
            )
            if hides
            else ""
        )
        self.masks.setVisible(hides)

    def missing(self) -> tuple[Missing, ...]:
        """Return what is still asked for, in the order of the fields."""
        found: list[Missing] = []
        self.look()  # a temperature grows old while somebody types
        if self.kind.value() is None:
            found.append((self.kind, _("Choose what kind of drug it was.")))
        found += self.assess.missing()
        if not self.drug.text():
            found.append((self.drug, required(self.drug.label)))
        for field in (self.dose, self.interval):
            wrong = parse(field.text(), 3)
            if isinstance(wrong, Malformed):
                found.append((field, malformed_sentence(wrong, field.label, 3)))
        if self.dose.text() and not self.unit.text():
            found.append((self.unit, _("A dose needs its unit.")))
        if self.route.value() is None:
            found.append((self.route, _("Choose the route; “Not stated” is one of them.")))
        if complaint := self._until().complaint:
            found.append((self.until, complaint))
        if self.time.blocked():
            found.append((self.time, _("Put the time right, or say why it is recorded so late.")))
        return tuple(found)

    def _until(self) -> typed.Read[datetime]:
        """Read when a repeated drug ends; unlike what was observed it may lie ahead."""
        far = datetime.max.replace(tzinfo=self.station.now().tzinfo)
        return typed.moment(self.until.text(), self.station.zone, far)

    def act(self) -> Callable[[Desk], Changes]:
        """Return the act that charts the drug."""
        kind, route = self.kind.value(), self.route.value()
        body = DrugGiven(
            drug=self.drug.text(),
            kind=DrugKind.OTHER if kind is None else kind,
            dose=_number(self.dose),
            unit=self.unit.text() or None,
            route=Route.NOT_STATED if route is None else route,
            interval_hours=_number(self.interval),
            until=self._until().value,
        )
        command = RecordEntry(
            admission_id=self.admission_id,
            taken_at=self.time.taken_at(),
            body=body,
            late_reason=self.time.late_reason(),
            token=self.token,
            exception=self.assess.exception(),
        )
        return partial(observations.record_entry, command=command)

    def draft(self) -> dict[str, object]:
        """Return what was typed."""
        lines: dict[str, object] = {name: field.text() for name, field in self._lines().items()}
        time = self.time.draft()
        if not any(lines.values()) and self.kind.value() is None and not time:
            return {}
        return {
            **lines,
            **self.assess.draft(),
            "kind": self.kind.value(),
            "route": self.route.value(),
            "time": time,
        }

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        for name, field in self._lines().items():
            field.set_text(drafts.text(draft.get(name)))
        self.kind.set_value(drafts.one_of(DrugKind, draft.get("kind")))
        self.route.set_value(drafts.one_of(Route, draft.get("route")))
        by, because = (drafts.text(draft.get(n)) for n in ("ordered_by", "ordered_because"))
        self.assess.restore(by, because)
        self.time.restore(drafts.part(draft, "time"))
        self._show_masking()
        self.look()


def _number(field: LineField) -> Decimal | None:
    value = parse(field.text(), 3)
    return None if isinstance(value, Malformed) else value


class DrugPage(SmallPage):
    """A drug given to one patient."""

    def __init__(self, station: Station, navigator: Navigator, admission_id: AdmissionId) -> None:
        self.drug = DrugForm(station, admission_id)
        super().__init__(station, navigator, self.drug, _("Drug given"))
        self.drug.assess.vitals_wanted.connect(lambda: navigator.show_vitals(admission_id))
        self.drug.assess.grade_wanted.connect(lambda: navigator.show_grade(admission_id, Scale.CRS))
