"""Episodes and the story of a grade: opening, masking, closing, step-down, highest, direction."""

import pytest

from cart_ward.clinical import crs, episode
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.episode import Episode, GradeStory, Trend
from cart_ward.clinical.graded import Graded
from cart_ward.clinical.vocabulary import (
    AttributedFinding,
    Cause,
    Consciousness,
    DrugKind,
    EpisodeKind,
    Scale,
)
from tests.clinical.charting import Charting, hour


def _crs_episodes(on: Charting) -> list[Episode]:
    return [e for e in episode.episodes(on.chart()) if e.kind is EpisodeKind.CRS]


def _story(on: Charting, scale: Scale = Scale.CRS) -> GradeStory:
    return episode.story(on.chart(), scale)


def _stays(*typed: Charting) -> Chart:
    """Return the chart of the last stay, which holds those of the stays before it."""
    before: tuple[Chart, ...] = ()
    for on in typed:
        before = (*before, Chart(on.subject, on.entries, before))
    return before[-1]


def test_masked_fever_is_carried_over_to_the_next_stay() -> None:
    """H04: tocilizumab on the first stay; back without fever, low pressure is CRS 2, not 0."""
    first, again = Charting(), Charting()
    first.vitals(20, temperature=39.1)
    first.drug(22, DrugKind.ANTI_CYTOKINE)
    again.vitals(60, temperature=36.8, systolic=84, fluids=True)
    again.vitals(70, temperature=36.8)

    chart = _stays(first, Charting(), again)
    found = [e for e in episode.episodes(chart) if e.kind is EpisodeKind.CRS]

    assert crs.timeline(chart).graded(hour(60)).grade == 2
    assert crs.timeline(chart).graded(hour(70)) == Graded(
        grade=0, because=("no_sign_left",), provisional=True, flags=("episode_open",)
    )
    assert [(e.opened_at, e.masked_since, e.closed_at) for e in found] == [
        (hour(20), hour(22), None)
    ]
    assert crs.timeline(_stays(again)).graded(hour(60)).grade == 0


def test_a_closed_episode_is_not_carried_over_but_its_drugs_are() -> None:
    """Closed by a physician: a new fever opens a new one; a steroid that runs on masks it."""
    first, again = Charting(), Charting()
    first.vitals(20, temperature=39.1)
    first.drug(22, DrugKind.STEROID, every=6)
    first.mark(30, opened=False)
    again.vitals(60, temperature=38.4)
    again.vitals(64, temperature=36.9, systolic=84, fluids=True)

    chart = _stays(first, again)
    found = [e for e in episode.episodes(chart) if e.kind is EpisodeKind.CRS]

    assert [(e.opened_at, e.masked_since) for e in found] == [(hour(60), hour(60))]
    assert crs.timeline(chart).graded(hour(64)).grade == 2


def test_a_steroid_of_the_stay_before_may_hide_a_first_fever() -> None:
    """A1: never an episode, low pressure without fever, a drug on board: a physician decides."""
    first, again = Charting(), Charting()
    first.drug(10, DrugKind.STEROID)
    again.vitals(40, temperature=36.9, systolic=84, fluids=True)

    assert crs.timeline(_stays(first, again)).graded(hour(40)).flags == ("suppressed_fever",)


def test_a_physician_closes_what_came_from_the_stay_before() -> None:
    """From then on it is over, and fever is required again."""
    first, again = Charting(), Charting()
    first.vitals(20, temperature=39.1)
    first.drug(22, DrugKind.ANTI_CYTOKINE)
    again.mark(50, opened=False)
    again.vitals(60, temperature=36.8, systolic=84, fluids=True)

    assert crs.timeline(_stays(first, again)).graded(hour(60)).grade == 0


def test_no_sign_no_episode() -> None:
    """A well patient has no episode and no grade to follow until somebody looks."""
    on = Charting()
    assert _story(on).effective is None
    on.vitals(1)
    assert episode.episodes(on.chart()) == ()
    assert (_story(on).effective, _story(on).maximum) == (0, 0)


