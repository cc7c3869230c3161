"""One act is kept whole with its audit lines, or nothing of it is."""

from datetime import UTC, datetime, timedelta

import pytest

from cart_ward.care.ports import PinRecord, Store
from cart_ward.clinical.medicines import DoseGiven, OrderStopped
from cart_ward.clinical.observed import Note, StruckOut, VitalSigns
from cart_ward.clinical.people import AdmissionId, Name, Role, Sex, StaffId
from cart_ward.clinical.vocabulary import EntryId, NoteKind
from cart_ward.db.work import SqlUnitOfWork
from cart_ward.errors import Conflict, NotAllowed
from tests.db.conftest import Opener
from tests.db.helpers import CLICK, NURSE, KeptWard, vitals
from tests.fakes import NOW


def test_store_fits_the_port_of_care(ward: KeptWard) -> None:
    """The store is what care asks for; beds are in the order people count."""
    port: Store = ward.store

    with port.read() as reading:
        assert [bed.name for bed in reading.beds()] == ["2", "10"]


def test_what_was_charted_is_there_after_reopening(ward: KeptWard, opened: Opener) -> None:
    """An entry comes back with everything it was signed with."""
    entry_id = ward.chart(late_reason="downtime")
    ward.store.close()

    with opened(ward.folder).read() as reading:
        chart = reading.chart(ward.admission_id)

    entry = chart.entry(entry_id)
    assert entry is not None
    assert entry.body == vitals()
    assert (entry.taken_at, entry.recorded_at) == (NOW, NOW)
    assert (entry.recorded_by, entry.station) == (NURSE.staff_id, NURSE.station)
    assert entry.late_reason == "downtime"
    assert chart.subject.patient.name == Name(family_zh="李")


def test_a_failing_act_leaves_nothing(ward: KeptWard) -> None:
    """Entry, changed row and audit lines go together."""
    with ward.store.read() as reading:
        before = reading.audit_head()

    def fail(work: SqlUnitOfWork) -> None:
        work.append(ward.admission_id, vitals(), NOW)
        work.move_bed(ward.admission_id, ward.beds[1])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ward.do(fail)

    with ward.store.read() as reading:
        assert reading.chart(ward.admission_id).entries == ()
        assert reading.admission(ward.admission_id).bed.name == "2"
        assert reading.audit_head() == before


def test_an_entry_of_a_failed_act_never_stays_in_a_chart(ward: KeptWard) -> None:
    """A chart read inside an act that fails is forgotten, though the next entry takes its id."""

    def fail(work: SqlUnitOfWork) -> None:
        work.append(ward.admission_id, vitals("41.0"), NOW)
        assert len(work.chart(ward.admission_id).entries) == 1
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ward.do(fail)
    ward.chart()

    with ward.store.read() as reading:
        (entry,) = reading.chart(ward.admission_id).of(VitalSigns)
    assert entry.body == vitals()


def test_each_change_has_a_line_and_an_empty_act_has_one(ward: KeptWard) -> None:
    """Nothing happens without a line, not even nothing."""
    with ward.store.read() as reading:
        _, before = reading.audit_head()

    ward.do(lambda _: None, "look")
    with ward.store.act(NURSE, "two", NOW) as work:
        work.append(ward.admission_id, vitals(), NOW)
        work.log("printed", ward.patient_id, "handover")

    with ward.store.engine.begin() as connection:
        lines = connection.exec_driver_sql(
            "SELECT act, table_name, patient_id, reason FROM audit_line WHERE id > ? ORDER BY id",
            (before,),
        ).fetchall()
    assert [tuple(line) for line in lines] == [
        ("look", "", None, ""),
        ("two", "vital_signs", ward.patient_id, ""),
        ("printed", "", ward.patient_id, "handover"),
    ]


def test_head_seen_inside_an_act_counts_its_own_lines(ward: KeptWard) -> None:
    """A sheet printed in an act shows the head that the act leaves behind."""
    with ward.store.act(NURSE, "print", NOW) as work:
        work.log("print")
        inside = work.audit_head()

    with ward.store.read() as reading:
        assert reading.audit_head() == inside


def test_a_second_click_finds_all_entries_of_the_act(ward: KeptWard) -> None:
    """The click's token leads to every entry of its act, and to no other."""
    with ward.store.act(NURSE, "chart", NOW) as work:
        assert work.seen(CLICK) == ()
        first = work.append(ward.admission_id, vitals(), NOW, token=CLICK)
        note = Note(kind=NoteKind.WATCH, text="shivering")
        second = work.append(ward.admission_id, note, NOW, token=CLICK)
    ward.chart(click="another")

    assert ward.do(lambda work: work.seen(CLICK)) == (first, second)


