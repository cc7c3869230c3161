"""Text that wraps and is never cut: Latin by words, Chinese by characters."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from reportlab.lib.colors import Color, black
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from cart_ward.errors import Unavailable
from cart_ward.reports import styles

_OPENING = "（【《“‘「(["
_CLOSING = "，。、；：！？）】》”’」…·%‰℃,.;:!?)]"
_CJK = "\u2e80-\u303f\u3040-\u33ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_ATOMS = re.compile(rf"[ \t]+|[{_CJK}]|[^ \t{_CJK}]+")
MARK = "\u00a0· "
"""What parts facts in a line; it never begins one."""
DESCENT = 0.23
"""How far a line of type stands above the lower edge of its room, in em of the line."""
OVER = 0.3
"""How far a number may reach above its line, in points."""
_IS_CJK = re.compile(rf"[{_CJK}]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look; size 0 is the body size.

    One that is whole stays on one line wherever the column is wide enough for it.
    """

    text: str
    bold: bool = False
    size: float = 0.0
    whole: bool = False


Line = tuple[Run, ...]


def strong(text: str) -> Run:
    """Return a run that stands out."""
    return Run(text, bold=True)


def whole(text: str, *, bold: bool = False) -> Run:
    """Return a run that is not parted at the end of a line, if it fits on one."""
    return Run(text, bold=bold, whole=True)


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


def _atoms(line: Line) -> Iterator[tuple[Segment, bool]]:
    """Yield words, characters and spaces, and whether each is held to the one before it."""
    for run in line:
        held = False
        for segment in segments(run):
            for atom in _ATOMS.findall(segment.text):
                yield _atom(segment.font, segment.size, atom), held
                held = run.whole


def _may_break(before: str, after: str) -> bool:
    if before in _OPENING or after in _CLOSING or "\u00a0" in {before, after}:
        return False
    return bool(_IS_CJK.match(before) or _IS_CJK.match(after))


def _clusters(atoms: Iterable[tuple[Segment, bool]]) -> Iterator[Cluster]:
    """Yield what stays on one line: a word, a character with its punctuation, spaces."""
    held: Cluster = []
    for atom, to_last in atoms:
        blank = atom.text.isspace() and atom.text != "\u00a0"
        after_blank = bool(held) and held[-1].text.strip(" \t") == ""
        may_part = held and (blank or after_blank or _may_break(held[-1].text[-1], atom.text[0]))
        if may_part and not to_last:
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
    """Yield clusters that fit into the column: what is too wide is parted, a word last."""
    for cluster in _clusters(_atoms(line)):
        if _width(cluster) <= width:
            yield cluster
            continue
        for word in _clusters((atom, False) for atom in cluster):
            if _width(word) <= width:
                yield word
            else:
                yield from _by_character(word)


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
        self,
        lines: Sequence[Line],
        *,
        centred: bool = False,
        colour: Color = black,
        leading: float = styles.LEADING,
        even: bool = False,
    ) -> None:
        self.lines = tuple(lines)
        self._centred = centred
        self._colour = colour
        self._leading = leading
        self._even = even
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
            self._heights[width] = sum(self._pitch(line) for line in self.printed(width))
        return self._heights[width]

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the block with its upper left corner at (x, top)."""
        pen = canvas.beginText()
        pen.setFillColor(self._colour)
        y = top
        for line in self.printed(width):
            y -= self._pitch(line)
            wide = sum(s.width for s in line)
            left = x + (width - wide) / 2 if self._centred else x
            pen.setTextOrigin(left, y + DESCENT * self._size(line))
            for segment in line:
                self._write(pen, segment)
        canvas.drawText(pen)

    def _write(self, pen: PDFTextObject, segment: Segment) -> None:
        pen.setFont(segment.font, segment.size)
        sunk = self._sunk(segment.size)
        if sunk:
            pen.setRise(-sunk)
        pen.textOut(segment.text)
        if sunk:
            pen.setRise(0)

    def cut(self, width: float, height: float) -> tuple["Text", "Text"]:
        """Return the lines that fit into `height` and the rest, for a block higher than a page."""
        whole = self.printed(width)
        reached = accumulate(self._pitch(line) for line in whole)
        fits = sum(high <= height for high in reached)
        return self._of(whole[:fits]), self._of(whole[fits:])

    def _of(self, printed: list[list[Segment]]) -> "Text":
        lines = [tuple(Run(s.text, s.font == styles.BOLD, s.size) for s in p) for p in printed]
        return Text(
            lines,
            centred=self._centred,
            colour=self._colour,
            leading=self._leading,
            even=self._even,
        )

    def _size(self, line: list[Segment]) -> float:
        """Return the size a line is laid out for.

        In even lines it is the body's: a key number hangs from the height of the words beside it.
        """
        return styles.body() if self._even else max(s.size for s in line)

    def _sunk(self, size: float) -> float:
        """Return how far a number stands below the line, lest it reach into the one above."""
        if not self._even:
            return 0.0
        room = (self._leading - DESCENT) * styles.body()
        return max(0.0, styles.FIGURE * size - room - OVER)

    def _pitch(self, line: list[Segment]) -> float:
        return self._leading * self._size(line)


def flowing(parts: Sequence[Line | Run | str], mark: str = MARK) -> Line:
    """Return the parts one after the other, with a mark between them."""
    runs: list[Run] = []
    for part in parts:
        if runs:
            runs.append(Run(mark))
        runs += _runs(part)
    return tuple(runs)


def _runs(part: Line | Run | str) -> Line:
    if isinstance(part, str):
        return (Run(part),)
    return (part,) if isinstance(part, Run) else part


def text(
    *lines: Line | Run | str,
    centred: bool = False,
    leading: float = styles.LEADING,
    even: bool = False,
) -> Text:
    """Return a block from lines, runs or plain strings; empty strings are left out."""
    found: list[Line] = []
    for line in lines:
        if isinstance(line, str):
            found.extend(lines_of(line) if line else ())
        else:
            found.append((line,) if isinstance(line, Run) else line)
    return Text(found, centred=centred, leading=leading, even=even)
