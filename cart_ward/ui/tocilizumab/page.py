"""The tocilizumab page of one patient: what is next stands open, the rules stand beside it."""

from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cart_ward.care import dosing as dosing_rules
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.tocilizumab import CEILING
from cart_ward.errors import CartWardError, Conflict, Finding, stops
from cart_ward.i18n import _, formats
from cart_ward.ui import theme
from cart_ward.ui.forms import saying
from cart_ward.ui.forms.charting import TWO_COLUMNS, close_together, scroll_body
from cart_ward.ui.forms.deviation import DeviationForm
from cart_ward.ui.forms.give_dose import StartForm
from cart_ward.ui.forms.naming import named
from cart_ward.ui.forms.order import OrderForm
from cart_ward.ui.forms.prepare import PrepareForm
from cart_ward.ui.forms.signing import SignedForm
from cart_ward.ui.forms.stop_order import StopOrderForm
from cart_ward.ui.forms.weight import WeightForm
from cart_ward.ui.navigation import Navigator, Page
from cart_ward.ui.station import Station
from cart_ward.ui.tocilizumab import dosing, rules, story, workbench
from cart_ward.ui.tocilizumab.checks_panel import ChecksPanel
from cart_ward.ui.tocilizumab.course_card import CourseCard
from cart_ward.ui.tocilizumab.steps import StepStrip, Who, names
from cart_ward.ui.tocilizumab.stock_card import StockCard
from cart_ward.ui.tocilizumab.story import DoseStory, Stage
from cart_ward.ui.tocilizumab.workbench import FormKey
from cart_ward.ui.widgets.card import Card, clear
from cart_ward.ui.widgets.flow import FlowLayout
from cart_ward.ui.widgets.focus_frame import framed
from cart_ward.ui.widgets.folding import Folding, column_of, drawn_width, large_text, page_margins
from cart_ward.ui.widgets.patient_banner import PatientBanner

SHOWN_KINDS = frozenset({"stock_move"})
"""Kinds that concern the page although they belong to no patient."""


