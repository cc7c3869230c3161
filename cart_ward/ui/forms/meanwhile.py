"""What was charted for the same patient while a form lay open (H15)."""

from PySide6.QtWidgets import QLabel

from cart_ward.clinical.entries import Body
from cart_ward.clinical.observed import CapdAssessment, IceAssessment, NeuroCheck, VitalSigns
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import Check
from cart_ward.i18n import _, formats
from cart_ward.ui import theme
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.announce import announce


class Meanwhile(QLabel):
    """A line that says when and by whom the same check was charted since the form was opened.

    `seen` is the number of the chart's last entry then; a draft keeps it.
    """

    def __init__(self, station: Station, admission_id: AdmissionId, check: Check) -> None:
        super().__init__()
        self.setObjectName("meanwhile")
        self.setWordWrap(True)
        theme.role(self, "warn")
        self._station, self._admission_id = station, admission_id
        self._kinds = _bodies(check)
        chart = station.snapshot.charts.get(admission_id)
        self.seen = max((e.id for e in chart.entries), default=0) if chart is not None else 0
        self.hide()

    def look(self) -> None:
        """Look whether there is something new in the chart, and say so once."""
        words = self._words()
        self.setVisible(bool(words))
        if words != self.text():
            self.setText(words)
            announce(self, words)

    def _words(self) -> str:
        station, chart = self._station, self._station.snapshot.charts.get(self._admission_id)
        if chart is None:
            return ""
        newer = [
            entry
            for entry in chart.entries
            if entry.id > self.seen and isinstance(entry.body, self._kinds)
        ]
        if not newer:
            return ""
        person = station.snapshot.staff.get(newer[-1].recorded_by)
        return _("Charted meanwhile for {time} by {who}: look at it before you sign.").format(
            time=formats.moment_near(newer[-1].taken_at, station.now(), station.zone),
            who=_("not known") if person is None else person.name.both,
        )


def _bodies(check: Check) -> tuple[type[Body], ...]:
    return (VitalSigns,) if check is Check.VITALS else (NeuroCheck, IceAssessment, CapdAssessment)
