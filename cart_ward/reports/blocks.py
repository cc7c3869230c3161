"""What a page is made of: rows of cells, grade badges, trend strip, hour grid, signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reportlab.lib.colors import black, white
from reportlab.pdfgen.canvas import Canvas

from cart_ward.clinical.vocabulary import Scale
from cart_ward.reports import styles
from cart_ward.reports.text import Run, Text


class Block(Protocol):
    """Anything with a height that can be drawn downwards from its upper left corner."""

    def height(self, width: float) -> float:
        """Return how high the block is at this width."""
        ...

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner at (x, top)."""
        ...


Cell = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Badge:
    """A grade as digit, shape and shade: CRS a square, ICANS a circle; never only a colour."""

    scale: Scale
    grade: int
    side: float = 22.0

    def height(self, width: float) -> float:  # noqa: ARG002 - a badge is as high at any width
        """Return how high the badge is."""
        return self.side + 3

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:  # noqa: ARG002
        """Draw shape and digit."""
        shade = styles.SHADES[self.grade]
        inset = shade.border / 2 + 0.5
        side = self.side - 2 * inset
        left, bottom = x + inset, top - self.side + inset
        canvas.saveState()
        canvas.setLineWidth(shade.border)
        canvas.setStrokeColor(black)
        canvas.setFillColor(shade.fill)
        if self.scale is Scale.CRS:
            canvas.rect(left, bottom, side, side, fill=1)
        else:
            canvas.circle(left + side / 2, bottom + side / 2, side / 2, fill=1)
        if self.grade == max(styles.SHADES):
            self._ring(canvas, left, bottom, side)
        canvas.setFillColor(shade.digit)
        canvas.setFont(styles.BOLD, styles.KEY)
        canvas.drawCentredString(
            x + self.side / 2, top - self.side / 2 - 0.35 * styles.KEY, str(self.grade)
        )
        canvas.restoreState()

    def _ring(self, canvas: Canvas, left: float, bottom: float, side: float) -> None:
        """Set the thick border of grade 4 off from the dark fill."""
        canvas.setStrokeColor(white)
        canvas.setLineWidth(1)
        if self.scale is Scale.CRS:
            canvas.rect(left + 2, bottom + 2, side - 4, side - 4, fill=0)
        else:
            canvas.circle(left + side / 2, bottom + side / 2, side / 2 - 2, fill=0)


@dataclass(frozen=True, slots=True)
class Beside:
    """A badge with words at its right."""

    badge: Badge
    words: Text

    def height(self, width: float) -> float:
        """Return the height of the higher of the two."""
        own = self.badge.height(width)
        return max(own, self.words.height(width - own))

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the badge, then the words."""
        own = self.badge.height(width)
        self.badge.draw(canvas, x, top, width)
        self.words.draw(canvas, x + own, top, width - own)


def cell_height(cell: Cell, width: float) -> float:
    """Return how high the blocks of a cell are, one under the other."""
    return sum(block.height(width) for block in cell)


class Row:
    """Cells side by side; a row is never torn apart unless it is higher than a whole page."""

    def __init__(
        self,
        cells: Sequence[Cell],
        widths: Sequence[float],
        *,
        padding: float = 4.0,
        above: float | None = None,
        below: float | None = None,
        line: float = 0.5,
        bar: float = 0.0,
    ) -> None:
        self.cells = tuple(cells)
        self._widths = tuple(widths)
        self._padding = padding
        self._above = padding if above is None else above
        self._below = padding if below is None else below
        self._line = line
        self._bar = bar
        self._heights: dict[float, float] = {}

    def _inner(self, width: float) -> list[tuple[float, float]]:
        """Return left edge and usable width of each cell; the widths are shares of the whole."""
        unit = width / sum(self._widths)
        edges, x = [], 0.0
        for share in self._widths:
            edges.append((x + self._padding, share * unit - 2 * self._padding))
            x += share * unit
        return edges

    def height(self, width: float) -> float:
        """Return the height of the highest cell with its padding."""
        if width not in self._heights:
            inner = self._inner(width)
            highest = max(cell_height(c, w) for c, (_, w) in zip(self.cells, inner, strict=True))
            self._heights[width] = highest + self._above + self._below
        return self._heights[width]

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the cells, the line below and the bar that marks an unstable patient."""
        for cell, (left, wide) in zip(self.cells, self._inner(width), strict=True):
            y = top - self._above
            for block in cell:
                block.draw(canvas, x + left, y, wide)
                y -= block.height(wide)
        bottom = top - self.height(width)
        if self._line:
            canvas.setLineWidth(self._line)
            canvas.setStrokeColor(styles.GREY_LINE)
            canvas.line(x, bottom, x + width, bottom)
        if self._bar:
            canvas.setFillColor(black)
            canvas.rect(x, bottom, self._bar, top - bottom, fill=1, stroke=0)

    def parts(self, width: float, height: float) -> list["Row"]:
        """Return the row cut into rows of at most `height`: no word of it is lost."""
        rows, rest = [], self
        while rest.height(width) > height:
            head, tail = rest.cut(width, height)
            if tail.height(width) >= rest.height(width):
                break
            rows.append(head)
            rest = tail
        return [*rows, rest]

    def cut(self, width: float, height: float) -> tuple["Row", "Row"]:
        """Return what fits into `height`, and the rest."""
        inner = self._inner(width)
        room = height - self._above - self._below
        cut = [_cut_cell(c, w, room) for c, (_, w) in zip(self.cells, inner, strict=True)]
        return self._like([a for a, _ in cut]), self._like([b for _, b in cut])

    def _like(self, cells: list[Cell]) -> "Row":
        return Row(
            cells,
            self._widths,
            padding=self._padding,
            above=self._above,
            below=self._below,
            line=self._line,
            bar=self._bar,
        )