def test_first_proposal_opens_an_episode() -> None:
    """H04: nobody has signed it yet, it is open all the same."""
    on = Charting()
    on.vitals(3, temperature=38.2)
    assert [e.opened_at for e in _crs_episodes(on)] == [hour(3)]


def test_earliest_of_mark_signature_and_proposal_opens() -> None:
    """A mark before the fever, or a signed grade, opens earlier."""
    by_mark, by_grade = Charting(), Charting()
    by_mark.mark(1, opened=True)
    by_grade.sign(2, 1)
    for on in (by_mark, by_grade):
        on.vitals(3, temperature=38.2)
        on.mark(4, opened=True)
    assert [e.opened_at for e in _crs_episodes(by_mark)] == [hour(1)]
    assert [e.opened_at for e in _crs_episodes(by_grade)] == [hour(2)]


def test_signed_0_neither_opens_nor_closes() -> None:
    """Only a mark closes."""
    on = Charting()
    on.sign(1, 0)
    assert _crs_episodes(on) == []
    on.vitals(2, temperature=38.2)
    on.sign(3, 0)
    assert [e.closed_at for e in _crs_episodes(on)] == [None]


def test_only_a_mark_closes_and_new_fever_opens_a_new_episode() -> None:
    """Two episodes: the close of the first and a fever seen after it."""
    on = Charting()
    on.vitals(1, temperature=38.2)
    on.mark(5, opened=False)
    on.vitals(9, temperature=38.4)
    found = [(e.opened_at, e.closed_at) for e in _crs_episodes(on)]
    assert found == [(hour(1), hour(5)), (hour(9), None)]


def test_what_was_seen_before_the_close_does_not_reopen() -> None:
    """A late tick on an old set opens nothing."""
    on = Charting()
    taken = on.vitals(1, temperature=38.2, systolic=84)
    on.mark(2, opened=False)
    on.tick(3, taken, AttributedFinding.HYPOTENSION, Cause.CRS)
    assert [(e.opened_at, e.closed_at) for e in _crs_episodes(on)] == [(hour(1), hour(2))]


@pytest.mark.parametrize("temperature", [37.0, 38.2], ids=["no fever", "fever"])
def test_sign_in_the_minute_of_the_close_keeps_it_open(temperature: float) -> None:
    """With a fever measured in that very minute the patient is not over it."""
    on = Charting()
    on.vitals(1, temperature=38.2)
    on.vitals(5, temperature=temperature)
    on.mark(5, opened=False)
    still_open = [e for e in _crs_episodes(on) if e.closed_at is None]
    assert len(still_open) == (1 if temperature == 38.2 else 0)


def test_open_and_close_of_one_minute_leaves_it_open() -> None:
    """Of two readings the more cautious."""
    on = Charting()
    on.mark(1, opened=True)
    on.mark(1, opened=False)
    assert [e.closed_at for e in _crs_episodes(on)] == [None]


def test_fever_before_the_cells_opens_nothing() -> None:
    """Febrile on day -1: shown as it is, but no CRS episode, no maximum, nothing to follow."""
    on = Charting()
    on.vitals(-24, temperature=38.8)
    on.dose(-20)
    on.vitals(2)
    story = _story(on)
    assert _crs_episodes(on) == []
    assert (story.maximum, story.effective) == (0, 0)
    assert [p.graded.grade for p in story.points] == [1, 0]


def test_fever_that_lasts_into_day_0_counts_from_then_on() -> None:
    """The same proposal before and after the infusion: it opens at the first set after it."""
    on = Charting()
    on.vitals(-2, temperature=38.8)
    on.vitals(2, temperature=38.8)
    assert [e.opened_at for e in _crs_episodes(on)] == [hour(2)]
    assert (_story(on).maximum, _story(on).maximum_at) == (1, hour(2))


