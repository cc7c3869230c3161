"""The checks beside the order: every rule that speaks, and the main ones that are kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal

from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.steady import SUSPECT_AFTER
from cart_ward.clinical.tocilizumab import CEILING, INTERVAL, Calculated
from cart_ward.errors import Finding, Level
from cart_ward.i18n import _, formats, wording
from cart_ward.ui.forms import saying


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One line of the panel: how strongly it speaks (None: the rule is kept), and what it says."""

    level: Level | None
    sentence: str
    detail: str = ""


_ORDER = {Level.STOP: 0, Level.WARN: 1, Level.INFO: 2}


def remarks(
    findings: tuple[Finding, ...], kept: tuple[Remark, ...], zone: tzinfo
) -> tuple[Remark, ...]:
    """Return the lines of the panel: stops first, then warnings, then what is kept, then info."""
    spoken = [
        Remark(level=f.level, sentence=saying.finding(f, zone))
        for f in sorted(findings, key=lambda f: _ORDER[f.level])
    ]
    loud = [r for r in spoken if r.level is not Level.INFO]
    return (*loud, *kept, *(r for r in spoken if r.level is Level.INFO))


def kept(
    status: PatientStatus, calculated: Calculated | None, hit: frozenset[str], zone: tzinfo
) -> tuple[Remark, ...]:
    """Return the rules that were asked and are kept, with the facts they were asked about.

    A code may go into detail after a point (WEIGHT_INVALID.old); any detail breaks its rule.
    """
    hit = frozenset(code.partition(".")[0] for code in hit)
    found = (
        _grade(status, hit),
        _weight(status, calculated, hit, zone),
        _interval(status, hit, zone),
        _ceiling(status, hit),
    )
    return tuple(remark for remark in found if remark is not None)


def not_asked() -> tuple[Remark, ...]:
    """Return what the panel says while no rule is asked."""
    return (
        Remark(
            level=Level.INFO,
            sentence=_("The rules are asked when a dose is ordered, prepared and started."),
        ),
    )


def _grade(status: PatientStatus, hit: frozenset[str]) -> Remark | None:
    grade = status.crs.grade
    if grade is None or hit & {"CRS_0_NOT_INDICATED", "G1_EARLY", "GRADE_STALE"}:
        return None
    return Remark(
        level=None,
        sentence=_("CRS grade {grade}, product {product}").format(
            grade=grade, product=wording.product(status.admission.product.code)
        ),
    )


def _weight(
    status: PatientStatus, calculated: Calculated | None, hit: frozenset[str], zone: tzinfo
) -> Remark | None:
    if calculated is None or hit & {"WEIGHT_INVALID", "DOSE_DEVIATION", "MAX_800"}:
        return None
    measured = (
        ""
        if status.weight_at is None
        else _("Weight of {moment}").format(
            moment=formats.moment_near(status.weight_at, status.now, zone)
        )
    )
    return Remark(
        level=None,
        sentence=_("Dose within 10 % of {per_kg} mg/kg, at most 800 mg; {band}").format(
            per_kg=formats.number(calculated.per_kg), band=band(status.weight)
        ),
        detail=measured,
    )


def band(weight: Decimal | None) -> str:
    """Return the weight band, always shown: the dose falls when 30 kg is crossed."""
    if weight is None:
        return _("band: weight not known")
    if weight < 30:
        return _("band: under 30 kg, 12 mg/kg")
    return _("band: 30 kg and over, 8 mg/kg")


def _interval(status: PatientStatus, hit: frozenset[str], zone: tzinfo) -> Remark | None:
    given = status.course.given
    if not given or hit & {"INTERVAL_8H", "MAX_3_IN_24H", "MAX_4_TOTAL"}:
        return None
    last, counted = given[-1].started_at, status.course.last_counts_from
    # Where the clock has jumped, the time that has passed is told without the jump.
    elapsed = status.now - (last if counted is None else counted)
    if elapsed < INTERVAL:
        return None
    return Remark(
        level=None,
        sentence=_("{elapsed} since dose {number} started (at least 8 h)").format(
            elapsed=formats.duration(elapsed), number=len(given)
        ),
        detail=_("Dose {number} started {moment}").format(
            number=len(given), moment=formats.moment_near(last, status.now, zone)
        ),
    )


def _ceiling(status: PatientStatus, hit: frozenset[str]) -> Remark | None:
    given = len(status.course.given)
    if hit & {"MAX_3_IN_24H", "MAX_4_TOTAL"} or given >= CEILING:
        return None
    return Remark(
        level=None,
        sentence=_("Dose {number} of at most 3 in 24 h, {ceiling} in this course").format(
            number=given + 1, ceiling=CEILING
        ),
    )


def next_possible(
    next_from: datetime | None,
    given: int,
    now: datetime,
    zone: tzinfo,
    jump: timedelta = timedelta(0),
) -> str:
    """Return when the next dose may start, as clock time and as countdown.

    `jump` is by how much it is later because the clock has jumped forward since the last one.
    """
    if next_from is None:
        return _("No further dose: {given} of {ceiling} given.").format(
            given=given, ceiling=CEILING
        )
    if given == 0:
        return _("No dose given yet.")
    if next_from <= now:
        return _("Next dose possible now.")
    # The countdown is rounded up: it must never promise a minute too early.
    left = next_from - now + timedelta(seconds=59)
    facts = {
        "moment": formats.moment_near(next_from, now, zone),
        "countdown": formats.duration(left),
    }
    if jump <= SUSPECT_AFTER:
        return _("Next dose not before {moment}, in {countdown}.").format(**facts)
    return _(
        "Next dose not before {moment}, in {countdown}: the clock has jumped forward by {jump} "
        "since the last one, and that is not counted."
    ).format(jump=formats.duration(jump), **facts)
