"""The ward as read at one moment, and where each patient stands."""

from datetime import timedelta

import pytest

from cart_ward.care import monitoring
from cart_ward.care.monitoring import LEFT_FOR
from cart_ward.clinical.people import AdmissionId
from cart_ward.errors import NotAllowed
from tests.builders import ZONE, WardBuilder
from tests.fakes import FixedClock


def test_the_ward_is_read_whole(ward: WardBuilder) -> None:
    """Charts, beds, people, products, rules, vials and the head of the audit log."""
    patient = ward.admit("3")

    read = ward.snapshot()

    assert set(read.charts) == {patient}
    assert [bed.name for bed in read.beds][:3] == ["1", "2", "3"]
    assert len(read.staff) == 9
    assert {version.id for version, _ in read.protocols.values()} == set(read.protocols)
    assert read.audit_count > 0
    assert read.audit_head
    assert read.read_at == ward.clock.now()


def test_only_what_was_touched_is_read_again(ward: WardBuilder) -> None:
    """The other chart and the parsed rules are the very same objects."""
    one, other = ward.admit("3"), ward.admit("4")
    before = ward.snapshot()
    ward.record_vitals(one, temperature="39.1")

    after = monitoring.reread(ward.desk(), before, frozenset({one}))

    assert after.charts[other] is before.charts[other]
    assert len(after.charts[one].entries) == len(before.charts[one].entries) + 1
    for key, (_, protocol) in after.protocols.items():
        assert protocol is before.protocols[key][1]


def test_reading_again_finds_new_stays_and_drops_ended_ones(
    ward: WardBuilder, clock: FixedClock
) -> None:
    """Whatever the act said it touched."""
    leaves = ward.admit("3", day=None)
    before = ward.snapshot()
    clock.advance(hours=1)
    ward.discharge(leaves)
    comes = ward.admit("4")

    after = monitoring.reread(ward.desk(), before, frozenset())

    assert set(after.charts) == {comes}
    assert [stay.id for stay in after.left] == [leaves]


def test_a_stay_that_left_is_shown_for_a_day(ward: WardBuilder, clock: FixedClock) -> None:
    """Then it is gone from the board."""
    patient = ward.admit("3", day=None)
    clock.advance(hours=1)
    ward.discharge(patient)
    clock.at += LEFT_FOR
    still = ward.snapshot().left
    clock.advance(seconds=1)

    assert ([stay.id for stay in still], ward.snapshot().left) == ([patient], ())


def test_a_status_names_grade_day_and_what_is_due(ward: WardBuilder) -> None:
    """One answer behind board, page and sheet."""
    patient = ward.admit(day=2)
    ward.record_vitals(patient, temperature="39.1", systolic=88, fluids=True)

    status = ward.status(patient)

    assert (status.day, status.crs.grade, status.admission.id) == (2, 2, patient)
    assert status.due


def test_a_status_of_nobody_is_refused(ward: WardBuilder) -> None:
    """No late answer about somebody who left."""
    snapshot = ward.snapshot()

    with pytest.raises(NotAllowed, match=r"admission\.unknown"):
        monitoring.status_of(snapshot, AdmissionId(9), ward.clock.now(), ZONE)


def test_the_most_urgent_patient_comes_first(ward: WardBuilder) -> None:
    """The sicker before the well, whatever the bed."""
    well, sick = ward.admit("1"), ward.admit("2")
    ward.record_vitals(well)
    ward.record_vitals(sick, temperature="39.1", systolic=88, vasopressors=2)
    ward.record_neuro(well)
    ward.record_neuro(sick)

    order = monitoring.ward_status(ward.snapshot(), ward.clock.now(), ZONE)

    assert [status.admission.id for status in order] == [sick, well]


def test_what_is_due_is_another_answer_after_time_has_passed(
    ward: WardBuilder, clock: FixedClock
) -> None:
    """Nothing is stored: the same snapshot says more an hour later."""
    patient = ward.admit(day=2)
    ward.record_vitals(patient)
    read = ward.snapshot()
    now = clock.now()

    later = now + timedelta(hours=30)
    before = monitoring.status_of(read, patient, now, ZONE)
    after = monitoring.status_of(read, patient, later, ZONE)

    assert {due.state for due in after.due} != {due.state for due in before.due}
