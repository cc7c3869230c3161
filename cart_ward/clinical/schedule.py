"""(protocol, chart, now) -> checks due, each with its why; the shortest interval wins.

Every phase and state that asks for a check names its own next turn; the most urgent of them is the
answer. Nothing is stored: a new entry or a new grade is simply another question.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from itertools import pairwise

from cart_ward.clinical import pauses, stretches, timing, turns
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.episode import story
from cart_ward.clinical.protocol import Protocol, Rule
from cart_ward.clinical.stretches import Stretch
from cart_ward.clinical.turns import Turn
from cart_ward.clinical.vocabulary import Check, EntryId, Scale


class DueState(StrEnum):
    """Where a check stands now."""

    NOT_DUE = "not_due"
    DUE = "due"
    OVERDUE = "overdue"
    VERY_OVERDUE = "very_overdue"
    MISSED = "missed"
    PAUSED = "paused"


RANK = {state: rank for rank, state in enumerate(DueState)}
"""How urgent a state is; a pause is told apart from it."""

GRADE_CHANGED = "grade_changed"
"""The state of a grade check that is due because a proposed grade changed."""

_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a check is due: protocol name and version, the state, the entry it is reckoned from.

    `interval` is None where the check is asked for once.
    """

    protocol: str
    version: str
    state: str
    interval: timedelta | None
    entry_id: EntryId | None
    reckoned_from: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckDue:
    """One check: when it is due, where it stands, how many turns were missed, and why.

    `paused_until` is the end of the pause that holds now; None without one, or without an end.
    """

    check: Check
    at: datetime
    state: DueState
    missed: int
    why: Why
    paused_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """The next turn by one rule: when it is due, and the edges of its states.

    `opens`: on time from here; `closes`: still on time; `very_late` and `missed_at`: from here.
    `interval` is what lateness is measured by, `rhythm` the interval to tell (None: asked once).
    `turns` is how many turns it may miss at most (None: any number).
    """

    check: Check
    key: str
    at: datetime
    interval: timedelta
    rhythm: timedelta | None
    turns: int | None
    opens: datetime
    closes: datetime
    very_late: datetime
    missed_at: datetime

    @property
    def edges(self) -> tuple[datetime, ...]:
        """The moments of the turn, for comparing two of them."""
        return (self.at, self.opens, self.closes, self.very_late, self.missed_at)

    def outdoes(self, other: "_Candidate") -> bool:
        """Tell whether this turn is always as urgent, and as often missed, as the other."""
        misses = self.turns is None or (other.turns is not None and other.turns <= self.turns)
        sooner = all(own <= its for own, its in zip(self.edges, other.edges, strict=True))
        return sooner and misses and self.interval <= other.interval


_Candidates = Mapping[Check, tuple[_Candidate, ...]]


def due(protocol: Protocol, chart: Chart, now: datetime, zone: tzinfo) -> tuple[CheckDue, ...]:
    """Return exactly one next due for each check that phases and states ask for, or its pause.

    The most urgent comes first. A stay that has ended asks for nothing.
    """
    pause = pauses.active(chart, now)
    paused = pause is not None
    done = chart.derived(turns.complete)
    found = []
    for check, candidates in _candidates(protocol, chart, now, zone).items():
        chosen = min(candidates, key=lambda turn: _urgency(turn, now))
        last = done[check].last(now)
        why = Why(
            protocol=protocol.name,
            version=protocol.version,
            state=chosen.key,
            interval=chosen.rhythm,
            entry_id=None if last is None else last.entry_id,
            reckoned_from=None if last is None else last.at,
        )
        found.append(
            CheckDue(
                check=check,
                at=chosen.at,
                state=DueState.PAUSED if paused else _standing(chosen, now),
                missed=0 if paused else max(_missed(turn, now) for turn in candidates),
                why=why,
                paused_until=None if pause is None else pause.body.until,
            )
        )
    return tuple(sorted(found, key=lambda d: (-RANK[d.state], d.at, d.check)))


def next_change(protocol: Protocol, chart: Chart, now: datetime, zone: tzinfo) -> datetime | None:
    """Return the earliest moment after `now` at which any check changes its state, or None."""
    pause = pauses.active(chart, now)
    if pause is not None:
        return pause.body.until
    edges = (
        edge
        for candidates in _candidates(protocol, chart, now, zone).values()
        for candidate in candidates
        for edge in _edges(candidate, now)
    )
    return min((edge for edge in edges if edge > now), default=None)


