"""A grade confirmed, or another one given with a reason, in the name of a person."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from cart_ward.care import grading
from cart_ward.care.changes import Changes
from cart_ward.care.grading import DEATH, SignGrade
from cart_ward.care.ports import Desk
from cart_ward.clinical.graded import Graded
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.vocabulary import Scale
from cart_ward.i18n import _, wording
from cart_ward.ui import theme
from cart_ward.ui.forms import drafts
from cart_ward.ui.forms.line_field import LineField
from cart_ward.ui.forms.naming import wrapping
from cart_ward.ui.forms.signing import Missing
from cart_ward.ui.forms.small_page import ShortForm, SmallPage
from cart_ward.ui.navigation import Navigator
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.announce import announce
from cart_ward.ui.widgets.card import line
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.proposal_card import ProposalCard


class GradeForm(ShortForm):
    """The proposal, the person's grade, and the reason where they differ."""

    def __init__(self, station: Station, admission_id: AdmissionId, scale: Scale) -> None:
        super().__init__(station, admission_id, _("Sign the grade"))
        self.scale = scale
        self.proposal = ProposalCard(scale)
        physician = station.actor is not None and station.actor.role is Role.PHYSICIAN
        grades = range(6) if physician else range(5)
        self.grade: ChoiceRow[int] = ChoiceRow([(g, _grade_word(g)) for g in grades], name="grade")
        self.grade.name_buttons(_("{scale} grade").format(scale=scale.value))
        self.reason = LineField("override_reason", _("Why another grade than proposed?"))
        self.asked = line(_("My grade:"), "strong")
        self.changed = theme.role(wrapping("proposal_changed"), "warn")
        for widget in (self.proposal, self.changed, self.asked, self.grade, self.reason):
            self.body.addWidget(widget)
        self.grade.chosen.connect(self._on_chosen)
        self.grade.left.connect(self.focusNextChild)
        self.reason.edited.connect(self.touched)
        station.ward_changed.connect(self._on_ward_changed)
        self._seen = self._proposed = self._graded().grade
        self.refresh()
        self.grade.set_value(self._seen)
        self._show_reason()

    def _graded(self) -> Graded:
        status = self.station.status(self.admission_id)
        return status.crs if self.scale is Scale.CRS else status.icans

    def refresh(self) -> None:
        """Show the proposal as the chart has it now."""
        if self.left or self.admission_id not in self.station.snapshot.charts:
            return
        self._proposed = self._graded().grade
        status = self.station.status(self.admission_id)
        story = status.crs_story if self.scale is Scale.CRS else status.icans_story
        before = story.points[-2] if len(story.points) > 1 else None
        self.proposal.show_graded(
            self._graded(),
            story=story,
            before=before,
            now=self.station.now(),
            zone=self.station.zone,
        )
        self._show_change()
        self._show_reason()

    def _show_change(self) -> None:
        """Say that another grade is proposed than when the form was opened."""
        now = self._proposed
        words = _(
            "The proposal has changed from {before} to {after} since this form was opened: "
            "look again at your grade."
        ).format(before=_proposal_words(self._seen), after=_proposal_words(now))
        self.changed.setVisible(now != self._seen)
        if now != self._seen and words != self.changed.text():
            self.changed.setText(words)
            announce(self.changed, words)

    def first_field(self) -> QWidget:
        """Return the grades."""
        return self.grade

    def differs(self) -> bool:
        """Tell whether the person's grade is not the proposed one."""
        return self.grade.value() is not None and self.grade.value() != self._proposed

    def missing(self) -> tuple[Missing, ...]:
        """Return what is still asked for; against the proposal of this moment."""
        self.refresh()
        if self.grade.value() is None:
            return ((self.grade, _("Choose a grade.")),)
        if self.differs() and not self.reason.text():
            return ((self.reason, _("Say why your grade is not the proposed one.")),)
        return ()

    def act(self) -> Callable[[Desk], Changes]:
        """Return the act that signs the grade."""
        grade = self.grade.value()
        command = SignGrade(
            admission_id=self.admission_id,
            scale=self.scale,
            grade=0 if grade is None else grade,
            at=self.station.now(),
            override_reason=self.reason.text() if self.differs() else None,
            token=self.token,
        )
        return partial(grading.sign_grade, command=command)

    def draft(self) -> dict[str, object]:
        """Return what was chosen, where it is not only the proposal."""
        if not self.reason.text() and not self.differs():
            return {}
        return {
            "grade": self.grade.value(),
            "reason": self.reason.text(),
            "proposed": self._seen,
        }

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        grade = draft.get("grade")
        known = isinstance(grade, int) and grade in self.grade.buttons
        self.grade.set_value(grade if known and isinstance(grade, int) else None)
        self.reason.set_text(drafts.text(draft.get("reason")))
        seen = draft.get("proposed", self._seen)
        self._seen = seen if isinstance(seen, int) else None
        self.refresh()

    def _on_chosen(self) -> None:
        self._show_reason()
        self.touched()

    def _on_ward_changed(self) -> None:
        self.refresh()

    def _show_reason(self) -> None:
        self.reason.setVisible(self.differs())


def _proposal_words(grade: int | None) -> str:
    return _("not assessed") if grade is None else str(grade)


def _grade_word(grade: int) -> str:
    if grade == DEATH:
        return _("5, death because of it")
    return str(grade)


class GradePage(SmallPage):
    """One scale of one patient, to be signed."""

    def __init__(
        self, station: Station, navigator: Navigator, admission_id: AdmissionId, scale: Scale
    ) -> None:
        self.grade = GradeForm(station, admission_id, scale)
        title = _("{scale} grade").format(scale=wording.say(f"words.Scale.{scale.value}"))
        super().__init__(station, navigator, self.grade, title)
