"""Paints a board cell: comfortable in three lines, compact in one."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.board.measures import Measures, measures
from cart_ward.ui.board.model import COLUMNS, ROW_ROLE
from cart_ward.ui.board.presenter import STRIP, BoardRow, Cell
from cart_ward.ui.widgets import due_clock, grade_badge
from cart_ward.ui.widgets.due_clock import elided as fitted
from cart_ward.ui.widgets.grade_badge import Face

WATCH_UNTIL = 10
"""The watch line runs from the patient's column up to this one."""

FEVER = Decimal("38.0")
LOWEST, HIGHEST = Decimal("35.5"), Decimal("40.5")

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
LINE = LEFT | Qt.TextFlag.TextDontClip
WRAPPED = LEFT | Qt.TextFlag.TextWordWrap
SELECTED = QStyle.StateFlag.State_Selected

Painter = Callable[[QPainter, QRect, BoardRow], None]


class BoardDelegate(QStyledItemDelegate):
    """Knows how each column looks; the view tells which row is hovered.

    In a `low` window the line to watch gives way: it stands in the tool tip of the name.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.compact = self.low = False
        self.hovered = -1
        self.tokens = theme.current()
        self._tall: dict[str, Painter] = {
            "bed": self._bed,
            "who": self._who,
            "day": lambda p, a, r: self._two(p, a, r.day),
            "crs": lambda p, a, r: self._grade(p, a, r.crs),
            "icans": lambda p, a, r: self._grade(p, a, r.icans),
            "ice": lambda p, a, r: self._two(p, a, r.ice),
            "temp": self._temperature,
            "bp": lambda p, a, r: self._two(p, a, r.pressure),
            "spo2": lambda p, a, r: self._two(p, a, r.spo2),
            "news2": self._news2,
            "toci": lambda p, a, r: self._two(p, a, r.tocilizumab),
            "due": self._due,
        }

    @property
    def measures(self) -> Measures:
        """The sizes of rows in the type sizes in use."""
        return measures(theme.current().sizes)

    def height(self, row: BoardRow) -> int:
        """Return the height a row needs."""
        found = self.measures
        if self.compact:
            return found.compact
        if self.low:
            return found.low
        return found.tall + found.watch if row.watch else found.tall

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the column's width and the row's height."""
        width = self.measures.px(COLUMNS[index.column()].width)
        return QSize(width, self.height(index.data(ROW_ROLE)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw ground, watch line and the cell itself."""
        row: BoardRow = index.data(ROW_ROLE)
        self.tokens = theme.current()  # asked once a cell: a cell asks for a dozen of them
        area = QRect(option.rect)
        painter.save()
        painter.setClipRect(area)
        chosen = bool(option.state & SELECTED)
        self._ground(painter, area, self._colour(row, index.row(), chosen=chosen))
        if chosen and index.column() == 0:
            painter.fillRect(area.left(), area.top(), 5, area.height(), QColor(self.tokens.accent))
        if self.compact:
            self._one_line(painter, area, row, index.column())
        else:
            if row.watch and index.column() > 0 and not self.low:
                self._watch(painter, option, area, row)
            high = (self.measures.low if self.low else self.measures.tall) - 12
            upper = QRect(area.left() + 8, area.top() + 6, area.width() - 10, high)
            self._tall[COLUMNS[index.column()].key](painter, upper, row)
        painter.restore()

    def _colour(self, row: BoardRow, number: int, *, chosen: bool) -> str:
        """Return the colour of a row's ground."""
        tokens = self.tokens
        if chosen:
            return tokens.selected
        if number == self.hovered:
            return tokens.raised
        if row.high:
            return tokens.error_card.fill
        return tokens.stripe if self.compact and number % 2 else tokens.card

    def _ground(self, painter: QPainter, area: QRect, colour: str) -> None:
        painter.fillRect(area, QColor(colour))
        painter.setPen(QColor(self.tokens.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _watch(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, row: BoardRow
    ) -> None:
        """Draw this cell's slice of the line that runs across several columns."""
        view = option.widget
        if not isinstance(view, QTableView):
            return
        left = view.columnViewportPosition(1) + 8
        right = view.columnViewportPosition(WATCH_UNTIL) - 8
        if area.left() >= right:
            return
        top = area.top() + self.measures.tall - 6
        line = QRect(left, top, right - left, self.measures.watch)
        self._text(painter, line, row.watch, self.tokens.sizes.small, self.tokens.ink)

    def _bed(self, painter: QPainter, area: QRect, row: BoardRow) -> None:
        self._text(painter, area, row.bed, self.tokens.sizes.heading, self.tokens.ink, bold=True)

    def _who(self, painter: QPainter, area: QRect, row: BoardRow) -> None:
        self._two(painter, self._beside_mark(painter, area, row), row.who)

    def _beside_mark(self, painter: QPainter, area: QRect, row: BoardRow) -> QRect:
        """Draw two rings that overlap where a name is like another's; return the room beside."""
        if not row.alike:
            return area
        ring = self.measures.px(9)
        lines = 1 if self.compact else 2
        middle = area.top() + area.height() / (2 * lines)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.tokens.warn), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for number in (0, 1):
            left = area.left() + 1 + number * ring * 0.6
            painter.drawEllipse(QRectF(left, middle - ring / 2, ring, ring))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        return area.adjusted(round(ring * 1.6) + 5, 0, 0, 0)

    def _two(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        half = area.height() // 2
        upper = QRect(area.left(), area.top(), area.width(), half if cell.sub else area.height())
        lower = QRect(area.left(), area.top() + half, area.width(), half)
        tokens = self.tokens
        if not cell.known and not cell.sub:
            self._unknown(painter, area, cell.main)
            return
        colour = tokens.abnormal if cell.alert else tokens.ink
        small = tokens.sizes.small
        main = either(cell.main, cell.least, theme.font(small, bold=True), upper.width())
        size = theme.fitting(main, upper.width(), tokens.sizes)
        self._text(painter, upper, main, size, colour, bold=True)
        sub = either(cell.sub, cell.sub_least, theme.font(small), lower.width())
        self._text(painter, lower, sub, small, tokens.soft)

    def _unknown(self, painter: QPainter, area: QRect, words: str) -> None:
        """Write "not assessed" over the lines it needs; it is a word, never an empty cell."""
        tokens = self.tokens
        painter.setFont(theme.font(tokens.sizes.small))
        painter.setPen(QColor(tokens.soft))
        painter.drawText(area, WRAPPED, words)

    def _grade(self, painter: QPainter, area: QRect, shown: Face) -> None:
        tokens = self.tokens
        upper, less = area, grade_badge.LESS - (4 if self.low else 0)
        if shown.signed is not None:
            # Both are seen: what the rules propose and, under it, what a person signed.
            side = self.measures.px(less)
            upper = QRect(area.left(), area.top() - 2, area.width(), side)
            lower = QRect(area.left(), area.top() + side, area.width(), area.height() - side)
            words = _("signed {grade}").format(grade=shown.signed)
            self._text(painter, lower, words, tokens.sizes.small, tokens.ink)
        if shown.grade is None:
            words = _("not assessed") if shown.signed is None else _("unknown")
            self._unknown(painter, upper, words)
        else:
            side = grade_badge.SIDE if shown.signed is None else less
            grade_badge.paint(painter, QRectF(upper), shown, tokens, self.measures.px(side))

    def _temperature(self, painter: QPainter, area: QRect, row: BoardRow) -> None:
        wide = self.measures.px(30)
        strip = QRectF(area.left(), area.top() + 4, wide, area.height() - 8)
        if row.strip:
            self._strip(painter, strip, row)
        self._two(painter, area.adjusted(wide + 5, 0, 0, 0), row.temperature)

    def _strip(self, painter: QPainter, area: QRectF, row: BoardRow) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        limit = _height(FEVER, area)
        painter.setPen(QPen(QColor(self.tokens.threshold), 1.4, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(area.left(), limit), QPointF(area.right(), limit))
        whole = STRIP.total_seconds() / 60
        points = [
            QPointF(area.right() - area.width() * ago / whole, _height(value, area))
            for ago, value in row.strip
        ]
        painter.setPen(QPen(QColor(self.tokens.curve), 2))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(QColor(self.tokens.curve))
        painter.drawEllipse(points[-1], 2.4, 2.4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _news2(self, painter: QPainter, area: QRect, row: BoardRow) -> None:
        shown = row.news2
        if shown.band is None:
            self._unknown(painter, area, shown.text)
            return
        look = self.tokens.grades[shown.band]
        # As with a grade, a dashed line says that it may be more.
        wide, high = area.width() if shown.least else self.measures.px(44), self.measures.px(30)
        box = QRectF(area.left(), area.center().y() - high / 2, wide, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = Qt.PenStyle.DashLine if shown.least else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(look.border), 1 if shown.band == 0 else 2, line))
        painter.setBrush(QColor(look.fill))
        painter.drawRoundedRect(box, 6, 6)
        sizes = self.tokens.sizes
        painter.setFont(theme.font(sizes.small if shown.least else sizes.body, bold=True))
        painter.setPen(QColor(look.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown.brief)

    def _due(self, painter: QPainter, area: QRect, row: BoardRow) -> None:
        if row.due_face is not None:
            box = QRectF(area).adjusted(0, -1, -2, 1)
            due_clock.paint(painter, box, row.due_face, self.tokens)

    def _one_line(self, painter: QPainter, area: QRect, row: BoardRow, column: int) -> None:
        key = COLUMNS[column].key
        inner = area.adjusted(6, 0, 0, -1)
        if key == "due" and row.due_face is not None:
            self._compact_due(painter, inner, row)
            return
        faces = {"crs": row.crs, "icans": row.icans}
        if key in faces and faces[key].grade is not None:
            side = self.measures.px(grade_badge.SMALL)
            grade_badge.paint_small(painter, QRectF(inner), faces[key], self.tokens, side)
            self._compact_signed(painter, inner, faces[key])
            return
        if key == "who":
            inner = self._beside_mark(painter, inner, row)
        words, bold, alert = _compact(key, row)
        if key == "who":
            font = theme.font(self.tokens.sizes.small)
            words = either(words, row.who.brief_least, font, inner.width())
        colour = self.tokens.abnormal if alert else self.tokens.ink
        self._text(painter, inner, words, self.tokens.sizes.small, colour, bold=bold)

    def _compact_signed(self, painter: QPainter, area: QRect, shown: Face) -> None:
        """Say beside the badge that a person signed another grade; the tooltip has the words."""
        if shown.signed is not None:
            words = f"≠{shown.signed}"
            place = area.adjusted(area.width() - self.measures.px(32), 0, 0, 0)
            self._text(painter, place, words, self.tokens.sizes.small, self.tokens.ink)

    def _compact_due(self, painter: QPainter, area: QRect, row: BoardRow) -> None:
        if row.due_face is None:
            return
        state = row.due_face.state
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        due_clock.paint_ground(painter, QRectF(area).adjusted(-4, 1, 0, -1), state, self.tokens)
        text = due_clock.look(state, self.tokens).text
        due_clock.paint_mark(
            painter, QPointF(area.left() + 9, area.center().y() + 0.5), state, text
        )
        font = theme.font(self.tokens.sizes.small)
        beside, face = area.adjusted(22, 0, 0, 0), row.due_face
        words = due_clock.longest(
            tuple(f"{face.short} {told}" for told in face.compact), font, beside.width()
        )
        self._text(painter, beside, words, self.tokens.sizes.small, text)

    def _text(
        self,
        painter: QPainter,
        area: QRect,
        words: str,
        size: int,
        colour: str,
        *,
        bold: bool = False,
    ) -> None:
        font = theme.font(size, bold=bold)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(area, LINE, fitted(words, font, area.width()))


def either(words: str, less: str, font: QFont, width: int) -> str:
    """Return the words where they fit, else the fewer ones if there are any."""
    fits = QFontMetrics(font).horizontalAdvance(words) <= width
    return words if fits or not less else less


def _height(value: Decimal, area: QRectF) -> float:
    """Return where a temperature stands in the strip."""
    inside = min(max(value, LOWEST), HIGHEST)
    return area.bottom() - area.height() * float((inside - LOWEST) / (HIGHEST - LOWEST))


def _compact(key: str, row: BoardRow) -> tuple[str, bool, bool]:
    """Return a compact cell: its words, whether bold, whether an alert."""
    if key in ("crs", "icans") or (key == "news2" and not row.news2.brief):
        # "not assessed" in the width of one line; never an empty cell, never 0.
        return _("unknown"), False, False
    if key in ("bed", "news2"):
        return (row.bed if key == "bed" else row.news2.brief), True, False
    if key == "who":
        return row.who.brief, False, False
    cell = {
        "day": row.day,
        "ice": row.ice,
        "temp": row.temperature,
        "bp": row.pressure,
        "spo2": row.spo2,
        "toci": row.tocilizumab,
    }[key]
    if not cell.known:
        return _("unknown"), False, False
    words = cell.brief or cell.main
    # The age beside a temperature is no figure to catch the eye.
    return words, key != "temp", cell.alert
