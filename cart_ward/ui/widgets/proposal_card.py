"""A proposed grade with its badge, why, what is missing, and what stood before."""

from datetime import datetime, tzinfo

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cart_ward.clinical.episode import GradePoint, GradeStory
from cart_ward.clinical.graded import RULES, Graded
from cart_ward.clinical.vocabulary import Scale
from cart_ward.i18n import _, formats, wording
from cart_ward.ui import theme
from cart_ward.ui.widgets.card import Card, clear, line
from cart_ward.ui.widgets.grade_badge import GradeBadge, face


class ProposalCard(Card):
    """One scale's proposal, repainted whenever it changes; put ticks and sign lines into `below`.

    The card names only what the rule found; it never decides and never shows a missing grade as 0.
    """

    def __init__(self, scale: Scale, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.scale = scale
        self._shown: tuple[object, ...] | None = None
        theme.role(self, "accent_card")
        self.badge = GradeBadge(face(scale, Graded(grade=None)))
        self.heading = QLabel()
        self.heading.setObjectName(f"proposal_{scale.value}")
        theme.role(self.heading, "title")
        self.heading.setWordWrap(True)
        self.before = line("")
        self.lines = QVBoxLayout()
        self.lines.setSpacing(2)
        self.below = QVBoxLayout()
        top = QHBoxLayout()
        top.addWidget(self.badge)
        top.addWidget(self.heading, 1)
        top.addStretch()  # the badge keeps to the left where it has nothing beside it
        self.body.addLayout(top)
        self.body.addWidget(self.before)
        self.body.addLayout(self.lines)
        self.body.addLayout(self.below)

    def show_graded(
        self,
        graded: Graded,
        *,
        story: GradeStory | None = None,
        before: GradePoint | None = None,
        now: datetime,
        zone: tzinfo,
    ) -> None:
        """Show a proposal; `before` is the point of the story it is compared with."""
        shown = (graded, before, story)
        if shown == self._shown:
            return
        self._shown = shown
        self._show(graded, story)
        self._head(_standing(graded), _before(before, now, zone))
        for text, role in reasons(graded):
            self.lines.addWidget(line(text, role))
        self.setAccessibleName(headline(self.scale, graded))

    def show_last(
        self,
        graded: Graded,
        at: datetime | None,
        *,
        story: GradeStory | None = None,
        now: datetime,
        zone: tzinfo,
    ) -> None:
        """Show what was proposed last, as of `at`; None: nothing was ever looked at."""
        shown = (graded, at, story, "last")
        if shown == self._shown:
            return
        self._shown = shown
        self._show(graded, story)
        words = _last(self.scale, graded, at, now, zone)
        self._head("", words)
        for text, _role in reasons(graded):
            self.lines.addWidget(line(text, "hint"))
        self.setAccessibleName(words)

    def _show(self, graded: Graded, story: GradeStory | None) -> None:
        self.badge.show_face(face(self.scale, graded, story))
        clear(self.lines)
        self.setAccessibleDescription(" ".join(text for text, _role in reasons(graded)))

    def _head(self, heading: str, below: str) -> None:
        """Show the two lines beside the badge; an empty one takes no room."""
        for label, text in ((self.heading, heading), (self.before, below)):
            label.setText(text)
            label.setVisible(bool(text))


def headline(scale: Scale, graded: Graded) -> str:
    """Return the proposal as a sentence."""
    if graded.grade is None:
        return _("{scale}: not assessed").format(scale=scale.value)
    if graded.missing:
        return _("{scale} grade {grade} or higher, proposed").format(
            scale=scale.value, grade=graded.grade
        )
    if graded.provisional:
        return _("{scale} grade {grade}, proposed, provisional").format(
            scale=scale.value, grade=graded.grade
        )
    return _("{scale} grade {grade}, proposed").format(scale=scale.value, grade=graded.grade)


def _standing(graded: Graded) -> str:
    """Return what the badge beside it does not say."""
    if graded.grade is None:
        return ""
    return _("proposed, provisional") if graded.provisional else _("proposed")


def reasons(graded: Graded) -> list[tuple[str, theme.RoleName]]:
    """Return the lines under a grade: what set it, what nobody assessed, what to look at."""
    because: list[tuple[str, theme.RoleName]] = [
        (wording.say(f"grade.because.{code}"), "body") for code in graded.because
    ]
    missing: list[tuple[str, theme.RoleName]] = [
        (wording.say(f"grade.missing.{code}"), "hint") for code in graded.missing
    ]
    flags: list[tuple[str, theme.RoleName]] = [
        (wording.say(f"grade.flag.{code}"), "warn") for code in graded.flags
    ]
    return [*because, *flags, *missing]


def _last(scale: Scale, graded: Graded, at: datetime | None, now: datetime, zone: tzinfo) -> str:
    if at is None:
        return _("not graded before · {rules}").format(rules=RULES)
    moment = formats.moment_near(at, now, zone)
    if graded.grade is None:
        return _("not assessed at {at} · {rules}").format(at=moment, rules=RULES)
    grade = _("{scale} {grade}").format(scale=scale.value, grade=graded.grade)
    return _("last {value} at {at}").format(value=grade, at=moment)


def _before(before: GradePoint | None, now: datetime, zone: tzinfo) -> str:
    if before is None:
        return _("not graded before · {rules}").format(rules=RULES)
    at = formats.moment_near(before.at, now, zone)
    if before.graded.grade is None:
        return _("not assessed at {at} · {rules}").format(at=at, rules=RULES)
    return _("was {grade} at {at} · {rules}").format(grade=before.graded.grade, at=at, rules=RULES)
