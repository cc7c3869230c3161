"""One station: who is signed in, the ward as last read, the clock, and the one way to act."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from cart_ward.care import monitoring
from cart_ward.care.changes import Changes
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.care.ports import Desk
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.people import Actor, AdmissionId, Staff
from cart_ward.clinical.status import PatientStatus
from cart_ward.errors import CartWardError
from cart_ward.ui.freshness import Freshness
from cart_ward.ui.namesakes import Namesakes

T = TypeVar("T")


News = Callable[[], Changes | None]
"""What other stations wrote since it was last asked; None where nothing was."""


WRISTBAND_HOLDS = timedelta(minutes=15)
"""How long a scanned wristband is still shown: later nobody knows who lies in the bed."""


BREATH = timedelta(seconds=1)
"""How long an answer about the whole ward holds, unless something changes or falls due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """Where everybody stood at a moment."""

    at: datetime
    statuses: tuple[PatientStatus, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """The ward as read by a worker, and where everybody stands by it."""

    ward: WardSnapshot
    told: _Told


class Tasks(Protocol):
    """Work off the GUI thread, answers on it."""

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[CartWardError], None],
        *,
        lane: str = "store",
    ) -> None:
        """Run `work` on a lane (store, paper, long, find); a foreseen failure goes to `failed`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StationFacts:
    """What does not change while the window is open; `practice_pin` lets everybody in there.

    `letter_keys`: whether keys of one letter work at this station, `idle`: how long it stays open
    while nobody uses it. `settings_file`: where the settings of this station stand.
    """

    ward_name: str
    practice: bool
    zone: tzinfo
    practice_pin: str = ""
    letter_keys: bool = True
    idle: timedelta = timedelta(minutes=3)
    settings_file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """An act that is on disk: what it wrote, by whom, and whether it went on from the last one."""

    changes: Changes
    actor: Actor
    goes_on: bool


class Station(QObject):
    """Holds what every screen derives from.

    `fresh` tells how old it is, `namesakes` whose names are alike.
    Signals: `ward_changed(Changes)` after an act or a re-read, `person_changed(Actor | None)`,
    `ticked(datetime)` once a second with the present moment, `saved(datetime)` after a commit,
    `acted(Acted)` then, with what was written, `wristband_scanned()`, `refused_late(str)` with what
    a form that was left can no longer say itself.
    """

    ward_changed = Signal(object)
    person_changed = Signal(object)
    ticked = Signal(object)
    saved = Signal(object)
    wristband_scanned = Signal()
    acted = Signal(object)
    refused_late = Signal(str)

    def __init__(
        self, desk: Desk, tasks: Tasks, snapshot: WardSnapshot, facts: StationFacts
    ) -> None:
        super().__init__()
        self.tasks = tasks
        self.facts = facts
        self._desk = desk
        self._snapshot = snapshot
        self._actor: Actor | None = None
        self._told: _Told | None = None
        self.fresh = Freshness(desk.clock)
        self.namesakes = Namesakes(tasks)
        self.ward_changed.connect(self.fresh.asked)
        self._wristband: tuple[AdmissionId, datetime] | None = None

    @property
    def desk(self) -> Desk:
        """The desk with the signed-in person at it."""
        return self._desk if self._actor is None else self._desk.of(self._actor)

    @property
    def snapshot(self) -> WardSnapshot:
        """The ward as last read."""
        return self._snapshot

    @property
    def actor(self) -> Actor | None:
        """Who is signed in, or None while the station is locked."""
        return self._actor

    @property
    def person(self) -> Staff | None:
        """The signed-in person's staff record."""
        return None if self._actor is None else self._snapshot.staff.get(self._actor.staff_id)

    @property
    def zone(self) -> tzinfo:
        """The ward's zone."""
        return self.facts.zone

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return self._desk.clock.now()

    def sign_in(self, actor: Actor | None) -> None:
        """Let a person take over the station, or lock it."""
        self._actor = actor
        self._wristband = None
        self.person_changed.emit(actor)

    def note_wristband(self, admission_id: AdmissionId) -> None:
        """Remember that the signed-in person has just scanned this patient's wristband."""
        self._wristband = (admission_id, self.now())
        self.wristband_scanned.emit()

    def wristband_of(self, admission_id: AdmissionId) -> datetime | None:
        """Return when this wristband was scanned, if it was the last one, and not long ago."""
        if self._wristband is None or self._wristband[0] != admission_id:
            return None
        at = self._wristband[1]
        return at if self.now() - at < WRISTBAND_HOLDS else None

    def status(self, admission_id: AdmissionId) -> PatientStatus:
        """Return where one patient stands now."""
        clock = self._desk.clock
        return monitoring.status_of(
            self._snapshot, admission_id, clock.now(), self.zone, clock.drift
        )

    def statuses(self) -> tuple[PatientStatus, ...]:
        """Return where each patient stands now, the most urgent first.

        Board, bars, list and sound ask in the same breath: within a second it is worked out once,
        after an act by the worker that read it.
        """
        now, told = self.now(), self._told
        if told is None or not timedelta(0) <= now - told.at < BREATH:
            drift = self._desk.clock.drift
            found = monitoring.ward_status(self._snapshot, now, self.zone, drift)
            told = self._told = _Told(at=now, statuses=found)
        return told.statuses

    def ask_again(self) -> None:
        """Let every screen ask the charts last read where they stand now."""
        self._told = None
        self.ward_changed.emit(Changes(admissions=frozenset(self._snapshot.charts)))

    def perform(
        self,
        act: Callable[[Desk], Changes],
        done: Callable[[Changes], None],
        failed: Callable[[CartWardError], None],
        *,
        goes_on: bool = False,
    ) -> None:
        """Do one act off the GUI thread, read again what it touched, then tell the screens.

        `goes_on`: it belongs to the same signature as the act before it.
        """
        desk, before = self.desk, self._snapshot

        def work() -> tuple[Changes, _Read]:
            changes = act(desk)
            return changes, _thought(monitoring.reread(desk, before, changes.admissions), self.zone)

        def answered(answer: tuple[Changes, _Read]) -> None:
            changes, read = answer
            self._take(read, changes)
            self.saved.emit(read.ward.read_at)
            self.acted.emit(Acted(changes=changes, actor=desk.actor, goes_on=goes_on))
            done(changes)

        self.tasks.run(work, answered, failed)

    def ask(
        self,
        read: Callable[[Desk], T],
        done: Callable[[T], None],
        failed: Callable[[CartWardError], None],
        lane: str = "store",
    ) -> None:
        """Ask something off the GUI thread."""
        desk = self.desk
        self.tasks.run(lambda: read(desk), done, failed, lane=lane)

    def read_again(self, failed: Callable[[CartWardError], None]) -> None:
        """Read the whole ward again (another station wrote, or the clock jumped)."""
        desk = self.desk
        everything = Changes(admissions=frozenset(self._snapshot.charts))
        self.tasks.run(
            lambda: _thought(monitoring.read_ward(desk), self.zone),
            lambda read: self._take(read, everything),
            failed,
        )

    def look_elsewhere(
        self, news: News, done: Callable[[], None], failed: Callable[[CartWardError], None]
    ) -> None:
        """Ask what other stations wrote and read it; the screens are told what they lack."""
        desk, before = self.desk, self._snapshot

        def work() -> tuple[Changes, _Read] | None:
            changes = news()
            if changes is None:
                return None
            return changes, _thought(monitoring.reread(desk, before, changes.admissions), self.zone)

        def answered(answer: tuple[Changes, _Read] | None) -> None:
            self.fresh.answered()
            if answer is not None and self._lacks(answer[0], answer[1].ward):
                changes, read = answer
                self._take(read, changes)
            done()

        self.tasks.run(work, answered, failed)

    def _lacks(self, changes: Changes, read: WardSnapshot) -> bool:
        """Tell whether news are new here: our own acts come back as news too."""
        held = self._snapshot
        if any(_extent(held, key) != _extent(read, key) for key in changes.admissions):
            return True
        return _lists(held) != _lists(read)

    def _take(self, answer: _Read, changes: Changes) -> None:
        """Keep what was read; what is answered late never brings back an older chart.

        The audit chain tells which read is the newer one: it only grows, whatever the clocks do.
        But a read holds the charts it did not ask for as they were before it was queued.
        """
        held, read = self._snapshot, answer.ward
        newer = read if read.audit_count >= held.audit_count else held
        charts = {key: _fullest(key, newer, held, read) for key in newer.charts}
        self._snapshot = replace(newer, charts=charts)
        # What the worker made of its read holds for what is kept only where that is its read.
        as_read = newer is read and all(chart is read.charts[key] for key, chart in charts.items())
        self._told = answer.told if as_read else None
        self.fresh.answered()
        self.ward_changed.emit(changes)
        if self.person is not None and not self.person.active:
            self.sign_in(None)  # retired at another station: nothing more is read or signed here


def _thought(ward: WardSnapshot, zone: tzinfo) -> _Read:
    """Derive where everybody stands on the thread that read it: the screens only have to paint."""
    statuses = monitoring.ward_status(ward, ward.read_at, zone, ward.clock)
    return _Read(ward=ward, told=_Told(at=ward.read_at, statuses=statuses))


def _fullest(key: AdmissionId, *reads: WardSnapshot) -> Chart:
    """Return the chart that knows most; a chart only grows. The first of equals is taken."""
    charts = (read.charts[key] for read in reads if key in read.charts)
    return max(charts, key=lambda chart: len(chart.entries))


def _extent(snapshot: WardSnapshot, key: AdmissionId) -> object:
    chart = snapshot.charts.get(key)
    return None if chart is None else (len(chart.entries), chart.subject)


def _lists(snapshot: WardSnapshot) -> object:
    versions = [version for version, _protocol in snapshot.protocols.values()]
    lists = (snapshot.left, snapshot.beds, snapshot.staff, snapshot.products)
    return (*lists, versions, snapshot.stock, snapshot.contacts)
