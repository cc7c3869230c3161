"""A grade as number, shape, bars and arrow: CRS a square, ICANS a circle, never colour alone."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from cart_ward.clinical.episode import GradeStory
from cart_ward.clinical.graded import Graded
from cart_ward.clinical.vocabulary import Scale
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.theme import Paint, Tokens

SIDE = 38
"""Width and height of the shape that holds the digit."""

LESS = 30
"""The same with a line of words under it."""

SMALL = 20
"""The same in a row of one line."""

BARS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What a badge shows: the grade (None: not assessed), a lower bound, a look needed, a turn.

    `turn` is 1 while the grade rises, -1 while it falls; `signed` is what a person confirmed, where
    that is another grade than the proposed one.
    """

    scale: Scale
    grade: int | None
    at_least: bool = False
    provisional: bool = False
    turn: int = 0
    signed: int | None = None

    @property
    def digit(self) -> str:
        """What stands in the shape: 2, or ≥2 for a lower bound."""
        if self.grade is None:
            return "–"
        return f"≥{self.grade}" if self.at_least else str(self.grade)

    @property
    def words(self) -> str:
        """The badge in words, for the ear and for the eye."""
        if self.signed is None:
            return self._proposed()
        return _("{proposed}; signed {grade}").format(proposed=self._proposed(), grade=self.signed)

    def _proposed(self) -> str:
        if self.grade is None:
            return _("{scale} not assessed").format(scale=self.scale.value)
        if self.at_least:
            said = _("{scale} at least {grade}")
        elif self.provisional:
            said = _("{scale} {grade}, provisional")
        elif self.turn > 0:
            said = _("{scale} {grade}, rising")
        elif self.turn < 0:
            said = _("{scale} {grade}, falling")
        else:
            said = _("{scale} {grade}")
        return said.format(scale=self.scale.value, grade=self.grade)


def face(scale: Scale, graded: Graded, story: GradeStory | None = None) -> Face:
    """Return the face of a proposal; its turn is the last change of number in the story."""
    return Face(
        scale=scale,
        grade=graded.grade,
        at_least=graded.grade is not None and bool(graded.missing),
        provisional=graded.provisional,
        turn=0 if story is None or graded.grade is None else _turn(graded.grade, story),
        signed=None if story is None else _signed(graded.grade, story),
    )


def _signed(grade: int | None, story: GradeStory) -> int | None:
    """Return the signed grade where it is not the proposed one."""
    confirmed = story.confirmed
    return None if confirmed is None or confirmed.grade == grade else confirmed.grade


def _turn(grade: int, story: GradeStory) -> int:
    before = [p.graded.grade for p in story.points if p.graded.grade is not None]
    while before and before[-1] == grade:
        before.pop()
    if not before:
        return 0
    return 1 if grade > before[-1] else -1


