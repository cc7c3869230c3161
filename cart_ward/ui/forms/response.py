"""How the patient answered the dose: improved, same or worse, at 2, 4 and 8 hours."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt

from cart_ward.care.changes import Changes
from cart_ward.care.medication import RecordDoseStep, record_dose_step
from cart_ward.care.ports import Desk
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.medicines import DoseGiven, DoseStep
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import DoseStepKind, Response
from cart_ward.i18n import _, formats, wording
from cart_ward.ui.forms import moments
from cart_ward.ui.forms.signing import Missing, SignedForm
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import line
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.time_field import TimeField


class ResponseForm(SignedForm):
    """The response to one dose; earlier ones stand above it."""

    def __init__(
        self,
        station: Station,
        admission_id: AdmissionId,
        dose: Entry[DoseGiven],
        steps: tuple[Entry[DoseStep], ...],
    ) -> None:
        super().__init__(station, _("Sign the response"))
        self.admission_id = admission_id
        self.dose = dose
        self.at = TimeField(station)
        self.response: ChoiceRow[Response] = ChoiceRow(
            [(r, wording.say(f"words.Response.{r.value}")) for r in Response],
            name="response",
        )
        self.response.name_buttons(_("Response"))
        self.body.addWidget(
            line(
                _(
                    "Since the dose at {moment}: grade CRS and ICANS again, then say how it is."
                ).format(moment=formats.moment_near(dose.taken_at, station.now(), station.zone)),
                "body",
            )
        )
        for said in (s for s in steps if s.body.response is not None):
            self.body.addWidget(line(self._earlier(said)))
        self.body.addWidget(self.response)
        self.body.addWidget(self.at, 0, Qt.AlignmentFlag.AlignLeft)
        self.response.chosen.connect(self._on_chosen)
        self.at.edited.connect(self.touched)

    def _earlier(self, said: Entry[DoseStep]) -> str:
        response = said.body.response
        return _("{moment}, {elapsed} after the start: {response}").format(
            moment=formats.moment_near(said.taken_at, self.station.now(), self.station.zone),
            elapsed=formats.duration(said.taken_at - self.dose.taken_at),
            response="" if response is None else wording.say(f"words.Response.{response.value}"),
        )

    def _on_chosen(self, _value: object) -> None:
        self.at.hold()
        self.touched()

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right."""
        found: list[Missing] = []
        if self.response.value() is None:
            found.append((self.response, _("Choose improved, same or worse.")))
        if self.at.blocked():
            found.append((self.at, _("Observed: put the time right.")))
        return tuple(found)

    def act(self) -> Callable[[Desk], Changes]:
        """Return the response."""
        command = RecordDoseStep(
            admission_id=self.admission_id,
            dose_id=self.dose.id,
            step=DoseStepKind.RESPONSE,
            at=moments.chosen(self.at, self.station, self.dose.taken_at),
            volume_ml=None,
            reaction=None,
            response=self.response.value(),
            token=self.token,
            late_reason=self.at.late_reason(),
        )
        return partial(record_dose_step, command=command)
