"""Slips of the hand, in both languages: refused where they were typed, and nothing else is held."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.vocabulary import Oxygen
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.forms.vitals_form import VitalsForm
from tests.ui.charted import Charted
from tests.ui.hands import click, key, keys

SLIPS = [
    pytest.param("temperature", "39,1", id="comma"),
    pytest.param("temperature", "3.9.1", id="two-points"),
    pytest.param("temperature", "391", id="out-by-ten"),
    pytest.param("temperature", "102.2", id="fahrenheit"),
    pytest.param("temperature", "39.", id="no-decimals"),
    pytest.param("pulse", "12O", id="letter-o"),
    pytest.param("pulse", "118.5", id="no-whole-number"),
    pytest.param("systolic", "1180", id="ten-times-too-high"),
    pytest.param("spo2", "101", id="impossible"),
]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize(("name", "typed"), SLIPS)
def test_a_slip_blocks_its_own_field_only(
    care: Charted, qtbot: QtBot, language: str, name: str, typed: str
) -> None:
    """It stays as typed, says so, is not saved; the other fields take values, and then it signs."""
    i18n.set_language(language)
    page = VitalsPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    fields = page.vitals.fields
    slip, other = fields.numbers[name], fields.respiratory_rate
    keys(slip.edit, typed)
    keys(other.edit, "22")
    _sign(page)
    refused = (slip.text(), slip.remark.text(), other.whole(), slip.edit.hasFocus())
    kept = len(care.ward.chart(care.patient).of(VitalSigns))
    slip.edit.clear()
    _sign(page)

    assert refused[0] == typed
    assert refused[1]
    assert refused[2:] == (22, True)
    assert kept == 1
    assert care.ward.chart(care.patient).of(VitalSigns)[-1].body.respiratory_rate == 22


def _sign(page: VitalsPage) -> None:
    key(page.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_flow_beyond_its_device_is_typed_twice(care: Charted, qtbot: QtBot) -> None:
    """60 L/min through a nasal cannula is a lost point, whichever of the two is typed first."""
    form = VitalsForm(care.station, care.patient)
    qtbot.addWidget(form)
    fields = form.fields
    click(fields.oxygen.buttons[Oxygen.HIGH_FLOW_NC])
    keys(fields.oxygen_flow.edit, "60")
    possible = fields.oxygen_flow.blocked()
    click(fields.oxygen.buttons[Oxygen.LOW_FLOW_NC])
    form.sign()
    refused = care.ward.chart(care.patient).of(VitalSigns)
    keys(fields.oxygen_flow.again, "60")
    form.sign()

    assert not possible
    assert "more than this device" in fields.oxygen_flow.remark.text()
    assert len(care.ward.chart(care.patient).of(VitalSigns)) == len(refused) + 1
