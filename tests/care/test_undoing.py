"""What was just signed is taken back whole: struck out by who signed it, and by nobody else."""

import pytest

from cart_ward.care import observations, undoing
from cart_ward.care.observations import Tick
from cart_ward.care.undoing import Undo
from cart_ward.clinical.observed import Attribution, Grading, VitalSigns
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.vocabulary import AttributedFinding, Cause, EntryId, Scale
from cart_ward.errors import Conflict, NotAllowed
from tests.builders import WardBuilder, token, vital_signs
from tests.fakes import FixedClock


@pytest.fixture
def patient(ward: WardBuilder) -> AdmissionId:
    """Admit somebody with one set that stays."""
    admitted = ward.admit("5")
    ward.record_vitals(admitted, temperature="37.1")
    ward.clock.advance(minutes=30)
    return admitted


def undo(
    ward: WardBuilder,
    patient: AdmissionId,
    *entries: EntryId,
    role: Role = Role.NURSE,
    number: int = 0,
) -> None:
    """Take entries back."""
    command = Undo(admission_id=patient, entries=entries, reason="undone at once", token=token())
    undoing.undo(ward.desk(role, number), command)


def sign_a_set(ward: WardBuilder, patient: AdmissionId) -> tuple[EntryId, ...]:
    """Sign a set with a tick, and its grade, as the form does."""
    command = observations.RecordVitals(
        admission_id=patient,
        taken_at=ward.clock.now(),
        vitals=vital_signs(temperature="39.4", systolic=84, fluids=True),
        ticks=(Tick(finding=AttributedFinding.HYPOTENSION, cause=Cause.CRS, reason=""),),
        late_reason=None,
        token=token(),
    )
    entries = observations.record_vitals(ward.desk(), command).entries
    return (*entries, *ward.sign_grade(patient, Scale.CRS, 2).entries)


def test_the_chart_is_back_to_before(ward: WardBuilder, patient: AdmissionId) -> None:
    """Set, tick and grade go together; all stay in the record, struck out with the reason."""
    before, grade = ward.chart(patient), ward.crs(patient)
    entries = sign_a_set(ward, patient)
    undo(ward, patient, *entries)
    after = ward.chart(patient)

    assert len(entries) == 3
    assert after.of(VitalSigns) == before.of(VitalSigns)
    assert (after.of(Attribution), after.of(Grading)) == ((), ())
    assert ward.crs(patient) == grade
    struck = after.entries[-3:]
    assert {e.amend_reason for e in struck} == {"undone at once"}
    assert {e.amends for e in struck} == set(entries)
    assert [after.entry(entry) is not None for entry in entries] == [True] * 3


def test_it_is_too_late_after_some_seconds(
    ward: WardBuilder, patient: AdmissionId, clock: FixedClock
) -> None:
    """Then a correction asks for its reason."""
    entry = ward.record_vitals(patient)
    clock.advance(seconds=31)

    with pytest.raises(NotAllowed, match=r"undo\.too_late"):
        undo(ward, patient, entry)
    assert len(ward.chart(patient).of(VitalSigns)) == 2


def test_only_who_signed_undoes(ward: WardBuilder, patient: AdmissionId) -> None:
    """Not a colleague, not the charge nurse."""
    entry = ward.record_vitals(patient)

    for role, number in ((Role.NURSE, 1), (Role.CHARGE_NURSE, 0)):
        with pytest.raises(NotAllowed, match=r"undo\.too_late"):
            undo(ward, patient, entry, role=role, number=number)


def test_a_dose_of_tocilizumab_is_never_undone(ward: WardBuilder, patient: AdmissionId) -> None:
    """Nor the order, nor a step of it: what ran has run."""
    ward.record_vitals(patient, temperature="39.4", systolic=84, fluids=True)
    dose = ward.give_tocilizumab(patient)

    with pytest.raises(NotAllowed, match=r"amend\.not_strikable"):
        undo(ward, patient, dose)
    assert len(ward.course(patient).given) == 1


def test_all_or_nothing(ward: WardBuilder, patient: AdmissionId) -> None:
    """If one entry has been struck out meanwhile, the others stay as they are."""
    first, _tick, grade = sign_a_set(ward, patient)
    ward.strike_out(patient, grade)

    with pytest.raises(Conflict, match=r"chart\.amended"):
        undo(ward, patient, first, grade)
    assert first in {entry.id for entry in ward.chart(patient).of(VitalSigns)}
