"""A call that nobody has answered: whom, since when, what came of it by one press, who is next."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cart_ward.clinical.schedule import DueState
from cart_ward.clinical.vocabulary import CallOutcome
from cart_ward.i18n import _, formats, ngettext, wording
from cart_ward.ui import theme
from cart_ward.ui.calls.call_clock import CallClock, headed
from cart_ward.ui.calls.following import ANSWERED, Following
from cart_ward.ui.calls.keyed_rows import Row
from cart_ward.ui.calls.presenter import Open
from cart_ward.ui.forms.naming import named
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import line
from cart_ward.ui.widgets.flow import FlowLayout

OUTCOMES = (
    CallOutcome.COMES,
    CallOutcome.ADVICE,
    CallOutcome.ARRIVED,
    CallOutcome.NO_ANSWER,
    CallOutcome.NOT_NEEDED,
)


class OpenRow(Row[Open]):
    """One open call; `patient` tells whether the row says whose it is."""

    def __init__(self, station: Station, following: Following, *, patient: bool = True) -> None:
        super().__init__()
        self._station, self._following = station, following
        self.facts: Open | None = None
        self.who, self.patient = line("", "strong"), line("", "body")
        self.patient.setVisible(patient)
        self.clock = CallClock()
        self.since, self.step = line(""), line("", "body")
        self.buttons: dict[str, QPushButton] = {}
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(headed(self.who, self.clock))
        for part in (self.patient, self.since, self.step):
            column.addWidget(part)
        holder = QWidget()
        flow = FlowLayout(holder)
        self._add(flow, ANSWERED, _("Answered"), partial(self._follow, ANSWERED))
        for outcome in OUTCOMES:
            words = wording.outcome(outcome.value)
            self._add(flow, outcome.value, words, partial(self._follow, outcome.value))
        self._add(flow, "again", _("Called again"), self._again)
        self._add(flow, "next", "", self._next)
        theme.role(self.buttons[ANSWERED], "primary")
        column.addWidget(holder)

    def _add(self, flow: FlowLayout, name: str, words: str, act: Callable[[], None]) -> None:
        button = named(theme.role(QPushButton(words), "secondary"), f"call_{name}")
        button.clicked.connect(act)
        self.buttons[name] = button
        flow.addWidget(button)

    def first(self) -> QWidget:
        """Return the button that says it was answered."""
        return self.buttons[ANSWERED]

    def show_facts(self, facts: Open) -> None:
        """Show the call."""
        self.facts = facts
        self.who.setText(facts.who)
        self.patient.setText(facts.patient)
        for name, button in self.buttons.items():
            button.setAccessibleName(
                _("{role}, {patient}: {what}").format(
                    role=wording.role(facts.role), patient=facts.patient, what=button.text()
                )
            )
            button.setHidden(name == "next" and facts.next_role is None)
        if facts.next_role is not None:
            words = _("{role} called").format(role=wording.role(facts.next_role))
            self.buttons["next"].setText(words)
            self.buttons["next"].setAccessibleName(f"{words}, {facts.patient}")
        self.show_time(self._station.now())

    def show_time(self, now: datetime) -> None:
        """Move the minutes; once nobody has answered in time, say who is next."""
        if self.facts is None:
            return
        self.clock.show_call(self.facts, now)
        self.since.setText(_since(self.facts, now, self._station))
        late = self.facts.state(now) is not DueState.DUE
        asks = late or self.facts.outcome == CallOutcome.NO_ANSWER
        self.step.setText(next_step(self.facts))
        self.step.setVisible(asks)
        self.buttons["next"].setHidden(self.facts.next_role is None or not asks)

    def _follow(self, what: str) -> None:
        if self.facts is not None:
            self._following.follow(self.facts.admission_id, self.facts.entry_id, what)

    def _again(self) -> None:
        if self.facts is not None:
            self._following.call(self.facts.admission_id, self.facts.role, self.facts.name)

    def _next(self) -> None:
        if self.facts is not None and self.facts.next_role is not None:
            self._following.call(self.facts.admission_id, self.facts.next_role, "")


def next_step(facts: Open) -> str:
    """Return what to do where nobody answers: the protocol's next role, else only what is true."""
    if facts.next_role is None:
        return _("Nobody has answered: call again, or somebody else. The protocol names no other.")
    return _("Nobody has answered: call again. Next by the protocol: {who}.").format(
        who=facts.next_who
    )


def _since(facts: Open, now: datetime, station: Station) -> str:
    first = formats.moment_near(facts.first_at, now, station.zone)
    last = formats.moment_near(facts.last_at, now, station.zone)
    outcome = wording.outcome(facts.outcome)
    if facts.tries == 1:
        words = _("called {at}").format(at=first)
    else:
        words = ngettext(
            "called {count} time since {first}, last {last}",
            "called {count} times since {first}, last {last}",
            facts.tries,
        ).format(count=facts.tries, first=first, last=last)
    return f"{words} · {outcome}" if outcome else words
