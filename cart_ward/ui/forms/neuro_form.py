"""The neuro check: score, consciousness, seizure, motor, raised pressure; proposed upon, signed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from cart_ward.care import observations
from cart_ward.care.changes import Changes
from cart_ward.care.observations import RecordEntry, RecordNeuroCheck
from cart_ward.care.ports import Desk
from cart_ward.clinical import limits
from cart_ward.clinical.entries import Body
from cart_ward.clinical.observed import IceAssessment
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import AttributedFinding, Check, Scale
from cart_ward.errors import CartWardError, Finding, stops
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms import drafts, preview, saying
from cart_ward.ui.forms.causes import Causes
from cart_ward.ui.forms.charting import ChartingForm
from cart_ward.ui.forms.confirm import ConfirmGrade
from cart_ward.ui.forms.consequences import ConsequencesCard, consequences
from cart_ward.ui.forms.naming import named
from cart_ward.ui.forms.neuro_fields import NeuroFields
from cart_ward.ui.forms.score_card import ScoreCard
from cart_ward.ui.forms.score_fields import ScoreFields
from cart_ward.ui.forms.signing import Missing
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.proposal_card import ProposalCard

MIDDLE, HIGH = 37, 40
"""Heights of the form, in lines of body text, from which there is room for the language row and
for items of a gloved finger's size."""

_FINDINGS = (AttributedFinding.CONSCIOUSNESS, AttributedFinding.OEDEMA)


