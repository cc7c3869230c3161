"""One scale on the patient's page: the proposal, what a person signed, and the way to sign."""

from textwrap import shorten

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from cart_ward.care.monitoring import WardSnapshot
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import Scale
from cart_ward.i18n import _, formats
from cart_ward.ui.forms.naming import named
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import line
from cart_ward.ui.widgets.proposal_card import ProposalCard

REASON_MOST = 70
"""Letters of a long reason that are shown; the list of entries has it whole."""


class GradeCard(ProposalCard):
    """Both are always seen: what the rules propose and what a named person confirmed.

    Signal: `grade_asked(Scale)` to confirm or give another grade.
    """

    grade_asked = Signal(object)

    def __init__(self, scale: Scale) -> None:
        super().__init__(scale)
        self.signed = line("", "state")
        self.sign = named(QPushButton(_("Sign grade…")), f"sign_{scale.value}")
        self.sign.setAccessibleName(
            _("Confirm or change the {scale} grade").format(scale=scale.value)
        )
        foot = QHBoxLayout()
        foot.addWidget(self.signed, 1)
        foot.addWidget(self.sign)
        self.reason = line("", "hint")
        self.below.addLayout(foot)
        self.below.addWidget(self.reason)
        self.sign.clicked.connect(lambda: self.grade_asked.emit(scale))

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
        why = story.confirmed.reason if story.confirmed is not None else None
        self.reason.setVisible(why is not None)
        if why is not None:
            shown = shorten(why, REASON_MOST, placeholder=" …")
            self.reason.setText(_("because: {reason}").format(reason=shown))
            self.reason.setToolTip(why)


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
