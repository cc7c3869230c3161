"""CRS from the chart: fever, masking, ticks, support, gaps and the flags of the open questions."""

import dataclasses
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cart_ward.clinical import crs
from cart_ward.clinical.graded import NOT_ASSESSED, Graded
from cart_ward.clinical.vocabulary import (
    AttributedFinding,
    Cause,
    DrugKind,
    EntryId,
    Oxygen,
    Route,
)
from tests.clinical.charting import WELL, Charting, hour


def _one_set(**changed: Any) -> Graded:
    on = Charting()
    on.vitals(1, **changed)
    return crs.propose(on.chart(), hour(1))


def _treated(on: Charting) -> None:
    """Chart a fever at hour 1 and tocilizumab at hour 2: from then on fever is masked."""
    on.vitals(1, temperature=38.6)
    on.dose(2)


def test_nobody_looked_yet() -> None:
    """Before the first set there is no grade, not even 0."""
    on = Charting()
    on.vitals(2)
    assert crs.propose(on.chart(), hour(1)) == NOT_ASSESSED


def test_well_patient_has_grade_0() -> None:
    """Without fever and without masking the grade is 0, and final."""
    assert _one_set() == Graded(grade=0, because=("no_fever",))


def test_fever_alone_is_grade_1() -> None:
    """38.0 counts, nothing else does."""
    assert _one_set(temperature="38.0") == Graded(grade=1, because=("fever",))


@pytest.mark.parametrize(
    ("changed", "grade", "because"),
    [
        ({"fluids": True}, 2, ("fluids",)),
        ({"vasopressors": 1}, 3, ("one_vasopressor",)),
        ({"vasopressors": 1, "vasopressin": True}, 3, ("vasopressor_and_vasopressin",)),
        ({"vasopressors": 2}, 4, ("several_vasopressors",)),
        ({"oxygen": Oxygen.BLOW_BY}, 2, ("blow_by_oxygen",)),
        ({"oxygen": Oxygen.LOW_FLOW_NC, "oxygen_flow": Decimal(6)}, 2, ("low_flow_oxygen",)),
        ({"oxygen": Oxygen.LOW_FLOW_NC, "oxygen_flow": Decimal("6.1")}, 3, ("high_flow_oxygen",)),
        ({"oxygen": Oxygen.VENTURI}, 3, ("venturi",)),
        ({"oxygen": Oxygen.BIPAP, "fluids": True}, 4, ("bipap",)),
        (
            {"oxygen": Oxygen.LOW_FLOW_NC, "oxygen_flow": Decimal(4), "fluids": True},
            2,
            ("fluids", "low_flow_oxygen"),
        ),
    ],
)
def test_worst_column_sets_the_grade(
    changed: dict[str, Any], grade: int, because: tuple[str, ...]
) -> None:
    """With fever the worse of hypotension and hypoxia decides and is named."""
    found = _one_set(temperature=38.5, **changed)
    assert (found.grade, found.because, found.provisional) == (grade, because, False)


def test_fever_of_another_cause_is_no_crs() -> None:
    """A tick on this set takes its fever away, whatever support is running."""
    on = Charting()
    taken = on.vitals(1, temperature=39, fluids=True)
    on.tick(1, taken, AttributedFinding.FEVER)
    found = crs.propose(on.chart(), hour(1))
    assert (found.grade, found.flags) == (0, ("support_without_fever",))


def test_old_tick_does_not_hide_a_new_fever() -> None:
    """The tick holds for its own set only."""
    on = Charting()
    taken = on.vitals(1, temperature=39)
    on.tick(1, taken, AttributedFinding.FEVER)
    on.vitals(2, temperature=39)
    assert crs.propose(on.chart(), hour(2)).grade == 1


def test_tick_counts_from_when_it_was_made() -> None:
    """Before a doctor attributes the fever, it counts."""
    on = Charting()
    taken = on.vitals(1, temperature=39)
    on.tick(3, taken, AttributedFinding.FEVER)
    chart = on.chart()
    assert [crs.propose(chart, hour(h)).grade for h in (1, 2, 3)] == [1, 1, 0]


