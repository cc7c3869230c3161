"""The CAPD score: eight items of 0-4 points (crs_icans_grading section 4)."""

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.observed import CapdAssessment

ITEMS = (
    "eye_contact",
    "purposeful",
    "aware",
    "communicates",
    "restless",
    "inconsolable",
    "underactive",
    "slow",
)
"""The items in the order of the form."""

MOST = 32
"""The highest score."""

DELIRIUM_FROM = 9
"""The screen for delirium is positive from here (CHOP)."""


def missing(body: CapdAssessment) -> tuple[str, ...]:
    """Return the items that were not recorded."""
    return tuple(item for item in ITEMS if getattr(body, item) is None)


def score(body: CapdAssessment) -> int | None:
    """Return the points 0-32; None where items are missing and no total stands for them."""
    points = [getattr(body, item) for item in ITEMS]
    known = [int(given) for given in points if given is not None]
    return sum(known) if len(known) == len(ITEMS) else body.total


def baseline(chart: Chart) -> int | None:
    """Return the last score at or before the infusion; None if there is none."""
    infused = chart.infused_at
    if infused is None:
        return None
    scores = (score(e.body) for e in chart.of(CapdAssessment) if e.taken_at <= infused)
    known = [points for points in scores if points is not None]
    return known[-1] if known else None
