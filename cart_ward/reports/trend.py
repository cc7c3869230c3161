"""The temperatures of 24 hours as a strip: points, a line, the fever line, clock times."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from reportlab.lib.colors import black
from reportlab.pdfgen.canvas import Canvas

from cart_ward.reports import styles

FEVER = 38
"""Drawn as a broken line; the rule itself is in `clinical.vitals`."""
LABELS = 26.0


@dataclass(frozen=True, slots=True)
class Trend:
    """`points` in degrees C; `ticks` are the clock times under the axis, its ends among them."""

    points: tuple[tuple[datetime, Decimal], ...]
    ticks: tuple[tuple[datetime, str], ...]
    high: float = 46.0

    def height(self, width: float) -> float:  # noqa: ARG002 - as high at any width
        """Return how high the strip is."""
        return self.high + 18

    def degrees(self) -> range:
        """Return the whole degrees of the axis: 36 to 40, more where more was measured."""
        measured = [d for _, d in self.points]
        low = min([Decimal(36), *measured]).to_integral_value(ROUND_FLOOR)
        high = max([Decimal(40), *measured]).to_integral_value(ROUND_CEILING)
        return range(int(low), int(high) + 1)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw axis, fever line and points."""
        left, wide = x + LABELS, width - LABELS - 16
        start, end = self.ticks[0][0], self.ticks[-1][0]
        span = (end - start).total_seconds()
        scale = self.degrees()
        step = self.high / (scale[-1] - scale[0])

        def across(at: datetime) -> float:
            return left + wide * (at - start).total_seconds() / span

        def up(degrees: Decimal | int) -> float:
            return top - 4 - self.high + step * float(degrees - scale[0])

        canvas.saveState()
        canvas.setFont(styles.REGULAR, styles.SMALL)
        canvas.setFillColor(black)
        for degree in scale:
            self._level(canvas, x, (left, left + wide), (degree, up(degree)))
        for at, label in self.ticks:
            canvas.drawCentredString(across(at), top - self.high - 15, label)
        self._curve(canvas, across, up)
        canvas.restoreState()

    def _level(
        self, canvas: Canvas, x: float, ends: tuple[float, float], level: tuple[int, float]
    ) -> None:
        degree, y = level
        fever = degree == FEVER
        canvas.setDash(3, 2) if fever else canvas.setDash()
        canvas.setLineWidth(0.9 if fever else 0.3)
        canvas.setStrokeColor(black if fever else styles.GREY_LINE)
        canvas.line(ends[0], y, ends[1], y)
        canvas.drawRightString(x + LABELS - 5, y - 3, str(degree))

    def _curve(
        self,
        canvas: Canvas,
        across: Callable[[datetime], float],
        up: Callable[[Decimal | int], float],
    ) -> None:
        canvas.setDash()
        canvas.setStrokeColor(black)
        canvas.setLineWidth(1.0)
        path = canvas.beginPath()
        for n, (at, degrees) in enumerate(self.points):
            place = (across(at), up(degrees))
            canvas.circle(*place, 1.7, fill=1, stroke=0)
            if n:
                path.lineTo(*place)
            else:
                path.moveTo(*place)
        canvas.drawPath(path, stroke=1, fill=0)
