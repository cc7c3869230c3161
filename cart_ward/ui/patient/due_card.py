"""What is due for one patient, the most urgent first; each says why when asked."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cart_ward.clinical.schedule import CheckDue
from cart_ward.clinical.status import PatientStatus
from cart_ward.i18n import _, wording
from cart_ward.ui import theme
from cart_ward.ui.forms.naming import named
from cart_ward.ui.patient.why import why_words
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card, clear, line
from cart_ward.ui.widgets.due_clock import DueClock

MOST = 5


class DueCard(Card):
    """The next checks as counting clocks, with a button "why?" each."""

    def __init__(self, station: Station) -> None:
        super().__init__(_("Due"))
        self._station = station
        self._clocks: list[DueClock] = []
        self._shown: tuple[CheckDue, ...] | None = None
        self.whys: list[QWidget] = []
        self.why_buttons: list[QPushButton] = []

    def show_status(self, status: PatientStatus) -> None:
        """Show what is due now."""
        if status.due == self._shown:
            self.show_time(status.now)
            return
        self._shown = status.due
        self._clocks, self.whys, self.why_buttons = [], [], []
        clear(self.body)
        if not status.due:
            self.body.addWidget(line(_("Nothing is scheduled."), "body"))
        for due in status.due[:MOST]:
            self._add(due, status.now)

    def show_time(self, now: datetime) -> None:
        """Count down."""
        for clock in self._clocks:
            clock.show_time(now)

    def explain(self) -> None:
        """Show or hide every why."""
        hidden = all(why.isHidden() for why in self.whys)
        for why in self.whys:
            why.setVisible(hidden)

    def _add(self, due: CheckDue, now: datetime) -> None:
        zone = self._station.zone
        clock = DueClock(due, now, zone)
        why = line(why_words(due, now, zone))
        why.hide()
        button = theme.role(named(QPushButton(_("why?")), f"why_{due.check.value}"), "quiet")
        button.setAccessibleName(
            _("Why is this due: {check}").format(
                check=wording.say(f"words.Check.{due.check.value}")
            )
        )
        button.clicked.connect(lambda: why.setVisible(why.isHidden()))
        row = QHBoxLayout()
        row.addWidget(clock, 1)
        row.addWidget(button)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(why)
        self.body.addLayout(column)
        self._clocks.append(clock)
        self.whys.append(why)
        self.why_buttons.append(button)