def test_hypotension_because_of_crs_is_grade_2_before_anything_is_given() -> None:
    """C13: present, nothing given yet."""
    on = Charting()
    taken = on.vitals(1, temperature=38.5, systolic=84)
    on.tick(1, taken, AttributedFinding.HYPOTENSION, Cause.CRS)
    assert crs.propose(on.chart(), hour(1)) == Graded(grade=2, because=("hypotension",))


def test_hypoxia_because_of_crs_on_room_air_is_grade_2() -> None:
    """Saturation is low and oxygen not given yet."""
    on = Charting()
    taken = on.vitals(1, temperature=38.5, spo2=88)
    on.tick(1, taken, AttributedFinding.HYPOXIA, Cause.CRS)
    assert crs.propose(on.chart(), hour(1)) == Graded(grade=2, because=("hypoxia",))


@pytest.mark.parametrize(
    ("changed", "missing"),
    [({"systolic": 84}, "hypotension_cause"), ({"spo2": 88}, "hypoxia_cause")],
)
def test_undecided_sign_makes_a_lower_bound(changed: dict[str, Any], missing: str) -> None:
    """A10: the program only suggests; until a person ticks, the grade is "at least"."""
    found = _one_set(temperature=38.5, **changed)
    assert (found.grade, found.missing, found.provisional) == (1, (missing,), True)


def test_home_oxygen_is_not_counted() -> None:
    """C8: ticked as another cause, it neither grades nor is missing."""
    on = Charting()
    taken = on.vitals(1, temperature=38.5, oxygen=Oxygen.LOW_FLOW_NC, oxygen_flow=None, spo2=86)
    on.tick(1, taken, AttributedFinding.HYPOXIA)
    assert crs.propose(on.chart(), hour(1)) == Graded(grade=1, because=("fever",))


@pytest.mark.parametrize(
    ("oxygen", "grade"), [(Oxygen.INTUBATED, 1), (Oxygen.FACEMASK, 3)], ids=["tube", "mask"]
)
def test_airway_protection_excuses_a_tube_only(oxygen: Oxygen, grade: int) -> None:
    """C7: intubated for the airway is not hypoxia; a mask never is for the airway."""
    on = Charting()
    taken = on.vitals(1, temperature=38.5, oxygen=oxygen)
    on.tick(1, taken, AttributedFinding.HYPOXIA, Cause.AIRWAY_ONLY)
    assert crs.propose(on.chart(), hour(1)).grade == grade


@pytest.mark.parametrize(
    ("changed", "flag"),
    [
        ({"vasopressin": True}, "vasopressin_only"),
        ({"oxygen": Oxygen.HIGH_FLOW_NC, "oxygen_flow": Decimal(6)}, "gentle_high_flow"),
    ],
)
def test_gaps_of_the_consensus_are_flagged(changed: dict[str, Any], flag: str) -> None:
    """A4 and A7: 3 is suggested, a physician confirms."""
    found = _one_set(temperature=38.5, **changed)
    assert (found.grade, found.flags, found.provisional) == (3, (flag,), True)


def test_flag_is_silent_where_something_worse_sets_the_grade() -> None:
    """With two vasopressors nobody needs to think about the gentle high flow."""
    found = _one_set(
        temperature=38.5, oxygen=Oxygen.HIGH_FLOW_NC, oxygen_flow=Decimal(4), vasopressors=2
    )
    assert (found.grade, found.flags) == (4, ())


def test_after_tocilizumab_fever_is_no_longer_required() -> None:
    """H04: masked fever; hypotension alone sets the grade."""
    on = Charting()
    _treated(on)
    on.vitals(4, temperature=36.6, fluids=True)
    assert crs.propose(on.chart(), hour(4)) == Graded(grade=2, because=("fluids",))


