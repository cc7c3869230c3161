"""Fakes for ports only: a clock that stands still, and tasks that run at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from cart_ward.clinical.steady import Drift
from cart_ward.errors import CartWardError
from cart_ward.runtime.clock import Machine

T = TypeVar("T")

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
"""14:00 in Shanghai, where the ward of the tests is."""


@dataclass
class FixedClock:
    """A clock that stands still until a test moves it; `turn` moves the wall clock alone."""

    at: datetime = NOW
    suspect: bool = False
    turned: timedelta = timedelta(0)
    since: datetime | None = None

    def now(self) -> datetime:
        """Return the moment the test has set."""
        return self.at

    def monotonic(self) -> float:
        """Return the steady time: what passed, without what the test has turned."""
        return (self.at - self.turned).timestamp()

    @property
    def drift(self) -> Drift:
        """How far the test has turned the wall clock away from the time that passed."""
        return Drift(ahead=self.turned, since=self.since, steady=self.at - self.turned)

    def advance(self, **elapsed: float) -> None:
        """Let time pass, hours=6 for instance."""
        self.at += timedelta(**elapsed)

    def turn(self, **shift: float) -> None:
        """Change the wall clock as a person or the network would; no time passes."""
        self.at += timedelta(**shift)
        self.turned += timedelta(**shift)


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


class TurnedMachine(Machine):
    """A computer whose time passes when told, whose wall clock is set, and that is started anew."""

    def __init__(self, at: datetime = NOW) -> None:
        self.real = at
        self.ahead = timedelta(0)
        self.boots = 1
        self.name = "boot-1"
        self._booted = at

    def wall(self) -> datetime:
        """Return the wall clock."""
        return self.real + self.ahead

    def ticks(self) -> float:
        """Return the seconds since the computer was started."""
        return (self.real - self._booted).total_seconds()

    def boot(self) -> str:
        """Return which start of the computer this is."""
        return self.name

    def passes(self, **elapsed: float) -> None:
        """Let time pass."""
        self.real += timedelta(**elapsed)

    def turn(self, **shift: float) -> None:
        """Set the wall clock by so much; no time passes."""
        self.ahead += timedelta(**shift)

    def restart(self) -> None:
        """Start the computer anew."""
        self.boots += 1
        self.name = f"boot-{self.boots}"
        self._booted = self.real
