"""What happens next after an alarm: one press, or a time or a few words."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cart_ward.clinical.vocabulary import AlarmReply
from cart_ward.i18n import _, formats, wording
from cart_ward.ui import theme
from cart_ward.ui.alarms.presenter import next_time
from cart_ward.ui.forms.naming import named, wrapping
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.flow import FlowLayout
from cart_ward.ui.widgets.time_text import parse

SOON = (15, 30, 60)
"""Minutes until one looks again, each one press away."""


class AnswerPanel(QFrame):
    """Signals: `chosen(str, object)` with the answer and its time or None; `given_up()`."""

    chosen = Signal(str, object)
    given_up = Signal()

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self.setObjectName("answer_panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.question = theme.role(QLabel(), "strong")
        self.question.setWordWrap(True)
        self.problem = theme.role(wrapping("answer_problem"), "error")
        self.buttons: dict[str, QPushButton] = {}
        self.clock = named(QLineEdit(), "recheck_clock")
        self.clock.setPlaceholderText(_("hh:mm"))
        self.clock.setAccessibleName(_("Check again at, hours and minutes"))
        self.clock.setFixedWidth(theme.current().sizes.target * 3)
        self.words = named(QLineEdit(), "other_words")
        self.words.setAccessibleName(_("What happens next, in a few words"))
        self.words.setPlaceholderText(_("What happens next, in a few words"))
        self._times: list[tuple[int, QPushButton]] = []
        self._recheck = self._row()
        self._other = self._row()
        self._lay_out()
        self.clock.returnPressed.connect(self._on_clock)
        self.words.returnPressed.connect(self._on_words)

    def ask(self) -> None:
        """Ask anew: who answers and when is shown, nothing is chosen yet."""
        person, now, zone = self._station.person, self._station.now(), self._station.zone
        name = "" if person is None else person.name.both
        words = _("{name}, {at}: what happens next?")
        self.question.setText(words.format(name=name, at=formats.clock(now, zone)))
        for minutes, button in self._times:
            at = formats.clock(now + timedelta(minutes=minutes), zone)
            button.setText(_("in {minutes} min ({at})").format(minutes=minutes, at=at))
        self._recheck.hide()
        self._other.hide()
        self._complain("")
        self.setAccessibleName(self.question.text())
        self.show()
        # On no button: whoever presses twice must not chart what she did not choose.
        self.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.question)
        column.addWidget(self._choices())
        flow = self._recheck.layout()
        for minutes in SOON:
            button = self._button(f"recheck_{minutes}", "", partial(self._again_in, minutes))
            self._times.append((minutes, button))
            _add(flow, button)
        _add(flow, self.clock)
        _add(flow, self._button("recheck_ok", _("Check again then"), self._on_clock))
        flow = self._other.layout()
        self.words.setMinimumWidth(theme.current().sizes.target * 10)
        _add(flow, self.words)
        _add(flow, self._button("other_ok", _("Acknowledge with these words"), self._on_words))
        for part in (self._recheck, self._other, self.problem):
            column.addWidget(part)

    def _choices(self) -> QWidget:
        row = self._row()
        flow = row.layout()
        for answer in (AlarmReply.DOCTOR_CALLED, AlarmReply.SEEING_PATIENT):
            said = wording.say(f"words.AlarmReply.{answer.value}")
            _add(flow, self._button(answer.value, said, partial(self._say, answer.value, None)))
        _add(flow, self._button("recheck", _("Check again at ..."), self._open_recheck))
        _add(flow, self._button("other", _("Other ..."), self._open_other))
        _add(flow, self._button("give_up", _("Not yet"), self.given_up.emit))
        return row

    def _row(self) -> QWidget:
        row = QWidget()
        FlowLayout(row, spacing=8)
        return row

    def _button(self, name: str, words: str, act: Callable[[], None]) -> QPushButton:
        button = theme.role(named(QPushButton(words), f"answer_{name}"), "secondary")
        button.clicked.connect(lambda _checked=False: act())
        self.buttons[name] = button
        return button

    def _open_recheck(self) -> None:
        self._other.hide()
        self._recheck.show()
        self._times[0][1].setFocus()

    def _open_other(self) -> None:
        self._recheck.hide()
        self._other.show()
        self.words.setFocus()

    def _again_in(self, minutes: int) -> None:
        self._say(AlarmReply.RECHECK.value, self._station.now() + timedelta(minutes=minutes))

    def _on_clock(self) -> None:
        clock = parse(self.clock.text())
        if clock is None:
            typed = self.clock.text().strip()
            words = _("“{typed}” is not a time. Type hours and minutes, for example 13:40.")
            self._complain(words.format(typed=typed))
            return
        at = next_time(clock, self._station.now(), self._station.zone)
        if at is None:
            self._complain(_("That is more than 12 h ahead. Choose an earlier time."))
            return
        self._say(AlarmReply.RECHECK.value, at)

    def _on_words(self) -> None:
        words = self.words.text().strip()
        if words:
            self._say(words, None)
        else:
            self._complain(_("Say in a few words what happens next."))

    def _say(self, answer: str, until: datetime | None) -> None:
        self._complain("")
        self.chosen.emit(answer, until)

    def _complain(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))


def _add(layout: object, widget: QWidget) -> None:
    if isinstance(layout, FlowLayout):
        layout.addWidget(widget)