def test_a_click_used_by_another_act_is_refused(ward: KeptWard) -> None:
    """Even where nobody asked `seen` first, nothing is charted twice."""
    ward.chart(click=CLICK)

    with pytest.raises(Conflict, match=r"act\.already_done"):
        ward.chart(click=CLICK)


def test_the_second_of_two_amendments_is_refused(ward: KeptWard) -> None:
    """Two people cannot correct the same entry differently."""
    entry_id = ward.chart()
    amended = ward.chart(amends=entry_id, amend_reason="typing error")

    with pytest.raises(Conflict, match=r"chart\.amended"):
        ward.chart(amends=entry_id, amend_reason="another opinion")

    with ward.store.read() as reading:
        (current,) = reading.chart(ward.admission_id).of(VitalSigns)
    assert current.id == amended


def test_an_act_may_answer_a_conflict_and_go_on(ward: KeptWard) -> None:
    """A refused row does not spoil the rest of the act."""
    entry_id = ward.chart()
    ward.chart(amends=entry_id, amend_reason="typing error")

    def strike_out(work: SqlUnitOfWork) -> EntryId:
        return work.append(
            ward.admission_id, StruckOut(), NOW, amends=entry_id, amend_reason="wrong patient"
        )

    with ward.store.act(NURSE, "strike_out", NOW) as work:
        with pytest.raises(Conflict):
            strike_out(work)
        work.log("strike_out_refused")

    with ward.store.read() as reading:
        assert len(reading.chart(ward.admission_id).entries) == 2


def test_an_amendment_needs_a_reason(ward: KeptWard) -> None:
    """The table itself refuses an amendment without its why."""
    entry_id = ward.chart()

    with pytest.raises(NotAllowed, match=r"store\.impossible_value"):
        ward.chart(amends=entry_id)


def test_a_future_or_impossible_entry_is_refused(ward: KeptWard) -> None:
    """The table refuses what cannot be, whatever the form let through."""
    with pytest.raises(NotAllowed, match=r"store\.impossible_value"):
        ward.chart(taken_at=NOW + timedelta(seconds=1))
    with pytest.raises(NotAllowed, match=r"store\.impossible_value"):
        ward.chart(vitals("63.0"))


def test_a_pulse_of_zero_is_a_value(ward: KeptWard) -> None:
    """Zero is charted as zero and never as missing."""
    ward.chart(vitals(pulse=0))

    with ward.store.read() as reading:
        (entry,) = reading.chart(ward.admission_id).of(VitalSigns)
    assert entry.body.pulse == 0


def test_an_order_is_given_once_only(ward: KeptWard) -> None:
    """The key of the claim lets one of two screens through."""
    order = ward.chart()
    ward.do(lambda work: work.claim_dose(order, order))

    with pytest.raises(Conflict, match=r"order\.already_given"):
        ward.do(lambda work: work.claim_dose(order, order))


def test_one_open_stay_a_bed_and_a_patient(ward: KeptWard) -> None:
    """A refused admission leaves no patient behind either."""
    rest = (ward.product_id, ward.protocol_id, NOW)

    def admit_another(work: SqlUnitOfWork) -> AdmissionId:
        other = work.add_patient("H2", Name(family_latin="Roe"), NOW.date(), Sex.MALE)
        return work.open_admission(other, ward.beds[0], *rest)

    with pytest.raises(Conflict, match=r"patient\.already_admitted"):
        ward.do(lambda work: work.open_admission(ward.patient_id, ward.beds[1], *rest))
    with pytest.raises(Conflict, match=r"bed\.taken"):
        ward.do(admit_another)

    with ward.store.read() as reading:
        assert reading.patient_by_number("H2") is None


def test_a_hospital_number_names_one_patient(ward: KeptWard) -> None:
    """The second identifier is unique."""
    roe = Name(family_latin="Roe")

    with pytest.raises(Conflict, match=r"patient\.number_taken"):
        ward.do(lambda work: work.add_patient("H1", roe, NOW.date(), Sex.MALE))

    with ward.store.read() as reading:
        found = reading.patient_by_number("H1")
    assert found is not None
    assert found.id == ward.patient_id


