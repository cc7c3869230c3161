"""APScheduler rings and nothing more: no stray wake-up, no ring lost, and a heartbeat besides."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.triggers.date import DateTrigger
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from cart_ward.runtime.clock import SystemClock
from cart_ward.ui import wakeups as module
from cart_ward.ui.wakeups import Wakeups, WardScheduler
from tests.fakes import FixedClock

FAR = datetime(2999, 1, 1, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    """Return a clock that the test moves."""
    return FixedClock()


@pytest.fixture
def wakeups(clock: FixedClock) -> Iterator[Wakeups]:
    """Return running wake-ups, stopped after the test."""
    made = Wakeups(clock)
    made.start()
    yield made
    made.stop()


def settle(rounds: int = 20) -> None:
    """Let everything that is queued happen."""
    for _round in range(rounds):
        QCoreApplication.processEvents()


def test_added_jobs_leave_no_stray_wakeups() -> None:
    """Fifty jobs far away cost a few looks, not an endless chain each."""
    scheduler = WardScheduler()
    scheduler.start()
    for number in range(50):
        scheduler.add_job(lambda: None, DateTrigger(FAR), id=str(number))
    settle()
    looked = scheduler.processed

    settle(500)

    assert scheduler.processed == looked
    assert looked <= 51
    scheduler.shutdown()


def test_nothing_wakes_after_shutdown() -> None:
    """A stopped scheduler is silent, though a look was already asked for."""
    scheduler = WardScheduler()
    scheduler.start()
    scheduler.add_job(lambda: None, DateTrigger(FAR), id="far")
    scheduler.wakeup()
    scheduler.shutdown()
    looked = scheduler.processed

    settle(500)

    assert scheduler.processed == looked


def test_no_wait_is_longer_than_the_cap(qtbot: QtBot) -> None:
    """A timer stops while the machine sleeps: none is trusted beyond 30 s."""
    scheduler = WardScheduler()
    scheduler.start()
    scheduler.add_job(lambda: None, DateTrigger(FAR), id="far")
    qtbot.waitUntil(lambda: scheduler._bridge.timer.interval() > 0)

    assert scheduler._bridge.timer.interval() == module.LONGEST_WAIT
    scheduler.shutdown()


def test_rings_at_the_moment_asked_for(qtbot: QtBot, wakeups: Wakeups, clock: FixedClock) -> None:
    """The moment comes: it rings once."""
    with qtbot.waitSignal(wakeups.rang):
        wakeups.ring_at(clock.now())


def test_pause_of_the_screen_loses_no_ring(qtbot: QtBot) -> None:
    """A job that fell due 5 s ago, while the GUI thread was busy, still runs, and once."""
    runs: list[int] = []
    scheduler = WardScheduler()
    overdue = SystemClock().now() - timedelta(seconds=5)
    scheduler.add_job(lambda: runs.append(1), DateTrigger(overdue), id="next")
    scheduler.start()

    qtbot.waitUntil(lambda: bool(runs))
    settle()

    assert runs == [1]
    scheduler.shutdown()


def test_ring_that_asks_for_the_next_one_is_not_forgotten(
    qtbot: QtBot, wakeups: Wakeups, clock: FixedClock
) -> None:
    """The answer to a ring sets the next one under the same name; both ring."""
    rings: list[datetime] = []

    def answer() -> None:
        rings.append(clock.now())
        if len(rings) < 3:
            wakeups.ring_at(clock.now())

    wakeups.rang.connect(answer)
    wakeups.ring_at(clock.now())

    qtbot.waitUntil(lambda: len(rings) == 3)


def test_tick_rings_when_the_clock_overtook_the_alarm(
    qtbot: QtBot, wakeups: Wakeups, clock: FixedClock
) -> None:
    """A practice clock that runs fast reaches the moment before the scheduler does."""
    wakeups.ring_at(clock.now() + timedelta(hours=1))
    clock.advance(hours=1)

    with qtbot.waitSignal(wakeups.rang):
        wakeups.tick()


def test_jump_of_the_wall_clock_asks_at_once(
    qtbot: QtBot, wakeups: Wakeups, clock: FixedClock
) -> None:
    """A wall clock turned by 3 s is told, with how far it went."""
    clock.turn(seconds=3)

    with qtbot.waitSignal(wakeups.rang), qtbot.waitSignal(wakeups.jumped) as seen:
        wakeups.tick()

    assert seen.args == [timedelta(seconds=3)]


def test_passing_time_is_no_jump(qtbot: QtBot, wakeups: Wakeups, clock: FixedClock) -> None:
    """An hour on both clocks is just an hour."""
    clock.advance(hours=1)

    with qtbot.assertNotEmitted(wakeups.jumped), qtbot.waitSignal(wakeups.ticked):
        wakeups.tick()


def test_after_sleep_everything_is_asked_again(
    qtbot: QtBot, wakeups: Wakeups, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both clocks counted the sleep, so it is no jump; but what fell due meanwhile is told."""
    steady = wakeups._wall.monotonic()
    monkeypatch.setattr(wakeups._wall, "monotonic", lambda: steady + 3600)

    with qtbot.assertNotEmitted(wakeups.jumped), qtbot.waitSignal(wakeups.rang):
        wakeups.tick()
    with qtbot.assertNotEmitted(wakeups.rang):
        wakeups.tick()


def test_heartbeat_asks_whatever_the_scheduler_does(qtbot: QtBot, wakeups: Wakeups) -> None:
    """With the scheduler dead the ward is still asked every 30 s."""
    wakeups.scheduler.shutdown()

    with qtbot.waitSignal(wakeups.rang):
        wakeups._heartbeat.timeout.emit()

    assert wakeups._heartbeat.isActive()
    assert wakeups._heartbeat.interval() == 30_000


def test_stopped_wakeups_are_silent(qtbot: QtBot, clock: FixedClock) -> None:
    """After the window closed nothing rings any more."""
    made = Wakeups(clock)
    made.start()
    made.ring_at(clock.now())
    made.stop()

    with qtbot.assertNotEmitted(made.rang):
        settle()
