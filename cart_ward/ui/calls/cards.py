"""The calls of the ward: still to make, not answered yet, and those of the last day."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cart_ward.clinical.vocabulary import CallOutcome
from cart_ward.i18n import _, wording
from cart_ward.ui import theme
from cart_ward.ui.calls.call_clock import CallClock, headed
from cart_ward.ui.calls.following import Following
from cart_ward.ui.calls.keyed_rows import KeyedRows, Row
from cart_ward.ui.calls.open_row import OpenRow
from cart_ward.ui.calls.presenter import Open, Past, Team, ToMake
from cart_ward.ui.forms.naming import named
from cart_ward.ui.navigation import Navigator
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card, line


class ToMakeRow(Row[ToMake]):
    """The calls due for one patient: why, whom, by when, and the way to that call form."""

    def __init__(self, station: Station, navigator: Navigator) -> None:
        super().__init__()
        self._station, self._navigator = station, navigator
        self.facts: ToMake | None = None
        self.patient, self.why = line("", "strong"), line("", "body")
        self.clock = CallClock()
        self.button = named(theme.role(QPushButton(_("Call…")), "primary"), "call_patient")
        self.button.clicked.connect(self._on_pressed)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(headed(self.patient, self.clock))
        words.addWidget(self.why)
        across.addLayout(words, 1)
        across.addWidget(self.button)

    def first(self) -> QWidget:
        """Return the button."""
        return self.button

    def show_facts(self, facts: ToMake) -> None:
        """Show the call that is due."""
        self.facts = facts
        self.patient.setText(facts.patient)
        self.why.setText("\n".join(facts.asks))
        self.button.setAccessibleName(_("Call for {patient}").format(patient=facts.patient))
        self.show_time(self._station.now())

    def show_time(self, now: datetime) -> None:
        """Move the minutes."""
        if self.facts is not None:
            self.clock.show_call(self.facts, now)

    def _on_pressed(self) -> None:
        if self.facts is not None:
            self._navigator.show_call(self.facts.admission_id)


class PastRow(Row[Past]):
    """A call that is over; somebody on the way can still be noted at the bedside."""

    def __init__(self, following: Following, navigator: Navigator) -> None:
        super().__init__()
        self._following, self._navigator = following, navigator
        self.facts: Past | None = None
        self.patient, self.words = line("", "strong"), line("", "body")
        arrived = wording.outcome(CallOutcome.ARRIVED.value)
        self.arrived = named(theme.role(QPushButton(arrived), "secondary"), "call_arrived")
        self.correct = named(theme.role(QPushButton(_("Correct…")), "secondary"), "call_correct")
        self.arrived.clicked.connect(self._on_arrived)
        self.correct.clicked.connect(self._on_correct)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.patient)
        words.addWidget(self.words)
        across.addLayout(words, 1)
        across.addWidget(self.arrived)
        across.addWidget(self.correct)

    def first(self) -> QWidget:
        """Return the first button that is shown."""
        return self.correct if self.arrived.isHidden() else self.arrived

    def show_facts(self, facts: Past) -> None:
        """Show the call."""
        self.facts = facts
        self.patient.setText(facts.patient)
        self.words.setText(facts.words)
        self.arrived.setVisible(facts.arrives)
        for button in (self.arrived, self.correct):
            button.setAccessibleName(f"{button.text()} {facts.patient}, {facts.words}")

    def _on_arrived(self) -> None:
        if self.facts is not None:
            key, entry = self.facts.admission_id, self.facts.entry_id
            self._following.follow(key, entry, CallOutcome.ARRIVED.value)

    def _on_correct(self) -> None:
        if self.facts is not None:
            self._navigator.show_amend(self.facts.admission_id, self.facts.entry_id)


class CallCards(QWidget):
    """Three cards, the most pressing first."""

    def __init__(self, station: Station, navigator: Navigator) -> None:
        super().__init__()
        following = Following(station, navigator)
        to_make: Callable[[], Row[ToMake]] = partial(ToMakeRow, station, navigator)
        opened: Callable[[], Row[Open]] = partial(OpenRow, station, following)
        past: Callable[[], Row[Past]] = partial(PastRow, following, navigator)
        self.to_make, self.open, self.past = KeyedRows(to_make), KeyedRows(opened), KeyedRows(past)
        self.no_call_due = line(_("No call is due: everybody the protocol names was called."))
        self.all_answered = line(_("Every call was answered."))
        self.no_call_made = line(_("No call was answered in the last 24 hours."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for title, rows, empty in (
            (_("Waiting for an answer"), self.open, self.all_answered),
            (_("Calls to make"), self.to_make, self.no_call_due),
            (_("Calls of the last 24 hours"), self.past, self.no_call_made),
        ):
            card = Card(title)
            card.body.addWidget(empty)
            card.body.addWidget(rows)
            column.addWidget(card)

    def show_team(self, team: Team) -> None:
        """Show the calls as they stand."""
        self.to_make.show_rows([(one.admission_id, one) for one in team.to_make])
        self.open.show_rows([((one.admission_id, one.role), one) for one in team.open])
        self.past.show_rows([((one.admission_id, one.entry_id), one) for one in team.past])
        for empty, rows in (
            (self.no_call_due, team.to_make),
            (self.all_answered, team.open),
            (self.no_call_made, team.past),
        ):
            empty.setVisible(not rows)

    def show_time(self, now: datetime) -> None:
        """Move the minutes."""
        for row in (*self.to_make.rows.values(), *self.open.rows.values()):
            if isinstance(row, ToMakeRow | OpenRow):
                row.show_time(now)

    def first(self) -> QWidget | None:
        """Return where the keys go: to what is most pressing."""
        places = (rows.first() for rows in (self.open, self.to_make, self.past))
        return next((place for place in places if place is not None), None)
