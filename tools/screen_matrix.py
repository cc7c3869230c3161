"""The main screens in every language, theme, window size and text size, and contact sheets of them.

A contact sheet shows many screens on one picture, so that a person can look at all of them; the
comparison shows each main screen beside its mockup, where there is a folder with mockups.
"""

from collections.abc import Callable
from itertools import product
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from cart_ward.runtime.settings import Look
from cart_ward.ui import theme
from cart_ward.ui.application import build_application
from tools.stage import Stage, staged

THEMES = ("light", "dark", "contrast")
SHAPES = (
    (QSize(1366, 768), 100),
    (QSize(1920, 1080), 125),
    (QSize(2560, 1440), 200),
    (QSize(1366, 768), 200),
)
"""Window sizes and the text size, in percent, that goes with each."""

MOCKUP_SIZE = QSize(1440, 900)
CELL = QSize(960, 600)
EDGE = 12
CAPTION = 30

SCREENS: dict[str, Callable[[Stage], None]] = {
    "board": lambda stage: stage.window.show_board(),
    "patient": lambda stage: stage.window.show_patient(stage.bed("02")),
    "vitals": lambda stage: stage.window.show_vitals(stage.bed("05")),
    "neuro": lambda stage: stage.window.show_neuro(stage.bed("02")),
    "tocilizumab": lambda stage: stage.window.show_tocilizumab(stage.bed("01")),
    "handover": lambda stage: stage.window.show_handover(),
    "team": lambda stage: stage.window.show_place("team"),
    "charge": lambda stage: stage.window.show_place("charge"),
    "setup": lambda stage: stage.window.show_place("setup"),
    "health": lambda stage: stage.window.show_place("health"),
}
"""The main screens; the first six have a mockup of their name."""


def write(app: QApplication, ward: Path, folder: Path, languages: tuple[str, ...]) -> None:
    """Write every main screen in every combination, and one contact sheet of each."""
    for language, worn, (size, percent) in product(languages, THEMES, SHAPES):
        build_application(language)
        name = f"{language}-{worn}-{size.width()}x{size.height()}-{percent}"
        _shoot_all(app, ward, folder / name, size, Look(theme=worn, text_percent=percent))
        shown = [(screen, folder / name / f"{screen}.png") for screen in SCREENS]
        _sheet(shown, columns=2).save(str(folder / f"{name}.png"))
        print(folder / name)


def compare(app: QApplication, ward: Path, folder: Path, mockups: Path | None) -> None:
    """Write one picture with each main screen, beside its mockup where there is one."""
    build_application("en")
    _shoot_all(app, ward, folder, MOCKUP_SIZE, Look(theme="light"))
    shown = []
    for screen in SCREENS:
        shown.append((screen, folder / f"{screen}.png"))
        if mockups is not None and (mockups / f"{screen}.png").exists():
            shown.append((f"{screen}, as drawn", mockups / f"{screen}.png"))
    _sheet(shown, columns=2).save(str(folder / "contact-sheet.png"))


def _shoot_all(app: QApplication, ward: Path, place: Path, size: QSize, look: Look) -> None:
    with staged(app, ward, place, size, look) as stage:
        stage.station.sign_in(stage.people.charge)
        for name, show in SCREENS.items():
            show(stage)
            stage.shoot(name)


def _sheet(shown: list[tuple[str, Path]], columns: int) -> QImage:
    """Return the pictures in rows, each under its name; one that is missing leaves its place."""
    step = QSize(CELL.width() + EDGE, CELL.height() + CAPTION + EDGE)
    rows = -(-len(shown) // columns)
    sheet = QImage(
        EDGE + columns * step.width(), EDGE + rows * step.height(), QImage.Format.Format_RGB32
    )
    sheet.fill(QColor(theme.LIGHT.line))
    painter = QPainter(sheet)
    painter.setFont(theme.font(theme.LIGHT.sizes.body, bold=True))
    painter.setPen(QColor(theme.LIGHT.ink))
    for number, (name, path) in enumerate(shown):
        row, column = divmod(number, columns)
        at = QPoint(EDGE + column * step.width(), EDGE + row * step.height())
        painter.drawText(QRect(at, QSize(CELL.width(), CAPTION)), name)
        _draw(painter, QImage(str(path)), at + QPoint(0, CAPTION))
    painter.end()
    return sheet


def _draw(painter: QPainter, picture: QImage, at: QPoint) -> None:
    if picture.isNull():
        return
    fitting = picture.scaled(
        CELL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    painter.drawImage(at, fitting)
