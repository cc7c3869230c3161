"""How old the ward on the screen is: when it was last asked, and when the store last answered."""

from datetime import datetime, timedelta

from cart_ward.care.ports import Clock

STALE_AFTER = timedelta(seconds=60)
"""From then on the board says STALE (hazard H15)."""


class Freshness:
    """Remembers the last beat of each of the two hearts of the screens.

    `asked` beats when the charts in memory are asked again, `answered` when the store said that
    nothing newer is in it; the ward is as old as the older of the two. The time shown is the
    ward's; the age is measured by the machine, for a practice ward's clock may run fast.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._machine = clock
        self._asked = self._answered = self._beat()

    def measured_by(self, machine: Clock) -> None:
        """Measure the age by another clock from now on."""
        self._machine = machine
        self._asked = self._answered = self._beat()

    def asked(self, *_what: object) -> None:
        """Note that every answer on the screens was worked out anew."""
        self._asked = self._beat()

    def answered(self) -> None:
        """Note that the store was looked at and what it holds is here."""
        self._answered = self._beat()

    @property
    def as_of(self) -> datetime:
        """The moment, by the ward's clock, for which the screens are right."""
        return min(self._asked, self._answered)[1]

    def age(self) -> timedelta:
        """Return how long ago that was; a clock that was set back makes nothing younger."""
        return abs(self._machine.now() - min(self._asked, self._answered)[0])

    @property
    def stale(self) -> bool:
        """Whether nobody may rely on the screens any more."""
        return self.age() > STALE_AFTER

    def _beat(self) -> tuple[datetime, datetime]:
        return self._machine.now(), self._clock.now()
