"""The window's ward is opened with a clock that goes on from the runs before."""

from datetime import timedelta
from pathlib import Path

import pytest

from cart_ward import app, window
from cart_ward.app import Options
from cart_ward.care.ward_setup import NewWard
from cart_ward.clinical.people import Name
from cart_ward.db import folder
from cart_ward.runtime import paths
from cart_ward.runtime.clock import SystemClock
from cart_ward.ui.opening import Opened
from tests.builders import PIN
from tests.fakes import TurnedMachine


@pytest.fixture
def options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Options:
    """Return the options of a start over a place of this test's own."""
    monkeypatch.setattr(paths, "station_secrets", lambda: tmp_path / "secrets")
    return Options(data=tmp_path / "ward", language=None, practice=False, passphrase=lambda: "")


def opened(options: Options, machine: TurnedMachine) -> Opened:
    """Open the ward as a start of the program does."""
    return window._open(options, window.Window(), SystemClock(machine), lambda _done, _all: None)


def test_a_jump_outlives_closing_the_window(options: Options) -> None:
    """Set forward in use, closed, opened again: the clock is still known to be ahead."""
    machine = TurnedMachine()
    new = NewWard(
        name="3F East",
        beds=2,
        zone="Asia/Shanghai",
        language="en",
        charge_nurse=Name(family_latin="Li"),
        pin=PIN,
    )
    _code, founding = app.begin_ward(options, SystemClock(machine), new)
    founding.keep()
    first = opened(options, machine)
    machine.turn(hours=5)
    machine.passes(minutes=10)
    first.close()

    again = opened(options, machine)

    assert again.clock is again.desk.clock
    assert again.desk.clock.suspect
    assert round(again.desk.clock.drift.ahead / timedelta(minutes=1)) == 300
    assert round(again.snapshot.clock.ahead / timedelta(minutes=1)) == 300
    again.close()


def test_a_practice_ward_has_no_clock_to_confirm(options: Options) -> None:
    """Nobody moves it, and what it wrote tells the machine's clock nothing."""
    assert options.data is not None
    folder.create(options.data, practice=True)

    practice = opened(options, TurnedMachine())

    assert practice.clock is None
    assert not practice.desk.clock.suspect
    practice.close()
