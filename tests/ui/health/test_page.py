"""This station: a charge nurse unlocks a name and confirms the clock; others read who may."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.care import sign_in
from cart_ward.clinical.people import Role
from cart_ward.db import folder
from cart_ward.db.store import SqlStore
from cart_ward.errors import NotAllowed
from cart_ward.runtime.clock import SystemClock
from cart_ward.ui.health.behind import Behind
from cart_ward.ui.health.clock_card import nearest
from cart_ward.ui.health.page import HealthPage
from cart_ward.ui.main_window import MainWindow
from tests.builders import PIN, ZONE, WardBuilder
from tests.fakes import FixedClock, TurnedMachine
from tests.ui.looking import unnamed
from tests.ui.stations import station_of
from tests.ui.ward import Navigation
from tests.ui.whole import Paper, Whole


class Scene:
    """A ward on a computer whose clock somebody turns, and the page about it."""

    def __init__(self, qtbot: QtBot, data: Path) -> None:
        self.qtbot, self.machine = qtbot, TurnedMachine()
        self.clock = SystemClock(self.machine)
        self.store = folder.open_store(data, clock=self.clock)
        self.ward = WardBuilder(self.store, cast("FixedClock", self.clock))
        self.navigation = Navigation()

    def lock(self, number: int = 0) -> None:
        """Type ten wrong PINs for a nurse."""
        staff_id = self.ward.actor(Role.NURSE, number).staff_id
        for _failure in range(10):
            with pytest.raises(NotAllowed):
                sign_in.sign_in(self.ward.desk(), staff_id, "314159")
            self.machine.passes(minutes=15)

    def page(self, role: Role = Role.CHARGE_NURSE, *, real: bool = True) -> HealthPage:
        """Open the page with somebody signed in."""
        station = station_of(self.ward, role)
        behind = Behind(clock=self.clock if real else None, printers=Paper())
        page = HealthPage(station, self.navigation, behind=behind)
        self.qtbot.addWidget(page)
        page.resize(1246, 560)
        page.show()
        QApplication.processEvents()
        return page


@pytest.fixture
def scene(qtbot: QtBot, data: Path) -> Iterator[Scene]:
    """Return the ward."""
    made = Scene(qtbot, data)
    yield made
    made.store.close()


def shown(page: HealthPage) -> str:
    """Return every label in sight."""
    QApplication.processEvents()
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_a_charge_nurse_unlocks_a_name(scene: Scene) -> None:
    """The name, why, and a button with the name on it; then the same PIN works again."""
    scene.lock()
    nurse = scene.ward.actor(Role.NURSE).staff_id
    page = scene.page()
    button = page.findChild(QPushButton, f"unlock_{nurse}")
    assert isinstance(button, QPushButton)
    assert "10 wrong PINs in a row. Locked until somebody unlocks it." in shown(page)
    assert unnamed(page) == []

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert "No name is locked." in shown(page)
    assert sign_in.sign_in(scene.ward.desk(), nurse, PIN).staff_id == nurse


def test_the_keyboard_begins_at_the_first_locked_name(scene: Scene) -> None:
    """Focus, Space: unlocked; the focus goes on to the next name, then to the way back."""
    scene.lock()
    scene.lock(1)
    page = scene.page()
    page.activateWindow()
    scene.qtbot.waitUntil(page.isActiveWindow)
    page.setFocus()
    for _name in range(2):
        focused = QApplication.focusWidget()
        assert isinstance(focused, QPushButton)
        assert focused.text().startswith("Unlock")
        QTest.keyClick(focused, Qt.Key.Key_Space)

    assert "No name is locked." in shown(page)
    assert page.board.hasFocus()


def test_somebody_else_reads_who_may(scene: Scene) -> None:
    """A nurse sees no names and no button."""
    scene.lock()

    page = scene.page(Role.NURSE)

    assert "A charge nurse or administrator signs in" in shown(page)
    assert page.findChildren(QPushButton, "unlock_1") == []


def test_a_clock_nobody_moved_asks_nothing(scene: Scene) -> None:
    """It only tells the time."""
    page = scene.page()

    assert "14:00; it was not moved" in shown(page)
    assert page.clock.other.isHidden()


@pytest.mark.parametrize(("hours", "words"), [(5, "set forward by 5 h"), (-5, "set back by 5 h")])
def test_a_moved_clock_is_confirmed_by_another_one(scene: Scene, hours: int, words: str) -> None:
    """What it shows, by how much it was moved; the other clock is typed, not ticked."""
    page = scene.page()
    scene.machine.turn(hours=hours)
    page._on_tick(None)
    assert words in shown(page)
    assert "Counted without that it is 14:00" in shown(page)

    QTest.mouseClick(page.clock.confirm, Qt.MouseButton.LeftButton)
    assert "Type hours and minutes" in page.clock.problem.text()
    page.clock.other.setText("14:30")
    QTest.keyClick(page.clock.other, Qt.Key.Key_Return)
    assert scene.clock.suspect
    page.clock.other.setText(f"{scene.clock.now().astimezone(ZONE):%H:%M}")
    QTest.mouseClick(page.clock.confirm, Qt.MouseButton.LeftButton)

    assert not scene.clock.suspect
    assert "it was not moved" in shown(page)
    assert page.clock.other.isHidden()


def test_a_nurse_reads_that_the_clock_was_moved_but_does_not_confirm_it(scene: Scene) -> None:
    """A charge nurse or a physician does."""
    scene.machine.turn(hours=5)

    page = scene.page(Role.NURSE)

    assert "A charge nurse or physician confirms it here" in shown(page)
    assert page.clock.other.isHidden()


def test_the_practice_ward_has_a_clock_of_its_own(scene: Scene) -> None:
    """Nothing to confirm."""
    assert "a clock of its own" in shown(scene.page(real=False))


def test_the_other_clock_is_read_as_the_nearest_moment() -> None:
    """Around midnight too."""
    late = datetime(2026, 1, 5, 23, 59, tzinfo=ZONE)

    assert nearest(time(0, 0), late, ZONE) == late + timedelta(minutes=1)
    assert nearest(time(23, 58), late + timedelta(minutes=2), ZONE) == late - timedelta(minutes=1)


def test_ctrl_8_and_the_palette_open_it_and_esc_leads_back(
    qtbot: QtBot, store: SqlStore, clock: FixedClock
) -> None:
    """From any page, in both languages."""
    whole = Whole(qtbot, store, clock)
    window: MainWindow = whole.window
    before = window.page.title()
    for language, title in (("en", "Health"), ("zh_CN", "系统")):
        i18n.set_language(language)
        QTest.keyClick(window, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
        assert window.page.title() == title
        QTest.keyClick(window, Qt.Key.Key_Escape)
    i18n.set_language("en")
    assert window.page.title() == before


def test_a_charge_nurse_is_told_of_locked_names_on_signing_in(
    qtbot: QtBot, store: SqlStore, clock: FixedClock
) -> None:
    """Nobody else is."""
    whole = Whole(qtbot, store, clock)
    nurse = whole.ward.actor(Role.NURSE, 1).staff_id
    for _failure in range(10):
        with pytest.raises(NotAllowed):
            sign_in.sign_in(whole.ward.desk(), nurse, "314159")
        clock.advance(minutes=15)
    whole.station.sign_in(whole.ward.actor(Role.PHYSICIAN))
    assert "Locked by wrong PINs" not in whole.told

    whole.station.sign_in(whole.ward.actor(Role.CHARGE_NURSE))

    assert whole.told == "Locked by wrong PINs: 张敏 Zhang Min. Ctrl+8 unlocks."
