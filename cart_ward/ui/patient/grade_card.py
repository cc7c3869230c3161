"""One scale on the patient's page: the proposal, what a person signed, and the way to sign."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from cart_ward.care.monitoring import WardSnapshot
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import Scale
from cart_ward.i18n import _, formats
from cart_ward.ui import theme
from cart_ward.ui.forms.charting import close_together
from cart_ward.ui.forms.naming import named
from cart_ward.ui.patient.words import join
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import line
from cart_ward.ui.widgets.proposal_card import ProposalCard, reasons

ROOM = 630
"""Pixels of two lines of reasons, with room for words that do not part: more is not seen at once,
for what is due must be seen below both cards."""

SMALL: dict[str, theme.RoleName] = {"body": "state", "state": "state", "warn": "warn_small",
                                    "warn_small": "warn_small"}  # fmt: skip
"""How the reasons of a proposal look where there is little room."""


class GradeCard(ProposalCard):
    """Both are always seen: what the rules propose and what a named person confirmed.

    The reasons are seen in two lines; whole, with the grade before, the rule version and a reason
    to sign another grade, when asked.

    Signal: `grade_asked(Scale)` to confirm or give another grade.
    """

    grade_asked = Signal(object)

    def __init__(self, scale: Scale) -> None:
        super().__init__(scale)
        close_together(self)
        # The badge says the grade; what it is worth stands small beside it.
        theme.role(self.heading, "state")
        self.explained = False
        self.brief = named(line("", "state"), f"brief_{scale.value}")
        self.below.addWidget(self.brief)
        self.signed = line("", "state")
        self.reason = line("", "hint")
        self.sign = named(QPushButton(_("Sign…")), f"sign_{scale.value}")
        self.sign.setAccessibleName(
            _("Confirm or change the {scale} grade").format(scale=scale.value)
        )
        self.sign.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.why = theme.role(named(QPushButton(_("why?")), f"why_{scale.value}"), "chip")
        self.why.setAccessibleName(_("Why this {scale} grade").format(scale=scale.value))
        top = self.body.itemAt(0)
        if isinstance(top, QHBoxLayout):
            top.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignRight)
        foot = QHBoxLayout()
        foot.setSpacing(2)
        foot.addWidget(self.signed, 1)
        foot.addWidget(self.why)
        self.below.addLayout(foot)
        self.below.addWidget(self.reason)
        self.sign.clicked.connect(lambda: self.grade_asked.emit(scale))
        self.why.clicked.connect(lambda: self.explain(not self.explained))

    def show_status(self, status: PatientStatus, station: Station) -> None:
        """Show where the scale stands now."""
        crs = self.scale is Scale.CRS
        graded = status.crs if crs else status.icans
        story = status.crs_story if crs else status.icans_story
        self.show_graded(
            graded,
            story=story,
            before=story.points[-2] if len(story.points) > 1 else None,
            now=status.now,
            zone=station.zone,
        )
        self.signed.setText(signed_words(status, self.scale, station))
        said = reasons(graded)
        warned = any(role == "warn" for _text, role in said)
        theme.role(self.brief, "warn_small" if warned else "state")
        self.brief.setText(_shortened(join(*(text for text, _role in said)), bold=warned))
        why = None if story.confirmed is None else story.confirmed.reason
        self.reason.setText("" if why is None else _("because: {reason}").format(reason=why))
        self.signed.setToolTip(self.reason.text())
        self.explain(self.explained)

    def explain(self, shown: bool) -> None:  # noqa: FBT001 - as setVisible
        """Say everything the grade rests on, or the reasons in short."""
        self.explained = shown
        self.brief.setVisible(not shown)
        self.before.setVisible(shown)
        self.reason.setVisible(shown and bool(self.reason.text()))
        for number in range(self.lines.count()):
            item = self.lines.itemAt(number)
            label = None if item is None else item.widget()
            if label is not None:
                theme.role(label, SMALL.get(label.property("role"), "hint"))
                label.setVisible(shown)


def _shortened(words: str, *, bold: bool) -> str:
    """Return as much of a text as two lines hold."""
    metrics = QFontMetrics(theme.font(theme.current().sizes.small, bold=bold))
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, ROOM)


def signed_words(status: PatientStatus, scale: Scale, station: Station) -> str:
    """Return who signed which grade when, or that nobody did."""
    story = status.crs_story if scale is Scale.CRS else status.icans_story
    confirmed = story.confirmed
    if confirmed is None:
        return _("Not signed by anybody yet")
    return _("Signed: {grade} at {at} by {who}").format(
        grade=confirmed.grade,
        at=formats.moment_near(confirmed.at, status.now, station.zone),
        who=_who(station.snapshot, confirmed.by),
    )


def _who(snapshot: WardSnapshot, staff_id: object) -> str:
    for person in snapshot.staff.values():
        if person.id == staff_id:
            return person.name.both
    return _("not known")
