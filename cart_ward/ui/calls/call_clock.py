"""How long somebody has waited: colour, shape and word, moving with the clock."""

from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cart_ward.clinical.schedule import DueState
from cart_ward.i18n import _, formats
from cart_ward.ui import theme
from cart_ward.ui.calls.presenter import Open, ToMake
from cart_ward.ui.widgets.due_clock import look, paint_ground, paint_mark
from cart_ward.ui.widgets.folding import large_text

MARK_ROOM = 32


def headed(words: QWidget, clock: QWidget) -> QBoxLayout:
    """Return words with the state beside them, or below them where text is large."""
    head = QVBoxLayout() if large_text() else QHBoxLayout()
    head.addWidget(words, 1)
    head.addWidget(clock, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return head


class CallClock(QWidget):
    """A state with its minutes; told the time, it asks nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.state, self.words = DueState.DUE, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_call(self, shown: Open | ToMake, now: datetime) -> None:
        """Show where a call stands."""
        state = shown.state(now)
        words = _waited(shown, now) if isinstance(shown, Open) else _to_make(shown, now)
        if (state, words) == (self.state, self.words):
            return
        self.state, self.words = state, words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of shape and words in one line."""
        wide = QFontMetrics(_font()).horizontalAdvance(self.words)
        return QSize(wide + theme.px(MARK_ROOM) + 12, theme.px(38))

    def minimumSizeHint(self) -> QSize:
        """Return the same: the state is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, shape and words."""
        tokens, area = theme.current(), QRectF(self.rect())
        ink = look(self.state, tokens).text
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, area, self.state, tokens)
        at = QPointF(area.left() + theme.px(MARK_ROOM) / 2, area.center().y())
        paint_mark(painter, at, self.state, ink)
        painter.setPen(QColor(ink))
        painter.setFont(_font())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area.adjusted(theme.px(MARK_ROOM), 0, 0, 0), flags, self.words)
        painter.end()


def _font() -> QFont:
    return theme.font(theme.current().sizes.small, bold=True)


def _waited(shown: Open, now: datetime) -> str:
    """Return how long no answer has come, and within what one is owed."""
    facts = {
        "waited": formats.duration(now - shown.first_at),
        "within": formats.duration(shown.within),
    }
    if shown.state(now) is DueState.DUE:
        return _("Waiting {waited} of {within}").format(**facts)
    if shown.state(now) is DueState.OVERDUE:
        return _("Late: no answer for {waited}, owed in {within}").format(**facts)
    return _("Very late: no answer for {waited}, owed in {within}").format(**facts)


def _to_make(shown: ToMake, now: datetime) -> str:
    late = now - shown.by
    if shown.state(now) is DueState.OVERDUE:
        return _("Late {time}").format(time=formats.duration(late))
    return _("Call within {time}").format(time=formats.duration(-late))
