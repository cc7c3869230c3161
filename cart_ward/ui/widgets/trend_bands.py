"""Paints what lasts on a trend: grade bands above the curves, oxygen under the saturation."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from cart_ward.clinical.vocabulary import Oxygen, Scale
from cart_ward.i18n import _, formats
from cart_ward.ui import theme
from cart_ward.ui.theme import Tokens
from cart_ward.ui.widgets.trend_axes import Box, Span
from cart_ward.ui.widgets.trend_layout import NAMES
from cart_ward.ui.widgets.trend_readout import oxygen_words
from cart_ward.ui.widgets.trend_scene import COLOURS, Scene, fill, width, write
from cart_ward.ui.widgets.trend_stretches import Band, OxygenStretch

STRIP = 4.0
"""Height of the strip under a proposed grade where another one is signed."""


def paint(painter: QPainter, scene: Scene) -> None:
    """Paint both scales and the oxygen."""
    for scale, row in scene.layout.bands.items():
        _bands(painter, scene, scale, row)
    _oxygen(painter, scene)


def _bands(painter: QPainter, scene: Scene, scale: Scale, row: Box) -> None:
    tokens, span = scene.tokens, scene.span
    name = QRectF(0, row.top, scene.layout.gutter - 8, row.height)
    write(painter, name, scale.value, tokens.soft, right=True)
    shown = [
        (band, _band_area(band, span, row))
        for band in scene.trend.bands
        if band.scale is scale and band.end >= span.start
    ]
    for band, area in shown:
        fill(painter, area, _look(band, tokens))
    _signed(painter, scene, scale, row)
    _digits(painter, scene, shown)


def _band_area(band: Band, span: Span, row: Box) -> QRectF:
    left = span.x(max(band.start, span.start))
    # A stretch of minutes must still be seen.
    return QRectF(left, row.top + 0.5, max(span.x(band.end) - left, 3.0), row.height - 1)


def _signed(painter: QPainter, scene: Scene, scale: Scale, row: Box) -> None:
    """Draw a strip in the colour of the signed grade where another one is proposed."""
    for band in scene.trend.unlike:
        if band.scale is scale and band.end > scene.span.start:
            area = _band_area(band, scene.span, row)
            area.setTop(area.bottom() - STRIP)
            fill(painter, area, _look(band, scene.tokens))


def _digits(painter: QPainter, scene: Scene, shown: Sequence[tuple[Band, QRectF]]) -> None:
    """Write each grade; where stretches are too narrow for all digits, the worst are written."""
    painter.save()
    painter.setFont(theme.font(scene.tokens.sizes.small, bold=True))
    taken: list[QRectF] = []
    # The present grade first, then the worst: colour is never the only sign.
    order = sorted(shown, key=lambda pair: (pair[0].end < scene.trend.now, -(pair[0].grade or 0)))
    for band, area in order:
        words = _band_words(painter, scene, band, area)
        wide = width(painter, words) + 8
        box = QRectF(area.left(), area.top(), wide, area.height())
        if wide > area.width():
            box.moveLeft(min(area.center().x() - wide / 2, scene.span.right - 4))
        if any(box.intersects(other) for other in taken):
            continue
        look = _look(band, scene.tokens)
        if wide > area.width():
            fill(painter, box, look)
        painter.setPen(QColor(look.text))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
        painter.drawText(box.adjusted(0, 0, 0, -STRIP), flags, words)
        taken.append(box)
    painter.restore()


def _band_words(painter: QPainter, scene: Scene, band: Band, area: QRectF) -> str:
    """Return the words of a band: its grade, and the signed one where it is another."""
    if band.grade is None:
        words = _("not assessed")
        return words if width(painter, words) + 8 <= area.width() else "–"
    signed = next((s.grade for s in scene.trend.unlike if _same_stretch(s, band)), None)
    if signed is not None:
        words = _("{grade}, signed {signed}").format(grade=band.grade, signed=signed)
        if width(painter, words) + 8 <= area.width():
            return words
    return str(band.grade)


def _same_stretch(signed: Band, band: Band) -> bool:
    """Tell whether a signed grade differs over the whole of a band."""
    return signed.scale is band.scale and signed.start <= band.start and signed.end >= band.end


def _look(band: Band, tokens: Tokens) -> theme.Paint:
    return tokens.not_assessed if band.grade is None else tokens.grades[min(band.grade, 4)]


def _oxygen(painter: QPainter, scene: Scene) -> None:
    """Draw how oxygen was given: device and flow in words, room air without a ground."""
    row, span, tokens = scene.layout.oxygen, scene.span, scene.tokens
    name = QRectF(NAMES, row.top, scene.layout.gutter - NAMES, row.height)
    write(painter, name, _("Oxygen"), tokens.soft)
    colour = tokens.series[COLOURS["spo2"]]
    for stretch in scene.trend.oxygen:
        if stretch.end < span.start:
            continue
        left = span.x(max(stretch.start, span.start))
        area = QRectF(left, row.top + 0.5, max(span.x(stretch.end) - left, 2.0), row.height - 1)
        on_air = stretch.device is Oxygen.ROOM_AIR
        painter.setPen(QPen(QColor(tokens.line if on_air else colour), 1))
        painter.setBrush(QColor(tokens.card) if on_air else _tint(colour))
        painter.drawRect(area)
        words = _oxygen_words(painter, stretch, area.width() - 6)
        write(painter, area.adjusted(4, 0, 0, 0), words, tokens.soft if on_air else tokens.ink)


def _tint(colour: str) -> QColor:
    tint = QColor(colour)
    tint.setAlpha(48)
    return tint


def _oxygen_words(painter: QPainter, stretch: OxygenStretch, room: float) -> str:
    """Return device and flow, the flow alone where there is less room, or nothing."""
    flow = "" if stretch.flow is None else formats.number(stretch.flow)
    found = (oxygen_words(stretch.device, stretch.flow), flow)
    return next((words for words in found if width(painter, words) <= room), "")
