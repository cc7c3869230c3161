"""Tocilizumab ordered, stopped, and charted as a deviation: the truth can always be told."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from cart_ward.care import medication
from cart_ward.clinical.medicines import (
    DoseGiven,
    MedicationOrder,
    OrderStopped,
)
from cart_ward.clinical.observed import Background, Weight
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.vocabulary import (
    BackgroundKind,
    EntryId,
    Route,
)
from cart_ward.errors import Conflict, Level, NotAllowed
from tests.builders import WardBuilder, token
from tests.care.helpers import codes
from tests.fakes import FixedClock


def test_an_order_holds_dose_weight_volume_grades_and_rules(
    ward: WardBuilder, patient: AdmissionId
) -> None:
    """72 kg x 8 mg/kg = 576 mg = 28.8 mL into 100 mL (T01)."""
    order_id = ward.order(patient)

    chart = ward.chart(patient)
    entry = chart.entry(order_id)
    assert entry is not None
    body = entry.body
    assert isinstance(body, MedicationOrder)
    assert (body.dose_mg, body.dose_per_kg) == (Decimal("576.0"), Decimal(8))
    assert (body.volume_ml, body.diluent_ml) == (Decimal("28.80"), 100)
    assert body.weight_id == chart.of(Weight)[0].id
    assert body.crs_grade == 2
    assert "GRADE_STALE" in body.rulings
    assert body.reason == "discussed with the consultant"


def test_a_stop_refuses_whatever_the_reason(ward: WardBuilder, patient: AdmissionId) -> None:
    """Nobody overrides a stop; all stops are told."""
    with pytest.raises(NotAllowed) as refusal:
        ward.order(patient, dose_mg=Decimal(864), route=Route.SC)

    assert refusal.value.code == "order.refused"
    assert {"MAX_800", "DOSE_DEVIATION", "ROUTE"} <= codes(refusal)
    assert ward.chart(patient).of(MedicationOrder) == ()


def test_an_allergy_charted_in_words_stops_the_order(
    ward: WardBuilder, patient: AdmissionId
) -> None:
    """R9."""
    fact = Background(kind=BackgroundKind.TOCILIZUMAB_ALLERGY, text="anaphylaxis 2024")
    ward.record(patient, fact)

    with pytest.raises(NotAllowed) as refusal:
        ward.order(patient)

    assert "HYPERSENSITIVITY" in codes(refusal)


def test_a_warning_needs_a_typed_reason(ward: WardBuilder) -> None:
    """CRS 0 warns; with a reason the physician orders all the same."""
    patient = ward.admit()
    ward.record_vitals(patient)

    with pytest.raises(NotAllowed) as refusal:
        ward.order(patient, reason=" ")
    ward.order(patient, reason="consultant: early cohort")

    assert refusal.value.code == "order.reason_needed"
    assert "CRS_0_NOT_INDICATED" in codes(refusal)


def test_the_rules_are_shown_before_the_order(ward: WardBuilder, patient: AdmissionId) -> None:
    """What would be hit now, stops first, and nothing is written."""
    command = ward.tocilizumab_order(patient, route=Route.IV_PUSH)

    found = medication.rulings(ward.desk(Role.PHYSICIAN), command)

    assert (found[0].level, found[0].code) == (Level.STOP, "ROUTE")
    assert ward.chart(patient).of(MedicationOrder) == ()


def test_only_a_physician_prescribes(ward: WardBuilder, patient: AdmissionId) -> None:
    """A nurse cannot stand for an order."""
    with pytest.raises(NotAllowed, match=r"order\.prescriber_not_physician"):
        ward.order(patient, prescriber_id=ward.actor(Role.CHARGE_NURSE).staff_id)


def test_a_spoken_order_is_entered_with_read_back(ward: WardBuilder, patient: AdmissionId) -> None:
    """By a nurse, for a named physician."""
    spoken = ward.tocilizumab_order(patient, verbal=True)

    with pytest.raises(NotAllowed, match=r"order\.read_back_needed"):
        medication.order_tocilizumab(ward.desk(), replace(spoken, verbal=False))
    medication.order_tocilizumab(ward.desk(), spoken)

    entry = ward.chart(patient).of(MedicationOrder)[0]
    assert entry.body.verbal is True
    assert entry.recorded_by == ward.actor(Role.NURSE).staff_id
    assert entry.body.prescriber_id == ward.actor(Role.PHYSICIAN).staff_id


def test_another_physician_does_not_sign_for_a_colleague(
    ward: WardBuilder, patient: AdmissionId
) -> None:
    """The one who signs prescribes."""
    with pytest.raises(NotAllowed, match=r"order\.read_back_needed"):
        ward.order(patient, prescriber_id=ward.actor(Role.PHYSICIAN, 1).staff_id)


def test_one_order_at_a_time_is_open(ward: WardBuilder, patient: AdmissionId) -> None:
    """The second is refused until the first is given or stopped."""
    order_id = ward.order(patient)

    with pytest.raises(NotAllowed) as refusal:
        ward.order(patient)
    stop(ward, patient, order_id)
    ward.order(patient)

    assert "order.one_open" in codes(refusal)


def stop(ward: WardBuilder, patient: AdmissionId, order_id: EntryId) -> None:
    """Stop an order."""
    command = medication.StopOrder(
        admission_id=patient, order_id=order_id, reason="fever is gone", token=token()
    )
    medication.stop_order(ward.desk(Role.PHYSICIAN), command)


def test_a_stopped_order_gives_its_vials_back(ward: WardBuilder, patient: AdmissionId) -> None:
    """What was reserved is free again, and the order is dead."""
    free = ward.snapshot().stock.free
    order_id = ward.order(patient)
    ward.prepare(patient, order_id)

    stop(ward, patient, order_id)

    assert ward.snapshot().stock.free == free
    assert len(ward.chart(patient).of(OrderStopped)) == 1
    with pytest.raises(Conflict, match=r"order\.stopped"):
        ward.prepare(patient, order_id)


def test_a_dose_given_too_early_is_charted_and_counts(
    ward: WardBuilder, clock: FixedClock, patient: AdmissionId
) -> None:
    """The rules never refuse what has already happened."""
    ward.give_tocilizumab(patient)
    clock.advance(hours=3)

    ward.deviation(patient)

    course = ward.course(patient)
    assert [given.deviation for given in course.given] == [False, True]
    assert course.next_from == clock.now() + timedelta(hours=8)


def test_more_doses_than_the_ceiling_can_be_charted(
    ward: WardBuilder, clock: FixedClock, patient: AdmissionId
) -> None:
    """Seven were published; a further order is then refused."""
    for _ in range(7):
        ward.deviation(patient)
        clock.advance(hours=1)

    assert len(ward.course(patient).given) == 7
    with pytest.raises(NotAllowed, match=r"order\.refused"):
        ward.order(patient)


def test_a_deviation_has_two_people_a_reason_and_who_decided(
    ward: WardBuilder, patient: AdmissionId
) -> None:
    """Each of them is asked for."""
    own = ward.actor(Role.NURSE).staff_id
    reader = ward.actor(Role.READER).staff_id

    for facts, code in (
        ({"witness_id": own}, "dose.same_person"),
        ({"witness_id": reader}, "dose.witness_role"),
        ({"reason": " "}, "entry.reason_needed"),
        ({"decided_by": ""}, "entry.text_needed"),
        ({"drug": ""}, "entry.text_needed"),
        ({"dose_mg": Decimal(0)}, "entry.positive_needed"),
        ({"ended_at": ward.clock.now() + timedelta(minutes=1)}, "entry.future"),
    ):
        with pytest.raises(NotAllowed) as refusal:
            ward.deviation(patient, **facts)
        assert refusal.value.code == code


def test_an_old_deviation_is_charted_with_its_reason_as_the_late_reason(
    ward: WardBuilder, clock: FixedClock, patient: AdmissionId
) -> None:
    """Real times, however long ago."""
    ward.deviation(patient, at=clock.now() - timedelta(hours=20))

    entry = ward.chart(patient).of(DoseGiven)[0]
    assert entry.late_reason == "given in downtime"


def test_a_dose_that_may_be_charted_twice_is_pointed_out(
    ward: WardBuilder, clock: FixedClock, patient: AdmissionId
) -> None:
    """Within an hour of another one the form asks; the act charts it all the same (H11)."""
    first = ward.deviation(patient)
    near, far = clock.now() - timedelta(minutes=60), clock.now() - timedelta(minutes=61)

    chart = ward.chart(patient)
    assert [given.entry_id for given in medication.duplicates(chart, near)] == [first]
    assert medication.duplicates(chart, far) == ()
    ward.deviation(patient, at=near)
    assert len(ward.course(patient).given) == 2


def test_an_unknown_order_is_refused(ward: WardBuilder, patient: AdmissionId) -> None:
    """A number that is no order of this patient."""
    with pytest.raises(NotAllowed, match=r"order\.unknown"):
        ward.start(patient, EntryId(1))
