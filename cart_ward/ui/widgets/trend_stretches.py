"""What lasts on a trend: a grade proposed or signed, oxygen given alike. No Qt."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.episode import GradeStory, story
from cart_ward.clinical.observed import Grading, VitalSigns
from cart_ward.clinical.vocabulary import Oxygen, Scale

K = TypeVar("K")

_Given = tuple[Oxygen | None, Decimal | None]
"""By which device, how many litres a minute."""

GAP = 24.0
"""Hours without a value after which nobody knows what was between: no line, no oxygen is drawn."""


GOES_ON = float("inf")
"""The end of a stretch that has none yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A stretch of one grade, proposed or signed; `grade` None: not assessed."""

    scale: Scale
    start: float
    end: float
    grade: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grades:
    """Both scales: what was proposed, what was signed, and where the two are not the same."""

    proposed: tuple[Band, ...]
    signed: tuple[Band, ...]
    unlike: tuple[Band, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OxygenStretch:
    """A stretch in which oxygen was given alike; `flow` (L/min) None: not recorded."""

    device: Oxygen
    flow: Decimal | None
    start: float
    end: float


def zero_of(chart: Chart) -> datetime:
    """Return from when hours count: the infusion, before it the admission."""
    return chart.infused_at or chart.subject.admitted_at


def hour_of(at: datetime, zero: datetime) -> float:
    """Return the hours since zero."""
    return (at - zero).total_seconds() / 3600


def grades(chart: Chart, now: float) -> Grades:
    """Return the stretches of both scales until now.

    All but their last ends is derived once for a chart: it is long, and asked each minute.
    """
    found = chart.derived(_grades)
    return Grades(
        proposed=_until(found.proposed, now),
        signed=_until(found.signed, now),
        unlike=_until(found.unlike, now),
    )


def _until(bands: tuple[Band, ...], now: float) -> tuple[Band, ...]:
    """Let what goes on end now."""
    return tuple(
        replace(band, end=max(now, band.start)) if band.end == GOES_ON else band for band in bands
    )


def _grades(chart: Chart) -> Grades:
    zero = zero_of(chart)
    bands = tuple(b for scale in Scale for b in _proposed(story(chart, scale), zero))
    signatures = tuple(b for scale in Scale for b in _signed(chart, scale, zero))
    return Grades(proposed=bands, signed=signatures, unlike=unlike(bands, signatures))


def _proposed(told: GradeStory, zero: datetime) -> tuple[Band, ...]:
    """Return the stretches of one proposed grade; what only changed its reasons goes on."""
    turns = [
        point
        for before, point in zip((None, *told.points), told.points, strict=False)
        if before is None or before.graded.grade != point.graded.grade
    ]
    return _bands(told.scale, [(hour_of(p.at, zero), p.graded.grade) for p in turns])


def _signed(chart: Chart, scale: Scale, zero: datetime) -> tuple[Band, ...]:
    """Return what people signed, each grade until the next signature."""
    turns = [
        (hour_of(e.taken_at, zero), e.body.grade)
        for e in chart.of(Grading)
        if e.body.scale is scale
    ]
    return _bands(scale, turns)


def _bands(scale: Scale, turns: Sequence[tuple[float, int | None]]) -> tuple[Band, ...]:
    """Return the bands between turns; the last one goes on."""
    ends = [*(start for start, _grade in turns[1:]), *([GOES_ON] if turns else [])]
    return tuple(
        Band(scale=scale, start=start, end=end, grade=grade)
        for (start, grade), end in zip(turns, ends, strict=True)
    )


def unlike(bands: Iterable[Band], signatures: Iterable[Band]) -> tuple[Band, ...]:
    """Return the stretches of signed grades in which another grade is proposed."""
    held = tuple(bands)
    pieces = (
        (max(own.start, band.start), min(own.end, band.end), (own.scale, own.grade))
        for own in signatures
        for band in held
        if band.scale is own.scale and band.grade != own.grade
    )
    return tuple(
        Band(scale=scale, start=start, end=end, grade=grade)
        for start, end, (scale, grade) in _joined(p for p in pieces if p[0] < p[1])
    )


def oxygen(chart: Chart, now: float) -> tuple[OxygenStretch, ...]:
    """Return how oxygen was given from set to set; a set that does not say ends a stretch."""
    found = chart.derived(_oxygen_charted)
    if not found:
        return ()
    *earlier, (start, last, how) = found
    lasts = now > last and now - last <= GAP
    return tuple(
        OxygenStretch(device=device, flow=flow, start=hour, end=end)
        for hour, end, (device, flow) in (*earlier, (start, now if lasts else last, how))
        if device is not None
    )


def _oxygen_charted(chart: Chart) -> list[tuple[float, float, _Given]]:
    """Return what was given from the first set to the last, which is a piece without an end."""
    zero = zero_of(chart)
    sets = [(hour_of(e.taken_at, zero), e.body) for e in chart.of(VitalSigns)]
    ends = [*(hour for hour, _body in sets[1:]), *(hour for hour, _body in sets[-1:])]
    pieces = (
        (start, end if end - start <= GAP else start, (body.oxygen, body.oxygen_flow))
        for (start, body), end in zip(sets, ends, strict=True)
    )
    return list(_joined(pieces))


def _joined(pieces: Iterable[tuple[float, float, K]]) -> Iterator[tuple[float, float, K]]:
    """Join pieces that follow each other at once and say the same."""
    held: tuple[float, float, K] | None = None
    for start, end, key in pieces:
        if held is not None and held[2] == key and held[1] == start:
            held = (held[0], end, key)
            continue
        if held is not None:
            yield held
        held = (start, end, key)
    if held is not None:
        yield held
