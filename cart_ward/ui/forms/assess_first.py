"""Before an antipyretic: measure, grade; or who ordered it before that, and why."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cart_ward.care.observations import OrderedFirst
from cart_ward.clinical import antipyretic
from cart_ward.clinical.antipyretic import First
from cart_ward.clinical.chart import Chart
from cart_ward.i18n import _, wording
from cart_ward.ui.forms.line_field import LineField, row
from cart_ward.ui.forms.naming import named
from cart_ward.ui.forms.signing import Missing, required
from cart_ward.ui.widgets.card import line


class AssessFirst(QWidget):
    """A sentence, the way to what is missing, and two fields for the exception.

    Signals: `edited` when the exception was typed, `vitals_wanted`, `grade_wanted`.
    """

    edited = Signal()
    vitals_wanted = Signal()
    grade_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("assess_first")
        self.first: First | None = None
        self.sentence = line("", "warn")
        self.vitals_button = named(QPushButton(_("Record the vital signs first")), "vitals_first")
        self.grade_button = named(QPushButton(_("Sign the CRS grade first")), "grade_first")
        self.ordered_by = LineField("ordered_by", _("Or: ordered before the assessment by"))
        self.because = LineField("ordered_because", _("Because"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.sentence, self.vitals_button, self.grade_button):
            column.addWidget(widget)
        column.addWidget(row(self.ordered_by, self.because))
        self.vitals_button.clicked.connect(self.vitals_wanted)
        self.grade_button.clicked.connect(self.grade_wanted)
        self.ordered_by.edited.connect(self.edited)
        self.because.edited.connect(self.edited)
        self.hide()

    def look(self, chart: Chart | None, at: datetime, *, antipyretic_chosen: bool) -> None:
        """Show what an antipyretic given at `at` still asks for."""
        asks = chart is not None and antipyretic_chosen
        self.first = antipyretic.asked_first(chart, at) if chart is not None and asks else None
        if self.first is not None:
            self.sentence.setText(wording.say(f"antipyretic.{self.first.value}_first"))
        self.vitals_button.setVisible(self.first is First.TEMPERATURE)
        self.grade_button.setVisible(self.first is First.GRADE)
        self.setVisible(self.first is not None)

    def missing(self) -> tuple[Missing, ...]:
        """Return what is asked for while neither was done: a name and a reason."""
        if self.first is None:
            return ()
        if not self.ordered_by.text() and not self.because.text():
            return ((self.ordered_by, self.sentence.text()),)
        fields = (self.ordered_by, self.because)
        return tuple((field, required(field.label)) for field in fields if not field.text())

    def exception(self) -> OrderedFirst | None:
        """Return who ordered it before the assessment, why, and the note that tells it."""
        by, why = self.ordered_by.text(), self.because.text()
        if self.first is None or not (by and why):
            return None
        return OrderedFirst(
            ordered_by=by, reason=why, told=wording.say("antipyretic.told", by=by, why=why)
        )

    def draft(self) -> dict[str, object]:
        """Return what was typed."""
        return {"ordered_by": self.ordered_by.text(), "ordered_because": self.because.text()}

    def restore(self, by: str, because: str) -> None:
        """Put a draft back."""
        self.ordered_by.set_text(by)
        self.because.set_text(because)
