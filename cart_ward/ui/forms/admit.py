"""Admit a patient: who it is, what the banner must show, which bed, product and protocol."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cart_ward.care.admissions import CODE_STATUS, AdmitPatient, admit
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.clinical import limits, timing
from cart_ward.clinical.people import BedId, Name, ProductId, ProtocolVersionId, Sex
from cart_ward.errors import CartWardError, Finding, stops
from cart_ward.i18n import _, formats, wording
from cart_ward.ui.forms import choices, drafts, saying, typed
from cart_ward.ui.forms.again import Again
from cart_ward.ui.forms.figure_field import FigureField
from cart_ward.ui.forms.line_field import LineField, beside, row
from cart_ward.ui.forms.signing import Missing, SignedForm, required, time_missing
from cart_ward.ui.forms.tick import Tick
from cart_ward.ui.navigation import Navigator, Page
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card, line
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.time_field import TimeField


class AdmitForm(SignedForm):
    """One new stay; everything that the banner shows is asked for here."""

    def __init__(self, station: Station) -> None:
        super().__init__(station, _("Admit the patient"))
        self._make_person()
        self._make_stay()
        who, stay = Card(_("Who")), Card(_("Stay"))
        self._fill_who(who)
        self._fill_stay(stay)
        self.body.addWidget(_scrolled(beside(who, stay)), 1)
        self._fields: dict[str, LineField] = {
            "hospital_no": self.number,
            "name": self.family_zh,
            "birth_date": self.birth_date,
            "weight": self.weight,
            "kilograms": self.weight,
            "allergies": self.allergies,
            "infused_at": self.infused,
        }
        self._connect()

    def _make_person(self) -> None:
        self.family_zh = LineField("family_zh", _("Family name, Chinese"))
        self.given_zh = LineField("given_zh", _("Given name, Chinese"))
        self.family_latin = LineField("family_latin", _("Family name, Latin letters"))
        self.given_latin = LineField("given_latin", _("Given name, Latin letters"))
        self.number = LineField("hospital_no", _("Hospital number (MRN)"))
        self.birth_date = LineField("birth_date", _("Birth date"), hint="1965-06-02")
        self.sex: ChoiceRow[Sex] = ChoiceRow(
            [(s, wording.say(f"words.Sex.{s.value}")) for s in Sex], name="sex"
        )
        self.sex.name_buttons(_("Sex"))
        self.weight = FigureField("weight", _("Weight"), _("kg"), decimals=1)
        self.weight_again = Again(self.weight)
        self.measured: ChoiceRow[bool] = ChoiceRow(
            [(True, _("Measured")), (False, _("Stated"))], name="measured"
        )
        self.measured.name_buttons(_("Weight"))
        self.allergies = LineField("allergies", _("Allergies, separated by commas"))
        self.no_allergy = Tick("no_known_allergy", _("No known allergies"))

    def _make_stay(self) -> None:
        self.code_status: ChoiceRow[str] = ChoiceRow(
            [(CODE_STATUS[0], _("Full code")), (CODE_STATUS[1], _("Do not resuscitate"))],
            name="code_status",
        )
        self.code_status.name_buttons(_("Code status"))
        self.diagnosis = LineField("diagnosis", _("Diagnosis"))
        self.bed = choices.Choice("bed", _("Bed"), choices.free_beds(self.station))
        self.product = choices.Choice("product", _("Product"), choices.products(self.station))
        self.protocol = choices.Choice(
            "protocol", _("Monitoring protocol"), choices.protocols(self.station)
        )
        self.infused = LineField(
            "infused_at", _("Infusion began (empty: not yet)"), hint="2026-11-22 14:05"
        )
        self.infused_again = Again(self.infused)
        self.admitted = TimeField(self.station, label=_("Admitted {time}"))

    def _fill_who(self, card: Card) -> None:
        for widget in (
            row(self.family_zh, self.given_zh),
            row(self.family_latin, self.given_latin),
            row(self.number, self.birth_date),
            line(_("Sex"), "label"),
            self.sex,
            row(self.weight, _under(_("Weight was"), self.measured)),
            self.weight_again,
            row(self.allergies, _under("", self.no_allergy)),
        ):
            card.body.addWidget(widget)
        card.body.addStretch(1)

    def _fill_stay(self, card: Card) -> None:
        for widget in (
            row(self.bed, self.product),
            self.protocol,
            self.diagnosis,
            line(_("Code status"), "label"),
            self.code_status,
            self.infused,
            self.infused_again,
            self.admitted,
        ):
            card.body.addWidget(widget)
        card.body.addStretch(1)

    def _lines(self) -> tuple[LineField, ...]:
        return (
            self.family_zh,
            self.given_zh,
            self.family_latin,
            self.given_latin,
            self.number,
            self.birth_date,
            self.weight,
            self.allergies,
            self.diagnosis,
            self.infused,
        )

    def _connect(self) -> None:
        for field in (*self._lines(), self.weight_again, self.infused_again):
            field.edited.connect(self.touched)
        for choice in (self.bed, self.product, self.protocol):
            choice.chosen.connect(self.touched)
        for each in (self.sex, self.measured, self.code_status):
            each.chosen.connect(self.touched)
            each.left.connect(self.focusNextChild)
        self.no_allergy.toggled.connect(self.touched)
        self.admitted.edited.connect(self.touched)
        self.admitted.left.connect(self.go_on)

    def touched(self, *what: object) -> None:
        """Note that something was typed, and ask again for what is unlikely."""
        self._ask_again()
        super().touched(*what)

    def _ask_again(self) -> None:
        """Ask for an unlikely weight, and for a day 0 long before the admission, a second time."""
        zone, now = self.station.zone, self.station.now()
        today = now.astimezone(zone).date()
        born = typed.birth_date(self.birth_date.text(), today).value
        kilograms, began = self.weight.value(), typed.moment(self.infused.text(), zone, now).value
        found: tuple[Finding, ...] = ()
        if kilograms is not None and born is not None:
            found = limits.check_weight(kilograms, None, timing.age_years(born, today))
        self.weight_again.ask(saying.warning(found, zone))
        odd = () if began is None else limits.check_infusion(began, self.admitted.taken_at())
        self.infused_again.ask(saying.warning(odd, zone))

    def name(self) -> Name:
        """Return the name as typed."""
        return Name(
            family_zh=self.family_zh.text(),
            given_zh=self.given_zh.text(),
            family_latin=self.family_latin.text(),
            given_latin=self.given_latin.text(),
        )

    def allergy_list(self) -> tuple[str, ...]:
        """Return the allergies as typed, one by one."""
        text = self.allergies.text()
        for separator in ("，", "、", ";", "；"):
            text = text.replace(separator, ",")
        return tuple(part.strip() for part in text.split(",") if part.strip())

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right, field by field."""
        self._ask_again()
        return (*self._missing_person(), *self._missing_safety(), *self._missing_stay())

    def _missing_person(self) -> list[Missing]:
        found: list[Missing] = []
        if not self.name().both:
            found.append((self.family_zh, _("Type the name, in Chinese or in Latin letters.")))
        if not self.number.text():
            found.append((self.number, required(self.number.label)))
        today = self.station.now().astimezone(self.station.zone).date()
        born = typed.birth_date(self.birth_date.text(), today)
        self.birth_date.complain(born.complaint)
        if born.value is None:
            found.append((self.birth_date, born.complaint or required(self.birth_date.label)))
        if self.sex.value() is None:
            found.append((self.sex, _("Choose the sex, or unknown.")))
        return found

    def _missing_safety(self) -> list[Missing]:
        found: list[Missing] = []
        if problem := self._weight_problem():
            found.append((self.weight, problem))
        found += self.weight_again.missing()
        if self.weight.value() is not None and self.measured.value() is None:
            found.append((self.measured, _("Say whether the weight was measured or stated.")))
        if self.no_allergy.is_ticked() and self.allergy_list():
            found.append(
                (self.allergies, _("Allergies are named and “no known allergies” is ticked."))
            )
        if not self.no_allergy.is_ticked() and not self.allergy_list():
            found.append((self.allergies, _("Name the allergies, or tick “no known allergies”.")))
        return found

    def _weight_problem(self) -> str:
        if problem := self.weight.problem():
            return problem
        kilograms = self.weight.value()
        if kilograms is None:
            return ""
        found = stops(limits.check_weight(kilograms, None))
        problem = "\n".join(saying.finding(f, self.station.zone) for f in found)
        self.weight.complain(problem)
        return problem

    def _missing_stay(self) -> list[Missing]:
        found: list[Missing] = [
            (choice, _("{field}: choose one.").format(field=choice.label))
            for choice in (self.bed, self.product, self.protocol)
            if choice.value() is None
        ]
        began = typed.moment(self.infused.text(), self.station.zone, self.station.now())
        self.infused.complain(began.complaint)
        if began.complaint:
            found.append((self.infused, began.complaint))
        found += self.infused_again.missing()
        if self.admitted.blocked():
            found.append(time_missing(self.admitted, _("Admitted: put the time right.")))
        return found

    def act(self) -> Callable[[Desk], Changes]:
        """Return the admission."""
        zone, now = self.station.zone, self.station.now()
        born = typed.birth_date(self.birth_date.text(), now.astimezone(zone).date()).value
        bed, product, protocol = (c.value() for c in (self.bed, self.product, self.protocol))
        if born is None or bed is None or product is None or protocol is None:
            raise ValueError("asked before everything was typed")
        command = AdmitPatient(
            hospital_no=self.number.text(),
            name=self.name(),
            birth_date=born,
            sex=self.sex.value() or Sex.UNKNOWN,
            bed_id=BedId(bed),
            product_id=ProductId(product),
            protocol_version_id=ProtocolVersionId(protocol),
            weight=self.weight.value(),
            weight_measured=self.measured.value() is True,
            allergies=self.allergy_list(),
            no_known_allergy=self.no_allergy.is_ticked(),
            code_status=self.code_status.value() or "",
            diagnosis=self.diagnosis.text(),
            infused_at=typed.moment(self.infused.text(), zone, now).value,
            admitted_at=self.admitted.taken_at(),
            late_reason=self.admitted.late_reason(),
            token=self.token,
        )
        return partial(admit, command=command)

    def fail(self, error: CartWardError) -> None:
        """Say why nothing was saved, each reason at its field."""
        super().fail(error)
        for finding in () if self.left else error.findings:
            if (field := self._fields.get(finding.field)) is not None:
                field.complain(saying.finding(finding, self.station.zone))

    def draft(self) -> dict[str, object]:
        """Return what was typed; nothing if nothing was."""
        lines = {field.line.objectName(): field.text() for field in self._lines()}
        admitted = self.admitted.draft()
        if not any(lines.values()) and not admitted:
            return {}
        sex = self.sex.value()
        return {
            "token": self.token,
            "lines": lines,
            "sex": None if sex is None else sex.value,
            "measured": self.measured.value(),
            "no_allergy": self.no_allergy.is_ticked(),
            "code_status": self.code_status.value(),
            "bed": self.bed.value(),
            "product": self.product.value(),
            "protocol": self.protocol.value(),
            "admitted": admitted,
        }

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        lines = drafts.part(draft, "lines")
        for field in self._lines():
            field.set_text(drafts.text(lines.get(field.line.objectName())))
        self.sex.set_value(drafts.one_of(Sex, draft.get("sex")))
        self.measured.set_value(drafts.flag(draft.get("measured")))
        self.no_allergy.set_ticked(ticked=draft.get("no_allergy") is True)
        code_status = drafts.text(draft.get("code_status"))
        self.code_status.set_value(code_status if code_status in CODE_STATUS else None)
        for name, choice in (
            ("bed", self.bed),
            ("product", self.product),
            ("protocol", self.protocol),
        ):
            choice.choose(draft.get(name))
        self.admitted.restore(drafts.part(draft, "admitted"))
        self.token = drafts.text(draft.get("token")) or self.token


def _under(label: str, widget: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(line(label, "label"))
    column.addWidget(widget)
    column.addStretch(1)
    return holder


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(widget)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have the focus, and scroll it along
    return area


class AdmitPage(Page):
    """The admission form as a page."""

    def __init__(self, station: Station, navigator: Navigator) -> None:
        super().__init__()
        self._station, self._navigator = station, navigator
        self.form = AdmitForm(station)
        self.form.signed.connect(self._on_signed)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.addWidget(self.form)
        self.begin_at(self.form.family_zh)

    def title(self) -> str:
        """Return the heading."""
        return _("Admit a patient")

    def draft(self) -> dict[str, object]:
        """Return what was typed and not signed."""
        return self.form.draft()

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        self.form.restore(draft)

    def leave(self) -> None:
        """Stop listening."""
        self.form.leave()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first field."""
        super().showEvent(event)
        self.form.focus_first()

    def _on_signed(self, changes: Changes) -> None:
        """Go to the new patient."""
        at = formats.clock_seconds(self._station.snapshot.read_at, self._station.zone)
        self._navigator.tell(_("Saved {time}").format(time=at))
        for admission_id in changes.admissions:
            self._navigator.show_patient(admission_id)
