"""The clocks: the machine's, the practice ward's, and the watch for jumps of the wall clock."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

SUSPECT_AFTER = timedelta(minutes=2)
"""Beyond this drift entries are stamped "clock suspect" (architecture 8.5)."""

JUMP = timedelta(seconds=2)
"""A larger step between wall and monotonic clock is a jump (architecture 8.5)."""


class SystemClock:
    """The machine's clock; it knows when the wall clock has parted from the monotonic one."""

    def __init__(self) -> None:
        self._began = datetime.now(UTC)
        self._ticks = time.monotonic()

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that no change of the wall clock touches."""
        return time.monotonic()

    def drift(self) -> timedelta:
        """Return how far the wall clock has moved more than the monotonic one since the start."""
        elapsed = timedelta(seconds=time.monotonic() - self._ticks)
        return self.now() - self._began - elapsed

    @property
    def suspect(self) -> bool:
        """Whether the two clocks have parted by more than 2 minutes."""
        return abs(self.drift()) > SUSPECT_AFTER


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
