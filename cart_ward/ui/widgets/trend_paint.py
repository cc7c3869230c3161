"""Paints a trend with QPainter: its scales and curves, and what the lines in them mean.

Each curve is one path: hundreds of items or thousands of objects would be slow.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.widgets import trend_axes, trend_bands, trend_foot
from cart_ward.ui.widgets.trend_axes import Box, Panel
from cart_ward.ui.widgets.trend_data import Point, Trend
from cart_ward.ui.widgets.trend_layout import NAMES
from cart_ward.ui.widgets.trend_scene import COLOURS, Scene, area_of, height_of, width, write

DENSE = 5.0
"""Pixels between two values under which curves are drawn without dots."""

Pieces = list[list[Point]]
"""A curve as places in pixels, parted where nothing was measured for more than a day."""


def names(panel: Panel, trend: Trend, lines: int) -> tuple[str, ...]:
    """Return what is written beside a scale: the sign of each curve, its name and its unit.

    In fewer than four lines the unit stands for the name.
    """
    if panel.key == "temperature":
        return _("Temp"), _("°C")
    if panel.key == "pressure" and lines < 4:
        return _("● mmHg"), _("▲ /min")
    if panel.key == "pressure":
        return _("● BP"), _("mmHg"), _("▲ HR"), _("/min")
    if panel.key == "spo2":
        return _("SpO2"), "%"
    return "CAPD" if trend.by_capd else "ICE", _("points")


def paint(painter: QPainter, scene: Scene) -> None:
    """Paint the whole trend."""
    painter.setFont(theme.font(scene.tokens.sizes.small))
    trend_bands.paint(painter, scene)
    trend_foot.paint(painter, scene)
    for panel, box in scene.layout.panels:
        _panel(painter, scene, panel, box)
    if not any(scene.trend.series.values()):
        _nothing(painter, scene)


def _nothing(painter: QPainter, scene: Scene) -> None:
    """Say what an empty trend waits for."""
    span, laid = scene.span, scene.layout
    words = _("Nothing charted yet. V records vital signs.")
    wide, high = width(painter, words) + 24, laid.line + 12
    left, top = (span.left + span.right - wide) / 2, (laid.top + laid.foot - high) / 2
    place = QRectF(left, top, wide, high)
    painter.fillRect(place, QColor(scene.tokens.card))
    write(painter, place.adjusted(12, 0, 0, 0), words, scene.tokens.ink)


def _panel(painter: QPainter, scene: Scene, panel: Panel, box: Box) -> None:
    lines = int((box.height + 10) // scene.line)
    for number, words in enumerate(names(panel, scene.trend, lines)):
        line = QRectF(
            NAMES, box.top - 6 + number * scene.line, scene.layout.gutter - 44, scene.line
        )
        if line.bottom() <= box.bottom + 12:
            write(painter, line, words, scene.tokens.soft)
    _scale(painter, scene, panel, box)
    curves = {name: _places(scene, panel, box, name) for name in panel.lines}
    painter.save()
    painter.setClipRect(area_of(box).adjusted(0, -4, 4, 4))
    for name, pieces in curves.items():
        _curve(painter, scene, name, pieces)
    painter.restore()
    _hints(painter, scene, panel, box, [piece for pieces in curves.values() for piece in pieces])
    _last(painter, scene, panel, box)


def _scale(painter: QPainter, scene: Scene, panel: Panel, box: Box) -> None:
    """Draw the numbers of a scale, its ends and its limit always among them."""
    tokens = scene.tokens
    inside = [tick for tick in panel.ticks if panel.low <= tick <= panel.high]
    half = scene.line / 2
    # The ends are written inside their panel, so that two panels never write over each other.
    low, high = box.top + half - 6, box.bottom - half + 6
    thin = QPen(QColor(tokens.line), 1)
    heights = [min(max(height_of(panel, box, tick), low), high) for tick in inside]
    for number in trend_axes.apart(heights, scene.line - 5):
        y, tick = height_of(panel, box, inside[number]), inside[number]
        painter.setPen(thin)
        painter.drawLine(QPointF(box.left, y), QPointF(box.right, y))
        place = QRectF(0, heights[number] - half, scene.layout.gutter - 8, scene.line)
        write(painter, place, str(tick), tokens.soft, right=True)
    if panel.limit is not None:
        y = height_of(panel, box, panel.limit)
        painter.setPen(QPen(QColor(tokens.threshold), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(box.left, y), QPointF(box.right, y))


def _places(scene: Scene, panel: Panel, box: Box, name: str) -> Pieces:
    span = scene.span
    points = trend_axes.visible(scene.trend.series[name], span)
    scale, foot = box.height / (panel.high - panel.low), box.bottom
    across, left = (span.right - span.left) / (span.end - span.start), span.left
    return [
        [(left + (x - span.start) * across, foot - (y - panel.low) * scale) for x, y in piece]
        for piece in trend_axes.pieces(points)
    ]


def _curve(painter: QPainter, scene: Scene, name: str, pieces: Pieces) -> None:
    count = sum(len(piece) for piece in pieces)
    if not count:
        return
    room = (scene.span.right - scene.span.left) / count
    colour = QColor(scene.tokens.series[COLOURS[name]])
    painter.setPen(QPen(colour, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    places = [[QPointF(x, y) for x, y in piece] for piece in pieces]
    for piece in places:
        painter.drawPolyline(QPolygonF(piece))
    alone = [piece[0] for piece in places if len(piece) == 1]
    if room >= DENSE or name == "pulse":
        # Where values stand close, every so many keep their sign: it tells pulse from pressure.
        every = max(1, round(DENSE * 3 / room)) if name == "pulse" else 1
        alone = [place for piece in places for place in piece[::-every]]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if name == "pulse":
        painter.drawPath(_triangles(alone))
    else:
        for place in alone:  # faster than one path of them all
            painter.drawEllipse(place, 3, 3)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _triangles(places: Sequence[QPointF]) -> QPainterPath:
    path = QPainterPath()
    for place in places:
        x, y = place.x(), place.y()
        corners = [QPointF(x, y - 4), QPointF(x + 4, y + 3), QPointF(x - 4, y + 3)]
        path.addPolygon(QPolygonF([*corners, corners[0]]))
    return path


def _last(painter: QPainter, scene: Scene, panel: Panel, box: Box) -> None:
    """Write the last value of each curve at its end, if it lies in what is shown."""
    painter.save()
    painter.setFont(theme.font(scene.tokens.sizes.small, bold=True))
    lasts = [(name, scene.trend.series[name][-1]) for name in panel.lines
             if scene.trend.series[name]]  # fmt: skip
    ends = [(name, value) for name, (hour, value) in lasts if scene.span.shows(hour)]
    ends.sort(key=lambda pair: -pair[1])
    y = box.top - scene.line
    for name, value in ends:
        y = max(height_of(panel, box, value) - scene.line / 2, y + scene.line - 3)
        place = QRectF(box.right + 6, y, scene.layout.edge, scene.line)
        words = f"{value:.1f}" if name == "temperature" else f"{value:.0f}"
        write(painter, place, words, scene.tokens.series[COLOURS[name]])
    painter.restore()


# ---- what the lines mean


def _hints(
    painter: QPainter, scene: Scene, panel: Panel, box: Box, curves: Sequence[Sequence[Point]]
) -> None:
    """Name the dashed line, and mark the value before the infusion, where no curve runs."""
    taken: list[Box] = []
    for name in panel.lines:
        before = scene.trend.baselines.get(name)
        if before is not None:
            y = height_of(panel, box, before)
            colour = scene.tokens.series[COLOURS[name]]
            _diamond(painter, QPointF(box.left, y), colour)
            words = _("{value} before infusion").format(value=round(before))
            taken += _label(painter, scene, box, y, words, scene.tokens.soft, curves)
    if panel.limit is not None:
        y = height_of(panel, box, panel.limit)
        words = _limit_words(panel)
        walls = [_wall(other) for other in taken]
        _label(painter, scene, box, y, words, scene.tokens.threshold, [*curves, *walls])


def _limit_words(panel: Panel) -> str:
    limit = panel.limit or 0.0
    if panel.key == "temperature":
        return _("fever {limit}").format(limit=f"{limit:.1f}")
    return _("call below {limit}").format(limit=round(limit))


def _label(
    painter: QPainter,
    scene: Scene,
    box: Box,
    y: float,
    words: str,
    colour: str,
    curves: Sequence[Sequence[Point]],
) -> list[Box]:
    """Write words at a line where nothing runs through them; return where they stand."""
    wide, high = width(painter, words) + 4, scene.line - 3
    spots = [
        Box(left=left, top=top, width=wide, height=high)
        for left in (box.left + 8, box.right - wide - 4, (box.left + box.right - wide) / 2)
        for top in (y - high - 1, y + 1)
        if box.top - 5 <= top and top + high <= box.bottom + 5
    ]
    spot = trend_axes.free(spots, curves)
    if spot is None:
        return []
    write(painter, area_of(spot), words, colour)
    return [spot]


def _wall(box: Box) -> list[Point]:
    """Return a box as a curve through it, so that nothing else is written there."""
    return [(box.left, box.top), (box.left, box.bottom), (box.right, box.top + box.height / 2)]


def _diamond(painter: QPainter, at: QPointF, colour: str) -> None:
    corners = [QPointF(at.x() + x, at.y() + y) for x, y in ((-5, 0), (0, -5), (5, 0), (0, 5))]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF(corners))
    painter.restore()
