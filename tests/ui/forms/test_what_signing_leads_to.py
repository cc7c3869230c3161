"""The cards beside a form: the last answer is called the last, a new one says what follows."""

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.schedule import DueState
from cart_ward.clinical.vocabulary import Acvpu, Check, Consciousness, Oxygen
from cart_ward.i18n import wording
from cart_ward.ui.forms.neuro_check import NeuroCheckPage
from cart_ward.ui.forms.support import Support
from cart_ward.ui.forms.vitals import VitalsPage
from tests.ui.charted import Charted, stormy
from tests.ui.hands import click, key, keys


@pytest.fixture
def page(care: Charted, qtbot: QtBot) -> VitalsPage:
    """Return the vitals form of the one patient, on the screen."""
    return opened(VitalsPage(care.station, care.navigation, care.patient), qtbot)


def opened(page: VitalsPage, qtbot: QtBot) -> VitalsPage:
    """Put a page on the screen, active."""
    qtbot.addWidget(page)
    page.resize(1344, 764)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def words(page: VitalsPage) -> str:
    """Return every word of the cards at the right."""
    form = page.vitals
    QApplication.processEvents()
    labels = [
        label.text()
        for card in (form.proposal, form.news2, form.consequences)
        for label in card.findChildren(QLabel)
        if label.isVisible()
    ]
    return "\n".join(labels)


def type_set(page: VitalsPage, **numbers: str) -> None:
    """Type numbers, and look at what they lead to."""
    for name, text in numbers.items():
        field = page.vitals.fields.numbers[name].edit
        field.clear()
        keys(field, text)
    page.vitals.look()


def test_before_typing_nothing_is_promised(page: VitalsPage) -> None:
    """No next time, no tick: there is nothing to sign yet, and the last set says when it was."""
    form = page.vitals

    assert not form.consequences.isVisible()
    assert not form.confirm.isVisible()
    assert "last CRS 0 at 13:00" in words(page)
    assert form.news2.heading.text().startswith("last ")


def test_a_number_taken_back_promises_nothing_again(page: VitalsPage) -> None:
    """What was shown for a typed number goes with it."""
    type_set(page, temperature="39.1")
    promised = page.vitals.consequences.isVisible()
    page.vitals.fields.temperature.edit.clear()
    page.vitals.look()

    assert promised
    assert not page.vitals.consequences.isVisible()
    assert "last CRS 0" in words(page)


def test_news2_without_consciousness_says_what_it_is_at_least(page: VitalsPage) -> None:
    """85 % alone: a floor, its band and a call, never a bare number."""
    type_set(page, spo2="85")
    shown, form = words(page), page.vitals

    assert "NEWS2 incomplete, at least 3, low to medium or higher" in shown
    assert "Consciousness missing" in shown
    assert any("NEWS2 5 or 6, or a single 3" in line for line in form.consequences.sentences())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param({"pulse": "80"}, "NEWS2: incomplete, no total", id="nothing yet"),
        pytest.param({"pulse": "115"}, "NEWS2 incomplete, at least 2", id="little"),
        pytest.param(
            {"pulse": "131", "respiratory_rate": "25", "systolic": "105"},
            "NEWS2 incomplete, at least 7, high",
            id="much",
        ),
    ],
)
def test_news2_counts_up_while_it_is_typed(
    page: VitalsPage, typed: dict[str, str], said: str
) -> None:
    """What is missing can only raise it."""
    type_set(page, **typed)

    assert page.vitals.news2.heading.text() == said


def test_signing_names_the_next_check_with_its_rhythm(page: VitalsPage) -> None:
    """When the next set is due, how often, and because of what."""
    type_set(page, temperature="39.1", pulse="118", systolic="118", diastolic="70")

    (first, *_rest) = page.vitals.consequences.sentences()

    assert first.startswith("Vital signs next at ")
    assert "every" in first
    assert "CRS 1" in first