def _cut_cell(cell: Cell, width: float, room: float) -> tuple[Cell, Cell]:
    """Return the blocks that fit and the rest; a text is cut between its lines."""
    head: list[Block] = []
    for n, block in enumerate(cell):
        high = block.height(width)
        if high <= room:
            head.append(block)
            room -= high
        elif isinstance(block, Text):
            fits, rest = block.cut(width, room)
            return (*head, fits), (rest, *cell[n + 1 :])
        else:
            return tuple(head), cell[n:]
    return tuple(head), ()


@dataclass(frozen=True, slots=True)
class Framed:
    """A row with a rounded frame around it and some air."""

    row: Row
    air: float = 6.0

    def height(self, width: float) -> float:
        """Return the height with the air above and below."""
        return self.row.height(width) + self.air

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the row and the frame."""
        high = self.row.height(width)
        self.row.draw(canvas, x, top - self.air / 2, width)
        canvas.setLineWidth(0.8)
        canvas.setStrokeColor(black)
        canvas.roundRect(x, top - self.air / 2 - high, width, high, 4, fill=0)


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes to tick, each with its clock time."""

    times: tuple[str, ...]

    def height(self, width: float) -> float:  # noqa: ARG002 - as high at any width
        """Return the height of all boxes, one under the other."""
        return 11.0 * len(self.times)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:  # noqa: ARG002
        """Draw box and time."""
        canvas.setStrokeColor(black)
        canvas.setFillColor(black)
        canvas.setLineWidth(0.7)
        canvas.setFont(styles.REGULAR, styles.SMALL)
        for n, time in enumerate(self.times):
            bottom = top - 11.0 * (n + 1) + 1.5
            canvas.rect(x, bottom, 7, 7, fill=0)
            canvas.drawString(x + 9, bottom + 0.6, time)


@dataclass(frozen=True, slots=True)
class Space:
    """Some air."""

    high: float

    def height(self, width: float) -> float:  # noqa: ARG002 - as high at any width
        """Return how much."""
        return self.high

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw nothing."""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on: who gives, who takes, when."""

    labels: tuple[str, ...]
    room: float = 18.0

    def height(self, width: float) -> float:
        """Return the room to write in, and the labels under it."""
        wide = width / len(self.labels) - 12
        return self.room + max(_small(label).height(wide) for label in self.labels) + 2

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw each line with its label under it."""
        wide = width / len(self.labels)
        canvas.setLineWidth(0.8)
        canvas.setStrokeColor(black)
        for n, label in enumerate(self.labels):
            left = x + n * wide
            canvas.line(left, top - self.room, left + wide - 12, top - self.room)
            _small(label).draw(canvas, left, top - self.room - 1, wide - 12)


def _small(label: str) -> Text:
    return Text(((Run(label, size=styles.SMALL),),))


class Group:
    """Rows that belong together and stay on one page."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = tuple(rows)

    def height(self, width: float) -> float:
        """Return the height of all rows."""
        return sum(row.height(width) for row in self.rows)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw row under row."""
        for row in self.rows:
            row.draw(canvas, x, top, width)
            top -= row.height(width)

    def parts(self, width: float, height: float) -> list[Row]:
        """Return the rows on their own, each cut to at most `height`."""
        return [part for row in self.rows for part in row.parts(width, height)]
