"""Fonts, sizes and shades of the printed sheets; everything reads in black and white."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.lib.colors import Color, black, white
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from cart_ward.errors import Unavailable
from cart_ward.i18n import language
from cart_ward.runtime import paths

REGULAR = "CartWardSans-Regular"
BOLD = "CartWardSans-Bold"

MARGIN = 10 * mm
BED = 18.0
KEY = 14.0
NAME = 11.5
SMALL = 8.5
LEADING = 1.22
FIGURE = 0.74
"""How far a digit reaches above the line it stands on, in em."""

GREY_LINE = Color(0.55, 0.55, 0.55)
FAINT = Color(0.92, 0.92, 0.92)
GREY_TEXT = Color(0.25, 0.25, 0.25)


def body() -> float:
    """Return the body size: 10.5 pt (wu hao) in Chinese, 10 pt otherwise (handover 5)."""
    return 10.5 if language() == "zh_CN" else 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """How a grade looks in black and white: fill, colour of the digit, border in pt."""

    fill: Color
    digit: Color
    border: float


SHADES = {
    0: Shade(fill=white, digit=black, border=0.7),
    1: Shade(fill=Color(0.90, 0.90, 0.90), digit=black, border=0.9),
    2: Shade(fill=Color(0.70, 0.70, 0.70), digit=black, border=1.4),
    3: Shade(fill=Color(0.25, 0.25, 0.25), digit=white, border=1.4),
    4: Shade(fill=black, digit=white, border=3.0),
}
"""0 outline, 1 light, 2 mid, 3 dark, 4 dark with a thick border (ux 4)."""

_NO_BREAK = {0xA0}
_TOO_WIDE = re.compile(r"<([0-9A-F]{5,6})>")


def _pair(found: re.Match[str]) -> str:
    """Return a code point beyond the first plane as PDF wants it: two UTF-16 units."""
    return f"<{chr(int(found.group(1), 16)).encode('utf-16-be').hex().upper()}>"


class WardFont(TTFont):
    """A font whose rare characters (beyond U+FFFF) can be read back from the PDF."""

    def addObjects(self, doc: Any) -> None:  # noqa: ANN401 - the library's own document object
        """Add the font objects, then mend the table that maps glyphs back to characters."""
        super().addObjects(doc)
        for name, held in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                held.content = _TOO_WIDE.sub(_pair, held.content)


@dataclass(frozen=True, slots=True)
class Face:
    """One registered font: its name and the width of each character in 1/1000 em."""

    name: str
    widths: dict[int, float]
    covered: dict[int, int]

    def has(self, character: str) -> bool:
        """Tell whether the character has a glyph; a space that does not break is drawn as one."""
        return character == "\u00a0" or ord(character) in self.covered

    def has_all(self, text: str) -> bool:
        """Tell whether every character of a text has a glyph."""
        return {ord(c) for c in text} - _NO_BREAK <= self.covered.keys()

    def width(self, text: str, size: float) -> float:
        """Return the width of a text in points."""
        widths = self.widths
        return sum(widths[32 if c == "\u00a0" else ord(c)] for c in text) * size / 1000


def _load(name: str) -> Face:
    path = paths.resources() / "fonts" / f"{name}.ttf"
    if not path.is_file():
        raise Unavailable("sheet.no_font", file=path.name)
    font = WardFont(name, str(path))
    pdfmetrics.registerFont(font)
    return Face(name=name, widths=font.face.charWidths, covered=font.face.charToGlyph)


@cache
def regular() -> Face:
    """Return the full font, registered on first use."""
    return _load(REGULAR)


@cache
def bold() -> Face:
    """Return the bold font; rare characters are missing in it and are set in the full one."""
    return _load(BOLD)
