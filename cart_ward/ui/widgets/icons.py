"""The program's icons, drawn in the colour that is asked for."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cart_ward.runtime import paths

SHARPNESS = 2
"""Pixels drawn for each logical one, so that icons stay sharp at 200 %."""


def pixmap(name: str, colour: str, size: int) -> QPixmap:
    """Return `resources/icons/<name>.svg` in one colour, `size` logical pixels wide."""
    source = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    made = QPixmap(QSize(size, size) * SHARPNESS)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(SHARPNESS)
    return made


def icon(name: str, colour: str, size: int = 28, *, checked: str | None = None) -> QIcon:
    """Return an icon in one colour, and in another while its button is checked."""
    made = QIcon(pixmap(name, colour, size))
    if checked is not None:
        made.addPixmap(pixmap(name, checked, size), QIcon.Mode.Normal, QIcon.State.On)
    return made
