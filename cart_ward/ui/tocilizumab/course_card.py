"""The course so far: n of 4, each dose, and when the next one may start."""

from datetime import datetime, timedelta

from PySide6.QtWidgets import QVBoxLayout

from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.tocilizumab import CEILING, Given
from cart_ward.i18n import _, formats, wording
from cart_ward.ui.station import Station
from cart_ward.ui.tocilizumab.rules import next_possible
from cart_ward.ui.widgets.card import Card, clear, line


class CourseCard(Card):
    """Doses given, and the countdown to the next possible time."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self.setAccessibleName(_("Course"))
        self._station = station
        self._doses = QVBoxLayout()
        self.count = line("", "strong")
        self.next = line("", "body")
        self.body.addWidget(self.count)
        self.body.addLayout(self._doses)
        self.body.addWidget(self.next)

    def show_course(self, status: PatientStatus) -> None:
        """Show the doses of the course."""
        given = status.course.given
        self.count.setText(
            _("{given} of {ceiling} doses given").format(given=len(given), ceiling=CEILING)
        )
        clear(self._doses)
        for number, dose in enumerate(given, 1):
            self._doses.addWidget(line(self._dose(number, dose), "hint"))
        if status.course.last_response is not None:
            said = wording.say(f"words.Response.{status.course.last_response.value}")
            self._doses.addWidget(line(_("Last response: {response}").format(response=said)))
        self.show_next(status, status.now)

    def show_next(self, status: PatientStatus, now: datetime) -> None:
        """Count down; the label is touched only when its words change."""
        course = status.course
        given, counted = course.given, course.last_counts_from
        jump = timedelta(0)
        if given and counted is not None:
            jump = counted - given[-1].started_at
        words = next_possible(course.next_from, len(given), now, self._station.zone, jump)
        text = formats.unbroken(words)
        if text != self.next.text():
            self.next.setText(text)

    def _dose(self, number: int, dose: Given) -> str:
        facts = {
            "number": number,
            "dose": formats.number(dose.dose_mg),
            "moment": formats.moment_near(dose.started_at, self._station.now(), self._station.zone),
        }
        if dose.earlier and dose.deviation:
            return _("Dose {number}: {dose} mg, {moment} (earlier stay, deviation)").format(**facts)
        if dose.earlier:
            return _("Dose {number}: {dose} mg, {moment} (earlier stay)").format(**facts)
        if dose.deviation:
            return _("Dose {number}: {dose} mg, {moment} (deviation)").format(**facts)
        return _("Dose {number}: {dose} mg, {moment}").format(**facts)
