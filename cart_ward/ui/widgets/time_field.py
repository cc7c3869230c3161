"""When something was observed: now, unless somebody says otherwise; never later than now."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cart_ward.care import times
from cart_ward.clinical.people import AdmissionId
from cart_ward.i18n import _, formats
from cart_ward.ui import theme
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.time_text import (
    APART,
    LATE_AFTER,
    earlier,
    most_recent,
    on_the_minute,
    parse,
)


class ClockEdit(QLineEdit):
    """A line for a clock time; Enter is its own: whoever has the focus next must not get it too."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Go on at Enter."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.left.emit()
            return
        super().keyPressEvent(event)


class TimeField(QWidget):
    """A button "Observed 14:05"; a press (or T on the page) opens -5, -15, the day and hh:mm.

    "-5" may be typed too. Where it was observed more than 15 min ago, both times are shown.

    Until `hold` is called (the first value was typed) or a time is chosen, it follows the clock.
    Signals: `edited()` when the time or the reason for being late changes, `left()` at Enter once
    what was typed is a time.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        station: Station,
        *,
        label: str | None = None,
        admission_id: AdmissionId | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._admission_id = admission_id
        self._station = station
        self._label = label if label is not None else _("Observed {time}")
        self._taken_at: datetime | None = None
        self._days_back: int | None = None
        self._held = False
        self.button = QPushButton()
        self.panel = QWidget()
        self.clock = ClockEdit()
        self.day = QPushButton()
        self.problem = QLabel()
        self.late = QLineEdit()
        self._steps: list[QPushButton] = []
        self._lay_out()
        self._show()
        station.ticked.connect(self._on_tick)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        theme.role(self.button, "secondary")
        self.button.clicked.connect(self.open)
        outer.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self.panel)
        row.setContentsMargins(0, 0, 0, 0)
        for minutes in (5, 15):
            row.addWidget(self._step(minutes))
        self.day.clicked.connect(self._on_day)
        row.addWidget(self.day)
        self.clock.setPlaceholderText(_("hh:mm"))
        self.clock.setAccessibleName(_("Time of observation, hours and minutes"))
        self.clock.setFixedSize(theme.px(96), theme.px(44))
        self.clock.textEdited.connect(self._on_typed)
        self.clock.left.connect(self._on_enter)
        self.clock.editingFinished.connect(self._on_finished)
        row.addWidget(self.clock)
        self.panel.hide()
        outer.addWidget(self.panel)
        theme.role(self.problem, "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        outer.addWidget(self.problem)
        self.late.setPlaceholderText(_("Why is it recorded so late?"))
        self.late.setAccessibleName(_("Why is it recorded so late?"))
        self.late.textChanged.connect(self.edited)
        self.late.hide()
        outer.addWidget(self.late)

    def _step(self, minutes: int) -> QPushButton:
        button = QPushButton(_("\u2212{minutes} min").format(minutes=minutes))
        button.setAccessibleName(_("{minutes} minutes earlier").format(minutes=minutes))
        button.clicked.connect(lambda: self._earlier(minutes))
        self._steps.append(button)
        return button

    def taken_at(self) -> datetime:
        """Return the time of observation in UTC; never later than now."""
        now = on_the_minute(self._station.now())
        return now if self._taken_at is None else min(self._taken_at, now)

    def late_reason(self) -> str | None:
        """Return why it is recorded more than 12 h later; None where nobody need say."""
        return self.late.text().strip() or None if self.is_late() else None

    def is_late(self) -> bool:
        """Tell whether a reason is asked for: over 12 h ago, or before the admission."""
        at, now = self.taken_at(), self._station.now()
        charts = self._station.snapshot.charts
        if self._admission_id is None or self._admission_id not in charts:
            return now - at > LATE_AFTER
        return times.is_late(at, now, charts[self._admission_id].subject)

    def blocked(self) -> bool:
        """Tell whether the time typed is none, or a reason is still asked for."""
        wrong = self._is_no_time() or not self.problem.isHidden()
        return wrong or (self.is_late() and self.late_reason() is None)

    def set_taken_at(self, at: datetime | None, late_reason: str | None = None) -> None:
        """Show a time (a draft, an entry being amended); None follows the clock."""
        self._taken_at, self._held = at, False
        if late_reason:
            self.late.setText(late_reason)
        self._show()

    def held_at(self) -> datetime | None:
        """Return the time that was chosen or held, None while it follows the clock."""
        return self._taken_at

    def hold(self) -> None:
        """Stay at the present minute from now on: the first value was typed."""
        if self._taken_at is None:
            self._taken_at, self._held = on_the_minute(self._station.now()), True
            self._show()

    def release(self) -> None:
        """Follow the clock again where the time was only held: nothing that was typed is left."""
        if self._held:
            self._taken_at, self._held = None, False
            self._show()

    def chosen(self) -> bool:
        """Tell whether somebody did something about the time, be it half of one."""
        typed = bool(self.clock.text() or self.late.text())
        return typed or (self._taken_at is not None and not self._held)

    def draft(self) -> dict[str, object]:
        """Return the time chosen or held, and what is typed here however unfinished."""
        if self._taken_at is None and not self.chosen():
            return {}
        return {
            "taken_at": None if self._taken_at is None else self._taken_at.isoformat(),
            "held": self._held,
            "late": self.late.text(),
            "clock": self.clock.text(),
            "wrong": not self.problem.isHidden(),
            "days_back": self._days_back,
        }

    def restore(self, draft: Mapping[str, object]) -> None:
        """Put a draft back: what was in the way of signing still is."""
        late, clock, back = (draft.get(name) for name in ("late", "clock", "days_back"))
        self.late.setText(late if isinstance(late, str) else "")
        self.set_taken_at(_moment(draft.get("taken_at")))
        self._held = self._taken_at is not None and draft.get("held") is not False
        self._days_back = back if isinstance(back, int) else None
        self.clock.setText(clock if isinstance(clock, str) else "")
        self.panel.setVisible(bool(self.clock.text()))
        self.problem.hide()
        if draft.get("wrong") is True and self.clock.text():
            self._complain()

    def open(self) -> None:
        """Show the earlier times, or put them away."""
        self.panel.setVisible(self.panel.isHidden())
        if not self.panel.isHidden():
            self.clock.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_panel(self) -> None:
        """Put the earlier times away if what was typed is a time."""
        if self.problem.isHidden() and not self._is_no_time():
            # First the focus: Qt would give it away with the panel, to anything at all.
            self.button.setFocus()
            self.panel.hide()
            self.clock.clear()

    def _on_enter(self) -> None:
        """Take the time and go on: where it needs a reason, to that."""
        self._on_finished()
        self.close_panel()
        if not self.panel.isHidden():
            return
        if self.late.isVisible() and self.late_reason() is None:
            self.late.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.left.emit()
        if self.window().focusWidget() is self.button:
            self.focusNextChild()

    def _earlier(self, minutes: int) -> None:
        self._choose(self.taken_at() - timedelta(minutes=minutes))

    def _on_day(self) -> None:
        """Go to the day before, as often as asked; past a week start again today."""
        now, zone = self._station.now(), self._station.zone
        at = self.taken_at().astimezone(zone)
        back = ((now.astimezone(zone).date() - at.date()).days + 1) % 8
        self._days_back = back
        self._choose(most_recent(at.time(), now, zone, back))

    def _on_typed(self, typed: str) -> None:
        self.problem.hide()
        ago = earlier(typed)
        if ago is not None:
            self._choose(self._station.now() - ago)
            return
        clock = parse(typed)
        if clock is None:
            self.edited.emit()
            return
        now, zone = self._station.now(), self._station.zone
        at = most_recent(clock, now, zone, self._days_back or 0)
        if at is None:
            self._complain()
            return
        self._choose(at)

    def _on_finished(self) -> None:
        if self._is_no_time():
            self._complain()

    def _is_no_time(self) -> bool:
        typed = self.clock.text()
        return bool(typed.strip()) and parse(typed) is None and earlier(typed) is None

    def _complain(self) -> None:
        sentence = (
            _("“{typed}” is not a time. Type hours and minutes, for example 13:40.")
            if self._is_no_time()
            else _("{typed} has not come yet. If it was yesterday, choose the day first.")
        )
        self.problem.setText(sentence.format(typed=self.clock.text().strip()))
        self.problem.show()
        self.edited.emit()

    def _choose(self, at: datetime | None) -> None:
        self.problem.hide()
        self._taken_at, self._held = None if at is None else on_the_minute(at), False
        self._show()
        self.edited.emit()

    def _on_tick(self, _now: object) -> None:
        self._show()

    def _words(self, now: datetime) -> str:
        """Return when it was observed, and that it is recorded now where the two lie apart."""
        zone = self._station.zone
        observed = self._label.format(time=formats.moment_near(self.taken_at(), now, zone))
        if now - self.taken_at() <= APART:
            return observed
        return _("{observed} · now {now}").format(observed=observed, now=formats.clock(now, zone))

    def _show(self) -> None:
        now, zone = self._station.now(), self._station.zone
        text = self._words(now)
        if self.button.text() != text:
            self.button.setText(text)
            self.button.setAccessibleName(text)
        at = self.taken_at().astimezone(zone).date()
        today = now.astimezone(zone).date()
        self.day.setText(_("Today") if at == today else formats.day_on_screen(at))
        self.day.setAccessibleName(_("Day of observation, one day earlier"))
        self.late.setVisible(self.is_late())


def _moment(value: object) -> datetime | None:
    """Return the moment of a draft, with its zone, or None."""
    try:
        at = datetime.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
