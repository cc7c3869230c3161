"""Not done, grade, drug and correction: the short forms, through the real acts."""

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cart_ward.clinical.medicines import DoseGiven, DrugGiven
from cart_ward.clinical.observed import Grading, NotDone, Note, VitalSigns
from cart_ward.clinical.people import Role
from cart_ward.clinical.vocabulary import Check, DrugKind, EntryId, NotDoneReason, Route, Scale
from cart_ward.ui.forms.amend import AmendPage
from cart_ward.ui.forms.drug import DrugPage
from cart_ward.ui.forms.grade import GradePage
from cart_ward.ui.forms.not_done import NotDonePage
from cart_ward.ui.forms.small_page import SmallPage
from tests.builders import PIN
from tests.ui.charted import Charted
from tests.ui.hands import click, keys
from tests.ui.looking import tab_chain, unnamed


def shown(page: SmallPage, qtbot: QtBot) -> None:
    """Put a page on the screen."""
    qtbot.addWidget(page)
    page.resize(1291, 688)
    page.show()


def charted_vitals(care: Charted) -> EntryId:
    """Return the one set of vital signs of the patient."""
    return care.ward.chart(care.patient).of(VitalSigns)[0].id


def amending(care: Charted, qtbot: QtBot) -> AmendPage:
    """Return the correction of the one set."""
    page = AmendPage(care.station, care.navigation, care.patient, charted_vitals(care))
    shown(page, qtbot)
    return page


def test_a_refused_check_takes_two_presses(care: Charted, qtbot: QtBot) -> None:
    """Reason, sign: an entry that is no value."""
    page = NotDonePage(care.station, care.navigation, care.patient, Check.VITALS)
    shown(page, qtbot)
    click(page.not_done.reason.buttons[NotDoneReason.REFUSED])
    click(page.not_done.sign_button)

    (entry,) = care.ward.chart(care.patient).of(NotDone)
    assert (entry.body.what, entry.body.reason) == (Check.VITALS, NotDoneReason.REFUSED)
    assert care.navigation.went == [("patient", care.patient)]


def test_another_reason_asks_for_words(care: Charted, qtbot: QtBot) -> None:
    """The word other alone says nothing."""
    page = NotDonePage(care.station, care.navigation, care.patient, Check.NEURO)
    shown(page, qtbot)
    click(page.not_done.sign_button)
    nothing = page.not_done.message.text()
    click(page.not_done.reason.buttons[NotDoneReason.OTHER])
    click(page.not_done.sign_button)
    refused = care.ward.chart(care.patient).of(NotDone)
    keys(page.not_done.note.line, "family meeting")
    click(page.not_done.sign_button)

    assert nothing
    assert refused == ()
    assert care.ward.chart(care.patient).of(NotDone)[0].body.note == "family meeting"


def test_the_proposed_grade_is_confirmed_without_a_reason(care: Charted, qtbot: QtBot) -> None:
    """What is proposed is chosen; one press signs it."""
    page = GradePage(care.station, care.navigation, care.patient, Scale.CRS)
    shown(page, qtbot)
    click(page.grade.sign_button)

    (entry,) = care.ward.chart(care.patient).of(Grading)
    assert (entry.body.grade, entry.body.override_reason) == (0, None)


def test_another_grade_needs_its_reason(care: Charted, qtbot: QtBot) -> None:
    """Both stay visible in the entry."""
    page = GradePage(care.station, care.navigation, care.patient, Scale.CRS)
    shown(page, qtbot)
    click(page.grade.grade.buttons[2])
    click(page.grade.sign_button)
    refused = care.ward.chart(care.patient).of(Grading)
    keys(page.grade.reason.line, "pressure is low for this patient")
    click(page.grade.sign_button)

    (entry,) = care.ward.chart(care.patient).of(Grading)
    assert refused == ()
    assert (entry.body.grade, entry.body.proposed_grade) == (2, 0)
    assert entry.body.override_reason == "pressure is low for this patient"


