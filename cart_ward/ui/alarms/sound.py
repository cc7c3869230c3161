"""One short sound for each new high alarm or scan, never a loop, and the switch of this station."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from cart_ward.clinical.alarms import Priority
from cart_ward.clinical.people import AdmissionId
from cart_ward.errors import CartWardError
from cart_ward.ui.alarms.bell import Bell, Sound
from cart_ward.ui.messages import Messages, sentence
from cart_ward.ui.station import Station

Raised = frozenset[tuple[AdmissionId, str]]

RINGING = 1.0
"""Seconds that belong to an alarm alone: its sound is over, and nobody takes it for another."""


class AlarmSound(QObject):
    """Rings when a high alarm is raised that was not open before, once however many there are.

    A scan is answered in the same way and by the same switch, but never over an alarm.

    `keep` writes the switch down for the next start. Signal: `switched()`.
    """

    switched = Signal()

    def __init__(
        self,
        station: Station,
        messages: Messages,
        bell: Bell | None,
        *,
        on: bool = True,
        keep: Callable[[bool], None] | None = None,
    ) -> None:
        super().__init__(station)
        self._station = station
        self._messages = messages
        self._bell = bell
        self._keep = keep
        self.on = on
        self._rang_at: float | None = None
        self._open: Raised = frozenset()
        station.ward_changed.connect(self._on_ward_changed)

    @property
    def possible(self) -> bool:
        """Whether this station can ring at all."""
        return self._bell is not None

    def toggle(self) -> None:
        """Turn the sound of this station on or off; turned on, it is heard once, as a test."""
        self.on = not self.on
        if self.on:
            self._ring()
        self.switched.emit()
        if self._keep is not None:
            keep, on = self._keep, self.on
            self._station.tasks.run(
                lambda: keep(on), lambda _done: None, self._on_failed, lane="paper"
            )

    def try_out(self) -> None:
        """Ring once, whatever the switch says: at the start of a shift the speaker is tried."""
        self._ring()

    def look(self) -> None:
        """Ring if something high is open that was not: a repeat is silent, so is an answer."""
        now = frozenset(
            (status.admission.id, alarm.key)
            for status in self._station.statuses()
            for alarm in status.alarms
            if alarm.priority is Priority.HIGH and not alarm.answered
        )
        new, self._open = now - self._open, now
        if new and self.on:
            self._ring()

    @Slot(bool)
    def answer_scan(self, led: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Say whether a scan led somewhere, unless an alarm is being heard."""
        now = self._station.desk.clock.monotonic()
        ringing = self._rang_at is not None and now - self._rang_at < RINGING
        if self.on and not ringing and self._bell is not None:
            self._bell.ring(Sound.SCAN_READ if led else Sound.SCAN_REFUSED)

    def _ring(self) -> None:
        if self._bell is not None:
            self._rang_at = self._station.desk.clock.monotonic()
            self._bell.ring()

    @Slot(object)
    def _on_ward_changed(self, _changes: object) -> None:
        self.look()

    def _on_failed(self, error: CartWardError) -> None:
        self._messages.tell(sentence(error, self._station.zone), good=False)
