"""The board says how old it is, greys out when nobody may rely on it, and comes back by itself."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cart_ward.care.changes import Changes
from cart_ward.errors import CartWardError, Unavailable
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.freshness import Freshness
from cart_ward.ui.messages import Messages
from cart_ward.ui.refresh import Elsewhere, Refresh
from cart_ward.ui.station import Station, StationFacts
from cart_ward.ui.wakeups import Wakeups
from tests.builders import ZONE, WardBuilder
from tests.fakes import NOW, FixedClock, InlineTasks
from tests.ui.frame import build_frame
from tests.ui.ward import NURSE, Navigation, Ward, full_ward


@pytest.fixture
def page(qtbot: QtBot, still_ward: Ward, navigation: Navigation) -> BoardPage:
    """Return the board of seven patients."""
    full_ward(still_ward)
    made = BoardPage(still_ward.station, navigation)
    qtbot.addWidget(made)
    made.resize(1278, 690)
    made.show()
    return made


def tick(ward: Ward, **elapsed: float) -> None:
    """Let time pass and tell the screens once."""
    ward.clock.advance(**elapsed)
    ward.station.ticked.emit(ward.clock.now())


@pytest.mark.parametrize("heart", ["asked", "answered"])
def test_the_older_heart_counts(heart: str) -> None:
    """Charts asked again over a store that is gone are old, and so is a store nobody asks."""
    clock = FixedClock()
    fresh = Freshness(clock)
    clock.advance(seconds=61)

    getattr(fresh, heart)()

    assert fresh.stale
    assert fresh.as_of == NOW
    fresh.asked()
    fresh.answered()
    assert not fresh.stale
    assert fresh.as_of == clock.now()


def test_practice_clock_that_runs_fast_makes_nothing_stale() -> None:
    """The time shown is the ward's, the age is the machine's."""
    ward, machine = FixedClock(), FixedClock()
    fresh = Freshness(ward)
    fresh.measured_by(machine)

    ward.advance(hours=2)
    machine.advance(seconds=30)

    assert not fresh.stale
    machine.advance(seconds=31)
    assert fresh.stale
    assert fresh.as_of == NOW


def test_clock_that_was_set_back_makes_nothing_younger() -> None:
    """Whatever the clock says, a heart that has not beaten is old."""
    clock = FixedClock()
    fresh = Freshness(clock)

    clock.turn(minutes=-10)

    assert fresh.stale


def test_heart_that_stops_greys_the_board_out_and_comes_back(
    page: BoardPage, still_ward: Ward
) -> None:
    """One minute without a beat: STALE in big words, with its age; a beat takes it away."""
    tick(still_ward, seconds=60)
    assert not page.veil.isVisible()

    tick(still_ward, seconds=120)

    assert page.veil.isVisible()
    assert page.veil.geometry() == page.rect()
    assert "14:00:00" in page.veil.words
    assert "3 min ago" in page.veil.words
    assert page.veil.accessibleName().startswith("STALE")
    still_ward.station.fresh.answered()
    still_ward.station.ward_changed.emit(Changes())
    assert not page.veil.isVisible()


def test_stale_board_lets_its_rows_be_chosen(page: BoardPage, still_ward: Ward) -> None:
    """The way to the patient stays open under the veil, and the veil looks like one."""
    bright = page.grab().toImage().pixelColor(700, 300)
    tick(still_ward, minutes=5)

    under = page.childAt(QPoint(300, 200))
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 20))

    assert under is not page.veil
    assert page.table.chosen() is not None
    assert page.grab().toImage().pixelColor(700, 640) != bright


def test_every_page_says_as_of_when(qtbot: QtBot, still_ward: Ward) -> None:
    """The line at the bottom ticks with the heart and names a stale ward on every page."""
    full_ward(still_ward)
    still_ward.station.sign_in(NURSE)
    window = build_frame(still_ward.station).window
    qtbot.addWidget(window)

    tick(still_ward, seconds=12)
    still_ward.station.fresh.answered()
    still_ward.station.ward_changed.emit(Changes())
    tick(still_ward, seconds=0)
    assert window.status.as_of.text() == "As of 14:00:12"

    tick(still_ward, seconds=61)
    assert window.status.as_of.text() == "STALE, as of 14:00:12"


@pytest.fixture
def station(ward: WardBuilder) -> Station:
    """Return a station over a real store with one patient."""
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


def test_look_at_the_store_that_fails_makes_the_ward_stale(
    station: Station, wakeups: Wakeups, clock: FixedClock
) -> None:
    """The alarms ring on over the charts last read, and the store's return ends it."""
    gone: list[CartWardError] = []

    def news() -> Any:
        if gone:
            raise gone[0]

    Refresh(station, wakeups, Messages(), alone=False)
    Elsewhere(station, wakeups, Messages(), news)
    gone.append(Unavailable("store.locked"))
    rings: list[object] = []
    station.ward_changed.connect(rings.append)

    for _second in range(70):
        clock.advance(seconds=1)
        wakeups.tick()
    wakeups.rang.emit()

    assert station.fresh.stale
    assert rings
    gone.clear()
    clock.advance(seconds=1)
    wakeups.tick()
    assert not station.fresh.stale


def test_station_that_is_alone_is_kept_fresh_by_its_own_heart(
    station: Station, wakeups: Wakeups, clock: FixedClock
) -> None:
    """Where nobody else writes, the ring over the charts in memory is enough."""
    Refresh(station, wakeups, Messages())
    clock.advance(minutes=2)
    assert station.fresh.stale

    wakeups.rang.emit()

    assert not station.fresh.stale
