"""Which shift gives and which takes, by the ward's clock."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from cart_ward.clinical.shifts import ShiftHours, handing_over

SHANGHAI = ZoneInfo("Asia/Shanghai")
THREE = (
    ShiftHours(key="day", starts=time(8), ends=time(16)),
    ShiftHours(key="evening", starts=time(16), ends=time(0)),
    ShiftHours(key="night", starts=time(0), ends=time(8)),
)


def at(clock: str, day: int = 22) -> datetime:
    """Return a moment of 22 November by the clock in Shanghai."""
    local = datetime.combine(datetime(2026, 11, day, tzinfo=UTC), time.fromisoformat(clock))
    return local.replace(tzinfo=SHANGHAI).astimezone(UTC)


@pytest.mark.parametrize(
    ("clock", "gives", "takes", "until"),
    [
        pytest.param("19:48", "day", "night", at("08:00", 23), id="before the evening change"),
        pytest.param("18:00", "day", "night", at("08:00", 23), id="two hours before it"),
        pytest.param("17:59", "night", "day", at("20:00"), id="still in the day"),
        pytest.param("20:00", "day", "night", at("08:00", 23), id="at the change itself"),
        pytest.param("20:30", "day", "night", at("08:00", 23), id="just after it"),
        pytest.param("12:00", "night", "day", at("20:00"), id="at noon"),
        pytest.param("03:00", "day", "night", at("08:00"), id="in the night"),
        pytest.param("07:15", "night", "day", at("20:00"), id="before the morning change"),
    ],
)
def test_a_sheet_is_for_the_shift_that_works_from_it(
    clock: str, gives: str, takes: str, until: datetime
) -> None:
    """In its last two hours a shift gives; before them the sheet is good until its end."""
    giving, taking = handing_over(at(clock), SHANGHAI)

    assert (giving.key, taking.key, taking.ends_at) == (gives, takes, until)
    assert giving.ends_at == taking.starts_at


def test_three_shifts_change_at_midnight() -> None:
    """A shift that ends at midnight hands over to the one that begins then."""
    giving, taking = handing_over(at("23:10"), SHANGHAI, THREE)

    assert (giving.key, taking.key) == ("evening", "night")
    assert taking.starts_at == at("00:00", 23)


def test_a_shift_over_a_change_of_the_clocks_keeps_its_hours() -> None:
    """Where clocks go back an hour in the night, that night shift lasts thirteen hours."""
    berlin = ZoneInfo("Europe/Berlin")
    evening = datetime(2026, 10, 24, 17, 30, tzinfo=UTC)

    _, night = handing_over(evening, berlin)

    assert (night.ends_at - night.starts_at).total_seconds() == 13 * 3600
