"""A window over a practice ward at a fixed moment, to take pictures of.

A practice ward is made once in a temporary folder; each stage opens a fresh copy of it, so that the
pictures of two runs show the same. Nothing waits for a clock.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QWidget

from cart_ward.care import monitoring
from cart_ward.care.ports import Desk
from cart_ward.clinical.handover import HandoverSheet
from cart_ward.clinical.people import AdmissionId
from cart_ward.db import folder
from cart_ward.errors import CartWardError
from cart_ward.practice import crew
from cart_ward.reports import patient_page
from cart_ward.runtime.clock import SteppedClock
from cart_ward.runtime.settings import Look
from cart_ward.ui import screens
from cart_ward.ui.crash import Crash
from cart_ward.ui.main_window import MainWindow
from cart_ward.ui.opening import LIGHT_BY_HAND, Opened
from cart_ward.ui.station import Station, StationFacts
from cart_ward.ui.tour.tour import Tour

NOW = datetime(2026, 11, 22, 12, 4, tzinfo=UTC)
"""20:04 of the ward's evening: the night shift has just begun."""

WARD = "3F East"
ZONE = "Asia/Shanghai"

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)


class AtOnce:
    """The tasks of the screens, done where they are asked."""

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[CartWardError], None],
        *,
        lane: str = "store",
    ) -> None:
        """Do the work and answer."""
        del lane
        try:
            answer = work()
        except CartWardError as error:
            failed(error)
        else:
            done(answer)


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One window over one copy of the ward, and where its pictures go."""

    app: QApplication
    clock: SteppedClock
    desk: Desk
    window: MainWindow
    station: Station
    people: crew.Crew
    place: Path

    def bed(self, name: str) -> AdmissionId:
        """Return who lies in a bed."""
        charts = self.station.snapshot.charts.values()
        return next(chart.subject.id for chart in charts if chart.subject.bed.name == name)

    def shoot(self, name: str, widget: QWidget | None = None) -> None:
        """Write a picture of the window, once everything asked for has been painted."""
        for _turn in range(4):
            self.app.processEvents()
        target = self.window if widget is None else widget
        if not target.grab().save(str(self.place / f"{name}.png")):
            raise OSError(name)

    def find(self, name: str, kind: type[W]) -> W:
        """Return a part of the page in front."""
        found = self.window.page.findChild(kind, name)
        if not isinstance(found, kind):
            raise LookupError(name)
        return found

    def look_again(self) -> None:
        """Let the station see what was charted elsewhere."""
        self.station.read_again(_broken)


def _broken(error: CartWardError) -> None:
    raise error


@contextmanager
def staged(
    app: QApplication, ward: Path, place: Path, size: QSize, look: Look = LIGHT_BY_HAND
) -> Iterator[Stage]:
    """Open a window of one size over a fresh copy of the ward; nobody is signed in yet."""
    copy = ward.with_name("copy")
    shutil.copytree(ward, copy)
    clock = SteppedClock(NOW)
    store = folder.open_store(copy, clock=clock)
    try:
        desk = Desk(store=store, clock=clock, zone=ZoneInfo(ZONE), actor=crew.founder("desk"))
        facts = StationFacts(ward_name=WARD, practice=True, zone=desk.zone, practice_pin=crew.PIN)
        opened = Opened(
            desk=desk, snapshot=monitoring.read_ward(desk), facts=facts, render=_render,
            first=None, close=store.close, look=look,
        )  # fmt: skip
        station = Station(desk, AtOnce(), opened.snapshot, facts)
        window = screens.open_window(station, Crash(clock), opened)
        window.resize(size)
        window.show()
        tour = window.findChild(Tour)
        if isinstance(tour, Tour):
            tour.end()
        place.mkdir(parents=True, exist_ok=True)
        yield Stage(app=app, clock=clock, desk=desk, window=window, station=station,
                    people=crew.crew_of(desk), place=place)  # fmt: skip
        window.close()
        # Left behind, it would be dressed again with every stage that follows.
        window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    finally:
        store.close()
        shutil.rmtree(copy)


def _render(sheet: HandoverSheet, language: str, printed_by: str) -> bytes:
    return patient_page.render_all(sheet, language=language, printed_by=printed_by)
