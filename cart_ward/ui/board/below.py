"""Below the rows: how many are shown, which beds are free, and who left in the last 24 hours."""

from datetime import datetime, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from cart_ward.care.monitoring import WardSnapshot
from cart_ward.clinical.people import Admission
from cart_ward.i18n import _, formats
from cart_ward.ui import theme
from cart_ward.ui.widgets.flow import FlowLayout


class BelowBoard(QFrame):
    """Signals: `admit_asked()` from the free beds, `patient_asked(int)` from who has left."""

    admit_asked = Signal()
    patient_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("below_board")
        self.shown = theme.role(QLabel(), "strong")
        self.free = theme.role(QPushButton(), "chip")
        self.free.setObjectName("free_beds")
        self.free.setToolTip(_("Admit a patient into a free bed"))
        self.free.clicked.connect(self.admit_asked)
        self.left: dict[int, QPushButton] = {}
        self.keys = theme.role(
            QLabel(_("Keys on a row: Enter due check, V vitals, N neuro check, T tocilizumab")),
            "hint",
        )
        self._left_word = theme.role(QLabel(_("Left in the last 24 h:")), "hint")
        for label in (self.shown, self.keys, self._left_word):
            label.setMinimumHeight(theme.px(32))
        self._told: tuple[object, ...] = ()
        self._brief = self._free = False
        self._flow = FlowLayout(self, spacing=8)
        self._fill()

    def show_ward(self, snapshot: WardSnapshot, now: datetime, zone: tzinfo) -> None:
        """Name the free beds and who has left."""
        taken = {chart.subject.bed.id for chart in snapshot.charts.values()}
        free = tuple(bed.name for bed in snapshot.beds if bed.active and bed.id not in taken)
        left = tuple((stay.id, _left(stay, now, zone)) for stay in snapshot.left)
        if (free, left) == self._told:
            return
        self._told = (free, left)
        self.free.setText(_("Free beds: {beds}").format(beds=", ".join(free)))
        self._free = bool(free)
        for button in self.left.values():
            button.hide()
            button.deleteLater()
        self.left = {int(key): self._button(int(key), words) for key, words in left}
        self._fill()

    def show_count(self, shown: int, of: int) -> None:
        """Say how many rows a filter shows; nothing where all are shown."""
        words = _("{shown} of {all} rows shown").format(shown=shown, all=of)
        self.shown.setText(words if shown != of else "")
        self.shown.setVisible(shown != of)

    @property
    def tells(self) -> bool:
        """Whether anything stands here."""
        return not self._brief or bool(self.shown.text())

    def set_brief(self, *, brief: bool) -> None:
        """Say only how many rows a filter shows: beds, and who has left, are found by Ctrl+K."""
        self._brief = brief
        self._fill()

    def texts(self) -> str:
        """Return everything that stands here, for the ear."""
        parts = [self.shown.text(), self.free.text() if not self.free.isHidden() else ""]
        parts += [button.text() for button in self.left.values()]
        return "  ·  ".join(part for part in parts if part)

    def _button(self, admission_id: int, words: str) -> QPushButton:
        button = theme.role(QPushButton(words), "chip")
        button.setObjectName(f"left_{admission_id}")
        button.setToolTip(_("Open the page of this patient"))
        button.clicked.connect(lambda: self.patient_asked.emit(admission_id))
        return button

    def _fill(self) -> None:
        """Put everything into its row again, in the order of the eye."""
        while self._flow.takeAt(0) is not None:
            pass
        for part in (self.shown, self.free, self._left_word, *self.left.values(), self.keys):
            self._flow.addWidget(part)
        # Now that they have their place: without one each would be a window of its own.
        self._left_word.setVisible(bool(self.left) and not self._brief)
        self.free.setVisible(self._free and not self._brief)
        for part in (self.keys, *self.left.values()):
            part.setHidden(self._brief)


def _left(stay: Admission, now: datetime, zone: tzinfo) -> str:
    if stay.discharged_at is None:
        return _("{bed} {name}").format(bed=stay.bed.name, name=stay.patient.name.both)
    at = formats.moment_near(stay.discharged_at, now, zone)
    return _("{bed} {name} ({at})").format(bed=stay.bed.name, name=stay.patient.name.both, at=at)
