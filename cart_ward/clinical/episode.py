"""CRS and ICANS over time: episodes, masked fever, every change of grade, maxima."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cart_ward.clinical import crs, icans
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.graded import Graded
from cart_ward.clinical.observed import EpisodeMark, Grading, StepDown
from cart_ward.clinical.people import StaffId
from cart_ward.clinical.timeline import Openings, Span, Timeline
from cart_ward.clinical.vocabulary import EntryId, EpisodeKind, Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One episode: from its first sign (or the mark that opened it) until a person closed it."""

    kind: EpisodeKind
    opened_at: datetime
    closed_at: datetime | None
    masked_since: datetime | None
    masked_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GradePoint:
    """The proposal as it stood from `at` on, and the entry that brought it."""

    at: datetime
    graded: Graded
    entry_id: EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """The last grade a named person signed."""

    at: datetime
    grade: int
    proposed: int | None
    by: StaffId
    reason: str | None
    entry_id: EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeStory:
    """One scale over the whole stay: each change of proposal, the last word of a person, maxima.

    `maximum` is the highest grade confirmed or proposed, `maximum_at` when it was first reached.
    `effective` is the grade that monitoring follows: the highest since the last step-down.
    """

    scale: Scale
    points: tuple[GradePoint, ...]
    confirmed: Confirmed | None
    maximum: int | None
    maximum_at: datetime | None
    effective: int | None
    effective_since: datetime | None


class Trend(StrEnum):
    """Where a grade is going, against the last different one."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


def _timeline(chart: Chart, scale: Scale) -> Timeline:
    return crs.timeline(chart) if scale is Scale.CRS else icans.timeline(chart)


def _marked(chart: Chart) -> tuple[Span, ...]:
    """Return the IEC-HS episodes: only people open and close them."""
    openings = Openings()
    for entry in chart.of(EpisodeMark):
        if entry.body.kind is not EpisodeKind.IEC_HS:
            continue
        if entry.body.opened:
            openings.start(entry.taken_at)
        else:
            openings.close(entry.taken_at)
    return tuple(openings.spans)


def _episodes(chart: Chart) -> tuple[Episode, ...]:
    spans = {
        EpisodeKind.CRS: crs.timeline(chart).spans,
        EpisodeKind.ICANS: icans.timeline(chart).spans,
        EpisodeKind.IEC_HS: _marked(chart),
    }
    found = [
        Episode(
            kind=kind,
            opened_at=span.opened_at,
            closed_at=span.closed_at,
            masked_since=span.masked_since,
            masked_by=span.masked_by,
        )
        for kind, of_kind in spans.items()
        for span in of_kind
    ]
    return tuple(sorted(found, key=lambda e: e.opened_at))


def episodes(chart: Chart) -> tuple[Episode, ...]:
    """Return every episode, first opened first.

    CRS and ICANS open at the first mark, signed grade of 1 or more or proposal of 1 or more,
    whichever comes first, and only a person closes them. IEC-HS is opened by people alone.
    """
    return chart.derived(_episodes)


def masked_now(chart: Chart, at: datetime) -> bool:
    """Tell whether a CRS episode is open at `at` and a drug that hides fever was given in it."""
    return any(
        span.masked_since is not None
        and span.masked_since <= at
        and (span.closed_at is None or at < span.closed_at)
        for span in crs.timeline(chart).spans
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """A grade proposed, signed or stepped down to, in the order in which they count."""

    at: datetime
    rank: int
    grade: int | None


_PROPOSED, _STEPPED_DOWN, _SIGNED = range(3)
"""Of one moment a step-down comes after the proposal it knows and before a grade signed with it."""


def _seen(chart: Chart, scale: Scale) -> Iterator[_Seen]:
    for moment in _timeline(chart, scale).counted:
        yield _Seen(moment.at, _PROPOSED, moment.graded.grade)
    for step in chart.of(StepDown):
        if step.body.scale is scale:
            yield _Seen(step.taken_at, _STEPPED_DOWN, step.body.grade)
    for signed in chart.of(Grading):
        if signed.body.scale is scale:
            yield _Seen(signed.taken_at, _SIGNED, signed.body.grade)


class _Fold:
    """The highest grade of the stay and the grade that monitoring follows, while time passes."""

    __slots__ = ("_proposed", "effective", "maximum")

    def __init__(self) -> None:
        self.maximum: tuple[int, datetime] | None = None
        self.effective: tuple[int, datetime] | None = None
        self._proposed: int | None = None

    def take(self, seen: _Seen) -> None:
        """Let one grade count; a step-down lowers what monitoring follows, nothing else does."""
        if seen.rank == _PROPOSED:
            self._proposed = seen.grade
        if seen.grade is None:
            return
        if seen.rank == _STEPPED_DOWN:
            self._follow(max(seen.grade, self._proposed or 0), seen.at)
            return
        if self.maximum is None or seen.grade > self.maximum[0]:
            self.maximum = (seen.grade, seen.at)
        if self.effective is None or seen.grade > self.effective[0]:
            self._follow(seen.grade, seen.at)

    def _follow(self, grade: int, at: datetime) -> None:
        if self.effective is None or self.effective[0] != grade:
            self.effective = (grade, at)


def _confirmed(chart: Chart, scale: Scale) -> Confirmed | None:
    signed = [e for e in chart.of(Grading) if e.body.scale is scale]
    if not signed:
        return None
    last = signed[-1]
    return Confirmed(
        at=last.taken_at,
        grade=last.body.grade,
        proposed=last.body.proposed_grade,
        by=last.recorded_by,
        reason=last.body.override_reason,
        entry_id=last.id,
    )


def _told(chart: Chart, scale: Scale) -> GradeStory:
    fold = _Fold()
    for seen in sorted(_seen(chart, scale), key=lambda s: (s.at, s.rank)):
        fold.take(seen)
    maximum, maximum_at = fold.maximum or (None, None)
    effective, effective_since = fold.effective or (None, None)
    return GradeStory(
        scale=scale,
        points=tuple(
            GradePoint(at=m.at, graded=m.graded, entry_id=m.entry_id)
            for m in _timeline(chart, scale).moments
        ),
        confirmed=_confirmed(chart, scale),
        maximum=maximum,
        maximum_at=maximum_at,
        effective=effective,
        effective_since=effective_since,
    )


def _crs_story(chart: Chart) -> GradeStory:
    return _told(chart, Scale.CRS)


def _icans_story(chart: Chart) -> GradeStory:
    return _told(chart, Scale.ICANS)


def story(chart: Chart, scale: Scale) -> GradeStory:
    """Return the scale over the whole stay, worked out once for a chart."""
    return chart.derived(_crs_story if scale is Scale.CRS else _icans_story)


def trend(story: GradeStory, now: datetime) -> Trend:
    """Return whether the proposed grade rose or fell when it last changed before `now`."""
    known = [p.graded.grade for p in story.points if p.at <= now and p.graded.grade is not None]
    before = [grade for grade in known if grade != known[-1]]
    if not before:
        return Trend.SAME
    return Trend.UP if known[-1] > before[-1] else Trend.DOWN
