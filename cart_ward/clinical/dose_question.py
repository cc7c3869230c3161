"""The question that an intended dose asks of a chart."""

from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal

from cart_ward.clinical import crs, icans
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.dose_course import doses, is_tocilizumab
from cart_ward.clinical.dose_rules import DoseQuestion
from cart_ward.clinical.episode import GradeStory, episodes, story
from cart_ward.clinical.graded import Graded
from cart_ward.clinical.observed import Background, Infusion, LabResult, Weight
from cart_ward.clinical.timing import age_years
from cart_ward.clinical.vocabulary import BackgroundKind, EpisodeKind, Route, Scale

_EXCIPIENTS = ("polysorbate", "聚山梨酯")
_LAB_WORDS = ("anc", "neutrophil", "platelet", "plt", "alt", "hbv", "hbsag", "tb")


def question_from(
    chart: Chart,
    now: datetime,
    zone: tzinfo,
    *,
    ordered_mg: Decimal | None,
    route: Route,
    duration_min: int,
    active_infection: bool,
    stock: Mapping[int, int],
) -> DoseQuestion:
    """Return the question that an intended dose asks of this chart; the rest is what was typed."""
    weights = chart.of(Weight)
    last = weights[-1] if weights else None
    crs_story, known = story(chart, Scale.CRS), chart.derived(doses)
    grade = _standing(crs_story, crs.propose(chart, now))
    return DoseQuestion(
        now=now,
        weight=None if last is None else last.body.kilograms,
        weight_at=None if last is None else last.taken_at,
        weight_measured=last is not None and last.body.measured,
        weight_before=weights[-2].body.kilograms if len(weights) > 1 else None,
        age=Decimal(age_years(chart.subject.patient.birth_date, now.astimezone(zone).date())),
        product=chart.subject.product.code,
        prior=tuple(given.started_at for given in known.given),
        crs_grade=grade,
        icans_grade=_standing(story(chart, Scale.ICANS), icans.propose(chart, now)),
        graded_at=None if crs_story.confirmed is None else crs_story.confirmed.at,
        crs_onset=_crs_onset(chart),
        g1_duration=_grade_1_for(crs_story, now) if grade == 1 else None,
        response=known.last_response,
        ordered_mg=ordered_mg,
        route=route,
        duration_min=duration_min,
        allergy=_allergic(chart),
        active_infection=active_infection,
        stock=stock,
        labs=_labs(chart),
    )


def _standing(told: GradeStory, present: Graded) -> int | None:
    """Return the grade that stands: a person's, until the proposal changes after it."""
    signed = told.confirmed
    if signed is not None and (not told.points or told.points[-1].at <= signed.at):
        return signed.grade
    return present.grade


def _grade_1_for(told: GradeStory, now: datetime) -> timedelta | None:
    """Return how long grade 1 has held without a break, by proposal, else by signature."""
    since = None if told.confirmed is None else told.confirmed.at
    run: datetime | None = None
    for point in reversed(told.points):
        if point.graded.grade != 1:
            break
        run = point.at
    since = run if run is not None else since
    return None if since is None else now - since


def _crs_onset(chart: Chart) -> timedelta | None:
    """Return the time from the last infusion before the latest CRS episode to its onset."""
    onsets = [e.opened_at for e in episodes(chart) if e.kind is EpisodeKind.CRS]
    infusion = chart.latest(Infusion, max(onsets)) if onsets else None
    return None if infusion is None else max(onsets) - infusion.taken_at


def _allergic(chart: Chart) -> bool:
    return any(_names_tocilizumab(e.body) for e in chart.of(Background))


def _names_tocilizumab(fact: Background) -> bool:
    if fact.kind is BackgroundKind.TOCILIZUMAB_ALLERGY:
        return True
    excipient = any(word in fact.text.casefold() for word in _EXCIPIENTS)
    return fact.kind is BackgroundKind.ALLERGY and (excipient or is_tocilizumab(fact.text))


def _labs(chart: Chart) -> tuple[LabResult, ...]:
    """Return the last value of each laboratory result that R22 shows."""
    last: dict[str, LabResult] = {}
    for entry in chart.of(LabResult):
        name = entry.body.analyte.casefold()
        if any(word in name for word in _LAB_WORDS):
            last[name] = entry.body
    return tuple(last.values())
