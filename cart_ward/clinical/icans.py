"""ICANS grade (ASTCT 2019) and the findings that set it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cart_ward.clinical import capd, ice, neuro, timing
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.graded import Graded
from cart_ward.clinical.observed import (
    Attribution,
    Background,
    CapdAssessment,
    IceAssessment,
    NeuroCheck,
)
from cart_ward.clinical.ticks import Ticks
from cart_ward.clinical.timeline import Openings, Timeline, follow
from cart_ward.clinical.vocabulary import (
    AttributedFinding,
    BackgroundKind,
    Cause,
    Consciousness,
    Oedema,
    Scale,
    Seizure,
)

ICE_FROM = 12
"""ICE counts from this birthday on, CAPD before (A5)."""

ICE_GRADE = (3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 0)
"""Grade by ICE score 0-10 (crs_icans_grading section 3); only being unarousable makes it 4."""

CAPD_GRADE = (0, *(1,) * 8, *(3,) * 24)
"""Grade by CAPD score 0-32 (section 4); consciousness tells 1 from 2."""

CONSCIOUSNESS_GRADE: Mapping[Consciousness, int] = {
    Consciousness.ALERT: 0,
    Consciousness.SPONTANEOUS: 1,
    Consciousness.VOICE: 2,
    Consciousness.TOUCH: 3,
    Consciousness.UNAROUSABLE: 4,
}
"""Grade by what wakes the patient (section 3)."""

SEIZURE_GRADE: Mapping[Seizure, int] = {
    Seizure.NONE: 0,
    Seizure.BRIEF: 3,
    Seizure.NONCONVULSIVE_RESOLVED: 3,
    Seizure.PROLONGED: 4,
    Seizure.REPETITIVE: 4,
}
"""Grade by the worst seizure (section 3)."""

OEDEMA_GRADE: Mapping[Oedema, int] = {Oedema.NONE: 0, Oedema.FOCAL: 3, Oedema.DIFFUSE: 4}
"""Grade by oedema on imaging (section 3)."""

SIGN_GRADE: Mapping[bool, int] = {False: 0, True: 4}
"""Grade of deep focal weakness and of signs of raised pressure (section 3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IcansFindings:
    """What the grade is read from; None in any domain means nobody assessed it.

    `child`: the score is CAPD, else ICE. `baseline` is the same score before the infusion. What has
    another cause comes in as alert (consciousness) or none (oedema of a haemorrhage).
    """

    child: bool
    score: int | None
    consciousness: Consciousness | None
    seizure: Seizure | None
    motor_weakness: bool | None
    oedema: Oedema | None
    raised_pressure: bool | None
    baseline: int | None = None


def _score_grade(findings: IcansFindings) -> int | None:
    points = findings.score
    if points is None:
        return None
    if not findings.child:
        return ICE_GRADE[points]
    # A6: a healthy infant can score above 0, so 1-8 counts only above the child's own baseline
    at_baseline = findings.baseline is not None and points <= findings.baseline
    return 0 if at_baseline and points < capd.DELIRIUM_FROM else CAPD_GRADE[points]


def _domains(findings: IcansFindings) -> tuple[tuple[str, str, int | None], ...]:
    """Return missing code, reason code and grade (None: not assessed) of each domain."""
    wakes, fits, swelling = findings.consciousness, findings.seizure, findings.oedema
    weak, pressed = findings.motor_weakness, findings.raised_pressure
    score = "capd" if findings.child else "ice"
    return (
        (score, score, _score_grade(findings)),
        (
            "consciousness",
            f"consciousness_{wakes}",
            None if wakes is None else CONSCIOUSNESS_GRADE[wakes],
        ),
        ("seizure", f"seizure_{fits}", None if fits is None else SEIZURE_GRADE[fits]),
        ("motor_weakness", "motor_weakness", None if weak is None else SIGN_GRADE[weak]),
        ("oedema", f"oedema_{swelling}", None if swelling is None else OEDEMA_GRADE[swelling]),
        ("raised_pressure", "raised_pressure", None if pressed is None else SIGN_GRADE[pressed]),
    )


def grade(findings: IcansFindings) -> Graded:
    """Return the grade by the table: the worst domain; a lower bound where one is missing."""
    domains = _domains(findings)
    worst = max((points for _, _, points in domains if points is not None), default=0)
    # Nothing stands above 4, so what is missing there changes nothing.
    missing = tuple(code for code, _, points in domains if points is None) if worst < 4 else ()
    if worst == 0:
        if missing:
            return Graded(grade=None, missing=missing)
        return Graded(grade=0, because=("no_finding",))
    flags = _flags(findings, worst)
    return Graded(
        grade=worst,
        because=tuple(reason for _, reason, points in domains if points == worst),
        missing=missing,
        provisional=bool(missing or flags),
        flags=flags,
    )


def _flags(findings: IcansFindings, worst: int) -> tuple[str, ...]:
    points, before = findings.score, findings.baseline
    by_score = _score_grade(findings) or 0
    drowsy = findings.consciousness is Consciousness.SPONTANEOUS and by_score == 0
    raised = {
        "drowsy": worst == 1 and drowsy,  # A3
        "capd_without_baseline": findings.child and before is None and worst == by_score == 1,  # A6
        "baseline_deficit": not findings.child
        and points is not None
        and points < ice.MOST
        and before is not None
        and before < ice.MOST,  # A8
    }
    return tuple(code for code, holds in raised.items() if holds)


class _Bedside:
    """The last neuro check, the scores and the ticks while time passes."""

    __slots__ = ("_baselines", "_capd_agreed", "_chart", "_check", "_scores", "_ticks")

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self._baselines = {False: ice.baseline(chart), True: capd.baseline(chart)}
        self._capd_agreed = False
        self._ticks = Ticks(chart)
        self._check: Entry[NeuroCheck] | None = None
        self._scores: dict[bool, tuple[datetime, int | None]] = {}

    def _seen_at(self) -> datetime | None:
        seen = [at for at, _ in self._scores.values()]
        if self._check is not None:
            seen.append(self._check.taken_at)
        return max(seen, default=None)

    def take(self, entry: Entry[Any]) -> None:
        body = entry.body
        if isinstance(body, NeuroCheck):
            self._check = entry
        elif isinstance(body, IceAssessment):
            self._scores[False] = (entry.taken_at, ice.score(body))
        elif isinstance(body, CapdAssessment):
            self._scores[True] = (entry.taken_at, capd.score(body))
        elif isinstance(body, Attribution):
            self._ticks.take(entry)
        elif isinstance(body, Background) and body.kind is BackgroundKind.CAPD_FROM_12:
            self._capd_agreed = True

    def _under_12(self, checked_at: datetime) -> bool:
        """Tell whether CAPD counts by age.

        The birthday begins in the ward's zone, which a chart does not know. The form does, and
        takes only the score of that age: around the birthday the score taken decides.
        """
        born = self._chart.subject.patient.birth_date
        youngest, oldest = timing.ages_anywhere(born, checked_at)
        taken = [child for child, (at, _) in self._scores.items() if at >= checked_at]
        if youngest < ICE_FROM <= oldest and len(taken) == 1:
            return taken[0]
        return timing.age_years(born, checked_at.date()) < ICE_FROM

    def look(self) -> tuple[datetime, Graded] | None:
        seen_at = self._seen_at()
        if seen_at is None:
            return None
        check = self._check
        checked_at = seen_at if check is None else check.taken_at
        child = self._capd_agreed or self._under_12(checked_at)
        scored_at, points = self._scores.get(child, (checked_at, None))
        graded = grade(
            findings(
                None if check is None else check.body,
                {} if check is None else self._ticks.causes(check.id),
                child=child,
                # A score from before this check says nothing about how the patient is now.
                score=points if check is None or scored_at >= checked_at else None,
                baseline=self._baselines[child],
            )
        )
        return seen_at, graded


def findings(
    check: NeuroCheck | None,
    causes: Mapping[AttributedFinding, Cause],
    *,
    child: bool,
    score: int | None,
    baseline: int | None,
) -> IcansFindings:
    """Read one neuro check with its ticks and the score taken with it or since."""
    if check is None:
        return IcansFindings(
            child=child,
            score=score,
            consciousness=None,
            seizure=None,
            motor_weakness=None,
            oedema=None,
            raised_pressure=None,
            baseline=baseline,
        )
    wakes, swelling = check.consciousness, check.oedema
    if wakes is not None and causes.get(AttributedFinding.CONSCIOUSNESS) is Cause.OTHER:
        wakes = Consciousness.ALERT
    if swelling is not None and causes.get(AttributedFinding.OEDEMA) is Cause.OTHER:
        swelling = Oedema.NONE
    return IcansFindings(
        child=child,
        score=score,
        consciousness=wakes,
        seizure=check.seizure,
        motor_weakness=check.motor_weakness,
        oedema=swelling,
        raised_pressure=neuro.raised_pressure(check),
        baseline=baseline,
    )


def _timeline(chart: Chart) -> Timeline:
    kinds = (NeuroCheck, IceAssessment, CapdAssessment, Attribution, Background)
    return follow(chart, Scale.ICANS, kinds, _Bedside(chart), Openings())


def timeline(chart: Chart) -> Timeline:
    """Return every change of the proposal and every ICANS episode, worked out once for a chart."""
    return chart.derived(_timeline)


def propose(chart: Chart, at: datetime) -> Graded:
    """Return the proposal at `at`: the last neuro check by then and the score taken with it.

    Age at the check decides between ICE and CAPD, unless CAPD was agreed on for an older patient.
    """
    return timeline(chart).graded(at)
