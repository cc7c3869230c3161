"""Calls made: to whom, whether somebody answered and in how long, and who is next if nobody did.

A call to a role that nobody has answered goes on with each further call to the same role: the time
to answer counts from the first of them, so calling again never makes a late answer early.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Body, Entry
from cart_ward.clinical.observed import CallMade
from cart_ward.clinical.people import OnCall
from cart_ward.clinical.protocol import Protocol
from cart_ward.clinical.schedule import DueState
from cart_ward.clinical.vocabulary import CallOutcome

PHONE = timedelta(minutes=5)
"""Within what a phone is answered where neither the ward nor its protocol says (journey 3)."""

_CODES = frozenset(CallOutcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calling:
    """The calls to one role until somebody answered: the last of them, and when they began."""

    last: Entry[CallMade]
    first_at: datetime
    tries: int

    @property
    def waits(self) -> bool:
        """Whether an answer is still owed."""
        return waits(self.last.body)

    @property
    def took(self) -> timedelta | None:
        """How long it took from the first call to the answer."""
        answered = self.last.body.answered_at
        return None if answered is None else answered - self.first_at


def waits(call: CallMade) -> bool:
    """Tell whether nobody has answered a call that is still needed."""
    return call.answered_at is None and call.outcome != CallOutcome.NOT_NEEDED


def callings(chart: Chart, now: datetime | None = None) -> tuple[Calling, ...]:
    """Return the calls of a chart, up to `now`; those to one role until an answer together."""
    found: list[Calling] = []
    at: dict[str, int] = {}
    for entry in chart.of(CallMade):
        if now is not None and entry.taken_at > now:
            continue
        before = at.get(entry.body.role)
        if before is not None and found[before].waits:
            run = found[before]
            found[before] = Calling(last=entry, first_at=run.first_at, tries=run.tries + 1)
        else:
            at[entry.body.role] = len(found)
            found.append(Calling(last=entry, first_at=entry.taken_at, tries=1))
    return tuple(found)


def answer_within(
    role: str,
    contacts: Mapping[str, OnCall],
    protocol: Protocol,
    held: Mapping[str, tuple[datetime, ...]],
) -> timedelta:
    """Return within what an answer is owed: as the ward says, else as what holds now asks.

    `held` are the triggers that hold (`escalation.triggers`). "At once" is when to call; a phone
    still rings for a while.
    """
    contact = contacts.get(role)
    if contact is not None and contact.answer_within is not None:
        return contact.answer_within
    asked = [e.within_min for e in protocol.escalations if e.trigger in held and role in e.roles]
    minutes = min(asked, default=0)
    return timedelta(minutes=minutes) if minutes else PHONE


def late(waited: timedelta, within: timedelta) -> DueState:
    """Return where an answer stands that is owed: waited for, late, or late by half again."""
    if waited <= within:
        return DueState.DUE
    return DueState.VERY_OVERDUE if waited > within * 3 / 2 else DueState.OVERDUE


def next_role(
    protocol: Protocol, held: Mapping[str, tuple[datetime, ...]], chart: Chart, role: str
) -> str | None:
    """Return whom the protocol names next for what holds now, where a role does not answer.

    The roles after it in the same line come first; who was called for it already is left out.
    None: the protocol names nobody else.
    """
    for asked in protocol.escalations:
        moments = held.get(asked.trigger, ())
        if not moments or role not in asked.roles:
            continue
        place = asked.roles.index(role)
        others = (*asked.roles[place + 1 :], *asked.roles[:place])
        called = {e.body.role for e in chart.of(CallMade) if e.taken_at >= moments[0]}
        rest = [other for other in others if other not in called]
        if rest:
            return rest[0]
    return None


def roles_named(protocols: Iterable[Protocol]) -> tuple[str, ...]:
    """Return every role the protocols call, in the order in which they first name it."""
    return tuple(
        dict.fromkeys(role for p in protocols for asked in p.escalations for role in asked.roles)
    )


def follows_up(before: Body, after: Body) -> bool:
    """Tell whether an entry only says what came of a call: that corrects nothing."""
    if not (isinstance(before, CallMade) and isinstance(after, CallMade)):
        return False
    if (before.role, before.name) != (after.role, after.name):
        return False
    if before.answered_at is None and after.answered_at is not None:
        return True
    same = before.answered_at == after.answered_at
    return same and (not before.outcome or after.outcome in _CODES)


def noted_at(chart: Chart, entry: Entry[CallMade], outcome: CallOutcome) -> datetime | None:
    """Return when an outcome that still stands was first written down; None: it does not."""
    noted = None
    for version in chart.versions(entry):
        if not isinstance(version.body, CallMade) or version.body.outcome != outcome:
            break
        noted = version.recorded_at
    return noted