def test_grade_five_is_offered_to_a_physician_alone(care: Charted, qtbot: QtBot) -> None:
    """Death is entered by a physician (C11)."""
    nurse = GradePage(care.station, care.navigation, care.patient, Scale.CRS)
    shown(nurse, qtbot)
    care.sign_in(Role.PHYSICIAN)
    physician = GradePage(care.station, care.navigation, care.patient, Scale.CRS)
    shown(physician, qtbot)

    assert 5 not in nurse.grade.grade.buttons
    assert 5 in physician.grade.grade.buttons


def test_what_is_not_assessed_chooses_no_grade(care: Charted, qtbot: QtBot) -> None:
    """Nothing is preset where the rules propose nothing."""
    page = GradePage(care.station, care.navigation, care.patient, Scale.ICANS)
    shown(page, qtbot)
    click(page.grade.sign_button)

    assert page.grade.grade.value() is None
    assert care.ward.chart(care.patient).of(Grading) == ()


def test_an_antipyretic_says_that_it_hides_fever(care: Charted, qtbot: QtBot) -> None:
    """The warning stands before the signature; the entry is exact."""
    page = DrugPage(care.station, care.navigation, care.patient)
    shown(page, qtbot)
    drug = page.drug
    before = drug.masks.isHidden()
    click(drug.kind.buttons[DrugKind.ANTIPYRETIC])
    keys(drug.drug.line, "paracetamol")
    keys(drug.dose.line, "0.5")
    keys(drug.unit.line, "g")
    click(drug.route.buttons[Route.ORAL])
    click(drug.sign_button)

    (entry,) = care.ward.chart(care.patient).of(DrugGiven)
    assert before
    assert "hides fever" in drug.masks.text()
    assert (entry.body.dose, entry.body.unit, entry.body.route) == (
        Decimal("0.5"),
        "g",
        Route.ORAL,
    )


def antipyretic(care: Charted, qtbot: QtBot, temperature: str | None = None) -> DrugPage:
    """Return the form with an antipyretic typed, a quarter of an hour after a temperature."""
    if temperature is not None:
        at = care.clock.now() - timedelta(minutes=15)
        care.ward.record_vitals(care.patient, at=at, temperature=temperature)
    else:
        care.clock.advance(hours=1)
    care.read_again()
    page = DrugPage(care.station, care.navigation, care.patient)
    shown(page, qtbot)
    click(page.drug.kind.buttons[DrugKind.ANTIPYRETIC])
    keys(page.drug.drug.line, "paracetamol")
    click(page.drug.route.buttons[Route.ORAL])
    return page


def test_an_antipyretic_asks_for_the_temperature_first(care: Charted, qtbot: QtBot) -> None:
    """Two hours old is too old; the button leads to the vital signs, and the draft stays (H33)."""
    page = antipyretic(care, qtbot)
    assess = page.drug.assess
    click(page.drug.sign_button)
    asked, ways = page.drug.message.text(), (assess.vitals_button, assess.grade_button)
    shown_ways = [way.isVisible() for way in ways]
    click(assess.vitals_button)

    assert "No temperature was measured in the hour before." in asked
    assert shown_ways == [True, False]
    assert care.navigation.went == [("vitals", care.patient)]
    assert page.draft()["drug"] == "paracetamol"
    assert care.ward.chart(care.patient).of(DrugGiven) == ()


def test_an_antipyretic_asks_for_the_grade_of_a_fever(care: Charted, qtbot: QtBot) -> None:
    """Until somebody signs one; then the same form signs."""
    page = antipyretic(care, qtbot, "38.5")
    click(page.drug.sign_button)
    asked = page.drug.message.text()
    click(page.drug.assess.grade_button)
    care.ward.sign_grade(care.patient, Scale.CRS, 1)
    care.read_again()
    gone = not page.drug.assess.isVisible()
    click(page.drug.sign_button)

    assert "There is a fever without a signed CRS grade." in asked
    assert care.navigation.went[0] == ("grade", care.patient, Scale.CRS)
    assert gone
    assert len(care.ward.chart(care.patient).of(DrugGiven)) == 1
    assert care.ward.chart(care.patient).of(Note) == ()


def test_a_temperature_grows_old_over_an_open_form(care: Charted, qtbot: QtBot) -> None:
    """Looked at again when it is signed."""
    page = antipyretic(care, qtbot, "36.9")
    before = page.drug.assess.isVisible()
    care.clock.advance(hours=1)
    click(page.drug.sign_button)

    assert (before, page.drug.assess.isVisible()) == (False, True)
    assert care.ward.chart(care.patient).of(DrugGiven) == ()