def test_signing_names_whom_to_call_by_when_and_why(page: VitalsPage) -> None:
    """A pressure of 80 asks for the ward doctor within five minutes."""
    type_set(page, temperature="39.1", systolic="80", diastolic="45")
    click(page.vitals.fields.support.buttons[Support.FLUIDS])
    page.vitals.look()

    calls = [s for s in page.vitals.consequences.sentences() if s.startswith("Call ")]

    assert calls[0] == "Call the ward doctor within 5 min: low blood pressure."
    assert len(calls) == len({call.partition(":")[0] for call in calls})


def test_no_code_reaches_the_reader(page: VitalsPage, care: Charted) -> None:
    """A severe set: every line is words."""
    stormy(care)
    type_set(page, temperature="39.1", systolic="70", diastolic="40", pulse="140", spo2="84")
    click(page.vitals.fields.oxygen.buttons[Oxygen.HIGH_FLOW_NC])
    click(page.vitals.fields.support.buttons[Support.SEVERAL])
    click(page.vitals.fields.consciousness.buttons[Acvpu.PAIN])
    page.vitals.look()

    shown = words(page)

    assert "intensive care" in shown
    assert "_" not in shown
    assert "alarm." not in shown


def test_every_alarm_of_a_check_has_words() -> None:
    """Whatever signing raises can be said."""
    late = (DueState.DUE, DueState.OVERDUE, DueState.VERY_OVERDUE, DueState.MISSED)

    assert all(wording.knows(f"alarm.{state}.{check}") for state in late for check in Check)


def test_a_dose_given_names_the_next_possible(care: Charted, qtbot: QtBot) -> None:
    """Eight hours from the start of the dose before."""
    care.ward.record_vitals(care.patient, temperature="39.1", systolic=86, fluids=True)
    care.ward.give_tocilizumab(care.patient)
    care.clock.advance(hours=2)
    care.read_again()
    page = opened(VitalsPage(care.station, care.navigation, care.patient), qtbot)
    type_set(page, temperature="38.4")

    assert "Tocilizumab: dose 2 possible from 22:00" in page.vitals.consequences.sentences()


