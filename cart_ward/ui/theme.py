"""The program's dress: fonts, palette and style sheet, and what role a widget plays in it."""

from dataclasses import replace
from functools import lru_cache
from typing import Literal, TypeVar, get_args

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from cart_ward.i18n import language
from cart_ward.runtime import paths
from cart_ward.ui.style_sheet import FAMILY, style_sheet
from cart_ward.ui.tokens import LIGHT, Paint, Sizes, Tokens

__all__ = [
    "LIGHT", "Paint", "RoleName", "Sizes", "Tokens",
    "apply", "apply_again", "current", "fitting", "font", "load_fonts", "moves", "px", "role",
    "shortened", "style_sheet",
]  # fmt: skip

RoleName = Literal[
    # grounds
    "page", "card", "side", "banner", "accent_card", "warn_card", "error_card", "bar", "chip",
    "good_card", "practice", "practice_frame", "alarm_high", "alarm_medium",
    "alarm_low", "alarm_technical",
    # buttons
    "primary", "secondary", "danger", "choice", "touch", "quiet", "pad", "nav", "count",
    "quiet_warn", "primary_chip",
    # texts
    "heading", "title", "strong", "body", "label", "hint", "value", "unit", "number",
    "warn", "error", "good", "struck", "state", "warn_small", "good_small",
    "strong_small", "folded_title",
]  # fmt: skip
"""What a widget is, for the style sheet."""

ROLES: frozenset[str] = frozenset(get_args(RoleName))

W = TypeVar("W", bound=QWidget)


def load_fonts() -> None:
    """Make the bundled font known to Qt, once for the program."""
    if FAMILY in QFontDatabase.families():
        return
    for path in sorted((paths.resources() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def font(size: int, *, bold: bool = False) -> QFont:
    """Return the bundled font at a size in pixels, unhinted so that it looks alike everywhere."""
    return QFont(_font(size, bold))


@lru_cache(maxsize=64)
def _font(size: int, bold: bool) -> QFont:  # noqa: FBT001 - a key
    """Make a font once: its copies share what Qt works out when it is first drawn."""
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def fitting(words: str, width: int, sizes: Sizes) -> int:
    """Return the size at which bold words fit: a long name is set smaller before it is cut."""
    size = sizes.body
    while size > sizes.small:
        if QFontMetrics(font(size, bold=True)).horizontalAdvance(words) <= width:
            break
        size -= 1
    return size


def shortened(words: str, width: int) -> str:
    """Return bold words as far as they fit a width, drawn for 100 percent."""
    metrics = QFontMetrics(font(current().sizes.body, bold=True))
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, px(width))


def apply(app: QApplication, tokens: Tokens) -> None:
    """Dress the whole program in a theme, in the type sizes of the language in use."""
    load_fonts()
    app.setProperty("cart_ward_theme", tokens)
    if language() == "zh_CN":
        tokens = replace(tokens, sizes=tokens.sizes.for_chinese())
    if app.property("cart_ward_tokens") is None:
        # Once: with another style every widget is dressed twice.
        app.setStyle("Fusion")
    app.setFont(font(tokens.sizes.body))
    app.setPalette(_palette(tokens))
    app.setProperty("cart_ward_tokens", tokens)
    app.setStyleSheet(style_sheet(tokens))


def apply_again() -> None:
    """Dress the program anew in the theme it wears: the language has changed."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        worn = app.property("cart_ward_theme")
        apply(app, worn if isinstance(worn, Tokens) else LIGHT)


def current() -> Tokens:
    """Return the theme the program wears, for what is painted by hand."""
    app = QApplication.instance()
    worn = None if app is None else app.property("cart_ward_tokens")
    return worn if isinstance(worn, Tokens) else LIGHT


def px(pixels: float) -> int:
    """Return a measure that holds text, drawn for 100 percent, in the text size in use."""
    return current().sizes.px(pixels)


def moves() -> bool:
    """Tell whether anything may flash or slide: not where a person asked for less motion."""
    return current().motion


def role(widget: W, name: RoleName) -> W:
    """Say what a widget is; the style sheet does the rest. Returns the widget."""
    if name not in ROLES:
        raise ValueError(name)
    if widget.property("role") != name:
        widget.setProperty("role", name)
        # Without it a subclass of QWidget does not paint the ground that the style sheet gives it.
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            _polish(widget)  # else Qt does it before the widget is first seen or measured
    return widget


def _polish(widget: QWidget) -> None:
    """Let the style sheet look again, at what lies inside too: its colours follow the ground."""
    for part in (widget, *widget.findChildren(QWidget)):
        style = part.style()
        style.unpolish(part)
        style.polish(part)


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    for part, colour in (
        (QPalette.ColorRole.Window, tokens.page),
        (QPalette.ColorRole.WindowText, tokens.ink),
        (QPalette.ColorRole.Base, tokens.card),
        (QPalette.ColorRole.AlternateBase, tokens.stripe),
        (QPalette.ColorRole.Text, tokens.ink),
        (QPalette.ColorRole.PlaceholderText, tokens.soft),
        (QPalette.ColorRole.Button, tokens.card),
        (QPalette.ColorRole.ButtonText, tokens.ink),
        (QPalette.ColorRole.Highlight, tokens.accent),
        (QPalette.ColorRole.HighlightedText, tokens.on_accent),
        (QPalette.ColorRole.ToolTipBase, tokens.card),
        (QPalette.ColorRole.ToolTipText, tokens.ink),
        (QPalette.ColorRole.Link, tokens.accent),
    ):
        palette.setColor(part, QColor(colour))
    return palette
