"""What holds for every act: once per token, one transaction, by somebody of the ward."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cart_ward.care import admissions, medication, observations, stock
from cart_ward.care.changes import Changes
from cart_ward.care.observations import Tick
from cart_ward.clinical.medicines import MedicationOrder
from cart_ward.clinical.observed import Note, VitalSigns, Weight
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.vocabulary import AttributedFinding, Cause, NoteKind
from cart_ward.errors import NotAllowed
from tests.builders import EXPIRY, WardBuilder, token, vital_signs
from tests.fakes import FixedClock


def fever_with_a_tick(ward: WardBuilder, patient: AdmissionId) -> observations.RecordVitals:
    """Return a set with a tick: two entries in one act."""
    tick = Tick(finding=AttributedFinding.FEVER, cause=Cause.OTHER, reason="transfusion")
    return observations.RecordVitals(
        admission_id=patient,
        taken_at=ward.clock.now(),
        vitals=vital_signs(temperature="38.5"),
        ticks=(tick,),
        late_reason=None,
        token=token(),
    )


def test_a_second_click_writes_nothing_and_answers_the_same(ward: WardBuilder) -> None:
    """The same form sent twice is charted once."""
    patient = ward.admit()
    command = fever_with_a_tick(ward, patient)

    first = observations.record_vitals(ward.desk(), command)
    again = observations.record_vitals(ward.desk(), command)

    assert again == first
    assert len(ward.chart(patient).of(VitalSigns)) == 1


def test_a_second_click_on_an_order_orders_once(ward: WardBuilder) -> None:
    """The refusal of a second open order does not meet a second click."""
    patient = ward.admit()
    ward.record_vitals(patient, temperature="39.1", systolic=88, fluids=True)
    command = ward.tocilizumab_order(patient)

    first = medication.order_tocilizumab(ward.desk(Role.PHYSICIAN), command)
    again = medication.order_tocilizumab(ward.desk(Role.PHYSICIAN), command)

    assert again == first
    assert len(ward.chart(patient).of(MedicationOrder)) == 1


def test_a_second_click_on_an_admission_admits_once(ward: WardBuilder) -> None:
    """The bed is not reported as taken by the very same form."""
    command = ward.admission("4")

    first = admissions.admit(ward.desk(), command)
    again = admissions.admit(ward.desk(), command)

    assert again == first
    assert len(ward.snapshot().charts) == 1


def test_a_second_click_on_a_delivery_counts_once(ward: WardBuilder) -> None:
    """Vials are not doubled."""
    before = ward.snapshot().stock.free[80]
    command = stock.ReceiveVials(lot="C1", expiry=EXPIRY, size_mg=80, count=3, token=token())

    first = stock.receive(ward.desk(Role.PHARMACIST), command)
    again = stock.receive(ward.desk(Role.PHARMACIST), command)

    assert again == first
    assert ward.snapshot().stock.free[80] == before + 3


def test_a_refused_act_leaves_nothing_behind(ward: WardBuilder) -> None:
    """The set is not kept when one of its ticks is refused."""
    patient = ward.admit()
    command = fever_with_a_tick(ward, patient)
    no_reason = replace(command, ticks=(replace(command.ticks[0], reason=" "),))
    lines = ward.snapshot().audit_count

    with pytest.raises(NotAllowed, match=r"entry\.reason_needed"):
        observations.record_vitals(ward.desk(), no_reason)

    assert ward.chart(patient).of(VitalSigns) == ()
    assert ward.snapshot().audit_count == lines


def test_changes_name_stay_kinds_and_entries(ward: WardBuilder) -> None:
    """Screens learn what to look at again."""
    patient = ward.admit()

    changes = observations.record_vitals(ward.desk(), fever_with_a_tick(ward, patient))

    written = tuple(entry.id for entry in ward.chart(patient).entries[-2:])
    assert changes == Changes(
        admissions=frozenset({patient}),
        kinds=frozenset({"vital_signs", "attribution"}),
        entries=written,
    )


def test_every_act_adds_to_the_audit_log(ward: WardBuilder) -> None:
    """One line at least for each act, in the same transaction."""
    patient = ward.admit()
    before = ward.snapshot().audit_count

    ward.record_vitals(patient)

    assert ward.snapshot().audit_count > before


def test_a_stay_that_ended_takes_no_new_entry(ward: WardBuilder, clock: FixedClock) -> None:
    """After the discharge only corrections are charted."""
    patient = ward.admit()
    clock.advance(hours=1)
    ward.discharge(patient)

    with pytest.raises(NotAllowed, match=r"admission\.closed"):
        ward.record_vitals(patient)


def test_a_stay_that_ended_can_be_corrected(ward: WardBuilder, clock: FixedClock) -> None:
    """A wrong value is put right after the discharge too, and a dose can still be told."""
    patient = ward.admit()
    weighed = ward.weigh(patient)
    clock.advance(hours=1)
    ward.discharge(patient)

    ward.amend(patient, weighed, Weight(kilograms=Decimal("71.0"), measured=True))
    ward.deviation(patient)

    assert ward.chart(patient).of(Weight)[-1].body.kilograms == Decimal("71.0")
    assert len(ward.course(patient).given) == 1


def test_nobody_signs_in_a_role_they_do_not_have(ward: WardBuilder) -> None:
    """The role is held against the staff list inside the act."""
    patient = ward.admit()
    desk = ward.desk(Role.NURSE)
    posing = desk.of(replace(desk.actor, role=Role.PHYSICIAN))
    note = observations.RecordEntry(
        admission_id=patient,
        taken_at=ward.clock.now(),
        body=Note(kind=NoteKind.WATCH, text="x"),
        late_reason=None,
        token=token(),
    )

    with pytest.raises(NotAllowed, match=r"access\.unknown_person"):
        observations.record_entry(posing, note)
