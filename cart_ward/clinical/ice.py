"""The ICE score: ten items of one point (crs_icans_grading section 2)."""

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.observed import IceAssessment

ITEMS = (
    "year",
    "month",
    "city",
    "hospital",
    "object_1",
    "object_2",
    "object_3",
    "command",
    "writing",
    "attention",
)
"""The items in the order of the form: orientation, naming, command, writing, attention."""

MOST = 10
"""The highest score."""


def missing(body: IceAssessment) -> tuple[str, ...]:
    """Return the items that were not recorded."""
    return tuple(item for item in ITEMS if getattr(body, item) is None)


def score(body: IceAssessment) -> int | None:
    """Return the points 0-10; None where items are missing and no total stands for them."""
    points = [getattr(body, item) for item in ITEMS]
    known = [int(given) for given in points if given is not None]
    return sum(known) if len(known) == len(ITEMS) else body.total


def baseline(chart: Chart) -> int | None:
    """Return the last score at or before the infusion; None if there is none."""
    infused = chart.infused_at
    if infused is None:
        return None
    scores = (score(e.body) for e in chart.of(IceAssessment) if e.taken_at <= infused)
    known = [points for points in scores if points is not None]
    return known[-1] if known else None
