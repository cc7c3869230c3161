"""One time axis from the infusion hour: grade bands, vital signs, score and drugs.

pyqtgraph and numpy are slow to load and only this file uses them: they come with the first plot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cart_ward.clinical.vocabulary import Scale
from cart_ward.i18n import _
from cart_ward.ui import theme

if TYPE_CHECKING:
    from pyqtgraph import GraphicsLayoutWidget, PlotItem

    from cart_ward.ui.widgets.trend_data import Band, Trend

SPANS: tuple[int | None, ...] = (24, 72, 168, None)
"""Hours that can be shown; None: from the infusion on."""

AXIS_WIDTH = 62

BAND_HEIGHT = 0.8

SHORTEST_PART = 200
"""A band shorter than this part of the stay has no room for its digit; the history names it."""

FEVER = 38.0
"""The line in the temperature (LEE19 table 2)."""

TICKS = {
    "temperature": (36, 38, 40),
    "pressure": (60, 90, 120, 150),
    "spo2": (86, 90, 94, 98),
}
"""What is written on each scale; the score has its ends and its middle."""


class TrendPlot(QWidget):
    """The trend of one stay; `show_span` chooses how many of the last hours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plots: dict[str, PlotItem] = {}
        self._trend: Trend | None = None
        self._span: int | None = 72
        self._view: GraphicsLayoutWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName(_("Trend of vital signs, grades and score"))
        self.setMinimumHeight(320)

    @property
    def span(self) -> int | None:
        """The hours shown; None for all."""
        return self._span

    def show_span(self, hours: int | None) -> None:
        """Show the last hours, or all."""
        self._span = hours
        self._set_range()

    def show_trend(self, trend: Trend) -> None:
        """Draw a trend; the same one is not drawn again."""
        if trend == self._trend:
            return
        self._trend = trend
        if self._view is None:
            self._build()
        for plot in self._plots.values():
            plot.clear()
        self._draw(trend)
        self._set_range()

    def _build(self) -> None:
        import pyqtgraph  # noqa: PLC0415 heavy, and needed by this file alone

        tokens = theme.current()
        view = pyqtgraph.GraphicsLayoutWidget()
        view.setBackground(QColor(tokens.card))
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        heights = {"grades": 2, "temperature": 4, "pressure": 5, "spo2": 3, "score": 3}
        first: PlotItem | None = None
        for row, (name, share) in enumerate(heights.items()):
            plot = view.addPlot(row=row, col=0, enableMenu=False)
            view.ci.layout.setRowStretchFactor(row, share)
            self._dress(plot, tokens, last=name == "score")
            if first is None:
                first = plot
            else:
                plot.setXLink(first)
            self._plots[name] = plot
        self._view = view
        self._layout.addWidget(view)

    def _dress(self, plot: PlotItem, tokens: theme.Tokens, *, last: bool) -> None:
        plot.disableAutoRange()
        plot.setMouseEnabled(x=False, y=False)
        plot.hideButtons()
        for name in ("left", "bottom"):
            axis = plot.getAxis(name)
            axis.setPen(_pen(tokens.line))
            axis.setTextPen(_pen(tokens.soft))
            axis.setStyle(tickFont=theme.font(tokens.sizes.small))
        plot.getAxis("left").setWidth(AXIS_WIDTH)
        plot.getAxis("bottom").setStyle(showValues=last)
        plot.showGrid(x=True, y=True, alpha=0.15)

    def _draw(self, trend: Trend) -> None:
        tokens = theme.current()
        self._draw_bands(trend, tokens)
        lines = (
            ("temperature", "temperature", tokens.series[0], "o"),
            ("pressure", "systolic", tokens.series[1], "o"),
            ("pressure", "pulse", tokens.series[2], "t1"),
            ("spo2", "spo2", tokens.series[3], "o"),
            ("score", "score", tokens.series[4], "o"),
        )
        for plot, name, colour, shape in lines:
            self._draw_line(self._plots[plot], trend.series[name], colour, shape)
        self._scale("temperature", _("°C"), 35.5, 41.0, threshold=FEVER)
        self._scale("pressure", _("BP ●  HR ▲"), 40, 180, threshold=90)
        self._scale("spo2", _("SpO\u2082 %"), 84, 100, threshold=90)
        room = trend.score_most * 0.12
        self._scale("score", _("Score"), -room, trend.score_most + room)
        most = trend.score_most
        ticks = [(float(points), str(points)) for points in (0, most // 2, most)]
        self._plots["score"].getAxis("left").setTicks([ticks])
        for mark in trend.marks:
            self._draw_mark(mark.hour, mark.text, tokens)

    def _draw_line(
        self, plot: PlotItem, points: tuple[tuple[float, float], ...], colour: str, shape: str
    ) -> None:
        # 1 px and no antialiasing: wider pens are ten times slower.
        plot.plot(
            [x for x, _y in points],
            [y for _x, y in points],
            pen=_pen(colour),
            symbol=shape,
            symbolSize=6,
            symbolPen=None,
            symbolBrush=QColor(colour),
            antialias=False,
        )

    def _scale(
        self, name: str, label: str, low: float, high: float, threshold: float | None = None
    ) -> None:
        plot = self._plots[name]
        plot.setLabel("left", label, **{"font-size": f"{theme.current().sizes.small - 2}px"})
        plot.setYRange(low, high, padding=0)
        ticks = [(float(tick), str(tick)) for tick in TICKS.get(name, ())]
        plot.getAxis("left").setTicks([ticks])
        if threshold is not None:
            pen = _pen(theme.current().threshold)
            pen.setStyle(Qt.PenStyle.DashLine)
            plot.addLine(y=threshold, pen=pen)

    def _draw_bands(self, trend: Trend, tokens: theme.Tokens) -> None:
        plot = self._plots["grades"]
        plot.setYRange(0, 2, padding=0)
        plot.getAxis("left").setTicks([[(1.5, "CRS"), (0.5, "ICANS")]])
        if trend.bands:
            self._draw_bars(plot, trend, tokens)

    def _draw_bars(self, plot: PlotItem, trend: Trend, tokens: theme.Tokens) -> None:
        """Draw all bands as one item: hundreds of items are slow."""
        import pyqtgraph  # noqa: PLC0415 loaded by _build already

        looks = [_look(band, tokens) for band in trend.bands]
        bottoms = [_bottom(band) for band in trend.bands]
        bars = pyqtgraph.BarGraphItem(
            x0=[band.start for band in trend.bands],
            x1=[band.end for band in trend.bands],
            y0=bottoms,
            y1=[bottom + BAND_HEIGHT for bottom in bottoms],
            brushes=[QColor(look.fill) for look in looks],
            pens=[_pen(look.border) for look in looks],
        )
        plot.addItem(bars)
        shortest = trend.now / SHORTEST_PART
        for band, look in zip(trend.bands, looks, strict=True):
            if band.end - band.start >= shortest:
                self._draw_digit(plot, band, look.text)

    def _draw_digit(self, plot: PlotItem, band: Band, colour: str) -> None:
        """Write the grade into its band: colour is never the only sign."""
        import pyqtgraph  # noqa: PLC0415 loaded by _build already

        digit = pyqtgraph.TextItem(
            "–" if band.grade is None else str(band.grade), color=QColor(colour), anchor=(0, 0.5)
        )
        digit.setFont(theme.font(theme.current().sizes.small, bold=True))
        digit.setPos(band.start, _bottom(band) + BAND_HEIGHT / 2)
        plot.addItem(digit)

    def _draw_mark(self, hour: float, text: str, tokens: theme.Tokens) -> None:
        import pyqtgraph  # noqa: PLC0415 loaded by _build already

        pen = _pen(tokens.ink)
        pen.setStyle(Qt.PenStyle.DotLine)
        for name, plot in self._plots.items():
            if name != "grades":
                plot.addLine(x=hour, pen=pen)
        label = pyqtgraph.TextItem(text, color=QColor(tokens.ink), anchor=(0, 1))
        label.setFont(theme.font(tokens.sizes.small))
        label.setPos(hour, 0)
        self._plots["score"].addItem(label)

    def _set_range(self) -> None:
        if self._trend is None or not self._plots:
            return
        now = self._trend.now
        start = self._first_hour() if self._span is None else max(now - self._span, 0.0)
        start = min(start, now - 1)
        self._plots["grades"].setXRange(start, now + (now - start) * 0.02, padding=0)
        self._show_hours(start, now)

    def _first_hour(self) -> float:
        """Return where all begins: the infusion, or what was measured before it."""
        series = () if self._trend is None else self._trend.series.values()
        return min([0.0, *(points[0][0] for points in series if points)])

    def _show_hours(self, start: float, end: float) -> None:
        """Write the axis in days since the infusion, with the hour under it."""
        length = max(end - start, 1.0)
        step = next((s for s in (2, 6, 12, 24, 48, 96) if length / s <= 9), 168)
        first = int(start // step + 1) * step
        hours = range(first, int(end) + 1, step)
        ticks = [[(float(hour), _("h {hour}").format(hour=hour)) for hour in hours]]
        for plot in self._plots.values():
            plot.getAxis("bottom").setTicks(ticks)


def _look(band: Band, tokens: theme.Tokens) -> theme.Paint:
    return tokens.not_assessed if band.grade is None else tokens.grades[min(band.grade, 4)]


def _bottom(band: Band) -> float:
    return 1.1 if band.scale is Scale.CRS else 0.1


def _pen(colour: str) -> QPen:
    pen = QPen(QColor(colour))
    pen.setWidth(1)
    pen.setCosmetic(True)
    return pen
