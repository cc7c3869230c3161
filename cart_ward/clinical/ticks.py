"""Clinicians' ticks on observations: which cause each finding has, as known so far."""

from collections.abc import Mapping

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.observed import Attribution
from cart_ward.clinical.vocabulary import AttributedFinding, Cause, EntryId

_CAUTION = (Cause.CRS, Cause.OTHER, Cause.AIRWAY_ONLY)
"""Of contradicting ticks of one moment the first of these holds: it hides least."""


class Ticks:
    """The ticks taken note of so far, by the observation they are about.

    A tick belongs to one version of an observation. When that is amended, "because of CRS" goes on
    to hold for the correction, "other cause" does not: it was said of other values.
    """

    __slots__ = ("_about", "_before")

    def __init__(self, chart: Chart) -> None:
        self._about: dict[EntryId, list[Entry[Attribution]]] = {}
        self._before = {e.id: e.amends for e in chart.entries if e.amends is not None}

    def take(self, entry: Entry[Attribution]) -> None:
        """Take note of one tick."""
        self._about.setdefault(entry.body.about, []).append(entry)

    def causes(self, observation: EntryId) -> Mapping[AttributedFinding, Cause]:
        """Return the cause of each ticked finding: the last word, CRS before other."""
        found: dict[AttributedFinding, Entry[Attribution]] = {}
        for tick in self._on(observation):
            old = found.get(tick.body.finding)
            if old is None or _weight(tick) >= _weight(old):
                found[tick.body.finding] = tick
        return {finding: tick.body.cause for finding, tick in found.items()}

    def _on(self, observation: EntryId) -> list[Entry[Attribution]]:
        found = list(self._about.get(observation, ()))
        earlier = self._before.get(observation)
        while earlier is not None:
            about = self._about.get(earlier, ())
            found += [tick for tick in about if tick.body.cause is Cause.CRS]
            earlier = self._before.get(earlier)
        return found


def _weight(tick: Entry[Attribution]) -> tuple[object, int]:
    return (tick.taken_at, -_CAUTION.index(tick.body.cause))
