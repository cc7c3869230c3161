"""What happened in the shift, in words: changes, corrections, overrides, calls, late checks."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import Enum

from cart_ward.clinical.happened import (
    Called,
    CauseGiven,
    Changed,
    Corrected,
    Late,
    Overridden,
    Skipped,
)
from cart_ward.clinical.vocabulary import CallOutcome
from cart_ward.i18n import _, formats, wording
from cart_ward.reports.phrases import Times, coded, word


def changed(found: Iterable[Changed], times: Times) -> str:
    """Return everything that is different from the last handover in one line."""
    return _("; ").join(wording.say(c.code, **times.facts(c.facts)) for c in found)


def correction(done: Corrected, times: Times) -> str:
    """Return what was corrected, from what to what, why and by whom."""
    kind = coded(done.kind, "handover.kind.")
    facts = {"kind": kind, "at": times.near(done.taken_at), "reason": done.reason, "by": done.by}
    if done.struck_out:
        return _("{kind} of {at} struck out ({reason}), {by}").format(**facts)
    changes = _(", ").join(_change(c, times) for c in done.changes)
    return _("{kind} of {at}: {changes} ({reason}), {by}").format(changes=changes, **facts)


def _change(change: tuple[str, object, object], times: Times) -> str:
    name, before, after = change
    field = coded(name, "handover.field.", "handover.item.")
    return f"{field} {_value(before, times)} → {_value(after, times)}"


def _value(value: object, times: Times) -> str:
    """Return a charted value as it stands in a correction."""
    if value is None:
        return _("not recorded")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return times.near(value)
    if isinstance(value, Enum) and wording.knows(f"words.{type(value).__name__}.{value.value}"):
        return word(value)
    return formats.shown(value)


def override(done: Overridden, times: Times, moments: Sequence[datetime] = ()) -> str:
    """Return a grade signed against the proposal: both, why, who, when (each time if repeated)."""
    proposed = _("not assessed") if done.proposed is None else str(done.proposed)
    return _("{scale} signed {grade}, proposed {proposed} ({reason}), {by} {at}").format(
        scale=word(done.scale),
        grade=done.grade,
        proposed=proposed,
        reason=done.reason,
        by=done.by,
        at=_all(moments or [done.at], times),
    )


def cause(given: CauseGiven, times: Times, moments: Sequence[datetime] = ()) -> str:
    """Return the other cause a clinician gave to a finding, why, who, when."""
    return _("{finding}: {cause} ({reason}), {by} {at}").format(
        finding=word(given.finding),
        cause=word(given.cause),
        reason=given.reason,
        by=given.by,
        at=_all(moments or [given.at], times),
    )


def _all(moments: Sequence[datetime], times: Times) -> str:
    return _(", ").join(times.near(at) for at in moments)


def open_call(call: Called, times: Times) -> str:
    """Return a call that nobody has answered yet."""
    who = f"{coded(call.role, 'role.')} {call.name}".strip()
    return _("Called {who} {at}: no answer yet").format(who=who, at=times.near(call.at))


def call(made: Called, times: Times) -> str:
    """Return a call with what came of it."""
    if made.waits:
        return open_call(made, times)
    who = f"{coded(made.role, 'role.')} {made.name}".strip()
    if made.answered_at is None:
        words = _("Called {who} {at}, not answered: {outcome}")
        told = made.outcome or CallOutcome.NO_ANSWER
        return words.format(who=who, at=times.near(made.at), outcome=wording.outcome(told))
    return _("Called {who} {at}, answered {answered}: {outcome}").format(
        who=who,
        at=times.near(made.at),
        answered=times.near(made.answered_at),
        outcome=wording.outcome(made.outcome),
    )


def late(found: Late, times: Times) -> str:
    """Return a check that was or is late."""
    name, due = word(found.check), times.near(found.due_at)
    if found.done_at is None:
        return _("{check} due {due}, not done yet").format(check=name, due=due)
    done = times.near(found.done_at)
    return _("{check} due {due}, done {done}").format(check=name, due=due, done=done)


def skipped(found: Skipped, times: Times) -> str:
    """Return a check that was not done, and why."""
    reason = word(found.reason)
    if found.note:
        reason = _("{reason}, {note}").format(reason=reason, note=found.note)
    return _("{check} not done {at}: {reason} ({by})").format(
        check=word(found.what), at=times.near(found.at), reason=reason, by=found.by
    )
