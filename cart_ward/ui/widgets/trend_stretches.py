"""What lasts on a trend: a grade proposed or signed, oxygen given alike. No Qt."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.episode import GradeStory
from cart_ward.clinical.observed import Grading, VitalSigns
from cart_ward.clinical.vocabulary import Oxygen, Scale

K = TypeVar("K")

GAP = 24.0
"""Hours without a value after which nobody knows what was between: no line, no oxygen is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A stretch of one grade, proposed or signed; `grade` None: not assessed."""

    scale: Scale
    start: float
    end: float
    grade: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OxygenStretch:
    """A stretch in which oxygen was given alike; `flow` (L/min) None: not recorded."""

    device: Oxygen
    flow: Decimal | None
    start: float
    end: float


def hour_of(at: datetime, zero: datetime) -> float:
    """Return the hours since zero."""
    return (at - zero).total_seconds() / 3600


def proposed(story: GradeStory, zero: datetime, now: float) -> tuple[Band, ...]:
    """Return the stretches of one proposed grade; what only changed its reasons goes on."""
    turns = [
        point
        for before, point in zip((None, *story.points), story.points, strict=False)
        if before is None or before.graded.grade != point.graded.grade
    ]
    return _bands(story.scale, [(hour_of(p.at, zero), p.graded.grade) for p in turns], now)


def signed(chart: Chart, scale: Scale, zero: datetime, now: float) -> tuple[Band, ...]:
    """Return what people signed, each grade until the next signature."""
    turns = [
        (hour_of(e.taken_at, zero), e.body.grade)
        for e in chart.of(Grading)
        if e.body.scale is scale
    ]
    return _bands(scale, turns, now)


def _bands(scale: Scale, turns: Sequence[tuple[float, int | None]], now: float) -> tuple[Band, ...]:
    """Return the bands between turns, the last one until now."""
    ends = [*(start for start, _grade in turns[1:]), *([now] if turns else [])]
    return tuple(
        Band(scale=scale, start=start, end=max(end, start), grade=grade)
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


def oxygen(chart: Chart, zero: datetime, now: float) -> tuple[OxygenStretch, ...]:
    """Return how oxygen was given from set to set; a set that does not say ends a stretch."""
    sets = [(hour_of(e.taken_at, zero), e.body) for e in chart.of(VitalSigns)]
    ends = [*(hour for hour, _body in sets[1:]), max(now, sets[-1][0] if sets else now)]
    pieces = (
        (start, end if end - start <= GAP else start, (body.oxygen, body.oxygen_flow))
        for (start, body), end in zip(sets, ends, strict=False)
    )
    return tuple(
        OxygenStretch(device=device, flow=flow, start=start, end=end)
        for start, end, (device, flow) in _joined(pieces)
        if device is not None
    )


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
