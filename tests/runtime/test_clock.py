"""Clocks tell UTC, the practice clock runs fast, and jumps are seen."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from cart_ward.runtime.clock import (
    PracticeClock,
    Reading,
    SteppedClock,
    SystemClock,
    jumped,
)

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


def test_sleep_is_a_jump() -> None:
    """A machine that slept for hours finds the wall clock ahead."""
    assert jumped(Reading(NOON, 0.0), Reading(NOON + timedelta(hours=7), 1.0)) is not None


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
