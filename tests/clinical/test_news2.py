"""NEWS2: every edge of its bands, what is missing, and where consciousness comes from."""

import dataclasses
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cart_ward.clinical import news2
from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.vocabulary import Acvpu, BackgroundKind, Consciousness, Oxygen
from tests import strategies
from tests.clinical.charting import WELL, Charting, but, hour

# RCP17 chart 1, written out value by value
EDGES = {
    "respiratory_rate": "0:3 8:3 9:1 11:1 12:0 20:0 21:2 24:2 25:3",
    "spo2": "91:3 92:2 93:2 94:1 95:1 96:0 100:0",
    "systolic": "90:3 91:2 100:2 101:1 110:1 111:0 219:0 220:3",
    "pulse": "0:3 40:3 41:1 50:1 51:0 90:0 91:1 110:1 111:2 130:2 131:3",
    "temperature": "35.0:3 35.1:1 36.0:1 36.1:0 38.0:0 38.1:1 39.0:1 39.1:2",
}
NAMES = {
    "respiratory_rate": "rr",
    "spo2": "spo2",
    "systolic": "sbp",
    "pulse": "pulse",
    "temperature": "temp",
}
ROWS = [(field, *pair.split(":")) for field, pairs in EDGES.items() for pair in pairs.split(" ")]


@pytest.mark.parametrize(("field", "value", "points"), ROWS)
def test_edges_of_the_bands(field: str, value: str, points: str) -> None:
    """Each printed edge on its own side."""
    read = Decimal(value) if field == "temperature" else int(value)
    taken = but(WELL, **{field: read})
    found = news2.score(taken, Acvpu.ALERT, False)
    assert found.points[NAMES[field]] == int(points)


@pytest.mark.parametrize(
    ("spo2", "oxygen", "points"),
    [
        (83, Oxygen.ROOM_AIR, 3),
        (84, Oxygen.ROOM_AIR, 2),
        (86, Oxygen.ROOM_AIR, 1),
        (88, Oxygen.ROOM_AIR, 0),
        (100, Oxygen.ROOM_AIR, 0),
        (83, Oxygen.VENTURI, 3),
        (85, Oxygen.VENTURI, 2),
        (87, Oxygen.VENTURI, 1),
        (92, Oxygen.VENTURI, 0),
        (93, Oxygen.VENTURI, 1),
        (95, Oxygen.VENTURI, 2),
        (97, Oxygen.VENTURI, 3),
    ],
)
def test_scale_2_looks_at_oxygen_too(spo2: int, oxygen: Oxygen, points: int) -> None:
    """Target 88-92 %: too much is scored only on oxygen."""
    taken = but(WELL, spo2=spo2, oxygen=oxygen)
    assert news2.score(taken, Acvpu.ALERT, True).points["spo2"] == points


def test_scale_2_without_oxygen_known_scores_no_saturation() -> None:
    """Nobody can say which half of the scale holds."""
    found = news2.score(but(WELL, oxygen=None), Acvpu.ALERT, True)
    assert found.missing == ("spo2", "oxygen")


@pytest.mark.parametrize("acvpu", [a for a in Acvpu if a is not Acvpu.ALERT])
def test_anything_but_alert_is_3(acvpu: Acvpu) -> None:
    """C, V, P and U alike."""
    found = news2.score(WELL, acvpu, False)
    assert (found.points["acvpu"], found.single_parameter_3, found.band) == (3, True, "low_medium")


def test_temperature_is_rounded_first() -> None:
    """38.04 is 38.0, 38.05 is 38.1."""
    points = [
        news2.score(but(WELL, temperature=Decimal(t)), Acvpu.ALERT, False).points
        for t in ("38.04", "38.05")
    ]
    assert [p["temp"] for p in points] == [0, 1]


@given(taken=strategies.vital_signs())
def test_total_needs_all_seven(taken: VitalSigns) -> None:
    """Missing is named and never 0 points; a single 3 shows even without a total."""
    for scale_2 in (False, True):
        found = news2.score(taken, taken.consciousness, scale_2)
        assert {*found.points, *found.missing} == set(news2.PARAMETERS)
        assert not {*found.points} & {*found.missing}
        assert (found.total is None) == bool(found.missing)
        assert (found.band is None) == (found.min_monitoring is None) == bool(found.missing)
        assert found.single_parameter_3 == (3 in found.points.values())


BANDS = ("low", "low_medium", "medium", "high")


