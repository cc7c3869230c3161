"""Monitoring paused while the patient is off the ward, and resumed: one press each."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from cart_ward.care import observations
from cart_ward.care.changes import Changes
from cart_ward.care.observations import RecordEntry
from cart_ward.care.ports import Desk
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.observed import MonitoringPause
from cart_ward.clinical.people import AdmissionId
from cart_ward.i18n import _, formats, wording
from cart_ward.ui.forms.naming import named
from cart_ward.ui.forms.signing import SignedForm
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import line
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.flow import FlowLayout

REASONS = {"off_ward": "O", "imaging": "X", "procedure": "P", "dialysis": "D"}
"""Why monitoring is paused, and the key that pauses it."""

MINUTES = (30, 60, 120, 240)
"""For how long at most: whoever is away longer is looked at again in between."""

USUAL = 60


class PauseForm(SignedForm):
    """Why and for how long; or, while it is paused, the way to resume.

    A reason pauses at once: what was pressed by mistake is undone or resumed at once too.
    """

    def __init__(self, station: Station, admission_id: AdmissionId) -> None:
        super().__init__(station, _("Resume monitoring  R"))
        self.admission_id = admission_id
        self._reason = ""
        self.standing = line("", "body")
        self.minutes: ChoiceRow[int] = ChoiceRow(
            [(n, formats.duration(timedelta(minutes=n))) for n in MINUTES],
            allow_none=False,
            name="minutes",
        )
        self.minutes.name_buttons(_("Pause for"))
        self.minutes.set_value(USUAL)
        self.reasons = {reason: self._button(reason, key) for reason, key in REASONS.items()}
        self._lay_out()
        self.refresh()

    def _button(self, reason: str, key: str) -> QPushButton:
        words = wording.pause_reason(reason)
        button = named(QPushButton(_("{reason}  {key}").format(reason=words, key=key)), reason)
        button.setAccessibleName(_("Pause monitoring: {reason}").format(reason=words))
        button.clicked.connect(partial(self.pause, reason))
        return button

    def _lay_out(self) -> None:
        choice = QWidget()
        flow = FlowLayout(choice, spacing=8)
        for button in self.reasons.values():
            flow.addWidget(button)
        explained = line(_("All checks show as paused until then, and are due at once afterwards."))
        asked = line(_("For how long?"), "label")
        because = line(_("Pause now, because (letter, then Enter):"), "label")
        parts: tuple[QWidget, ...] = (self.standing, asked, self.minutes, because, choice)
        for widget in (*parts, explained):
            self.body.addWidget(widget)

    def running(self) -> Entry[MonitoringPause] | None:
        """Return the pause that holds now."""
        if self.admission_id not in self.station.snapshot.charts:
            return None
        return self.station.status(self.admission_id).pause

    def refresh(self) -> None:
        """Show whether monitoring is paused."""
        running = self.running()
        self.standing.setVisible(running is not None)
        self.sign_button.setVisible(running is not None)
        if running is not None:
            self.standing.setText(pause_words(running, self.station.now(), self.station))

    def pause(self, reason: str) -> None:
        """Pause at once, for this reason."""
        if not self.busy:
            self._reason = reason
            super().sign()

    @Slot()
    def sign(self) -> None:
        """Resume, where it is paused."""
        self._reason = ""
        if self.running() is None:
            self.say(_("Choose why monitoring is paused."))
        else:
            super().sign()

    def act(self) -> Callable[[Desk], Changes]:
        """Return the act: pause for the reason pressed, or resume."""
        now = self.station.now()
        until = now + timedelta(minutes=self.minutes.value() or USUAL)
        body = MonitoringPause(
            paused=bool(self._reason), reason=self._reason, until=until if self._reason else None
        )
        return chart_pause(self.admission_id, body, now, self.token)

    def show_readiness(self) -> None:
        """Let every button tell whether it can be pressed."""
        super().show_readiness()
        for button in getattr(self, "reasons", {}).values():
            button.setEnabled(self.sign_button.isEnabled())


def chart_pause(
    admission_id: AdmissionId, body: MonitoringPause, at: datetime, token: str
) -> Callable[[Desk], Changes]:
    """Return the act that charts a pause or its end."""
    command = RecordEntry(
        admission_id=admission_id, taken_at=at, body=body, late_reason=None, token=token
    )
    return partial(observations.record_entry, command=command)


def pause_words(pause: Entry[MonitoringPause], now: datetime, station: Station) -> str:
    """Return that monitoring is paused, why and until when."""
    reason = wording.pause_reason(pause.body.reason)
    if pause.body.until is None:
        return _("Monitoring is paused: {reason}.").format(reason=reason)
    return _("Monitoring is paused until {at}: {reason}.").format(
        at=formats.moment_near(pause.body.until, now, station.zone), reason=reason
    )


def saved_words(pause: Entry[MonitoringPause] | None, name: str, station: Station) -> str:
    """Return that a pause of somebody's monitoring, or its end, is on disk."""
    read_at, zone = station.snapshot.read_at, station.zone
    saved = formats.clock_seconds(read_at, zone)
    if pause is None:
        return _("Monitoring of {name} goes on: saved {time}.").format(name=name, time=saved)
    if pause.body.until is None:
        return _("Monitoring of {name} is paused: saved {time}.").format(name=name, time=saved)
    return _("Monitoring of {name} is paused until {until}: saved {time}.").format(
        name=name, until=formats.moment_near(pause.body.until, read_at, zone), time=saved
    )
