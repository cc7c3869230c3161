"""A patient's entries in order, with amendments resolved."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar, cast

from cart_ward.clinical.entries import Body, Entry
from cart_ward.clinical.observed import Infusion
from cart_ward.clinical.people import Admission, AdmissionId
from cart_ward.clinical.vocabulary import EntryId

B = TypeVar("B", bound=Body)
T = TypeVar("T")


def _order(entry: Entry[Body]) -> tuple[datetime, int]:
    return (entry.taken_at, entry.id)


class Chart:
    """All entries of one admission: an immutable value that remembers what was derived from it.

    `earlier` are the charts of the stays before it that belong to the same course, oldest first.
    """

    __slots__ = ("_by_kind", "_derived", "_times", "earlier", "entries", "subject")

    def __init__(
        self, subject: Admission, entries: Iterable[Entry[Body]], earlier: Iterable["Chart"] = ()
    ) -> None:
        self.subject = subject
        self.earlier = tuple(earlier)
        self.entries: tuple[Entry[Body], ...] = tuple(sorted(entries, key=_order))
        amended = {e.amends for e in self.entries if e.amends is not None}
        by_kind: dict[type[Any], list[Entry[Body]]] = {}
        for entry in self.entries:
            if entry.id not in amended:
                by_kind.setdefault(type(entry.body), []).append(entry)
        self._by_kind = {kind: tuple(found) for kind, found in by_kind.items()}
        self._times = {kind: [e.taken_at for e in found] for kind, found in self._by_kind.items()}
        self._derived: dict[object, object] = {}

    def of(self, kind: type[B]) -> tuple[Entry[B], ...]:
        """Return the current entries of `kind`, oldest first."""
        return cast("tuple[Entry[B], ...]", self._by_kind.get(kind, ()))

    def latest(self, kind: type[B], at: datetime | None = None) -> Entry[B] | None:
        """Return the last current entry of `kind`, or the last one taken at or before `at`."""
        found = self.of(kind)
        count = len(found) if at is None else bisect_right(self._times.get(kind, []), at)
        return found[count - 1] if count else None

    def since(self, kind: type[B], at: datetime) -> tuple[Entry[B], ...]:
        """Return the current entries of `kind` taken after `at`."""
        return self.of(kind)[bisect_right(self._times.get(kind, []), at) :]

    def current(self) -> tuple[Entry[Body], ...]:
        """Return every entry that no other one amends or strikes out, oldest first."""
        return tuple(sorted((e for found in self._by_kind.values() for e in found), key=_order))

    def entry(self, entry_id: EntryId) -> Entry[Body] | None:
        """Return the entry with this id, current or not."""
        return next((e for e in self.entries if e.id == entry_id), None)

    def is_current(self, entry: Entry[Body]) -> bool:
        """Tell whether no other entry amends or strikes out this one."""
        return entry in self.of(type(entry.body))

    def versions(self, entry: Entry[Body]) -> tuple[Entry[Body], ...]:
        """Return the entry and those it amends, newest first."""
        found = [entry]
        while (amends := found[-1].amends) is not None:
            before = self.entry(amends)
            if before is None:
                break
            found.append(before)
        return tuple(found)

    def with_entries(self, more: Iterable[Entry[Body]]) -> "Chart":
        """Return a chart that holds these entries too."""
        return Chart(self.subject, (*self.entries, *more), self.earlier)

    def as_of(self, at: datetime) -> "Chart":
        """Return the chart as it was known at `at`: nothing recorded or taken later."""
        known = (e for e in self.entries if e.recorded_at <= at and e.taken_at <= at)
        return Chart(self.subject, known, (chart.as_of(at) for chart in self.earlier))

    def derived(self, compute: Callable[["Chart"], T]) -> T:
        """Return `compute(self)`, computed once for this chart.

        Two threads that ask at once may both compute; what they keep is the same.
        """
        if compute not in self._derived:
            self._derived[compute] = compute(self)
        return cast("T", self._derived[compute])

    @property
    def stays(self) -> frozenset[AdmissionId]:
        """This stay and the earlier ones whose charts it holds."""
        return frozenset({self.subject.id}).union(*(chart.stays for chart in self.earlier))

    @property
    def infused_at(self) -> datetime | None:
        """The first day 0 of this admission, or None before the infusion."""
        infusions: tuple[Entry[Any], ...] = self.of(Infusion)
        return infusions[0].taken_at if infusions else None