def test_icans_opens_by_itself_and_is_never_masked() -> None:
    """A steroid masks no neuro finding."""
    on = Charting()
    on.neuro(1, consciousness=Consciousness.VOICE)
    on.drug(2, DrugKind.STEROID)
    found = episode.episodes(on.chart())
    assert [(e.kind, e.opened_at, e.masked_since) for e in found] == [
        (EpisodeKind.ICANS, hour(1), None)
    ]


def test_iec_hs_is_opened_by_people_alone() -> None:
    """Marks of one kind leave the others alone."""
    on = Charting()
    on.mark(1, opened=True, kind=EpisodeKind.IEC_HS)
    on.mark(2, opened=True, kind=EpisodeKind.ICANS)
    on.mark(5, opened=False, kind=EpisodeKind.IEC_HS)
    found = [(e.kind, e.opened_at, e.closed_at) for e in episode.episodes(on.chart())]
    assert found == [
        (EpisodeKind.IEC_HS, hour(1), hour(5)),
        (EpisodeKind.ICANS, hour(2), None),
    ]


@pytest.mark.parametrize(
    ("every", "until", "masked_since"),
    [(None, None, None), (6, 2.0, None), (6, 3.0, 3), (6, None, 3), (None, 12.0, 3)],
    ids=["once before", "course over", "last dose at opening", "end unknown", "continuous"],
)
def test_course_that_still_runs_masks_from_the_opening(
    every: int | None, until: float | None, masked_since: int | None
) -> None:
    """A drug begun before the fever masks only if a dose falls into the episode."""
    on = Charting()
    on.drug(1, every=every, until=until)
    on.vitals(3, temperature=38.2)
    wanted = None if masked_since is None else hour(masked_since)
    assert [e.masked_since for e in _crs_episodes(on)] == [wanted]


def test_first_drug_in_the_episode_masks_and_is_named() -> None:
    """Later drugs change nothing; masking ends with the episode."""
    on = Charting()
    on.vitals(1, temperature=38.2)
    on.drug(2)
    on.dose(3)
    on.mark(9, opened=False)
    chart = on.chart()
    found = episode.episodes(chart)[0]
    assert (found.masked_since, found.masked_by) == (hour(2), "antipyretic")
    assert [episode.masked_now(chart, hour(h)) for h in (1, 2, 8, 9)] == [
        False,
        True,
        True,
        False,
    ]


def test_masking_lasts_while_the_episode_is_open() -> None:
    """No close, no end."""
    on = Charting()
    on.vitals(1, temperature=38.2)
    on.dose(1)
    assert episode.masked_now(on.chart(), hour(500))


def test_struck_out_fever_opens_nothing() -> None:
    """H34: the story is worked out again from what is current."""
    on = Charting()
    wrong = on.vitals(1, temperature=39.9)
    on.vitals(1, temperature=36.9)
    struck = on.entries.pop()
    on.add(1, struck.body, amends=wrong)
    assert _crs_episodes(on) == []
    assert _story(on).maximum == 0


def test_points_are_changes_and_name_their_entry() -> None:
    """Three sets, two grades: two points."""
    on = Charting()
    first = on.vitals(1)
    on.vitals(2)
    third = on.vitals(3, temperature=38.5)
    found = [(p.at, p.graded.grade, p.entry_id) for p in _story(on).points]
    assert found == [(hour(1), 0, first), (hour(3), 1, third)]


def test_mark_that_changes_the_proposal_is_a_point() -> None:
    """Closing the episode turns the provisional 0 into a plain one."""
    on = Charting()
    on.vitals(1, temperature=38.5)
    on.vitals(2)
    close = on.mark(3, opened=False)
    last = _story(on).points[-1]
    assert (last.at, last.entry_id, last.graded.provisional) == (hour(3), close, False)


