"""The score over the last days as a small curve, drawn by hand: no plot library for ten points."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cart_ward.i18n import _, formats
from cart_ward.ui import theme

Point = tuple[datetime, int]


class ScoreStrip(QWidget):
    """Points over time on a fixed scale; the last one marked."""

    def __init__(self, most: int, zone: tzinfo) -> None:
        super().__init__()
        self._most, self._zone = most, zone
        self._points: tuple[Point, ...] = ()
        self.setFixedHeight(theme.px(84))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_points(self, points: Sequence[Point]) -> None:
        """Show these points, oldest first."""
        self._points = tuple(points)
        said = ", ".join(
            _("{score} at {at}").format(score=score, at=formats.moment_on_screen(at, self._zone))
            for at, score in self._points[-5:]
        )
        self.setAccessibleName(_("Score over time: {points}").format(points=said or _("none")))
        self.update()

    def paintEvent(self, _event: QPaintEvent, /) -> None:
        """Draw the scale, the curve and the last point."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = tokens.sizes.px
        area = QRectF(px(34), px(8), self.width() - px(46), self.height() - px(16))
        painter.setFont(theme.font(tokens.sizes.small))
        for score in (0, self._most // 2, self._most):
            y = self._y(score, area)
            painter.setPen(QColor(tokens.line))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(tokens.soft))
            box = QRectF(0, y - px(10), px(28), px(20))
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(score)
            )
        self._draw_curve(painter, area, tokens)
        painter.end()

    def _draw_curve(self, painter: QPainter, area: QRectF, tokens: theme.Tokens) -> None:
        if not self._points:
            return
        first, last = self._points[0][0], self._points[-1][0]
        span = max((last - first).total_seconds(), 1.0)
        dots = [
            QPointF(
                area.left() + area.width() * (at - first).total_seconds() / span,
                self._y(score, area),
            )
            for at, score in self._points
        ]
        painter.setPen(QPen(QColor(tokens.curve), 2))
        painter.drawPolyline(dots)
        painter.setBrush(QColor(tokens.grades[2].border))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(dots[-1], 5, 5)

    def _y(self, score: int, area: QRectF) -> float:
        return area.bottom() - area.height() * score / self._most
