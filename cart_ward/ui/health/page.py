"""This station itself: the names that wrong PINs have locked, and the computer's clock."""

from datetime import date, datetime, time, timedelta, tzinfo
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cart_ward.care import access, clock_line, sign_in
from cart_ward.care.changes import Changes
from cart_ward.care.clock_line import Lined
from cart_ward.care.sign_in import Paused
from cart_ward.clinical.people import StaffId
from cart_ward.errors import CartWardError
from cart_ward.i18n import _, formats, ngettext, wording
from cart_ward.ui import theme
from cart_ward.ui.forms import saying
from cart_ward.ui.forms.charting import scrolled
from cart_ward.ui.forms.naming import named
from cart_ward.ui.navigation import Navigator, Page
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card, clear, line
from cart_ward.ui.widgets.folding import large_text, page_margins
from cart_ward.ui.widgets.time_text import parse


class HealthPage(Page):
    """Unlock a name, confirm the clock; who may not do it reads who may.

    `clock` is the one that can be confirmed; a practice ward has none.
    """

    def __init__(
        self, station: Station, navigator: Navigator, *, clock: Lined | None = None
    ) -> None:
        super().__init__()
        self._station, self._navigator, self._clock = station, navigator, clock
        self._left = self._acted = False
        theme.role(self, "page")
        self.names = Card(_("Locked names"))
        self.rows = QVBoxLayout()
        self.names.body.addLayout(self.rows)
        self.clock = ClockCard(station, clock)
        self.board = named(theme.role(QPushButton(_("Ward board")), "secondary"), "to_board")
        self._lay_out()
        self.begin_at(self.board)
        self.board.clicked.connect(navigator.show_board)
        self.clock.confirm.clicked.connect(self._on_confirm)
        self.clock.other.returnPressed.connect(self._on_confirm)
        station.ticked.connect(self._on_tick)
        self.look()

    def title(self) -> str:
        """Return the heading of the frame."""
        return _("This station")

    def look(self) -> None:
        """Ask whose name is locked, if this person may know."""
        if not self._may("unlock_pin"):
            words = _(
                "Ten wrong PINs in a row lock a name. A charge nurse or administrator signs in "
                "here with their own PIN, opens this page (Ctrl+8) and unlocks it."
            )
            self._show([line(words, "body")])
            return
        self._station.ask(sign_in.paused, self._on_paused, self._fail)

    def leave(self) -> None:
        """Stop listening."""
        self._left = True

    def _may(self, act: str) -> bool:
        actor = self._station.actor
        return actor is not None and access.may(actor.role, act)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.addWidget(self.names)
        column.addWidget(self.clock)
        column.addWidget(self.board, 0, Qt.AlignmentFlag.AlignLeft)
        middle = QHBoxLayout()
        middle.addWidget(scrolled(column, gap=12), 4)
        middle.addStretch(0 if large_text() else 1)
        whole = QVBoxLayout(self)
        page_margins(whole)
        whole.addLayout(middle, 1)

    def _show(self, widgets: list[QWidget]) -> None:
        clear(self.rows)
        for widget in widgets:
            self.rows.addWidget(widget)

    def _on_paused(self, found: tuple[Paused, ...]) -> None:
        if self._left:
            return
        if not found:
            self._show([line(_("No name is locked."), "body")])
            self._begin(self._next())
            return
        rows = [self._row(paused) for paused in found]
        self._show([row for row, _button in rows])
        self._begin(next((b for _row, b in rows if b.isEnabled()), self._next()))

    def _next(self) -> QWidget:
        """Return where one begins when there is no name to unlock."""
        return self.board if self.clock.other.isHidden() else self.clock.other

    def _begin(self, first: QWidget) -> None:
        """Begin at the first thing to do; go there once what had the focus is done and gone."""
        self.begin_at(first)
        if self.hasFocus() or self._acted:
            self._acted = False
            first.setFocus()

    def _row(self, paused: Paused) -> tuple[QWidget, QPushButton]:
        person, actor = paused.person, self._station.actor
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(line(_told(paused, self._station.zone), "body"), 1)
        words = _("Unlock {name}").format(name=person.name.both)
        button = named(theme.role(QPushButton(words), "primary"), f"unlock_{person.id}")
        button.setEnabled(actor is not None and actor.staff_id != person.id)
        button.clicked.connect(partial(self._on_unlock, person.id, person.name.both))
        across.addWidget(button)
        return row, button

    def _on_unlock(self, staff_id: StaffId, name: str) -> None:
        def done(_changes: Changes) -> None:
            words = _("{name} is unlocked: the same PIN works again.").format(name=name)
            self._navigator.tell(words)
            self._acted = True
            if not self._left:
                self.look()

        self._station.perform(
            lambda desk: sign_in.unlock_pin(desk, staff_id), done, self._on_refused
        )

    def _on_refused(self, error: CartWardError) -> None:
        self._fail(error)
        if not self._left:
            self.look()

    def _on_confirm(self) -> None:
        clock, shown = self._clock, self.clock.shown()
        if clock is None or shown is None:
            return

        def done(_changes: Changes) -> None:
            self._navigator.tell(_("The clock is confirmed. That stands in the audit log."))
            self._acted = True
            if not self._left:
                self.clock.confirmed()
                self._begin(self.board)

        self._station.perform(
            lambda desk: clock_line.confirm_clock(desk, clock, shown), done, self._fail
        )

    def _fail(self, error: CartWardError) -> None:
        self._navigator.tell(saying.failure(error, self._station.zone), good=False, here=True)

    def _on_tick(self, _now: object) -> None:
        if not self._left:
            self.clock.show_clock()


def _told(paused: Paused, zone: tzinfo) -> str:
    """Return who cannot sign in, after what, and until when."""
    role = wording.say(f"words.Role.{paused.person.role.value}")
    tries = ngettext(
        "{count} wrong PIN in a row", "{count} wrong PINs in a row", paused.failures
    ).format(count=paused.failures)
    facts = {"name": paused.person.name.both, "role": role, "tries": tries}
    if paused.until is None:
        return _("{name} · {role}\n{tries}. Locked until somebody unlocks it.").format(**facts)
    at = formats.clock_seconds(paused.until, zone)
    return _("{name} · {role}\n{tries}. Waits until {at}.").format(at=at, **facts)


class ClockCard(Card):
    """What the computer's clock shows, whether it was moved, and where somebody confirms it."""

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