def test_a_bed_is_free_after_discharge_and_the_stay_stays_closed(ward: KeptWard) -> None:
    """A discharged stay leaves the board, gives its bed back and moves no more."""
    left = NOW + timedelta(hours=1)
    ward.do(lambda work: work.close_admission(ward.admission_id, left), at=left)
    rest = (ward.product_id, ward.protocol_id, left)
    again = ward.do(lambda work: work.open_admission(ward.patient_id, ward.beds[0], *rest), at=left)

    with ward.store.read() as reading:
        assert [stay.id for stay in reading.left_since(left)] == [ward.admission_id]
        assert reading.left_since(left + timedelta(seconds=1)) == ()
        (past,) = reading.past_stays()
        stay = reading.admission(ward.admission_id)
        assert (past.id, past.patient, past.bed) == (stay.id, stay.patient, stay.bed.name)
        assert (past.admitted_at, past.discharged_at) == (stay.admitted_at, left)
        assert set(reading.charts()) == {again}
    with pytest.raises(Conflict, match=r"admission\.closed"):
        ward.do(lambda work: work.move_bed(ward.admission_id, ward.beds[1]), at=left)


def test_a_stay_moves_and_follows_another_protocol(ward: KeptWard) -> None:
    """The chart's subject is read anew though the entries are held."""
    ward.chart()
    with ward.store.read() as reading:
        before = reading.chart(ward.admission_id)
    with ward.store.act(NURSE, "move", NOW) as work:
        version = work.add_protocol("Default", "2", "name = 'Default'\n")
        work.move_bed(ward.admission_id, ward.beds[1])
        work.follow_protocol(ward.admission_id, version)

    with ward.store.read() as reading:
        after = reading.chart(ward.admission_id)
    assert (before.subject.bed.name, after.subject.bed.name) == ("2", "10")
    assert after.subject.protocol_version_id == version
    assert after.entries == before.entries


def test_an_unknown_stay_is_refused(ward: KeptWard) -> None:
    """There is no empty chart of nobody."""
    with ward.store.read() as reading, pytest.raises(NotAllowed, match=r"admission\.unknown"):
        reading.chart(AdmissionId(99))


def test_a_pin_is_stored_and_its_failures_counted(ward: KeptWard) -> None:
    """What a lock needs survives."""
    locked = datetime(2026, 11, 22, 6, 0, 30, tzinfo=UTC)
    failed = PinRecord(hash="h", failures=5, locked_until=locked)
    with ward.store.act(NURSE, "set_pin", NOW) as work:
        assert work.pin(StaffId(1)) is None
        work.set_pin(StaffId(1), PinRecord(hash="h", failures=0, locked_until=None))
        work.set_pin(StaffId(1), failed)

    with ward.store.read() as reading:
        assert reading.pin(StaffId(1)) == failed


def test_two_people_one_of_them_a_physician_approve_a_protocol(ward: KeptWard) -> None:
    """Two nurses are not enough; a person signs once."""
    with ward.store.act(NURSE, "approve", NOW) as work:
        third = work.add_staff(Name(family_zh="赵"), Role.NURSE, "N2", "B2")
        work.approve_protocol(ward.protocol_id, StaffId(1))
        work.approve_protocol(ward.protocol_id, third)
        assert not work.protocols()[0].approved
        work.approve_protocol(ward.protocol_id, StaffId(2))

    with ward.store.read() as reading:
        (version,) = reading.protocols()
    assert version.approved
    assert version.approved_by == (StaffId(1), third, StaffId(2))
    with pytest.raises(Conflict, match=r"protocol\.already_approved"):
        ward.do(lambda work: work.approve_protocol(ward.protocol_id, StaffId(2)))


def test_names_and_versions_that_are_taken_are_refused(ward: KeptWard) -> None:
    """Each refusal says what is taken."""
    taken = Name(family_zh="赵")
    ward.do(lambda work: work.add_staff(taken, Role.NURSE, "", "B1"))

    with pytest.raises(Conflict, match=r"bed\.name_taken"):
        ward.do(lambda work: work.add_bed("2"))
    with pytest.raises(Conflict, match=r"staff\.badge_taken"):
        ward.do(lambda work: work.add_staff(taken, Role.NURSE, "", "B1"))
    with pytest.raises(Conflict, match=r"product\.version_taken"):
        ward.do(lambda work: work.add_product("axi-cel", "A", "1", "x"))
    with pytest.raises(Conflict, match=r"protocol\.version_taken"):
        ward.do(lambda work: work.add_protocol("Default", "1", "x"))


def test_a_ward_entry_belongs_to_no_patient(ward: KeptWard) -> None:
    """What the ward charts for itself is read by kind, and what was struck out is left away."""
    order = ward.chart()
    with ward.store.act(NURSE, "stock", NOW) as work:
        first = work.append(None, OrderStopped(order_id=order, reason="a"), NOW)
        second = work.append(None, OrderStopped(order_id=order, reason="b"), NOW)
        work.append(None, StruckOut(), NOW, amends=first, amend_reason="twice")

    with ward.store.read() as reading:
        (entry,) = reading.ward_entries(OrderStopped)
        assert reading.ward_entries(DoseGiven) == ()
    assert entry.id == second
    assert entry.admission_id is None
