"""A station that nobody uses locks by itself, so that nobody signs in another person's name."""

import math
from datetime import timedelta
from typing import Protocol

from PySide6.QtCore import QObject, Slot

from cart_ward.ui.keyboard import Keyboard
from cart_ward.ui.main_window import MainWindow
from cart_ward.ui.station import Station

WARNED = timedelta(seconds=15)
"""How long before it locks the station says so (ux 11)."""


class Steady(Protocol):
    """A time that nobody can set and that goes on while the machine sleeps."""

    def monotonic(self) -> float:
        """Return it in seconds."""
        ...


class IdleLock(QObject):
    """Locks after so long without a key, a press or a move of the mouse (hazard H25).

    The far board stays, for it is read from the corridor and names nobody; whoever then presses a
    key finds the station locked.
    """

    def __init__(
        self, station: Station, window: MainWindow, keyboard: Keyboard, steady: Steady
    ) -> None:
        super().__init__(window)
        self._station, self._window, self._steady = station, window, steady
        self.limit = station.facts.idle
        self._used = steady.monotonic()
        station.person_changed.connect(self._begin)
        station.ticked.connect(self._on_tick)
        keyboard.used.connect(self._on_used)

    def left(self) -> timedelta:
        """Return how long it will stay open if nobody does anything."""
        return self.limit - timedelta(seconds=self._steady.monotonic() - self._used)

    @Slot(object)
    def _begin(self, _person: object = None) -> None:
        self._used = self._steady.monotonic()
        self._window.top.show_locking(None)

    @Slot(bool)
    def _on_used(self, acting: bool) -> None:  # noqa: FBT001 - a signal has no keywords
        """Stay open; `acting`: a key or a press, not only a move of the mouse."""
        if self._station.actor is None:
            return
        if self.left() > timedelta(0):
            self._begin()
        elif acting:
            self._window.lock()

    @Slot(object)
    def _on_tick(self, _now: object) -> None:
        if self._station.actor is None:
            return
        left = self.left()
        if left > WARNED:
            return
        if left > timedelta(0):
            self._window.top.show_locking(math.ceil(left.total_seconds()))
        elif not self._window.page.far():
            self._window.lock()
