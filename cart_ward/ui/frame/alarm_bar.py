"""Who needs somebody now: one line, the worst patient first, on every page."""

from PySide6.QtCore import QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from cart_ward.clinical.alarms import Alarm, Priority
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.status import PatientStatus
from cart_ward.i18n import _, formats, ngettext, wording
from cart_ward.ui import theme
from cart_ward.ui.alarms.presenter import MARKS, WORDS, rank, sentence, worst
from cart_ward.ui.station import StationFacts
from cart_ward.ui.widgets.folding import large_text

HALF_PERIOD = {Priority.HIGH: 250, Priority.MEDIUM: 830}
"""Milliseconds of light and of dark: 2 Hz and 0.6 Hz, within the bands of ux 5."""

FRAME = 5
"""Pixels of the frame that flashes; the words stand still."""


def moves() -> bool:
    """Tell whether anything may flash: not where a person asked for less motion."""
    return theme.moves()


EDGE, GAP = 16, 10
"""Pixels at both ends, and between two parts."""

NAME = 300
"""Room for a name in the line, in pixels at 100 percent; the bed stands before it."""


class AlarmBar(QFrame):
    """Signals: `patient_asked(AdmissionId)` of the alarm that is shown; `list_asked()`."""

    patient_asked = Signal(object)
    list_asked = Signal()

    def __init__(self, facts: StationFacts) -> None:
        super().__init__()
        self._facts = facts
        self._admission: AdmissionId | None = None
        self.priority: Priority | None = None
        self.lit = True
        self._patients = 1
        self.setObjectName("alarm_bar")
        self.mark = QLabel()
        self.words = QLabel()
        self.words.setWordWrap(large_text())
        # What is too long is shortened: the bar does not make the window wider.
        self.words.setMinimumWidth(1)
        self._said = ""
        if large_text():
            self.words.setStyleSheet(f"font-size: {theme.current().sizes.small}px;")
        self.more = QLabel()
        self.list = theme.role(QPushButton(_("All alarms")), "chip")
        self.list.setObjectName("all_alarms")
        self.go = theme.role(QPushButton(_("Go to patient")), "chip")
        self.go.setObjectName("go_to_patient")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(EDGE, 2, EDGE, 2)
        layout.setSpacing(GAP)
        layout.addWidget(self.mark)
        layout.addWidget(self.words, 1)
        for part in (self.more, self.list, self.go):
            layout.addWidget(part)
        self._flash = QTimer(self)
        self._flash.timeout.connect(self._on_flash)
        self.go.clicked.connect(self._on_go)
        self.list.clicked.connect(self.list_asked)
        self.hide()

    def show_alarms(self, statuses: tuple[PatientStatus, ...], *, private: bool) -> None:
        """Show the worst open alarm of the ward; without a name where anybody may read it."""
        found = [(alarm, status) for status in statuses if (alarm := worst(status)) is not None]
        self.setVisible(bool(found))
        if not found:
            self._show_priority(None)
            return
        alarm, status = min(found, key=lambda pair: rank(pair[1]))
        self._admission = status.admission.id
        self.mark.setText(MARKS[alarm.priority])
        self.mark.setAccessibleName(_(WORDS[alarm.priority]))
        words = self._sentence(alarm, status, private=private)
        self._said = words
        self.words.setText(words)
        self.words.setAccessibleName(words)
        others = len(found) - 1
        more = ngettext("and {count} more patient", "and {count} more patients", others)
        self.more.setText(more.format(count=others) if others else "")
        self._patients = others + 1
        self.setAccessibleName(f"{_(WORDS[alarm.priority])}: {words} {self.more.text()}".strip())
        self.go.setAccessibleName(_("Go to patient"))
        for button in (self.go, self.list):
            button.setVisible(not private)
        self._fit()
        self._show_priority(alarm.priority)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find room for the words in the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let what stands beside the sentence say less, before it breaks or is shortened.

        Where it is short of room the count of the others stands on the way to the list.
        """
        count, private = self._patients, self.list.isHidden()
        if not large_text():
            self._fit_in_one_line(count, private=private)
            return
        self.more.hide()
        self.list.setAccessibleName(_("All alarms ({count})").format(count=count))
        self.list.setText(self.list.accessibleName())
        self.go.setText(_("Go to patient"))
        font = theme.font(theme.current().sizes.small, bold=True)
        need = QFontMetrics(font).horizontalAdvance(self.words.text())
        beside = (part.sizeHint().width() + GAP for part in (self.mark, self.list, self.go))
        if need > self.width() - 2 * EDGE - sum(beside):
            self.list.setText(_("All ({count})").format(count=count))
            self.go.setText(_("Go"))

    def _fit_in_one_line(self, count: int, *, private: bool) -> None:
        """Keep the sentence in one line: the rows below have no pixel to give (24 beds)."""
        self.words.ensurePolished()
        metrics = self.words.fontMetrics()
        self.list.setText(_("All alarms"))
        spare = self._room(self.mark, self.list, self.go, *((self.more,) if count > 1 else ()))
        tight = metrics.horizontalAdvance(self._said) > spare and count > 1 and not private
        self.more.setVisible(count > 1 and not tight)
        if tight:
            self.list.setText(_("All alarms ({count})").format(count=count))
            spare = self._room(self.mark, self.list, self.go)
        self.list.setAccessibleName(self.list.text())
        shown = metrics.elidedText(self._said, Qt.TextElideMode.ElideMiddle, spare)
        self.words.setText(shown)
        self.words.setToolTip("" if shown == self._said else self._said)
        if (layout := self.layout()) is not None:
            layout.activate()

    def _room(self, *parts: QWidget) -> int:
        """Return the pixels that the parts beside the sentence leave to it."""
        private = (self.list, self.go) if self.list.isHidden() else ()
        beside = (part.sizeHint().width() + GAP for part in parts if part not in private)
        return max(self.width() - 2 * EDGE - sum(beside), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and round it the frame while it is lit."""
        super().paintEvent(event)
        if self.priority is None or not self.lit:
            return
        tokens = theme.current()
        look = tokens.high if self.priority is Priority.HIGH else tokens.medium
        painter = QPainter(self)
        painter.setPen(QPen(QColor(look.border), FRAME))
        half = FRAME // 2
        painter.drawRect(QRect(self.rect()).adjusted(half, half, -half - 1, -half - 1))
        painter.end()

    def _show_priority(self, priority: Priority | None) -> None:
        if priority is not None:
            high = priority is Priority.HIGH
            theme.role(self, "alarm_high" if high else "alarm_medium")
        self.priority = priority
        period = HALF_PERIOD.get(priority) if priority is not None and moves() else None
        if period is None:
            self._flash.stop()
            self.lit = True
        elif not self._flash.isActive() or self._flash.interval() != period:
            self._flash.start(period)
        self.update()

    @Slot()
    def _on_flash(self) -> None:
        self.lit = not self.lit
        self.update()

    def _sentence(self, alarm: Alarm, status: PatientStatus, *, private: bool) -> str:
        bed = status.admission.bed.name
        since = formats.moment_near(alarm.since, status.now, self._facts.zone)
        if private or not wording.knows(alarm.code):
            return _("Bed {bed}: somebody is needed, since {since}").format(bed=bed, since=since)
        return _("Bed {bed} {name}: {what}").format(
            bed=bed,
            name=theme.shortened(status.admission.patient.name.both, NAME),
            what=sentence(alarm, self._facts.zone),
        )

    def _on_go(self) -> None:
        if self._admission is not None:
            self.patient_asked.emit(self._admission)
