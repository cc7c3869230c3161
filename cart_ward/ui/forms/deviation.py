"""A dose that was given outside the rules, charted as it was: always possible, always marked."""

from datetime import datetime

from cart_ward.care.changes import Changes
from cart_ward.care.medication import ChartDeviation, chart_deviation, duplicates
from cart_ward.care.ports import Desk
from cart_ward.clinical.people import Actor, AdmissionId
from cart_ward.i18n import _, formats
from cart_ward.ui.forms import typed
from cart_ward.ui.forms.figure_field import FigureField
from cart_ward.ui.forms.line_field import LineField, row
from cart_ward.ui.forms.person_proof import PersonProof
from cart_ward.ui.forms.signing import Missing, SignedForm, required
from cart_ward.ui.forms.tick import Tick
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import line

DRUG = "tocilizumab"


class DeviationForm(SignedForm):
    """The real dose, the real times, who decided, why; a second person confirms with a PIN."""

    def __init__(self, station: Station, admission_id: AdmissionId) -> None:
        super().__init__(station, _("Chart the deviation"))
        self.admission_id = admission_id
        hint = _("2026-11-22 14:05")
        self.dose = FigureField("deviation_dose", _("Dose given"), _("mg"), decimals=1)
        self.started = LineField("deviation_started", _("Really started"), hint=hint)
        self.ended = LineField("deviation_ended", _("Really ended (if known)"), hint=hint)
        self.decided_by = LineField("deviation_decided_by", _("Who decided"))
        self.reason = LineField("deviation_reason", _("Why outside the rules"))
        self.another = Tick("another_dose", _("It is another dose than the one charted"))
        self.another.setVisible(False)
        self.witness = PersonProof(station, "witness", _("Confirmed by: a second person"))
        self.body.addWidget(
            line(
                _(
                    "For tocilizumab that has already been given: in downtime, too early, or by "
                    "another team. It counts as a dose and stays marked as a deviation."
                ),
                "body",
            )
        )
        self.body.addWidget(row(self.dose, self.started, self.ended, stretch=(3, 4, 5)))
        self.body.addWidget(row(self.decided_by, self.reason, stretch=(2, 3)))
        self.body.addWidget(self.another)
        self.body.addWidget(self.witness)
        for field in self._lines():
            field.edited.connect(self.touched)
        self.witness.edited.connect(self.touched)
        self.another.toggled.connect(self.touched)

    def _lines(self) -> tuple[LineField, ...]:
        return self.dose, self.started, self.ended, self.decided_by, self.reason

    def _moment(self, field: LineField) -> typed.Read[datetime]:
        read = typed.moment(field.text(), self.station.zone, self.station.now())
        field.complain(read.complaint)
        return read

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right."""
        found: list[Missing] = list(self.dose.missing())
        started, ended = self._moment(self.started), self._moment(self.ended)
        if started.complaint or started.value is None:
            found.append((self.started, started.complaint or required(self.started.label)))
        if ended.complaint:
            found.append((self.ended, ended.complaint))
        if started.value and ended.value and ended.value < started.value:
            found.append((self.ended, _("The end lies before the start. Put one of them right.")))
        found += [
            (field, required(field.label))
            for field in (self.decided_by, self.reason)
            if not field.text()
        ]
        found += self._twice(started.value)
        found += self.witness.missing()
        actor, witness = self.station.actor, self.witness.staff_id()
        if actor is not None and witness == actor.staff_id:
            found.append((self.witness, _("The second person must be another one than you.")))
        return tuple(found)

    def _twice(self, started_at: datetime | None) -> list[Missing]:
        """Ask when a dose is charted within an hour of this one: perhaps it is the same (H11)."""
        chart = self.station.snapshot.charts.get(self.admission_id)
        if chart is None or started_at is None:
            return []
        near = duplicates(chart, started_at)
        self.another.setVisible(bool(near))
        if not near or self.another.is_ticked():
            return []
        at = formats.moment_on_screen(near[0].started_at, self.station.zone)
        sentence = _(
            "A dose is already charted at {moment}. If this is another one, tick it; "
            "if it is the same, leave the chart as it is."
        ).format(moment=at)
        return [(self.another, sentence)]

    def proceed(self) -> None:
        """Prove the second person first."""
        self.witness.prove(self._on_proved, self.fail)

    def _on_proved(self, witness: Actor) -> None:
        dose, started = self.dose.value(), self._moment(self.started).value
        if self.left or dose is None or started is None:
            return
        command = ChartDeviation(
            admission_id=self.admission_id,
            drug=DRUG,
            dose_mg=dose,
            started_at=started,
            ended_at=self._moment(self.ended).value,
            decided_by=self.decided_by.text(),
            reason=self.reason.text(),
            witness_id=witness.staff_id,
            token=self.token,
        )

        def act(desk: Desk) -> Changes:
            return chart_deviation(desk, command)

        self.perform(act)

    def draft(self) -> dict[str, object]:
        """Return what was typed, never the PIN."""
        return {"token": self.token, **{f.line.objectName(): f.text() for f in self._lines()}}

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        for field in self._lines():
            field.set_text(str(draft.get(field.line.objectName(), "")))
        self.token = str(draft.get("token", self.token))
