"""The last device and its flow are suggested in grey; what was measured never is."""

from decimal import Decimal

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cart_ward.clinical.vocabulary import Oxygen
from cart_ward.ui.forms.vitals import VitalsPage
from tests.ui.charted import Charted
from tests.ui.hands import click, key


def test_the_last_device_and_flow_are_taken_over_by_the_space_bar(
    care: Charted, qtbot: QtBot
) -> None:
    """Grey until then: nothing is chosen by itself, and Enter goes on without it."""
    care.ward.record_vitals(
        care.patient, oxygen=Oxygen.LOW_FLOW_NC, oxygen_flow=Decimal(2), spo2=95
    )
    care.clock.advance(minutes=30)
    care.read_again()
    page = VitalsPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    page.resize(1291, 688)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    fields = page.vitals.fields
    fields.spo2.edit.setFocus()
    key(page.focusWidget(), Qt.Key.Key_Return)
    before = (page.focusWidget(), fields.oxygen.value(), fields.is_empty())
    key(page.focusWidget(), Qt.Key.Key_Space)
    key(page.focusWidget(), Qt.Key.Key_Return)
    empty = (fields.oxygen_flow.text(), fields.oxygen_flow.edit.placeholderText())
    key(page.focusWidget(), Qt.Key.Key_Space)

    assert before == (fields.oxygen.buttons[Oxygen.LOW_FLOW_NC], None, True)
    assert fields.oxygen.value() is Oxygen.LOW_FLOW_NC
    assert empty == ("", "2")
    assert fields.oxygen_flow.value() == 2
    assert fields.temperature.text() == ""


def test_another_device_brings_no_flow_with_it(care: Charted, qtbot: QtBot) -> None:
    """The flow of a cannula says nothing about a mask."""
    care.ward.record_vitals(care.patient, oxygen=Oxygen.LOW_FLOW_NC, oxygen_flow=Decimal(2))
    care.read_again()
    page = VitalsPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    page.show()
    fields = page.vitals.fields
    click(fields.oxygen.buttons[Oxygen.FACEMASK])
    key(fields.oxygen_flow.edit, Qt.Key.Key_Space)

    assert fields.oxygen_flow.edit.placeholderText() == ""
    assert fields.oxygen_flow.value() is None


def test_a_flow_says_its_unit(care: Charted, qtbot: QtBot) -> None:
    """Beside the number, for as long as there is one to type."""
    page = VitalsPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    page.show()
    fields = page.vitals.fields
    click(fields.oxygen.buttons[Oxygen.LOW_FLOW_NC])
    with_flow = (fields.flow_unit.isVisible(), fields.flow_unit.text())
    click(fields.oxygen.buttons[Oxygen.ROOM_AIR])

    assert with_flow == (True, "L/min")
    assert not fields.flow_unit.isVisible()
