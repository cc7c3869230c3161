"""The few parts of fontTools that building the fonts uses."""

from typing import Any

class Glyph:
    numberOfContours: int
    xMin: int
    def recalcBounds(self, glyfTable: Any) -> None: ...

class TTGlyphPen:
    def __init__(self, glyphSet: Any) -> None: ...
    def glyph(self) -> Glyph: ...
