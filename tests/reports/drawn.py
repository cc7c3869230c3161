"""What a sheet draws, page by page: strings with their place and size, lines and frames."""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from cart_ward.reports import text
from cart_ward.reports.text import Line, Text

HIGH, HIGH_CHINESE, LOW = 0.74, 0.86, 0.22
"""How far digits and letters reach above and below the line they stand on, in em."""


@dataclass(frozen=True, slots=True)
class Written:
    """A string: where it begins and ends, its line, its size."""

    text: str
    left: float
    right: float
    y: float
    size: float

    @property
    def top(self) -> float:
        """How high its characters reach."""
        return self.y + self.size * (HIGH if self.text.isascii() else HIGH_CHINESE)


@dataclass(slots=True)
class Paper:
    """One page: its strings, and its horizontal lines as left, right, height."""

    written: list[Written] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)


@dataclass(slots=True)
class Drawing:
    """Everything that was drawn since recording began."""

    pages: list[Paper] = field(default_factory=lambda: [Paper()])
    blocks: list[tuple[Text, float]] = field(default_factory=list)

    def touching(self) -> list[str]:
        """Return the strings that a line or the edge of a frame touches or crosses."""
        return [
            w.text
            for page in self.pages
            for w in page.written
            for left, right, y in page.rules
            if w.left < right and left < w.right
            if w.y - LOW * w.size < y < w.top
        ]

    def outside(self, left: float, right: float) -> list[str]:
        """Return the strings that reach out of these edges."""
        strings = [w for page in self.pages for w in page.written]
        return [w.text for w in strings if w.left < left - 0.1 or w.right > right + 0.1]

    def broken(self) -> list[str]:
        """Return where a word of letters or digits goes on in the next line."""
        ends = [
            (above, below)
            for block, width in self.blocks
            for line in block.lines
            for above, below in _neighbours(line, width)
        ]
        return [f"{a}|{b}" for a, b in ends if _inside_word(a[-1]) and _inside_word(b[0])]


def _neighbours(line: Line, width: float) -> list[tuple[str, str]]:
    printed = ["".join(s.text for s in found) for found in text.wrapped(line, width)]
    return list(pairwise(printed))


def _inside_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def recording(monkeypatch: pytest.MonkeyPatch) -> Drawing:
    """Record what is drawn from now on."""
    done = Drawing()
    draw, turn = Text.draw, Canvas.showPage

    def laid(block: Text, canvas: Canvas, x: float, top: float, width: float) -> None:
        done.blocks.append((block, width))
        draw(block, canvas, x, top, width)

    def turned(canvas: Canvas) -> None:
        done.pages.append(Paper())
        turn(canvas)

    monkeypatch.setattr(Text, "draw", laid)
    monkeypatch.setattr(Canvas, "showPage", turned)
    _record_strings(monkeypatch, done)
    _record_lines(monkeypatch, done)
    return done


def _record_strings(monkeypatch: pytest.MonkeyPatch, done: Drawing) -> None:
    origin, rise, out = PDFTextObject.setTextOrigin, PDFTextObject.setRise, PDFTextObject.textOut
    at = {"x": 0.0, "y": 0.0, "rise": 0.0}

    def placed(pen: Any, x: float, y: float) -> None:
        at.update(x=x, y=y, rise=0.0)
        origin(pen, x, y)

    def risen(pen: Any, by: float) -> None:
        at["rise"] = by
        rise(pen, by)

    def written(pen: Any, words: str) -> None:
        font, size, shown = pen._fontname, pen._fontsize, words.rstrip()
        if shown:
            right = at["x"] + pdfmetrics.stringWidth(shown, font, size)
            string = Written(shown, at["x"], right, at["y"] + at["rise"], size)
            done.pages[-1].written.append(string)
        at["x"] += pdfmetrics.stringWidth(words, font, size)
        out(pen, words)

    monkeypatch.setattr(PDFTextObject, "setTextOrigin", placed)
    monkeypatch.setattr(PDFTextObject, "setRise", risen)
    monkeypatch.setattr(PDFTextObject, "textOut", written)


def _record_lines(monkeypatch: pytest.MonkeyPatch, done: Drawing) -> None:
    line, frame = Canvas.line, Canvas.roundRect

    def ruled(canvas: Canvas, x: float, y: float, to: float, end: float) -> None:
        done.pages[-1].rules.append((x, to, y))
        line(canvas, x, y, to, end)

    def framed(canvas: Canvas, x: float, y: float, w: float, h: float, r: float, **k: int) -> None:
        done.pages[-1].rules += [(x, x + w, y), (x, x + w, y + h)]
        frame(canvas, x, y, w, h, r, **k)

    monkeypatch.setattr(Canvas, "line", ruled)
    monkeypatch.setattr(Canvas, "roundRect", framed)
