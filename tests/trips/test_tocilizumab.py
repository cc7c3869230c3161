"""Tocilizumab: order -> prepare -> two blind checks -> give; and what the rules refuse."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from cart_ward.care import medication
from cart_ward.clinical.medicines import DoseGiven, DoubleCheck, MedicationOrder
from cart_ward.clinical.people import AdmissionId, Role, StaffId
from cart_ward.clinical.vocabulary import CheckPart, DoseStepKind, EntryId, Reaction, Scale
from cart_ward.ui.forms.double_check import DoubleCheckForm
from cart_ward.ui.forms.give_dose import InfusionForm, StartForm
from cart_ward.ui.forms.order import OrderForm
from cart_ward.ui.forms.prepare import PrepareForm
from cart_ward.ui.forms.signing import SignedForm
from cart_ward.ui.tocilizumab.page import TocilizumabPage
from cart_ward.ui.tocilizumab.story import Stage
from tests.builders import PIN, WardBuilder, token
from tests.trips.seats import Seat, has_focus, kept
from tests.ui.hands import click, keys
from tests.ui.stations import texts

Sit = Callable[..., Seat]
NUMBER = "P40001"


@pytest.fixture
def patient(ward: WardBuilder) -> AdmissionId:
    """Admit a patient of 72 kg with CRS 2, signed."""
    admitted = ward.admit("5")
    ward.record_vitals(admitted, temperature="39.1", systolic=86, fluids=True)
    ward.sign_grade(admitted, Scale.CRS, 2)
    return admitted


def opened(seat: Seat, patient: AdmissionId) -> TocilizumabPage:
    """Open the page of the dose; its form takes the keys."""
    seat.front()
    seat.window.show_tocilizumab(patient)
    page = seat.page(TocilizumabPage)
    seat.qtbot.waitUntil(lambda: page.form is not None and has_focus(page.form))
    return page


def order(seat: Seat, patient: AdmissionId) -> None:
    """Let the physician sign the order."""
    page = opened(seat, patient)
    form = page.form
    assert isinstance(form, OrderForm)
    seat.qtbot.waitUntil(lambda: form.findings is not None)
    keys(form.indication.line, "CRS 2")
    if form.reason.isVisible():
        keys(form.reason.line, "discussed with the consultant")
    keys(form.identity.field.line, NUMBER)
    seat.sign(form)


def prepare(seat: Seat, patient: AdmissionId) -> None:
    """Take the vials that are proposed."""
    form = opened(seat, patient).form
    assert isinstance(form, PrepareForm)
    keys(form.lots.line, "B4091")
    seat.sign(form)


def fill_check(
    seat: Seat, patient: AdmissionId, who: StaffId, *, dose: str = "576", pin: str = PIN
) -> DoubleCheckForm:
    """Let somebody type a calculation; not yet signed."""
    form = opened(seat, patient).form
    assert isinstance(form, DoubleCheckForm)
    form.proof.who.choose(who)
    for field, text in (
        (form.proof.pin, pin),
        (form.weight, "72.0"),
        (form.dose, dose),
        (form.volume, "28.8"),
    ):
        field.line.clear()
        keys(field.line, text)
    return form


def check(seat: Seat, patient: AdmissionId, number: int) -> None:
    """Let a nurse sign her calculation."""
    seat.sign(fill_check(seat, patient, seat.ward.actor(Role.NURSE, number).staff_id))


def fill_start(seat: Seat, patient: AdmissionId, number: str = NUMBER) -> StartForm:
    """Identify the patient at the bed; not yet started."""
    form = opened(seat, patient).form
    assert isinstance(form, StartForm)
    keys(form.identity.field.line, number)
    return form


def end_infusion(ward: WardBuilder, patient: AdmissionId, dose: EntryId) -> None:
    """End an infusion now, without a reaction."""
    command = medication.RecordDoseStep(
        admission_id=patient,
        dose_id=dose,
        step=DoseStepKind.END,
        at=ward.clock.now(),
        volume_ml=None,
        reaction=Reaction.NONE,
        response=None,
        token=token(),
    )
    medication.record_dose_step(ward.desk(), command)


def test_a_dose_goes_from_order_to_running_through_five_signatures(
    sit: Sit, patient: AdmissionId, data: Path
) -> None:
    """Physician, nurse, two nurses apart with their PINs, and the start at the bed."""
    doctor = sit(Role.PHYSICIAN)
    order(doctor, patient)
    nurse = sit(Role.NURSE)
    prepare(nurse, patient)
    check(nurse, patient, 0)
    seen = texts(opened(nurse, patient))
    check(nurse, patient, 1)
    nurse.sign(fill_start(nurse, patient))

    chart = kept(data, patient)
    (ordered,) = chart.of(MedicationOrder)
    (dose,) = chart.of(DoseGiven)
    first, second = (nurse.ward.actor(Role.NURSE, n).staff_id for n in (0, 1))

    assert ordered.recorded_by == doctor.ward.actor(Role.PHYSICIAN).staff_id
    assert [c.recorded_by for c in chart.of(DoubleCheck)] == [first, second]
    assert "576" not in seen
    assert "28.8" not in seen
    assert (dose.body.dose_mg, dose.body.deviation) == (Decimal("576.0"), None)
    assert (dose.body.given_by_id, dose.body.checked_by_id) == (first, second)
    assert isinstance(opened(nurse, patient).form, InfusionForm)
    assert (nurse.row(patient).tocilizumab.main, nurse.row(patient).tocilizumab.sub) == (
        "1 of 4",
        "running",
    )


def test_one_person_is_not_two_and_a_wrong_pin_is_nobody(
    sit: Sit, patient: AdmissionId, ward: WardBuilder, data: Path
) -> None:
    """The second calculation wants another person and that person's own PIN."""
    ordered = ward.order(patient)
    ward.prepare(patient, ordered)
    seat = sit(Role.NURSE)
    check(seat, patient, 0)
    first, second = (ward.actor(Role.NURSE, n).staff_id for n in (0, 1))
    same = seat.refused(fill_check(seat, patient, first))
    wrong = seat.refused(fill_check(seat, patient, second, pin="314159"))

    assert "The second person must be another one" in same
    assert "PIN" in wrong
    assert len(kept(data, patient).of(DoubleCheck)) == 1


