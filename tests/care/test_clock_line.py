"""The steady time goes on from run to run, and a person can find a moved clock right."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from cart_ward.care import clock_line
from cart_ward.care.ports import Moment
from cart_ward.clinical.people import Role
from cart_ward.db import folder, verify
from cart_ward.errors import NotAllowed
from cart_ward.runtime.clock import SystemClock
from tests.builders import WardBuilder
from tests.fakes import NOW, FixedClock, TurnedMachine

HOUR = timedelta(hours=1)


class Desk:
    """A station that can be closed and opened on one computer."""

    def __init__(self, data: Path) -> None:
        self.data, self.machine = data, TurnedMachine(NOW + HOUR)
        self.open()

    def open(self) -> None:
        """Start the program as the window does."""
        self.clock = SystemClock(self.machine)
        self.store = folder.open_store(self.data, clock=self.clock)
        self.ward = WardBuilder(self.store, cast("FixedClock", self.clock))
        clock_line.take_up(self.ward.desk(), self.clock)
        clock_line.keep_clock_line(self.ward.desk(), self.clock)

    def reopen(self, *, off: timedelta = timedelta(0), restart: bool = False) -> None:
        """Close, let time pass, and open again, perhaps on a computer started anew."""
        self.store.close()
        self.machine.real += off
        if restart:
            self.machine.restart()
        self.open()

    def note(self) -> None:
        """Leave an audit line."""
        with self.store.act(self.ward.actor(Role.NURSE), "note", self.clock.now()) as work:
            work.log("note")

    @property
    def ahead(self) -> timedelta:
        """How far the clock is ahead, to the second."""
        return timedelta(seconds=round(self.clock.drift.ahead.total_seconds()))


@pytest.fixture
def desk(data: Path) -> Iterator[Desk]:
    """Return an open station."""
    made = Desk(data)
    yield made
    made.store.close()


def test_starting_the_program_again_forgets_no_jump(desk: Desk) -> None:
    """Neither one in use nor one while it was closed, as long as the computer stays on."""
    desk.machine.turn(hours=5)
    desk.reopen(off=HOUR)
    assert desk.ahead == 5 * HOUR
    desk.store.close()
    desk.machine.turn(hours=-2)
    desk.open()

    assert desk.ahead == 3 * HOUR
    assert desk.clock.suspect


def test_where_it_began_is_kept_once_for_each_start_of_the_computer(desk: Desk) -> None:
    """A second start of the program writes nothing; the rows fit their audit lines."""
    before = desk.ward.snapshot().audit_count
    desk.reopen()
    assert desk.ward.snapshot().audit_count == before
    desk.reopen(restart=True)

    assert desk.ward.snapshot().audit_count == before + 1
    assert verify.rows(desk.store.engine) == ()


def test_a_clock_before_the_newest_line_is_suspect_from_the_start(desk: Desk) -> None:
    """A flat battery sets the clock back while the computer is off."""
    desk.note()
    desk.machine.turn(days=-3650)
    desk.reopen(off=HOUR, restart=True)

    assert desk.clock.suspect
    assert desk.ahead == HOUR - timedelta(days=3650)


def test_time_while_the_computer_was_off_is_believed(desk: Desk) -> None:
    """A clock set forward meanwhile cannot be told from time that passed."""
    desk.note()
    desk.reopen(off=9 * HOUR, restart=True)

    assert desk.ahead == timedelta(0)


def test_a_clock_that_was_ahead_is_still_ahead_after_a_start_of_the_computer(desk: Desk) -> None:
    """Unless it was set back in between."""
    desk.machine.turn(hours=5)
    desk.note()
    desk.reopen(off=HOUR, restart=True)
    assert desk.ahead == 5 * HOUR
    desk.note()
    desk.machine.turn(hours=-5)
    desk.reopen(off=HOUR, restart=True)

    assert desk.ahead == timedelta(0)


def test_a_charge_nurse_finds_the_clock_right(desk: Desk) -> None:
    """Within 2 minutes of another clock; it stays so after a start of program and computer."""
    desk.machine.turn(hours=5)
    charge = desk.ward.desk(Role.CHARGE_NURSE)
    with pytest.raises(NotAllowed, match=r"clock\.differs"):
        clock_line.confirm_clock(charge, desk.clock, desk.clock.now() - timedelta(minutes=3))
    assert desk.clock.suspect

    clock_line.confirm_clock(charge, desk.clock, desk.clock.now() - timedelta(minutes=2))

    assert not desk.clock.suspect
    assert desk.ahead == 5 * HOUR
    for restart in (False, True):
        desk.reopen(off=HOUR, restart=restart)
        assert not desk.clock.suspect
    desk.machine.turn(minutes=10)
    assert desk.clock.suspect


def test_lines_from_before_they_held_the_steady_time_are_only_a_floor() -> None:
    """An older store tells the wall clock of its newest line and nothing else."""
    old = Moment(wall=NOW, steady=None)

    assert clock_line.beginning(NOW + HOUR, old, timedelta(0)) == NOW + HOUR
    assert clock_line.beginning(NOW - HOUR, old, timedelta(0)) == NOW
    assert clock_line.beginning(NOW, None, timedelta(0)) == NOW


def test_a_store_from_another_computer_begins_its_own_time(desk: Desk) -> None:
    """A computer whose runs have no name never goes on from another one."""
    desk.machine.name = ""
    desk.machine.turn(hours=5)
    desk.reopen()

    assert desk.ahead == timedelta(0)
