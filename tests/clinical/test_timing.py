"""Calendar days, birthdays and clock times, across midnight, leap days and clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from cart_ward.clinical.timing import (
    age_years,
    at_clock,
    day_post_infusion,
    next_clock_times,
    start_of_day,
)

SHANGHAI, LONDON, NEW_YORK = (
    ZoneInfo(name) for name in ("Asia/Shanghai", "Europe/London", "America/New_York")
)
SIX, TWO_PM, TEN_PM = time(6), time(14), time(22)


@pytest.mark.parametrize(
    ("zone", "infused", "now", "day"),
    [
        pytest.param(SHANGHAI, "2026-12-05T15:59", "2026-12-05T16:00", 1, id="local midnight"),
        pytest.param(SHANGHAI, "2026-12-05T16:00", "2026-12-06T15:59", 0, id="a whole local day"),
        pytest.param(SHANGHAI, "2026-12-05T10:00", "2026-12-04T10:00", -1, id="the day before"),
        pytest.param(SHANGHAI, "2026-12-31T10:00", "2027-01-01T10:00", 1, id="new year"),
        pytest.param(SHANGHAI, "2028-02-28T10:00", "2028-03-01T10:00", 2, id="leap day"),
        pytest.param(LONDON, "2026-10-24T12:00", "2026-10-26T00:00", 2, id="autumn in London"),
        pytest.param(LONDON, "2026-03-28T23:59", "2026-03-29T23:30", 2, id="spring in London"),
        pytest.param(NEW_YORK, "2026-11-01T03:59", "2026-11-01T04:00", 1, id="midnight there"),
    ],
)
def test_day_changes_at_local_midnight(zone: ZoneInfo, infused: str, now: str, day: int) -> None:
    """Day +n counts calendar days of the ward, not 24 hours."""
    at, then = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (infused, now))

    assert day_post_infusion(at, then, zone) == day


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        pytest.param("2014-11-22", "2026-11-21", 11, id="the day before"),
        pytest.param("2014-11-22", "2026-11-22", 12, id="the birthday"),
        pytest.param("2012-02-29", "2026-02-28", 13, id="29 February, the day before"),
        pytest.param("2012-02-29", "2026-03-01", 14, id="29 February, 1 March"),
        pytest.param("2012-02-29", "2028-02-29", 16, id="29 February, leap year"),
        pytest.param("2026-11-22", "2026-11-22", 0, id="newborn"),
    ],
)
def test_age_changes_on_the_birthday(born: str, on: str, age: int) -> None:
    """Whole years, with 1 March for who was born on a leap day."""
    assert age_years(date.fromisoformat(born), date.fromisoformat(on)) == age


@pytest.mark.parametrize(
    ("zone", "after", "expected"),
    [
        pytest.param(
            SHANGHAI, "2026-12-05T06:00", ["2026-12-05T06:00", "2026-12-05T14:00"], id="on the hour"
        ),
        pytest.param(
            SHANGHAI, "2026-12-05T14:01", ["2026-12-05T22:00", "2026-12-06T06:00"], id="over night"
        ),
        pytest.param(
            LONDON, "2026-10-24T22:00", ["2026-10-25T06:00", "2026-10-25T14:00"], id="clocks back"
        ),
    ],
)
def test_next_clock_time_is_local(zone: ZoneInfo, after: str, expected: list[str]) -> None:
    """06:00 is 06:00 on the ward's wall, whatever the season."""
    clocks = (SIX, TWO_PM, TEN_PM)
    utc = [datetime.fromisoformat(text) for text in expected]
    start = datetime.fromisoformat(after)
    if zone is SHANGHAI:
        start, utc = start - timedelta(hours=8), [at - timedelta(hours=8) for at in utc]

    found = next_clock_times(start.replace(tzinfo=UTC), clocks, zone, 2)

    assert found == [at.replace(tzinfo=UTC) for at in utc]


def test_night_is_longer_when_the_clocks_go_back() -> None:
    """From 22:00 to 06:00 nine hours pass in New York on 1 November 2026."""
    evening = at_clock(date(2026, 10, 31), TEN_PM, NEW_YORK)

    [morning] = next_clock_times(evening + timedelta(minutes=1), (SIX,), NEW_YORK, 1)

    assert morning - evening == timedelta(hours=9)


def test_skipped_and_doubled_clock_times_exist_once() -> None:
    """A time that the clocks skip still strikes; one that comes twice strikes the first time."""
    skipped = at_clock(date(2026, 3, 29), time(1, 30), LONDON)
    doubled = at_clock(date(2026, 10, 25), time(1, 30), LONDON)

    assert skipped == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert doubled == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_day_begins_at_midnight_of_the_ward() -> None:
    """Day +8 begins at 00:00, also when the clocks changed in between."""
    infused = datetime(2026, 10, 20, 10, tzinfo=UTC)

    assert start_of_day(infused, 8, LONDON) == datetime(2026, 10, 28, 0, tzinfo=UTC)
    assert start_of_day(infused, 0, LONDON) == datetime(2026, 10, 19, 23, tzinfo=UTC)