def test_last_signature_is_the_confirmed_grade() -> None:
    """By time of observation, of this scale only."""
    on = Charting()
    assert _story(on).confirmed is None
    on.sign(4, 2)
    on.sign(2, 1)
    on.sign(6, 3, Scale.ICANS)
    found = _story(on).confirmed
    assert found is not None
    assert (found.at, found.grade, found.reason, found.proposed) == (hour(4), 2, "seen", None)


def test_monitoring_follows_the_highest_until_it_is_stepped_down() -> None:
    """A falling grade does not loosen monitoring by itself."""
    on = Charting()
    on.vitals(1, temperature=38.5, fluids=True)
    on.vitals(2)
    assert (_story(on).effective, _story(on).effective_since) == (2, hour(1))
    on.step_down(26, 0)
    assert (_story(on).effective, _story(on).effective_since) == (0, hour(26))
    assert (_story(on).maximum, _story(on).maximum_at) == (2, hour(1))


def test_step_down_never_goes_below_what_is_proposed_now() -> None:
    """Grade 1 stands at the bedside: 0 is not followed."""
    on = Charting()
    on.vitals(1, temperature=38.5, fluids=True)
    on.vitals(2, temperature=38.5)
    on.step_down(3, 0)
    assert _story(on).effective == 1


def test_step_down_in_the_minute_of_a_set_knows_that_set() -> None:
    """The proposal of that minute is what the step-down was signed for."""
    on = Charting()
    on.vitals(1, temperature=38.5, fluids=True)
    on.step_down(3, 0)
    on.vitals(3)
    assert _story(on).effective == 0


def test_signed_grade_raises_what_is_followed_after_a_step_down() -> None:
    """A person's higher grade counts, a step-down of the other scale does not."""
    on = Charting()
    on.vitals(1)
    on.step_down(2, 0)
    on.sign(3, 3)
    on.step_down(4, 0, Scale.ICANS)
    story = _story(on)
    assert (story.effective, story.effective_since, story.maximum) == (3, hour(3), 3)
    assert _story(on, Scale.ICANS).effective == 0


def test_grade_signed_in_the_minute_of_a_step_down_is_followed() -> None:
    """Of two readings the more cautious."""
    on = Charting()
    on.vitals(1)
    on.sign(2, 2)
    on.step_down(2, 0)
    assert _story(on).effective == 2


def test_not_assessed_lowers_nothing() -> None:
    """A set without a temperature leaves highest and followed grade as they were."""
    on = Charting()
    on.vitals(1, temperature=38.5, fluids=True)
    on.vitals(2, temperature=None)
    story = _story(on)
    assert (story.points[-1].graded.grade, story.effective, story.maximum) == (None, 2, 2)


def test_same_grade_again_keeps_its_time() -> None:
    """Stepping down to the grade that is followed already does not restart it."""
    on = Charting()
    on.vitals(1, temperature=38.5)
    on.step_down(5, 1)
    assert _story(on).effective_since == hour(1)


def test_direction_is_against_the_last_different_grade() -> None:
    """Up at the fever, still up while it stays, down when it goes; gaps are no direction."""
    on = Charting()
    on.vitals(1)
    on.vitals(2, temperature=38.5)
    on.vitals(3, temperature=None)
    on.vitals(4)
    story = _story(on)
    found = [episode.trend(story, hour(h)) for h in (0, 1, 2, 3, 4)]
    assert found == [Trend.SAME, Trend.SAME, Trend.UP, Trend.UP, Trend.DOWN]


def test_order_taken_matters() -> None:
    """Fever first or fever last is not the same."""
    rising, falling = Charting(), Charting()
    for on, hours in ((rising, (1, 2)), (falling, (2, 1))):
        on.vitals(hours[0])
        on.vitals(hours[1], temperature=38.5)
    grades = [crs.propose(on.chart(), hour(2)).grade for on in (rising, falling)]
    assert grades == [1, 0]
