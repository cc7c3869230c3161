"""A bug is told with an id and without patient data; the program goes on."""

import logging
import sys
import threading

import pytest
from pytestqt.qtbot import QtBot

from cart_ward.ui.crash import BugNote, Crash
from tests.fakes import FixedClock

PATIENT = "Chen Wei, 39.1"


def stumble() -> None:
    """Break with patient data in the message."""
    raise RuntimeError(PATIENT)


def broken() -> RuntimeError:
    """Return a bug as it was caught."""
    try:
        stumble()
    except RuntimeError as bug:
        return bug
    raise AssertionError


def test_note_names_the_place_and_no_patient(caplog: pytest.LogCaptureFixture) -> None:
    """The log has type, place and id; the message stays out of it."""
    crash = Crash(FixedClock())

    with caplog.at_level(logging.ERROR, logger="cart_ward.crash"):
        note = crash.note(broken())

    assert note.id in caplog.text
    assert "test_crash.py" in note.place
    assert "RuntimeError" in caplog.text
    assert PATIENT not in caplog.text


def test_second_bug_in_the_same_place_within_a_minute_is_told_apart() -> None:
    """Only then a page is closed."""
    clock = FixedClock()
    crash = Crash(clock)

    first = crash.note(broken())
    clock.advance(seconds=59)
    second = crash.note(broken())
    clock.advance(seconds=61)
    third = crash.note(broken())

    assert [first.again, second.again, third.again] == [False, True, False]


def test_screens_are_told(qtbot: QtBot) -> None:
    """The note reaches whoever shows it."""
    crash = Crash(FixedClock())

    with qtbot.waitSignal(crash.happened) as told:
        crash.note(broken())

    assert isinstance(told.args[0], BugNote)


def test_hooks_take_what_nobody_caught(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Slots and threads end here; the program is not ended by them."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    crash = Crash(FixedClock())
    crash.install()
    bug = broken()

    with qtbot.waitSignal(crash.happened):
        sys.excepthook(type(bug), bug, bug.__traceback__)
    with qtbot.waitSignal(crash.happened):
        thread = threading.Thread(target=stumble)
        thread.start()
    thread.join()