@given(taken=strategies.vital_signs(), rest=strategies.vital_signs(), scale_2=st.booleans())
def test_what_is_missing_can_only_raise_the_score(
    taken: VitalSigns, rest: VitalSigns, *, scale_2: bool
) -> None:
    """Whatever is measured later: no fewer points, no lower risk than the known parts make."""
    filled = {
        field.name: getattr(rest, field.name)
        for field in dataclasses.fields(taken)
        if getattr(taken, field.name) is None
    }
    before = news2.score(taken, taken.consciousness, scale_2)
    complete = dataclasses.replace(taken, **filled)
    after = news2.score(complete, complete.consciousness, scale_2)

    assert after.at_least >= before.at_least
    assert after.answered_as >= before.answered_as
    assert BANDS.index(after.band_at_least) >= BANDS.index(before.band_at_least)
    if after.total is not None:
        assert (after.total, after.band) == (after.at_least, after.band_at_least)


@pytest.mark.parametrize(
    ("changed", "at_least", "answered_as", "band"),
    [
        pytest.param({}, 0, 0, "low", id="well"),
        pytest.param({"respiratory_rate": 24}, 2, 2, "low", id="2"),
        pytest.param({"spo2": 85}, 3, 5, "low_medium", id="a single 3 is answered as a 5"),
        pytest.param({"spo2": 85, "pulse": 115}, 5, 5, "medium", id="5"),
        pytest.param({"spo2": 85, "pulse": 131}, 6, 6, "medium", id="6"),
        pytest.param({"spo2": 85, "pulse": 131, "systolic": 105}, 7, 7, "high", id="7"),
    ],
)
def test_known_parts_are_answered_without_a_total(
    changed: dict[str, Any], at_least: int, answered_as: int, band: str
) -> None:
    """Nobody charted consciousness: no total and no band, but a floor."""
    found = news2.score(but(WELL, **changed), None, False)

    assert (found.total, found.band) == (None, None)
    assert (found.at_least, found.answered_as, found.band_at_least) == (at_least, answered_as, band)


HIGH: dict[str, Any] = {"respiratory_rate": 25, "pulse": 115, "systolic": 95}
"""Seven points."""

ALONE: dict[str, Any] = {
    "systolic": None,
    "pulse": None,
    "respiratory_rate": None,
    "spo2": None,
    "oxygen": None,
}
"""A temperature alone."""


def _asked(on: Charting, at: float) -> tuple[int, float] | None:
    found = news2.asked(on.chart(), hour(at), 56)
    if found is None:
        return None
    return found.score.answered_as, (found.since - hour(0)) / timedelta(hours=1)


def test_only_a_complete_score_takes_back_what_was_asked() -> None:
    """7, then a temperature alone, then well without consciousness, then well."""
    on = Charting()
    on.vitals(1, consciousness=Acvpu.ALERT, **HIGH)
    on.vitals(2, consciousness=Acvpu.ALERT, **ALONE)
    on.vitals(3)

    assert [_asked(on, at) for at in (0.5, 1, 2, 3)] == [None, (7, 1), (7, 1), (7, 1)]

    on.vitals(4, consciousness=Acvpu.ALERT)
    assert _asked(on, 4) == (0, 4)


def test_incomplete_score_raises_what_was_asked() -> None:
    """Nothing asked for, then a 3 without a total, then at least 7, then less again."""
    on = Charting()
    on.vitals(1, consciousness=Acvpu.ALERT)
    on.vitals(2, spo2=85, temperature=None)
    on.vitals(3, temperature=None, **HIGH)
    on.vitals(4, temperature=None, spo2=94)

    assert [_asked(on, at) for at in (1, 2, 3, 4)] == [(0, 1), (5, 2), (7, 3), (7, 3)]


def test_neuro_check_dates_only_what_it_changed() -> None:
    """Alert before and after the set changes nothing; hard to wake does, from then on."""
    on = Charting()
    on.neuro(0)
    on.vitals(1, respiratory_rate=25)
    on.neuro(2)
    on.neuro(3, consciousness=Consciousness.VOICE)
    on.neuro(4, consciousness=None)
    on.neuro(5)

    found = [_asked(on, at) for at in (0, 1, 2, 3, 4, 5)]
    assert found == [None, (5, 1), (5, 1), (6, 3), (6, 3), (5, 1)]


