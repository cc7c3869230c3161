"""Who on the ward has a name like somebody else's, worked out behind the screens."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.people import AdmissionId, Name
from cart_ward.ui import alike

if TYPE_CHECKING:
    from cart_ward.ui.station import Tasks

Names = Mapping[AdmissionId, Name]


class Namesakes(QObject):
    """Compares each set of names once. Signal: `changed()` when it has found something else."""

    changed = Signal()

    def __init__(self, tasks: "Tasks") -> None:
        super().__init__()
        self._tasks = tasks
        self._names: Names = {}
        self._found: Mapping[AdmissionId, tuple[AdmissionId, ...]] = {}

    def look(self, charts: Mapping[AdmissionId, Chart]) -> None:
        """Compare the names of these patients, unless they are those compared before."""
        names = {key: chart.subject.patient.name for key, chart in charts.items()}
        if names == self._names:
            return
        self._names = names
        work = partial(alike.look_alikes, names)
        self._tasks.run(work, partial(self._take, names), lambda _error: None, lane="paper")

    def of(self, admission_id: AdmissionId) -> tuple[AdmissionId, ...]:
        """Return whose name is like this patient's; nobody's until it was looked at."""
        return self._found.get(admission_id, ())

    def _take(self, names: Names, found: Mapping[AdmissionId, tuple[AdmissionId, ...]]) -> None:
        if names is self._names and found != self._found:
            self._found = found
            self.changed.emit()
