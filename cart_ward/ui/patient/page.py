"""One patient: who, how graded, what is due, what was last charted, and the whole course."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
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
from cart_ward.ui.patient.history import history, latest
from cart_ward.ui.patient.history_pane import HistoryPane
from cart_ward.ui.patient.history_view import HistoryView
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card, clear, line
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.flow import FlowLayout
from cart_ward.ui.widgets.folding import Folding, column_of, drawn_width, page_margins
from cart_ward.ui.widgets.patient_banner import PatientBanner
from cart_ward.ui.widgets.trend_data import trend
from cart_ward.ui.widgets.trend_moments import moments
from cart_ward.ui.widgets.trend_plot import TrendPlot

LATEST = 6

LOWEST = 340
"""Height in pixels, at 100 percent, under which the trend could not be read."""

ALL_HOURS = 0
"""Stands for "all" among the spans."""


def side_width() -> int:
    """Return the width of the right column; larger text needs more."""
    sizes = theme.current().sizes
    return round(SIDE_WIDTH * max(1.0, sizes.small / 17, sizes.percent / 100))


def _sliding(plot: TrendPlot) -> QScrollArea:
    """Return an area in which a trend keeps its least height though large text leaves little."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(plot)
    return area


class PatientPage(Page):
    """Everything about one stay; built for one admission and never for another."""

    def __init__(self, station: Station, navigator: Navigator, admission_id: AdmissionId) -> None:
        super().__init__()
        self.station, self.navigator = station, navigator
        self._admission_id = admission_id
        self._left = False
        self._shown: Chart | None = None
        self._listed: Chart | None = None
        theme.role(self, "page")
        self.banner = PatientBanner(station, admission_id)
        self.crs = GradeCard(Scale.CRS)
        self.icans = GradeCard(Scale.ICANS)
        self.due = DueCard(station)
        self.latest = Card(_("Latest"))
        theme.role(self.latest.title, "strong")
        close_together(self.latest)
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
        self._panes = QStackedWidget()
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        page_margins(whole)
        whole.addWidget(self.banner)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        course = QVBoxLayout()
        course.addWidget(self._course_card(), 1)
        self._course = scrolled(course)
        # The trend takes all the height there is, but never less than its scales need.
        for place, stretch in enumerate((1, 0)):
            column_of(self._course).setStretch(place, stretch)
        self._panes.setMinimumHeight(theme.px(LOWEST))
        columns.addWidget(self._course, 1)
        side = QVBoxLayout()
        self.side = scrolled(side, gap=8)
        self.side.setStyleSheet('QPushButton[role="chip"] { padding: 0px 5px; }')
        for card in (self.crs, self.icans, self.due, self.latest):
            side.addWidget(card)
        self.side.setFixedWidth(side_width())
        self._folding = Folding(self.side)
        columns.addWidget(self.side)
        whole.addLayout(columns, 1)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Let the cards stand below the trend where large text leaves no room beside it."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        narrow = drawn_width(self) < TWO_COLUMNS
        drawn = self._panes.currentWidget() is self._drawn
        self._folding.fold(self._course if narrow and drawn else None)
        # The entries are sentences: they take the whole width.
        self.side.setVisible(drawn and not narrow)

    def _course_card(self) -> Card:
        card = Card()
        close_together(card)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for name, label, act in self._acts():
            button = named(QPushButton(label), name)
            button.setAccessibleName(label)
            button.clicked.connect(act)
            self.act_buttons[name] = button
            flow.addWidget(button)
        theme.role(self.act_buttons["vitals"], "primary")
        self.history_button.setCheckable(True)
        theme.role(self.history_button, "choice")
        flow.addWidget(self.history_button)
        flow.addWidget(self.spans)
        card.body.addWidget(buttons)
        self._drawn = _sliding(self.plot)
        self._panes.addWidget(self._drawn)
        card.body.addWidget(self._panes, 1)
        return card

    def _acts(self) -> tuple[tuple[str, str, Callable[[], None]], ...]:
        patient, to = self._admission_id, self.navigator
        return (
            ("vitals", _("Vital signs  V"), lambda: to.show_vitals(patient)),
            ("neuro", _("Neuro check  N"), lambda: to.show_neuro(patient)),
            ("tocilizumab", _("Tocilizumab  O"), lambda: to.show_tocilizumab(patient)),
            ("drug", _("Drug given  D"), lambda: to.show_drug(patient)),
            ("stay", _("Stay  S"), lambda: to.show_stay(patient)),
        )

    def _connect(self) -> None:
        self.spans.name_buttons(_("Time shown"))
        self.spans.set_value(72)
        self.spans.chosen.connect(self._on_span)
        self.plot.span_changed.connect(self._on_zoom)
        self.plot.entry_chosen.connect(self.show_entry)
        self.due.entry_asked.connect(self.show_entry)
        self.history_button.clicked.connect(self._on_history)
        for card in (self.crs, self.icans):
            card.grade_asked.connect(self._on_grade)
        self.due.resume_asked.connect(self._on_resume)
        self.due.not_done_asked.connect(self._on_not_done)
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
        self._show_side(chart, status)
        self._show_trend(chart, status)
        if self._panes.currentWidget() is self._pane and chart is not self._listed:
            self._show_rows(chart)

    def _show_trend(self, chart: Chart, status: PatientStatus) -> None:
        drawn = trend(chart, status)
        self.plot.show_trend(drawn, partial(moments, chart, drawn))

    def _show_side(self, chart: Chart, status: PatientStatus) -> None:
        self.crs.show_status(status, self.station)
        self.icans.show_status(status, self.station)
        self.due.show_status(status)
        if chart is self._shown:
            return
        self._shown = chart
        clear(self.latest.body)
        for row in latest(chart, self.station.snapshot, self.station.zone, LATEST):
            self.latest.body.addWidget(line(row.taken))
            self.latest.body.addWidget(line(row.text, "body"))

    def explain(self) -> None:
        """Say why each check is due and each grade proposed, or no longer."""
        self.due.explain()
        for card in (self.crs, self.icans):
            card.explain(self.due.explained)

    def _show_gone(self) -> None:
        """Let nothing be charted for somebody who is not on the ward any more."""
        for button in self.act_buttons.values():
            button.setEnabled(False)
        for card in (self.crs, self.icans):
            card.sign.setEnabled(False)

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
            self._panes.setCurrentWidget(self._drawn)
        drawn = self._panes.currentWidget() is self._drawn
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
        if not self._left:
            self.due.show_time(now)
