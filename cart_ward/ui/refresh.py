"""Rings, ticks and changes on their way to the screens, and the next moment worth a ring."""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Slot

from cart_ward.care.changes import Changes
from cart_ward.clinical.status import PatientStatus
from cart_ward.errors import CartWardError
from cart_ward.i18n import _, formats
from cart_ward.ui.messages import Messages, sentence
from cart_ward.ui.station import News, Station
from cart_ward.ui.wakeups import Wakeups


def next_moment(statuses: tuple[PatientStatus, ...], now: datetime) -> datetime | None:
    """Return the earliest moment after `now` at which the ward's answers may change."""
    moments = [due.at for status in statuses for due in status.due]
    moments += [s.course.next_from for s in statuses if s.course.next_from is not None]
    answers = [a.answer.body.until for s in statuses for a in s.alarms if a.answer is not None]
    moments += [until for until in answers if until is not None]
    moments += [
        s.pause.body.until
        for s in statuses
        if s.pause is not None and s.pause.body.until is not None
    ]
    return min((moment for moment in moments if moment > now), default=None)


class Refresh(QObject):
    """Joins the wake-ups to the station: a ring asks again over the charts last read.

    `alone`: nobody else writes, so what is in memory is what the store holds.
    """

    def __init__(
        self, station: Station, wakeups: Wakeups, messages: Messages, *, alone: bool = True
    ) -> None:
        super().__init__(station)
        self._alone = alone
        self._station = station
        self._wakeups = wakeups
        self._messages = messages
        wakeups.rang.connect(self._on_ring)
        wakeups.ticked.connect(station.ticked)
        wakeups.jumped.connect(self._on_jump)
        station.ward_changed.connect(self._on_ward_changed)
        self._arm()

    def _arm(self) -> None:
        # After the moment they were worked out for: what fell due since then rings at once.
        statuses = self._station.statuses()
        worked_out = min((s.now for s in statuses), default=self._station.now())
        moment = next_moment(statuses, worked_out)
        if moment is not None:
            self._wakeups.ring_at(moment)

    @Slot()
    def _on_ring(self) -> None:
        if self._alone:
            self._station.fresh.answered()
        self._station.ask_again()

    @Slot(object)
    def _on_jump(self, _leap: timedelta) -> None:
        self._station.read_again(self._on_failed)

    def _on_failed(self, error: CartWardError) -> None:
        self._messages.tell(sentence(error, self._station.zone), good=False)

    @Slot(object)
    def _on_ward_changed(self, _changes: Changes) -> None:
        self._arm()


class Elsewhere(QObject):
    """Looks each second for what other stations wrote, one look at a time.

    A look that fails is said once and tried again; then the whole ward is read, for nobody knows
    what the failed look would have told.
    """

    def __init__(self, station: Station, wakeups: Wakeups, messages: Messages, news: News) -> None:
        super().__init__(station)
        self._station = station
        self._messages = messages
        self._news = news
        self._looking = False
        self._failing = False
        wakeups.ticked.connect(self._on_tick)

    @Slot(object)
    def _on_tick(self, _now: datetime) -> None:
        if self._looking:
            return
        self._looking = True
        self._station.look_elsewhere(self._news, self._on_looked, self._on_failed)

    def _on_looked(self) -> None:
        self._looking = False
        if self._failing:
            self._failing = False
            self._station.read_again(self._on_failed)

    def _on_failed(self, _error: CartWardError) -> None:
        self._looking = False
        if not self._failing:
            as_of = formats.clock(self._station.snapshot.read_at, self._station.zone)
            words = _(
                "What other stations write cannot be read now. The ward is shown as of {time};"
                " what is signed here is safe. It is tried again each second."
            )
            self._messages.tell(words.format(time=as_of), good=False)
        self._failing = True
