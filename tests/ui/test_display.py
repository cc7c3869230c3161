"""The look of the screens: chosen on the page, by key or by the clock; nothing typed is lost."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.db.store import SqlStore
from cart_ward.runtime import settings
from cart_ward.runtime.settings import Look, Settings
from cart_ward.ui import theme
from cart_ward.ui.display import Display
from cart_ward.ui.display_page import DisplayPage
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.forms.vitals_form import VitalsForm
from cart_ward.ui.main_window import SMALLEST, MainWindow
from cart_ward.ui.messages import Messages
from cart_ward.ui.screens import factories
from tests.builders import ZONE, WardBuilder
from tests.fakes import FixedClock
from tests.ui import charted
from tests.ui.charted import Charted
from tests.ui.hands import keys


@dataclass
class Desk:
    """A window whose look is kept in a folder, and what its message line said."""

    window: MainWindow
    display: Display
    care: Charted
    folder: Path
    said: list[str]

    def tick(self, at: datetime) -> None:
        """Let the station see a moment."""
        self.care.clock.at = at
        self.care.station.ticked.emit(at)
        settle()

    def form(self) -> VitalsForm:
        """Return the vitals form in front."""
        page = self.window.page
        assert isinstance(page, VitalsPage)
        form = page.form
        assert isinstance(form, VitalsForm)
        return form

    def page(self) -> DisplayPage:
        """Return the page for the look, in front."""
        page = self.window.page
        assert isinstance(page, DisplayPage)
        return page

    def kept(self) -> Look:
        """Return what stands in the file."""
        return settings.read(self.folder).look


def settle() -> None:
    """Let everything be shown."""
    for _turn in range(3):
        QApplication.processEvents()


def worn() -> tuple[str, int]:
    """Return the theme and the text size that the program wears."""
    tokens = theme.current()
    return tokens.name, tokens.sizes.percent


@pytest.fixture
def desk(store: SqlStore, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Desk:
    """Return the window at noon, following the clock."""
    folder = tmp_path / "station"
    folder.mkdir()
    settings.write(folder, Settings(station="desk", ward_name="3F East"))
    clock.at = datetime(2026, 11, 22, 19, 58, tzinfo=ZONE)
    care = charted.build(WardBuilder(store, clock), clock)
    messages, said = Messages(), list[str]()
    messages.told.connect(lambda message: said.append(message.sentence))
    keep = partial(settings.keep_look, folder)
    display = Display(care.station, messages, Look(), keep)
    display.dress()
    window = MainWindow(care.station, factories(lambda *_: b"", None, display), messages)
    display.setParent(window)
    display.changed.connect(window.build_anew)
    display.listen(window.keys)
    qtbot.addWidget(window)
    window.resize(SMALLEST)
    window.show()
    window.activateWindow()
    settle()
    return Desk(window=window, display=display, care=care, folder=folder, said=said)


def test_by_the_clock_it_grows_dark_at_eight(desk: Desk) -> None:
    """On the board nobody types: the theme changes with the hour, and back in the morning."""
    assert worn() == ("light", 100)

    desk.tick(datetime(2026, 11, 22, 20, 0, tzinfo=ZONE))
    assert worn() == ("dark", 100)

    desk.tick(datetime(2026, 11, 23, 7, 0, tzinfo=ZONE))
    assert worn() == ("light", 100)


def test_the_clock_waits_for_somebody_who_types(desk: Desk) -> None:
    """A figure half typed is left alone for ten minutes; then it is still there, cursor and all."""
    desk.window.show_vitals(desk.care.patient)
    settle()
    pulse = desk.form().fields.pulse.edit
    pulse.setFocus()
    keys(pulse, "11")
    pulse.setCursorPosition(1)
    night = datetime(2026, 11, 22, 20, 0, tzinfo=ZONE)

    desk.tick(night)
    assert worn() == ("light", 100)
    desk.tick(night + timedelta(minutes=10))

    assert worn() == ("dark", 100)
    again = desk.form().fields.pulse.edit
    assert again is not pulse
    assert (again.text(), again.cursorPosition()) == ("11", 1)
    assert desk.window.focusWidget() is again


def test_what_is_chosen_by_hand_stays(desk: Desk) -> None:
    """A theme taken by hand overrides the clock, and is written down."""
    desk.display.choose_theme("contrast")
    assert worn() == ("contrast", 100)

    desk.tick(datetime(2026, 11, 22, 22, 0, tzinfo=ZONE))

    assert worn() == ("contrast", 100)
    assert desk.kept() == Look(theme="contrast")


def test_the_chip_opens_the_page_and_escape_leads_back(desk: Desk) -> None:
    """From a form to the look and back: what was typed is there, in the new look."""
    desk.window.show_vitals(desk.care.patient)
    settle()
    keys(desk.form().fields.temperature.edit, "38.4")

    QTest.mouseClick(desk.window.top.display, Qt.MouseButton.LeftButton)
    settle()
    QTest.mouseClick(desk.page().themes.buttons["dark"], Qt.MouseButton.LeftButton)
    settle()
    QTest.mouseClick(desk.page().texts.buttons[150], Qt.MouseButton.LeftButton)
    settle()
    assert worn() == ("dark", 150)
    assert desk.page().themes.value() == "dark"

    QTest.keyClick(desk.window, Qt.Key.Key_Escape)
    settle()
    assert desk.form().fields.temperature.text() == "38.4"
    assert desk.kept() == Look(theme="dark", text_percent=150)


def test_the_page_is_used_by_keyboard_alone(desk: Desk) -> None:
    """Arrows choose, the focus stays on what was chosen though everything is built anew."""
    desk.window.top.display.click()
    settle()
    at = desk.window.focusWidget()
    assert at is desk.page().themes.buttons["auto"]

    QTest.keyClick(at, Qt.Key.Key_Right)
    settle()
    assert worn() == ("light", 100)
    assert desk.window.focusWidget() is desk.page().themes.buttons["light"]

    QTest.keyClick(desk.window.focusWidget(), Qt.Key.Key_Right)
    settle()
    assert worn() == ("dark", 100)


def test_keys_change_the_text_on_every_page(desk: Desk) -> None:
    """Ctrl and + goes up to 200 %, then says so; Ctrl and 0 leads back to 100."""
    desk.window.show_vitals(desk.care.patient)
    settle()
    keys(desk.form().fields.pulse.edit, "98")
    control = Qt.KeyboardModifier.ControlModifier
    seen = []
    for _press in range(4):
        QTest.keyClick(desk.window, Qt.Key.Key_Plus, control)
        settle()
        seen.append(worn()[1])

    assert seen == [125, 150, 200, 200]
    assert desk.said == ["Text is at 200 %: it goes no further."]
    QTest.keyClick(desk.window, Qt.Key.Key_Minus, control)
    settle()
    assert worn()[1] == 150
    QTest.keyClick(desk.window, Qt.Key.Key_0, control)
    settle()
    assert worn()[1] == 100
    assert desk.form().fields.pulse.text() == "98"


def test_less_motion_is_chosen_and_kept(desk: Desk) -> None:
    """The tick is one key; whatever flashes asks the theme."""
    desk.window.top.display.click()
    settle()
    desk.page().still.click()
    settle()

    assert not theme.moves()
    assert desk.page().still.isChecked()
    assert desk.kept().reduced_motion


def test_the_look_holds_in_the_other_language(desk: Desk) -> None:
    """A live switch of the language keeps theme and text size."""
    desk.display.choose(Look(theme="dark", text_percent=125))
    desk.window.set_language("zh_CN")

    assert worn() == ("dark", 125)
    assert i18n.language() == "zh_CN"
    assert theme.current().sizes.body == round(19 * 1.25) + 1


def test_a_look_that_cannot_be_kept_is_worn_all_the_same(desk: Desk) -> None:
    """The message says that it holds until the window closes."""
    (desk.folder / "settings.toml.new").mkdir()

    desk.display.choose_theme("dark")

    assert worn() == ("dark", 100)
    assert "They hold until this window closes" in desk.said[0]
    assert desk.kept() == Look()
