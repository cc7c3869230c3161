"""Confirm or override a grade, open and close an episode, let monitoring step down."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cart_ward.care import acts, bodies, times
from cart_ward.care.acts import ChartAct
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.care.refusals import refused
from cart_ward.clinical import crs, episode, icans, rule_files
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.graded import RULES, Graded
from cart_ward.clinical.observed import EpisodeMark, Grading, StepDown
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.vocabulary import EpisodeKind, Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class SignGrade:
    """A person's grade on a scale at `at`; where it differs from the proposal it needs a reason.

    The proposal is worked out again from the chart inside the act.
    """

    admission_id: AdmissionId
    scale: Scale
    grade: int
    at: datetime
    override_reason: str | None
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkEpisode:
    """An episode opened or closed by a person."""

    admission_id: AdmissionId
    kind: EpisodeKind
    opened: bool
    at: datetime
    reason: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDownMonitoring:
    """Monitoring may follow the lower grade: 24 h after the fall, or earlier by a physician."""

    admission_id: AdmissionId
    scale: Scale
    grade: int
    reason: str
    token: str


DEATH = 5
"""Grade 5 is death of which the syndrome is the principal cause; only a physician enters it."""
# crs_icans_grading C11

_PROPOSE: Mapping[Scale, Callable[[Chart, datetime], Graded]] = {
    Scale.CRS: crs.propose,
    Scale.ICANS: icans.propose,
}


def sign_grade(desk: Desk, command: SignGrade) -> Changes:
    """Confirm or override the proposed grade."""
    return acts.on_chart(desk, "sign_grade", command, _sign)


def mark_episode(desk: Desk, command: MarkEpisode) -> Changes:
    """Open or close an episode; closing is a physician's act."""
    return acts.on_chart(desk, "mark_episode", command, _mark)


def step_down(desk: Desk, command: StepDownMonitoring) -> Changes:
    """Let monitoring follow a lower grade."""
    return acts.on_chart(desk, "step_down", command, _step_down)


def _sign(act: ChartAct, command: SignGrade) -> None:
    reason = (command.override_reason or "").strip()
    late = times.accepted(command.at, act.now, act.chart.subject, act.zone, reason, "at")
    if not 0 <= command.grade <= DEATH:
        raise refused("grade.out_of_range", "grade", grade=command.grade)
    if command.grade == DEATH and act.actor.role is not Role.PHYSICIAN:
        raise refused("grade.death_by_physician", "grade")
    proposal = _PROPOSE[command.scale](act.chart, command.at)
    differs = proposal.grade is None or proposal.grade != command.grade
    if differs and not reason:
        raise refused(
            "grade.reason_needed", "override_reason", grade=command.grade, proposed=proposal.grade
        )
    grading = Grading(
        scale=command.scale,
        grade=command.grade,
        proposed_grade=proposal.grade,
        because=proposal.because,
        rule_version=RULES,
        override_reason=reason if differs else None,
        provisional=proposal.provisional,
    )
    act.write(grading, command.at, late_reason=late)
    _open_episode(act, command, late)


def _open_episode(act: ChartAct, command: SignGrade, late: str | None) -> None:
    """Chart the episode as opened where a signed grade shows one and none is open yet."""
    kind = EpisodeKind(command.scale.value)
    if command.grade < 1 or _is_open(act.chart, kind, command.at):
        return
    mark = EpisodeMark(kind=kind, opened=True, reason="")
    act.write(mark, command.at, late_reason=late)


def _is_open(chart: Chart, kind: EpisodeKind, at: datetime) -> bool:
    return any(
        found.kind is kind
        and found.opened_at <= at
        and (found.closed_at is None or found.closed_at > at)
        for found in episode.episodes(chart)
    )


def _mark(act: ChartAct, command: MarkEpisode) -> None:
    reason = command.reason.strip()
    late = times.accepted(command.at, act.now, act.chart.subject, act.zone, reason, "at")
    if not command.opened:
        if act.actor.role is not Role.PHYSICIAN:
            raise refused("episode.closed_by_physician", kind=command.kind)
        bodies.needs_text(reason, "reason", "entry.reason_needed")
        if not _is_open(act.chart, command.kind, command.at):
            raise refused("episode.not_open", kind=command.kind)
    mark = EpisodeMark(kind=command.kind, opened=command.opened, reason=reason)
    act.write(mark, command.at, late_reason=late)


def _step_down(act: ChartAct, command: StepDownMonitoring) -> None:
    reason = bodies.needs_text(command.reason, "reason", "entry.reason_needed")
    effective = episode.story(act.chart, command.scale).effective
    if effective is None or command.grade >= effective:
        raise refused("stepdown.nothing_to_lower", "grade", scale=command.scale)
    fell_at = fell_to(act.chart, command.scale, command.grade, act.now)
    if fell_at is None:
        raise refused("stepdown.still_higher", "grade", scale=command.scale, grade=command.grade)
    earliest = fell_at + _waits(act)
    if act.now < earliest and act.actor.role is not Role.PHYSICIAN:
        raise refused("stepdown.too_early", "grade", earliest=earliest, wait=earliest - act.now)
    body = StepDown(scale=command.scale, grade=command.grade, reason=reason)
    act.write(body, act.now)


def fell_to(chart: Chart, scale: Scale, grade: int, now: datetime) -> datetime | None:
    """Return since when proposal and signed grade stand at `grade` or below, without a break.

    None while either stands higher, or while the present proposal is "not assessed" or only a
    lower bound, which shows no fall.
    """
    told = episode.story(chart, scale)
    proposed = [(point.at, _shown(point.graded)) for point in told.points if point.at <= now]
    signed = [
        (entry.taken_at, entry.body.grade)
        for entry in chart.of(Grading)
        if entry.body.scale is scale and entry.taken_at <= now
    ]
    if not proposed and not signed:
        return None
    since = [_since(line, grade) for line in (proposed, signed) if line]
    return None if None in since else max(at for at in since if at is not None)


def _shown(graded: Graded) -> int | None:
    return None if graded.missing else graded.grade


def _since(line: Sequence[tuple[datetime, int | None]], grade: int) -> datetime | None:
    """Return since when a line of grades stands at or below one; an unknown grade breaks it."""
    found: datetime | None = None
    for at, value in reversed(line):
        if value is None or value > grade:
            break
        found = at
    return found


def _waits(act: ChartAct) -> timedelta:
    """Return how long the ward's protocol waits before monitoring follows a fall."""
    followed = act.chart.subject.protocol_version_id
    for version in act.work.protocols():
        if version.id == followed:
            return rule_files.read_protocol(version.source_toml).step_down_after
    raise refused("protocol.unknown")