def test_masking_reaches_back_to_the_last_set() -> None:
    """The set before the drug is graded anew the moment the drug is charted."""
    on = Charting()
    on.vitals(1, temperature=38.6)
    on.vitals(2, temperature=37.2, fluids=True)
    on.drug(3)
    chart = on.chart()
    assert [crs.propose(chart, hour(h)).grade for h in (2, 3)] == [0, 2]


def test_masked_without_signs_is_a_provisional_0() -> None:
    """A2: the episode stays open until a physician closes it."""
    on = Charting()
    _treated(on)
    on.vitals(4)
    assert crs.propose(on.chart(), hour(4)) == Graded(
        grade=0, because=("no_sign_left",), provisional=True, flags=("episode_open",)
    )


def test_fever_gone_by_itself_leaves_a_provisional_0() -> None:
    """Nothing masks, yet the episode is open: the 0 is provisional too."""
    on = Charting()
    on.vitals(1, temperature=38.6)
    on.vitals(4)
    found = crs.propose(on.chart(), hour(4))
    assert (found.grade, found.provisional, found.flags) == (0, True, ("episode_open",))


def test_masked_episode_without_temperature_grades_by_the_rest() -> None:
    """Fever could add 1 only: above that its absence changes nothing."""
    on = Charting()
    _treated(on)
    on.vitals(4, temperature=None, fluids=True)
    on.vitals(5, temperature=None)
    chart = on.chart()
    assert crs.propose(chart, hour(4)) == Graded(grade=2, because=("fluids",))
    assert crs.propose(chart, hour(5)) == Graded(grade=None, missing=("temperature",))


def test_closed_episode_is_not_masked() -> None:
    """After the physician closed it, fluids without fever are not CRS."""
    on = Charting()
    _treated(on)
    on.mark(5, opened=False)
    on.vitals(6, fluids=True)
    assert crs.propose(on.chart(), hour(6)).grade == 0


def test_missing_temperature_is_never_0() -> None:
    """Whoever was not measured may have a fever."""
    found = _one_set(temperature=None, vasopressors=2)
    assert (found.grade, found.missing[0]) == (None, "temperature")


def test_temperature_alone_makes_a_lower_bound() -> None:
    """What the last set lacks is missing; nothing is carried over from the set before."""
    on = Charting()
    on.vitals(1, temperature=38.5, vasopressors=2)
    gaps = dict.fromkeys(("systolic", "fluids", "vasopressors", "vasopressin", "spo2", "oxygen"))
    on.vitals(2, temperature=38.5, **gaps)
    found = crs.propose(on.chart(), hour(2))
    assert found.grade == 1
    assert set(found.missing) == {*gaps}
    assert found.provisional


def test_cannula_without_flow_may_be_high_flow() -> None:
    """Without L/min nobody knows on which side of 6 it runs."""
    found = _one_set(temperature=38.5, oxygen=Oxygen.LOW_FLOW_NC, oxygen_flow=None)
    assert (found.grade, found.missing) == (2, ("oxygen_flow",))


@pytest.mark.parametrize(
    ("kind", "hours"),
    [(DrugKind.ANTIPYRETIC, 7), (DrugKind.STEROID, 47), (DrugKind.ANTI_CYTOKINE, 335)],
)
@pytest.mark.parametrize("later", [0, 1], ids=["on board", "gone"])
@pytest.mark.parametrize("changed", [{"fluids": True}, {"systolic": 84}, {"spo2": 86}])
def test_suppressed_fever_needs_a_physician(
    kind: DrugKind, hours: int, later: int, changed: dict[str, Any]
) -> None:
    """A1: drug on board, never an episode, low pressure without fever: no grade is proposed."""
    on = Charting()
    on.drug(1, kind)
    on.vitals(1 + hours + later, **changed)
    found = crs.propose(on.chart(), hour(1 + hours + later))
    if later:
        assert found.grade == 0
    else:
        assert (found.grade, found.flags) == (None, ("suppressed_fever",))
        assert "physician_decision" in found.missing


