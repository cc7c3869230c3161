"""Nothing is edited or deleted: a correction is a new entry that names the old one."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cart_ward.care import amending, observations
from cart_ward.care.observations import Tick
from cart_ward.clinical.entries import Body
from cart_ward.clinical.medicines import DoseGiven, DrugGiven, MedicationOrder
from cart_ward.clinical.observed import (
    Attribution,
    Grading,
    IceAssessment,
    NeuroCheck,
    Note,
    StayChange,
    StruckOut,
    VitalSigns,
    Weight,
)
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.vocabulary import (
    AttributedFinding,
    Cause,
    Consciousness,
    DrugKind,
    EntryId,
    NoteKind,
    Oxygen,
    Reaction,
    Scale,
)
from cart_ward.errors import Conflict, NotAllowed
from tests.builders import WardBuilder, ice, neuro_check, token, vital_signs
from tests.care.helpers import codes, versions_that_stand
from tests.clinical.dosing import Dosed
from tests.fakes import FixedClock


def body_of(ward: WardBuilder, patient: AdmissionId, entry_id: EntryId) -> Any:
    """Return what an entry says."""
    entry = ward.chart(patient).entry(entry_id)
    assert entry is not None
    return entry.body


def test_a_correction_stands_and_the_old_value_stays(ward: WardBuilder, clock: FixedClock) -> None:
    """Both values are in the chart, with who and why."""
    patient = ward.admit()
    first = ward.record_vitals(patient, temperature="39.8")
    clock.advance(minutes=5)

    second = ward.amend(patient, first, vital_signs(temperature="38.9"), reason="misread")

    chart = ward.chart(patient)
    (current,) = chart.of(VitalSigns)
    assert (current.id, current.body.temperature) == (second, Decimal("38.9"))
    assert (current.amends, current.amend_reason) == (first, "misread")
    assert body_of(ward, patient, first).temperature == Decimal("39.8")


def test_the_second_of_two_people_gets_a_conflict(ward: WardBuilder) -> None:
    """Nobody corrects what has been corrected without seeing it."""
    patient = ward.admit()
    first = ward.record_vitals(patient, temperature="39.8")
    ward.amend(patient, first, vital_signs(temperature="38.9"))

    with pytest.raises(Conflict, match=r"chart\.amended"):
        ward.amend(patient, first, vital_signs(temperature="39.0"))
    with pytest.raises(Conflict, match=r"chart\.amended"):
        ward.strike_out(patient, first)


def test_a_correction_can_be_corrected(ward: WardBuilder) -> None:
    """The chain grows; one version stands."""
    patient = ward.admit()
    first = ward.weigh(patient, "73.0")
    second = ward.amend(patient, first, Weight(kilograms=Decimal("72.5"), measured=True))
    third = ward.amend(patient, second, Weight(kilograms=Decimal("72.4"), measured=True))

    chart = ward.chart(patient)
    entry = chart.entry(third)
    assert entry is not None
    assert [version.id for version in chart.versions(entry)] == [third, second, first]
    assert third in versions_that_stand(chart)


def test_a_struck_out_entry_counts_no_more(ward: WardBuilder) -> None:
    """It stays visible, and the grade is read without it."""
    patient = ward.admit()
    wrong = ward.record_vitals(patient, temperature="39.8")

    ward.strike_out(patient, wrong, role=Role.NURSE)

    chart = ward.chart(patient)
    assert chart.of(VitalSigns) == ()
    assert chart.of(StruckOut)[0].amends == wrong
    assert ward.crs(patient).grade is None


def test_an_entry_left_in_the_future_by_a_clock_can_be_struck_out(
    ward: WardBuilder, clock: FixedClock
) -> None:
    """The wall clock was set back after it was charted."""
    patient = ward.admit()
    wrong = ward.record_vitals(patient)
    clock.turn(hours=-3)

    ward.strike_out(patient, wrong)

    assert ward.chart(patient).of(VitalSigns) == ()


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_correction_says_why(ward: WardBuilder, reason: str) -> None:
    """Amend and strike out alike."""
    patient = ward.admit()
    entry_id = ward.record_vitals(patient)

    with pytest.raises(NotAllowed, match=r"amend\.reason_needed"):
        ward.amend(patient, entry_id, vital_signs(), reason=reason)
    with pytest.raises(NotAllowed, match=r"amend\.reason_needed"):
        ward.strike_out(patient, entry_id, reason=reason)


def test_a_correction_meets_the_same_limits(ward: WardBuilder) -> None:
    """What no form takes, no correction takes."""
    patient = ward.admit()
    entry_id = ward.record_vitals(patient)

    with pytest.raises(NotAllowed) as refusal:
        ward.amend(patient, entry_id, vital_signs(temperature="98.6"))
    ward.amend(
        patient,
        entry_id,
        vital_signs(oxygen=Oxygen.LOW_FLOW_NC, oxygen_flow=Decimal(8)),
    )

    assert codes(refusal) == {"temperature.fahrenheit"}
    assert ward.chart(patient).of(VitalSigns)[0].body.oxygen is Oxygen.HIGH_FLOW_NC


def test_a_corrected_half_of_a_neuro_check_fits_the_other(ward: WardBuilder) -> None:
    """Unarousable beside ICE 8 stays impossible, from either side."""
    patient = ward.admit()
    ward.record_neuro(patient, ice(0), consciousness=Consciousness.UNAROUSABLE)
    score = ward.chart(patient).of(IceAssessment)[0]

    with pytest.raises(NotAllowed) as refusal:
        ward.amend(patient, score.id, ice(8))
    check = ward.chart(patient).of(NeuroCheck)[0]
    ward.amend(patient, check.id, neuro_check())
    ward.amend(patient, score.id, ice(8))

    assert codes(refusal) == {"ice.contradicts_unarousable"}
    assert ward.icans(patient).grade == 1


def test_a_correction_keeps_its_kind(ward: WardBuilder) -> None:
    """A note does not become a weight."""
    patient = ward.admit()
    note = ward.record(patient, Note(kind=NoteKind.WATCH, text="x"))

    with pytest.raises(NotAllowed, match=r"amend\.other_kind"):
        ward.amend(patient, note, Weight(kilograms=Decimal(72), measured=True))


def test_a_correction_lies_in_the_past(ward: WardBuilder, clock: FixedClock) -> None:
    """The corrected time too is never later than now."""
    patient = ward.admit()
    entry_id = ward.record_vitals(patient)

    with pytest.raises(NotAllowed, match=r"entry\.future"):
        ward.amend(patient, entry_id, vital_signs(), at=clock.now() + timedelta(minutes=1))


def test_an_entry_of_another_chart_is_not_found(ward: WardBuilder) -> None:
    """One patient at a time."""
    mine, other = ward.admit("3"), ward.admit("4")
    entry_id = ward.record_vitals(other)
    command = amending.StrikeOut(
        admission_id=mine, entry_id=entry_id, reason="wrong", token=token()
    )

    with pytest.raises(NotAllowed, match=r"amend\.unknown_entry"):
        amending.strike_out(ward.desk(), command)


def test_a_tick_does_not_survive_other_values_but_can_be_moved(ward: WardBuilder) -> None:
    """Another cause was said of other values; the clinician says it again."""
    patient = ward.admit()
    other = Tick(finding=AttributedFinding.FEVER, cause=Cause.OTHER, reason="transfusion")
    first = ward.record_vitals(patient, temperature="38.5", ticks=[other])
    second = ward.amend(patient, first, vital_signs(temperature="39.5"))
    ticked = ward.chart(patient).of(Attribution)[0]
    unsaid = ward.crs(patient).grade

    ward.amend(patient, ticked.id, replace(ticked.body, about=second))

    assert (unsaid, ward.crs(patient).grade) == (1, 0)


def test_a_tick_is_not_moved_to_another_observation(ward: WardBuilder, clock: FixedClock) -> None:
    """An old tick never hides a new fever."""
    patient = ward.admit()
    other = Tick(finding=AttributedFinding.FEVER, cause=Cause.OTHER, reason="transfusion")
    ward.record_vitals(patient, temperature="38.5", ticks=[other])
    clock.advance(hours=4)
    new = ward.record_vitals(patient, temperature="39.5")
    ticked = ward.chart(patient).of(Attribution)[0]

    with pytest.raises(NotAllowed, match=r"amend\.other_bond"):
        ward.amend(patient, ticked.id, replace(ticked.body, about=new))


@pytest.mark.parametrize(
    "changed",
    [{"drug": "saline"}, {"order_id": None}, {"deviation": "hidden"}],
    ids=["drug", "order", "deviation"],
)
def test_a_dose_keeps_its_drug_its_order_and_its_mark(
    ward: WardBuilder, changed: dict[str, Any]
) -> None:
    """No correction takes a dose out of the count or out of the rules."""
    patient = ward.admit()
    ward.record_vitals(patient, temperature="39.1", systolic=88, fluids=True)
    dose_id = ward.give_tocilizumab(patient)
    body = ward.chart(patient).of(DoseGiven)[0].body

    with pytest.raises(NotAllowed, match=r"amend\.other_bond"):
        ward.amend(patient, dose_id, replace(body, **changed))


def test_a_corrected_start_moves_the_next_possible_time(
    ward: WardBuilder, clock: FixedClock
) -> None:
    """The truth is charted, and the clock of the next dose follows it."""
    patient = ward.admit()
    ward.record_vitals(patient, temperature="39.1", systolic=88, fluids=True)
    dose_id = ward.give_tocilizumab(patient)
    body = ward.chart(patient).of(DoseGiven)[0].body
    really = clock.now() - timedelta(minutes=30)

    ward.amend(patient, dose_id, body, at=really, role=Role.CHARGE_NURSE)

    assert ward.course(patient).next_from == really + timedelta(hours=8)
    assert len(ward.course(patient).given) == 1


def orders_and_more(ward: WardBuilder) -> dict[str, tuple[AdmissionId, EntryId, Body]]:
    """Return entries whose acts answer them, not a correction."""
    patient = ward.admit()
    ward.record_vitals(patient, temperature="39.1", systolic=88, fluids=True)
    ward.sign_grade(patient, Scale.CRS, 2)
    ward.ready(patient)
    chart = ward.chart(patient)
    kinds = {"medication_order", "preparation", "double_check", "stay_change", "grading"}
    return {e.kind: (patient, e.id, e.body) for e in chart.entries if e.kind in kinds}


def test_orders_checks_and_judgements_are_not_amended(ward: WardBuilder) -> None:
    """A corrected order would pass its rules by, a corrected check its second person."""
    found = orders_and_more(ward)

    assert len(found) == 5
    for patient, entry_id, body in found.values():
        with pytest.raises(NotAllowed, match=r"amend\.not_amendable"):
            ward.amend(patient, entry_id, body, role=Role.PHYSICIAN)


def test_orders_and_checks_are_not_struck_out(ward: WardBuilder) -> None:
    """An order is stopped, a stay is ended; a grade signed in error is struck out."""
    found = orders_and_more(ward)
    patient, graded, _ = found.pop("grading")

    for _patient, entry_id, _body in found.values():
        with pytest.raises(NotAllowed, match=r"amend\.not_strikable"):
            ward.strike_out(patient, entry_id, role=Role.PHYSICIAN)
    ward.strike_out(patient, graded)

    chart = ward.chart(patient)
    assert chart.of(Grading) == ()
    assert len(chart.of(MedicationOrder)) == 1
    assert len(chart.of(StayChange)) == 1


def test_a_dose_is_struck_out_by_somebody_senior(ward: WardBuilder) -> None:
    """It would shorten the wait for the next one."""
    patient = ward.admit()
    dose_id = ward.deviation(patient)

    with pytest.raises(NotAllowed, match=r"amend\.senior_needed"):
        ward.strike_out(patient, dose_id, role=Role.NURSE)
    ward.strike_out(patient, dose_id, role=Role.PHYSICIAN)

    assert ward.course(patient).given == ()


def dosed(ward: WardBuilder) -> tuple[AdmissionId, EntryId, DoseGiven]:
    """Return a patient who was given a dose, its entry and what it says."""
    patient = ward.admit()
    ward.record_vitals(patient, temperature="39.1", systolic=88, fluids=True)
    dose_id = ward.give_tocilizumab(patient)
    return patient, dose_id, ward.chart(patient).of(DoseGiven)[0].body


@pytest.mark.parametrize("role", [Role.NURSE, Role.TRAINEE, Role.PHARMACIST])
@pytest.mark.parametrize(
    ("earlier", "changed"),
    [
        pytest.param(1, {}, id="a minute earlier"),
        pytest.param(0, {"dose_mg": Decimal(80)}, id="another amount"),
    ],
)
def test_what_counts_as_a_dose_is_corrected_by_somebody_senior(
    ward: WardBuilder, clock: FixedClock, earlier: int, changed: dict[str, Any], role: Role
) -> None:
    """A start moved back would open the interval early, as striking the dose out would."""
    patient, dose_id, body = dosed(ward)
    before, at = ward.course(patient), clock.now() - timedelta(minutes=earlier)

    if role is not Role.TRAINEE:  # a trainee corrects no entry of others at all
        with pytest.raises(NotAllowed, match=r"amend\.dose_by_senior"):
            ward.amend(patient, dose_id, replace(body, **changed), at=at, role=role)
    else:
        with pytest.raises(NotAllowed, match=r"amend\.own_only"):
            ward.amend(patient, dose_id, replace(body, **changed), at=at, role=role)
    assert ward.course(patient) == before

    ward.amend(patient, dose_id, replace(body, **changed), at=at, role=Role.PHYSICIAN)
    assert ward.course(patient) != before


def test_what_does_not_move_the_interval_is_corrected_by_the_nurse(ward: WardBuilder) -> None:
    """The volume, the reaction, the end."""
    patient, dose_id, body = dosed(ward)
    before = ward.course(patient).next_from

    told = replace(body, volume_ml=Decimal("20.0"), reaction=Reaction.MILD)
    ward.amend(patient, dose_id, told, role=Role.NURSE)

    assert ward.course(patient).next_from == before
    assert ward.chart(patient).of(DoseGiven)[0].body == told


@pytest.mark.parametrize(
    ("drug", "changed", "senior"),
    [
        pytest.param("tocilizumab", {"drug": "paracetamol"}, True, id="taken out of the count"),
        pytest.param("Actemra", {"dose": Decimal(80)}, True, id="another amount"),
        pytest.param("Actemra", {"unit": "milligram"}, False, id="another word"),
        pytest.param("anakinra", {"dose": Decimal(80)}, False, id="another drug"),
    ],
)
def test_tocilizumab_of_elsewhere_is_guarded_alike(
    drug: str, changed: dict[str, Any], *, senior: bool
) -> None:
    """Charted as a drug it counts as a dose too, under whatever name."""
    patient = Dosed()
    patient.drug(20, DrugKind.ANTI_CYTOKINE)
    given_as = replace(patient.entries[-1].body, drug=drug, dose=Decimal(560), unit="mg")
    patient.entries[-1] = replace(patient.entries[-1], body=given_as)
    chart = patient.chart()
    (entry,) = chart.of(DrugGiven)

    assert amending.by_senior(chart, entry, replace(given_as, **changed)) is senior
    assert amending.by_senior(chart, entry) is (drug != "anakinra")


@given(
    earlier=st.integers(0, 600),
    amount=st.decimals(1, 800, places=1),
    volume=st.one_of(st.none(), st.decimals(0, 40, places=1)),
)
def test_only_start_and_amount_of_a_dose_want_a_senior(
    earlier: int, amount: Decimal, volume: Decimal | None
) -> None:
    """Whatever else is corrected with them."""
    patient = Dosed()
    patient.give(20, None, dose_mg=Decimal(576))
    chart = patient.chart()
    (entry,) = chart.of(DoseGiven)
    body = replace(entry.body, dose_mg=amount, volume_ml=volume)
    at = entry.taken_at - timedelta(minutes=earlier)

    moved = earlier > 0 or amount != Decimal(576)
    assert amending.by_senior(chart, entry, body, at) is moved
    assert amending.by_senior(chart, entry)


def test_a_trainee_corrects_only_own_entries(ward: WardBuilder) -> None:
    """Others' entries are the nurse's."""
    patient = ward.admit()
    nurses = ward.record_vitals(patient)
    command = observations.RecordVitals(
        admission_id=patient,
        taken_at=ward.clock.now(),
        vitals=vital_signs(),
        ticks=(),
        late_reason=None,
        token=token(),
    )
    own = observations.record_vitals(ward.desk(Role.TRAINEE), command).entries[0]

    with pytest.raises(NotAllowed, match=r"amend\.own_only"):
        ward.amend(patient, nurses, vital_signs(pulse=80), role=Role.TRAINEE)
    ward.amend(patient, own, vital_signs(pulse=80), role=Role.TRAINEE)

    assert len(ward.chart(patient).of(VitalSigns)) == 2
