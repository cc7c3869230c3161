"""Fakes for ports only: a clock that stands still, and tasks that run at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from cart_ward.errors import CartWardError

T = TypeVar("T")

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
"""14:00 in Shanghai, where the ward of the tests is."""


@dataclass
class FixedClock:
    """A clock that stands still until a test moves it; `turn` moves the wall clock alone."""

    at: datetime = NOW
    elapsed: float = 0.0
    suspect: bool = False

    def now(self) -> datetime:
        """Return the moment the test has set."""
        return self.at

    def monotonic(self) -> float:
        """Return the seconds the test has let pass."""
        return self.elapsed

    def advance(self, **elapsed: float) -> None:
        """Let time pass, hours=6 for instance."""
        step = timedelta(**elapsed)
        self.at += step
        self.elapsed += step.total_seconds()

    def turn(self, **shift: float) -> None:
        """Change the wall clock as a person or the network would; no time passes."""
        self.at += timedelta(**shift)


class InlineTasks:
    """The task port of the screens, run at once on the caller's thread."""

    def __init__(self) -> None:
        self.lanes: list[str] = []

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[CartWardError], None],
        *,
        lane: str = "store",
    ) -> None:
        """Do the work now; a foreseen failure goes to `failed`."""
        self.lanes.append(lane)
        try:
            answer = work()
        except CartWardError as error:
            failed(error)
        else:
            done(answer)
