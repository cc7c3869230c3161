"""Paper: blocks flow onto pages; what stands on every page; page x of y; the same bytes again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from cart_ward.i18n import _, language
from cart_ward.reports import styles
from cart_ward.reports.blocks import Block, Framed, Group, Row
from cart_ward.reports.text import MARK, Run, Text, strong, text

PORTRAIT: tuple[float, float] = A4
LANDSCAPE: tuple[float, float] = landscape(A4)

Placed = tuple[Block, float]
"""A block and the distance of its upper edge from the top of the frame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Pages of one kind: paper, blocks that flow, and what is repeated on each page."""

    paper: tuple[float, float]
    head: tuple[Block, ...]
    body: tuple[Block, ...]
    foot: tuple[Block, ...]
    last_line: Callable[[int, int], str]

    @property
    def width(self) -> float:
        """The width between the margins."""
        return self.paper[0] - 2 * styles.MARGIN

    def last(self, number: int, total: int) -> Text:
        """Return the last line of a page, in grey."""
        words = Run(self.last_line(number, total), size=styles.SMALL)
        return Text(((words,),), colour=styles.GREY_TEXT)

    @property
    def room(self) -> float:
        """The height that is left for the flowing blocks."""
        fixed = sum(b.height(self.width) for b in (*self.head, *self.foot, self.last(999, 999)))
        return self.paper[1] - 2 * styles.MARGIN - fixed

    def flowed(self) -> list[list[Placed]]:
        """Return the flowing blocks on pages."""
        return flow(self.body, self.width, self.room)


def flow(blocks: Sequence[Block], width: float, room: float) -> list[list[Placed]]:
    """Return the blocks on pages; a row is moved whole, only one higher than a page is cut."""
    pages: list[list[Placed]] = [[]]
    used = 0.0
    for block in _cut_to(blocks, width, room):
        high = block.height(width)
        if used + high > room and pages[-1]:
            pages.append([])
            used = 0.0
        pages[-1].append((block, used))
        used += high
    return pages


def _cut_to(blocks: Sequence[Block], width: float, room: float) -> list[Block]:
    cut: list[Block] = []
    for block in blocks:
        if isinstance(block, Row | Group) and block.height(width) > room:
            cut.extend(block.parts(width, room))
        else:
            cut.append(block)
    return cut


def write(sections: Sequence[Section], *, title: str, practice: bool) -> bytes:
    """Return the PDF: fonts embedded, language and title named, the same input the same bytes."""
    styles.regular()
    styles.bold()
    out = BytesIO()
    options: dict[str, Any] = {
        "pagesize": sections[0].paper,
        "invariant": 1,
        "initialFontName": styles.REGULAR,
        "lang": "zh-CN" if language() == "zh_CN" else "en",
    }
    canvas = Canvas(out, **options)
    canvas.setTitle(title)
    canvas.setCreator("CAR-T Ward")
    canvas.setAuthor("CAR-T Ward")
    canvas.setSubject(title)
    pages = [(s, placed) for s in sections for placed in s.flowed()]
    for number, (section, placed) in enumerate(pages, start=1):
        canvas.setPageSize(section.paper)
        if practice:
            _watermark(canvas, section.paper)
        _page(canvas, section, placed, section.last(number, len(pages)))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _page(canvas: Canvas, section: Section, placed: list[Placed], last: Text) -> None:
    left, top = styles.MARGIN, section.paper[1] - styles.MARGIN
    for block in section.head:
        block.draw(canvas, left, top, section.width)
        top -= block.height(section.width)
    for block, down in placed:
        block.draw(canvas, left, top - down, section.width)
    bottom = styles.MARGIN + section.last(999, 999).height(section.width)
    for block in reversed(section.foot):
        bottom += block.height(section.width)
        block.draw(canvas, left, bottom, section.width)
    last.draw(canvas, left, styles.MARGIN + last.height(section.width), section.width)


def _watermark(canvas: Canvas, paper: tuple[float, float]) -> None:
    """Write PRACTICE across the page, light enough to read through."""
    canvas.saveState()
    canvas.setFillColor(styles.FAINT)
    canvas.setFont(styles.BOLD, 96)
    canvas.translate(paper[0] / 2, paper[1] / 2)
    canvas.rotate(30)
    canvas.drawCentredString(0, -30, _("PRACTICE"))
    canvas.restoreState()


def warning(words: Sequence[str]) -> tuple[Block, ...]:
    """Return warnings in one frame, for every page; nothing where there are none."""
    if not words:
        return ()
    said = text(strong(MARK.join(words)), centred=True)
    return (Framed(Row([(said,)], [1], padding=4, above=1, below=1.5, line=0), air=3),)
