"""When a check is due and where it stands: colour, shape and word, counting down."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from cart_ward.clinical.schedule import CheckDue, DueState
from cart_ward.clinical.vocabulary import Check
from cart_ward.i18n import N_, _, formats, ngettext, wording
from cart_ward.ui import theme
from cart_ward.ui.theme import Paint, Tokens

MARK = 16.0
"""Width of the state's shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFace:
    """What a due cell shows: the check, its state, and the words that move with the clock.

    `short` and `brief` are the same in a row of one line; `less` is what is left of the words
    where there is room for no more: the shape says the rest.
    """

    check: str
    short: str
    state: DueState
    words: str
    brief: str
    less: tuple[str, ...] = ()

    @property
    def compact(self) -> tuple[str, ...]:
        """What may stand in a row of one line, from the most words to the fewest."""
        return (self.brief, *self.less)


CHECKS = {
    Check.VITALS: N_("Vitals"),
    Check.NEURO: N_("Neuro"),
    Check.WEIGHT: N_("Weight"),
    Check.FLUID_BALANCE: N_("Fluids"),
    Check.LABS: N_("Labs"),
    Check.GRADE: N_("Grades"),
}
"""Short words for a row of one line."""


def due_face(due: CheckDue, now: datetime, zone: tzinfo) -> DueFace:
    """Return the words for a check at `now`."""
    return DueFace(
        check=wording.say(f"words.Check.{due.check.value}"),
        short=_(CHECKS[due.check]),
        state=due.state,
        words=_words(due, now, zone),
        brief=_brief(due, now, zone),
        less=_less(due, now, zone),
    )


def _less(due: CheckDue, now: datetime, zone: tzinfo) -> tuple[str, ...]:
    """Return fewer and fewer words: minutes, then whole hours; a pause only its end."""
    if due.state is DueState.PAUSED and due.paused_until is not None:
        return (_("until {at}").format(at=formats.clock(due.paused_until, zone)),)
    time = coarse(now - due.at)
    if due.state is DueState.VERY_OVERDUE:
        return _("Very late {time}").format(time=time), _("Late {time}").format(time=time)
    if due.state is DueState.OVERDUE:
        return (_("Late {time}").format(time=time),)
    if due.state is DueState.MISSED:
        count = due.missed
        long = ngettext("Missed {count}, {time}", "Missed {count}, {time}", count)
        short = ngettext("Missed {count}", "Missed {count}", count)
        return long.format(count=count, time=time), short.format(count=count)
    if due.state is DueState.NOT_DUE:
        left, at = coarse(due.at - now + timedelta(seconds=59)), formats.clock(due.at, zone)
        return _("{at}, in {time}").format(at=at, time=left), _("in {time}").format(time=left)
    return ()


