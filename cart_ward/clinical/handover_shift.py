"""What happened since the last handover, for the sheet: late, not done, overridden, corrected."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime, timedelta, tzinfo
from typing import Any, TypeVar

from cart_ward.clinical import calls as calls_made
from cart_ward.clinical import episode, schedule, turns
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Body, Entry
from cart_ward.clinical.episode import GradeStory
from cart_ward.clinical.handover_now import NameOf
from cart_ward.clinical.happened import (
    Called,
    CauseGiven,
    Changed,
    Corrected,
    Late,
    Line,
    Overridden,
    Paused,
    Skipped,
)
from cart_ward.clinical.medicines import MedicationOrder
from cart_ward.clinical.observed import (
    Attribution,
    Background,
    CallMade,
    Grading,
    Infusion,
    NotDone,
    Note,
    StayChange,
    StruckOut,
)
from cart_ward.clinical.protocol import Protocol
from cart_ward.clinical.schedule import DueState
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import Cause, Check, NoteKind

B = TypeVar("B", bound=Body)

LATE = frozenset({DueState.OVERDUE, DueState.VERY_OVERDUE, DueState.MISSED})
_TICK = timedelta(microseconds=1)


def news(chart: Chart, kind: type[B], since: datetime) -> tuple[Entry[B], ...]:
    """Return what the last handover could not tell: what happened, or was typed, since then.

    A correction typed since then has a list of its own.
    """
    return tuple(entry for entry in chart.of(kind) if _is_new(entry, since))


def _is_new(entry: Entry[Any], since: datetime) -> bool:
    return entry.taken_at > since or (entry.amends is None and entry.recorded_at > since)


def late(
    protocol: Protocol, chart: Chart, status: PatientStatus, since: datetime, zone: tzinfo
) -> tuple[Late, ...]:
    """Return the checks done late since then, and those that are late now, by their due time."""
    done = chart.derived(turns.complete)
    found = [
        late_one
        for check in Check
        for at in done[check].times
        if since < at <= status.now
        and (late_one := _done_late(protocol, chart, check, at, zone)) is not None
    ]
    found += [
        Late(check=due.check, due_at=due.at, done_at=None, missed=due.missed)
        for due in status.due
        if due.state in LATE
    ]
    return tuple(sorted(found, key=lambda one: one.due_at))


def _done_late(
    protocol: Protocol, chart: Chart, check: Check, at: datetime, zone: tzinfo
) -> Late | None:
    """Return the check done at this moment if it was late just before."""
    before = schedule.due(protocol, chart, at - _TICK, zone)
    due = next((d for d in before if d.check is check), None)
    if due is None or due.state not in LATE:
        return None
    return Late(check=check, due_at=due.at, done_at=at, missed=due.missed)


def skipped(chart: Chart, since: datetime, name_of: NameOf) -> tuple[Skipped, ...]:
    """Return the checks that were not done, with the reason."""
    return tuple(
        Skipped(
            what=e.body.what,
            reason=e.body.reason,
            note=e.body.note,
            at=e.taken_at,
            by=name_of(e.recorded_by),
        )
        for e in news(chart, NotDone, since)
    )


def overridden(chart: Chart, since: datetime, name_of: NameOf) -> tuple[Overridden, ...]:
    """Return the grades signed against the proposal."""
    return tuple(
        Overridden(
            scale=e.body.scale,
            grade=e.body.grade,
            proposed=e.body.proposed_grade,
            reason=e.body.override_reason or "",
            at=e.taken_at,
            by=name_of(e.recorded_by),
        )
        for e in news(chart, Grading, since)
        if e.body.grade != e.body.proposed_grade
    )


def corrected(chart: Chart, since: datetime, name_of: NameOf) -> tuple[Corrected, ...]:
    """Return what was corrected or struck out, by the time it was typed."""
    typed = [e for e in chart.entries if e.recorded_at > since and _corrects(chart, e)]
    return tuple(_correction(chart, e, name_of) for e in sorted(typed, key=lambda e: e.recorded_at))


def _corrects(chart: Chart, entry: Entry[Body]) -> bool:
    """Tell whether an entry corrects one; what came of a call is told with the call."""
    before = None if entry.amends is None else chart.entry(entry.amends)
    if before is None:
        return entry.amends is not None
    return not calls_made.follows_up(before.body, entry.body)


def _correction(chart: Chart, entry: Entry[Body], name_of: NameOf) -> Corrected:
    before = None if entry.amends is None else chart.entry(entry.amends)
    first = entry if before is None else before
    return Corrected(
        kind=first.kind,
        taken_at=first.taken_at,
        struck_out=isinstance(entry.body, StruckOut),
        changes=tuple(_differences(first, entry)),
        reason=entry.amend_reason or "",
        at=entry.recorded_at,
        by=name_of(entry.recorded_by),
    )


def _differences(before: Entry[Body], after: Entry[Body]) -> Iterator[tuple[str, object, object]]:
    """Yield each field that changed; what was observed at another time counts too."""
    if type(before.body) is not type(after.body):
        return
    if before.taken_at != after.taken_at:
        yield "taken_at", before.taken_at, after.taken_at
    for field in fields(before.body):
        old, new = getattr(before.body, field.name), getattr(after.body, field.name)
        if old != new and field.name != "picture":
            yield field.name, old, new


def causes(chart: Chart, since: datetime, name_of: NameOf) -> tuple[CauseGiven, ...]:
    """Return the findings a clinician gave another cause to."""
    return tuple(
        CauseGiven(
            finding=e.body.finding,
            cause=e.body.cause,
            reason=e.body.reason,
            at=e.taken_at,
            by=name_of(e.recorded_by),
        )
        for e in news(chart, Attribution, since)
        if e.body.cause is not Cause.CRS
    )


def notes(chart: Chart, since: datetime, name_of: NameOf) -> tuple[Line, ...]:
    """Return the newest watch line, and the handover notes written since then."""
    watch = [e for e in chart.of(Note) if e.body.kind is NoteKind.WATCH][-1:]
    told = [e for e in news(chart, Note, since) if e.body.kind is NoteKind.HANDOVER]
    return tuple(
        Line(kind=e.body.kind, text=e.body.text, at=e.taken_at, by=name_of(e.recorded_by))
        for e in (*watch, *told)
        if e.body.text.strip()
    )


def calls(chart: Chart, since: datetime) -> tuple[Called, ...]:
    """Return the calls made since then, and older ones that nobody has answered."""
    owed = {calling.last.id for calling in calls_made.callings(chart) if calling.waits}
    return tuple(
        Called(
            role=e.body.role,
            name=e.body.name,
            at=e.taken_at,
            answered_at=e.body.answered_at,
            outcome=e.body.outcome,
            waits=e.id in owed,
        )
        for e in chart.of(CallMade)
        if _is_new(e, since) or e.id in owed
    )


def paused(status: PatientStatus) -> Paused | None:
    """Return the pause of monitoring that holds now."""
    if status.pause is None or not status.pause.body.paused:
        return None
    pause = status.pause
    return Paused(since=pause.taken_at, reason=pause.body.reason, until=pause.body.until)


def changed(chart: Chart, status: PatientStatus, since: datetime) -> tuple[Changed, ...]:
    """Return what is different from the last handover, the most telling first."""
    return (
        *_grade_changed(chart, status.crs_story, since),
        *_grade_changed(chart, status.icans_story, since),
        *_score_changed(status, since),
        *_dosed(chart, status, since),
        *_stay_changed(chart, since),
        *_background_changed(chart, since),
    )


def _grade_changed(chart: Chart, story: GradeStory, since: datetime) -> Iterator[Changed]:
    """Compare the grade with what the last handover knew, whatever was typed late since then."""
    if not story.points:
        return
    later = any(e.recorded_at > since >= e.taken_at for e in chart.entries)
    told = episode.story(chart.as_of(since), story.scale) if later else story
    earlier = [p.graded.grade for p in told.points if p.at <= since]
    before = earlier[-1] if earlier else None
    after = story.points[-1].graded.grade
    facts = {"scale": story.scale, "before": before, "after": after}
    if before == after:
        return
    if before is None:
        yield Changed(code="handover.changed.graded", facts=facts)
    elif after is None:
        yield Changed(code="handover.changed.ungraded", facts=facts)
    else:
        yield Changed(code="handover.changed.grade", facts=facts)


def _score_changed(status: PatientStatus, since: datetime) -> Iterator[Changed]:
    taken = [(e.taken_at, tool, e) for e, tool in ((status.ice, "ICE"), (status.capd, "CAPD")) if e]
    before, after = status.score_before, status.score
    if not taken or before is None or after is None or before == after:
        return
    _at, tool, last = max(taken, key=lambda found: found[:2])
    if _is_new(last, since):
        facts = {"tool": tool, "before": before, "after": after}
        yield Changed(code="handover.changed.score", facts=facts)


def _dosed(chart: Chart, status: PatientStatus, since: datetime) -> Iterator[Changed]:
    for number, given in enumerate(status.course.given, start=1):
        entry = chart.entry(given.entry_id)
        if given.started_at > since or (entry is not None and _is_new(entry, since)):
            facts = {"number": number, "dose": given.dose_mg, "at": given.started_at}
            code = "deviation" if given.deviation else "dose"
            yield Changed(code=f"handover.changed.{code}", facts=facts)
    if news(chart, MedicationOrder, since) and status.course.open_order is not None:
        yield Changed(code="handover.changed.ordered", facts={})


def _stay_changed(chart: Chart, since: datetime) -> Iterator[Changed]:
    for stay in news(chart, StayChange, since):
        yield Changed(code=f"handover.changed.{stay.body.event.value}", facts={"at": stay.taken_at})
    for cells in news(chart, Infusion, since):
        facts = {"part": cells.body.part, "at": cells.taken_at}
        yield Changed(code="handover.changed.infused", facts=facts)


def _background_changed(chart: Chart, since: datetime) -> Iterator[Changed]:
    for entry in news(chart, Background, since):
        facts = {"kind": entry.body.kind, "text": entry.body.text}
        yield Changed(code="handover.changed.background", facts=facts)
