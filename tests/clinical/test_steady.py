"""From when a start counts once somebody has moved the clock."""

from datetime import UTC, datetime, timedelta

import pytest

from cart_ward.clinical.steady import STEADY, SUSPECT_AFTER, Drift

NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)


def hours(count: float) -> timedelta:
    """Return so many hours."""
    return timedelta(hours=count)


def drift(ahead: float, *, since: float = -9, steady: float = 3) -> Drift:
    """Return a clock so many hours ahead; its steady time told in hours from nine o'clock."""
    return Drift(ahead=hours(ahead), since=NINE + hours(since), steady=NINE + hours(steady))


@pytest.mark.parametrize(
    ("now", "then", "later"),
    [
        pytest.param(0, 0, 0, id="nobody moved it"),
        pytest.param(5, 0, 5, id="forward since: later by the jump"),
        pytest.param(5, 5, 0, id="charted after the jump: both times agree"),
        pytest.param(-5, 0, 0, id="back since: never earlier than charted"),
        pytest.param(0, -5, 5, id="charted while it was behind, put right since"),
        pytest.param(0, 5, 0, id="charted while it was ahead, put right since"),
    ],
)
def test_a_start_counts_later_by_what_the_clock_gained(now: int, then: int, later: int) -> None:
    """Never earlier than charted, by the wall clock as it stands now."""
    start = NINE + hours(then)

    assert drift(now).counts_from(start, hours(then)) == start + hours(later)


def test_what_was_charted_before_the_steady_time_began_holds_no_longer_than_it() -> None:
    """A clock put right by ten years holds nobody for ten years."""
    charted = NINE - timedelta(days=3650)
    clock = drift(0, since=1)

    assert clock.counts_from(charted, timedelta(days=-3650)) == NINE
    assert clock.counts_from(NINE - hours(9), hours(-30)) == NINE + hours(1)


def test_a_clock_is_suspect_beyond_two_minutes() -> None:
    """Either way; exactly two minutes are not."""
    assert not STEADY.suspect
    assert not Drift(ahead=-SUSPECT_AFTER).suspect
    assert Drift(ahead=SUSPECT_AFTER + timedelta(seconds=1)).suspect
    assert Drift(ahead=-SUSPECT_AFTER - timedelta(seconds=1)).suspect
