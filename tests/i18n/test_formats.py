"""Numbers, times and lengths of time as people read them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from cart_ward.clinical.vocabulary import Check
from cart_ward.i18n import _, formats, ngettext, use_language, wording

SHANGHAI = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 22, 6, 5, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("576.0"), "576"),
        (Decimal("358.8"), "358.8"),
        (Decimal("0.5"), "0.5"),
        (Decimal(800), "800"),
        (Decimal("1E+2"), "100"),
        (0, "0"),
    ],
)
def test_a_dose_has_no_trailing_zero(value: Decimal | int, text: str) -> None:
    """5 mg is never 5.0 mg, and 0.5 keeps its leading zero."""
    assert formats.number(value) == text


def test_a_measured_number_keeps_its_decimal() -> None:
    """A temperature of 38 is 38.0."""
    assert formats.fixed(Decimal(38)) == "38.0"


def test_dates_are_unambiguous_in_both_languages() -> None:
    """English screens write the month in letters, Chinese ones and paper in ISO order."""
    with use_language("zh_CN"):
        chinese = formats.moment_on_screen(AT, SHANGHAI)

    assert formats.moment_on_screen(AT, SHANGHAI) == "22-Nov-2026 14:05"
    assert chinese == formats.moment_on_paper(AT, SHANGHAI) == "2026-11-22 14:05"
    assert formats.clock_seconds(AT, SHANGHAI) == "14:05:41"


def test_a_near_moment_needs_no_date() -> None:
    """Only another day is named."""
    same, other = AT + timedelta(hours=1), AT + timedelta(hours=12)

    assert formats.moment_near(AT, same, SHANGHAI) == "14:05"
    assert formats.moment_near(AT, other, SHANGHAI) == "22-Nov-2026 14:05"


@pytest.mark.parametrize(
    ("elapsed", "text"),
    [
        (timedelta(), "0 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=2, minutes=5), "2 h 05 min"),
        (timedelta(hours=8), "8 h"),
        (timedelta(hours=47, minutes=59), "47 h 59 min"),
        (timedelta(days=3, hours=4), "3 d 4 h"),
        (-timedelta(minutes=12), "12 min"),
    ],
)
def test_a_length_of_time_has_its_units(elapsed: timedelta, text: str) -> None:
    """Two units at most, and no number without one."""
    assert formats.duration(elapsed) == text


@pytest.mark.parametrize(
    ("every", "text"),
    [
        (timedelta(minutes=15), "every 15 min"),
        (timedelta(minutes=90), "every 90 min"),
        (timedelta(hours=4), "every 4 h"),
    ],
)
def test_a_rhythm_has_its_unit(every: timedelta, text: str) -> None:
    """Minutes unless whole hours."""
    assert formats.interval(every) == text


def test_days_are_counted_from_day_0() -> None:
    """D0 has no sign, days before have a true minus."""
    assert [formats.day_count(day) for day in (3, 0, -1)] == ["D+3", "D0", "D\u22121"]


def test_facts_are_shown_by_their_kind() -> None:
    """What stands inside a sentence is formatted like everywhere else."""
    facts = (Check.VITALS, Decimal("5.0"), timedelta(hours=8), AT, date(2026, 1, 5), "x")

    shown = [formats.shown(fact) for fact in facts]

    assert shown == ["vitals", "5", "8 h", "2026-11-22 06:05 UTC", "05-Jan-2026", "x"]


def test_no_line_ends_between_a_number_and_its_unit() -> None:
    """What is no number stays as it is."""
    assert formats.unbroken("Dose of 8 mg/kg, at most") == "Dose of 8\u00a0mg/kg, at most"


def test_english_has_signs_as_wide_as_its_letters() -> None:
    """The bundled font draws typographic quotes and dots as wide as a Chinese character."""
    assert _("Sign “{what}”…") == 'Sign "{what}"...'
    assert ngettext("{count} “row”", "{count} “rows”", 2) == '{count} "rows"'
    with use_language("zh_CN"):
        assert "…" in _("Not done…")


def test_a_product_without_a_leaflet_is_called_by_a_word() -> None:
    """Every other one is called by its code in both languages."""
    assert wording.product("axi-cel") == "axi-cel"
    with use_language("zh_CN"):
        assert wording.product("other") == "其他"
