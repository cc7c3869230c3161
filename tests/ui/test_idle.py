"""Nobody signs in the name of somebody who has gone away."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cart_ward.clinical.people import Role
from cart_ward.db.store import SqlStore
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.idle import IdleLock
from cart_ward.ui.keyboard import Keyboard
from tests.fakes import FixedClock
from tests.ui.hands import click, key, keys
from tests.ui.whole import Whole

LIMIT = 180
"""Seconds: the three minutes of ux 11."""


class Passing:
    """A time that passes when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def monotonic(self) -> float:
        """Return it."""
        return self.seconds


class Alone:
    """A window that is left alone for a time."""

    def __init__(self, whole: Whole) -> None:
        self.whole, self.window, self.steady = whole, whole.window, Passing()
        keyboard = whole.window.findChild(Keyboard)
        assert isinstance(keyboard, Keyboard)
        self.lock = IdleLock(whole.station, whole.window, keyboard, self.steady)

    def wait(self, seconds: float) -> None:
        """Let time pass; the window ticks at its end."""
        self.steady.seconds += seconds
        self.whole.station.ticked.emit(self.whole.clock.now())

    def move_mouse(self) -> None:
        """Move the mouse over the window, as a hand does."""
        at = QPointF(300, 300)
        event = QMouseEvent(
            QEvent.Type.MouseMove, at, at, Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(self.window, event)

    @property
    def button(self) -> str:
        """What stands on the button that locks."""
        return self.window.top.lock.text()


@pytest.fixture
def alone(qtbot: QtBot, store: SqlStore, clock: FixedClock) -> Alone:
    """Return the window with a nurse signed in."""
    return Alone(Whole(qtbot, store, clock))


def test_it_locks_after_three_minutes_and_says_so_before(alone: Alone) -> None:
    """Fifteen seconds before, on the button that locks, counting down."""
    alone.wait(LIMIT - 16)
    assert alone.button == "Lock"
    alone.wait(1)
    assert alone.button == "Locks in 15 s"
    alone.wait(10.5)
    assert alone.button == "Locks in 5 s"
    assert not alone.window.locked

    alone.wait(4.5)

    assert alone.window.locked


def test_every_window_has_one(alone: Alone) -> None:
    """The program makes it; three minutes unless the station says otherwise."""
    made = alone.window.findChildren(IdleLock)

    assert len(made) == 2
    assert {lock.limit for lock in made} == {timedelta(seconds=LIMIT)}


@pytest.mark.parametrize("what", ["key", "press", "move"])
def test_any_sign_of_a_hand_keeps_it_open(alone: Alone, what: str) -> None:
    """A key, a press or a move of the mouse: the three minutes begin anew."""
    alone.wait(LIMIT - 5)
    assert alone.button == "Locks in 5 s"

    {
        "key": lambda: QTest.keyClick(alone.window, Qt.Key.Key_Shift),
        "press": lambda: QTest.mouseClick(
            alone.window.status, Qt.MouseButton.LeftButton, pos=QPoint(5, 5)
        ),
        "move": alone.move_mouse,
    }[what]()

    assert alone.button == "Lock"
    alone.wait(LIMIT - 20)
    assert not alone.window.locked


def test_what_was_typed_waits_for_its_person(alone: Alone) -> None:
    """The lock loses no draft."""
    whole = alone.whole
    whole.window.show_vitals(whole.chen)
    page = whole.window.page
    assert isinstance(page, VitalsPage)
    keys(page.vitals.fields.pulse.edit, "118")

    alone.wait(LIMIT)
    assert alone.window.locked
    whole.station.sign_in(whole.ward.actor(Role.NURSE))
    whole.window.show_vitals(whole.chen)

    again = whole.window.page
    assert isinstance(again, VitalsPage)
    assert again.vitals.fields.pulse.edit.text() == "118"


def test_a_machine_that_slept_is_locked_at_its_first_tick(alone: Alone) -> None:
    """Nobody was there for an hour: there is no warning to give."""
    alone.wait(3600)

    assert alone.window.locked


def test_a_new_person_has_three_minutes_of_her_own(alone: Alone) -> None:
    """Signing in begins anew, though no key was pressed."""
    alone.wait(LIMIT - 3)
    alone.whole.station.sign_in(alone.whole.ward.actor(Role.NURSE, 1))
    alone.wait(LIMIT - 20)

    assert not alone.window.locked
    assert alone.button == "Lock"


def test_the_far_board_stays_but_no_key_does_anything_there(alone: Alone) -> None:
    """It is read from the corridor all night; whoever presses a key must sign in first."""
    page = alone.window.page
    assert isinstance(page, BoardPage)
    click(page.far_button)
    assert page.far()

    alone.wait(LIMIT * 20)
    alone.move_mouse()
    assert not alone.window.locked
    assert page.far()

    key(alone.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)

    assert alone.window.locked
    assert alone.window.place_name == "board"


def test_a_locked_station_has_nothing_to_lock(alone: Alone) -> None:
    """Neither ticks nor keys do anything to it."""
    alone.window.lock()
    alone.wait(LIMIT * 2)
    alone.move_mouse()

    assert alone.window.locked
    assert alone.button == "Lock"
