"""Charts with tocilizumab for tests of the screens, built by hand."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.medicines import (
    DoseGiven,
    DoseStep,
    DoubleCheck,
    MedicationOrder,
    Preparation,
)
from cart_ward.clinical.observed import Weight
from cart_ward.clinical.people import StaffId
from cart_ward.clinical.tocilizumab import course
from cart_ward.clinical.vocabulary import (
    CheckPart,
    DoseStepKind,
    EntryId,
    Reaction,
    Response,
    Route,
)
from cart_ward.ui.tocilizumab import story
from tests.fakes import NOW
from tests.ui.ward import admission

STAY = admission(0)


class DoseChart:
    """Writes the entries of one course, one call for each act."""

    def __init__(self) -> None:
        self.entries: list[Entry[Any]] = []
        self.weight = self.add(Weight(kilograms=Decimal("72.0"), measured=True), hours=-30)

    def add(self, body: Any, *, hours: float, by: int = 1) -> EntryId:
        """Write an entry so many hours from now."""
        at = NOW + timedelta(hours=hours)
        entry_id = EntryId(len(self.entries) + 1)
        self.entries.append(
            Entry(
                id=entry_id,
                admission_id=STAY.id,
                body=body,
                taken_at=at,
                recorded_at=at,
                recorded_by=StaffId(by),
                station="desk",
            )
        )
        return entry_id

    def order(self, *, hours: float) -> EntryId:
        """Order 576 mg."""
        return self.add(
            MedicationOrder(
                drug="tocilizumab",
                dose_mg=Decimal("576.0"),
                dose_per_kg=Decimal(8),
                weight_id=self.weight,
                volume_ml=Decimal("28.80"),
                diluent_ml=100,
                route=Route.IV_INFUSION,
                duration_min=60,
                indication="CRS 2",
                crs_grade=2,
                icans_grade=0,
                prescriber_id=StaffId(3),
                verbal=False,
                rulings=(),
                reason=None,
            ),
            hours=hours,
        )

    def prepare(self, order_id: EntryId, *, hours: float) -> None:
        """Take one vial of 400 and one of 200 mg."""
        body = Preparation(
            order_id=order_id, vials_80=0, vials_200=1, vials_400=1, lots="B2031F02, B2044F01"
        )
        self.add(body, hours=hours)

    def check(
        self, order_id: EntryId, part: CheckPart, *, hours: float, dose: str = "576.0"
    ) -> None:
        """Enter one calculation; the two parts by two people."""
        body = DoubleCheck(
            order_id=order_id,
            part=part,
            weight=Decimal("72.0"),
            dose_mg=Decimal(dose),
            volume_ml=Decimal("28.80"),
        )
        self.add(body, hours=hours, by=1 if part is CheckPart.FIRST else 2)

    def ready(self, *, hours: float) -> EntryId:
        """Order, prepare and check."""
        order_id = self.order(hours=hours)
        self.prepare(order_id, hours=hours)
        self.check(order_id, CheckPart.FIRST, hours=hours)
        self.check(order_id, CheckPart.SECOND, hours=hours)
        return order_id

    def start(self, order_id: EntryId | None, *, hours: float) -> EntryId:
        """Start the infusion; without an order it is a deviation."""
        deviation = "downtime" if order_id is None else None
        body = DoseGiven(
            order_id=order_id,
            drug="tocilizumab",
            dose_mg=Decimal("576.0"),
            ended_at=None,
            volume_ml=None,
            reaction=None,
            given_by_id=StaffId(1),
            checked_by_id=StaffId(2),
            deviation=deviation,
            decided_by=None if deviation is None else "Dr Gao",
        )
        return self.add(body, hours=hours)

    def step(
        self, dose_id: EntryId, kind: DoseStepKind, *, hours: float, said: Response | None = None
    ) -> None:
        """Chart what followed."""
        ends = kind in {DoseStepKind.END, DoseStepKind.STOP}
        body = DoseStep(
            dose_id=dose_id,
            step=kind,
            volume_ml=None,
            reaction=Reaction.NONE if ends else None,
            response=said,
        )
        self.add(body, hours=hours)

    def chart(self) -> Chart:
        """Return the chart."""
        return Chart(STAY, self.entries)

    def story(self, now: datetime = NOW) -> story.DoseStory:
        """Return the story of the dose in hand."""
        chart = self.chart()
        return story.story(chart, course(chart, now), now)


def stages(found: Sequence[story.Stage]) -> set[str]:
    """Return the names of steps."""
    return {stage.name for stage in found}
