"""Where things stand in a trend: scales with their ends, hours, days and labels. No Qt."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from cart_ward.clinical import timing
from cart_ward.i18n import formats
from cart_ward.ui.widgets.trend_data import Point, Trend
from cart_ward.ui.widgets.trend_stretches import GAP

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

    def hour(self, x: float) -> float:
        """Return which hour stands at a place: the way back from `x`."""
        return self.start + (x - self.left) * (self.end - self.start) / (self.right - self.left)

    def shows(self, hour: float) -> bool:
        """Tell whether an hour lies between the edges."""
        return self.start <= hour <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text with its place: `lane` counts from 0, `more` what stands there unnamed.

    `mark` is what it belongs to: the text stands close to it, on its left or on its right.
    """

    text: str
    left: float
    width: float
    mark: float = 0.0
    lane: int = 0
    more: int = 0

    def begins(self, used: float) -> float:
        """Return where words begin that need less than the room kept for them."""
        return self.left if self.left >= self.mark else self.left + self.width - used

    def covers(self, other: "Label") -> bool:
        """Tell whether two labels would stand on each other."""
        apart = self.left >= other.left + other.width + 6
        return self.lane == other.lane and not apart and other.left < self.left + self.width + 6


def panels(trend: Trend) -> tuple[Panel, ...]:
    """Return the scales of a trend; a value beyond the usual ends moves the end."""
    series, limits, before = trend.series, trend.limits, trend.baselines
    press = (*series["systolic"], *series["pulse"], (0.0, before.get("systolic", 120.0)))
    warm = _ends(35, 41, 1, series["temperature"])
    low, high = _ends(40, 180, 20, press)
    spo2 = _ends(80, 100, 10, (*series["spo2"], (0.0, before.get("spo2", 100.0))))
    most = trend.score_most
    pressure, saturation = limits.get("pressure"), limits["spo2"]
    return (
        Panel(key="temperature", lines=("temperature",), low=warm[0], high=warm[1],
              ticks=(*warm, 38, 36, 37, 39, 40), limit=limits["temperature"], share=4),
        Panel(key="pressure", lines=("systolic", "pulse"), low=low, high=high,
              ticks=(low, high, round(pressure or 90), 120, 60, 150), limit=pressure, share=5),
        Panel(key="spo2", lines=("spo2",), low=spo2[0], high=spo2[1],
              ticks=(*spo2, round(saturation), 90, 95, 85), limit=saturation, share=3),
        Panel(key="score", lines=("score",), low=0, high=most,
              ticks=(0, most, most // 2), limit=None, share=2),
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
            Label(text=text, left=start, width=width, mark=x, lane=lane)
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


def visible(points: Sequence[Point], span: Span) -> Sequence[Point]:
    """Return the points shown, with the one before, from which the curve comes."""
    first = bisect_left(points, (span.start, float("-inf")))
    last = bisect_right(points, (span.end, float("inf")))
    return points[max(first - 1, 0) : last]


def pieces(points: Sequence[Point]) -> Iterator[Sequence[Point]]:
    """Part a curve where nothing was measured for more than a day: what was between is unknown."""
    first = 0
    for number in range(1, len(points)):
        if points[number][0] - points[number - 1][0] > GAP:
            yield points[first:number]
            first = number
    if points:
        yield points[first:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def holds(self, y: float) -> bool:
        """Tell whether a height lies inside."""
        return self.top <= y <= self.bottom


def free(boxes: Iterable[Box], curves: Sequence[Sequence[Point]], room: float = 2) -> Box | None:
    """Return the first box that no curve (of places, from left to right) runs through, or None."""
    return next((box for box in boxes if not any(_through(box, c, room) for c in curves)), None)


def _through(box: Box, curve: Sequence[Point], room: float) -> bool:
    """Tell whether a curve comes within `room` pixels of a box."""
    first = max(bisect_right(curve, (box.left - room, float("inf"))) - 1, 0)
    last = bisect_left(curve, (box.right + room, float("-inf"))) + 1
    top, bottom = box.top - room, box.bottom + room
    near = [y for _x, y in curve[first : last + 1]]
    if not near or min(near) > bottom or max(near) < top:
        return False  # every line between these points stays on their side
    heights = (_between(curve, number, box, room) for number in range(first, min(last, len(curve))))
    return any(low <= bottom and high >= top for low, high in heights)


def _between(curve: Sequence[Point], number: int, box: Box, room: float) -> tuple[float, float]:
    """Return the lowest and highest place of the line after a point, within the box's width."""
    x, y = curve[number]
    if number + 1 >= len(curve):
        inside = box.left - room <= x <= box.right + room
        return (y, y) if inside else (float("inf"), float("-inf"))
    far, end = curve[number + 1]
    if far <= x:
        return min(y, end), max(y, end)
    slope = (end - y) / (far - x)
    ends = [y + slope * (min(max(edge, x), far) - x) for edge in (box.left, box.right)]
    return min(ends), max(ends)
