"""Who needs somebody now: one line, the worst patient first, on every page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from cart_ward.clinical.alarms import Alarm, Priority
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.status import PatientStatus
from cart_ward.i18n import _, formats, ngettext, wording
from cart_ward.ui import theme
from cart_ward.ui.station import StationFacts

RANK = {Priority.HIGH: 0, Priority.MEDIUM: 1, Priority.LOW: 2}
MARKS = {Priority.HIGH: "***", Priority.MEDIUM: "**", Priority.LOW: "*"}


class AlarmBar(QFrame):
    """Signal: `patient_asked(int)` with the admission whose alarm is shown."""

    patient_asked = Signal(int)

    def __init__(self, facts: StationFacts) -> None:
        super().__init__()
        self._facts = facts
        self._admission: AdmissionId | None = None
        self.setObjectName("alarm_bar")
        self.mark = QLabel()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.more = QLabel()
        self.go = theme.role(QPushButton(_("Go to patient")), "secondary")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 3, 16, 3)
        layout.addWidget(self.mark)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.more)
        layout.addWidget(self.go)
        self.go.clicked.connect(self._on_go)
        self.hide()

    def show_alarms(self, statuses: tuple[PatientStatus, ...], *, private: bool) -> None:
        """Show the worst open alarm of the ward; without a name while the station is locked."""
        found = [
            (alarm, status)
            for status in statuses
            for alarm in status.alarms
            if not alarm.answered and alarm.priority is not Priority.LOW
        ]
        self.setVisible(bool(found))
        if not found:
            return
        alarm, status = min(found, key=lambda pair: (RANK[pair[0].priority], pair[0].since))
        self._admission = status.admission.id
        self.mark.setText(MARKS[alarm.priority])
        self.words.setText(self._sentence(alarm, status, private=private))
        others = len({s.admission.id for _a, s in found}) - 1
        more = ngettext("and {count} more patient", "and {count} more patients", others)
        self.more.setText(more.format(count=others) if others else "")
        self.go.setVisible(not private)
        theme.role(self, "alarm_high" if alarm.priority is Priority.HIGH else "alarm_medium")

    def _sentence(self, alarm: Alarm, status: PatientStatus, *, private: bool) -> str:
        bed = status.admission.bed.name
        since = formats.moment_near(alarm.since, status.now, self._facts.zone)
        if private or not wording.knows(alarm.code):
            return _("Bed {bed}: somebody is needed, since {since}").format(bed=bed, since=since)
        return _("Bed {bed} {name}: {what}").format(
            bed=bed,
            name=status.admission.patient.name.both,
            what=wording.say_in(self._facts.zone, alarm.code, alarm.facts),
        )

    def _on_go(self) -> None:
        if self._admission is not None:
            self.patient_asked.emit(self._admission)
