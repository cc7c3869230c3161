"""What is painted of a trend and with what, and the few strokes every part of it needs."""

from dataclasses import dataclass
from datetime import tzinfo

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from cart_ward.ui.theme import Paint, Tokens
from cart_ward.ui.widgets.trend_axes import Box, Panel, Span
from cart_ward.ui.widgets.trend_data import Trend
from cart_ward.ui.widgets.trend_layout import Layout, layout

AT_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
AT_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip

COLOURS = {"temperature": 0, "systolic": 1, "pulse": 2, "spo2": 3, "score": 4}
"""Which colour of the theme each curve has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is painted and with what."""

    trend: Trend
    span: Span
    zone: tzinfo
    tokens: Tokens
    layout: Layout

    @property
    def line(self) -> float:
        """The height of a line of small text."""
        return self.layout.line


def line_of(tokens: Tokens) -> float:
    """Return the height of a line of small text."""
    return tokens.sizes.small + 5.0


def scene(trend: Trend, span: Span, zone: tzinfo, height: float, tokens: Tokens) -> Scene:
    """Return a trend laid out for a height."""
    laid = layout(trend, span, height, line_of(tokens))
    return Scene(trend=trend, span=span, zone=zone, tokens=tokens, layout=laid)


def write(painter: QPainter, area: QRectF, words: str, colour: str, *, right: bool = False) -> None:
    """Write a text in the middle of a height, at the left or the right."""
    painter.setPen(QColor(colour))
    painter.drawText(area, AT_RIGHT if right else AT_LEFT, words)


def width(painter: QPainter, words: str) -> float:
    """Return how wide a text is."""
    return QFontMetricsF(painter.font()).horizontalAdvance(words)


def area_of(box: Box) -> QRectF:
    """Return a box as Qt has it."""
    return QRectF(box.left, box.top, box.width, box.height)


def height_of(panel: Panel, box: Box, value: float) -> float:
    """Return where a value stands in its panel."""
    return box.bottom - (value - panel.low) / (panel.high - panel.low) * box.height


def fill(painter: QPainter, area: QRectF, look: Paint) -> None:
    """Draw a rectangle with its border."""
    painter.setPen(QPen(QColor(look.border), 1))
    painter.setBrush(QColor(look.fill))
    painter.drawRect(area)
