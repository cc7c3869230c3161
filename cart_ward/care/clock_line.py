"""The station's steady time from run to run, and the person who finds the clock right."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from cart_ward.care import access, acts
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Clock, ClockLine, Desk, Moment
from cart_ward.care.refusals import refused
from cart_ward.clinical.steady import SUSPECT_AFTER


class Lined(Clock, Protocol):
    """A clock whose steady time can be carried on."""

    @property
    def line(self) -> ClockLine:
        """Where the steady time began."""
        ...

    def go_on(self, line: ClockLine) -> None:
        """Count the steady time from another beginning."""
        ...


def take_up(desk: Desk, clock: Lined) -> None:
    """Carry the steady time on from the runs before, as far as they tell.

    While the computer has not been started anew it goes on as it began, whatever was done to the
    wall clock meanwhile; after that it begins again from what the newest audit line knows.
    """
    station = desk.actor.station
    with desk.store.read() as reading:
        kept, last = reading.clock_line(station), reading.last_moment()
    fresh = clock.line
    if kept is not None and kept.boot and kept.boot == fresh.boot:
        clock.go_on(kept)
        return
    accepted = timedelta(0) if kept is None else kept.accepted
    since = beginning(fresh.since, last, accepted)
    still = abs(fresh.since - since - accepted) <= SUSPECT_AFTER
    clock.go_on(replace(fresh, since=since, accepted=accepted if still else timedelta(0)))


def keep_clock_line(desk: Desk, clock: Lined) -> None:
    """Keep where the steady time began, once for each start of the computer."""
    access.require(desk.actor, "keep_clock_line")
    station = desk.actor.station
    with desk.store.read() as reading:
        kept = reading.clock_line(station)
    if kept is None or not kept.boot or kept.boot != clock.line.boot:
        with desk.store.act(desk.actor, "keep_clock_line", clock.now()) as work:
            work.set_clock_line(station, clock.line)


def beginning(wall: datetime, last: Moment | None, accepted: timedelta) -> datetime:
    """Return where the steady time begins after a start of the computer.

    Never before what is already written. A clock that was ahead when the last line was written is
    still ahead unless it was set back since. That the clock was set forward while the computer was
    off cannot be told from time that passed.
    """
    if last is None:
        return wall
    if last.steady is None:
        return max(wall, last.wall)
    ahead = last.wall - last.steady
    told = ahead > SUSPECT_AFTER or abs(ahead - accepted) <= SUSPECT_AFTER < abs(ahead)
    if told and wall >= last.wall:
        return wall - ahead
    return max(wall, last.steady)


def confirm_clock(desk: Desk, clock: Lined, shown: datetime) -> Changes:
    """Note that the wall clock is right: somebody has read `shown` off another clock.

    `NotAllowed("clock.differs")` where the two are more than 2 minutes apart. The steady time goes
    on as it was: what was charted by the clock before it was put right still counts by it.
    """
    access.require(desk.actor, "confirm_clock")
    now, drift = acts.told(clock)
    if abs(now - shown) > SUSPECT_AFTER:
        raise refused("clock.differs", "shown", now=now, shown=shown)
    line = replace(clock.line, accepted=drift.ahead)
    with desk.store.act(desk.actor, "confirm_clock", now) as work:
        acts.person(work, desk.actor)
        work.set_clock_line(desk.actor.station, line)
        work.log("confirm_clock", reason=f"{drift.ahead.total_seconds():+.0f} s")
    clock.go_on(line)
    return Changes()
