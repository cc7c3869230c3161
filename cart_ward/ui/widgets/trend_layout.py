"""Which part of a trend stands where: bands, panels, oxygen, drugs, time; the way back. No Qt."""

from dataclasses import dataclass

from cart_ward.clinical.vocabulary import Scale
from cart_ward.ui.widgets import trend_axes
from cart_ward.ui.widgets.trend_axes import Box, Panel, Span
from cart_ward.ui.widgets.trend_data import Trend
from cart_ward.ui.widgets.trend_marks import MarkKind
from cart_ward.ui.widgets.trend_moments import ANY

GUTTER = 120.0
"""Room for the names and numbers of the scales."""

NAMES = 7.0
"""Where the names of the scales begin: the ring of the focus lies outside."""

EDGE = 48.0
"""Room on the right for the last value of each curve."""

BAND = 23.0
"""Height of a row of grade bands."""

LINE = 21.0
"""The height of a line of small text for which these sizes are meant; larger text scales them."""

LEAST = 110.0
"""Pixels that the scales have at least: names of drugs give way before the curves do."""

LANES = 3
"""Most rows for the names of drugs under the curves."""

TALL = 440
"""Pixels under which they have one row less."""

GAP = 8.0
"""Between two panels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The boxes of one trend at one size; `lanes` rows of drug names begin at `foot`.

    `gutter` and `edge` are the room for words on the left and on the right.
    """

    bands: dict[Scale, Box]
    panels: tuple[tuple[Panel, Box], ...]
    oxygen: Box
    top: float
    foot: float
    lanes: int
    line: float
    height: float
    gutter: float
    edge: float

    def panel_at(self, y: float) -> str:
        """Return what one points at: a panel by its key, the drugs, the grades, or nothing."""
        if y < self.top:
            return "grades"
        if y >= self.foot:
            return "drugs" if y < self.foot + max(self.lanes, 1) * self.line else ANY
        if self.oxygen.holds(y):
            return "spo2"
        near = min(self.panels, key=lambda pair: _away(pair[1], y))
        return near[0].key


def _away(box: Box, y: float) -> float:
    """Return how far a height lies from a box; 0 inside."""
    return max(box.top - y, y - box.bottom, 0.0)


def sides(line: float) -> tuple[float, float]:
    """Return the room for words on the left and on the right of the curves."""
    return GUTTER * line / LINE, EDGE * line / LINE


def lanes(trend: Trend, span: Span, height: float) -> int:
    """Return how many rows the names of drugs take."""
    shown = sum(
        mark.kind is not MarkKind.ANTIPYRETIC and span.shows(mark.hour) for mark in trend.marks
    )
    return min(shown, LANES if height >= TALL else LANES - 1)


def layout(trend: Trend, span: Span, height: float, line: float) -> Layout:
    """Put every part into its place; `line` is the height of a line of small text."""
    wide, scales = span.right - span.left, trend_axes.panels(trend)
    band = BAND * line / LINE
    rows = {
        scale: Box(left=span.left, top=2 + row * (band + 3), width=wide, height=band)
        for row, scale in enumerate((Scale.CRS, Scale.ICANS))
    }
    top = 2 + 2 * (band + 3) + GAP / 2
    oxygen_high = line - 1
    around = top + GAP * len(scales) + oxygen_high + 2 * line + 6
    rows_of_drugs, least = lanes(trend, span, height), LEAST * line / LINE
    while rows_of_drugs and height - around - rows_of_drugs * line < least:
        rows_of_drugs -= 1
    room = max(height - around - rows_of_drugs * line, least)
    foot = top + GAP * len(scales) + oxygen_high + room
    whole = sum(panel.share for panel in scales)
    placed, oxygen, y = [], Box(left=0, top=0, width=0, height=0), top
    for panel in scales:
        box = Box(left=span.left, top=y, width=wide, height=room * panel.share / whole)
        placed.append((panel, box))
        y = box.bottom + GAP
        if panel.key == "spo2":
            oxygen = Box(left=span.left, top=y - GAP / 2, width=wide, height=oxygen_high)
            y = oxygen.bottom + GAP
    gutter, edge = sides(line)
    return Layout(bands=rows, panels=tuple(placed), oxygen=oxygen, top=top, foot=foot,
                  lanes=rows_of_drugs, line=line, height=height,
                  gutter=gutter, edge=edge)  # fmt: skip
