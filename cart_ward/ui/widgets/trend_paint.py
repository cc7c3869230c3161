"""Paints a trend with QPainter: grade bands, scales, curves, drugs and the time axis.

Each curve is one path: hundreds of items or thousands of objects would be slow.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from cart_ward.clinical.vocabulary import Scale
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.theme import Tokens
from cart_ward.ui.widgets import trend_axes
from cart_ward.ui.widgets.trend_axes import Panel, Span
from cart_ward.ui.widgets.trend_data import Band, Point, Trend

GUTTER = 120.0
"""Room for the names and numbers of the scales."""

EDGE = 48.0
"""Room on the right for the last value of each curve."""

BAND = 24.0
"""Height of a row of grade bands."""

LANES = 3
"""Most rows for the names of drugs under the curves."""

TALL = 440
"""Pixels under which they have one row less."""

GAP = 8.0
"""Between two panels."""

DENSE = 5.0
"""Pixels between two values under which curves are drawn without dots."""

COLOURS = {"temperature": 0, "systolic": 1, "pulse": 2, "spo2": 3, "score": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is painted and with what."""

    trend: Trend
    span: Span
    zone: tzinfo
    height: float
    tokens: Tokens

    @property
    def lanes(self) -> int:
        """How many rows the names of drugs take."""
        span = self.span
        shown = sum(span.start <= mark.hour <= span.end for mark in self.trend.marks)
        return min(shown, LANES if self.height >= TALL else LANES - 1)

    @property
    def line(self) -> float:
        """The height of a line of small text."""
        return self.tokens.sizes.small + 5.0


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
    height = scene.height
    painter.setFont(theme.font(scene.tokens.sizes.small))
    top = 2.0
    for row, scale in enumerate((Scale.CRS, Scale.ICANS)):
        _bands(painter, scene, scale, top + row * (BAND + 3))
    top += 2 * (BAND + 3) + GAP / 2
    foot = height - (scene.lanes + 2) * scene.line - 6
    panels = trend_axes.panels(scene.trend)
    room = foot - top - GAP * (len(panels) - 1)
    whole = sum(panel.share for panel in panels)
    _time(painter, scene, top, height)
    for panel in panels:
        area = QRectF(scene.span.left, top, scene.span.right - scene.span.left,
                      room * panel.share / whole)  # fmt: skip
        _panel(painter, scene, panel, area)
        top = area.bottom() + GAP
    _marks(painter, scene, 2 * (BAND + 3) + GAP / 2, foot)


def _text(painter: QPainter, area: QRectF, words: str, colour: str, *, right: bool = False) -> None:
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.setPen(QColor(colour))
    painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, words)


def _width(painter: QPainter, words: str) -> float:
    return QFontMetricsF(painter.font()).horizontalAdvance(words)


# ---- grades


def _bands(painter: QPainter, scene: Scene, scale: Scale, top: float) -> None:
    tokens, span = scene.tokens, scene.span
    _text(painter, QRectF(0, top, GUTTER - 8, BAND), scale.value, tokens.soft, right=True)
    shown = [b for b in scene.trend.bands if b.scale is scale and b.end >= span.start]
    places = {id(band): _band_area(band, span, top) for band in shown}
    for band in shown:
        look = _look(band, tokens)
        painter.setPen(QPen(QColor(look.border), 1))
        painter.setBrush(QColor(look.fill))
        painter.drawRect(places[id(band)])
    _digits(painter, scene, [(band, places[id(band)]) for band in shown])


def _band_area(band: Band, span: Span, top: float) -> QRectF:
    left = span.x(max(band.start, span.start))
    # A stretch of minutes must still be seen.
    return QRectF(left, top + 0.5, max(span.x(band.end) - left, 3.0), BAND - 1)


