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

    def __init__(self, due: CheckDue, now: datetime, station: Station) -> None:
        super().__init__()
        self._due = due
        self._station = station
        self._entry: QPushButton | None = None
        self.why = named(line(""), f"because_{due.check.value}")
        self.why.hide()
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
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(at)
        row.addWidget(self.clock, 1)
        row.addWidget(self.button)
        # Under the words, not beside them: they keep the whole width of a narrow card.
        self._below = QHBoxLayout()
        self._below.addStretch(1)
        self.not_done = _not_done_button(due)
        self.not_done.clicked.connect(lambda: self.not_done_asked.emit(due.check))
        self.not_done.hide()
        self._below.addWidget(self.not_done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.why)
        column.addLayout(self._below)

    @property
    def explained(self) -> bool:
        """Whether it says why it is due."""
        return not self.why.isHidden()

    def explain(self, shown: bool) -> None:  # noqa: FBT001 - as setVisible
        """Say why, or no longer."""
        entry_id = self._due.why.entry_id
        if shown:
            self.why.setText(why_words(self._due, self._station.now(), self._station.zone))
        if shown and self._entry is None and entry_id is not None:
            self._entry = self._way_to(entry_id)
            self._below.addWidget(self._entry)
        for part in (self.why, self.not_done):
            part.setVisible(shown)
        if self._entry is not None:
            self._entry.setVisible(shown)

    def _way_to(self, entry_id: EntryId) -> QPushButton:
        """Return the button that leads to the entry a check is counted from."""
        entry = theme.role(
            named(QPushButton(_("entry")), f"entry_{self._due.check.value}"), "quiet"
        )
        entry.setAccessibleName(
            _("Show the entry this is counted from: {check}").format(
                check=wording.say(f"words.Check.{self._due.check.value}")
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
            row = DueRow(due, status.now, self._station)
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
    def whys(self) -> list[QLabel]:
        """The reasons, hidden until somebody asks."""
        return [row.why for row in self.rows]

    @property
    def explained(self) -> bool:
        """Whether any check says why."""
        return any(row.explained for row in self.rows)

    def explain(self) -> None:
        """Show or hide every why."""
        shown = not self.explained
        for row in self.rows:
            row.explain(shown)
