"""The observed time: now unless said otherwise, never in the future, late only with a reason."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cart_ward.ui.widgets.time_field import TimeField
from tests.builders import ZONE
from tests.ui.charted import Charted
from tests.ui.hands import click, keys


@pytest.fixture
def field(care: Charted, qtbot: QtBot) -> TimeField:
    """Return a time field of the patient's form, on the screen at 14:00."""
    made = TimeField(care.station, admission_id=care.patient)
    qtbot.addWidget(made)
    made.show()
    return made


def typed(field: TimeField, text: str) -> None:
    """Open the panel and type a time."""
    click(field.button)
    field.clock.clear()
    keys(field.clock, text)


def local(field: TimeField) -> str:
    """Return the time as the ward reads it."""
    return f"{field.taken_at().astimezone(ZONE):%Y-%m-%d %H:%M}"


def test_it_follows_the_clock_until_the_first_value(field: TimeField, care: Charted) -> None:
    """A form that lies open does not chart an old time; one being typed keeps its own."""
    care.clock.advance(minutes=7)
    followed = local(field)
    field.hold()
    care.clock.advance(minutes=7)

    assert followed == "2026-11-22 14:07"
    assert local(field) == "2026-11-22 14:07"


def test_five_minutes_earlier_is_one_press(field: TimeField) -> None:
    """The buttons add up."""
    click(field.button)
    for name in ("5 minutes earlier", "15 minutes earlier"):
        buttons = field.panel.findChildren(QPushButton)
        click(next(b for b in buttons if b.accessibleName() == name))

    assert local(field) == "2026-11-22 13:40"


@pytest.mark.parametrize("text", ["13:40", "1340", "13.40"])
def test_a_typed_time_is_that_of_today(field: TimeField, text: str) -> None:
    """Three ways to type twenty to two."""
    typed(field, text)

    assert local(field) == "2026-11-22 13:40"
    assert not field.blocked()


def test_a_time_that_has_not_come_is_refused(field: TimeField) -> None:
    """14:30 at 14:00 is neither the future nor, silently, yesterday."""
    typed(field, "14:30")

    assert field.blocked()
    assert "14:30" in field.problem.text()
    assert local(field) == "2026-11-22 14:00"


def test_just_past_midnight_the_evening_is_yesterday(field: TimeField, care: Charted) -> None:
    """23:50 typed at 00:10 is twenty minutes ago; 00:05 typed after it is today again."""
    care.clock.advance(hours=10, minutes=10)
    typed(field, "23:50")
    evening = local(field)
    field.clock.clear()
    keys(field.clock, "00:05")

    assert evening == "2026-11-22 23:50"
    assert local(field) == "2026-11-23 00:05"


def test_what_is_no_time_is_named(field: TimeField) -> None:
    """25:00 blocks signing and says why."""
    typed(field, "25:00")
    field.clock.editingFinished.emit()

    assert field.blocked()
    assert "25:00" in field.problem.text()


def test_older_than_twelve_hours_asks_for_a_reason(field: TimeField, care: Charted) -> None:
    """The reason is asked for, and then it goes on."""
    field.set_taken_at(care.clock.now() - timedelta(hours=13))
    asked = field.blocked()
    keys(field.late, "written on paper in downtime")

    assert asked
    assert not field.blocked()
    assert field.late_reason() == "written on paper in downtime"


def test_within_twelve_hours_no_reason_is_asked(field: TimeField, care: Charted) -> None:
    """Exactly twelve hours is not late yet."""
    field.set_taken_at(care.clock.now() - timedelta(hours=12))

    assert not field.is_late()
    assert field.late_reason() is None


def test_a_kept_time_never_lies_after_now(field: TimeField, care: Charted) -> None:
    """A draft from a clock that was ahead is brought back to now."""
    field.set_taken_at(care.clock.now() + timedelta(hours=1))

    assert field.taken_at() == care.clock.now()


@pytest.mark.parametrize(("text", "time"), [("-5", "13:55"), ("-15", "13:45"), ("-90", "12:30")])
def test_minutes_ago_may_be_typed(field: TimeField, text: str, time: str) -> None:
    """Counted from now, however often it is typed."""
    typed(field, text)
    typed(field, text)

    assert local(field) == f"2026-11-22 {time}"
    assert not field.blocked()


def test_both_times_are_shown_once_they_lie_apart(field: TimeField) -> None:
    """When it was true, and that it is recorded now."""
    typed(field, "-15")
    near = field.button.text()
    typed(field, "-16")

    assert near == "Observed 13:45"
    assert field.button.text() == "Observed 13:44 · now 14:00"
