"""Where things stand in a trend: scales with their ends, hours, days and labels. No Qt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from cart_ward.clinical import timing
from cart_ward.i18n import formats
from cart_ward.ui.widgets.trend_data import Point, Trend

FEVER = 38.0
"""The line in the temperature (LEE19 table 2)."""

LOW_SPO2 = 90.0
"""The line in the saturation (escalation_protocols A10)."""

STEPS = (1, 2, 3, 6, 12, 24, 48, 96, 168)
"""Hours between two labels of the time axis."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One scale: its series, its ends, what is written beside it and its share of the height.

    `ticks` are ordered by weight: both ends and the limit first, the others where there is room.
    """

    key: str
    lines: tuple[str, ...]
    low: float
    high: float
    ticks: tuple[int, ...]
    limit: float | None
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The hours shown and where they stand between two edges in pixels."""

    start: float
    end: float
    left: float
    right: float

    def x(self, hour: float) -> float:
        """Return where an hour stands."""
        return self.left + (hour - self.start) * (self.right - self.left) / (self.end - self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text with its place: `lane` counts from 0, `more` what stands there unnamed."""

    text: str
    left: float
    width: float
    lane: int = 0
    more: int = 0

    def covers(self, other: "Label") -> bool:
        """Tell whether two labels would stand on each other."""
        apart = self.left >= other.left + other.width + 6
        return self.lane == other.lane and not apart and other.left < self.left + self.width + 6


def panels(trend: Trend) -> tuple[Panel, ...]:
    """Return the scales of a trend; a value beyond the usual ends moves the end."""
    series = trend.series
    warm = _ends(35, 41, 1, series["temperature"])
    press = _ends(40, 180, 20, (*series["systolic"], *series["pulse"]))
    spo2 = _ends(80, 100, 10, series["spo2"])
    most = trend.score_most
    limit = trend.systolic_limit
    return (
        Panel(key="temperature", lines=("temperature",), low=warm[0], high=warm[1],
              ticks=(*warm, 38, 36, 37, 39, 40), limit=FEVER, share=4),
        Panel(key="pressure", lines=("systolic", "pulse"), low=press[0], high=press[1],
              ticks=(*press, limit or 90, 120, 60, 150), limit=limit, share=5),
        Panel(key="spo2", lines=("spo2",), low=spo2[0], high=spo2[1],
              ticks=(*spo2, 90, 95, 85), limit=LOW_SPO2, share=3),
        Panel(key="score", lines=("score",), low=0, high=most,
              ticks=(0, most, most // 2), limit=None, share=3),
    )  # fmt: skip


def _ends(low: int, high: int, step: int, points: Iterable[Point]) -> tuple[int, int]:
    """Return the ends of a scale, moved in whole steps until every value lies between them."""
    values = [value for _hour, value in points]
    while values and min(values) < low:
        low -= step
    while values and max(values) > high:
        high += step
    return low, high


def first_hour(trend: Trend) -> float:
    """Return where all begins: the infusion, or what was measured before it."""
    return min([0.0, *(points[0][0] for points in trend.series.values() if points)])


def hours(span: Span, room: float) -> tuple[int, ...]:
    """Return the hours that are written, at least `room` pixels apart."""
    width = (span.right - span.left) / (span.end - span.start)
    step = next((step for step in STEPS if step * width >= room), STEPS[-1])
    first = -int(-span.start // step) * step
    return tuple(range(first, int(span.end // 1) + 1, step))


def midnights(trend: Trend, span: Span, zone: tzinfo) -> tuple[tuple[str, float, float], ...]:
    """Return each calendar day shown as (D+n, first hour, last hour); none before the infusion."""
    if not trend.infused:
        return ()

    def begins(day: int) -> float:
        at = timing.start_of_day(trend.zero, day, zone)
        return (at - trend.zero).total_seconds() / 3600

    day = int(span.start // 24)
    found: list[tuple[str, float, float]] = []
    while begins(day) < span.end:
        stretch = max(begins(day), span.start), min(begins(day + 1), span.end)
        if stretch[0] < stretch[1]:
            found.append((formats.day_count(day), *stretch))
        day += 1
    return tuple(found)


def in_lanes(
    wanted: Sequence[tuple[float, str, float]], left: float, right: float, lanes: int
) -> tuple[Label, ...]:
    """Place texts (x, text, width) beside their marks so that none covers another.

    The latest have the first choice. A text that finds no room on either side of its mark is
    counted on the nearest label: nothing vanishes unsaid.
    """
    placed: list[Label] = []
    for x, text, width in sorted(wanted, reverse=True):
        spots = [
            Label(text=text, left=start, width=width, lane=lane)
            for lane in range(lanes)
            for start in (x + 4, x - 4 - width)
            if left <= start and start + width <= right
        ]
        free = [spot for spot in spots if not any(spot.covers(other) for other in placed)]
        if free:
            placed.append(free[0])
        elif placed:
            near = min(range(len(placed)), key=lambda n: abs(placed[n].left - x))
            placed[near] = replace(placed[near], more=placed[near].more + 1)
    return tuple(placed)


def apart(wanted: Sequence[float], room: float) -> tuple[int, ...]:
    """Return which of some places, in order of weight, can be written `room` pixels apart."""
    kept: list[int] = []
    for number, place in enumerate(wanted):
        if all(abs(place - wanted[other]) >= room for other in kept):
            kept.append(number)
    return tuple(kept)
