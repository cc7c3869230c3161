"""Charts of every kind of entry: no look ahead, no order of typing, nothing below the present."""

import dataclasses
import random
from collections.abc import Callable
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from cart_ward.clinical import crs, episode, icans
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.episode import GradeStory
from cart_ward.clinical.graded import NOT_ASSESSED, Graded
from cart_ward.clinical.observed import Attribution, VitalSigns
from cart_ward.clinical.vocabulary import (
    AttributedFinding,
    Cause,
    Consciousness,
    DrugKind,
    EpisodeKind,
    Oxygen,
    Scale,
)
from tests.clinical.charting import Charting, hour


def _story(on: Charting, scale: Scale = Scale.CRS) -> GradeStory:
    return episode.story(on.chart(), scale)


KINDS = [
    "well",
    "fever",
    "fluids",
    "pressor",
    "oxygen",
    "no temperature",
    "low pressure",
    "other cause",
    "because of crs",
    "antipyretic",
    "course",
    "tocilizumab",
    "open",
    "close",
    "sign 1",
    "step down",
    "neuro",
    "drowsy",
    "ice",
    "open icans",
    "close icans",
    "sign icans",
    "step down icans",
]
ONE_A_MINUTE = {
    **dict.fromkeys(KINDS[:7], "vitals"),
    **dict.fromkeys(("antipyretic", "course", "tocilizumab"), "drug"),
    **dict.fromkeys(("neuro", "drowsy"), "neuro"),
}
"""Two sets of one minute have no order but that of typing; one of each kind has none at all."""
EVENTS = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from(KINDS)),
    unique_by=lambda event: (event[0], ONE_A_MINUTE.get(event[1], event[1])),
    max_size=25,
)


def _vitals(on: Charting, at: int, kind: str) -> bool:
    changed: dict[str, dict[str, object]] = {
        "well": {},
        "fever": {"temperature": 38.6},
        "fluids": {"fluids": True},
        "pressor": {"vasopressors": 1, "temperature": 38.1},
        "oxygen": {"oxygen": Oxygen.FACEMASK},
        "no temperature": {"temperature": None},
        "low pressure": {"systolic": 82},
    }
    if kind in changed:
        on.vitals(at, **changed[kind])
    return kind in changed


def _type(on: Charting, at: int, kind: str) -> None:
    if _vitals(on, at, kind):
        return
    tick = AttributedFinding.HYPOTENSION
    sets = on.chart().of(VitalSigns)
    acts: dict[str, Callable[[], object]] = {
        "other cause": lambda: sets and on.tick(at, sets[-1].id, tick),
        "because of crs": lambda: sets and on.tick(at, sets[0].id, tick, Cause.CRS),
        "antipyretic": lambda: on.drug(at),
        "course": lambda: on.drug(at, DrugKind.STEROID, every=6, until=at + 12),
        "tocilizumab": lambda: on.dose(at),
        "open": lambda: on.mark(at, opened=True),
        "close": lambda: on.mark(at, opened=False),
        "sign 1": lambda: on.sign(at, 1),
        "step down": lambda: on.step_down(at, 0),
        "neuro": lambda: on.neuro(at),
        "drowsy": lambda: on.neuro(at, consciousness=Consciousness.SPONTANEOUS),
        "ice": lambda: on.ice(at, 10 - at % 11),
        "open icans": lambda: on.mark(at, opened=True, kind=EpisodeKind.ICANS),
        "sign icans": lambda: on.sign(at, 2, Scale.ICANS),
        "step down icans": lambda: on.step_down(at, 1, Scale.ICANS),
        "close icans": lambda: on.mark(at, opened=False, kind=EpisodeKind.ICANS),
    }
    acts[kind]()


def _typed(events: list[tuple[int, str]]) -> Charting:
    on = Charting()
    for at, kind in events:
        _type(on, at, kind)
    return on


def _point(story: GradeStory, at: datetime) -> Graded:
    before = [p for p in story.points if p.at <= at]
    return before[-1].graded if before else NOT_ASSESSED


@settings(max_examples=60, derandomize=True, deadline=None)
@given(events=EVENTS)
def test_proposal_is_the_point_of_the_story_and_knows_nothing_of_the_future(
    events: list[tuple[int, str]],
) -> None:
    """At each hour: the point of the story, and what a chart cut off at that hour says."""
    on = _typed(events)
    chart = on.chart()
    stories = [(crs, _story(on)), (icans, _story(on, Scale.ICANS))]
    for at in {hour(h) for h, _ in events}:
        cut = Chart(on.subject, [e for e in on.entries if e.taken_at <= at])
        for rule, story in stories:
            assert rule.propose(chart, at) == _point(story, at) == rule.propose(cut, at)
        spans = [e for e in episode.episodes(chart) if e.opened_at <= at]
        assert len(spans) == len(episode.episodes(cut))


def _retyped(on: Charting, seed: int) -> Chart:
    """Return the chart as if the same things had been typed in another order."""
    numbers = [e.id for e in on.entries]
    random.Random(seed).shuffle(numbers)  # noqa: S311 - an order, not a secret
    new = {e.id: number for e, number in zip(on.entries, numbers, strict=True)}
    typed = []
    for entry in on.entries:
        body = entry.body
        if isinstance(body, Attribution):
            body = dataclasses.replace(body, about=new[body.about])
        typed.append(dataclasses.replace(entry, id=new[entry.id], body=body))
    return on.chart(typed)


def _grades(chart: Chart, scale: Scale) -> tuple[object, ...]:
    story = episode.story(chart, scale)
    points = [(p.at, p.graded) for p in story.points]
    return points, story.maximum_at, story.maximum, story.effective, story.effective_since


@settings(max_examples=60, derandomize=True, deadline=None)
@given(events=EVENTS, seed=st.integers(0, 1000))
def test_order_of_typing_changes_nothing(events: list[tuple[int, str]], seed: int) -> None:
    """The same things typed in another order give the same grades and episodes."""
    on = _typed(events)
    chart, other = on.chart(), _retyped(on, seed)
    for scale in Scale:
        assert _grades(other, scale) == _grades(chart, scale)
    assert episode.episodes(other) == episode.episodes(chart)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(events=EVENTS)
def test_highest_and_followed_grade_cover_the_present_one(events: list[tuple[int, str]]) -> None:
    """Neither the highest nor the followed grade is ever below the present proposal."""
    on = _typed(events)
    for scale in Scale:
        story = _story(on, scale)
        present = story.points[-1].graded.grade if story.points else None
        if present is not None:
            assert story.maximum is not None
            assert story.effective is not None
            assert story.maximum >= story.effective >= present