def test_an_antipyretic_ordered_before_the_assessment(care: Charted, qtbot: QtBot) -> None:
    """Name and reason are both asked for, and both stand in the note for the next shift."""
    page = antipyretic(care, qtbot, "38.5")
    keys(page.drug.assess.ordered_by.line, "Dr Gao")
    click(page.drug.sign_button)
    half = page.drug.message.text()
    keys(page.drug.assess.because.line, "rigors")
    click(page.drug.sign_button)

    (note,) = care.ward.chart(care.patient).of(Note)
    assert half == "Because: still empty."
    assert note.body.text == (
        "Antipyretic before the fever was assessed, ordered by Dr Gao: rigors"
    )
    assert len(care.ward.chart(care.patient).of(DrugGiven)) == 1


def test_another_kind_of_drug_asks_for_nothing_first(care: Charted, qtbot: QtBot) -> None:
    """What was typed for the exception is not charted with it."""
    page = antipyretic(care, qtbot, "38.5")
    keys(page.drug.assess.ordered_by.line, "Dr Gao")
    keys(page.drug.assess.because.line, "rigors")
    click(page.drug.kind.buttons[DrugKind.ANTIBIOTIC])
    asks = page.drug.assess.isVisible()
    click(page.drug.sign_button)

    assert not asks
    assert care.ward.chart(care.patient).of(Note) == ()


def test_a_draft_keeps_the_exception(care: Charted, qtbot: QtBot) -> None:
    """Name and reason come back with the question they answer."""
    page = antipyretic(care, qtbot, "38.5")
    keys(page.drug.assess.ordered_by.line, "Dr Gao")
    keys(page.drug.assess.because.line, "rigors")
    again = DrugPage(care.station, care.navigation, care.patient)
    shown(again, qtbot)
    again.restore(page.draft())

    assert again.drug.assess.isVisible()
    assert again.drug.assess.exception() == page.drug.assess.exception()


def test_an_antibiotic_hides_nothing(care: Charted, qtbot: QtBot) -> None:
    """The warning is for what masks fever only."""
    page = DrugPage(care.station, care.navigation, care.patient)
    shown(page, qtbot)
    click(page.drug.kind.buttons[DrugKind.ANTIBIOTIC])

    assert page.drug.masks.isHidden()


@pytest.mark.parametrize("typed", ["1O", "0,5", "5..0"])
def test_a_malformed_dose_is_refused(care: Charted, qtbot: QtBot, typed: str) -> None:
    """The text stays, nothing is charted."""
    page = DrugPage(care.station, care.navigation, care.patient)
    shown(page, qtbot)
    drug = page.drug
    click(drug.kind.buttons[DrugKind.STEROID])
    keys(drug.drug.line, "dexamethasone")
    keys(drug.dose.line, typed)
    keys(drug.unit.line, "mg")
    click(drug.route.buttons[Route.IV])
    click(drug.sign_button)

    assert care.ward.chart(care.patient).of(DrugGiven) == ()
    assert typed in drug.message.text()


def test_tocilizumab_is_no_drug_of_this_form(care: Charted, qtbot: QtBot) -> None:
    """It counts as a dose and has a form of its own; the refusal says so."""
    page = DrugPage(care.station, care.navigation, care.patient)
    shown(page, qtbot)
    click(page.drug.kind.buttons[DrugKind.ANTI_CYTOKINE])
    keys(page.drug.drug.line, "tocilizumab")
    click(page.drug.route.buttons[Route.IV])
    click(page.drug.sign_button)

    assert care.ward.chart(care.patient).of(DrugGiven) == ()
    assert page.drug.message.text()


def test_a_correction_keeps_the_old_value_in_sight(care: Charted, qtbot: QtBot) -> None:
    """37.2 becomes 38.2: the new entry amends the old one, and says why."""
    page = amending(care, qtbot)
    old = charted_vitals(care)
    editor = page.amend.fields.editors["temperature"]
    assert editor.line is not None
    editor.line.line.clear()
    keys(editor.line.line, "38.2")
    was = editor.was.text()
    keys(page.amend.reason.line, "misread the display")
    click(page.amend.sign_button)

    chart = care.ward.chart(care.patient)
    (entry,) = chart.of(VitalSigns)
    assert was == "was 37.2"
    assert entry.body.temperature == Decimal("38.2")
    assert (entry.amends, entry.amend_reason) == (old, "misread the display")
    assert entry.taken_at == chart.versions(entry)[1].taken_at


