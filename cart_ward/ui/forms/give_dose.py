"""The infusion: start it, then pause, resume, end or stop it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton

from cart_ward.care.changes import Changes
from cart_ward.care.medication import RecordDoseStep, StartDose, record_dose_step, start_dose
from cart_ward.care.ports import Desk
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.medicines import MedicationOrder
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import DoseStepKind, Reaction
from cart_ward.i18n import _, formats, wording
from cart_ward.ui import theme
from cart_ward.ui.forms import moments
from cart_ward.ui.forms.figure_field import FigureField
from cart_ward.ui.forms.line_field import row
from cart_ward.ui.forms.naming import named
from cart_ward.ui.forms.signing import Missing, SignedForm
from cart_ward.ui.station import Station
from cart_ward.ui.tocilizumab.figures import Figure, beside_each_other
from cart_ward.ui.tocilizumab.identity import IdentityField
from cart_ward.ui.tocilizumab.story import DoseStory, infused_for
from cart_ward.ui.widgets.card import line
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.time_field import TimeField

BAR_PX = 16


class StartForm(SignedForm):
    """The infusion begins: now, or at an earlier minute; never in the future."""

    def __init__(
        self, station: Station, admission_id: AdmissionId, order: Entry[MedicationOrder]
    ) -> None:
        super().__init__(station, _("Start the infusion"))
        self.admission_id = admission_id
        self.order = order
        patient = station.status(admission_id).admission.patient
        self.identity = IdentityField(patient)
        self.started = TimeField(station, label=_("Started {time}"))
        ordered = order.body
        self.body.addWidget(
            beside_each_other(
                Figure(
                    "figure_ordered",
                    _("Ordered dose"),
                    _("{value} mg").format(value=formats.number(ordered.dose_mg)),
                    _("own line, no other drug with it"),
                ),
                Figure(
                    "figure_ml",
                    _("In the bag"),
                    _("{value} mL").format(value=formats.number(ordered.volume_ml)),
                    _("in {diluent} mL NaCl 0.9 %").format(diluent=ordered.diluent_ml),
                ),
                Figure(
                    "figure_over",
                    _("Over"),
                    _("{value} min").format(value=ordered.duration_min),
                    _("IV infusion, never as a bolus"),
                ),
            )
        )
        self.body.addWidget(self.identity)
        self.body.addWidget(self.started, 0, Qt.AlignmentFlag.AlignLeft)
        self.identity.edited.connect(self.touched)
        self.started.edited.connect(self.touched)

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right."""
        found = list(self.identity.missing())
        if self.started.blocked():
            found.append((self.started, _("Started: put the time right.")))
        return tuple(found)

    def act(self) -> Callable[[Desk], Changes]:
        """Return the start."""
        command = StartDose(
            admission_id=self.admission_id,
            order_id=self.order.id,
            started_at=moments.chosen(self.started, self.station, self.order.taken_at),
            token=self.token,
        )
        return partial(start_dose, command=command)

    def done(self, changes: Changes) -> None:
        """Ask for the wristband again next time."""
        self.identity.clear()
        super().done(changes)


