"""The page on which vital signs are charted."""

from functools import partial

from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import Scale
from cart_ward.ui.forms.confirm import ConfirmGrade
from cart_ward.ui.forms.page import ChartingPage
from cart_ward.ui.forms.vitals_form import VitalsForm
from cart_ward.ui.navigation import Navigator
from cart_ward.ui.station import Station


class VitalsPage(ChartingPage):
    """Banner and vitals form of one patient."""

    def __init__(self, station: Station, navigator: Navigator, admission_id: AdmissionId) -> None:
        self.vitals = VitalsForm(station, admission_id)
        super().__init__(station, navigator, admission_id, self.vitals)
        self.vitals.grade_refused.connect(partial(self.show_grade_refused, scale=Scale.CRS))

    def confirmation(self) -> ConfirmGrade | None:
        """Return the tick that signs the CRS grade."""
        return self.vitals.confirm
