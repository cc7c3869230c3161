"""A check is one screen: nothing asked at the bedside waits below the edge of the window."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.clinical.vocabulary import Acvpu, Consciousness, Handwriting, Oedema, Oxygen, Seizure
from cart_ward.ui.forms.charting import ChartingForm
from cart_ward.ui.forms.ice import IceFields
from cart_ward.ui.forms.neuro_form import NeuroForm
from cart_ward.ui.forms.support import Support
from cart_ward.ui.forms.vitals_form import VitalsForm
from tests.ui.charted import Charted, stormy
from tests.ui.hands import click, keys

SMALL = (1238, 525)
"""What a window of 1366 x 768 leaves for a form, alarm bar and banner shown."""

USUAL = (1312, 657)
"""The same of 1440 x 900."""

SICK = {
    "temperature": "39.1",
    "pulse": "118",
    "respiratory_rate": "22",
    "systolic": "88",
    "diastolic": "52",
    "spo2": "93",
}


def shown(form: ChartingForm, size: tuple[int, int], qtbot: QtBot) -> None:
    """Put a form on the screen at a size."""
    qtbot.addWidget(form)
    form.resize(*size)
    form.show()
    QApplication.processEvents()


def hidden_below(form: ChartingForm) -> int:
    """Return how many pixels of the rows lie below the edge."""
    form.look()
    QApplication.processEvents()
    return form.area.verticalScrollBar().maximum()


@pytest.mark.parametrize("size", [SMALL, USUAL])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_set_of_a_sick_patient_is_one_screen(
    care: Charted, qtbot: QtBot, size: tuple[int, int], language: str
) -> None:
    """Six numbers, a device with its flow, support, consciousness and three causes."""
    i18n.set_language(language)
    stormy(care)
    form = VitalsForm(care.station, care.patient)
    shown(form, size, qtbot)
    empty = hidden_below(form)
    fields = form.fields
    for name, text in SICK.items():
        keys(fields.numbers[name].edit, text)
    click(fields.oxygen.buttons[Oxygen.LOW_FLOW_NC])
    keys(fields.oxygen_flow.edit, "2")
    click(fields.support.buttons[Support.FLUIDS])
    click(fields.consciousness.buttons[Acvpu.ALERT])

    assert (empty, hidden_below(form)) == (0, 0)
    assert len([tick for tick in form.causes.ticks.values() if tick.isVisible()]) == 3


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_neuro_check_of_an_adult_is_one_screen(
    care: Charted, qtbot: QtBot, language: str
) -> None:
    """Ten items and every domain; only GCS, pupils and the language wait behind a button."""
    i18n.set_language(language)
    form = NeuroForm(care.station, care.patient)
    shown(form, USUAL, qtbot)
    items, fields = form.score.items, form.fields
    assert isinstance(items, IceFields)
    for toggle in items.toggles.values():
        keys(toggle, "1")
    for button in (
        fields.handwriting.buttons[Handwriting.UNCHANGED],
        fields.consciousness.buttons[Consciousness.ALERT],
        fields.seizure.buttons[Seizure.NONE],
        fields.weakness.buttons[False],
        fields.oedema.buttons[Oedema.NONE],
        fields.signs.none,
    ):
        click(button)

    assert hidden_below(form) == 0


def test_a_low_window_shows_the_language_on_request(care: Charted, qtbot: QtBot) -> None:
    """It is behind the button with GCS and pupils, and beside the items where there is room."""
    form = NeuroForm(care.station, care.patient)
    shown(form, USUAL, qtbot)
    before = form.score.spoken.isVisible()
    click(form.more)
    asked = form.score.spoken.isVisible()
    click(form.more)
    form.resize(1800, 900)
    QApplication.processEvents()

    assert (before, asked, form.score.spoken.isVisible()) == (False, True, True)


@pytest.mark.parametrize("size", [SMALL, (1800, 900)])
def test_every_item_stays_a_target(care: Charted, qtbot: QtBot, size: tuple[int, int]) -> None:
    """44 px in a low window, 56 px where there is room."""
    form = NeuroForm(care.station, care.patient)
    shown(form, size, qtbot)
    assert isinstance(form.score.items, IceFields)
    heights = {toggle.height() for toggle in form.score.items.toggles.values()}

    assert min(heights) >= (44 if size == SMALL else 56)