class InfusionForm(SignedForm):
    """The running infusion: how long it has run, and what is done with it.

    The named button at the right ends it; pause and resume are beside it, stop is set apart.
    """

    def __init__(self, station: Station, admission_id: AdmissionId, story: DoseStory) -> None:
        super().__init__(station, _("Infusion ended"))
        if story.dose is None:
            raise ValueError("no dose is running")
        self.admission_id = admission_id
        self.dose = story.dose
        self.story = story
        self.planned = timedelta(
            minutes=60 if story.order is None else story.order.body.duration_min
        )
        self._step = DoseStepKind.END
        self.timer = theme.role(named(QLabel(), "timer"), "number")
        self.bar = named(QProgressBar(), "infused")
        self.at = TimeField(station, label=_("At {time}"))
        self.volume = FigureField("volume_given", _("Volume given"), _("mL"), decimals=1)
        self.reaction: ChoiceRow[Reaction] = ChoiceRow(
            [(r, wording.say(f"words.Reaction.{r.value}")) for r in Reaction], name="reaction"
        )
        pause = _("Resume the infusion") if story.paused else _("Pause the infusion")
        self.pause = named(QPushButton(pause), "pause")
        self.stop_button = theme.role(named(QPushButton(_("Stop the infusion")), "stop"), "danger")
        self._lay_out()
        self._connect()
        self.show_time(station.now())

    def _lay_out(self) -> None:
        self.bar.setRange(0, max(1, int(self.planned.total_seconds()) // 60))
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.px(BAR_PX))
        self.bar.setAccessibleName(_("Minutes infused"))
        self.reaction.name_buttons(_("Infusion reaction"))
        self.body.addWidget(self.timer)
        self.body.addWidget(self.bar)
        self.body.addWidget(
            line(_("Vital signs every 15 min. Watch rash, wheeze and blood pressure."), "body")
        )
        self.body.addWidget(line(_("Infusion reaction"), "label"))
        self.body.addWidget(self.reaction)
        self.body.addWidget(row(self.volume, self.at))
        self.buttons.insertWidget(0, self.stop_button)
        self.buttons.insertWidget(2, self.pause)

    def _connect(self) -> None:
        self.pause.clicked.connect(self._on_pause)
        self.stop_button.clicked.connect(self._on_stop)
        self.reaction.chosen.connect(self.touched)
        self.reaction.left.connect(self.volume.setFocus)
        self.volume.edited.connect(self.touched)
        self.at.edited.connect(self.touched)
        self.station.ticked.connect(self._on_tick)

    def _on_tick(self, now: object) -> None:
        if isinstance(now, datetime) and not self.left:
            self.show_time(now)

    def show_time(self, now: datetime) -> None:
        """Show how many of the planned minutes have run."""
        run = infused_for(self.dose.taken_at, self.story.steps, now)
        minutes, planned = int(run.total_seconds()) // 60, self.bar.maximum()
        self.bar.setValue(min(minutes, planned))
        facts = {"minutes": minutes, "planned": planned}
        if self.story.paused:
            text = _("Paused after {minutes} of {planned} min").format(**facts)
        elif minutes >= planned:
            text = _("{minutes} min: the planned {planned} min are over").format(**facts)
        else:
            text = _("{minutes} of {planned} min").format(**facts)
        if self.timer.text() != text:
            self.timer.setText(text)

    def _on_pause(self) -> None:
        self._go(DoseStepKind.RESUME if self.story.paused else DoseStepKind.PAUSE)

    def _on_stop(self) -> None:
        self._go(DoseStepKind.STOP)

    def _go(self, step: DoseStepKind) -> None:
        self._step = step
        super().sign()

    def sign(self) -> None:
        """End the infusion."""
        self._go(DoseStepKind.END)

    def show_readiness(self) -> None:
        """Let all three buttons tell whether signing is possible."""
        super().show_readiness()
        for button in (self.pause, self.stop_button):
            button.setEnabled(self.sign_button.isEnabled())

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right for the step that was pressed."""
        found: list[Missing] = []
        ends = self._step in {DoseStepKind.END, DoseStepKind.STOP}
        if ends and self.reaction.value() is None:
            found.append((self.reaction, _("Say whether there was an infusion reaction.")))
        if self._step is DoseStepKind.STOP:
            found += self.volume.missing()
        elif problem := self.volume.problem():
            found.append((self.volume, problem))
        if self.at.blocked():
            found.append((self.at, _("Time: put it right.")))
        return tuple(found)

    def _last(self) -> datetime:
        """Return when the last thing happened to this infusion."""
        steps = self.story.steps
        return steps[-1].taken_at if steps else self.dose.taken_at

    def act(self) -> Callable[[Desk], Changes]:
        """Return the step."""
        ends = self._step in {DoseStepKind.END, DoseStepKind.STOP}
        command = RecordDoseStep(
            admission_id=self.admission_id,
            dose_id=self.dose.id,
            step=self._step,
            at=moments.chosen(self.at, self.station, self._last()),
            volume_ml=self.volume.value() if ends else None,
            reaction=self.reaction.value(),
            response=None,
            token=self.token,
            late_reason=self.at.late_reason(),
        )
        return partial(record_dose_step, command=command)
