"""Text that was typed is read strictly and never mended."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cart_ward.ui.forms import typed

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_of_the_calendar_is_read_back(day: date) -> None:
    """What the program writes as a date, it reads as the same date."""
    assert typed.day(day.isoformat()).value == day


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("02/06/1965", id="slashes"),
        pytest.param("1965-6-2", id="short"),
        pytest.param("19650602", id="without-lines"),
        pytest.param("1965-13-02", id="thirteenth-month"),
        pytest.param("2026-02-29", id="no-leap-year"),
        pytest.param("1965-06-O2", id="letter-o"),
    ],
)
def test_malformed_dates_are_named_and_not_mended(text: str) -> None:
    """The complaint shows what was typed, and no value comes out."""
    read = typed.day(text)

    assert read.value is None
    assert text in read.complaint


def test_empty_date_is_neither_value_nor_complaint() -> None:
    """An empty field is empty; whether it may be is for the form to say."""
    assert typed.day("  ") == typed.Read()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("2026-11-23", "future", id="tomorrow"),
        pytest.param("1899-01-01", "120", id="too-old"),
    ],
)
def test_impossible_birth_dates_are_refused(text: str, word: str) -> None:
    """Nobody is born tomorrow, nobody is over 120."""
    read = typed.birth_date(text, date(2026, 11, 22))

    assert read.value is None
    assert word in read.complaint


def test_moment_is_read_in_the_zone_of_the_ward() -> None:
    """05:30 typed in Shanghai is 21:30 of the day before in UTC."""
    read = typed.moment("2026-11-22 05:30", ZONE, NOW)

    assert read.value == datetime(2026, 11, 21, 21, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2026-11-22 14:01", id="one-minute-ahead"),
        pytest.param("2026-11-22 24:00", id="no-such-hour"),
        pytest.param("14:05", id="no-day"),
        pytest.param("2026-02-30 10:00", id="no-such-day"),
        pytest.param("0001-01-01 00:00", id="before-all-days"),
    ],
)
def test_moments_that_cannot_be_are_refused(text: str) -> None:
    """A time in the future or outside the calendar gives a complaint and no value."""
    read = typed.moment(text, ZONE, NOW)

    assert read.value is None
    assert text in read.complaint
