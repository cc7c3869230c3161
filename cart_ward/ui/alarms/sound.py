"""One short sound for each new high alarm, never a loop, and the switch of this station."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from cart_ward.clinical.alarms import Priority
from cart_ward.clinical.people import AdmissionId
from cart_ward.errors import CartWardError
from cart_ward.ui.alarms.bell import Bell
from cart_ward.ui.messages import Messages, sentence
from cart_ward.ui.station import Station

Raised = frozenset[tuple[AdmissionId, str]]


class AlarmSound(QObject):
    """Rings when a high alarm is raised that was not open before, once however many there are.

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
        self._open: Raised = frozenset()
        station.ward_changed.connect(self._on_ward_changed)

    @property
    def possible(self) -> bool:
        """Whether this station can ring at all."""
        return self._bell is not None

    def toggle(self) -> None:
        """Turn the sound of this station on or off; turned on, it is heard once, as a test."""
        self.on = not self.on
        if self.on and self._bell is not None:
            self._bell.ring()
        self.switched.emit()
        if self._keep is not None:
            keep, on = self._keep, self.on
            self._station.tasks.run(
                lambda: keep(on), lambda _done: None, self._on_failed, lane="paper"
            )

    def look(self) -> None:
        """Ring if something high is open that was not: a repeat is silent, so is an answer."""
        now = frozenset(
            (status.admission.id, alarm.key)
            for status in self._station.statuses()
            for alarm in status.alarms
            if alarm.priority is Priority.HIGH and not alarm.answered
        )
        new, self._open = now - self._open, now
        if new and self.on and self._bell is not None:
            self._bell.ring()

    @Slot(object)
    def _on_ward_changed(self, _changes: object) -> None:
        self.look()

    def _on_failed(self, error: CartWardError) -> None:
        self._messages.tell(sentence(error, self._station.zone), good=False)
