"""Behind the board: the record is checked, copied, and the clock watched.

All of it runs on the long lane, over connections of its own; nothing waits for it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from cart_ward.care import health
from cart_ward.care.health import Ground
from cart_ward.errors import CartWardError, Finding, stops, warns
from cart_ward.i18n import _
from cart_ward.runtime.clock import SUSPECT_AFTER
from cart_ward.ui.forms import saying
from cart_ward.ui.frame.status_bar import RecordState
from cart_ward.ui.messages import Messages, sentence
from cart_ward.ui.station import Station

EACH_HOUR = 3_600_000
"""Milliseconds between two backups: at most so much is lost with the disk (reliability F2, F4)."""

SOON = 1_000
"""Milliseconds between the board and the first look at the record behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What can be asked of the record behind the screens; none of it is quick.

    `check` returns what is wrong with the whole of it; from then on what stops it lets nothing
    more be written. `back_up` makes and proves a copy. `look` tells what the record lies on.
    """

    check: Callable[[], tuple[Finding, ...]]
    back_up: Callable[[], None]
    look: Callable[[], Ground]


class Upkeep(QObject):
    """Checks once, backs up at the start and each hour. Signal: `changed(RecordState)`."""

    changed = Signal(object)

    def __init__(self, station: Station, messages: Messages, record: Record) -> None:
        super().__init__(station)
        self._station = station
        self._messages = messages
        self._record = record
        self.state = RecordState()
        self.opened_at = station.now()
        self._hourly = QTimer(self)
        self._hourly.setInterval(EACH_HOUR)
        self._hourly.timeout.connect(self.back_up)
        self._suspect = station.desk.clock.suspect
        station.ticked.connect(self._on_tick)

    def start_soon(self, trouble: tuple[Finding, ...]) -> None:
        """Start a moment later: the board that was just painted is used first."""
        QTimer.singleShot(SOON, self, partial(self.start, trouble))

    def start(self, trouble: tuple[Finding, ...]) -> None:
        """Begin, with what was found while the record was opened."""
        self._found(trouble)
        self._set(replace(self.state, warned=warns(trouble)))
        self.check()

    @Slot()
    def check(self) -> None:
        """Check the whole record, unless that goes on already."""
        if self.state.checking is None:
            self._set(replace(self.state, checking=self._station.now()))
            self._station.tasks.run(
                self._record.check, self._on_checked, self._on_check_failed, lane="long"
            )

    @Slot()
    def back_up(self) -> None:
        """Make a proved copy; of a record that cannot be relied on there is none to make."""
        if not self.state.trouble and self.state.copying is None:
            self._set(replace(self.state, copying=self._station.now()))
            self._station.tasks.run(
                self._copy, self._on_backed_up, self._on_backup_failed, lane="long"
            )

    def look(self, done: Callable[[Ground], None], failed: Callable[[CartWardError], None]) -> None:
        """Tell what the record lies on; not behind a check, which may take long."""
        self._station.tasks.run(self._record.look, done, failed, lane="paper")

    @Slot(object)
    def on_jump(self, leap: timedelta) -> None:
        """Write down that the wall clock jumped; beyond 2 minutes it is said and stays said."""
        self._station.ask(
            lambda desk: health.note_clock_jump(desk, leap),
            lambda _done: None,
            self._on_note_failed,
        )
        if abs(leap) > SUSPECT_AFTER:
            minutes = round(abs(leap) / timedelta(minutes=1))
            words = (
                _(
                    "This computer's clock went forward by {minutes} min. All due times were worked"
                    " out again. Check the clock before you sign; what was signed is safe."
                )
                if leap > timedelta(0)
                else _(
                    "This computer's clock went back by {minutes} min. All due times were worked"
                    " out again. Check the clock before you sign; what was signed is safe."
                )
            )
            self._messages.tell(words.format(minutes=minutes), good=False)
            self.changed.emit(self.state)

    @Slot(object)
    def _on_tick(self, _now: datetime) -> None:
        """Let the line about the clock come and go with its reason: moved, put right, confirmed."""
        suspect = self._station.desk.clock.suspect
        if suspect != self._suspect:
            self._suspect = suspect
            self.changed.emit(self.state)

    def _copy(self) -> datetime:
        self._record.back_up()
        return self._station.now()

    def _found(self, findings: tuple[Finding, ...]) -> None:
        """Let what stops stay in sight; the rest is said once."""
        stopping = stops(findings)
        if stopping and stopping != self.state.trouble:
            self._set(replace(self.state, trouble=stopping, intact=False))
        if told := warns(findings):
            said = (saying.finding(finding, self._station.zone) for finding in told)
            self._messages.tell(" ".join(said), good=False)

    def _on_checked(self, findings: tuple[Finding, ...]) -> None:
        self._found(stops(findings))
        ended = replace(
            self.state,
            checking=None,
            checked_at=self._station.now(),
            check_failure=None,
            warned=warns(findings),
            intact=not self.state.trouble,
        )
        self._set(ended)
        if not ended.trouble:
            self._copy_from_now_on()

    def _on_check_failed(self, error: CartWardError) -> None:
        """Say that the check could not be made; a backup checks its copy just as well."""
        self._messages.tell(sentence(error, self._station.zone), good=False)
        self._set(replace(self.state, checking=None, check_failure=error))
        self._copy_from_now_on()

    def _copy_from_now_on(self) -> None:
        """Make the first copy and one each hour; a check asked for later changes nothing."""
        if not self._hourly.isActive():
            self._hourly.start()
            self.back_up()

    def _on_backed_up(self, at: datetime) -> None:
        good = replace(self.state, backed_up_at=at, backup_failed=False, backup_failure=None)
        self._set(replace(good, copying=None))

    def _on_backup_failed(self, error: CartWardError) -> None:
        if not self.state.backup_failed:
            words = _("No backup could be made; it is tried again each hour. {reason}")
            reason = sentence(error, self._station.zone)
            self._messages.tell(words.format(reason=reason), good=False)
        failed = replace(self.state, backup_failed=True, backup_failure=error)
        self._set(replace(failed, copying=None))

    def _on_note_failed(self, error: CartWardError) -> None:
        if not self.state.trouble:
            self._messages.tell(sentence(error, self._station.zone), good=False)

    def _set(self, state: RecordState) -> None:
        self.state = state
        self.changed.emit(state)