def test_measured_fever_of_another_cause_is_not_suppressed() -> None:
    """A1 asks about a fever that is not there, not about one that is explained."""
    on = Charting()
    on.drug(1, DrugKind.STEROID)
    taken = on.vitals(2, temperature=39, fluids=True)
    on.tick(2, taken, AttributedFinding.FEVER)
    assert crs.propose(on.chart(), hour(2)).grade == 0


def test_a_well_patient_on_a_steroid_is_0() -> None:
    """A1 needs hypotension or hypoxia."""
    on = Charting()
    on.drug(1, DrugKind.STEROID)
    on.vitals(2)
    assert crs.propose(on.chart(), hour(2)).grade == 0


def test_intrathecal_steroid_and_other_drugs_do_not_mask() -> None:
    """A steroid that stays in the CSF and an antibiotic leave a fever as it is."""
    on = Charting()
    on.vitals(1, temperature=38.6)
    on.drug(2, DrugKind.STEROID, route=Route.INTRATHECAL)
    on.drug(2, DrugKind.ANTIBIOTIC)
    on.vitals(3, fluids=True)
    assert crs.propose(on.chart(), hour(3)).grade == 0


def test_contradicting_ticks_of_one_moment_hide_nothing() -> None:
    """Of one minute "because of CRS" wins over "other cause"; a later word wins over both."""
    on = Charting()
    taken = on.vitals(1, temperature=38.5, fluids=True)
    on.tick(1, taken, AttributedFinding.HYPOTENSION, Cause.CRS)
    on.tick(1, taken, AttributedFinding.HYPOTENSION, Cause.OTHER)
    on.tick(2, taken, AttributedFinding.HYPOTENSION, Cause.OTHER)
    chart = on.chart()
    assert [crs.propose(chart, hour(h)).grade for h in (1, 2)] == [2, 1]


def test_correction_keeps_crs_ticks_and_drops_other_causes() -> None:
    """A corrected set: what raises the grade holds on, an excuse must be given again."""
    on = Charting()
    first = on.vitals(1, temperature=38.5, oxygen=Oxygen.FACEMASK)
    on.tick(1, first, AttributedFinding.HYPOTENSION, Cause.CRS)
    on.tick(1, first, AttributedFinding.HYPOXIA, Cause.OTHER)
    before = crs.propose(on.chart(), hour(1)).because
    right = dataclasses.replace(WELL, temperature=Decimal("38.6"), oxygen=Oxygen.FACEMASK)
    on.add(1, right, amends=first)
    after = crs.propose(on.chart(), hour(1)).because
    assert (before, after) == (("hypotension",), ("facemask",))

    second = on.add(1, dataclasses.replace(right, oxygen=Oxygen.ROOM_AIR), amends=EntryId(5))
    assert second == EntryId(6)
    assert crs.propose(on.chart(), hour(1)).because == ("hypotension",)


def test_children_are_not_measured_with_adult_pressure() -> None:
    """A10: for a child the app suggests nothing by itself; support and ticks still grade."""
    on = Charting(age=4)
    on.vitals(1, temperature=38.5, systolic=84)
    assert crs.propose(on.chart(), hour(1)) == Graded(grade=1, because=("fever",))


def test_fall_below_the_patients_own_pressure_is_asked_about() -> None:
    """A10: 98 mmHg is 75 % of the 130 before the infusion."""
    on = Charting()
    on.vitals(-2, systolic=130)
    on.vitals(1, temperature=38.5, systolic=98)
    assert crs.propose(on.chart(), hour(1)).missing == ("hypotension_cause",)


def test_eighteenth_birthday_of_any_zone_asks_about_a_low_pressure() -> None:
    """It may have begun where the ward is: 88 mmHg is not passed over for a day."""
    grown = Charting(birth=date(2008, 11, 21))
    grown.vitals(1, temperature=38.5, systolic=88)

    assert "hypotension_cause" in crs.propose(grown.chart(), hour(1)).missing
