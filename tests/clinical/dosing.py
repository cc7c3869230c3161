"""Orders, double checks and doses, added to a charted patient."""

import dataclasses
from decimal import Decimal
from typing import Any

from cart_ward.clinical.entries import Entry
from cart_ward.clinical.medicines import (
    DoseGiven,
    DoseStep,
    DoubleCheck,
    MedicationOrder,
    OrderStopped,
    Preparation,
)
from cart_ward.clinical.observed import Weight
from cart_ward.clinical.people import StaffId
from cart_ward.clinical.vocabulary import (
    CheckPart,
    DoseStepKind,
    EntryId,
    Reaction,
    Response,
    Route,
)
from tests.clinical.monitored import Monitored

A, B = StaffId(1), StaffId(2)
"""The two nurses."""


class Dosed(Monitored):
    """A patient of 72 kg for whom tocilizumab is ordered and given."""

    def weigh(self, at: float, kilograms: str = "72", *, measured: bool = True) -> EntryId:
        """Chart a weight."""
        return self.add(at, Weight(kilograms=Decimal(kilograms), measured=measured))

    def order(self, at: float, weight_id: EntryId, **changed: Any) -> EntryId:
        """Sign an order for 576 mg."""
        body = MedicationOrder(
            drug="tocilizumab",
            dose_mg=Decimal(576),
            dose_per_kg=Decimal(8),
            weight_id=weight_id,
            volume_ml=Decimal("28.8"),
            diluent_ml=100,
            route=Route.IV_INFUSION,
            duration_min=60,
            indication="CRS",
            crs_grade=2,
            icans_grade=0,
            prescriber_id=StaffId(9),
            verbal=False,
            rulings=(),
            reason=None,
        )
        return self.add(at, dataclasses.replace(body, **changed))

    def prepare(self, at: float, order_id: EntryId) -> EntryId:
        """Take vials for an order."""
        return self.add(
            at, Preparation(order_id=order_id, vials_80=0, vials_200=1, vials_400=1, lots="B1")
        )

    def check(
        self, at: float, order_id: EntryId, part: CheckPart, by: StaffId, dose: str = "576"
    ) -> EntryId:
        """Enter one calculation."""
        body = DoubleCheck(
            order_id=order_id,
            part=part,
            weight=Decimal(72),
            dose_mg=Decimal(dose),
            volume_ml=Decimal("28.8"),
        )
        entry_id = self.add(at, body)
        self.entries[-1] = dataclasses.replace(self.entries[-1], recorded_by=by)
        return entry_id

    def both_check(self, at: float, order_id: EntryId, second: str = "576") -> None:
        """Enter both calculations."""
        self.check(at, order_id, CheckPart.FIRST, A)
        self.check(at, order_id, CheckPart.SECOND, B, second)

    def give(self, at: float, order_id: EntryId | None, **changed: Any) -> EntryId:
        """Start an infusion."""
        body = DoseGiven(
            order_id=order_id,
            drug="tocilizumab",
            dose_mg=Decimal(576),
            ended_at=None,
            volume_ml=None,
            reaction=None,
            given_by_id=A,
            checked_by_id=B,
            deviation=None,
            decided_by=None,
        )
        return self.add(at, dataclasses.replace(body, **changed))

    def step(
        self, at: float, dose_id: EntryId, step: DoseStepKind, response: Response | None = None
    ) -> EntryId:
        """Chart what followed a start."""
        body = DoseStep(
            dose_id=dose_id, step=step, volume_ml=None, reaction=Reaction.NONE, response=response
        )
        return self.add(at, body)

    def stop_order(self, at: float, order_id: EntryId) -> EntryId:
        """Withdraw an order."""
        return self.add(at, OrderStopped(order_id=order_id, reason="better"))

    def last(self, kind: type[Any]) -> Entry[Any]:
        """Return the last entry of a kind."""
        return self.chart().of(kind)[-1]
