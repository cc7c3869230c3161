"""One patient in the alarm list: every open alarm, one answer for all of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from cart_ward.clinical.alarms import Priority
from cart_ward.clinical.people import AdmissionId
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.alarms.answer_panel import AnswerPanel
from cart_ward.ui.alarms.presenter import MARKS, WORDS, Group, Line
from cart_ward.ui.forms.naming import named
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import clear, line
from cart_ward.ui.widgets.folding import large_text

MARK = 30
"""Room for the longest mark in pixels at 100 percent: all that is said begins at one edge."""

ROLES: dict[Priority, theme.RoleName] = {
    Priority.HIGH: "alarm_high",
    Priority.MEDIUM: "alarm_medium",
    Priority.LOW: "alarm_low",
}


class AlarmCard(QFrame):
    """Signals: `patient_asked(int)`; `answered(int, str, object)` with admission, answer, time."""

    patient_asked = Signal(int)
    answered = Signal(int, str, object)

    def __init__(self, station: Station, admission_id: AdmissionId) -> None:
        super().__init__()
        self.admission_id = admission_id
        self.group: Group | None = None
        self.asked: tuple[str, ...] = ()
        self.setObjectName(f"alarms_{admission_id}")
        theme.role(self, "card")
        self.who = theme.role(QLabel(), "title")
        self.who.setWordWrap(True)
        self.acknowledge = theme.role(
            named(QPushButton(_("Acknowledge")), f"acknowledge_{admission_id}"), "primary"
        )
        self.go = theme.role(
            named(QPushButton(_("Go to patient")), f"go_{admission_id}"), "secondary"
        )
        self.panel = AnswerPanel(station)
        self.panel.hide()
        self.lines = QGridLayout()
        self.lines.setHorizontalSpacing(12)
        self.lines.setColumnStretch(1, 1)
        self._lay_out()
        self.acknowledge.clicked.connect(self._on_acknowledge)
        self.go.clicked.connect(lambda: self.patient_asked.emit(int(admission_id)))
        self.panel.given_up.connect(self._on_given_up)
        self.panel.chosen.connect(
            lambda answer, until: self.answered.emit(int(admission_id), answer, until)
        )

    @property
    def asking(self) -> bool:
        """Whether somebody is answering here: the list stays as it is."""
        return not self.panel.isHidden()

    def show_group(self, group: Group) -> None:
        """Show the patient's alarms; the buttons stay where they are."""
        if group == self.group:
            return
        self.group = group
        self.who.setText(group.who)
        self.setAccessibleName(group.who)
        for button in (self.acknowledge, self.go):
            words = _("{what}: {who}").format(what=button.text(), who=group.who)
            button.setAccessibleName(words)
        self.acknowledge.setVisible(group.worst is not None)
        if group.worst is None:
            self.panel.hide()
        clear(self.lines)
        for row, told in enumerate(group.lines):
            self._show_line(row, told)

    def _show_line(self, row: int, told: Line) -> None:
        # An answered alarm keeps its mark and loses its colour.
        mark = QLabel(MARKS[told.priority])
        mark.setAccessibleName(_(WORDS[told.priority]))
        mark.setToolTip(_(WORDS[told.priority]))
        mark.setMinimumWidth(theme.px(MARK))
        badge = QFrame()
        inside = QHBoxLayout(badge)
        inside.setContentsMargins(8, 2, 8, 2)
        inside.addWidget(mark)
        if told.open:
            theme.role(badge, ROLES[told.priority])
        self.lines.addWidget(badge, row, 0)
        what = line(told.what, "strong" if told.open else "hint")
        self.lines.addWidget(what, row, 1)
        beside = told.since if not told.answer else f"{told.since}\n{told.answer}"
        self.lines.addWidget(line(beside), row, 2)

    def _on_acknowledge(self) -> None:
        # What comes in while somebody answers was not seen, so it is not answered.
        self.asked = () if self.group is None else self.group.keys
        self.panel.ask()

    def _on_given_up(self) -> None:
        self.panel.hide()
        self.acknowledge.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        buttons = QHBoxLayout()
        buttons.addWidget(self.acknowledge)
        buttons.addSpacing(8)
        buttons.addWidget(self.go)
        # Large text: the buttons go below the name, so that both keep their words.
        top = QVBoxLayout() if large_text() else QHBoxLayout()
        top.addWidget(self.who, 1)
        top.addLayout(buttons)
        if large_text():
            buttons.addStretch()
        column.addLayout(top)
        column.addLayout(self.lines)
        column.addWidget(self.panel)
