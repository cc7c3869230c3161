"""APScheduler, tamed: it rings, it never decides; a tick and a heartbeat ask whatever it does."""

import math
from datetime import UTC, datetime, timedelta

from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.date import DateTrigger
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from cart_ward.care.ports import Clock
from cart_ward.runtime.clock import Reading, SystemClock, jumped

LONGEST_WAIT = 30_000
"""Milliseconds: no timer is trusted for longer, for it stops while the machine sleeps."""

HEARTBEAT = 30_000
"""Milliseconds between two questions "what is due?" that nobody has to trigger."""

SLEPT = 10.0
"""Seconds between two ticks after which the machine must have slept: everything is asked again."""

TICK = 1_000
"""Milliseconds between two moves of the countdowns."""


class _Bridge(QObject):
    """Owns the scheduler's single timer; may be armed from any thread."""

    _armed = Signal(int)

    def __init__(self, scheduler: "WardScheduler") -> None:
        super().__init__()
        self._scheduler = scheduler
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._on_timeout)
        self._armed.connect(self._on_armed, Qt.ConnectionType.QueuedConnection)

    def arm(self, seconds: float) -> None:
        # Rounded up: a wait cut short would find nothing due and spin.
        self._armed.emit(min(math.ceil(seconds * 1000), LONGEST_WAIT))

    @Slot(int)
    def _on_armed(self, milliseconds: int) -> None:
        if self._scheduler.running:
            self.timer.start(milliseconds)

    @Slot()
    def _on_timeout(self) -> None:
        self._scheduler.process()


class WardScheduler(BaseScheduler):
    """A scheduler in Qt's event loop with one timer that can be stopped.

    The stock one starts another endless chain of timers at each wake-up.
    """

    def __init__(self) -> None:
        # A ring that comes late still rings once; its body runs on the GUI thread.
        super().__init__(
            timezone=UTC,
            executors={"default": DebugExecutor()},
            job_defaults={"misfire_grace_time": None, "coalesce": True},
        )
        self.processed = 0
        self._bridge = _Bridge(self)

    def wakeup(self) -> None:
        """Look at the jobs soon."""
        self._bridge.arm(0)

    def shutdown(self, wait: bool = True) -> None:  # noqa: FBT001, FBT002 - the library's signature
        """Stop for good; no timer is left behind."""
        super().shutdown(wait)
        self._bridge.timer.stop()

    def process(self) -> None:
        """Run what is due and wait for what comes next."""
        self.processed += 1
        wait = self._process_jobs()
        if wait is not None:
            self._bridge.arm(wait)


class Wakeups(QObject):
    """Rings when something may have fallen due; what that is, `clinical` says.

    Signals: `rang()` at the moment asked for, at every heartbeat and after a clock jump;
    `ticked(datetime)` once a second; `jumped(timedelta)` when the wall clock jumped.
    """

    rang = Signal()
    ticked = Signal(object)
    jumped = Signal(object)
    _due = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._wall = SystemClock()
        self._next: datetime | None = None
        self._before = self._read()
        self._ticked = self._wall.monotonic()
        self.scheduler = WardScheduler()
        # Queued: the answer to a ring asks for the next one, and APScheduler forgets a job of the
        # same id that is added while the old one still runs.
        self._due.connect(self._on_due, Qt.ConnectionType.QueuedConnection)
        self._heartbeat = self._timer(HEARTBEAT, self.rang.emit)
        self._tick = self._timer(TICK, self.tick)

    def start(self) -> None:
        """Begin to tick, to beat and to ring."""
        self.scheduler.start()
        self._heartbeat.start()
        self._tick.start()

    def stop(self) -> None:
        """Fall silent for good."""
        self._heartbeat.stop()
        self._tick.stop()
        self._next = None
        if self.scheduler.running:
            self.scheduler.shutdown()

    def ring_at(self, moment: datetime) -> None:
        """Ring at `moment`, by the ward's clock; only the last moment asked for counts."""
        self._next = moment
        wait = max(moment - self._clock.now(), timedelta(0))
        self.scheduler.add_job(
            self._due.emit, DateTrigger(self._wall.now() + wait), id="next", replace_existing=True
        )

    def tick(self) -> None:
        """Move the countdowns; ask at once if the clock jumped or a ring was missed."""
        before, self._before = self._before, self._read()
        leap = jumped(before, self._before)
        if leap is not None:
            self.jumped.emit(leap)
        if leap is not None or self._slept():
            self.rang.emit()
        self._on_due()
        self.ticked.emit(self._before.wall)

    def _slept(self) -> bool:
        """Tell whether the machine slept since the last tick; its steady time went on meanwhile."""
        before, self._ticked = self._ticked, self._wall.monotonic()
        return self._ticked - before > SLEPT

    @Slot()
    def _on_due(self) -> None:
        if self._next is not None and self._clock.now() >= self._next:
            self._next = None
            self.rang.emit()

    def _read(self) -> Reading:
        return Reading(self._clock.now(), self._clock.monotonic())

    def _timer(self, milliseconds: int, on_timeout: object) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(milliseconds)
        timer.timeout.connect(on_timeout)
        return timer