def test_two_screens_giving_at_once_give_once(
    sit: Sit, patient: AdmissionId, ward: WardBuilder, data: Path
) -> None:
    """Both press at the same moment: one dose, and the other screen says why there is no second."""
    ward.ready(patient)
    one = sit(Role.NURSE, 0)
    two = sit(Role.NURSE, 1, store=one.store)
    forms = [fill_start(one, patient), fill_start(two, patient)]
    answers: list[SignedForm] = []
    for form in forms:
        form.signed.connect(lambda _changes, form=form: answers.append(form))
    for form in forms:
        click(form.sign_button)
    one.qtbot.waitUntil(lambda: not any(form.busy for form in forms))
    (loser,) = [form for form in forms if form not in answers]

    assert len(kept(data, patient).of(DoseGiven)) == 1
    assert len(answers) == 1
    assert loser.message.isVisibleTo(loser)
    assert "already" in loser.message.text()


def test_after_two_doses_the_page_counts_and_tells_the_next_possible_time(
    sit: Sit, patient: AdmissionId, ward: WardBuilder
) -> None:
    """2 of 4, and not before eight hours after the last start."""
    ward.give_tocilizumab(patient)
    ward.clock.advance(hours=9)
    ward.record_vitals(patient, temperature="39.0", systolic=84, fluids=True)
    ward.give_tocilizumab(patient)
    ward.clock.advance(hours=2)
    seat = sit(Role.PHYSICIAN)
    page = opened(seat, patient)

    assert "2 of 4" in page.course.count.text()
    assert "Next dose not before 07:00" in page.course.next.text()
    assert "in 6\u00a0h" in page.course.next.text()
    assert seat.row(patient).tocilizumab.main == "2 of 4"


def test_too_early_a_second_order_is_refused_and_what_was_given_is_charted(
    sit: Sit, patient: AdmissionId, ward: WardBuilder, data: Path
) -> None:
    """The rule stops the order; the truth goes in as a deviation by two people, and is marked."""
    dose = ward.give_tocilizumab(patient)
    ward.clock.advance(hours=1)
    end_infusion(ward, patient, dose)
    ward.clock.advance(hours=2)
    ward.record_vitals(patient, temperature="39.4", systolic=82, fluids=True)
    seat = sit(Role.NURSE)
    page = opened(seat, patient)
    page.strip.stage_chosen.emit(Stage.ORDER)
    form = page.form
    assert isinstance(form, OrderForm)
    seat.qtbot.waitUntil(lambda: form.findings is not None)
    stopped = (form.sign_button.isEnabled(), " ".join(page.checks.sentences()))
    click(page.deviation_button)
    deviation = page.deviation
    assert deviation is not None
    for field, text in (
        (deviation.dose, "576"),
        (deviation.started, "2026-11-22 16:30"),
        (deviation.decided_by, "Dr Luo"),
        (deviation.reason, "shock, given by the ICU team"),
    ):
        keys(field.line, text)
    deviation.witness.who.choose(ward.actor(Role.NURSE, 1).staff_id)
    keys(deviation.witness.pin.line, PIN)
    seat.sign(deviation)

    given = kept(data, patient).of(DoseGiven)

    assert stopped[0] is False
    assert "8 h" in stopped[1]
    assert [dose.body.deviation for dose in given] == [None, "shock, given by the ICU team"]
    assert given[1].taken_at == ward.clock.now() - timedelta(minutes=30)
    assert len(kept(data, patient).of(MedicationOrder)) == 1
    assert "(deviation)" in texts(opened(seat, patient).course)
    assert seat.row(patient).tocilizumab.main == "2 of 4"


def test_unequal_calculations_start_nothing(
    sit: Sit, patient: AdmissionId, ward: WardBuilder, data: Path
) -> None:
    """A slip of the decimal point: both work it out again, and no dose can be started."""
    ordered = ward.order(patient)
    ward.prepare(patient, ordered)
    ward.check(patient, ordered, CheckPart.FIRST)
    seat = sit(Role.NURSE)
    seat.sign(fill_check(seat, patient, ward.actor(Role.NURSE, 1).staff_id, dose="57.6"))
    page = opened(seat, patient)

    assert isinstance(page.form, DoubleCheckForm)
    assert page.form.part is CheckPart.FIRST
    assert "not equal" in texts(page)
    assert kept(data, patient).of(DoseGiven) == ()
