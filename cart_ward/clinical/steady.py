"""The steady time beside the wall clock: from when a start counts once the clock was moved.

Steady time goes on as it began, whatever is done to the wall clock. A rule that says "not before"
is asked at both, and the later answer holds; both are told by the wall clock as it stands now.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

SUSPECT_AFTER = timedelta(minutes=2)
"""Beyond this drift the clock is suspect: it is said and entries are stamped."""

_NONE = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """How far the wall clock has parted from the steady time.

    `ahead` is wall clock minus steady time, negative where the wall clock is behind. The steady
    time is unbroken `since` a moment of its own up to `steady`, the present one; both None where it
    was never broken. `accepted` is the difference at which somebody has found the clock right.
    """

    ahead: timedelta = _NONE
    since: datetime | None = None
    steady: datetime | None = None
    accepted: timedelta = _NONE

    @property
    def suspect(self) -> bool:
        """Whether the two have parted by more than 2 minutes since somebody found them right."""
        return abs(self.ahead - self.accepted) > SUSPECT_AFTER

    def counts_from(self, start: datetime, ahead_then: timedelta) -> datetime:
        """Return from when something counts that was charted as begun at `start`.

        `ahead_then` is how far the wall clock was ahead when it was typed. The answer is never
        before `start`, and later by as much as the wall clock has gained on the steady time since.
        """
        counted = start + max(self.ahead - ahead_then, _NONE)
        if self.since is None or self.steady is None:
            return counted
        if self.since <= start - ahead_then <= self.steady:
            return counted
        # Typed before this steady time began: all of it has passed since, whatever went before.
        return max(start, min(counted, self.since + self.ahead))


STEADY = Drift()
"""A clock nobody has moved."""