def test_scale_2_prescribed_after_the_set_takes_back_what_scale_1_asked() -> None:
    """88 % is the target from then on."""
    on = Charting()
    on.vitals(1, spo2=88, consciousness=Acvpu.ALERT)
    on.background(2, BackgroundKind.ALLERGY)
    on.background(3, BackgroundKind.NEWS2_SCALE_2)

    assert [_asked(on, at) for at in (1, 2, 3)] == [(5, 1), (5, 1), (0, 1)]


def test_nothing_is_asked_of_a_child() -> None:
    """Under 16 years there is no score to ask by, nor a line of them."""
    on = Charting()
    on.vitals(1, **HIGH)

    assert news2.asked(on.chart(), hour(1), 15) is None
    assert news2.last_sets(on.chart(), hour(1), 15, 3) == ()


def test_each_set_scores_with_what_was_seen_before_the_next() -> None:
    """Two sets of one minute, a check between others, a check with the last set."""
    on = Charting()
    on.vitals(1)
    on.vitals(1, spo2=94)
    on.neuro(2)
    on.vitals(3)
    on.neuro(3, consciousness=Consciousness.VOICE)
    found = news2.last_sets(on.chart(), hour(3), 56, 3)

    assert [(at, score.total) for at, score in found] == [
        (hour(1), None),
        (hour(1), 1),
        (hour(3), 3),
    ]


def test_no_score_for_a_child_or_without_a_set() -> None:
    """NEWS2 begins at 16."""
    on = Charting()
    assert news2.of(on.chart(), hour(1), 56) is None
    on.vitals(1)
    chart = on.chart()
    assert news2.of(chart, hour(1), 15) is None
    assert news2.of(chart, hour(1), 16) is not None


@pytest.mark.parametrize(
    ("wakes", "points"),
    [
        (Consciousness.ALERT, 0),
        (Consciousness.SPONTANEOUS, 0),
        (Consciousness.VOICE, 3),
        (Consciousness.TOUCH, 3),
        (Consciousness.UNAROUSABLE, 3),
    ],
)
def test_consciousness_of_the_last_neuro_check_holds(wakes: Consciousness, points: int) -> None:
    """Where the set says nothing itself; before the first check it is missing."""
    on = Charting()
    on.vitals(1)
    on.neuro(2, consciousness=wakes)
    chart = on.chart()
    before, after = news2.of(chart, hour(1), 56), news2.of(chart, hour(2), 56)
    assert before is not None
    assert after is not None
    assert before.missing == ("acvpu",)
    assert after.points["acvpu"] == points


@pytest.mark.parametrize(
    ("before", "wakes", "points"),
    [
        (60, Consciousness.ALERT, 0),
        (61, Consciousness.ALERT, None),
        (61, Consciousness.VOICE, 3),
        (9 * 60, Consciousness.UNAROUSABLE, 3),
    ],
)
def test_alert_hours_ago_says_nothing_of_now(
    before: int, wakes: Consciousness, points: int | None
) -> None:
    """An hour counts; later "alert" is missing, while what was worse holds until seen over."""
    on = Charting()
    on.neuro(10 - before / 60, consciousness=wakes)
    on.vitals(10)
    found = news2.of(on.chart(), hour(10), 61)

    assert found is not None
    assert found.points.get("acvpu") == points


def test_check_without_consciousness_leaves_it_missing() -> None:
    """A check that did not look is no older check's answer."""
    on = Charting()
    on.neuro(0)
    on.neuro(1, consciousness=None)
    on.vitals(1)
    found = news2.of(on.chart(), hour(1), 56)
    assert found is not None
    assert found.missing == ("acvpu",)


def test_consciousness_of_the_set_comes_first() -> None:
    """New confusion beside an older "alert"."""
    on = Charting()
    on.neuro(0)
    on.vitals(1, consciousness=Acvpu.CONFUSED)
    found = news2.of(on.chart(), hour(1), 56)
    assert found is not None
    assert found.points["acvpu"] == 3


def test_scale_2_counts_from_when_it_was_prescribed() -> None:
    """88 % is 3 points before and none after."""
    on = Charting()
    on.vitals(1, spo2=88)
    on.background(1, BackgroundKind.ALLERGY)
    on.background(2, BackgroundKind.NEWS2_SCALE_2)
    chart = on.chart()
    found = [news2.of(chart, hour(h), 56) for h in (1, 2)]
    assert [f.points["spo2"] for f in found if f is not None] == [3, 0]
