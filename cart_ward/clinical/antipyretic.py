"""What comes before an antipyretic: the temperature, and somebody's grade for the fever (H33)."""

from datetime import datetime, timedelta
from enum import StrEnum

from cart_ward.clinical import vitals
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.episode import episodes
from cart_ward.clinical.observed import Attribution, EpisodeMark, Grading, VitalSigns
from cart_ward.clinical.vocabulary import AttributedFinding, Cause, EpisodeKind, Scale

FRESH = timedelta(hours=1)
"""How old the temperature may be that an antipyretic is given on [project]."""


class First(StrEnum):
    """What nobody has done yet."""

    TEMPERATURE = "temperature"
    GRADE = "grade"


def asked_first(chart: Chart, at: datetime) -> First | None:
    """Return what must come before an antipyretic given at `at`; None: nothing.

    From the infusion on a fever is measured before it is hidden; unless somebody named another
    cause for it, it has a CRS grade that somebody signed. In an episode that was graded nothing
    more is asked: the fever is known.
    """
    infused = chart.infused_at
    if infused is None or at < infused or _assessed(chart, at):
        return None
    taken = (e for e in reversed(chart.of(VitalSigns)) if e.taken_at <= at)
    last = next((e for e in taken if e.body.temperature is not None), None)
    if last is None or at - last.taken_at > FRESH:
        return First.TEMPERATURE
    versions = {version.id for version in chart.versions(last)}
    ticked = any(
        e.body.about in versions
        and e.body.finding is AttributedFinding.FEVER
        and e.body.cause is not Cause.CRS
        for e in chart.of(Attribution)
    )
    return First.GRADE if vitals.fever(last.body) and not ticked else None


def _assessed(chart: Chart, at: datetime) -> bool:
    """Tell whether a CRS episode is open at `at` that a person graded or opened."""
    graded = [e.taken_at for e in chart.of(Grading) if e.body.scale is Scale.CRS]
    marked = [e.taken_at for e in chart.of(EpisodeMark) if e.body.kind is EpisodeKind.CRS]
    return any(
        episode.opened_at <= said <= at
        for episode in episodes(chart)
        if episode.kind is EpisodeKind.CRS
        and episode.opened_at <= at
        and (episode.closed_at is None or at < episode.closed_at)
        for said in (*graded, *marked)
    )
