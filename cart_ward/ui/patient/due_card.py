"""What is due for one patient, the most urgent first; each says why when asked."""

from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cart_ward.clinical.schedule import CheckDue, DueState
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import EntryId
from cart_ward.i18n import _, formats, wording
from cart_ward.ui import theme
from cart_ward.ui.forms.charting import close_together
from cart_ward.ui.forms.naming import named
from cart_ward.ui.patient.why import why_words
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card, clear, line
from cart_ward.ui.widgets.due_clock import DueClock, look, paint_ground, paint_mark

ROW = 38
"""Height of a row in pixels: all checks are seen without scrolling."""

STATE_ROOM = 228
"""Room for shape, name and state."""

BESIDE = 7
MARK_ROOM = 28
CLOCK_ROOM = 50
"""Room for the state's shape, and for a time of day, so that the states stand in one column."""


class DueLine(DueClock):
    """A check in one line: shape, name, state."""

    def __init__(self, due: CheckDue, now: datetime, zone: tzinfo) -> None:
        self.due, self.now = due, now
        self._fitted = True
        super().__init__(due, now, zone)

    def show_time(self, now: datetime) -> None:
        """Move the countdown."""
        self.now = now
        super().show_time(now)
        if self._fits() is not self._fitted:
            self._fitted = not self._fitted
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room of one line, or of two where the state is too long beside the name."""
        row = max(ROW, QFontMetrics(_fonts()[0]).lineSpacing() + 12)
        return QSize(STATE_ROOM, row if self._fits() else super().sizeHint().height())

    def _fits(self) -> bool:
        """Tell whether name and state stand side by side."""
        name, state = (QFontMetrics(font) for font in _fonts())
        used = name.horizontalAdvance(self.face.short) + state.horizontalAdvance(self._state())
        return MARK_ROOM + used + 2 * BESIDE <= STATE_ROOM

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line; the state is never cut."""
        if not self._fits():
            super().paintEvent(event)
            return
        tokens, area = theme.current(), QRectF(self.rect())
        ink = look(self.face.state, tokens).text
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, area, self.face.state, tokens)
        paint_mark(painter, QPointF(area.left() + 16, area.center().y()), self.face.state, ink)
        painter.setPen(QColor(ink))
        left = area.left() + MARK_ROOM
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for words, font in zip((self.face.short, self._state()), _fonts(), strict=True):
            painter.setFont(font)
            painter.drawText(area.adjusted(left, 0, 0, 0), flags, words)
            left += painter.fontMetrics().horizontalAdvance(words) + BESIDE
        painter.end()

    def _state(self) -> str:
        """Return the state in words; what is not due yet says how long, its time stands beside."""
        if self.face.state is not DueState.NOT_DUE:
            return self.face.words
        left = self.due.at - self.now + timedelta(seconds=59)
        return _("in {time}").format(time=formats.duration(left))


def _fonts() -> tuple[QFont, QFont]:
    """Return how the name of a check and its state are written."""
    small = theme.current().sizes.small
    return theme.font(small, bold=True), theme.font(small)


class DueRow(QWidget):
    """One check: its time, its state, and why it is due once somebody asks."""

    entry_asked = Signal(object)
    not_done_asked = Signal(object)

    def __init__(self, due: CheckDue, now: datetime, station: Station, parent: QWidget) -> None:
        super().__init__(parent)
        self._due = due
        self._station = station
        self._reason: DueReason | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        row = QHBoxLayout()
        self._column.addLayout(row)
        self.clock = DueLine(due, now, station.zone)
        at = theme.role(QLabel(formats.clock(due.at, station.zone)), "strong")
        at.setMinimumWidth(CLOCK_ROOM)
        self.button = theme.role(named(QPushButton(_("why?")), f"why_{due.check.value}"), "chip")
        self.button.setAccessibleName(
            _("Why is this due: {check}").format(
                check=wording.say(f"words.Check.{due.check.value}")
            )
        )
        self.button.clicked.connect(lambda: self.explain(not self.explained))
        row.setSpacing(4)
        row.addWidget(at)
        row.addWidget(self.clock, 1)
        row.addWidget(self.button)

    @property
    def reason(self) -> "DueReason":
        """Why it is due, and the ways on from there; made when somebody first asks."""
        if self._reason is None:
            self._reason = DueReason(self._due, self)
            self._reason.entry_asked.connect(self.entry_asked)
            self._reason.not_done.clicked.connect(lambda: self.not_done_asked.emit(self._due.check))
            self._column.addWidget(self._reason)
        return self._reason

    @property
    def why(self) -> QLabel:
        """The reason in words."""
        return self.reason.words

    @property
    def not_done(self) -> QPushButton:
        """The way on where the check cannot be done now."""
        return self.reason.not_done

    @property
    def explained(self) -> bool:
        """Whether it says why it is due."""
        return self._reason is not None and not self._reason.isHidden()

    def explain(self, shown: bool) -> None:  # noqa: FBT001 - as setVisible
        """Say why, or no longer."""
        if shown:
            words = why_words(self._due, self._station.now(), self._station.zone)
            self.reason.words.setText(words)
        if shown or self._reason is not None:
            self.reason.setVisible(shown)


