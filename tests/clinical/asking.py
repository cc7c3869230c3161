"""A dose question that hits no rule, for tests to change one thing of."""

import dataclasses
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from cart_ward.clinical.dose_rules import DoseQuestion
from cart_ward.clinical.vocabulary import Route

NOW = datetime(2026, 12, 5, 6, 0, tzinfo=UTC)

PLAIN = DoseQuestion(
    now=NOW,
    weight=Decimal(72),
    weight_at=NOW - timedelta(hours=8),
    weight_measured=True,
    weight_before=Decimal("72.4"),
    age=Decimal(52),
    product="tisa-cel",
    prior=(),
    crs_grade=2,
    icans_grade=0,
    graded_at=NOW - timedelta(hours=1),
    crs_onset=timedelta(hours=48),
    g1_duration=None,
    response=None,
    ordered_mg=None,
    route=Route.IV_INFUSION,
    duration_min=60,
    allergy=False,
    active_infection=False,
    stock={400: 5, 200: 5, 80: 10},
)
"""First dose of an adult with CRS 2: nothing speaks against it."""


def ask(**changed: Any) -> DoseQuestion:
    """Return the plain question with something changed."""
    return dataclasses.replace(PLAIN, **changed)


def ago(*hours: float) -> tuple[datetime, ...]:
    """Return starts so many hours before now."""
    return tuple(NOW - timedelta(hours=h) for h in hours)
