"""The bars of the frame: what flashes, at which rate, and what stays constant and light blue."""

import dataclasses
from datetime import timedelta

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cart_ward.clinical.alarms import Alarm, Priority
from cart_ward.errors import Finding, Level
from cart_ward.ui import theme
from cart_ward.ui.frame import alarm_bar
from cart_ward.ui.frame.alarm_bar import HALF_PERIOD, AlarmBar
from cart_ward.ui.frame.status_bar import RecordState, StatusBar
from cart_ward.ui.frame.trouble_bar import TroubleBar
from tests.fakes import NOW
from tests.ui.contrast import contrast
from tests.ui.ward import Ward, full_ward

STOPPED = Finding(field="store", level=Level.STOP, code="chain.broken", facts={"line": 7})


@pytest.fixture
def bar(qtbot: QtBot, still_ward: Ward) -> AlarmBar:
    """Return the alarm bar over a ward of seven."""
    full_ward(still_ward)
    made = AlarmBar(still_ward.station.facts)
    qtbot.addWidget(made)
    made.resize(1278, 36)
    return made


def show(bar: AlarmBar, ward: Ward, *priorities: Priority | None) -> None:
    """Let the first patients have an open alarm of these priorities."""
    answers = []
    for number, status in enumerate(ward.station.answers):
        wanted = priorities[number] if number < len(priorities) else None
        alarm = Alarm(
            key=str(number),
            admission_id=status.admission.id,
            priority=wanted or Priority.LOW,
            code="alarm.overdue.vitals",
            since=NOW,
            facts={"late": timedelta(minutes=40)},
            answered=False,
        )
        answers.append(dataclasses.replace(status, alarms=() if wanted is None else (alarm,)))
    bar.show_alarms(tuple(answers), private=False)


def border(bar: AlarmBar) -> str:
    """Return the colour at the edge of the bar."""
    return str(image(bar).pixelColor(1, 10).name())


def image(bar: AlarmBar) -> QImage:
    """Return the bar as painted."""
    return bar.grab().toImage()


@pytest.mark.parametrize(
    ("priority", "slowest", "fastest"),
    [(Priority.HIGH, 1.4, 2.8), (Priority.MEDIUM, 0.4, 0.8)],
)
def test_frame_flashes_within_the_band_of_its_priority(
    bar: AlarmBar, still_ward: Ward, priority: Priority, slowest: float, fastest: float
) -> None:
    """IEC 60601-1-8: high 1.4 to 2.8 Hz, medium 0.4 to 0.8 Hz, light and dark for as long."""
    show(bar, still_ward, priority)

    assert bar._flash.isActive()
    assert bar._flash.interval() == HALF_PERIOD[priority]
    assert slowest <= 1000 / (2 * bar._flash.interval()) <= fastest


def test_only_the_frame_flashes_never_the_words(bar: AlarmBar, still_ward: Ward) -> None:
    """Between light and dark nothing but the edge changes."""
    show(bar, still_ward, Priority.HIGH)
    lit, inside = border(bar), image(bar).copy(8, 8, 1200, 20)

    bar._on_flash()

    assert lit == theme.LIGHT.high.border
    assert border(bar) == theme.LIGHT.high.fill
    assert image(bar).copy(8, 8, 1200, 20) == inside
    bar._on_flash()
    assert border(bar) == lit


def test_less_motion_leaves_the_frame_lit(
    bar: AlarmBar, still_ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asked for less motion sees the same frame, constant."""
    monkeypatch.setattr(alarm_bar, "moves", lambda: False)
    show(bar, still_ward, Priority.HIGH)

    assert not bar._flash.isActive()
    assert border(bar) == theme.LIGHT.high.border


def test_flash_ends_with_the_alarm(bar: AlarmBar, still_ward: Ward) -> None:
    """Nothing ticks on behind a hidden bar."""
    show(bar, still_ward, Priority.HIGH)
    show(bar, still_ward, Priority.LOW)

    assert bar.isHidden()
    assert not bar._flash.isActive()


def test_worst_leads_and_the_others_are_counted(bar: AlarmBar, still_ward: Ward) -> None:
    """For eye and ear: mark, priority in words, and how many patients more."""
    show(bar, still_ward, Priority.MEDIUM, Priority.HIGH, Priority.MEDIUM)

    assert bar.mark.text() == "***"
    assert bar.more.text() == "and 2 more patients"
    assert bar.accessibleName().startswith("High priority: Bed 02")
    assert bar.accessibleName().endswith("and 2 more patients")
    assert contrast(theme.LIGHT.high.border, theme.LIGHT.high.fill) > 1.5


@pytest.fixture
def trouble(qtbot: QtBot, still_ward: Ward) -> TroubleBar:
    """Return the bar for what is wrong with the station."""
    made = TroubleBar(still_ward.station.facts)
    qtbot.addWidget(made)
    return made


def test_failed_backup_is_technical_light_blue_and_constant(trouble: TroubleBar) -> None:
    """It is no alarm about a patient: INOP, with what is safe to know."""
    trouble.show_record(RecordState(backup_failed=True, backed_up_at=NOW - timedelta(hours=2)))
    trouble.show()

    assert not trouble.inop.isHidden()
    assert trouble.stopped.isHidden()
    assert trouble.technical.text() == "INOP  No backup since 12:00; it is tried again each hour."
    seen = trouble.inop.grab().toImage().pixelColor(2, 2)
    assert seen == QColor(theme.LIGHT.technical.fill)
    trouble.show_record(RecordState(backed_up_at=NOW))
    assert trouble.isHidden()


def test_suspect_clock_is_technical_too(trouble: TroubleBar) -> None:
    """Entries are marked meanwhile; the bar says so as long as it lasts."""
    trouble.show_record(RecordState(backup_failed=True), clock_suspect=True)

    assert "No backup could be made yet" in trouble.technical.text()
    assert "clock was changed" in trouble.technical.text()


def test_record_that_stops_stays_red_above(trouble: TroubleBar) -> None:
    """What merely does not work never hides what cannot be relied on."""
    trouble.show_record(RecordState(trouble=(STOPPED,), backup_failed=True))

    assert not trouble.stopped.isHidden()
    assert not trouble.inop.isHidden()
    assert trouble.words.text().startswith("READ ONLY")


def test_narrow_bar_lets_go_of_what_is_told_elsewhere(qtbot: QtBot, still_ward: Ward) -> None:
    """Chain and backup give way; as of, saved, rules and sound never do."""
    full_ward(still_ward)
    holder = QWidget()
    qtbot.addWidget(holder)
    bar = StatusBar(still_ward.station.facts)
    bar.setParent(holder)
    bar.show_snapshot(still_ward.station.snapshot)
    bar.show_fresh(still_ward.station.fresh)
    bar.show_record(RecordState(intact=True, backed_up_at=NOW))
    bar.show_snapshot(still_ward.station.snapshot)
    bar.show_draft(NOW)
    bar.resize(2000, 30)
    holder.show()
    bar.show()
    assert bar.chain.isVisible()
    assert bar.backup.isVisible()

    bar.resize(1000, 30)
    QApplication.processEvents()

    assert not bar.chain.isVisible()
    for part in (bar.as_of, bar.draft, bar.rules, bar.sound):
        assert part.isVisible()
