"""The clocks: the machine's, the practice ward's, and the watch for jumps of the wall clock."""

import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cart_ward.care.ports import ClockLine
from cart_ward.clinical.steady import STEADY, SUSPECT_AFTER, Drift

__all__ = [
    "JUMP",
    "SUSPECT_AFTER",
    "Machine",
    "PracticeClock",
    "Reading",
    "SteppedClock",
    "SystemClock",
    "jumped",
]

JUMP = timedelta(seconds=2)
"""A larger step between wall and monotonic clock is a jump (architecture 8.5)."""

_BOOT = Path("/proc/sys/kernel/random/boot_id")


class Machine:
    """What the machine itself tells: two clocks, and which run of it this is."""

    def wall(self) -> datetime:
        """Return the wall clock in UTC; people and networks set it."""
        return datetime.now(UTC)

    def ticks(self) -> float:
        """Return seconds that go on while the machine sleeps and that nobody can set."""
        if sys.platform == "linux":
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        if sys.platform == "darwin":
            return time.clock_gettime(time.CLOCK_MONOTONIC)
        return time.monotonic()  # on Windows it counts sleep

    def boot(self) -> str:
        """Return the name of this run of the computer, or nothing where it has none."""
        with suppress(OSError):
            return _BOOT.read_text(encoding="ascii").strip()
        return ""


class SystemClock:
    """The machine's clock, and the steady time beside it that nobody can set.

    The steady time begins with the wall clock, or is carried on from an earlier run (`go_on`).
    """

    def __init__(self, machine: Machine | None = None) -> None:
        self._machine = found = machine or Machine()
        self._line = ClockLine(boot=found.boot(), ticks=found.ticks(), since=found.wall())

    @property
    def line(self) -> ClockLine:
        """Where the steady time began."""
        return self._line

    def go_on(self, line: ClockLine) -> None:
        """Count the steady time from another beginning."""
        self._line = line

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return self._machine.wall()

    def monotonic(self) -> float:
        """Return the steady time in seconds of the UNIX epoch; no change of the clock touches it.

        The audit lines hold it, so that each tells both times.
        """
        return self._steady().timestamp()

    @property
    def drift(self) -> Drift:
        """How far the wall clock has parted from the steady time."""
        steady = self._steady()
        return Drift(
            ahead=self.now() - steady,
            since=self._line.since,
            steady=steady,
            accepted=self._line.accepted,
        )

    @property
    def suspect(self) -> bool:
        """Whether the two have parted by more than 2 minutes since somebody found them right."""
        return self.drift.suspect

    def _steady(self) -> datetime:
        return self._line.since + timedelta(seconds=self._machine.ticks() - self._line.ticks)


class PracticeClock:
    """The practice ward's own clock: it begins where it is told and may run fast."""

    def __init__(self, begins: datetime, speed: float = 1.0) -> None:
        self._begins = begins
        self._speed = speed
        self._ticks = time.monotonic()

    def begin(self, at: datetime) -> None:
        """Begin anew at another moment: where a practice ward was left."""
        self._begins = at
        self._ticks = time.monotonic()

    def now(self) -> datetime:
        """Return the practice moment in UTC."""
        elapsed = (time.monotonic() - self._ticks) * self._speed
        return (self._begins + timedelta(seconds=elapsed)).astimezone(UTC)

    def monotonic(self) -> float:
        """Return practice seconds, running as fast as the practice clock."""
        return (time.monotonic() - self._ticks) * self._speed

    @property
    def drift(self) -> Drift:
        """Nobody moves a practice clock."""
        return STEADY

    @property
    def suspect(self) -> bool:
        """A practice clock is never suspect."""
        return False


class SteppedClock:
    """A clock that stands still until it is put to the next event of a course."""

    def __init__(self, at: datetime) -> None:
        self._begins = at
        self._at = at

    def put(self, at: datetime) -> None:
        """Put the clock to a later moment."""
        self._at = max(self._at, at)

    def now(self) -> datetime:
        """Return the moment the clock was put to, in UTC."""
        return self._at.astimezone(UTC)

    def monotonic(self) -> float:
        """Return the seconds since the clock was made."""
        return (self._at - self._begins).total_seconds()

    @property
    def drift(self) -> Drift:
        """It is only ever put forward by who plays the course."""
        return STEADY

    @property
    def suspect(self) -> bool:
        """A stepped clock is never suspect."""
        return False


@dataclass(frozen=True, slots=True)
class Reading:
    """Wall and monotonic clock, read together."""

    wall: datetime
    ticks: float


def jumped(before: Reading, after: Reading) -> timedelta | None:
    """Return by how much the wall clock jumped between two readings, or None if it did not."""
    moved = after.wall - before.wall - timedelta(seconds=after.ticks - before.ticks)
    return moved if abs(moved) > JUMP else None
