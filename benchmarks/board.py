"""From a signature to the board painted again, and how long the GUI thread could not answer."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.figures import Figure, Target, timed
from benchmarks.place import Place
from benchmarks.screens import FACTS, Paints, application, put_away, wait_until
from benchmarks.signing import Driver, Signer
from cart_ward.care import observations
from cart_ward.runtime import interpreter
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.main_window import MainWindow
from cart_ward.ui.messages import Messages
from cart_ward.ui.refresh import Refresh
from cart_ward.ui.screens import factories
from cart_ward.ui.station import Station
from cart_ward.ui.tasks import QtTasks
from cart_ward.ui.wakeups import Wakeups

BEAT = 2
"""Milliseconds between two questions whether the GUI thread answers."""
IDLE_BEATS = 20
"""How many beats the idle window is watched before each signature."""


class Pulse(QObject):
    """Beats on the GUI thread and remembers when: a gap is a time in which nothing was answered."""

    def __init__(self) -> None:
        super().__init__()
        self._beats: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    @property
    def beats(self) -> int:
        """How often it has beaten since it was last asked."""
        return len(self._beats)

    def begin(self) -> None:
        """Forget what was: the next beat is the first."""
        self._beats = []

    def longest(self) -> float:
        """Return the longest time without an answer since it was last asked, in seconds."""
        gaps = [after - before for before, after in pairwise(self._beats)]
        self._beats = self._beats[-1:]
        return max(gaps, default=0.0)

    def _beat(self) -> None:
        self._beats.append(perf_counter())


class Ward:
    """The program's window over the store, the board in front, somebody signed in."""

    def __init__(self, place: Place) -> None:
        self.app: QApplication = application()
        self._bugs: list[Exception] = []
        self.tasks = QtTasks(self._bugs.append)
        self.station = Station(place.desk, self.tasks, place.snapshot(), FACTS)
        messages = Messages()
        self.window = MainWindow(self.station, factories(lambda *_a, **_k: b""), messages)
        self._wakeups = Wakeups(place.clock, self.window)
        self._refresh = Refresh(self.station, self._wakeups, messages)
        self.station.sign_in(place.desk.actor)
        self.window.resize(1440, 900)
        self.window.show()
        page = self.window.page
        if not isinstance(page, BoardPage):
            raise TypeError(page)
        page.density.setChecked(True)  # every row in sight, so that every signature is painted
        self.board = page.table
        self.paints = Paints(self.board.viewport())
        wait_until(self.app, lambda: self.paints.seen > 0)
        self.signer = Signer(place)
        interpreter.settle()  # as the program does once its window is open

    def sign(self) -> float:
        """Sign one set; return the seconds until the board was painted with it."""
        command = self.signer.command()
        done: list[int] = []
        began = perf_counter()
        self.station.perform(
            partial(observations.record_vitals, command=command),
            lambda _changes: done.append(self.paints.seen),
            self._bugs.append,
        )
        wait_until(self.app, lambda: bool(self._bugs or (done and self.paints.seen > done[0])))
        if self._bugs:
            raise self._bugs[0]
        while not self.board.settled:  # a full ward is painted in several turns
            wait_until(self.app, partial(self._painted_since, self.paints.seen))
        return perf_counter() - began

    def _painted_since(self, before: int) -> bool:
        return self.paints.seen > before

    def tick(self, now: datetime) -> float:
        """Let the countdowns move to a moment; return the seconds until all are painted."""
        before = self.paints.seen
        began = perf_counter()
        self.station.ticked.emit(now)
        wait_until(self.app, partial(self._painted_since, before))
        while not self.board.settled:
            wait_until(self.app, partial(self._painted_since, self.paints.seen))
        return perf_counter() - began

    def repaint(self) -> float:
        """Return the seconds of painting one row of the same board once more."""
        row = self.board.visualRect(self.board.model().index(0, 0))
        row.setWidth(self.board.viewport().width())
        return timed(lambda: self.board.viewport().repaint(row))

    def close(self) -> None:
        """Let the threads and the window go."""
        self._wakeups.stop()
        self.tasks.close()
        put_away(self.app, self.window)


def figures(place: Place, times: int) -> Iterator[Figure]:
    """Measure signatures at the window, and the gaps in the GUI thread's answers meanwhile."""
    ward = Ward(place)
    driver = Driver(place, ward.signer)
    pulse = Pulse()
    samples: list[float] = []
    floor: list[float] = []
    blocked: list[float] = []
    idle: list[float] = []
    for _ in range(times + 1):
        floor.append(driver.sign() + ward.repaint())
        pulse.begin()
        wait_until(ward.app, lambda: pulse.beats > IDLE_BEATS)
        idle.append(pulse.longest())
        samples.append(ward.sign())
        beats = pulse.beats
        wait_until(ward.app, partial(_beaten, pulse, beats))
        blocked.append(pulse.longest())
    driver.close()
    ticks, rows = _ticks(ward, times)
    ward.close()
    yield Figure(
        name="signed entry to repainted board",
        samples=tuple(samples[1:]),
        floor_name="one bare transaction and one row of the same board painted",
        floor=tuple(floor[1:]),
        target=Target(seconds=0.05, of=95),
        note="Station.perform over QtTasks and the store, to the paint event after the answer.",
    )
    yield Figure(
        name="GUI thread blocked by a signed entry",
        samples=tuple(blocked[1:]),
        floor_name="the longest gap while the window is idle",
        floor=tuple(idle[1:]),
        target=Target(seconds=0.016, of=100),
        note=f"Longest gap between beats meant to be {BEAT} ms apart, in each signature.",
    )
    yield Figure(
        name="board of 24 patients, one tick",
        samples=ticks,
        floor_name="one row of the same board painted",
        floor=rows,
        target=Target(seconds=0.004, of=95),
        note="A minute passes for every countdown, to the last paint event of it.",
    )


def _ticks(ward: Ward, times: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Measure minutes that pass, and rows painted by turns; the first of both is not told."""
    now = ward.signer.now()
    moments = [now + timedelta(minutes=minute) for minute in range(1, times + 2)]
    found = [(ward.tick(moment), ward.repaint()) for moment in moments]
    ticks, rows = zip(*found[1:], strict=True)
    return ticks, rows


def _beaten(pulse: Pulse, beats: int) -> bool:
    return pulse.beats > beats
