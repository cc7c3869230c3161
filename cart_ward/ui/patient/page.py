"""One patient: who, how graded, what is due, what was last charted, and the whole course."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cart_ward.care.changes import Changes
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.observed import MonitoringPause
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import Check, EntryId, Scale
from cart_ward.errors import CartWardError
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms import saying
from cart_ward.ui.forms.charting import SIDE_WIDTH, TWO_COLUMNS, close_together, scrolled
from cart_ward.ui.forms.naming import named
from cart_ward.ui.forms.pause import chart_pause, saved_words
from cart_ward.ui.navigation import Navigator, Page
from cart_ward.ui.patient.due_card import DueCard
from cart_ward.ui.patient.grade_card import GradeCard
from cart_ward.ui.patient.history import history
from cart_ward.ui.patient.history_pane import HistoryPane
from cart_ward.ui.patient.history_view import HistoryView
from cart_ward.ui.patient.side import SideCards
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.flow import FlowLayout
from cart_ward.ui.widgets.folding import column_of, drawn_width, page_margins
from cart_ward.ui.widgets.patient_banner import PatientBanner
from cart_ward.ui.widgets.trend_data import trend
from cart_ward.ui.widgets.trend_moments import moments
from cart_ward.ui.widgets.trend_plot import TrendPlot

SOON = 100
"""Milliseconds after which the cards are made though no trend was seen."""

LOWEST = 340
"""Height in pixels, at 100 percent, under which trend or entries could not be read."""

ALL_HOURS = 0
"""Stands for "all" among the spans."""


def side_width() -> int:
    """Return the width of the right column; larger text needs more."""
    sizes = theme.current().sizes
    return round(SIDE_WIDTH * max(1.0, sizes.small / 17, sizes.percent / 100))


class PatientPage(Page):
    """Everything about one stay; built for one admission and never for another."""

    def __init__(self, station: Station, navigator: Navigator, admission_id: AdmissionId) -> None:
        super().__init__()
        self.station, self.navigator = station, navigator
        self._admission_id = admission_id
        self._left = False
        self._cards: SideCards | None = None
        self._listed: Chart | None = None
        theme.role(self, "page")
        self.banner = PatientBanner(station, admission_id, self)
        self.plot = TrendPlot(station.zone)
        self._pane: HistoryPane | None = None
        self.spans: ChoiceRow[int] = ChoiceRow(
            [(24, _("24 h")), (72, _("72 h")), (168, _("7 d")), (ALL_HOURS, _("All"))],
            allow_none=False,
            name="spans",
        )
        self.history_button = named(QPushButton(_("Entries  E")), "history")
        self.history_button.setAccessibleName(_("All entries, to read or to correct"))
        self.act_buttons: dict[str, QPushButton] = {}
        self._panes = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        """Put everything into its place, from the outside inwards.

        A widget is dressed again, with all it holds, each time what it stands in is moved.
        """
        whole = QVBoxLayout(self)
        page_margins(whole)
        whole.addWidget(self.banner)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        whole.addLayout(columns, 1)
        self._columns = columns
        self._course, self.side = Card(parent=self), QWidget(self)
        self._area: QScrollArea | None = None
        columns.addWidget(self._course, 1)
        columns.addWidget(self.side)
        self._panes.setMinimumHeight(theme.px(LOWEST))
        self.side.setFixedWidth(side_width())
        self._fill_course(self._course)

    @property
    def area(self) -> QScrollArea:
        """The area in which the trend stands above the cards; made where they need it."""
        if self._area is None:
            held, column = QApplication.focusWidget(), QVBoxLayout()
            self._area = scrolled(column)
            self._columns.insertWidget(0, self._area, 1)
            column.addWidget(self._course, 1)
            # The trend takes all the height there is, but never less than its scales need.
            for place, stretch in enumerate((1, 0)):
                column_of(self._area).setStretch(place, stretch)
            # Given another parent, a widget loses the keys.
            if held is not None and self._course.isAncestorOf(held):
                held.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._area

    @property
    def cards(self) -> SideCards:
        """The cards beside the trend.

        Made when somebody first asks for them, at the latest once the trend is seen: page and
        trend stand there in half the time, and no key waits for both.
        """
        if self._cards is None:
            made = self._cards = SideCards(self.station, self.side)
            for card in (made.crs, made.icans):
                card.grade_asked.connect(self._on_grade)
            made.due.entry_asked.connect(self.show_entry)
            made.due.resume_asked.connect(self._on_resume)
            made.due.not_done_asked.connect(self._on_not_done)
            self.refresh()
            # Filled first, then seen: else Qt would show each part in a turn of its own.
            made.area.show()
            self._fold()
        return self._cards

    @property
    def crs(self) -> GradeCard:
        """The card of the CRS grade."""
        return self.cards.crs

    @property
    def icans(self) -> GradeCard:
        """The card of the ICANS grade."""
        return self.cards.icans

    @property
    def due(self) -> DueCard:
        """The card of what is due."""
        return self.cards.due

    @property
    def latest(self) -> Card:
        """The card of what was charted last."""
        return self.cards.latest

    @Slot()
    def _complete(self) -> None:
        """Make what is not there yet, unless the page is left already."""
        if not self._left:
            self.cards.due.show_time(self.station.now())

    def showEvent(self, event: QShowEvent, /) -> None:
        """See to it that the cards come even where no trend is seen."""
        super().showEvent(event)
        self._completing.start(SOON)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Let the cards stand below the trend where large text leaves no room beside it."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        narrow = drawn_width(self) < TWO_COLUMNS
        drawn = self._panes.currentWidget() is self.plot
        if self._cards is not None:
            self._cards.folding.fold(self.area if narrow and drawn else None)
        # The entries are sentences: they take the whole width.
        self.side.setVisible(drawn and not narrow)

    def _fill_course(self, card: Card) -> None:
        close_together(card)
        buttons = QWidget(card)
        card.body.addWidget(buttons)
        card.body.addWidget(self._panes, 1)
        flow = FlowLayout(buttons)
        for name, label, act in self._acts():
            button = named(QPushButton(label, buttons), name)
            button.setAccessibleName(label)
            button.clicked.connect(act)
            self.act_buttons[name] = button
            flow.addWidget(button)
        theme.role(self.act_buttons["vitals"], "primary")
        self.history_button.setCheckable(True)
        theme.role(self.history_button, "choice")
        flow.addWidget(self.history_button)
        flow.addWidget(self.spans)
        self._panes.addWidget(self.plot)

    def _acts(self) -> tuple[tuple[str, str, Callable[[], None]], ...]:
        patient, to = self._admission_id, self.navigator
        return (
            ("vitals", _("Vital signs  V"), lambda: to.show_vitals(patient)),
            ("neuro", _("Neuro check  N"), lambda: to.show_neuro(patient)),
            ("tocilizumab", _("Tocilizumab  O"), lambda: to.show_tocilizumab(patient)),
            ("drug", _("Drug given  D"), lambda: to.show_drug(patient)),
            ("stay", _("Stay  S"), lambda: to.show_stay(patient)),
            ("call", _("Call  C"), lambda: to.show_call(patient)),
        )

    def _connect(self) -> None:
        self.spans.name_buttons(_("Time shown"))
        self.spans.set_value(72)
        self.spans.chosen.connect(self._on_span)
        self.plot.span_changed.connect(self._on_zoom)
        self.plot.entry_chosen.connect(self.show_entry)
        self.history_button.clicked.connect(self._on_history)
        # By a timer: what is posted while it is painted would still come before it is on screen.
        self._completing = QTimer(self, singleShot=True)
        self._completing.timeout.connect(self._complete)
        self.plot.painted.connect(partial(self._completing.start, 0))
        self.begin_at(self.act_buttons["vitals"])
        self.station.ward_changed.connect(self._on_ward_changed)
        self.station.ticked.connect(self._on_tick)

    @property
    def pane(self) -> HistoryPane:
        """The entries, made when somebody first asks for them."""
        if self._pane is None:
            self._pane = HistoryPane()
            self._panes.addWidget(self._pane)
            self._pane.view.correction_asked.connect(self._on_correction)
        return self._pane

    @property
    def history(self) -> HistoryView:
        """The list of entries."""
        return self.pane.view

    def title(self) -> str:
        """Return the heading of the frame."""
        chart = self.chart()
        if chart is None:
            return _("Patient")
        stay = chart.subject
        return _("{name} · bed {bed}").format(name=stay.patient.name.both, bed=stay.bed.name)

    def admission(self) -> AdmissionId | None:
        """Return whose page this is."""
        return self._admission_id

    def leave(self) -> None:
        """Stop listening: a late answer never paints this page."""
        self._left = True

    def key_ways(self) -> dict[str, Callable[[], None]]:
        """Return what the keys of this page do: the letter stands on the button."""
        buttons = {f"page_{name}": button.click for name, button in self.act_buttons.items()}
        more = {"page_entries": self.history_button.click, "why": self.due.explain}
        if not self.due.resume_button.isHidden():
            more["resume"] = self.due.resume_button.click
        return {**buttons, **more, "grade": self.crs.sign.click}

    def find_texts(self) -> tuple[str, ...]:
        """Open the entries and return them as words, the newest first."""
        if not self.history_button.isChecked():
            self.history_button.click()
        return self.history.texts()

    def find_show(self, row: int) -> None:
        """Choose an entry."""
        self.history.selectRow(row)

    def chart(self) -> Chart | None:
        """Return this patient's chart, or None once the patient has left."""
        return self.station.snapshot.charts.get(self._admission_id)

    def refresh(self) -> None:
        """Show what the chart says now."""
        chart = self.chart()
        if self._left:
            return
        if chart is None:
            self._show_gone()
            return
        status = self.station.status(self._admission_id)
        self._show_trend(chart, status)
        if self._cards is not None:
            self._cards.show_status(chart, status)
        if self._panes.currentWidget() is self._pane and chart is not self._listed:
            self._show_rows(chart)

    def _show_trend(self, chart: Chart, status: PatientStatus) -> None:
        drawn = trend(chart, status)
        self.plot.show_trend(drawn, partial(moments, chart, drawn))

    def explain(self) -> None:
        """Say why each check is due and each grade proposed, or no longer."""
        self.cards.explain()

    def _show_gone(self) -> None:
        """Let nothing be charted for somebody who is not on the ward any more."""
        for button in self.act_buttons.values():
            button.setEnabled(False)
        if self._cards is not None:
            self._cards.leave_off()

    def find_in_page(self) -> None:
        """Open the entries and let somebody type what to look for."""
        self._show_entries()
        self.pane.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.pane.search.selectAll()

    def show_entry(self, entry_id: EntryId) -> None:
        """Open the entries at one of them."""
        self._show_entries()
        self.pane.show_entry(entry_id)
        self.history.setFocus()

    def _show_entries(self) -> None:
        if not self.history_button.isChecked():
            self.history_button.click()

    def _on_history(self) -> None:
        """Show the entries, to read or to correct one; or the trend again."""
        chart = self.chart()
        if self.history_button.isChecked() and chart is not None:
            self._show_rows(chart)
            self._panes.setCurrentWidget(self.pane)
            self.history.setFocus()
        else:
            self.history_button.setChecked(False)
            self._panes.setCurrentWidget(self.plot)
        drawn = self._panes.currentWidget() is self.plot
        self.spans.setVisible(drawn)
        self._fold()

    def _show_rows(self, chart: Chart) -> None:
        self._listed = chart
        self.pane.show_history(history(chart, self.station.snapshot, self.station.zone))

    def _on_span(self, hours: int) -> None:
        self.plot.show_span(None if hours == ALL_HOURS else hours)

    def _on_zoom(self, hours: int | None) -> None:
        self.spans.set_value(ALL_HOURS if hours is None else hours)

    def _on_correction(self, entry_id: object) -> None:
        chosen = self.history.chosen()
        if chosen is not None and chosen == entry_id:
            self.navigator.show_amend(self._admission_id, chosen)

    def _on_grade(self, scale: Scale) -> None:
        self.navigator.show_grade(self._admission_id, scale)

    def _on_not_done(self, check: Check) -> None:
        self.navigator.show_not_done(self._admission_id, check)

    def _on_resume(self) -> None:
        """Let monitoring go on at once."""
        going = MonitoringPause(paused=False, reason="", until=None)
        act = chart_pause(self._admission_id, going, self.station.now(), uuid4().hex)
        self.station.perform(act, self._on_resumed, self._on_failed)

    def _on_resumed(self, _changes: Changes) -> None:
        self.navigator.tell(saved_words(None, self.banner.name.text(), self.station))

    def _on_failed(self, error: CartWardError) -> None:
        self.navigator.tell(saying.failure(error, self.station.zone), good=False, here=True)

    def _on_ward_changed(self, changes: Changes) -> None:
        if self._admission_id in changes.admissions:
            self.refresh()

    def _on_tick(self, now: datetime) -> None:
        if not self._left and self._cards is not None:
            self._cards.due.show_time(now)
