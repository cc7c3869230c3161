"""One pass over a chart, oldest entry first: each change of a proposal and the episodes it opens.

Entries of the same moment count together, so that the order of typing changes nothing.
"""

import dataclasses
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, Protocol

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.graded import NOT_ASSESSED, Graded
from cart_ward.clinical.masking import Masker
from cart_ward.clinical.observed import EpisodeMark, Grading
from cart_ward.clinical.vocabulary import EntryId, EpisodeKind, Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The proposal from `at` on, and the entry that changed it."""

    at: datetime
    graded: Graded
    entry_id: EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """An episode: open from `opened_at` to `closed_at`, its fever masked since a time by a drug."""

    opened_at: datetime
    closed_at: datetime | None = None
    masked_since: datetime | None = None
    masked_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Every change of the proposal and every episode, oldest first.

    `counted` leaves out what was observed before the infusion: it cannot be of the cells.
    `maskers` are the drugs that hide fever, those of the stays before included.
    """

    moments: tuple[Moment, ...]
    counted: tuple[Moment, ...]
    spans: tuple[Span, ...]
    maskers: tuple[Masker, ...]

    def graded(self, at: datetime) -> Graded:
        """Return the proposal as it stood at `at`."""
        count = bisect_right(self.moments, at, key=attrgetter("at"))
        return self.moments[count - 1].graded if count else NOT_ASSESSED


class Openings:
    """The episodes of one kind while time passes.

    `before` is the timeline of the stay before this one, of the same course: an episode that nobody
    closed runs on with its masked fever, and a drug is still on board (H04).
    """

    __slots__ = ("maskers", "spans")

    def __init__(self, before: Timeline | None = None) -> None:
        last = before.spans[-1:] if before is not None else ()
        self.spans: list[Span] = [span for span in last if span.closed_at is None]
        self.maskers: list[Masker] = [] if before is None else list(before.maskers)

    @property
    def open(self) -> bool:
        """Whether an episode is open."""
        return bool(self.spans) and self.spans[-1].closed_at is None

    @property
    def masked(self) -> bool:
        """Whether an episode is open and its fever masked."""
        return self.open and self.spans[-1].masked_since is not None

    @property
    def closed_at(self) -> datetime | None:
        """When the last episode was closed; None while one is open or none ever was."""
        return self.spans[-1].closed_at if self.spans else None

    def close(self, at: datetime) -> None:
        """Close the open episode, if there is one."""
        if self.open:
            self.spans[-1] = dataclasses.replace(self.spans[-1], closed_at=at)

    def start(self, at: datetime) -> None:
        """Open an episode unless one is open; a masking drug that still runs masks it at once."""
        if self.open:
            return
        running = next((m for m in self.maskers if m.running(at)), None)
        self.spans.append(
            Span(
                opened_at=at,
                masked_since=None if running is None else at,
                masked_by=None if running is None else running.drug,
            )
        )

    def mask(self, masker: Masker) -> None:
        """Take note of a masking drug; inside an open episode it masks from now on."""
        self.maskers.append(masker)
        if self.open and not self.masked:
            self.spans[-1] = dataclasses.replace(
                self.spans[-1], masked_since=masker.start, masked_by=masker.drug
            )

    def on_board(self, at: datetime) -> bool:
        """Tell whether any drug given so far may hold a fever down at `at`."""
        return any(m.on_board(at) for m in self.maskers)


class Bedside(Protocol):
    """What is known of the patient while time passes, and what a scale says about it."""

    def take(self, entry: Entry[Any]) -> None:
        """Take note of one entry."""

    def look(self) -> tuple[datetime, Graded] | None:
        """Return when the newest observation was taken and the grade now; None: nothing seen."""


def _concerns(entry: Entry[Any], scale: Scale) -> bool:
    body = entry.body
    if isinstance(body, EpisodeMark):
        return body.kind is EpisodeKind(scale.value)
    return body.scale is scale if isinstance(body, Grading) else True


def _named(together: Iterable[Entry[Any]], openings: Openings) -> None:
    """Let people's marks and signed grades close and open: closing first, opening last."""
    marks = [e for e in together if isinstance(e.body, EpisodeMark)]
    for mark in sorted(marks, key=lambda e: e.body.opened):
        if mark.body.opened:
            openings.start(mark.taken_at)
        else:
            openings.close(mark.taken_at)
    for entry in together:
        if isinstance(entry.body, Grading) and entry.body.grade >= 1:
            _reopen(entry.taken_at, entry.taken_at, openings)


def _reopen(at: datetime, seen_at: datetime, openings: Openings) -> None:
    """Open an episode at `at` for what was seen at `seen_at`, unless it was closed since.

    Closed in the very minute of a sign it stays open: of two readings the more cautious.
    """
    if openings.closed_at is None or seen_at >= openings.closed_at:
        openings.start(at)


def _brought(together: tuple[Entry[Any], ...], kinds: tuple[type[Any], ...]) -> EntryId:
    """Name the observation rather than the drug or the mark of the same moment."""
    order = (*kinds, EpisodeMark, Grading)
    return min(together, key=lambda e: (order.index(type(e.body)), -e.id)).id


def _passing(chart: Chart, scale: Scale, kinds: tuple[type[Any], ...]) -> list[Entry[Any]]:
    found: list[Entry[Any]] = []
    for kind in (*kinds, EpisodeMark, Grading):
        found += chart.of(kind)
    return sorted((e for e in found if _concerns(e, scale)), key=attrgetter("taken_at", "id"))


def follow(
    chart: Chart,
    scale: Scale,
    kinds: tuple[type[Any], ...],
    bedside: Bedside,
    openings: Openings,
) -> Timeline:
    """Let every entry of `kinds`, every mark and every signed grade pass `bedside` in order."""
    moments: list[Moment] = []
    counted: list[Moment] = []
    for at, group in groupby(_passing(chart, scale, kinds), key=attrgetter("taken_at")):
        together = tuple(group)
        _named(together, openings)
        for entry in together:
            bedside.take(entry)
        seen = bedside.look()
        if seen is None:
            continue
        seen_at, graded = seen
        moment = Moment(at=at, graded=graded, entry_id=_brought(together, kinds))
        _note(moments, moment)
        if chart.infused_at is None or seen_at >= chart.infused_at:
            _note(counted, moment)
            # A proposal of 1 or more opens an episode even before anybody signs it (H04).
            if graded.grade is not None and graded.grade >= 1:
                _reopen(at, seen_at, openings)
    return Timeline(
        moments=tuple(moments),
        counted=tuple(counted),
        spans=tuple(openings.spans),
        maskers=tuple(openings.maskers),
    )


def _note(moments: list[Moment], moment: Moment) -> None:
    """Keep a moment if it brings a change."""
    if not moments or moments[-1].graded != moment.graded:
        moments.append(moment)
