"""The computer's clock: what it shows, whether it was moved, and where somebody confirms it."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, tzinfo

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton

from cart_ward.care import access, clock_line
from cart_ward.care.changes import Changes
from cart_ward.care.clock_line import Lined
from cart_ward.errors import CartWardError
from cart_ward.i18n import _, formats
from cart_ward.ui import theme
from cart_ward.ui.forms.naming import named
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card, line
from cart_ward.ui.widgets.time_text import parse


class ClockCard(Card):
    """What the computer's clock shows, whether it was moved, and where somebody confirms it.

    Signal: `confirm_asked(datetime)` with what was read off another clock.
    """

    confirm_asked = Signal(object)

    def __init__(self, station: Station, clock: Lined | None) -> None:
        super().__init__(_("This computer's clock"))
        self._station, self._clock = station, clock
        self.told = line("", "body")
        self.ask = line(
            _(
                "Read the time off another clock (a phone, the wall) and type it. If both agree"
                " within 2 min, this clock counts as right again. If they do not, have this"
                " computer's clock set."
            )
        )
        self.other = named(QLineEdit(), "other_clock")
        self.other.setPlaceholderText(_("hh:mm"))
        self.other.setAccessibleName(_("Time on another clock, hours and minutes"))
        self.other.setFixedSize(theme.px(96), theme.px(44))
        self.confirm = named(QPushButton(_("This clock is right")), "confirm_clock")
        theme.role(self.confirm, "primary")
        self.problem = theme.role(line(""), "error")
        row = QHBoxLayout()
        row.addWidget(self.other)
        row.addWidget(self.confirm)
        row.addStretch(1)
        for part in (self.told, self.ask):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.body.addWidget(self.problem)
        self.confirm.clicked.connect(self._on_confirm)
        self.other.returnPressed.connect(self._on_confirm)
        self.show_clock()

    def show_clock(self) -> None:
        """Say what time it is here, and whether that can be relied on."""
        words = self._words()
        if words != self.told.text():
            self.told.setText(words)
        actor = self._station.actor
        may = actor is not None and access.may(actor.role, "confirm_clock")
        asked = self._clock is not None and self._clock.suspect and may
        for part in (self.ask, self.other, self.confirm, self.problem):
            part.setVisible(asked)

    def shown(self) -> datetime | None:
        """Return the moment that was read off the other clock, or say what is missing."""
        typed = parse(self.other.text())
        self.problem.setText("" if typed else _("Type hours and minutes, as in 13:40."))
        return None if typed is None else nearest(typed, self._station.now(), self._station.zone)

    @Slot()
    def _on_confirm(self) -> None:
        shown = self.shown()
        if shown is not None:
            self.confirm_asked.emit(shown)

    def confirm_by(
        self,
        shown: datetime,
        done: Callable[[], None],
        failed: Callable[[CartWardError], None],
    ) -> None:
        """Confirm the clock by what another one shows."""
        clock = self._clock
        if clock is None:
            return

        def confirmed(_changes: Changes) -> None:
            done()

        self._station.perform(
            lambda desk: clock_line.confirm_clock(desk, clock, shown), confirmed, failed
        )

    def confirmed(self) -> None:
        """Forget what was typed; it is done."""
        self.other.clear()
        self.show_clock()

    def _words(self) -> str:
        now, zone = self._station.now(), self._station.zone
        at = formats.clock(now, zone)
        if self._clock is None:
            return _("The practice ward runs by a clock of its own: {time}.").format(time=at)
        if not self._clock.suspect:
            words = _("This computer's clock shows {time}; it was not moved.")
            return words.format(time=at)
        ahead = self._clock.drift.ahead
        facts = {
            "time": at,
            "jump": formats.duration(ahead),
            "steady": formats.moment_near(now - ahead, now, zone),
        }
        if ahead > timedelta(0):
            moved = _(
                "This computer's clock shows {time}; it was set forward by {jump}. Counted without"
                " that it is {steady}. A charge nurse or physician confirms it here."
            )
        else:
            moved = _(
                "This computer's clock shows {time}; it was set back by {jump}. Counted without"
                " that it is {steady}. A charge nurse or physician confirms it here."
            )
        return moved.format(**facts)


def nearest(clock: time, now: datetime, zone: tzinfo) -> datetime:
    """Return the moment nearest to now at which a clock in the ward shows this."""
    today = now.astimezone(zone).date()
    days: list[date] = [today + timedelta(days=days) for days in (-1, 0, 1)]
    moments = [datetime.combine(day, clock, zone) for day in days]
    return min(moments, key=lambda moment: abs(moment - now))
