"""Text that wraps and is never cut: Latin by words, Chinese by characters."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from reportlab.lib.colors import Color, black
from reportlab.pdfgen.canvas import Canvas

from cart_ward.errors import Unavailable
from cart_ward.reports import styles

_OPENING = "（【《“‘「(["
_CLOSING = "，。、；：！？）】》”’」…·%‰℃,.;:!?)]"
_CJK = "\u2e80-\u303f\u3040-\u33ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_ATOMS = re.compile(rf"[ \t]+|[{_CJK}]|[^ \t{_CJK}]+")
_IS_CJK = re.compile(rf"[{_CJK}]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look; size 0 is the body size."""

    text: str
    bold: bool = False
    size: float = 0.0


Line = tuple[Run, ...]


def strong(text: str) -> Run:
    """Return a run that stands out."""
    return Run(text, bold=True)


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of one printed line in one font."""

    font: str
    size: float
    text: str
    width: float


Cluster = list[Segment]


def clean(text: str) -> str:
    """Return the text composed (NFC), without characters that have no shape on paper."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if unicodedata.category(c) not in {"Cc", "Cf"})


def lines_of(text: str, *, bold: bool = False, size: float = 0.0) -> tuple[Line, ...]:
    """Return a free text as lines, its own line breaks kept."""
    return tuple((Run(part, bold=bold, size=size),) for part in text.splitlines() or [""])


def segments(run: Run) -> Iterator[Segment]:
    """Yield a run in the fonts that have its characters; a missing glyph refuses the sheet."""
    size = run.size or styles.body()
    wished = styles.bold() if run.bold else styles.regular()
    text, start, face = clean(run.text), 0, wished
    if wished.has_all(text):
        if text:
            yield _segment(wished, size, text)
        return
    for n, character in enumerate(text):
        fits = wished if wished.has(character) else styles.regular()
        if not fits.has(character):
            raise Unavailable(
                "sheet.missing_glyph", character=f"{character} (U+{ord(character):04X})", where=text
            )
        if fits is not face:
            if n > start:
                yield _segment(face, size, text[start:n])
            start, face = n, fits
    yield _segment(face, size, text[start:])


def _segment(face: styles.Face, size: float, text: str) -> Segment:
    return Segment(face.name, size, text, face.width(text, size))


def _face(font: str) -> styles.Face:
    return styles.bold() if font == styles.BOLD else styles.regular()


@lru_cache(maxsize=8192)
def _atom(font: str, size: float, text: str) -> Segment:
    """Return a word measured; the same words stand on every page."""
    return _segment(_face(font), size, text)


def _atoms(line: Line) -> Iterator[Segment]:
    for run in line:
        for segment in segments(run):
            for atom in _ATOMS.findall(segment.text):
                yield _atom(segment.font, segment.size, atom)


def _may_break(before: str, after: str) -> bool:
    if before in _OPENING or after in _CLOSING:
        return False
    return bool(_IS_CJK.match(before) or _IS_CJK.match(after))


def _clusters(line: Line) -> Iterator[Cluster]:
    """Yield what stays on one line: a word, a character with its punctuation, spaces."""
    held: Cluster = []
    for atom in _atoms(line):
        blank = atom.text.isspace() and atom.text != "\u00a0"
        after_blank = bool(held) and held[-1].text.strip(" \t") == ""
        if held and (blank or after_blank or _may_break(held[-1].text[-1], atom.text[0])):
            yield held
            held = []
        held.append(atom)
    if held:
        yield held


def _width(cluster: Cluster) -> float:
    return sum(s.width for s in cluster)


def _by_character(cluster: Cluster) -> Iterator[Cluster]:
    """Yield a word that is wider than the column character by character."""
    for segment in cluster:
        for character in segment.text:
            yield [_atom(segment.font, segment.size, character)]


def _fitting(line: Line, width: float) -> Iterator[Cluster]:
    for cluster in _clusters(line):
        if _width(cluster) > width:
            yield from _by_character(cluster)
        else:
            yield cluster


def wrapped(line: Line, width: float) -> list[list[Segment]]:
    """Return a line as printed lines, each at most `width` wide; nothing is left out."""
    done: list[list[Segment]] = []
    held: list[Segment] = []
    used = 0.0
    for cluster in _fitting(line, width):
        blank = cluster[0].text.strip(" \t") == ""
        if blank and not held:
            continue
        wide = _width(cluster)
        if held and not blank and used + wide > width + 0.01:
            done.append(_joined(held))
            held, used = [], 0.0
        held.extend(cluster)
        used += wide
    return [*done, _joined(held)] if held else done


def _joined(held: Sequence[Segment]) -> list[Segment]:
    """Return neighbours in the same font as one piece."""
    joined: list[Segment] = []
    for segment in held:
        last = joined[-1] if joined else None
        if last is not None and (last.font, last.size) == (segment.font, segment.size):
            text, width = last.text + segment.text, last.width + segment.width
            joined[-1] = Segment(last.font, last.size, text, width)
        else:
            joined.append(segment)
    return joined


class Text:
    """A block of lines that wraps to any width."""

    def __init__(
        self, lines: Sequence[Line], *, centred: bool = False, colour: Color = black
    ) -> None:
        self.lines = tuple(lines)
        self._centred = centred
        self._colour = colour
        self._printed: dict[float, list[list[Segment]]] = {}
        self._heights: dict[float, float] = {}

    def printed(self, width: float) -> list[list[Segment]]:
        """Return the lines as they are printed at this width."""
        if width not in self._printed:
            found = [p for line in self.lines for p in wrapped(line, width)]
            self._printed[width] = found
        return self._printed[width]

    def height(self, width: float) -> float:
        """Return how high the block is at this width."""
        if width not in self._heights:
            self._heights[width] = sum(_leading(line) for line in self.printed(width))
        return self._heights[width]

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the block with its upper left corner at (x, top)."""
        pen = canvas.beginText()
        pen.setFillColor(self._colour)
        y = top
        for line in self.printed(width):
            y -= _leading(line)
            wide = sum(s.width for s in line)
            left = x + (width - wide) / 2 if self._centred else x
            pen.setTextOrigin(left, y + 0.28 * max(s.size for s in line))
            for segment in line:
                pen.setFont(segment.font, segment.size)
                pen.textOut(segment.text)
        canvas.drawText(pen)

    def cut(self, width: float, height: float) -> tuple["Text", "Text"]:
        """Return the lines that fit into `height` and the rest, for a block higher than a page."""
        whole = self.printed(width)
        reached = accumulate(_leading(line) for line in whole)
        fits = sum(high <= height for high in reached)
        return self._of(whole[:fits]), self._of(whole[fits:])

    def _of(self, printed: list[list[Segment]]) -> "Text":
        lines = [tuple(Run(s.text, s.font == styles.BOLD, s.size) for s in p) for p in printed]
        return Text(lines, centred=self._centred, colour=self._colour)


def _leading(line: list[Segment]) -> float:
    return styles.LEADING * max(s.size for s in line)


def text(*lines: Line | Run | str, centred: bool = False) -> Text:
    """Return a block from lines, runs or plain strings; empty strings are left out."""
    found: list[Line] = []
    for line in lines:
        if isinstance(line, str):
            found.extend(lines_of(line) if line else ())
        else:
            found.append((line,) if isinstance(line, Run) else line)
    return Text(found, centred=centred)
