"""Clocks tell UTC, the practice clock runs fast, and jumps are seen."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from cart_ward.runtime.clock import (
    Machine,
    PracticeClock,
    Reading,
    SteppedClock,
    SystemClock,
    jumped,
)
from tests.fakes import TurnedMachine

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def test_the_system_clock_is_aware_and_steady() -> None:
    """The machine's clock is in UTC and, within a test, not suspect."""
    clock = SystemClock()

    first, second = clock.monotonic(), clock.monotonic()

    assert clock.now().tzinfo is UTC
    assert second >= first
    assert not clock.suspect


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        pytest.param(0, None, id="no jump"),
        pytest.param(2, None, id="two seconds are no jump"),
        pytest.param(3, timedelta(seconds=3), id="forward"),
        pytest.param(-3600, timedelta(hours=-1), id="backward"),
    ],
)
def test_a_jump_is_more_than_two_seconds(seconds: int, expected: timedelta | None) -> None:
    """Wall and monotonic clock are compared; the difference is the jump."""
    before = Reading(NOON, 100.0)
    after = Reading(NOON + timedelta(seconds=30 + seconds), 130.0)

    assert jumped(before, after) == expected


def test_the_steady_time_is_that_of_this_run_of_the_computer() -> None:
    """It only goes on, and the run has a name that stays."""
    machine = Machine()

    assert machine.ticks() <= machine.ticks()
    assert machine.boot() == machine.boot()


def test_a_turned_clock_is_ahead_of_the_time_that_passed() -> None:
    """Sleep counts as time; what somebody sets does not. Within 2 minutes nobody is alarmed."""
    machine = TurnedMachine(NOON)
    clock = SystemClock(machine)
    machine.passes(hours=7)
    assert clock.drift.ahead == timedelta(0)
    machine.turn(minutes=2)
    assert not clock.suspect
    machine.turn(hours=5)

    assert clock.suspect
    assert clock.drift.ahead == timedelta(hours=5, minutes=2)
    assert clock.now() == NOON + timedelta(hours=12, minutes=2)
    assert clock.monotonic() == (NOON + timedelta(hours=7)).timestamp()
    machine.turn(hours=-5)
    assert not clock.suspect


def test_the_practice_clock_runs_as_fast_as_it_is_told() -> None:
    """At a speed of 3600 a practice hour passes in a second, and it begins where it is told."""
    clock = PracticeClock(NOON, speed=3600)

    at = clock.now()

    assert NOON <= at < NOON + timedelta(days=1)
    assert not clock.suspect
    assert clock.monotonic() >= (at - NOON).total_seconds()


def test_a_stepped_clock_never_goes_back() -> None:
    """It stands where it was put and tells UTC."""
    clock = SteppedClock(NOON.astimezone(timezone(timedelta(hours=8))))
    clock.put(NOON + timedelta(hours=2))

    clock.put(NOON)

    assert clock.now() == NOON + timedelta(hours=2)
    assert clock.now().tzinfo is UTC
    assert clock.monotonic() == 7200
    assert not clock.suspect