class TocilizumabPage(Page):
    """Banner, the five steps, the open form at the left; checks, course and vials at the right."""

    def __init__(self, station: Station, navigator: Navigator, admission_id: AdmissionId) -> None:
        super().__init__()
        self._station, self._navigator, self._admission_id = station, navigator, admission_id
        self._left = False
        self._wanted: Stage | None = None
        self._key: FormKey | None = None
        self._minute: datetime | None = None
        self._findings: tuple[Finding, ...] | None = None
        self._area: QScrollArea | None = None
        self.form: SignedForm | None = None
        self.stop_form: StopOrderForm | None = None
        self.deviation: DeviationForm | None = None
        self.weight: WeightForm | None = None
        self.strip = StepStrip()
        self.card = Card()
        if large_text():
            close_together(self.card)
            theme.role(self.card.title, "strong")
        self.checks = ChecksPanel()
        self.course = CourseCard(station)
        self.stock = StockCard(station)
        self.stop_button = named(QPushButton(_("Stop this order…")), "stop_order")
        self.deviation_button = named(QPushButton(_("Chart a deviation…")), "deviation")
        self.weight_button = named(QPushButton(_("Record the weight…")), "weigh")
        self._lay_out()
        self.strip.stage_chosen.connect(self._on_stage)
        self.stop_button.clicked.connect(self._on_stop)
        self.deviation_button.clicked.connect(self._on_deviation)
        self.weight_button.clicked.connect(self._on_weight)
        station.ward_changed.connect(self._on_ward_changed)
        station.ticked.connect(self._on_tick)
        self.refresh()

    def _lay_out(self) -> None:
        banner = PatientBanner(self._station, self._admission_id)
        right = QVBoxLayout()
        foot = QWidget()
        flow = FlowLayout(foot, spacing=8)
        flow.addWidget(self.deviation_button)
        flow.addWidget(self.weight_button)
        self.checks.foot.addWidget(foot)
        for card in (self.course, self.checks, self.stock):
            right.addWidget(card)
        right.addStretch(1)
        side = _scrolled(right, _("Course, checks and vials"))
        self._folding = Folding(side)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.card, 65)
        columns.addWidget(side, 35)
        self._whole = whole = QVBoxLayout(self)
        page_margins(whole)
        whole.addWidget(banner)
        whole.addWidget(self.strip)
        whole.addLayout(columns, 1)

    def title(self) -> str:
        """Return the heading: which dose of how many."""
        told = self.told()
        if told is None:
            return _("Tocilizumab")
        return _("Tocilizumab · dose {number} of {ceiling}").format(
            number=told.number, ceiling=CEILING
        )

    def admission(self) -> AdmissionId | None:
        """Return whose page this is."""
        return self._admission_id

    def told(self) -> DoseStory | None:
        """Return the story of the dose in hand, or None once the patient has left."""
        chart = self._station.snapshot.charts.get(self._admission_id)
        if chart is None:
            return None
        now = self._station.now()
        course = self._station.status(self._admission_id).course
        found = story.story(chart, course, now)
        if self._wanted is Stage.RESPOND and found.stage is Stage.ORDER:
            return story.last_dose(chart, course) or found
        if self._wanted is Stage.ORDER and found.stage is Stage.RESPOND:
            return story.next_dose(course)
        return found

    def refresh(self) -> None:
        """Look again; the form under the hand stays while it is about the same thing."""
        told = self.told()
        if told is None:
            self._show_left()
            return
        stage = self._wanted if self._wanted in told.open_stages else told.stage
        who = Who(self._station.snapshot, self._station.now(), self._station.zone)
        self.strip.show_story(told, stage or told.stage, who)
        key = workbench.key_of(told, stage or told.stage)
        if key != self._key:
            self._open(key, told, who)
        elif self.form is not None:
            self.form.refresh()
            self._ask_again(self.form, told)
        self._show_sides()

    def _open(self, key: FormKey, told: DoseStory, who: Who) -> None:
        self._close_forms()
        self._key = key
        self.card.set_title(
            _("{number} {name}").format(number=int(key.stage), name=names()[key.stage])
        )
        form = workbench.form_for(self._station, self._admission_id, told, key.stage)
        self._show_form(form)
        above = workbench.above(self._station, self._admission_id, told, key.stage, who)
        for place, widget in enumerate(above):
            self._fields.insertWidget(place, widget)
        self._findings = None
        if isinstance(form, OrderForm):
            form.ruled.connect(self._on_ruled)
            self._findings = form.findings
        else:
            self._ask_again(form, told)
        self.stop_button.setVisible(told.order is not None and told.dose is None)
        if told.order is not None and told.dose is None:
            self.stop_form = StopOrderForm(self._station, self._admission_id, told.order.id)
            self.stop_form.setVisible(False)
            self.stop_form.signed.connect(self._on_signed)
            self.stop_form.refused.connect(self._on_refused)
            form.buttons.insertWidget(0, self.stop_button)
            self._fields.insertWidget(self._fields.count() - 1, self.stop_form)

    def _show_form(self, form: SignedForm) -> None:
        self.form = form
        form.signed.connect(self._on_signed)
        form.refused.connect(self._on_refused)
        self._put(form)

    def _put(self, form: SignedForm) -> None:
        """Show a form; its fields scroll, its buttons do not."""
        self._area = scroll_body(form)
        self._fields = column_of(self._area)
        self.card.body.addWidget(form, 1)
        self._fold()

    def _fold(self) -> None:
        """Let steps and checks scroll with the fields where large text leaves no room for them."""
        narrow = drawn_width(self) < TWO_COLUMNS
        area = self._area if narrow else None
        self._folding.fold(area)
        self.strip.fold(narrow=area is not None)
        if area is not None:
            column_of(area).insertWidget(0, self.strip)
        elif self._whole.indexOf(self.strip) < 0:
            self._whole.insertWidget(1, self.strip)
            for form in (self.form, self.deviation, self.weight):
                if form is not None:
                    form.put_buttons_last()

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Stand in one column where large text leaves no room for two."""
        super().resizeEvent(event)
        self._fold()

    def _close_forms(self) -> None:
        self.stop_button.setParent(self)
        self.stop_button.setVisible(False)
        for form in (self.form, self.stop_form, self.deviation, self.weight):
            if form is not None:
                form.leave()
        self.form = self.stop_form = self.deviation = self.weight = None
        self._area = None
        self._fold()
        clear(self.card.body)

    def _show_sides(self) -> None:
        status = self._station.status(self._admission_id)
        dose = dosing.calculated(status)
        zone = self._station.zone
        if self._findings is None:
            self.checks.show_remarks(rules.not_asked())
        else:
            hit = frozenset(finding.code for finding in self._findings)
            kept = rules.kept(status, dose, hit, zone)
            self.checks.show_remarks(rules.remarks(self._findings, kept, zone))
        self.course.show_course(status)
        self.stock.show_levels(dose)

    def _show_left(self) -> None:
        """Close every form: for a patient who has left the ward nothing is signed here."""
        self._close_forms()
        self._key = None
        self.card.set_title(_("This patient has left the ward."))

    def _on_ruled(self, findings: tuple[Finding, ...]) -> None:
        self._findings = findings
        self._show_sides()

    def _ask_again(self, form: SignedForm, told: DoseStory) -> None:
        """Ask the rules about the signed order before it is prepared and before it starts."""
        order = told.order
        if order is None or not isinstance(form, PrepareForm | StartForm):
            return

        def ask(desk: Desk) -> tuple[Finding, ...]:
            with desk.store.read() as reading:
                chart = reading.chart(self._admission_id)
                now, clock = desk.clock.now(), desk.clock.drift
                return dosing_rules.again(reading, chart, now, desk.zone, order, clock)

        def answered(findings: tuple[Finding, ...]) -> None:
            if form is self.form:
                form.forbid(forbidden=bool(stops(findings)))
                self._on_ruled(findings)

        self._station.ask(ask, answered, form.fail)

    def _on_stage(self, stage: Stage) -> None:
        self._wanted = stage
        self._key = None if self._is_aside() else self._key
        self.refresh()

    def _on_stop(self) -> None:
        if self.stop_form is not None:
            self.stop_form.setVisible(self.stop_form.isHidden())
            self.stop_form.reason.setFocus()

    def _on_deviation(self) -> None:
        """Open the deviation form in place of the step; pressed again, the step comes back."""
        if self.deviation is not None:
            self._back_to_step()
            return
        form = DeviationForm(self._station, self._admission_id)
        self._open_aside(_("Deviation: a dose already given"), form)
        self.deviation = form

    def _on_weight(self) -> None:
        """Open the weight form in place of the step; pressed again, the step comes back."""
        if self.weight is not None or self._admission_id not in self._station.snapshot.charts:
            self._back_to_step()
            return
        form = WeightForm(self._station, self._admission_id)
        self._open_aside(_("Weight"), form)
        self.weight = form

    def _open_aside(self, title: str, form: SignedForm) -> None:
        self._close_forms()
        self._key = None
        self.card.set_title(title)
        form.signed.connect(self._on_signed)
        self._put(form)
        QTimer.singleShot(0, form, form.focus_first)

    def _back_to_step(self) -> None:
        self._key = None
        self.refresh()

    def _is_aside(self) -> bool:
        """Tell whether a form that is no step stands open."""
        return self.deviation is not None or self.weight is not None

    def _on_signed(self, _changes: Changes) -> None:
        """Go on to what is next and say that it is on disk."""
        self._wanted = None
        self._key = None
        at = formats.clock_seconds(self._station.snapshot.read_at, self._station.zone)
        self._navigator.tell(_("Saved {time}").format(time=at))
        self.refresh()
        # The new form is shown by the next turn of the event loop.
        QTimer.singleShot(0, self, self._focus)

    def _on_refused(self, error: CartWardError) -> None:
        """Look at the ward again where somebody was faster; the reason stays on the screen."""
        if isinstance(error, Conflict) and not self._left:
            self._navigator.tell(saying.failure(error, self._station.zone), good=False, here=True)
            self._station.read_again(self._on_unread)

    def _on_unread(self, error: CartWardError) -> None:
        self._navigator.tell(saying.failure(error, self._station.zone), good=False, here=True)

    def _focus(self) -> None:
        if self.form is not None and not self._left:
            self.form.focus_first()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first field of what is next."""
        super().showEvent(event)
        # After this turn: the frame puts the focus on the page once it is shown.
        QTimer.singleShot(0, self, self._focus)

    def _on_ward_changed(self, changes: Changes) -> None:
        """Look again when this patient or the shelf changed; a form set aside is left alone."""
        mine = self._admission_id in changes.admissions or changes.kinds & SHOWN_KINDS
        if self._left or not mine or self._is_aside() or self._is_signing():
            return
        self.refresh()

    def _is_signing(self) -> bool:
        """Tell whether a form here waits for its own answer; `signed` brings the rest."""
        return any(f is not None and f.busy for f in (self.form, self.stop_form))

    def _on_tick(self, now: object) -> None:
        """Count down each second; ask the rules again each minute."""
        if self._left or not isinstance(now, datetime) or self.told() is None:
            return
        self.course.show_next(self._station.status(self._admission_id), now)
        minute = now.replace(second=0, microsecond=0)
        if self._minute is not None and minute != self._minute and not self._is_aside():
            self.refresh()
        self._minute = minute

    def draft(self) -> dict[str, object]:
        """Return what was typed and not signed."""
        if self.deviation is not None:
            return {"deviation": self.deviation.draft()}
        typed = {} if self.form is None else self.form.draft()
        return {"stage": int(self._key.stage), "form": typed} if typed and self._key else {}

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back if it is still about the step that is open."""
        deviation, form = draft.get("deviation"), draft.get("form")
        if isinstance(deviation, dict):
            self._on_deviation()
            if self.deviation is not None:
                self.deviation.restore(deviation)
        elif isinstance(form, dict) and self.form is not None and self._is_open(draft):
            self.form.restore(form)

    def identified(self, hospital_no: str) -> None:
        """Take a scanned wristband for the number that is asked for."""
        if isinstance(self.form, OrderForm | StartForm):
            self.form.identity.field.set_text(hospital_no)

    def _is_open(self, draft: dict[str, object]) -> bool:
        return self._key is not None and draft.get("stage") == int(self._key.stage)

    def leave(self) -> None:
        """Stop listening."""
        self._left = True
        for form in (self.form, self.stop_form, self.deviation, self.weight, self.stock.form):
            if form is not None:
                form.leave()


def _scrolled(column: QVBoxLayout, name: str) -> QScrollArea:
    """Return a column that scrolls, by keys too: much of it is only to be read."""
    holder = QWidget()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    holder.setLayout(column)
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setWidget(holder)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return framed(area)
