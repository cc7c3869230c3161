"""Paints the cursor of a trend over what is painted already: a line, rings, and the read-out."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from cart_ward.clinical.vocabulary import EntryId
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.widgets.trend_moments import Moment
from cart_ward.ui.widgets.trend_readout import Readout
from cart_ward.ui.widgets.trend_scene import COLOURS, Scene, height_of, width, write

INSIDE = 10.0
"""Room between the border of the read-out and its words."""

AWAY = 14.0
"""Room between the cursor and the read-out."""


def paint(painter: QPainter, scene: Scene, moment: Moment, said: Readout, chosen: EntryId) -> None:
    """Paint the line, a ring round each value of the moment, and what is read out."""
    x = scene.span.x(moment.hour)
    painter.setPen(QPen(QColor(scene.tokens.ink), 1))
    painter.drawLine(QPointF(x, 2), QPointF(x, scene.layout.foot + 2))
    _rings(painter, scene, moment, x)
    _box(painter, scene, x, said, chosen)


def _rings(painter: QPainter, scene: Scene, moment: Moment, x: float) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for panel, box in scene.layout.panels:
        for name in panel.lines:
            value = dict(scene.trend.series[name]).get(moment.hour)
            if value is not None:
                painter.setPen(QPen(QColor(scene.tokens.series[COLOURS[name]]), 2))
                painter.drawEllipse(QPointF(x, height_of(panel, box, value)), 6, 6)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _box(painter: QPainter, scene: Scene, x: float, said: Readout, chosen: EntryId) -> None:
    """Write the read-out on the side with more room; the chosen entry's lines stand bold."""
    tokens, line = scene.tokens, scene.line
    plain, bold = theme.font(tokens.sizes.small), theme.font(tokens.sizes.small, bold=True)
    rows = [
        (said.head, bold, tokens.ink),
        (said.clock, plain, tokens.soft),
        *((each.text, bold if each.entry_id == chosen else plain, tokens.ink)
          for each in said.lines),
        (_("Click or Enter: the entry"), plain, tokens.soft),
    ]  # fmt: skip
    painter.setFont(bold)
    wide = max(width(painter, words) for words, _font, _ink in rows) + 2 * INSIDE
    high = len(rows) * line + INSIDE
    middle = (scene.span.left + scene.span.right) / 2
    left = x + AWAY if x < middle else x - AWAY - wide
    top = max(min(scene.layout.top, scene.layout.height - high - 2), 2.0)
    painter.setPen(QPen(QColor(tokens.border), 1))
    painter.setBrush(QColor(tokens.card))
    painter.drawRoundedRect(QRectF(left, top, wide, high), 6, 6)
    for number, (words, font, ink) in enumerate(rows):
        painter.setFont(font)
        place = QRectF(left + INSIDE, top + INSIDE / 2 + number * line, wide, line)
        write(painter, place, words, ink)
