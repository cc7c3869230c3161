"""Rings, ticks and changes on their way to the screens, and the next moment worth a ring."""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Slot

from cart_ward.care.changes import Changes
from cart_ward.clinical.status import PatientStatus
from cart_ward.errors import CartWardError
from cart_ward.ui.messages import Messages, sentence
from cart_ward.ui.station import Station
from cart_ward.ui.wakeups import Wakeups


def next_moment(statuses: tuple[PatientStatus, ...], now: datetime) -> datetime | None:
    """Return the earliest moment after `now` at which the ward's answers may change."""
    moments = [due.at for status in statuses for due in status.due]
    moments += [s.course.next_from for s in statuses if s.course.next_from is not None]
    moments += [
        s.pause.body.until
        for s in statuses
        if s.pause is not None and s.pause.body.until is not None
    ]
    return min((moment for moment in moments if moment > now), default=None)


class Refresh(QObject):
    """Joins the wake-ups to the station: a ring asks again over the charts last read."""

    def __init__(self, station: Station, wakeups: Wakeups, messages: Messages) -> None:
        super().__init__(station)
        self._station = station
        self._wakeups = wakeups
        self._messages = messages
        wakeups.rang.connect(self._on_ring)
        wakeups.ticked.connect(station.ticked)
        wakeups.jumped.connect(self._on_jump)
        station.ward_changed.connect(self._on_ward_changed)
        self._arm()

    def _arm(self) -> None:
        now = self._station.now()
        moment = next_moment(self._station.statuses(), now)
        if moment is not None:
            self._wakeups.ring_at(moment)

    @Slot()
    def _on_ring(self) -> None:
        everybody = frozenset(self._station.snapshot.charts)
        self._station.ward_changed.emit(Changes(admissions=everybody))

    @Slot(object)
    def _on_jump(self, _leap: timedelta) -> None:
        self._station.read_again(self._on_failed)

    def _on_failed(self, error: CartWardError) -> None:
        self._messages.tell(sentence(error, self._station.zone), good=False)

    @Slot(object)
    def _on_ward_changed(self, _changes: Changes) -> None:
        self._arm()