class DueReason(QWidget):
    """Why a check is due, the entry it is counted from, and the way not to do it. Hidden at first.

    Under the row, not beside it: the words keep the whole width of a narrow card.
    """

    entry_asked = Signal(object)

    def __init__(self, due: CheckDue, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        column, below = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.words = named(line(""), f"because_{due.check.value}")
        column.addWidget(self.words)
        column.addLayout(below)
        self.not_done = _not_done_button(due)
        below.addStretch(1)
        below.addWidget(self.not_done)
        if due.why.entry_id is not None:
            below.addWidget(self._way_to(due, due.why.entry_id))

    def _way_to(self, due: CheckDue, entry_id: EntryId) -> QPushButton:
        """Return the button that leads to the entry a check is counted from."""
        entry = theme.role(named(QPushButton(_("entry")), f"entry_{due.check.value}"), "quiet")
        entry.setAccessibleName(
            _("Show the entry this is counted from: {check}").format(
                check=wording.say(f"words.Check.{due.check.value}")
            )
        )
        entry.clicked.connect(lambda: self.entry_asked.emit(entry_id))
        return entry


def _not_done_button(due: CheckDue) -> QPushButton:
    """Return the way on where an explained check cannot be done now."""
    button = named(QPushButton(_("Not done, pause…")), f"not_done_{due.check.value}")
    check = wording.say(f"words.Check.{due.check.value}")
    button.setAccessibleName(_("{check}: not done, or pause").format(check=check))
    return theme.role(button, "quiet")


class DueCard(Card):
    """The next checks as counting clocks, with a button "why?" each; what is paused says so.

    Signals: `entry_asked(EntryId)` for the entry a check is counted from, `not_done_asked(Check)`
    where an explained check cannot be done, `resume_asked()`.
    """

    entry_asked = Signal(object)
    not_done_asked = Signal(object)
    resume_asked = Signal()

    def __init__(self, station: Station) -> None:
        super().__init__(_("Due"))
        close_together(self)
        theme.role(self.title, "strong")
        self._station = station
        self._shown: tuple[CheckDue, ...] | None = None
        self.rows: list[DueRow] = []
        self.resume_button = named(QPushButton(_("Resume monitoring  R")), "resume")
        self.resume_button.clicked.connect(self.resume_asked)
        self.resume_button.hide()
        self.head.addStretch(1)
        self.head.addWidget(self.resume_button)

    def show_status(self, status: PatientStatus) -> None:
        """Show what is due now."""
        if status.due == self._shown:
            self.show_time(status.now)
            return
        self._shown = status.due
        self.resume_button.setVisible(status.pause is not None)
        self.rows = []
        clear(self.body)
        if not status.due:
            self.body.addWidget(line(_("Nothing is scheduled."), "body"))
        for due in status.due:
            row = DueRow(due, status.now, self._station, self)
            row.entry_asked.connect(self.entry_asked)
            row.not_done_asked.connect(self.not_done_asked)
            self.body.addWidget(row)
            self.rows.append(row)

    def show_time(self, now: datetime) -> None:
        """Count down."""
        for row in self.rows:
            row.clock.show_time(now)

    @property
    def why_buttons(self) -> list[QPushButton]:
        """The buttons that ask why, in the order of the checks."""
        return [row.button for row in self.rows]

    @property
    def explained(self) -> bool:
        """Whether any check says why."""
        return any(row.explained for row in self.rows)

    def explain(self) -> None:
        """Show or hide every why."""
        shown = not self.explained
        for row in self.rows:
            row.explain(shown)
