"""How every act runs: who may, once only, one transaction, and what it touched."""

from collections.abc import Callable
from datetime import date, datetime, tzinfo
from typing import Protocol, TypeVar

from cart_ward.care import access
from cart_ward.care.bodies import Setting
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Clock, Desk, UnitOfWork
from cart_ward.care.refusals import refused
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import KIND_OF, Body, Entry
from cart_ward.clinical.medicines import StockMove
from cart_ward.clinical.people import Actor, AdmissionId, Role, Staff, StaffId, same_human
from cart_ward.clinical.steady import Drift
from cart_ward.clinical.vocabulary import EntryId


class Tokened(Protocol):
    """A command that carries the token of its form."""

    @property
    def token(self) -> str:
        """What makes a second click harmless."""
        ...


class OnChart(Tokened, Protocol):
    """A command about one admission."""

    @property
    def admission_id(self) -> AdmissionId:
        """The stay it is about."""
        ...


T = TypeVar("T", bound=Tokened)
C = TypeVar("C", bound=OnChart)


Told = tuple[datetime, Drift]
"""The wall clock and its drift, read together."""


def told(clock: Clock) -> Told:
    """Return the wall clock and its drift as they are at one moment."""
    drift = clock.drift
    return (clock.now() if drift.steady is None else drift.steady + drift.ahead), drift


class Act:
    """One act under way: its transaction, its moment, who acts, and what it has written."""

    def __init__(self, desk: Desk, work: UnitOfWork, moment: Told, token: str) -> None:
        self.work = work
        self.now, self.drift = moment
        self.zone: tzinfo = desk.zone
        self.actor: Actor = desk.actor
        self._token = token
        self._kinds: set[str] = set()
        self._admissions: set[AdmissionId] = set()
        self._written: list[EntryId] = []

    @property
    def today(self) -> date:
        """The calendar day in the ward's zone."""
        return self.now.astimezone(self.zone).date()

    def append(
        self,
        admission_id: AdmissionId | None,
        body: Body,
        taken_at: datetime,
        *,
        amends: EntryId | None = None,
        amend_reason: str | None = None,
        late_reason: str | None = None,
    ) -> EntryId:
        """Write one entry and remember it for `changes`."""
        entry_id = self.work.append(
            admission_id,
            body,
            taken_at,
            amends=amends,
            amend_reason=amend_reason,
            late_reason=late_reason,
            token=self._token,
        )
        self._written.append(entry_id)
        self._kinds.add(KIND_OF[type(body)])
        if admission_id is not None:
            self._admissions.add(admission_id)
        return entry_id

    def changes(self) -> Changes:
        """Return what the act has touched so far."""
        return Changes(
            admissions=frozenset(self._admissions),
            kinds=frozenset(self._kinds),
            entries=tuple(self._written),
        )


class ChartAct(Act):
    """An act about one stay, over its chart as it is inside the transaction."""

    def __init__(self, desk: Desk, work: UnitOfWork, moment: Told, command: OnChart) -> None:
        super().__init__(desk, work, moment, command.token)
        self.admission_id = command.admission_id
        self.chart: Chart = work.chart(command.admission_id)

    def setting(self, taken_at: datetime) -> Setting:
        """Return what a body taken at that time is checked against."""
        return Setting(chart=self.chart, taken_at=taken_at, now=self.now, zone=self.zone)

    def write(
        self,
        body: Body,
        taken_at: datetime,
        *,
        amends: EntryId | None = None,
        amend_reason: str | None = None,
        late_reason: str | None = None,
    ) -> EntryId:
        """Write one entry into the chart of this stay."""
        return self.append(
            self.admission_id,
            body,
            taken_at,
            amends=amends,
            amend_reason=amend_reason,
            late_reason=late_reason,
        )


def on_chart(
    desk: Desk,
    name: str,
    command: C,
    write: Callable[[ChartAct, C], None],
    *,
    after_discharge: bool = False,
) -> Changes:
    """Do one act about one stay: `write` checks and writes, everything is kept or nothing.

    A stay that has ended takes no new entry (`admission.closed`) unless `after_discharge`.
    """
    access.require(desk.actor, name)
    moment = told(desk.clock)
    with desk.store.act(desk.actor, name, moment[0]) as work:
        person(work, desk.actor)
        act = ChartAct(desk, work, moment, command)
        if written := work.seen(command.token):
            return written_before(act.chart, written)
        if act.chart.subject.discharged_at is not None and not after_discharge:
            raise refused("admission.closed", at=act.chart.subject.discharged_at)
        write(act, command)
        return act.changes()


def on_ward(desk: Desk, name: str, command: T, write: Callable[[Act, T], None]) -> Changes:
    """Do one act about the ward itself; what it wrote belongs to no stay."""
    access.require(desk.actor, name)
    moment = told(desk.clock)
    with desk.store.act(desk.actor, name, moment[0]) as work:
        person(work, desk.actor)
        if written := work.seen(command.token):
            return Changes(kinds=frozenset({KIND_OF[StockMove]}), entries=written)
        act = Act(desk, work, moment, command.token)
        write(act, command)
        return act.changes()


def person(work: UnitOfWork, actor: Actor) -> Staff:
    """Return the acting person; `access.unknown_person` unless active and in that role."""
    found = staff_member(work, actor.staff_id)
    if found.role is not actor.role:
        raise refused("access.unknown_person")
    return found


def staff_member(work: UnitOfWork, staff_id: StaffId, field: str = "") -> Staff:
    """Return an active person; `access.unknown_person` for anybody else."""
    for found in work.staff():
        if found.id == staff_id and found.active:
            return found
    raise refused("access.unknown_person", field)


def one_human(work: UnitOfWork, one: StaffId, other: StaffId) -> bool:
    """Tell whether two lines of the list are the same person, perhaps in two roles."""
    staff = {found.id: found for found in work.staff()}
    if one not in staff or other not in staff:
        return one == other
    return same_human(staff[one], staff[other])


def physician(work: UnitOfWork, staff_id: StaffId, field: str, code: str) -> Staff:
    """Return an active physician; `NotAllowed(code)` for another role."""
    found = staff_member(work, staff_id, field)
    if found.role is not Role.PHYSICIAN:
        raise refused(code, field)
    return found


def written_before(chart: Chart, written: tuple[EntryId, ...]) -> Changes:
    """Return the changes of an act that was done already under the same token."""
    found: list[Entry[Body] | None] = [chart.entry(entry_id) for entry_id in written]
    kinds = {KIND_OF[StockMove] if entry is None else entry.kind for entry in found}
    return Changes(
        admissions=frozenset({chart.subject.id}), kinds=frozenset(kinds), entries=written
    )
