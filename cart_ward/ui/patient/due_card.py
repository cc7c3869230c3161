"""What is due for one patient, the most urgent first; each says why when asked."""

from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cart_ward.clinical.schedule import CheckDue
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

MARK_ROOM = 28
CLOCK_ROOM = 50
"""Room for the state's shape, and for a time of day, so that the states stand in one column."""


class DueLine(DueClock):
    """A check in one line: shape, name, state."""

    def sizeHint(self) -> QSize:
        """Return the room of one line."""
        return QSize(200, ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line; the state is never cut, the name gives way."""
        tokens, area = theme.current(), QRectF(self.rect())
        ink = look(self.face.state, tokens).text
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, area, self.face.state, tokens)
        paint_mark(painter, QPointF(area.left() + 16, area.center().y()), self.face.state, ink)
        painter.setPen(QColor(ink))
        left = self._write(painter, self.face.short, area.left() + MARK_ROOM, bold=True)
        self._write(painter, self.face.words, left + 8, bold=False)
        painter.end()

    def _write(self, painter: QPainter, words: str, left: float, *, bold: bool) -> float:
        """Write words from `left` on; return where they end."""
        sizes = theme.current().sizes
        size = min(sizes.small + 1, sizes.body) if bold else sizes.small
        painter.setFont(theme.font(size, bold=bold))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        room = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(room, flags | Qt.TextFlag.TextDontClip, words)
        return left + painter.fontMetrics().horizontalAdvance(words)


class DueRow(QWidget):
    """One check: its time, its state, and why it is due once somebody asks."""

    entry_asked = Signal(object)

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
        self._below = QHBoxLayout()
        self._below.addWidget(self.why, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
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
        self.why.setVisible(shown)
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


class DueCard(Card):
    """The next checks as counting clocks, with a button "why?" each.

    Signal: `entry_asked(EntryId)` for the entry a check is counted from.
    """

    entry_asked = Signal(object)

    def __init__(self, station: Station) -> None:
        super().__init__(_("Due"))
        close_together(self)
        theme.role(self.title, "strong")
        self._station = station
        self._shown: tuple[CheckDue, ...] | None = None
        self.rows: list[DueRow] = []

    def show_status(self, status: PatientStatus) -> None:
        """Show what is due now."""
        if status.due == self._shown:
            self.show_time(status.now)
            return
        self._shown = status.due
        self.rows = []
        clear(self.body)
        if not status.due:
            self.body.addWidget(line(_("Nothing is scheduled."), "body"))
        for due in status.due:
            row = DueRow(due, status.now, self._station)
            row.entry_asked.connect(self.entry_asked)
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
