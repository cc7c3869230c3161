"""Which phases and states of a protocol hold for a chart, each with its beginning and end."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from cart_ward.clinical import news2, scores, timing
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.dose_course import USUAL_LENGTH, doses
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.episode import GradeStory, story
from cart_ward.clinical.observed import (
    Grading,
    Infusion,
    StepDown,
)
from cart_ward.clinical.product import STRICTEST_DAY
from cart_ward.clinical.protocol import Anchor, Phase, Protocol, Rule, State
from cart_ward.clinical.vocabulary import Scale
from cart_ward.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase or state: its rules from `began` to `until` (None: open).

    `fixed` rules have their turns at fixed times counted from `began`; `restarted` is when the
    first part of a state began anew (a further fall of the score).
    """

    key: str
    rules: tuple[Rule, ...]
    began: datetime
    until: datetime | None
    fixed: bool = False
    restarted: datetime | None = None


def of(protocol: Protocol, chart: Chart, now: datetime, zone: tzinfo) -> list[Stretch]:
    """Return every phase, past and to come, and every state that holds now."""
    found = [_phase(protocol, phase, chart, now, zone) for phase in protocol.phases]
    found += [_state(state, chart, now, zone) for state in protocol.states]
    return [stretch for stretch in found if stretch is not None]


def _phase(
    protocol: Protocol, phase: Phase, chart: Chart, now: datetime, zone: tzinfo
) -> Stretch | None:
    """Return the bounds of a phase; after an infusion those run that count from the latest one.

    A baseline that was not taken before the infusion can no longer be taken.
    """
    infusion = chart.latest(Infusion, now)
    admitted = chart.subject.admitted_at
    if (phase.counted_from is Anchor.ADMISSION) is not (infusion is None):
        return None
    if infusion is None:
        return Stretch(phase.key, phase.rules, admitted, None)
    if phase.counted_from is Anchor.DAY:
        began, until = _days(protocol, phase, infusion, _first_relaxed_day(chart), zone)
    else:
        began, until = _hours(protocol, phase, infusion)
    if until is not None and until < max(began, admitted):
        return None
    fixed = phase.counted_from in (Anchor.START, Anchor.END)
    began = began if fixed else max(began, admitted)
    return Stretch(phase.key, phase.rules, began, until, fixed=fixed)


def _end(protocol: Protocol, infusion: Entry[Infusion]) -> datetime:
    ended = infusion.body.ended_at
    return infusion.taken_at + protocol.infusion_length if ended is None else ended


def _hours(
    protocol: Protocol, phase: Phase, infusion: Entry[Infusion]
) -> tuple[datetime, datetime]:
    end = _end(protocol, infusion)
    anchor = infusion.taken_at if phase.counted_from is Anchor.START else end
    until = end if phase.until is None else anchor + phase.until
    return anchor + (phase.from_ or timedelta()), until


def _days(
    protocol: Protocol, phase: Phase, infusion: Entry[Infusion], relaxed: int, zone: tzinfo
) -> tuple[datetime, datetime | None]:
    """Return the bounds in days; none of them lies before the product may relax."""
    if phase.from_day is None:
        began = _end(protocol, infusion) + (phase.from_ or timedelta())
    else:
        began = timing.start_of_day(infusion.taken_at, max(phase.from_day, relaxed), zone)
    if phase.until_day is None:
        return began, None
    last = max(phase.until_day + 1, relaxed)
    return began, timing.start_of_day(infusion.taken_at, last, zone)


def _first_relaxed_day(chart: Chart) -> int:
    return chart.derived(_relaxed_by_product)


def _relaxed_by_product(chart: Chart) -> int:
    """Return the product's day; an unreadable product takes the strictest schedule (H24)."""
    from cart_ward.clinical import rule_files  # noqa: PLC0415 - heavy, and only needed here

    try:
        return rule_files.read_product(chart.subject.product.source_toml).do_not_relax_before_day
    except NotAllowed:
        return STRICTEST_DAY


def _state(state: State, chart: Chart, now: datetime, zone: tzinfo) -> Stretch | None:
    if state.scale is None:
        return _after_dose(state, chart, now)
    if state.scale == "NEWS2":
        return _by_news2(state, chart, now, zone)
    began = _begins(chart, Scale(state.scale)).get(min(state.grades))
    if began is None:
        return None
    fell = [at for at in scores.falls(chart) if at <= now] if state.scale == Scale.ICANS else []
    restarted = max((began, *fell))
    return Stretch(state.key, state.rules, began, None, restarted=restarted)


def _after_dose(state: State, chart: Chart, now: datetime) -> Stretch | None:
    given = [dose for dose in chart.derived(doses).given if dose.started_at <= now]
    if not given:
        return None
    last = given[-1]
    ended = last.started_at + USUAL_LENGTH if last.ended_at is None else last.ended_at
    until = ended + (state.lasts or timedelta())
    if last.started_at < chart.subject.admitted_at:
        return None
    return Stretch(state.key, state.rules, last.started_at, until)


def _by_news2(state: State, chart: Chart, now: datetime, zone: tzinfo) -> Stretch | None:
    """Return the state that NEWS2 asks for; only a complete score lets it fall."""
    born = chart.subject.patient.birth_date
    found = news2.asked(chart, now, timing.age_years(born, now.astimezone(zone).date()))
    if found is None or found.score.answered_as not in state.grades:
        return None
    return Stretch(state.key, state.rules, found.since, None)


def _begins(chart: Chart, scale: Scale) -> dict[int, datetime]:
    return chart.derived(_crs_begins if scale is Scale.CRS else _icans_begins)


def _crs_begins(chart: Chart) -> dict[int, datetime]:
    return _since(chart, story(chart, Scale.CRS))


def _icans_begins(chart: Chart) -> dict[int, datetime]:
    return _since(chart, story(chart, Scale.ICANS))


def _since(chart: Chart, told: GradeStory) -> dict[int, datetime]:
    """Return since when monitoring follows at least each grade, up to the effective one.

    A patient with grade 3 is in the states of grades 1 and 2 as well, so that a graver state can
    never lengthen an interval. Only a step-down ends a state.
    """
    begins: dict[int, datetime] = {}
    for at, stepped, grade in _heard(chart, told):
        if stepped:
            begins = {held: since for held, since in begins.items() if held <= grade}
        for reached in range(1, 0 if stepped else grade + 1):
            begins.setdefault(reached, at)
    effective = told.effective or 0
    since = told.effective_since
    if since is not None:
        for reached in range(1, effective + 1):
            begins.setdefault(reached, since)
    return {grade: at for grade, at in begins.items() if grade <= effective}


def _heard(chart: Chart, told: GradeStory) -> list[tuple[datetime, bool, int]]:
    """Return every grade proposed, signed or stepped down to, in order of time."""
    heard = [(p.at, False, p.graded.grade) for p in told.points if p.graded.grade is not None]
    signed = [e for e in chart.of(Grading) if e.body.scale is told.scale]
    heard += [(e.taken_at, False, e.body.grade) for e in signed]
    stepped = [e for e in chart.of(StepDown) if e.body.scale is told.scale]
    heard += [(e.taken_at, True, e.body.grade) for e in stepped]
    return sorted(heard)
