"""The page on which a neuro check is charted."""

from functools import partial

from PySide6.QtCore import Slot

from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import Scale
from cart_ward.ui.forms.confirm import ConfirmGrade
from cart_ward.ui.forms.neuro_form import NeuroForm
from cart_ward.ui.forms.page import ChartingPage
from cart_ward.ui.navigation import Navigator
from cart_ward.ui.station import Station


class NeuroCheckPage(ChartingPage):
    """Banner and neuro form of one patient."""

    def __init__(self, station: Station, navigator: Navigator, admission_id: AdmissionId) -> None:
        self.neuro = NeuroForm(station, admission_id)
        super().__init__(station, navigator, admission_id, self.neuro)
        self.neuro.grade_refused.connect(partial(self.show_grade_refused, scale=Scale.ICANS))

    @Slot()
    def _on_not_done(self) -> None:
        """Ask on the same page why there is no score."""
        self.neuro.score.ask_why_not()

    def confirmation(self) -> ConfirmGrade | None:
        """Return the tick that signs the ICANS grade."""
        return self.neuro.confirm
