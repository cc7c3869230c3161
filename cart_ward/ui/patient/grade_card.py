"""One scale on the patient's page: the proposal, what a person signed, and the way to sign."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from cart_ward.care.monitoring import WardSnapshot
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import Scale
from cart_ward.i18n import _, formats
from cart_ward.ui.forms.naming import named
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import line
from cart_ward.ui.widgets.proposal_card import ProposalCard


class GradeCard(ProposalCard):
    """Both are always seen: what the rules propose and what a named person confirmed.

    Signal: `grade_asked(Scale)` to confirm or give another grade.
    """

    grade_asked = Signal(object)

    def __init__(self, scale: Scale) -> None:
        super().__init__(scale)
        self.signed = line("", "body")
        self.sign = named(QPushButton(_("Confirm or change…")), f"sign_{scale.value}")
        self.sign.setAccessibleName(
            _("Confirm or change the {scale} grade").format(scale=scale.value)
        )
        self.below.addWidget(self.signed)
        self.below.addWidget(self.sign)
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


def signed_words(status: PatientStatus, scale: Scale, station: Station) -> str:
    """Return who signed which grade when, or that nobody did."""
    story = status.crs_story if scale is Scale.CRS else status.icans_story
    confirmed = story.confirmed
    if confirmed is None:
        return _("Not signed by anybody yet")
    words = _("Signed: {grade} at {at} by {who}").format(
        grade=confirmed.grade,
        at=formats.moment_near(confirmed.at, status.now, station.zone),
        who=_who(station.snapshot, confirmed.by),
    )
    if confirmed.reason is None:
        return words
    return _("{signed}, because: {reason}").format(signed=words, reason=confirmed.reason)


def _who(snapshot: WardSnapshot, staff_id: object) -> str:
    for person in snapshot.staff.values():
        if person.id == staff_id:
            return person.name.both
    return _("not known")