class NeuroForm(ChartingForm):
    """Neuro check of one patient.

    Signals: `signed(Changes)` once the check is on disk, `grade_refused(CartWardError)` if the
    check is but the grade is not.
    """

    check = Check.NEURO
    scale = Scale.ICANS

    def __init__(self, station: Station, admission_id: AdmissionId) -> None:
        super().__init__(station, admission_id, _("Neuro check"), _("Sign  Ctrl+Enter"))
        chart = station.snapshot.charts[admission_id]
        capd = observations.scored_by_capd(chart, station.now(), station.zone)
        self.score = ScoreFields(preview.background(chart), capd=capd)
        asked = chart.latest(IceAssessment)
        self.score.suggest(None if asked is None else asked.body)
        self.fields = NeuroFields()
        self.more = named(QPushButton(_("GCS, pupils, tremor…")), "more")
        self.contradiction = self.fields.contradiction
        self.score_card = ScoreCard(self.score.tool, self.score.most, station.zone)
        self.proposal = ProposalCard(Scale.ICANS)
        self.causes = Causes(_FINDINGS)
        self.confirm = ConfirmGrade(Scale.ICANS)
        self.consequences = ConsequencesCard()
        self._points = preview.scores(chart)
        self._lay_out_parts()
        self._connect_parts()
        self.look()

    def show_chart(self) -> None:
        """Show the course of the scores."""
        chart = self.station.snapshot.charts[self.admission_id]
        self._points = preview.scores(chart)

    def _lay_out_parts(self) -> None:
        self.not_done_button.setText(_("Could not assess…"))
        for widget in (self.score, self.fields):
            self.rows.addWidget(widget)
        self.buttons.insertWidget(0, self.more)
        self.proposal.below.addWidget(self.causes)
        self.proposal.below.addWidget(self.confirm)
        self.add_sides(self.score_card, self.proposal, self.consequences)

    def _connect_parts(self) -> None:
        for part in (self.score, self.fields, self.causes):
            part.edited.connect(self.typed)
        self.confirm.edited.connect(self.touched)
        self.more.clicked.connect(self._show_more)

    def _show_more(self) -> None:
        self.fields.extras.setVisible(self.fields.extras.isHidden())
        self._fit()

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Spend the height there is: a check is one screen."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a low window the items are ordinary targets; the language waits behind a button."""
        body = theme.current().sizes.body
        self.score.set_touch(large=self.height() >= HIGH * body)
        roomy = self.height() >= MIDDLE * body
        self.score.spoken.setVisible(roomy or not self.fields.extras.isHidden())

    def first_field(self) -> QWidget:
        """Return the first item of the score."""
        return self.score.first()

    def is_empty(self) -> bool:
        """Tell whether nothing was recorded."""
        return self.score.is_empty() and self.fields.is_empty()

    def _only_reason(self) -> bool:
        """Tell whether nothing is recorded but why the check could not be done."""
        return self.fields.is_empty() and self.score.not_done() is not None

    def show_preview(self) -> None:
        """Show what these answers would mean, over a chart nobody has signed."""
        neuro, before = self.fields.body(), self.status()
        self._show_contradiction()
        self.causes.show_for(preview.present_neuro(neuro))
        self.confirm.setVisible(not self.is_empty() and not self._only_reason())
        self.score_card.show_score(self.score, before, self._points, before.now)
        if self.is_empty():
            self._show_last(before)
            self.consequences.show_lines([])
            return
        chart = self.station.snapshot.charts[self.admission_id]
        ticks = preview.attributions(self.causes.value(), preview.next_id(chart))
        looked: tuple[Body, ...] = () if self._only_reason() else (neuro,)
        self._show_ahead(before, (*looked, *self.score.bodies(), *ticks))
        if self._only_reason():  # nobody looked: what stands is the grade of the check before
            self._show_last(before)

    def _show_last(self, status: PatientStatus) -> None:
        """Show the last grade as the last one: nobody looked, so it will not change."""
        taken = [e.taken_at for e in (status.neuro, status.ice, status.capd) if e is not None]
        self.proposal.show_last(
            status.icans,
            max(taken, default=None),
            story=status.icans_story,
            now=status.now,
            zone=self.station.zone,
        )

    def _show_ahead(self, before: PatientStatus, bodies: tuple[Body, ...]) -> None:
        """Show the proposal over these bodies, and what signing them leads to."""
        station = self.station
        ahead = preview.look_ahead(
            station.snapshot,
            self.admission_id,
            bodies,
            self.time.taken_at(),
            before.now,
            station.zone,
        )
        after, points = ahead.status, before.icans_story.points
        self.proposal.show_graded(
            after.icans,
            story=after.icans_story,
            before=points[-1] if points else None,
            now=before.now,
            zone=station.zone,
        )
        role = None if station.actor is None else station.actor.role
        self.confirm.show_for(after.icans, role)
        self.consequences.show_lines(consequences(self.check, before, ahead, station.zone))

    def _show_contradiction(self) -> None:
        """Say at once what cannot both be true; only signing is blocked."""
        found = [f for f in self._contradictions() if f.code != "consciousness.missing"]
        zone = self.station.zone
        self.contradiction.setText("\n".join(saying.finding(each, zone) for each in found))
        self.contradiction.setVisible(bool(found))

    def _contradictions(self) -> tuple[Finding, ...]:
        ice, capd = self.score.ice(), self.score.capd()
        pupils = {field.name for field in self.fields.numbers()}
        found = stops(limits.check_neuro(self.fields.body(), ice, capd))
        return tuple(f for f in found if f.field not in pupils)

    def missing(self) -> tuple[Missing, ...]:
        """Return what must be put right before signing."""
        found: list[Missing] = []
        if self.is_empty():
            empty = _("Nothing was recorded. If the check was not done, choose “Could not assess”.")
            found.append((self.score.first(), empty))
        else:
            found += self.score.missing()
        for field in self.fields.numbers():
            if field.blocked():
                found.append((field.edit, field.remark.text()))
        if self.is_empty():
            return tuple(found)
        if self._only_reason():
            return (*found, *self.time_missing())
        zone = self.station.zone
        found += [
            (self.fields.consciousness, saying.finding(each, zone))
            for each in self._contradictions()
        ]
        return (*found, *self.causes.missing(), *self.time_missing())

    def act(self) -> Callable[[Desk], Changes]:
        """Return the act that charts check, score and ticks, or only why there is none."""
        reason = self.score.not_done()
        if reason is not None and self._only_reason():
            entry = RecordEntry(
                admission_id=self.admission_id,
                taken_at=self.time.taken_at(),
                body=reason,
                late_reason=self.time.late_reason(),
                token=self.token,
            )
            return partial(observations.record_entry, command=entry)
        command = RecordNeuroCheck(
            admission_id=self.admission_id,
            taken_at=self.time.taken_at(),
            neuro=self.fields.body(),
            ice=self.score.ice(),
            capd=self.score.capd(),
            score_not_done=self.score.not_done(),
            ticks=self.causes.value(),
            late_reason=self.time.late_reason(),
            token=self.token,
        )
        return partial(observations.record_neuro_check, command=command)

    def ticked(self) -> int | None:
        """Return the grade that was ticked; nobody confirms what nobody looked at."""
        return None if self._only_reason() else self.confirm.grade()

    def sentence_for(self, error: CartWardError) -> str:
        """Return the sentence for a failure; findings go to their fields."""
        for field in self.fields.numbers():
            field.set_findings(tuple(f for f in error.findings if f.field == field.name))
        return super().sentence_for(error)

    def draft(self) -> dict[str, object]:
        """Return what was recorded and not signed."""
        if self.nothing_to_keep():
            return {}
        return {
            **self.draft_of_time(),
            "score": self.score.draft(),
            "fields": self.fields.draft(),
            "causes": self.causes.draft(),
            "confirm": self.confirm.draft(),
        }

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        if not draft:
            return
        self.score.restore(drafts.part(draft, "score"))
        self.fields.restore(drafts.part(draft, "fields"))
        self.causes.restore(draft.get("causes"))
        self.confirm.restore(draft.get("confirm"))
        self.restore_time(draft)