def paint_small(
    painter: QPainter, at: QRectF, shown: Face, tokens: Tokens, side: float = SMALL
) -> None:
    """Draw only the shape with its digit, and the arrow, for a row of one line."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    px = tokens.sizes.px
    wide = side * 1.7 if len(shown.digit) > 1 else side
    shape = QRectF(at.left() + 1, at.center().y() - side / 2, wide, side)
    look = tokens.not_assessed if shown.grade is None else tokens.grades[min(shown.grade, 4)]
    _paint_shape(painter, shape, shown, look, tokens.sizes.small)
    _paint_turn(painter, QPointF(shape.right() + 2, shape.top() + px(4)), shown.turn, tokens)
    painter.restore()


def paint(
    painter: QPainter, at: QRectF, shown: Face, tokens: Tokens, side: float | None = None
) -> None:
    """Draw a badge in the left of a rectangle, in the middle of its height.

    `side` is in pixels of the screen; a badge smaller than usual has no bars.
    """
    px = tokens.sizes.px
    side = px(SIDE) if side is None else side
    look = tokens.not_assessed if shown.grade is None else tokens.grades[min(shown.grade, 4)]
    shape = QRectF(at.left() + 2, at.center().y() - side / 2, side, side)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    digit = px(17) if len(shown.digit) > 1 else round(side * 0.58)
    _paint_shape(painter, shape, shown, look, digit)
    if shown.grade is not None:
        beside = QPointF(shape.right() + px(7), shape.top() + px(3))
        if side < px(SIDE):
            beside += QPointF(0, px(5))
        else:
            foot = QPointF(beside.x(), shape.bottom() - px(3))
            _paint_bars(painter, foot, shown.grade, tokens)
        _paint_turn(painter, beside, shown.turn, tokens)
    painter.restore()


def _paint_shape(painter: QPainter, shape: QRectF, shown: Face, look: Paint, size: int) -> None:
    pen = QPen(QColor(look.border), 4 if shown.grade == 4 else 2)
    if shown.grade is None or shown.provisional or shown.at_least:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(QColor(look.fill))
    if shown.scale is Scale.CRS:
        painter.drawRoundedRect(shape, 5, 5)
    else:
        painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)
    painter.setPen(QColor(look.text))
    painter.setFont(theme.font(size, bold=True))
    painter.drawText(shape, Qt.AlignmentFlag.AlignCenter, shown.digit)


def _paint_bars(painter: QPainter, foot: QPointF, grade: int, tokens: Tokens) -> None:
    """Draw four rising bars, as many full as the grade says: readable in grey and from afar."""
    scale = tokens.sizes.percent / 100
    width = 5.0 * scale
    for number in range(BARS):
        height = (4.0 + 3.5 * number) * scale
        left = foot.x() + number * (width + 2 * scale)
        bar = QRectF(left, foot.y() - height, width, height)
        full = number < grade
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.ink if full else tokens.line))
        painter.drawRect(bar)


def _paint_turn(painter: QPainter, at: QPointF, turn: int, tokens: Tokens) -> None:
    if turn == 0:
        return
    painter.save()
    painter.translate(at)
    scale = tokens.sizes.percent / 100
    painter.scale(scale, scale)
    middle, top = 12.0, -1.0
    tip, foot = (top, top + 13) if turn > 0 else (top + 13, top)
    wing = 5 if turn > 0 else -5
    painter.setPen(QPen(QColor(tokens.ink), 2.4, c=Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(QPointF(middle, tip), QPointF(middle, foot))
    painter.drawPolyline(
        QPolygonF(
            [
                QPointF(middle - 5, tip + wing),
                QPointF(middle, tip),
                QPointF(middle + 5, tip + wing),
            ]
        )
    )
    painter.restore()


class GradeBadge(QWidget):
    """A badge on a page, with the words "CRS 2" beside the shape."""

    def __init__(self, shown: Face, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_face(shown)

    def show_face(self, shown: Face) -> None:
        """Show another grade."""
        self.face = shown
        self.setAccessibleName(shown.words)
        self.setToolTip(shown.words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of shape, bars and words."""
        # Without a grade there are no bars between shape and words.
        beside = 60 if self.face.grade is None else 96
        return QSize(theme.px(beside) + self._words_width(), theme.px(SIDE) + 6)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a badge is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the badge and its words."""
        tokens = theme.current()
        painter = QPainter(self)
        paint(painter, QRectF(self.rect()), self.face, tokens)
        painter.setFont(theme.font(tokens.sizes.title, bold=True))
        painter.setPen(QColor(tokens.ink))
        left = tokens.sizes.px(48 if self.face.grade is None else 84)
        painter.drawText(
            self.rect().adjusted(left, 0, 0, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            self._short(),
        )
        painter.end()

    def _short(self) -> str:
        if self.face.grade is None:
            return self.face.words
        return f"{self.face.scale.value} {self.face.digit}"

    def _words_width(self) -> int:
        font = theme.font(theme.current().sizes.title, bold=True)
        return QFontMetrics(font).horizontalAdvance(self._short())
