"""Withdraw an order that was not given."""

from collections.abc import Callable
from functools import partial

from cart_ward.care.changes import Changes
from cart_ward.care.medication import StopOrder, stop_order
from cart_ward.care.ports import Desk
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import EntryId
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms.line_field import LineField
from cart_ward.ui.forms.signing import Missing, SignedForm
from cart_ward.ui.station import Station


class StopOrderForm(SignedForm):
    """Why this order will not be given; reserved vials go back to the shelf."""

    def __init__(self, station: Station, admission_id: AdmissionId, order_id: EntryId) -> None:
        super().__init__(station, _("Stop this order"))
        self.admission_id = admission_id
        self.order_id = order_id
        self.reason = LineField("stop_reason", _("Why will this order not be given?"))
        self.body.addWidget(self.reason)
        theme.role(self.sign_button, "danger")
        self.reason.edited.connect(self.touched)

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right."""
        return () if self.reason.text() else ((self.reason, _("Say why the order is stopped.")),)

    def act(self) -> Callable[[Desk], Changes]:
        """Return the withdrawal."""
        command = StopOrder(
            admission_id=self.admission_id,
            order_id=self.order_id,
            reason=self.reason.text(),
            token=self.token,
        )
        return partial(stop_order, command=command)
