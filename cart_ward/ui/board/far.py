"""The board from afar (F11): bed, initials, state, minutes and grades, readable at two metres.

Every figure and word is at least 63 pixels high type (47 pt, ux 2), in ink on the plain ground, for
7:1 between them (ux 4); colour only fills the shape and rings the grade.
"""

from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cart_ward.clinical.schedule import CheckDue, DueState
from cart_ward.clinical.vocabulary import Scale
from cart_ward.i18n import _, formats, ngettext
from cart_ward.ui import theme
from cart_ward.ui.board.presenter import BoardRow
from cart_ward.ui.widgets import due_clock
from cart_ward.ui.widgets.grade_badge import Face

TYPE = 63
"""Pixels of what must be read at two metres: 47 pt."""

ROW = 96
"""Height of a row (ux 3)."""

HEAD, FOOT = 40, 56

BED, WHO, GRADE = 120, 196, 146
"""Widths of bed, initials and each grade; the state has what is left."""

BADGE = 72
MARK = 60


class FarBoard(QWidget):
    """As many rows as there is room for, the worst first; who has none is counted below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("far_board")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Ward board from afar"))
        self.rows: tuple[BoardRow, ...] = ()
        self.states: tuple[str, ...] = ()

    def show_rows(self, rows: tuple[BoardRow, ...], now: datetime) -> None:
        """Show these rows as they stand now; a second that changes no word costs no paint."""
        states = tuple("" if row.due is None else state_words(row.due, now) for row in rows)
        if (rows, states) == (self.rows, self.states):
            return
        self.rows, self.states = rows, states
        told = (words(row, state) for row, state in zip(rows, states, strict=True))
        self.setAccessibleDescription("; ".join(told))
        self.update()

    @property
    def room(self) -> int:
        """How many rows can stand here; one less where a line must count the others."""
        height = self.height() - HEAD
        fit = height // ROW
        return fit if len(self.rows) <= fit else max((height - FOOT) // ROW, 0)

    @property
    def hidden(self) -> int:
        """How many patients do not fit."""
        return max(len(self.rows) - self.room, 0)

    def minimumSizeHint(self) -> QSize:
        """Return the room of one row and of the line below."""
        return QSize(900, HEAD + ROW + FOOT)

    def sizeHint(self) -> QSize:
        """Return the room of every row."""
        return QSize(1200, HEAD + ROW * len(self.rows) + FOOT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the head, the rows and the count of the others."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.card))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._head(painter)
        for number in range(min(self.room, len(self.rows))):
            self._row(painter, QRect(0, HEAD + number * ROW, self.width(), ROW), number)
        if self.hidden:
            below = QRect(24, HEAD + self.room * ROW, self.width() - 48, FOOT)
            told = ngettext("and {count} more bed", "and {count} more beds", self.hidden)
            self._text(painter, below, told.format(count=self.hidden), theme.font(36, bold=True))
        painter.end()

    def _places(self, area: QRect) -> tuple[QRect, ...]:
        """Return where bed, initials, state, CRS and ICANS stand in a row."""
        left, places = area.left() + 24, []
        state = area.width() - 48 - BED - WHO - 2 * GRADE
        for width in (BED, WHO, state, GRADE, GRADE):
            places.append(QRect(left, area.top(), width, area.height()))
            left += width
        return tuple(places)

    def _head(self, painter: QPainter) -> None:
        heads = (_("Bed"), _("Patient"), _("Next check"), _("CRS"), _("ICANS"))
        for place, head in zip(self._places(QRect(0, 0, self.width(), HEAD)), heads, strict=True):
            self._text(painter, place, head, theme.font(24))

    def _row(self, painter: QPainter, area: QRect, number: int) -> None:
        tokens, row = theme.current(), self.rows[number]
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(area.topLeft(), area.topRight())
        bed, who, state, crs, icans = self._places(area)
        self._text(painter, bed, row.bed, theme.font(TYPE, bold=True))
        self._text(painter, who, row.initials, theme.font(TYPE))
        self._state(painter, state, row, self.states[number])
        for place, face in ((crs, row.crs), (icans, row.icans)):
            paint_grade(painter, place, face)

    def _state(self, painter: QPainter, area: QRect, row: BoardRow, told: str) -> None:
        face = row.due_face
        if face is None:
            return
        tokens = theme.current()
        box = QRectF(area.left(), area.center().y() - MARK / 2, MARK, MARK)
        due_clock.paint_ground(painter, box, face.state, tokens)
        painter.save()
        painter.translate(box.center())
        painter.scale(2.6, 2.6)
        colour = due_clock.look(face.state, tokens).text
        due_clock.paint_mark(painter, QPointF(0, 0), face.state, colour)
        painter.restore()
        self._text(painter, area.adjusted(MARK + 20, 0, 0, 0), told, theme.font(TYPE))

    def _text(self, painter: QPainter, area: QRect, told: str, font: QFont) -> None:
        painter.setFont(font)
        painter.setPen(QColor(theme.current().ink))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, align | Qt.TextFlag.TextDontClip, told)


def state_words(due: CheckDue, now: datetime) -> str:
    """Return where a check stands in as few words as can be: Late 40 min, in 24 min, Now."""
    time = formats.duration(now - due.at)
    said = {
        DueState.PAUSED: _("Paused"),
        DueState.MISSED: _("Missed {time}"),
        # The double triangle says "very": at this size there is no room for the word.
        DueState.VERY_OVERDUE: _("Late {time}"),
        DueState.OVERDUE: _("Late {time}"),
    }
    if due.state in said:
        return said[due.state].format(time=time)
    if due.at <= now:
        return _("Due now")
    # Rounded up: "in 0 min" would read as overdue.
    return _("in {time}").format(time=formats.duration(due.at - now + timedelta(seconds=59)))


def words(row: BoardRow, state: str) -> str:
    """Return a row for the ear; no name, as on the screen."""
    return f"{row.bed} {row.initials} {state} {row.crs.words} {row.icans.words}"


def paint_grade(painter: QPainter, area: QRect, face: Face) -> None:
    """Draw the digit in ink on the plain ground, in a ring as dark as the grade is high."""
    tokens = theme.current()
    painter.setPen(QColor(tokens.ink))
    if face.grade is None:
        # Unknown is a word, never a sign that could pass for a value.
        painter.setFont(theme.font(30, bold=True))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, align | Qt.TextFlag.TextWordWrap, _("not assessed"))
        return
    font = theme.font(TYPE, bold=True)
    wide = max(BADGE, QFontMetrics(font).horizontalAdvance(face.digit) + 24)
    shape = QRectF(area.left() + 4, area.center().y() - BADGE / 2, wide, BADGE)
    painter.setFont(font)
    painter.drawText(shape, Qt.AlignmentFlag.AlignCenter, face.digit)
    pen = QPen(QColor(tokens.grades[min(face.grade, 4)].border), 2 + 2 * face.grade)
    if face.provisional or face.at_least:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corner = 8.0 if face.scale is Scale.CRS else BADGE / 2
    painter.drawRoundedRect(shape, corner, corner)
