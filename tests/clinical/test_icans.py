"""ICANS from the chart: which score counts, at which age, with which ticks and baselines."""

import dataclasses
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cart_ward.clinical import icans, neuro
from cart_ward.clinical.graded import NOT_ASSESSED, Graded
from cart_ward.clinical.icans import IcansFindings
from cart_ward.clinical.observed import NeuroCheck
from cart_ward.clinical.vocabulary import (
    AttributedFinding,
    BackgroundKind,
    Cause,
    Consciousness,
    Oedema,
    Seizure,
)
from tests import strategies
from tests.clinical.charting import INFUSED, Charting, hour

CLEAR = IcansFindings(
    child=False,
    score=10,
    consciousness=Consciousness.ALERT,
    seizure=Seizure.NONE,
    motor_weakness=False,
    oedema=Oedema.NONE,
    raised_pressure=False,
)


def _now(on: Charting, at: float = 1) -> Graded:
    return icans.propose(on.chart(), hour(at))


def test_nobody_looked_yet() -> None:
    """Before the first check there is no grade; another background changes nothing."""
    on = Charting()
    on.background(0, BackgroundKind.ALLERGY)
    assert _now(on) == NOT_ASSESSED


def test_clear_check_with_full_score_is_0() -> None:
    """All domains assessed, none with a finding."""
    on = Charting()
    on.neuro(1)
    on.ice(1, 10)
    assert _now(on) == Graded(grade=0, because=("no_finding",))


def test_score_not_done_is_never_0() -> None:
    """V78: alert, nothing else, no ICE: not assessed."""
    on = Charting()
    on.neuro(1)
    assert _now(on) == Graded(grade=None, missing=("ice",))


def test_score_not_done_leaves_a_lower_bound() -> None:
    """V79: wakes to voice, no ICE: at least 2."""
    on = Charting()
    on.neuro(1, consciousness=Consciousness.VOICE)
    assert _now(on) == Graded(
        grade=2, because=("consciousness_voice",), missing=("ice",), provisional=True
    )


def test_unarousable_needs_no_score() -> None:
    """4 is the top: what is missing there changes nothing."""
    on = Charting()
    on.neuro(1, consciousness=Consciousness.UNAROUSABLE)
    assert _now(on) == Graded(grade=4, because=("consciousness_unarousable",))


def test_score_of_an_older_check_does_not_count() -> None:
    """A new check without a score leaves the score missing."""
    on = Charting()
    on.neuro(1)
    on.ice(1, 10)
    on.neuro(5)
    assert _now(on, 5).missing == ("ice",)


def test_score_between_two_checks_counts_with_the_last_check() -> None:
    """ICE every half hour goes with the domains of the check before."""
    on = Charting()
    on.neuro(1)
    on.ice(2, 5)
    assert _now(on, 2) == Graded(grade=2, because=("ice",))


def test_score_without_any_check_is_a_lower_bound() -> None:
    """The other domains are missing, not normal."""
    on = Charting()
    on.ice(1, 5)
    found = _now(on)
    assert (found.grade, len(found.missing)) == (2, 5)


@pytest.mark.parametrize(
    ("birth", "missing"),
    [
        (date(2014, 11, 20), ("ice",)),
        (date(2014, 11, 21), ("capd",)),
        (date(2012, 2, 29), ("ice",)),
    ],
    ids=["12th birthday", "day before", "29 February"],
)
def test_birthday_decides_between_the_scores(birth: date, missing: tuple[str, ...]) -> None:
    """H07, A5: ICE from the 12th birthday on, by the date of the check."""
    assert INFUSED.date() == date(2026, 11, 20)
    on = Charting(birth=birth)
    on.neuro(1)
    assert _now(on).missing == missing


def test_capd_agreed_on_for_an_older_patient() -> None:
    """Developmental delay: from the switch on CAPD counts."""
    on = Charting(age=15)
    on.neuro(1)
    on.capd(1, 9)
    on.background(2, BackgroundKind.CAPD_FROM_12)
    chart = on.chart()
    assert [icans.propose(chart, hour(h)).grade for h in (1, 2)] == [None, 3]


def test_ice_of_a_child_is_ignored() -> None:
    """Under 12 only CAPD counts."""
    on = Charting(age=6)
    on.neuro(1)
    on.ice(1, 0)
    assert _now(on).missing == ("capd",)


def test_drowsiness_of_another_cause_counts_as_alert() -> None:
    """V50: diphenhydramine; the score still counts."""
    on = Charting()
    check = on.neuro(1, consciousness=Consciousness.VOICE)
    on.ice(1, 9)
    on.tick(1, check, AttributedFinding.CONSCIOUSNESS)
    assert _now(on) == Graded(grade=1, because=("ice",))


def test_oedema_of_a_haemorrhage_does_not_count() -> None:
    """V64: CTCAE only."""
    on = Charting()
    check = on.neuro(1, oedema=Oedema.FOCAL)
    on.ice(1, 10)
    on.tick(1, check, AttributedFinding.OEDEMA)
    assert _now(on).grade == 0


def test_tick_does_not_invent_what_nobody_assessed() -> None:
    """A cause for something not recorded leaves it missing."""
    on = Charting()
    check = on.neuro(1, consciousness=None, oedema=None)
    on.ice(1, 10)
    on.tick(1, check, AttributedFinding.CONSCIOUSNESS)
    on.tick(1, check, AttributedFinding.OEDEMA)
    assert _now(on) == Graded(grade=None, missing=("consciousness", "oedema"))


