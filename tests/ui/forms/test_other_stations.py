"""What another station does to the same patient while a form lies open here."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from cart_ward.clinical.observed import Grading, VitalSigns
from cart_ward.clinical.vocabulary import Check, Oxygen, Scale
from cart_ward.ui.forms.amend import AmendPage
from cart_ward.ui.forms.drug import DrugPage
from cart_ward.ui.forms.grade import GradePage
from cart_ward.ui.forms.neuro_check import NeuroCheckPage
from cart_ward.ui.forms.not_done import NotDonePage
from cart_ward.ui.forms.signing import SignedForm
from cart_ward.ui.forms.stay import StayPage
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.navigation import Page
from tests.ui.charted import Charted
from tests.ui.hands import click, keys


def worse(care: Charted) -> None:
    """Chart a set elsewhere that proposes a higher grade."""
    care.ward.record_vitals(
        care.patient, temperature="39.0", oxygen=Oxygen.HIGH_FLOW_NC, oxygen_flow=30
    )
    care.read_again()


def test_vitals_say_what_was_charted_meanwhile(care: Charted, qtbot: QtBot) -> None:
    """When and by whom, the last values with it; what is typed stays, and can be signed."""
    page = VitalsPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    form = page.vitals
    keys(form.fields.temperature.edit, "38.4")
    quiet = form.meanwhile.isHidden()
    care.clock.advance(minutes=10)
    worse(care)

    assert quiet
    assert not form.meanwhile.isHidden()
    assert "14:10" in form.meanwhile.text()
    assert "39.0" in form.fields.temperature.last.text().replace("39 ", "39.0 ")
    assert form.fields.temperature.text() == "38.4"
    form.sign()
    assert len(care.ward.chart(care.patient).of(VitalSigns)) == 3


def test_what_was_charted_while_a_draft_waited_is_said_too(care: Charted, qtbot: QtBot) -> None:
    """Left, charted by somebody else, come back."""
    page = VitalsPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    keys(page.vitals.fields.temperature.edit, "38.4")
    draft = json.loads(json.dumps(page.draft()))
    page.leave()
    worse(care)
    again = VitalsPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(again)
    fresh = again.vitals.meanwhile.isHidden()
    again.restore(draft)

    assert fresh
    assert not again.vitals.meanwhile.isHidden()
    assert again.draft() == draft


def test_a_neuro_check_says_so_too(care: Charted, qtbot: QtBot) -> None:
    """Of its own kind alone: vital signs are another check."""
    page = NeuroCheckPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    worse(care)
    of_vitals = page.form.meanwhile.isHidden()
    care.ward.record_neuro(care.patient)
    care.read_again()

    assert of_vitals
    assert not page.form.meanwhile.isHidden()


def test_a_form_says_nothing_about_its_own_set(care: Charted, qtbot: QtBot) -> None:
    """What was just signed here is no news."""
    page = VitalsPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    keys(page.vitals.fields.temperature.edit, "38.4")
    page.vitals.sign()

    assert page.vitals.saved
    assert page.vitals.meanwhile.isHidden()


def test_a_proposal_that_rises_asks_for_the_grade_again(care: Charted, qtbot: QtBot) -> None:
    """From which to which is said, and the reason can be seen and typed."""
    page = GradePage(care.station, care.navigation, care.patient, Scale.CRS)
    qtbot.addWidget(page)
    page.show()
    form = page.grade
    before = form.changed.isHidden() and form.reason.isHidden()
    care.clock.advance(minutes=5)
    worse(care)
    risen = care.ward.crs(care.patient).grade
    form.sign()
    refused = care.ward.chart(care.patient).of(Grading)

    assert before
    assert risen not in (None, 0)
    assert f"from 0 to {risen}" in form.changed.text()
    assert not form.changed.isHidden()
    assert form.reason.isVisible()
    assert refused == ()
    click(form.grade.buttons[risen])
    form.sign()
    assert [e.body.grade for e in care.ward.chart(care.patient).of(Grading)] == [risen]


def test_the_change_of_a_proposal_outlives_the_page(care: Charted, qtbot: QtBot) -> None:
    """Another language, the same question."""
    page = GradePage(care.station, care.navigation, care.patient, Scale.CRS)
    qtbot.addWidget(page)
    worse(care)
    draft = json.loads(json.dumps(page.draft()))
    again = GradePage(care.station, care.navigation, care.patient, Scale.CRS)
    qtbot.addWidget(again)
    again.restore(draft)

    assert again.grade.changed.text() == page.grade.changed.text()
    assert not again.grade.changed.isHidden()
    assert not again.grade.reason.isHidden()


@pytest.mark.parametrize("name", ["vitals", "neuro", "grade", "not_done", "drug", "stay"])
def test_no_form_is_signed_for_somebody_who_has_left(
    name: str, care: Charted, qtbot: QtBot
) -> None:
    """It says so, its draft can still be asked for, and its keys do nothing."""
    station, navigation, patient = care.station, care.navigation, care.patient
    make: dict[str, Callable[[], Page]] = {
        "vitals": lambda: VitalsPage(station, navigation, patient),
        "neuro": lambda: NeuroCheckPage(station, navigation, patient),
        "grade": lambda: GradePage(station, navigation, patient, Scale.CRS),
        "not_done": lambda: NotDonePage(station, navigation, patient, Check.VITALS),
        "drug": lambda: DrugPage(station, navigation, patient),
        "stay": lambda: StayPage(station, navigation, patient),
    }
    page = make[name]()
    qtbot.addWidget(page)
    page.show()
    form = page.findChildren(SignedForm)[0]
    before = form.sign_button.isEnabled()
    care.ward.discharge(patient)
    care.read_again()
    care.clock.advance(minutes=10)
    station.ticked.emit(care.clock.now())
    form.touched()
    form.sign()

    assert before
    assert not form.sign_button.isEnabled()
    assert "left the ward" in form.message.text()
    assert form.message.isVisible()
    assert isinstance(page.draft(), dict)


def test_a_discharge_taken_back_lets_the_form_be_signed(care: Charted, qtbot: QtBot) -> None:
    """The form says nothing any more."""
    page = DrugPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    here = care.station.snapshot
    care.ward.discharge(care.patient)
    care.read_again()
    gone = page.drug.sign_button.isEnabled()
    care.station._snapshot = here
    care.station.ask_again()

    assert not gone
    assert page.drug.sign_button.isEnabled()
    assert page.drug.message.isHidden()


def test_a_struck_out_entry_is_said_to_be_struck_out(care: Charted, qtbot: QtBot) -> None:
    """Not that a correction was saved."""
    entry = care.ward.chart(care.patient).of(VitalSigns)[0]
    page = AmendPage(care.station, care.navigation, care.patient, entry.id)
    qtbot.addWidget(page)
    keys(page.amend.reason.line, "wrong patient")
    page.amend.strike()

    assert care.clock.now() - entry.taken_at == timedelta(hours=1)
    assert "struck out" in care.navigation.told[-1]
    assert "Correct" not in care.navigation.told[-1]