def test_a_correction_without_a_reason_or_a_change_is_refused(care: Charted, qtbot: QtBot) -> None:
    """Both are asked for."""
    page = amending(care, qtbot)
    click(page.amend.sign_button)

    assert "Nothing was changed" in page.amend.message.text()
    assert page.amend.reason.label in page.amend.message.text()
    assert len(care.ward.chart(care.patient).entries) == len(
        care.station.snapshot.charts[care.patient].entries
    )


def test_an_entry_in_error_is_struck_out(care: Charted, qtbot: QtBot) -> None:
    """Nothing takes its place; the old one stays in the history."""
    page = amending(care, qtbot)
    old = charted_vitals(care)
    keys(page.amend.reason.line, "wrong patient")
    click(page.amend.strike_button)

    chart = care.ward.chart(care.patient)
    assert chart.of(VitalSigns) == ()
    assert chart.entry(old) is not None


@pytest.fixture
def dose(care: Charted, qtbot: QtBot) -> AmendPage:
    """Return the correction of a dose that was given an hour ago."""
    given = care.ward.deviation(care.patient, at=care.clock.now() - timedelta(hours=1))
    care.read_again()
    page = AmendPage(care.station, care.navigation, care.patient, given)
    shown(page, qtbot)
    return page


def retype(page: AmendPage, name: str, text: str) -> None:
    """Type something else into a field of a correction, and why."""
    editor = page.amend.fields.editors[name]
    assert editor.line is not None
    editor.line.line.clear()
    keys(editor.line.line, text)
    if not page.amend.reason.text():
        keys(page.amend.reason.line, "read the pump again")


def test_a_nurse_corrects_the_volume_of_a_dose(care: Charted, dose: AmendPage) -> None:
    """What moves nothing asks for nobody else, though striking it out would."""
    retype(dose, "volume_ml", "20")
    hint, shown_ = dose.amend.why_senior.text(), dose.amend.senior.isVisible()
    click(dose.amend.sign_button)

    (entry,) = care.ward.chart(care.patient).of(DoseGiven)
    assert (shown_, hint) == (True, "To strike this out, let a charge nurse or physician sign.")
    assert (entry.body.volume_ml, entry.recorded_by) == (Decimal(20), care.actor.staff_id)


def test_a_senior_signs_what_moves_the_next_dose(care: Charted, dose: AmendPage) -> None:
    """The form says so while it is typed, asks for the PIN, and the correction is the senior's."""
    form, senior = dose.amend, care.ward.actor(Role.CHARGE_NURSE).staff_id
    form.taken.set_text("2026-11-22 12:30")
    form.touched()
    keys(form.reason.line, "read the pump again")
    hint = form.why_senior.text()
    click(form.sign_button)
    asked = form.message.text()
    before = care.ward.chart(care.patient).of(DoseGiven)[0].taken_at
    form.senior.who.choose(senior)
    form.senior.pin.set_text(PIN)
    click(form.sign_button)

    (entry,) = care.ward.chart(care.patient).of(DoseGiven)
    assert hint == "This changes what counts as a dose and since when."
    assert "Signed by a charge nurse or physician: choose a name." in asked
    assert (before - entry.taken_at, entry.recorded_by) == (timedelta(minutes=30), senior)


def test_a_senior_signs_another_amount(care: Charted, dose: AmendPage) -> None:
    """A wrong PIN signs nothing; what was typed stays."""
    retype(dose, "dose_mg", "560")
    dose.amend.senior.who.choose(care.ward.actor(Role.PHYSICIAN).staff_id)
    dose.amend.senior.pin.set_text("314159")
    click(dose.amend.sign_button)
    refused = dose.amend.message.text()

    assert refused
    assert care.ward.chart(care.patient).of(DoseGiven)[0].body.dose_mg == Decimal(576)
    dose.amend.senior.pin.set_text(PIN)
    click(dose.amend.sign_button)
    assert care.ward.chart(care.patient).of(DoseGiven)[0].body.dose_mg == Decimal(560)