def coarse(elapsed: timedelta) -> str:
    """Return a length of time in one unit: 119 min, 2 h, 3 d."""
    minutes = int(abs(elapsed).total_seconds()) // 60
    if minutes < 120:
        return _("{minutes} min").format(minutes=minutes)
    if minutes < 48 * 60:
        return _("{hours} h").format(hours=minutes // 60)
    return _("{days} d").format(days=minutes // (24 * 60))


def longest(choices: tuple[str, ...], font: QFont, width: float) -> str:
    """Return the first of these words that fit, or the last."""
    metrics = QFontMetrics(font)
    fitting = (words for words in choices if metrics.horizontalAdvance(words) <= width)
    return next(fitting, choices[-1])


def _brief(due: CheckDue, now: datetime, zone: tzinfo) -> str:
    if due.state is DueState.NOT_DUE:
        return formats.clock(due.at, zone)
    if due.state is DueState.DUE:
        return _("due {at}").format(at=formats.clock(due.at, zone))
    return _words(due, now, zone)


def _words(due: CheckDue, now: datetime, zone: tzinfo) -> str:
    late = formats.duration(now - due.at)
    if due.state is DueState.PAUSED:
        return _paused(due, zone)
    if due.state is DueState.MISSED:
        return ngettext("Missed {count}, {time}", "Missed {count}, {time}", due.missed).format(
            count=due.missed, time=late
        )
    if due.state is DueState.VERY_OVERDUE:
        return _("Very late {time}").format(time=late)
    if due.state is DueState.OVERDUE:
        return _("Late {time}").format(time=late)
    return _ahead(due, now, zone)


def _paused(due: CheckDue, zone: tzinfo) -> str:
    """Return that the check is paused, and until when: a pause never hides its end."""
    if due.paused_until is None:
        return _("Paused")
    return _("Paused until {at}").format(at=formats.clock(due.paused_until, zone))


def _ahead(due: CheckDue, now: datetime, zone: tzinfo) -> str:
    # Rounded up: "in 0 min" would read as overdue.
    left = due.at - now + timedelta(seconds=59)
    if due.state is DueState.DUE:
        if due.at <= now:
            return _("Due now, {at}").format(at=formats.clock(due.at, zone))
        return _("Due in {time}").format(time=formats.duration(left))
    at = formats.clock(due.at, zone)
    return _("{at}, in {time}").format(at=at, time=formats.duration(left))


def look(state: DueState, tokens: Tokens) -> Paint:
    """Return the colours of a state; a check that is not due has none of its own."""
    looks = {
        DueState.DUE: tokens.due,
        DueState.OVERDUE: tokens.late,
        DueState.VERY_OVERDUE: tokens.very_late,
        DueState.MISSED: tokens.very_late,
        DueState.PAUSED: tokens.paused,
    }
    return looks.get(state, Paint(fill=tokens.page, text=tokens.ink, border=tokens.page))


def paint_ground(painter: QPainter, area: QRectF, state: DueState, tokens: Tokens) -> None:
    """Fill the cell with the state's colour; a paused one is hatched."""
    colours = look(state, tokens)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.fill))
    painter.drawRoundedRect(area, 6, 6)
    if state is DueState.PAUSED:
        painter.setBrush(QBrush(QColor(tokens.raised), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(area, 6, 6)


def paint_mark(painter: QPainter, at: QPointF, state: DueState, colour: str) -> None:
    """Draw the state's shape round a point, as large as the text."""
    painter.save()
    painter.translate(at)
    scale = theme.current().sizes.percent / 100
    painter.scale(scale, scale)
    _paint_mark(painter, QPointF(0, 0), state, colour)
    painter.restore()


def _paint_mark(painter: QPainter, at: QPointF, state: DueState, colour: str) -> None:
    pen = QPen(QColor(colour), 2)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    circle = QRectF(at.x() - MARK / 2 + 1, at.y() - MARK / 2 + 1, MARK - 2, MARK - 2)
    if state is DueState.PAUSED:
        painter.setBrush(QColor(colour))
        for side in (-5.0, 2.0):
            painter.drawRect(QRectF(at.x() + side, at.y() - 6, 3, 12))
    elif state in (DueState.NOT_DUE, DueState.DUE):
        painter.drawEllipse(circle)
        if state is DueState.DUE:
            painter.setBrush(QColor(colour))
            painter.drawPie(circle, 270 * 16, 180 * 16)
    else:
        painter.setBrush(QColor(colour))
        double = state in (DueState.VERY_OVERDUE, DueState.MISSED)
        for top, bottom in ((-8.0, -1.0), (0.0, 7.0)) if double else ((-7.0, 7.0),):
            painter.drawPolygon(_triangle(at, top, bottom, 4.0 if double else 7.0))


def _triangle(at: QPointF, top: float, bottom: float, half: float) -> QPolygonF:
    return QPolygonF(
        [
            QPointF(at.x(), at.y() + top),
            QPointF(at.x() + half, at.y() + bottom),
            QPointF(at.x() - half, at.y() + bottom),
        ]
    )


def paint(painter: QPainter, area: QRectF, shown: DueFace, tokens: Tokens) -> None:
    """Draw the whole cell: ground, shape, the check's name and the countdown."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_ground(painter, area, shown.state, tokens)
    text = look(shown.state, tokens).text
    upper = QRectF(area.left() + 10, area.top() + 2, area.width() - 16, area.height() / 2)
    indent = 10 + tokens.sizes.px(18)
    lower = QRectF(
        area.left() + indent, area.center().y() - 2, area.width() - indent - 2, area.height() / 2
    )
    painter.setPen(QColor(text))
    check = shown.check
    size = theme.fitting(check, int(upper.width()), tokens.sizes)
    if QFontMetrics(theme.font(size, bold=True)).horizontalAdvance(check) > upper.width():
        check, size = shown.short, tokens.sizes.body
    _line(painter, upper, check, size, bold=True)
    small = theme.font(tokens.sizes.small)
    words = longest((shown.words, *shown.less), small, lower.width())
    _line(painter, lower, words, tokens.sizes.small, bold=False)
    paint_mark(
        painter,
        QPointF(area.left() + 8 + tokens.sizes.px(9), lower.center().y()),
        shown.state,
        text,
    )
    painter.restore()


def elided(words: str, font: QFont, width: float) -> str:
    """Return the words as they fit into a line, cut with three dots where they do not."""
    return QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(width))


def _line(painter: QPainter, area: QRectF, text: str, size: int, *, bold: bool) -> None:
    font = theme.font(size, bold=bold)
    painter.setFont(font)
    short = elided(text, font, area.width())
    align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(area, align | Qt.TextFlag.TextDontClip, short)


class DueClock(QWidget):
    """A due cell as a widget: told the time once a second, it asks nobody."""

    def __init__(self, due: CheckDue, now: datetime, zone: tzinfo) -> None:
        super().__init__()
        self._due = due
        self._zone = zone
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.face = due_face(due, now, zone)
        self.show_time(now)

    def show_due(self, due: CheckDue, now: datetime) -> None:
        """Count towards another check."""
        self._due = due
        self.show_time(now)

    def show_time(self, now: datetime) -> None:
        """Move the countdown."""
        self.face = due_face(self._due, now, self._zone)
        name = _("{check}: {state}").format(check=self.face.check, state=self.face.words)
        if name != self.accessibleName():
            self.setAccessibleName(name)
            self.setToolTip(name)
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room of two lines."""
        return QSize(theme.px(210), theme.px(56))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cell."""
        painter = QPainter(self)
        paint(painter, QRectF(self.rect()), self.face, theme.current())
        painter.end()
