"""A stay begins with two identifiers and ends without losing anything."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cart_ward.care import admissions
from cart_ward.clinical.observed import Background, Infusion, StayChange, Weight
from cart_ward.clinical.people import AdmissionId, BedId, Name
from cart_ward.clinical.vocabulary import BackgroundKind, StayEvent
from cart_ward.errors import Conflict, NotAllowed
from tests.builders import WardBuilder, token
from tests.fakes import NOW, FixedClock


def move(ward: WardBuilder, patient: AdmissionId, bed: str) -> None:
    """Move a stay."""
    command = admissions.MoveBed(admission_id=patient, bed_id=ward.bed(bed), token=token())
    admissions.move_bed(ward.desk(), command)


def test_admission_charts_everything_told(ward: WardBuilder, clock: FixedClock) -> None:
    """Name, weight, allergies, code status, diagnosis and day 0 in one act."""
    patient = ward.admit(
        "3", day=2, allergies=("penicillin", "latex"), no_known_allergy=False, code_status="dnr"
    )

    chart = ward.chart(patient)
    facts = {(entry.body.kind, entry.body.text) for entry in chart.of(Background)}
    assert facts == {
        (BackgroundKind.ALLERGY, "penicillin"),
        (BackgroundKind.ALLERGY, "latex"),
        (BackgroundKind.CODE_STATUS, "dnr"),
        (BackgroundKind.DIAGNOSIS, "DLBCL"),
    }
    assert chart.of(Weight)[0].body == Weight(kilograms=Decimal("72.0"), measured=True)
    assert chart.of(StayChange)[0].body.event is StayEvent.ADMITTED
    assert chart.infused_at == clock.now() - timedelta(days=2)
    assert chart.subject.bed.name == "3"


def test_unknown_is_not_charted_as_normal(ward: WardBuilder) -> None:
    """No word on allergies, code status or weight leaves no entry."""
    patient = ward.admit(
        day=None, no_known_allergy=False, code_status="", diagnosis="", weight=None
    )

    chart = ward.chart(patient)
    assert (chart.of(Background), chart.of(Weight), chart.of(Infusion)) == ((), (), ())


def test_no_known_allergy_is_charted_as_said(ward: WardBuilder) -> None:
    """Asked and none is another thing than not asked."""
    patient = ward.admit(no_known_allergy=True)

    kinds = {entry.body.kind for entry in ward.chart(patient).of(Background)}
    assert BackgroundKind.NO_KNOWN_ALLERGY in kinds


def test_an_allergy_to_tocilizumab_has_its_own_kind(ward: WardBuilder) -> None:
    """It stops the order later."""
    patient = ward.admit(allergies=("Tocilizumab (rash)",), no_known_allergy=False)

    kinds = {entry.body.kind for entry in ward.chart(patient).of(Background)}
    assert BackgroundKind.TOCILIZUMAB_ALLERGY in kinds


@pytest.mark.parametrize(
    "name",
    [
        Name(family_zh="陈", given_zh="伟"),
        Name(family_latin="Chen", given_latin="Wei"),
    ],
    ids=["Chinese only", "Latin only"],
)
def test_one_script_is_enough(ward: WardBuilder, name: Name) -> None:
    """A name in either script admits."""
    patient = ward.admit(name=name)

    assert ward.chart(patient).subject.patient.name == name


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"name": Name()}, "admission.name_needed"),
        ({"hospital_no": " "}, "admission.number_needed"),
        ({"birth_date": date(2027, 1, 1)}, "admission.born_later"),
        ({"admitted_at": NOW + timedelta(minutes=1)}, "entry.future"),
        ({"infused_at": NOW + timedelta(minutes=1)}, "entry.future"),
        ({"allergies": ("latex",), "no_known_allergy": True}, "admission.allergy_or_none"),
        ({"infused_at": NOW - timedelta(days=30_000)}, "entry.before_birth"),
        ({"code_status": "perhaps"}, "admission.code_status"),
        ({"weight": Decimal(720)}, "entry.refused"),
    ],
)
def test_what_cannot_be_is_refused(ward: WardBuilder, facts: dict[str, Any], code: str) -> None:
    """Nobody is admitted, the bed stays free."""
    with pytest.raises(NotAllowed) as refusal:
        ward.admit(**facts)

    assert refusal.value.code == code
    assert ward.snapshot().charts == {}


def test_a_bed_holds_one_patient(ward: WardBuilder) -> None:
    """The second admission to a bed is a conflict."""
    ward.admit("3")

    with pytest.raises(Conflict, match=r"bed\.taken"):
        ward.admit("3")


def test_a_patient_comes_back_under_the_same_number(ward: WardBuilder, clock: FixedClock) -> None:
    """A second stay belongs to the same patient and has a chart of its own."""
    first = ward.admit("3", hospital_no="P1", day=None)
    clock.advance(hours=1)
    ward.discharge(first)

    second = ward.admit("4", hospital_no="P1", day=None)

    assert ward.chart(second).subject.patient.id == ward.chart(first).subject.patient.id
    assert second != first


def test_the_same_number_with_another_birth_date_is_another_person(ward: WardBuilder) -> None:
    """Two identifiers must agree (H01)."""
    ward.admit("3", hospital_no="P1")

    with pytest.raises(NotAllowed, match=r"admission\.other_patient"):
        ward.admit("4", hospital_no="P1", birth_date=date(1972, 3, 5))


def test_one_open_stay_a_patient(ward: WardBuilder) -> None:
    """Nobody lies in two beds."""
    ward.admit("3", hospital_no="P1")

    with pytest.raises(Conflict, match=r"patient\.already_admitted"):
        ward.admit("4", hospital_no="P1")


def test_a_move_is_charted(ward: WardBuilder) -> None:
    """The stay keeps its chart and says where it went."""
    patient = ward.admit("3")

    move(ward, patient, "5")

    chart = ward.chart(patient)
    assert chart.subject.bed.name == "5"
    assert chart.of(StayChange)[-1].body.event is StayEvent.MOVED


def test_a_move_to_a_taken_bed_changes_nothing(ward: WardBuilder) -> None:
    """The transaction takes the entry back too."""
    patient = ward.admit("3")
    ward.admit("5")

    with pytest.raises(Conflict, match=r"bed\.taken"):
        move(ward, patient, "5")

    assert ward.chart(patient).subject.bed.name == "3"
    assert len(ward.chart(patient).of(StayChange)) == 1


def test_a_move_to_the_same_bed_is_refused(ward: WardBuilder) -> None:
    """Nothing would change."""
    patient = ward.admit("3")

    with pytest.raises(NotAllowed, match=r"admission\.same_bed"):
        move(ward, patient, "3")


def test_a_discharge_frees_the_bed_and_keeps_the_chart(
    ward: WardBuilder, clock: FixedClock
) -> None:
    """The stay is shown as recently left."""
    patient = ward.admit("3")
    clock.advance(hours=1)

    ward.discharge(patient)

    snapshot = ward.snapshot()
    assert snapshot.charts == {}
    assert [stay.id for stay in snapshot.left] == [patient]
    assert ward.chart(patient).of(StayChange)[-1].body.event is StayEvent.DISCHARGED
    assert ward.admit("3")


def test_a_discharge_gives_the_reserved_vials_back(ward: WardBuilder) -> None:
    """Nobody can stop the order of a stay that has ended: its vials are free for the others."""
    patient = ward.admit("3")
    ward.record_vitals(patient, temperature="39.1", systolic=88, fluids=True)
    before = ward.snapshot().stock
    ward.prepare(patient, ward.order(patient))

    ward.discharge(patient)

    assert ward.snapshot().stock == before


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (NOW + timedelta(minutes=1), "entry.future"),
        (NOW - timedelta(days=9), "admission.left_before_arrival"),
    ],
)
def test_a_discharge_lies_between_admission_and_now(ward: WardBuilder, at: Any, code: str) -> None:
    """The stay is still open after a refusal."""
    patient = ward.admit("3", day=None)
    command = admissions.Discharge(admission_id=patient, at=at, note="", token=token())

    with pytest.raises(NotAllowed) as refusal:
        admissions.discharge(ward.desk(), command)

    assert refusal.value.code == code
    assert patient in ward.snapshot().charts


def test_an_unknown_bed_is_refused(ward: WardBuilder) -> None:
    """A bed that is not of this ward takes nobody."""
    with pytest.raises((NotAllowed, Conflict)):
        ward.admit("3", bed_id=BedId(999))
