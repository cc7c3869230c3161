"""One station: who is signed in, the ward as last read, the clock, and the one way to act."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
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

T = TypeVar("T")


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
        """Run `work` on a lane (store, paper, long); a foreseen failure goes to `failed`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StationFacts:
    """What does not change while the window is open."""

    ward_name: str
    practice: bool
    zone: tzinfo


class Station(QObject):
    """Holds what every screen derives from.

    Signals: `ward_changed(Changes)` after an act or a re-read, `person_changed(Actor | None)`,
    `ticked(datetime)` once a second with the present moment, `saved(datetime)` after a commit.
    """

    ward_changed = Signal(object)
    person_changed = Signal(object)
    ticked = Signal(object)
    saved = Signal(object)

    def __init__(
        self, desk: Desk, tasks: Tasks, snapshot: WardSnapshot, facts: StationFacts
    ) -> None:
        super().__init__()
        self.tasks = tasks
        self.facts = facts
        self._desk = desk
        self._snapshot = snapshot
        self._actor: Actor | None = None

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
        self.person_changed.emit(actor)

    def status(self, admission_id: AdmissionId) -> PatientStatus:
        """Return where one patient stands now."""
        return monitoring.status_of(self._snapshot, admission_id, self.now(), self.zone)

    def statuses(self) -> tuple[PatientStatus, ...]:
        """Return where each patient stands now, the most urgent first."""
        return monitoring.ward_status(self._snapshot, self.now(), self.zone)

    def perform(
        self,
        act: Callable[[Desk], Changes],
        done: Callable[[Changes], None],
        failed: Callable[[CartWardError], None],
    ) -> None:
        """Do one act off the GUI thread, read again what it touched, then tell the screens."""
        desk, before = self.desk, self._snapshot

        def work() -> tuple[Changes, WardSnapshot]:
            changes = act(desk)
            return changes, monitoring.reread(desk, before, changes.admissions)

        def answered(answer: tuple[Changes, WardSnapshot]) -> None:
            changes, read = answer
            self._take(read, changes)
            self.saved.emit(read.read_at)
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
            lambda: monitoring.read_ward(desk), lambda read: self._take(read, everything), failed
        )

    def _take(self, read: WardSnapshot, changes: Changes) -> None:
        """Keep what was read; an act answered late never brings back an older chart."""
        if read.read_at < self._snapshot.read_at:
            read = replace(read, charts={**read.charts, **self._newer_charts(read)})
        self._snapshot = read
        self.ward_changed.emit(changes)

    def _newer_charts(self, read: WardSnapshot) -> dict[AdmissionId, Chart]:
        held = self._snapshot.charts
        return {
            key: chart
            for key, chart in held.items()
            if key in read.charts and len(chart.entries) > len(read.charts[key].entries)
        }