def window(protocol: Protocol, interval: timedelta) -> tuple[timedelta, timedelta]:
    """Return how early and how late a check with this interval still is on time."""
    part = interval * protocol.early_fraction // 100
    return min(part, protocol.early_max), min(part, protocol.late_max)


def _standing(turn: _Candidate, now: datetime) -> DueState:
    if now < turn.opens:
        return DueState.NOT_DUE
    if now <= turn.closes:
        return DueState.DUE
    if now >= turn.missed_at:
        return DueState.MISSED
    return DueState.OVERDUE if now < turn.very_late else DueState.VERY_OVERDUE


def _missed(turn: _Candidate, now: datetime) -> int:
    """Return how many turns were missed: one for each whole interval late."""
    missed = max(0, (now - turn.at) // turn.interval)
    return missed if turn.turns is None else min(missed, turn.turns)


def _edges(turn: _Candidate, now: datetime) -> tuple[datetime, ...]:
    further = turn.at + (max(0, (now - turn.at) // turn.interval) + 1) * turn.interval
    return turn.opens, turn.closes + _TICK, turn.very_late, further


def _urgency(turn: _Candidate, now: datetime) -> tuple[int, datetime, timedelta]:
    return -RANK[_standing(turn, now)], turn.at, turn.interval


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """The turns of a whole chart under one protocol, as `chart.derived` remembers them.

    From the last entry on they do not depend on the present moment: only where they stand does.
    """

    protocol: Protocol
    zone: tzinfo

    def __call__(self, chart: Chart) -> _Candidates:
        """Return the turns as from the last entry on."""
        newest = chart.entries[-1].taken_at if chart.entries else chart.subject.admitted_at
        return _worked_out(self.protocol, chart, newest, self.zone)

    def __eq__(self, other: object) -> bool:
        """Tell whether it is the very same protocol and zone."""
        same = isinstance(other, _Plan) and other.protocol is self.protocol
        return same and isinstance(other, _Plan) and other.zone is self.zone

    def __hash__(self) -> int:
        """Return a number for the very same protocol and zone."""
        return hash((id(self.protocol), id(self.zone)))


def _candidates(protocol: Protocol, chart: Chart, now: datetime, zone: tzinfo) -> _Candidates:
    if chart.subject.discharged_at is not None:
        return {}
    if chart.entries and now < chart.entries[-1].taken_at:
        return _worked_out(protocol, chart, now, zone)
    return chart.derived(_Plan(protocol, zone))


def _worked_out(protocol: Protocol, chart: Chart, now: datetime, zone: tzinfo) -> _Candidates:
    done = chart.derived(turns.complete)
    found: dict[Check, list[_Candidate]] = {}
    for stretch in stretches.of(protocol, chart, now, zone):
        for rule in stretch.rules:
            asked = _Asked(protocol, chart, stretch, rule, done[rule.check].last(now), zone)
            for turn in asked.turns():
                found.setdefault(rule.check, []).append(turn)
    return {check: _urgent(candidates) for check, candidates in found.items()}


def _urgent(candidates: list[_Candidate]) -> tuple[_Candidate, ...]:
    """Return the turns that no other outdoes: the rest could never be the answer."""
    kept: list[_Candidate] = []
    for turn in sorted(candidates, key=lambda c: (c.edges, c.interval)):
        if not any(better.outdoes(turn) for better in kept):
            kept.append(turn)
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One rule of one stretch, put to a chart whose last complete check is `last`."""

    protocol: Protocol
    chart: Chart
    stretch: Stretch
    rule: Rule
    last: Turn | None
    zone: tzinfo

    def turns(self) -> Iterator[_Candidate]:
        """Return the next turn by this rule, if it has one left, and one for a changed grade."""
        if self.rule.offsets:
            yield from self._by_offsets()
        elif self.rule.every is None:
            yield from self._by_clock()
        else:
            yield from self._by_interval(self.rule.every)
        if self.rule.on_change:
            yield from self._by_change()

    def _by_interval(self, every: timedelta) -> Iterator[_Candidate]:
        if self.rule.once:
            if not self._counts_for(self.stretch.began, every):
                turn = self._turn(self.stretch.began, every, turns=1)
                yield dataclasses.replace(turn, rhythm=None)
        elif self.stretch.fixed:
            yield from self._by_grid(every)
        else:
            at, interval = self._running(every)
            if self._within(at):
                yield self._turn(at, interval)

    def _running(self, every: timedelta) -> tuple[datetime, timedelta]:
        """Return the next turn counted from the last check, never before the stretch began."""
        began, last = self.stretch.began, self.last
        if last is None or (self.rule.at_start and last.at < began):
            return began, every
        first, then = self.rule.for_first, self.rule.then
        if first is None or then is None:
            return max(last.at + every, began), every
        ends = (self.stretch.restarted or began) + first
        early, _late = window(self.protocol, every)
        if last.at < ends - early:
            return max(min(last.at + every, ends), began), every
        return max(last.at + then, began), then

    def _by_grid(self, every: timedelta) -> Iterator[_Candidate]:
        """Return the next fixed turn of the infusion; those left bound what can be missed."""
        began, until = self.stretch.began, self.stretch.until
        at = began if self.rule.at_start else began + every
        while until is not None and at <= until:
            if at >= self.chart.subject.admitted_at and not self._counts_for(at, every):
                yield self._turn(at, every, turns=(until - at) // every + 1)
                return
            at += every

    def _by_clock(self) -> Iterator[_Candidate]:
        clocks = self.rule.at_times
        after = self.stretch.began if self.last is None else max(self.stretch.began, self.last.at)
        strikes = timing.next_clock_times(after, clocks, self.zone, 3)
        turns_left = ((at, following - at) for at, following in pairwise(strikes))
        at, interval = next(turn for turn in turns_left if not self._counts_for(*turn))
        if self._within(at):
            yield self._turn(at, interval)

    def _by_offsets(self) -> Iterator[_Candidate]:
        before, offsets = timedelta(), self.rule.offsets
        for number, offset in enumerate(offsets):
            at, interval = self.stretch.began + offset, offset - before
            if not self._counts_for(at, interval):
                turn = self._turn(at, interval, turns=len(offsets) - number)
                yield dataclasses.replace(turn, rhythm=None)
                return
            before = offset

    def _by_change(self) -> Iterator[_Candidate]:
        """Ask for a signature at once where a proposed grade differs from the one before it."""
        changed = [at for scale in Scale for at in _changes(self.chart, scale)]
        since = self.stretch.began if self.last is None else max(self.stretch.began, self.last.at)
        fresh = [at for at in changed if at > since or (self.last is None and at == since)]
        if fresh and self._within(min(fresh)) and self.rule.every is not None:
            turn = self._turn(min(fresh), self.rule.every, turns=1)
            yield dataclasses.replace(turn, key=GRADE_CHANGED, rhythm=None)

    def _counts_for(self, at: datetime, interval: timedelta) -> bool:
        """Tell whether the last check fell into the early window of this turn, or after it."""
        early, _late = window(self.protocol, interval)
        return self.last is not None and self.last.at >= at - early

    def _within(self, at: datetime) -> bool:
        """Tell whether a turn still belongs to the stretch: it fell due by its end."""
        return self.stretch.until is None or at <= self.stretch.until

    def _turn(self, at: datetime, interval: timedelta, turns: int | None = None) -> _Candidate:
        at = pauses.after(self.chart, at)
        early, late = window(self.protocol, interval)
        return _Candidate(
            check=self.rule.check,
            key=self.stretch.key,
            at=at,
            interval=interval,
            rhythm=interval,
            turns=turns,
            opens=at - early,
            closes=at + late,
            very_late=at + interval * self.protocol.very_late_percent // 100,
            missed_at=at + interval,
        )


def _changes(chart: Chart, scale: Scale) -> tuple[datetime, ...]:
    return chart.derived(_crs_changes if scale is Scale.CRS else _icans_changes)


def _crs_changes(chart: Chart) -> tuple[datetime, ...]:
    return _changed(chart, Scale.CRS)


def _icans_changes(chart: Chart) -> tuple[datetime, ...]:
    return _changed(chart, Scale.ICANS)


def _changed(chart: Chart, scale: Scale) -> tuple[datetime, ...]:
    """Return when a proposed grade became another one; "not assessed" in between is no change."""
    found, before = [], 0
    for point in story(chart, scale).points:
        grade = point.graded.grade
        if grade is not None and grade != before:
            found.append(point.at)
            before = grade
    return tuple(found)