def test_tick_because_of_the_therapy_changes_nothing() -> None:
    """Only another cause takes a finding away."""
    on = Charting()
    check = on.neuro(1, consciousness=Consciousness.VOICE)
    on.ice(1, 10)
    on.tick(1, check, AttributedFinding.CONSCIOUSNESS, Cause.CRS)
    assert _now(on).grade == 2


def test_drowsy_with_a_full_score_is_flagged() -> None:
    """A3: 1 is suggested, a physician confirms; with ICE 8 the score speaks too."""
    drowsy = dataclasses.replace(CLEAR, consciousness=Consciousness.SPONTANEOUS)
    alone = icans.grade(drowsy)
    scored = icans.grade(dataclasses.replace(drowsy, score=8))
    assert (alone.grade, alone.flags, alone.provisional) == (1, ("drowsy",), True)
    assert scored == Graded(grade=1, because=("ice", "consciousness_spontaneous"))


@pytest.mark.parametrize(
    ("before", "points", "grade", "flags"),
    [
        (5, 5, 0, ()),
        (5, 6, 1, ()),
        (None, 3, 1, ("capd_without_baseline",)),
        (12, 9, 3, ()),
    ],
)
def test_alert_child_is_compared_with_its_baseline(
    before: int | None, points: int, grade: int, flags: tuple[str, ...]
) -> None:
    """A6: 1-8 counts only above the score before the infusion; 9 always counts."""
    on = Charting(age=3)
    if before is not None:
        on.capd(-1, before)
    on.neuro(1)
    on.capd(1, points)
    found = _now(on)
    assert (found.grade, found.flags) == (grade, flags)


def test_baseline_deficit_is_flagged() -> None:
    """A8: ICE was 8 before the infusion; 8 now is grade 1 by the table, and no drop."""
    on = Charting()
    on.ice(-1, 8)
    on.neuro(1)
    on.ice(1, 8)
    on.neuro(2)
    on.ice(2, 10)
    chart = on.chart()
    found = icans.propose(chart, hour(1))
    assert (found.grade, found.flags) == (1, ("baseline_deficit",))
    assert icans.propose(chart, hour(2)) == Graded(grade=0, because=("no_finding",))


def test_without_an_infusion_there_is_no_baseline() -> None:
    """Before day 0 nothing is a baseline yet."""
    on = Charting(age=3, infused=False)
    on.neuro(1)
    on.capd(1, 3)
    assert _now(on).flags == ("capd_without_baseline",)


ORDERS: dict[str, list[Any]] = {
    "consciousness": list(Consciousness),
    "seizure": sorted(Seizure, key=lambda s: icans.SEIZURE_GRADE[s]),
    "oedema": list(Oedema),
    "motor_weakness": [False, True],
    "raised_pressure": [False, True],
}
FINDINGS = st.builds(
    IcansFindings,
    child=st.just(False),
    score=st.none() | st.integers(0, 10),
    baseline=st.none() | st.integers(0, 10),
    **{field: st.none() | st.sampled_from(order) for field, order in ORDERS.items()},
)


def _not_lower(before: IcansFindings, after: IcansFindings) -> bool:
    least, found = icans.grade(before).grade, icans.grade(after).grade
    return least is None or (found is not None and found >= least)


@given(before=FINDINGS, data=st.data())
def test_worse_finding_never_lowers_the_grade(before: IcansFindings, data: st.DataObject) -> None:
    """In each domain worse, or found where nobody had looked: same or higher grade."""
    field = data.draw(st.sampled_from(sorted(ORDERS)))
    order = ORDERS[field]
    known = getattr(before, field)
    worse = data.draw(st.sampled_from(order if known is None else order[order.index(known) :]))
    assert _not_lower(before, dataclasses.replace(before, **{field: worse}))


@given(before=FINDINGS, drop=st.integers(0, 10))
def test_lower_ice_never_lowers_the_grade(before: IcansFindings, drop: int) -> None:
    """Points lost: same or higher grade."""
    points = 10 if before.score is None else before.score
    after = dataclasses.replace(before, score=max(0, points - drop))
    assert _not_lower(before, after)


@given(before=FINDINGS, points=st.integers(0, 32), more=st.integers(0, 32))
def test_higher_capd_never_lowers_the_grade(before: IcansFindings, points: int, more: int) -> None:
    """CAPD points gained: same or higher grade, with and without a baseline."""
    child = dataclasses.replace(before, child=True, score=points)
    assert _not_lower(child, dataclasses.replace(child, score=min(32, points + more)))


@given(check=strategies.neuro_checks(), score=st.none() | st.integers(0, 10))
def test_missing_domain_is_never_normal(check: NeuroCheck, score: int | None) -> None:
    """0 needs every domain and the score."""
    asked = (check.consciousness, check.seizure, check.motor_weakness, check.oedema)
    found = icans.grade(icans.findings(check, {}, child=False, score=score, baseline=None))
    if None in (*asked, neuro.raised_pressure(check), score):
        assert found.grade != 0
        assert found.missing or found.grade == 4
    else:
        assert not found.missing
