"""Body weight in kilograms: what every dose is reckoned from."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt

from cart_ward.care.changes import Changes
from cart_ward.care.observations import RecordEntry, record_entry
from cart_ward.care.ports import Desk
from cart_ward.clinical import limits, timing
from cart_ward.clinical.observed import Weight
from cart_ward.clinical.people import AdmissionId
from cart_ward.errors import Finding
from cart_ward.i18n import _, formats
from cart_ward.ui.forms import drafts
from cart_ward.ui.forms.signing import Missing, SignedForm
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import line
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.number_field import NumberField
from cart_ward.ui.widgets.time_field import TimeField


class WeightForm(SignedForm):
    """The weight, whether it was measured, and when."""

    def __init__(self, station: Station, admission_id: AdmissionId) -> None:
        super().__init__(station, _("Sign the weight"))
        self.admission_id = admission_id
        chart = station.snapshot.charts[admission_id]
        today = station.now().astimezone(station.zone).date()
        self._age = timing.age_years(chart.subject.patient.birth_date, today)
        last = chart.latest(Weight)
        self._before = None if last is None else last.body.kilograms
        self.kilograms = NumberField(
            "kilograms", label=_("Weight"), unit=_("kg"), decimals=1, check=self._check
        )
        if last is not None:
            self.kilograms.set_last(
                _("last {value} kg, {moment}").format(
                    value=formats.fixed(last.body.kilograms),
                    moment=formats.moment_near(last.taken_at, station.now(), station.zone),
                )
            )
        self.measured: ChoiceRow[bool] = ChoiceRow(
            [(True, _("Measured")), (False, _("Stated"))], name="measured"
        )
        self.measured.name_buttons(_("Weight"))
        self.at = TimeField(station)
        self.body.addWidget(self.kilograms)
        self.body.addWidget(self.measured)
        self.body.addWidget(
            line(_("A tocilizumab dose needs a weight measured in the last 7 days."))
        )
        self.body.addWidget(self.at, 0, Qt.AlignmentFlag.AlignLeft)
        self.kilograms.edited.connect(self._on_typed)
        self.kilograms.left.connect(self.measured.set_focus)
        self.measured.chosen.connect(self.touched)
        self.measured.left.connect(self.sign_button.setFocus)
        self.at.edited.connect(self.touched)
        self.at.left.connect(self.go_on)

    def _check(self, kilograms: Decimal | None) -> tuple[Finding, ...]:
        return () if kilograms is None else limits.check_weight(kilograms, self._before, self._age)

    def _on_typed(self) -> None:
        if self.kilograms.text():
            self.at.hold()
        else:
            self.at.release()
        self.touched()

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right."""
        found: list[Missing] = []
        if self.kilograms.blocked():
            found.append((self.kilograms, _("Weight: put the number right.")))
        elif self.kilograms.value() is None:
            found.append((self.kilograms, _("Type the weight.")))
        if self.measured.value() is None:
            found.append((self.measured, _("Say whether the weight was measured or stated.")))
        if self.at.blocked():
            found.append((self.at, _("Observed: put the time right.")))
        return tuple(found)

    def act(self) -> Callable[[Desk], Changes]:
        """Return the entry."""
        kilograms = self.kilograms.value()
        if kilograms is None:
            raise ValueError("asked before a weight was typed")
        command = RecordEntry(
            admission_id=self.admission_id,
            taken_at=self.at.taken_at(),
            body=Weight(kilograms=kilograms, measured=self.measured.value() is True),
            late_reason=self.at.late_reason(),
            token=self.token,
        )
        return partial(record_entry, command=command)

    def done(self, changes: Changes) -> None:
        """Be empty again: the same weight is not signed twice."""
        self.kilograms.set_text("")
        self.measured.set_value(None)
        self.at.restore({})
        super().done(changes)

    def draft(self) -> dict[str, object]:
        """Return what was typed; nothing if nothing was."""
        if not self.kilograms.text() and not self.at.chosen():
            return {}
        return {
            "token": self.token,
            "kilograms": self.kilograms.text(),
            "again": self.kilograms.again_text(),
            "measured": self.measured.value(),
            "time": self.at.draft(),
        }

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        self.kilograms.set_text(
            drafts.text(draft.get("kilograms")), drafts.text(draft.get("again"))
        )
        self.measured.set_value(drafts.flag(draft.get("measured")))
        self.at.restore(drafts.part(draft, "time"))
        self.token = drafts.text(draft.get("token")) or self.token