def _digits(painter: QPainter, scene: Scene, shown: Sequence[tuple[Band, QRectF]]) -> None:
    """Write each grade; where stretches are too narrow for all digits, the worst are written."""
    painter.save()
    painter.setFont(theme.font(scene.tokens.sizes.small, bold=True))
    taken: list[QRectF] = []
    # The present grade first, then the worst: colour is never the only sign.
    order = sorted(shown, key=lambda pair: (pair[0].end < scene.trend.now, -(pair[0].grade or 0)))
    for band, area in order:
        words = _("not assessed") if band.grade is None else str(band.grade)
        if band.grade is None and _width(painter, words) + 8 > area.width():
            words = "–"
        wide = _width(painter, words) + 8
        box = QRectF(area.left(), area.top(), wide, area.height())
        if wide > area.width():
            box.moveLeft(min(area.center().x() - wide / 2, scene.span.right - 4))
        if any(box.intersects(other) for other in taken):
            continue
        look = _look(band, scene.tokens)
        if wide > area.width():
            painter.setPen(QPen(QColor(look.border), 1))
            painter.setBrush(QColor(look.fill))
            painter.drawRect(box)
        painter.setPen(QColor(look.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        taken.append(box)
    painter.restore()


def _look(band: Band, tokens: Tokens) -> theme.Paint:
    return tokens.not_assessed if band.grade is None else tokens.grades[min(band.grade, 4)]


# ---- scales and curves


def _panel(painter: QPainter, scene: Scene, panel: Panel, area: QRectF) -> None:
    tokens = scene.tokens
    lines = int((area.height() + 10) // scene.line)
    for number, words in enumerate(names(panel, scene.trend, lines)):
        line = QRectF(0, area.top() - 6 + number * scene.line, GUTTER - 44, scene.line)
        if line.bottom() <= area.bottom() + 12:
            _text(painter, line, words, tokens.soft)
    _scale(painter, scene, panel, area)
    painter.save()
    painter.setClipRect(area.adjusted(0, -4, 4, 4))
    for name in panel.lines:
        _curve(painter, scene, panel, area, name)
    painter.restore()
    _last(painter, scene, panel, area)


def _y(panel: Panel, area: QRectF, value: float) -> float:
    return area.bottom() - (value - panel.low) / (panel.high - panel.low) * area.height()


def _scale(painter: QPainter, scene: Scene, panel: Panel, area: QRectF) -> None:
    """Draw the numbers of a scale, its ends and its limit always among them."""
    tokens = scene.tokens
    inside = [tick for tick in panel.ticks if panel.low <= tick <= panel.high]
    half = scene.line / 2
    # The ends are written inside their panel, so that two panels never write over each other.
    low, high = area.top() + half - 6, area.bottom() - half + 6
    heights = [min(max(_y(panel, area, tick), low), high) for tick in inside]
    for number in trend_axes.apart(heights, scene.line - 5):
        y, tick = _y(panel, area, inside[number]), inside[number]
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        place = QRectF(0, heights[number] - half, GUTTER - 8, scene.line)
        _text(painter, place, str(tick), tokens.soft, right=True)
    if panel.limit is not None:
        y = _y(panel, area, panel.limit)
        painter.setPen(QPen(QColor(tokens.threshold), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))


def _curve(painter: QPainter, scene: Scene, panel: Panel, area: QRectF, name: str) -> None:
    points = _visible(scene.trend.series[name], scene.span)
    if not points:
        return
    places = [QPointF(scene.span.x(hour), _y(panel, area, value)) for hour, value in points]
    colour = QColor(scene.tokens.series[COLOURS[name]])
    painter.setPen(QPen(colour, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(places))
    if area.width() / len(places) < DENSE and name != "pulse":
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    # Where values stand close, every so many keep their sign: it tells pulse from pressure.
    every = max(1, round(DENSE * 3 * len(places) / area.width())) if name == "pulse" else 1
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawPath(_signs(places[::-every], triangle=name == "pulse"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _visible(points: tuple[Point, ...], span: Span) -> tuple[Point, ...]:
    """Return the points shown, with the one before, from which the curve comes."""
    first = bisect_left(points, (span.start, float("-inf")))
    last = bisect_right(points, (span.end, float("inf")))
    return points[max(first - 1, 0) : last]


def _signs(places: Sequence[QPointF], *, triangle: bool) -> QPainterPath:
    path = QPainterPath()
    for place in places:
        if triangle:
            x, y = place.x(), place.y()
            corners = [QPointF(x, y - 4), QPointF(x + 4, y + 3), QPointF(x - 4, y + 3)]
            path.addPolygon(QPolygonF([*corners, corners[0]]))
        else:
            path.addEllipse(place, 3, 3)
    return path


def _last(painter: QPainter, scene: Scene, panel: Panel, area: QRectF) -> None:
    """Write the last value of each curve at its end."""
    painter.save()
    painter.setFont(theme.font(scene.tokens.sizes.small, bold=True))
    ends = [(name, scene.trend.series[name][-1][1]) for name in panel.lines
            if scene.trend.series[name]]  # fmt: skip
    ends.sort(key=lambda pair: -pair[1])
    y = area.top() - scene.line
    for name, value in ends:
        y = max(_y(panel, area, value) - scene.line / 2, y + scene.line - 3)
        place = QRectF(area.right() + 6, y, EDGE, scene.line)
        words = f"{value:.1f}" if name == "temperature" else f"{value:.0f}"
        _text(painter, place, words, scene.tokens.series[COLOURS[name]])
    painter.restore()


# ---- drugs and time


def _marks(painter: QPainter, scene: Scene, top: float, foot: float) -> None:
    span = scene.span
    shown = [mark for mark in scene.trend.marks if span.start <= mark.hour <= span.end]
    painter.setPen(QPen(QColor(scene.tokens.ink), 1, Qt.PenStyle.DotLine))
    for mark in shown:
        x = span.x(mark.hour)
        painter.drawLine(QPointF(x, top), QPointF(x, foot + scene.lanes * scene.line))
    room = _width(painter, " +99") if len(shown) > LANES else 0
    wanted = [(span.x(m.hour), m.text, _width(painter, m.text) + room) for m in shown]
    for label in trend_axes.in_lanes(wanted, span.left, span.right + EDGE, scene.lanes):
        words = f"{label.text} +{label.more}" if label.more else label.text
        wide = _width(painter, words) + 2
        place = QRectF(label.left, foot + 2 + label.lane * scene.line, wide, scene.line)
        painter.fillRect(place, QColor(scene.tokens.card))
        _text(painter, place, words, scene.tokens.ink)


def _time(painter: QPainter, scene: Scene, top: float, height: float) -> None:
    """Write hours since the infusion and under them the days, parted at the ward's midnights."""
    span, tokens = scene.span, scene.tokens
    days, hour_row = height - scene.line - 1, height - 2 * scene.line - 2
    painter.setPen(QPen(QColor(tokens.line), 1))
    painter.drawLine(QPointF(span.left, hour_row), QPointF(span.right, hour_row))
    for hour in trend_axes.hours(span, 4 * scene.line):
        x = span.x(hour)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(QPointF(x, hour_row), QPointF(x, hour_row + 4))
        words = _("h {hour}").format(hour=f"\u2212{-hour}" if hour < 0 else hour)
        wide = _width(painter, words) + 2
        left = min(x - wide / 2, span.right + EDGE - wide)
        _text(painter, QRectF(left, hour_row + 3, wide, scene.line), words, tokens.soft)
    end = span.left - 4
    for words, first, last in trend_axes.midnights(scene.trend, span, scene.zone):
        begin = span.x(first)
        if first > span.start:
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.drawLine(QPointF(begin, top), QPointF(begin, height))
        wide = _width(painter, words)
        left = (begin + span.x(last) - wide) / 2
        if left >= end + 4 and span.x(last) - begin > wide / 2:
            _text(painter, QRectF(left, days, wide + 2, scene.line), words, tokens.ink)
            end = left + wide
