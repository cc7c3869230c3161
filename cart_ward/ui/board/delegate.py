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
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.board.model import COLUMNS, ROW_ROLE
from cart_ward.ui.board.presenter import STRIP, BoardRow, Cell
from cart_ward.ui.theme import Tokens
from cart_ward.ui.widgets import due_clock, grade_badge
from cart_ward.ui.widgets.grade_badge import Face

TALL = 58
"""Height of a comfortable row without its watch line."""

WATCH = 23
"""Height of the watch line."""

COMPACT = 24
"""Height of a compact row: 24 of them stand in 576 pixels (ux 3)."""

WATCH_UNTIL = 10
"""The watch line runs from the patient's column up to this one."""

FEVER = Decimal("38.0")
LOWEST, HIGHEST = Decimal("35.5"), Decimal("40.5")

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

Painter = Callable[[QPainter, QRect, BoardRow], None]


class BoardDelegate(QStyledItemDelegate):
    """Knows how each column looks; the view tells which row is hovered."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.compact = False
        self.hovered = -1
        self._tall: dict[str, Painter] = {
            "bed": self._bed,
            "who": lambda p, a, r: self._two(p, a, r.who),
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
    def tokens(self) -> Tokens:
        """The theme in use."""
        return theme.current()

    def height(self, row: BoardRow) -> int:
        """Return the height a row needs."""
        if self.compact:
            return COMPACT
        return TALL + WATCH if row.watch else TALL

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the column's width and the row's height."""
        return QSize(COLUMNS[index.column()].width, self.height(index.data(ROW_ROLE)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw ground, watch line and the cell itself."""
        row: BoardRow = index.data(ROW_ROLE)
        area = QRect(option.rect)
        painter.save()
        painter.setClipRect(area)
        self._ground(painter, option, area, index)
        if self.compact:
            self._one_line(painter, area, row, index.column())
        else:
            if row.watch and 1 <= index.column() < WATCH_UNTIL:
                self._watch(painter, option, area, row)
            upper = QRect(area.left() + 8, area.top() + 6, area.width() - 10, TALL - 12)
            self._tall[COLUMNS[index.column()].key](painter, upper, row)
        painter.restore()

    def _ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        area: QRect,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: BoardRow = index.data(ROW_ROLE)
        tokens = self.tokens
        colour = tokens.card
        if option.state & QStyle.StateFlag.State_Selected:
            colour = tokens.selected
        elif index.row() == self.hovered:
            colour = tokens.raised
        elif row.high:
            colour = tokens.error_card.fill
        elif self.compact and index.row() % 2:
            colour = tokens.stripe
        painter.fillRect(area, QColor(colour))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if index.column() == 0 and option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area.left(), area.top(), 5, area.height(), QColor(tokens.accent))

    def _watch(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, row: BoardRow
    ) -> None:
        """Draw this cell's slice of the line that runs across several columns."""
        view = option.widget
        if not isinstance(view, QTableView):
            return
        left = view.columnViewportPosition(1) + 8
        right = view.columnViewportPosition(WATCH_UNTIL) - 8
        line = QRect(left, area.top() + TALL - 6, right - left, WATCH)
        self._text(painter, line, row.watch, self.tokens.sizes.small, self.tokens.ink)

    def _bed(self, painter: QPainter, area: QRect, row: BoardRow) -> None:
        self._text(painter, area, row.bed, self.tokens.sizes.heading, self.tokens.ink, bold=True)

    def _two(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        half = area.height() // 2
        upper = QRect(area.left(), area.top(), area.width(), half if cell.sub else area.height())
        lower = QRect(area.left(), area.top() + half, area.width(), half)
        tokens = self.tokens
        if not cell.known and not cell.sub:
            self._unknown(painter, area, cell.main)
            return
        colour = tokens.abnormal if cell.alert else tokens.ink
        size = theme.fitting(cell.main, upper.width(), tokens.sizes)
        self._text(painter, upper, cell.main, size, colour, bold=True)
        self._text(painter, lower, cell.sub, tokens.sizes.small, tokens.soft)

    def _unknown(self, painter: QPainter, area: QRect, words: str) -> None:
        """Write "not assessed" over the lines it needs; it is a word, never an empty cell."""
        tokens = self.tokens
        painter.setFont(theme.font(tokens.sizes.small))
        painter.setPen(QColor(tokens.soft))
        painter.drawText(area, LEFT | Qt.TextFlag.TextWordWrap, words)

    def _grade(self, painter: QPainter, area: QRect, shown: Face) -> None:
        tokens = self.tokens
        upper = area
        if shown.signed is not None:
            # Both are seen: what the rules propose and, under it, what a person signed.
            side = int(grade_badge.LESS)
            upper = QRect(area.left(), area.top() - 2, area.width(), side)
            lower = QRect(area.left(), area.top() + side, area.width(), area.height() - side)
            words = _("signed {grade}").format(grade=shown.signed)
            self._text(painter, lower, words, tokens.sizes.small, tokens.ink)
        if shown.grade is None:
            words = _("not assessed") if shown.signed is None else _("unknown")
            self._unknown(painter, upper, words)
        else:
            side = grade_badge.SIDE if shown.signed is None else grade_badge.LESS
            grade_badge.paint(painter, QRectF(upper), shown, tokens, side)

    def _temperature(self, painter: QPainter, area: QRect, row: BoardRow) -> None:
        strip = QRectF(area.left(), area.top() + 4, 38, area.height() - 8)
        if row.strip:
            self._strip(painter, strip, row)
        self._two(painter, area.adjusted(44, 0, 0, 0), row.temperature)

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
        if row.news2.band is None:
            self._unknown(painter, area, row.news2.text)
            return
        look = self.tokens.grades[row.news2.band]
        box = QRectF(area.left(), area.center().y() - 15, 44, 30)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.border), 1 if row.news2.band == 0 else 2))
        painter.setBrush(QColor(look.fill))
        painter.drawRoundedRect(box, 6, 6)
        painter.setFont(theme.font(self.tokens.sizes.body, bold=True))
        painter.setPen(QColor(look.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, row.news2.text)

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
            grade_badge.paint_small(painter, QRectF(inner), faces[key], self.tokens)
            self._compact_signed(painter, inner, faces[key])
            return
        words, bold, alert = _compact(key, row)
        colour = self.tokens.abnormal if alert else self.tokens.ink
        self._text(painter, inner, words, self.tokens.sizes.small, colour, bold=bold)

    def _compact_signed(self, painter: QPainter, area: QRect, shown: Face) -> None:
        """Say beside the badge that a person signed another grade; the tooltip has the words."""
        if shown.signed is not None:
            words = f"≠{shown.signed}"
            place = area.adjusted(area.width() - 32, 0, 0, 0)
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
        words = f"{row.due_face.short} {row.due_face.brief}"
        self._text(painter, area.adjusted(22, 0, 0, 0), words, self.tokens.sizes.small, text)

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
        short = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, LEFT | Qt.TextFlag.TextDontClip, short)


def _height(value: Decimal, area: QRectF) -> float:
    """Return where a temperature stands in the strip."""
    inside = min(max(value, LOWEST), HIGHEST)
    return area.bottom() - area.height() * float((inside - LOWEST) / (HIGHEST - LOWEST))


def _compact(key: str, row: BoardRow) -> tuple[str, bool, bool]:
    """Return a compact cell: its words, whether bold, whether an alert."""
    if key in ("crs", "icans") or (key == "news2" and row.news2.band is None):
        # "not assessed" in the width of one line; never an empty cell, never 0.
        return _("unknown"), False, False
    if key in ("bed", "news2"):
        return (row.bed if key == "bed" else row.news2.text), True, False
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
