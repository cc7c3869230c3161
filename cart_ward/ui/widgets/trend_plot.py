"""One time axis from the infusion hour: grade bands, vital signs, score and drugs."""

from datetime import tzinfo

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.widgets import trend_axes, trend_paint
from cart_ward.ui.widgets.trend_axes import Span
from cart_ward.ui.widgets.trend_data import Trend

SPANS: tuple[int | None, ...] = (24, 72, 168, None)
"""Hours that can be shown; None: from the infusion on."""

LOWEST = 340
"""Pixels under which the scales could not be read."""


class TrendPlot(QWidget):
    """The trend of one stay; `show_span` chooses how many of the last hours.

    It is painted once for a trend, a span and a size, and then only copied to the screen.
    """

    def __init__(self, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._trend: Trend | None = None
        self._hours: int | None = 72
        self._painted: QPixmap | None = None
        self.setAccessibleName(_("Trend of vital signs, grades and score"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(LOWEST)

    @property
    def span(self) -> int | None:
        """The hours shown; None for all."""
        return self._hours

    def show_span(self, hours: int | None) -> None:
        """Show the last hours, or all."""
        self._hours = hours
        self._paint_again()

    def show_trend(self, trend: Trend) -> None:
        """Draw a trend; the same one is not drawn again."""
        if trend != self._trend:
            self._trend = trend
            self._paint_again()

    def _paint_again(self) -> None:
        self._painted = None
        self.update()

    def shown(self, trend: Trend) -> Span:
        """Return the hours shown and where they stand."""
        first, now = trend_axes.first_hour(trend), trend.now
        start = first if self._hours is None else max(now - self._hours, first)
        return Span(
            start=min(start, now - 1),
            end=now,
            left=trend_paint.GUTTER,
            right=self.width() - trend_paint.EDGE,
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Copy what was painted, or paint it."""
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._painted is None or self._painted.size() != size:
            self._painted = QPixmap(size)
            self._painted.setDevicePixelRatio(ratio)
            self._paint(self._painted)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._painted)
        painter.end()

    def _paint(self, paper: QPixmap) -> None:
        tokens = theme.current()
        paper.fill(QColor(tokens.card))
        if self._trend is None:
            return
        scene = trend_paint.Scene(
            trend=self._trend,
            span=self.shown(self._trend),
            zone=self._zone,
            height=float(self.height()),
            tokens=tokens,
        )
        painter = QPainter(paper)
        trend_paint.paint(painter, scene)
        painter.end()
