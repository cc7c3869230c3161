"""Rings, ticks and changes reach the screens; the next moment worth a ring is asked for."""

import dataclasses
from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from cart_ward.care.changes import Changes
from cart_ward.clinical.alarms import Alarm, Priority
from cart_ward.clinical.observed import AlarmAnswer
from cart_ward.clinical.schedule import DueState
from cart_ward.clinical.vocabulary import Check
from cart_ward.ui.messages import Messages
from cart_ward.ui.refresh import Refresh, next_moment
from cart_ward.ui.station import Station, StationFacts
from cart_ward.ui.wakeups import Wakeups
from tests.builders import ZONE, WardBuilder
from tests.fakes import NOW, FixedClock, InlineTasks
from tests.ui.stations import look_again
from tests.ui.ward import admission, chart, doses, due, entry, status

WELL = chart(admission(0), "36.8")


@pytest.fixture
def station(ward: WardBuilder) -> Station:
    """Return a station over a real ward with one patient."""
    ward.admit(bed="5")
    facts = StationFacts(ward_name="Ward 7", practice=False, zone=ZONE)
    return Station(ward.desk(), InlineTasks(), ward.snapshot(), facts)


@pytest.fixture
def wakeups(clock: FixedClock) -> Iterator[Wakeups]:
    """Return running wake-ups by the ward's clock."""
    made = Wakeups(clock)
    made.start()
    yield made
    made.stop()


def test_next_moment_is_the_earliest_one_ahead() -> None:
    """A check that is due already needs no ring; the next dose and check do."""
    patient = status(
        WELL,
        due=(due(Check.VITALS, -5, DueState.OVERDUE), due(Check.NEURO, 90, DueState.NOT_DUE)),
        course=doses(7, next_in=1),
    )

    assert next_moment((patient,), NOW) == NOW + timedelta(hours=1)
    assert next_moment((dataclasses.replace(patient, course=doses()),), NOW) == (
        NOW + timedelta(minutes=90)
    )


def test_nothing_ahead_asks_for_no_ring() -> None:
    """An empty ward is left to the heartbeat."""
    assert next_moment((), NOW) is None


def test_ring_asks_the_charts_last_read(qtbot: QtBot, station: Station, wakeups: Wakeups) -> None:
    """A ring reads no file: with the store locked the alarms still move."""
    refresh = Refresh(station, wakeups, Messages())
    lanes = station.tasks.lanes if isinstance(station.tasks, InlineTasks) else []
    before = len(lanes)

    with qtbot.waitSignal(station.ward_changed) as told:
        wakeups.rang.emit()

    assert told.args[0].admissions == frozenset(station.snapshot.charts)
    assert len(lanes) == before
    assert refresh.parent() is station


def test_ring_within_the_same_breath_is_answered_anew(station: Station, wakeups: Wakeups) -> None:
    """What fell due a moment after the last question is not hidden by the answer to that one."""
    refresh = Refresh(station, wakeups, Messages())
    before = station.statuses()
    assert station.statuses() is before

    wakeups.rang.emit()

    assert station.statuses() is not before
    assert refresh.parent() is station


def test_what_fell_due_while_it_was_read_rings_at_once(
    qtbot: QtBot, ward: WardBuilder, station: Station, wakeups: Wakeups, clock: FixedClock
) -> None:
    """The worker's answer is of a moment before: it takes no alarm back until the next beat."""
    ward.record_vitals(next(iter(station.snapshot.charts)))
    look_again(station)
    due_at = min(d.at for s in station.statuses() for d in s.due if d.at > clock.now())
    refresh = Refresh(station, wakeups, Messages())
    clock.advance(seconds=(due_at - clock.now()).total_seconds() - 0.3)
    station.ask_again()
    station.statuses()
    clock.advance(seconds=0.5)

    with qtbot.waitSignal(wakeups.rang):
        station.ward_changed.emit(Changes())

    assert station.statuses()[0].now >= due_at
    assert refresh.parent() is station


def test_jump_of_the_clock_reads_the_ward_again(
    qtbot: QtBot, station: Station, wakeups: Wakeups
) -> None:
    """After sleep everything due is read anew."""
    refresh = Refresh(station, wakeups, Messages())
    read = station.snapshot

    with qtbot.waitSignal(station.ward_changed):
        wakeups.jumped.emit(timedelta(minutes=3))

    assert station.snapshot is not read
    assert refresh.parent() is station


def test_tick_reaches_the_screens(
    qtbot: QtBot, station: Station, wakeups: Wakeups, clock: FixedClock
) -> None:
    """Once a second every countdown hears the present moment."""
    refresh = Refresh(station, wakeups, Messages())

    with qtbot.waitSignal(station.ticked) as told:
        wakeups.tick()

    assert told.args == [clock.now()]
    assert refresh.parent() is station


def test_alarm_put_off_asks_for_a_ring_at_its_time() -> None:
    """To check again at 14:30 is kept to the second, not to the next heartbeat."""
    stay = admission(0)
    until = NOW + timedelta(minutes=30)
    said = entry(stay, AlarmAnswer(alarm_key="k", answer="recheck", until=until), NOW)
    alarm = Alarm(
        key="k", admission_id=stay.id, priority=Priority.MEDIUM, code="alarm.first_fever",
        since=NOW, facts={}, answered=True, answer=said,
    )  # fmt: skip
    patient = status(WELL, alarms=(alarm,), due=(due(Check.NEURO, 90, DueState.NOT_DUE),))

    assert next_moment((patient,), NOW) == until
    assert next_moment((patient,), until) == NOW + timedelta(minutes=90)
