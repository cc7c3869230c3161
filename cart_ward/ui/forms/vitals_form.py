"""The set of vital signs: typed, proposed upon, signed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cart_ward.care import observations
from cart_ward.care.changes import Changes
from cart_ward.care.observations import RecordVitals
from cart_ward.care.ports import Desk
from cart_ward.clinical import limits
from cart_ward.clinical.entries import Body
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import AttributedFinding, Check, Oxygen, Scale
from cart_ward.errors import CartWardError, stops
from cart_ward.i18n import _, formats
from cart_ward.ui.forms import drafts, preview, saying, vitals_grid
from cart_ward.ui.forms.causes import Causes
from cart_ward.ui.forms.charting import ChartingForm
from cart_ward.ui.forms.confirm import ConfirmGrade
from cart_ward.ui.forms.consequences import ConsequencesCard, consequences
from cart_ward.ui.forms.news2_card import News2Card
from cart_ward.ui.forms.signing import Missing
from cart_ward.ui.forms.vitals_fields import VitalsFields
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.proposal_card import ProposalCard

SHARE = 7
"""Of the height that is left the three rows of numbers take so much, each gap below them 1."""

_FINDINGS = (AttributedFinding.HYPOTENSION, AttributedFinding.HYPOXIA, AttributedFinding.FEVER)


class VitalsForm(ChartingForm):
    """Vital signs of one patient.

    Signals: `signed(Changes)` once the set is on disk, `grade_refused(CartWardError)` if the set is
    but the grade is not.
    """

    check = Check.VITALS
    scale = Scale.CRS
    spreads = True

    def __init__(self, station: Station, admission_id: AdmissionId) -> None:
        super().__init__(station, admission_id, _("Vital signs"), _("Sign  Ctrl+Enter"))
        chart = station.snapshot.charts[admission_id]
        self.fields = VitalsFields(station.zone)
        self.fields.suggest_oxygen(preview.last_oxygen(chart), station.now())
        self.proposal = ProposalCard(Scale.CRS)
        self.causes = Causes(_FINDINGS)
        self.confirm = ConfirmGrade(Scale.CRS)
        self.news2 = News2Card()
        self.consequences = ConsequencesCard()
        self._lay_out_fields()
        self._lay_out_side()
        self._connect_fields()
        self.show_chart()
        self.look()

    def show_chart(self) -> None:
        """Show the last values beside their fields."""
        chart, now = self.station.snapshot.charts[self.admission_id], self.station.now()
        self.fields.show_last(preview.last_values(chart), now, self.station.zone)

    def _lay_out_fields(self) -> None:
        fields = self.fields
        left = (fields.temperature, fields.pulse, fields.respiratory_rate)
        right = (fields.systolic, fields.diastolic, fields.spo2)
        wide = vitals_grid.caption_width(
            vitals_grid.LEFT,
            (*(f.label for f in left), _("Oxygen"), _("Blood pressure"), _("Consciousness")),
            (*(f.unit for f in left), fields.oxygen_hint, _("support")),
        )
        self.grid = vitals_grid.NumberGrid(left, right, fields.fall, wide)
        self.rows.addWidget(self.grid, SHARE)
        self.rows.addStretch(1)
        self.add_row(_("Oxygen"), fields.oxygen_hint, fields.oxygen, width=wide)
        for label in (fields.oxygen_remark, fields.oxygen_flow.remark):
            self.rows.addWidget(label)
        self.rows.addStretch(1)
        self.add_row(_("Blood pressure"), _("support"), fields.support, width=wide)
        self.rows.addStretch(1)
        self.add_row(_("Consciousness"), _("ACVPU"), fields.consciousness, width=wide)
        self.rows.addStretch(1)
        self.rows.addWidget(self.causes)
        self.rows.addStretch(1)
        fields.setParent(self)
        fields.hide()

    def fold_rows(self, *, narrow: bool) -> None:
        """Read the numbers down one column where it is narrow."""
        super().fold_rows(narrow=narrow)
        self.grid.fold(narrow=narrow)

    def _lay_out_side(self) -> None:
        self.proposal.below.addWidget(self.confirm)
        self.add_sides(self.proposal, self.news2, self.consequences)
        fields = self.fields
        self.chain(
            [
                self.not_done_button,
                self.time.button,
                *(box for f in fields.bedside() for box in (f.edit, f.again)),
                *fields.oxygen.buttons.values(),
                fields.oxygen_flow.edit,
                fields.oxygen_flow.again,
                *fields.support.buttons.values(),
                fields.vasopressin,
                *fields.consciousness.buttons.values(),
                *self.causes.stops(),
                self.back_button,
                self.sign_button,
                self.confirm.tick,
                self.confirm.disagree,
            ]
        )

    def _connect_fields(self) -> None:
        self.fields.edited.connect(self.typed)
        self.causes.edited.connect(self.typed)
        self.confirm.edited.connect(self.touched)
        for field in self.fields.numbers.values():
            field.left.connect(self.focusNextChild)
        for choice in (self.fields.oxygen, self.fields.support, self.fields.consciousness):
            choice.left.connect(self._go_on)

    def _go_on(self) -> None:
        """Go on at Enter: from the last field to the button that signs."""
        if self.fields.consciousness.isAncestorOf(self.focusWidget()):
            self.sign_button.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.focusNextChild()

    def is_empty(self) -> bool:
        """Tell whether nothing was typed."""
        return self.fields.is_empty()

    def first_field(self) -> QWidget:
        """Return the temperature: the first at the bedside."""
        return self.fields.temperature.edit

    def show_preview(self) -> None:
        """Show what these numbers would mean, over a chart nobody has signed."""
        chart = self.station.snapshot.charts[self.admission_id]
        body = limits.converted(self.fields.body())
        empty = self.fields.is_empty()
        self.fields.show_findings(() if empty else limits.check_vitals(self.fields.body()))
        self.causes.show_for(
            preview.present(body, chart, self.station.now()),
            tube=body.oxygen is Oxygen.INTUBATED,
        )
        self.fields.show_fall(preview.below_baseline(body, chart))
        self.confirm.setVisible(not empty)
        if empty:
            self._show_last()
        else:
            ticks = preview.attributions(self.causes.value(), preview.next_id(chart))
            self._show_ahead((body, *ticks))

    def _show_last(self) -> None:
        """Show the last set as the last one: nothing was typed, so nothing will change."""
        status, zone = self.status(), self.station.zone
        taken = status.vitals
        at = None if taken is None else taken.taken_at
        self.proposal.show_last(status.crs, at, story=status.crs_story, now=status.now, zone=zone)
        self.news2.show_score(
            status.news2, "" if at is None else formats.moment_near(at, status.now, zone)
        )
        self.consequences.show_lines([])

    def _show_ahead(self, bodies: tuple[Body, ...]) -> None:
        """Show the proposal over these bodies, and what signing them leads to."""
        station, before = self.station, self.status()
        ahead = preview.look_ahead(
            station.snapshot,
            self.admission_id,
            bodies,
            self.time.taken_at(),
            before.now,
            station.zone,
        )
        after, points = ahead.status, before.crs_story.points
        self.proposal.show_graded(
            after.crs,
            story=after.crs_story,
            before=points[-1] if points else None,
            now=before.now,
            zone=station.zone,
        )
        role = None if station.actor is None else station.actor.role
        self.confirm.show_for(after.crs, role)
        self.news2.show_score(after.news2)
        self.consequences.show_lines(consequences(self.check, before, ahead, station.zone))

    def missing(self) -> tuple[Missing, ...]:
        """Return what must be put right: an empty set, a blocked field, a reason, the time."""
        found: list[Missing] = []
        if self.fields.is_empty():
            empty = _("Nothing was typed. If the check was not done, choose “Not done”.")
            found.append((self.fields.temperature.edit, empty))
        for field in self.fields.shown_numbers():
            if field.blocked():
                where = field.again if field.waits_for_again() else field.edit
                found.append((where, field.remark.text()))
        others = self.fields.show_findings(limits.check_vitals(self.fields.body()))
        if not found:
            zone = self.station.zone
            found += [(self.fields.oxygen, saying.finding(each, zone)) for each in stops(others)]
        return (*found, *self.causes.missing(), *self.time_missing())

    def act(self) -> Callable[[Desk], Changes]:
        """Return the act that charts the set with its ticks."""
        command = RecordVitals(
            admission_id=self.admission_id,
            taken_at=self.time.taken_at(),
            vitals=self.fields.body(),
            ticks=self.causes.value(),
            late_reason=self.time.late_reason(),
            token=self.token,
        )
        return partial(observations.record_vitals, command=command)

    def ticked(self) -> int | None:
        """Return the grade that was ticked."""
        return self.confirm.grade()

    def sentence_for(self, error: CartWardError) -> str:
        """Return the sentence for a failure; findings go to their fields."""
        self.fields.show_findings(error.findings)
        return super().sentence_for(error)

    def draft(self) -> dict[str, object]:
        """Return what was typed and not signed."""
        if self.nothing_to_keep():
            return {}
        return {
            **self.draft_of_time(),
            "fields": self.fields.draft(),
            "causes": self.causes.draft(),
            "confirm": self.confirm.draft(),
        }

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        if not draft:
            return
        self.fields.restore(drafts.part(draft, "fields"))
        self.causes.restore(draft.get("causes"))
        self.confirm.restore(draft.get("confirm"))
        self.restore_time(draft)
