"""Paints what stands under the curves of a trend: drugs, the first fever, hours and days."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from cart_ward.i18n import _
from cart_ward.ui.widgets import trend_axes
from cart_ward.ui.widgets.trend_marks import Mark, MarkKind
from cart_ward.ui.widgets.trend_readout import hour_words
from cart_ward.ui.widgets.trend_scene import Scene, width, write

LOOKS = {MarkKind.DRUG: Qt.PenStyle.DotLine, MarkKind.FEVER: Qt.PenStyle.DashDotLine}


def paint(painter: QPainter, scene: Scene) -> None:
    """Paint days and hours, and the marks over them."""
    _time(painter, scene)
    shown = [mark for mark in scene.trend.marks if scene.span.shows(mark.hour)]
    _marks(painter, scene, [m for m in shown if m.kind is not MarkKind.ANTIPYRETIC])
    _small(painter, scene, [m for m in shown if m.kind is MarkKind.ANTIPYRETIC])


def _colour(scene: Scene, mark: Mark) -> str:
    return scene.tokens.soft if mark.kind is MarkKind.FEVER else scene.tokens.ink


def _marks(painter: QPainter, scene: Scene, shown: list[Mark]) -> None:
    """Draw a line at each mark, and its name beside it where there is room."""
    span, laid = scene.span, scene.layout
    for mark in shown:
        painter.setPen(QPen(QColor(_colour(scene, mark)), 1, LOOKS[mark.kind]))
        x = span.x(mark.hour)
        painter.drawLine(QPointF(x, laid.top), QPointF(x, laid.foot + laid.lanes * laid.line))
    room = width(painter, " +99") if len(shown) > laid.lanes else 0
    wanted = [(span.x(m.hour), m.text, width(painter, m.text) + room) for m in shown]
    soft = {mark.text for mark in shown if mark.kind is MarkKind.FEVER}
    for label in trend_axes.in_lanes(wanted, span.left, span.right + laid.edge, laid.lanes):
        words = f"{label.text} +{label.more}" if label.more else label.text
        wide = width(painter, words) + 2
        top = laid.foot + 2 + label.lane * laid.line
        place = QRectF(label.begins(wide), top, wide, laid.line)
        painter.fillRect(place, QColor(scene.tokens.card))
        write(painter, place, words, scene.tokens.soft if words in soft else scene.tokens.ink)


def _small(painter: QPainter, scene: Scene, shown: list[Mark]) -> None:
    """Draw a small sign under the temperature for what brings a fever down."""
    box = next(box for panel, box in scene.layout.panels if panel.key == "temperature")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(scene.tokens.ink))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in shown:
        x, y = scene.span.x(mark.hour), box.bottom + 3
        corners = (QPointF(x - 4, y - 7), QPointF(x + 4, y - 7), QPointF(x, y))
        painter.drawPolygon(QPolygonF(list(corners)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _time(painter: QPainter, scene: Scene) -> None:
    """Write hours since the infusion and under them the days, parted at the ward's midnights."""
    span, tokens = scene.span, scene.tokens
    hour_row = scene.layout.height - 2 * scene.line - 2
    painter.setPen(QPen(QColor(tokens.line), 1))
    painter.drawLine(QPointF(span.left, hour_row), QPointF(span.right, hour_row))
    for hour in trend_axes.hours(span, 4 * scene.line):
        x = span.x(hour)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(QPointF(x, hour_row), QPointF(x, hour_row + 4))
        words = _("h {hour}").format(hour=hour_words(hour))
        wide = width(painter, words) + 2
        left = min(x - wide / 2, span.right + scene.layout.edge - wide)
        write(painter, QRectF(left, hour_row + 3, wide, scene.line), words, tokens.soft)
    if span.start < 0 < span.end and scene.trend.infused:
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.drawLine(QPointF(span.x(0), scene.layout.top), QPointF(span.x(0), hour_row))
    _days(painter, scene)


def _days(painter: QPainter, scene: Scene) -> None:
    span, tokens = scene.span, scene.tokens
    top, height = scene.layout.top, scene.layout.height
    end = span.left - 4
    for words, first, last in trend_axes.midnights(scene.trend, span, scene.zone):
        begin = span.x(first)
        if first > span.start:
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.drawLine(QPointF(begin, top), QPointF(begin, height))
        wide = width(painter, words)
        left = (begin + span.x(last) - wide) / 2
        if left >= end + 4 and span.x(last) - begin > wide / 2:
            place = QRectF(left, height - scene.line - 1, wide + 2, scene.line)
            write(painter, place, words, tokens.ink)
            end = left + wide