def test_a_senior_strikes_a_dose_out_at_the_nurse_s_station(care: Charted, dose: AmendPage) -> None:
    """Only carers of that rank are offered."""
    offered = [dose.amend.senior.who.itemText(n) for n in range(dose.amend.senior.who.count())]
    keys(dose.amend.reason.line, "another patient's")
    click(dose.amend.strike_button)
    nothing = care.ward.chart(care.patient).of(DoseGiven)
    dose.amend.senior.who.choose(care.ward.actor(Role.PHYSICIAN).staff_id)
    dose.amend.senior.pin.set_text(PIN)
    click(dose.amend.strike_button)

    assert not any("(Nurse)" in name for name in offered)
    assert len(nothing) == 1
    assert care.ward.chart(care.patient).of(DoseGiven) == ()


def test_a_charge_nurse_signs_alone(care: Charted, qtbot: QtBot) -> None:
    """Who may do it is not asked for somebody else."""
    given = care.ward.deviation(care.patient)
    care.sign_in(Role.CHARGE_NURSE)
    care.read_again()
    page = AmendPage(care.station, care.navigation, care.patient, given)
    shown(page, qtbot)
    retype(page, "dose_mg", "560")
    asked = page.amend.senior.isVisible()
    click(page.amend.sign_button)

    assert not asked
    assert care.ward.chart(care.patient).of(DoseGiven)[0].body.dose_mg == Decimal(560)


def test_the_second_of_two_corrections_learns_of_the_first(care: Charted, qtbot: QtBot) -> None:
    """The conflict is a sentence; what was typed stays."""
    page = amending(care, qtbot)
    care.ward.strike_out(care.patient, charted_vitals(care))
    editor = page.amend.fields.editors["pulse"]
    assert editor.line is not None
    editor.line.line.clear()
    keys(editor.line.line, "96")
    keys(page.amend.reason.line, "typing error")
    click(page.amend.sign_button)

    assert page.amend.message.text()
    assert editor.text() == "96"
    assert care.ward.chart(care.patient).of(VitalSigns) == ()


def test_drafts_of_the_short_forms_come_back(care: Charted, qtbot: QtBot) -> None:
    """A half-typed correction survives a change of page."""
    page = amending(care, qtbot)
    keys(page.amend.reason.line, "misread")
    editor = page.amend.fields.editors["fluids"]
    assert editor.choice is not None
    click(editor.choice.buttons[True])
    draft = page.draft()
    again = amending(care, qtbot)
    again.restore(draft)

    assert again.draft() == draft
    assert again.amend.fields.body() == page.amend.fields.body()


def test_a_drug_draft_comes_back(care: Charted, qtbot: QtBot) -> None:
    """With its kind, and the warning that goes with it."""
    page = DrugPage(care.station, care.navigation, care.patient)
    shown(page, qtbot)
    click(page.drug.kind.buttons[DrugKind.STEROID])
    keys(page.drug.drug.line, "dexamethasone")
    again = DrugPage(care.station, care.navigation, care.patient)
    shown(again, qtbot)
    again.restore(page.draft())

    assert again.draft() == page.draft()
    assert not again.drug.masks.isHidden()


def test_nothing_is_unnamed_on_the_short_forms(care: Charted, qtbot: QtBot) -> None:
    """Each control has a name, and the tab key reaches the signature."""
    pages: list[tuple[SmallPage, QWidget]] = []
    not_done = NotDonePage(care.station, care.navigation, care.patient, Check.VITALS)
    drug = DrugPage(care.station, care.navigation, care.patient)
    grade = GradePage(care.station, care.navigation, care.patient, Scale.CRS)
    pages += [
        (not_done, not_done.not_done.note.line),
        (drug, drug.drug.drug.line),
        (grade, grade.grade.sign_button),
    ]
    amend = amending(care, qtbot)
    pages.append((amend, amend.amend.reason.line))
    for page, first in pages:
        shown(page, qtbot)

        assert unnamed(page) == []
        assert page.form.sign_button in tab_chain(page, first)