def test_enter_walks_through_the_whole_form(page: VitalsPage, care: Charted) -> None:
    """Every number and row by keyboard alone, and from the last row to the button that signs."""
    fields = page.vitals.fields
    typed = ["38.2", "96", "20", "118", "70", "97"]
    for text in typed:
        keys(page.focusWidget(), text)
        key(page.focusWidget(), Qt.Key.Key_Return)
    # Room air, the second device: a cannula has a flow, and it is the next stop.
    key(page.focusWidget(), Qt.Key.Key_Right)
    key(page.focusWidget(), Qt.Key.Key_Right)
    key(page.focusWidget(), Qt.Key.Key_Return)
    keys(page.focusWidget(), "2")
    key(page.focusWidget(), Qt.Key.Key_Return)
    key(page.focusWidget(), Qt.Key.Key_Right)
    key(page.focusWidget(), Qt.Key.Key_Return)
    key(page.focusWidget(), Qt.Key.Key_Return)
    key(page.focusWidget(), Qt.Key.Key_Right)
    key(page.focusWidget(), Qt.Key.Key_Return)
    on_sign = page.focusWidget() is page.vitals.sign_button
    key(page.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    body = care.ward.chart(care.patient).of(VitalSigns)[-1].body
    assert on_sign
    assert (body.temperature, body.pulse, body.respiratory_rate) == (Decimal("38.2"), 96, 20)
    assert (body.systolic, body.diastolic, body.spo2) == (118, 70, 97)
    assert (body.oxygen, body.oxygen_flow) == (Oxygen.LOW_FLOW_NC, Decimal(2))
    assert (body.fluids, body.vasopressors, body.vasopressin) == (False, 0, False)
    assert body.consciousness is Acvpu.ALERT
    assert fields.vasopressin.isChecked() is False


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("386", "38.6", id="out by ten, too large"),
        pytest.param("3.86", "too many decimals", id="out by ten, too small"),
        pytest.param("3.8", "38", id="out by ten, no decimals too many"),
        pytest.param("101.3", "Fahrenheit", id="Fahrenheit"),
        pytest.param("38,6", "38,6", id="a comma"),
    ],
)
def test_a_slip_of_the_point_is_refused_and_traps_nobody(
    page: VitalsPage, care: Charted, typed: str, said: str
) -> None:
    """The sentence stands at the row; the other fields take their values meanwhile."""
    fields = page.vitals.fields
    keys(fields.temperature.edit, typed)
    key(page.focusWidget(), Qt.Key.Key_Return)
    keys(fields.pulse.edit, "96")
    key(fields.pulse.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    remark = fields.temperature.remark

    assert remark.isVisible()
    assert said in remark.text()
    assert fields.temperature.text() == typed
    assert fields.pulse.whole() == 96
    assert len(care.ward.chart(care.patient).of(VitalSigns)) == 1


def test_a_cannula_above_six_litres_says_what_it_counts_as(page: VitalsPage) -> None:
    """The remark stands under the devices, and the proposal follows it."""
    fields = page.vitals.fields
    type_set(page, temperature="39.1", spo2="91")
    click(fields.oxygen.buttons[Oxygen.LOW_FLOW_NC])
    keys(fields.oxygen_flow.edit, "8")
    page.vitals.look()

    assert "counts as high flow" in fields.oxygen_remark.text()
    assert page.vitals.proposal.badge.face.grade == 3


@pytest.mark.parametrize(
    ("device", "asks"),
    [
        (Oxygen.ROOM_AIR, False),
        (Oxygen.LOW_FLOW_NC, True),
        (Oxygen.VENTURI, True),
        (Oxygen.CPAP, False),
        (Oxygen.INTUBATED, False),
    ],
)
def test_a_flow_is_asked_only_of_a_device_that_has_one(
    page: VitalsPage, device: Oxygen, *, asks: bool
) -> None:
    """A flow typed for another device is not charted with a ventilator."""
    fields = page.vitals.fields
    click(fields.oxygen.buttons[Oxygen.FACEMASK])
    keys(fields.oxygen_flow.edit, "5")
    click(fields.oxygen.buttons[device])

    assert fields.oxygen_flow.isVisible() is asks
    assert fields.body().oxygen_flow == (5 if asks else None)


def test_whether_a_tube_is_for_the_airway_only_is_asked_of_a_tube(page: VitalsPage) -> None:
    """Nobody with a cannula is asked about a tube."""
    fields = page.vitals.fields
    airway = list(page.vitals.causes.ticks.values())[1].cause.buttons
    click(fields.oxygen.buttons[Oxygen.VENTURI])
    page.vitals.look()
    before = [button.isVisible() for button in airway.values()]
    click(fields.oxygen.buttons[Oxygen.INTUBATED])
    page.vitals.look()

    assert before == [True, True, False]
    assert all(button.isVisible() for button in airway.values())


def test_the_neuro_form_also_calls_the_last_the_last(care: Charted, qtbot: QtBot) -> None:
    """And once something is recorded it says when the next check is due and whom to call."""
    care.ward.record_neuro(care.patient, at=care.clock.now() - timedelta(hours=1))
    care.read_again()
    page = NeuroCheckPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    page.resize(1344, 764)
    page.show()
    form = page.neuro
    before = (form.proposal.before.text(), form.consequences.isVisible())
    click(form.fields.consciousness.buttons[Consciousness.UNAROUSABLE])
    form.look()

    assert before == ("last ICANS 0 at 13:00", False)
    assert any(s.startswith("Neuro check next at ") for s in form.consequences.sentences())
    assert any("the emergency team" in s and "at once" in s for s in form.consequences.sentences())
