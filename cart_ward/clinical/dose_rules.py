"""Every rule that an intended dose of tocilizumab meets, by code and level (tocilizumab.md 3).

A stop refuses and nobody overrides it, a warning needs a typed reason, an info is only shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from cart_ward.clinical.dose import (
    HEAVIEST,
    LIGHTEST,
    MAX_MG,
    calculate,
    choose_vials,
    enough_for,
    usable_weight,
)
from cart_ward.clinical.observed import LabResult
from cart_ward.clinical.steady import SUSPECT_AFTER
from cart_ward.clinical.vocabulary import Response, Route
from cart_ward.errors import Finding, Level

CEILING = 4
"""Most doses in one course (label, tocilizumab.md R8)."""

INTERVAL = timedelta(hours=8)
"""Least time from start to start (label, R6)."""

PER_DAY = 3
"""Most starts within 24 hours (R7)."""

SHORTEST_MIN = 60
"""Least length of an infusion in minutes (label, R5)."""

_DAY = timedelta(hours=24)
_WEIGHT_AGE = timedelta(days=7)  # R1
_GRADE_AGE = timedelta(hours=2)  # R19
_TENTH = Decimal("0.1")  # R1, R4: 10 %
_REFRACTORY = timedelta(hours=72)  # ASCO21 p4: fever > 3 days as grade 2
_EARLY_STEROID = "axi-cel"
_AFTER_A_DAY = frozenset({"axi-cel", "brexu-cel"})  # NCCN21 j
_EARLY_ONSET = frozenset({"liso-cel", "ide-cel", "cilta-cel"})  # NCCN21 k
_EARLY_ONSET_WITHIN = timedelta(hours=72)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseQuestion:
    """What is asked before a dose: may it be ordered, or started, at `now`.

    `weight` in kg with when it was taken, whether it was measured, and the one before it; `age` in
    years; `prior` are the starts of all earlier doses of the course, and `counted` from when they
    count where the clock was moved since (None: as charted); grades None: not assessed;
    `graded_at` is when a person last signed CRS; `crs_onset` is counted from the CAR-T infusion;
    `g1_duration` is the length of continuous grade 1; `ordered_mg` None orders the calculated dose;
    `stock` holds usable vials by size in mg.
    """

    now: datetime
    weight: Decimal | None
    weight_at: datetime | None
    weight_measured: bool
    weight_before: Decimal | None
    age: Decimal
    product: str
    prior: tuple[datetime, ...]
    crs_grade: int | None
    icans_grade: int | None
    graded_at: datetime | None
    crs_onset: timedelta | None
    g1_duration: timedelta | None
    response: Response | None
    ordered_mg: Decimal | None
    route: Route
    duration_min: int
    allergy: bool
    active_infection: bool
    stock: Mapping[int, int]
    labs: tuple[LabResult, ...] = ()
    counted: tuple[datetime, ...] | None = None

    @property
    def starts(self) -> tuple[datetime, ...]:
        """The earlier starts as the rules of time count them."""
        return self.prior if self.counted is None else self.counted


def eligible_from(prior: tuple[datetime, ...], now: datetime) -> datetime | None:
    """Return the first legal start, not before `now`; None when the ceiling is reached.

    Only the three time rules R6 to R8 speak here. A start that lies after `now` (a clock that was
    set back) still holds the next dose off.
    """
    if len(prior) >= CEILING:
        return None
    starts = sorted(prior)
    earliest = [now]
    if starts:
        earliest.append(starts[-1] + INTERVAL)
    if len(starts) >= PER_DAY:
        earliest.append(starts[-PER_DAY] + _DAY)
    return max(earliest)


def next_if_given(prior: tuple[datetime, ...], now: datetime) -> datetime | None:
    """Return the first legal start after a dose that starts now; None if that was the last one."""
    return eligible_from((*prior, now), now)


def to_give(question: DoseQuestion) -> Decimal | None:
    """Return the mg to give: the ordered dose where it is legal, else the calculated one."""
    calculated = calculate(question.weight)
    if calculated is None:
        return None
    if question.ordered_mg is None or _dose(question):
        return calculated.dose_mg
    return question.ordered_mg


def rulings(question: DoseQuestion) -> tuple[Finding, ...]:
    """Return every rule the dose hits: stops first, then warnings, then information."""
    rules = (
        *(_weight, _dose, _route, _times, _allergy, _stock),
        *(_crs, _stale, _infection, _repeat, _age),
        *(_stock_after, _steroid, _labs, _masked),
    )
    return tuple(finding for rule in rules for finding in rule(question))


def _stop(field: str, code: str, **facts: object) -> Finding:
    return Finding(field=field, level=Level.STOP, code=code, facts=facts)


def _warn(field: str, code: str, **facts: object) -> Finding:
    return Finding(field=field, level=Level.WARN, code=code, facts=facts)


def _info(field: str, code: str, **facts: object) -> Finding:
    return Finding(field=field, level=Level.INFO, code=code, facts=facts)


def _weight(q: DoseQuestion) -> list[Finding]:
    """R1. A weight that moved by more than 10 % stands once a second weighing agrees with it."""
    if q.weight is None or not usable_weight(q.weight):
        return [_stop("weight", "WEIGHT_INVALID", low=LIGHTEST, high=HEAVIEST)]
    found = []
    if not q.weight_measured:
        found.append(_stop("weight", "WEIGHT_INVALID.stated", weight=q.weight))
    if q.weight_at is None or q.now - q.weight_at > _WEIGHT_AGE:
        found.append(_stop("weight", "WEIGHT_INVALID.old", weight=q.weight))
    before = q.weight_before
    if before is not None and abs(q.weight - before) > before * _TENTH:
        found.append(_stop("weight", "WEIGHT_INVALID.changed", weight=q.weight, before=before))
    return found


def _dose(q: DoseQuestion) -> list[Finding]:
    """R3 and R4: over 800 mg; more than 10 % away from the calculated dose."""
    calculated = calculate(q.weight)
    if calculated is None or q.ordered_mg is None:
        return []
    found = []
    facts = {"ordered": q.ordered_mg, "calculated": calculated.dose_mg}
    if q.ordered_mg > MAX_MG:
        found.append(_stop("dose_mg", "MAX_800", **facts))
    if abs(q.ordered_mg - calculated.dose_mg) > calculated.dose_mg * _TENTH:
        found.append(_stop("dose_mg", "DOSE_DEVIATION", **facts))
    return found


def _route(q: DoseQuestion) -> list[Finding]:
    """R5: by IV infusion of at least 60 minutes, nothing else."""
    if q.route is not Route.IV_INFUSION:
        return [_stop("route", "ROUTE", least=SHORTEST_MIN)]
    if q.duration_min < SHORTEST_MIN:
        return [_stop("duration_min", "ROUTE", least=SHORTEST_MIN)]
    return []


def _times(q: DoseQuestion) -> list[Finding]:
    """R6 to R8. The ceiling is reported alone; starts in the future count as if just begun."""
    given = len(q.prior)
    if given >= CEILING:
        return [_stop("time", "MAX_4_TOTAL", given=given, ceiling=CEILING)]
    facts = {"earliest": eligible_from(q.starts, q.now), "given": given, "ceiling": CEILING}
    clock, jump = _by_the_clock(q)
    found = []
    if q.starts and q.now - max(q.starts) < INTERVAL:
        found.append(_stop("time", "INTERVAL_8H" + clock, last=max(q.prior), **jump, **facts))
    if sum(start > q.now - _DAY for start in q.starts) >= PER_DAY:
        found.append(_stop("time", "MAX_3_IN_24H" + clock, **jump, **facts))
    return found


def _by_the_clock(q: DoseQuestion) -> tuple[str, dict[str, object]]:
    """Return what a rule of time adds where it holds longer because the clock was moved.

    Told is by how much it holds longer, and what time it is without that.
    """
    charted, counted = eligible_from(q.prior, q.now), eligible_from(q.starts, q.now)
    if charted is None or counted is None or counted - charted <= SUSPECT_AFTER:
        return "", {}
    jump = max(q.starts) - max(q.prior)
    return ".clock", {"jump": jump, "steady": q.now - jump}


def _allergy(q: DoseQuestion) -> list[Finding]:
    return [_stop("allergy", "HYPERSENSITIVITY")] if q.allergy else []


def _stock(q: DoseQuestion) -> list[Finding]:
    """R10: no set of usable vials reaches the dose."""
    needed = to_give(q)
    if needed is None or choose_vials(q.stock, needed) is not None:
        return []
    return [_stop("stock", "STOCK", needed=needed)]


def _crs(q: DoseQuestion) -> list[Finding]:
    """R13 and R14: no CRS at all; CRS 1 before its product's time."""
    if q.crs_grade == 0:
        return [_warn("crs_grade", "CRS_0_NOT_INDICATED")]
    if q.crs_grade == 1 and not _late_enough(q):
        return [_warn("crs_grade", "G1_EARLY", product=q.product)]
    return []


def _late_enough(q: DoseQuestion) -> bool:
    """Tell whether a CRS 1 may be treated: by its length, product and onset; unknown is no."""
    lasted = q.g1_duration
    if lasted is not None and lasted > _REFRACTORY:
        return True
    if q.product in _AFTER_A_DAY:
        return lasted is not None and lasted > _DAY
    if q.product in _EARLY_ONSET:
        return q.crs_onset is not None and q.crs_onset < _EARLY_ONSET_WITHIN
    return False


def _stale(q: DoseQuestion) -> list[Finding]:
    """R19: nobody has signed a CRS grade within two hours, or CRS is not assessed."""
    if q.crs_grade is not None and q.graded_at is not None and q.now - q.graded_at <= _GRADE_AGE:
        return []
    return [_warn("crs_grade", "GRADE_STALE")]


def _infection(q: DoseQuestion) -> list[Finding]:
    return [_warn("active_infection", "INFECTION")] if q.active_infection else []


def _repeat(q: DoseQuestion) -> list[Finding]:
    """R16 and R17: a repeat after improvement, or with ICANS."""
    found = []
    if q.prior and q.response is Response.IMPROVED:
        found.append(_warn("response", "IMPROVED_NO_REPEAT"))
    if q.prior and q.icans_grade is not None and q.icans_grade >= 1:
        found.append(_warn("icans_grade", "ICANS_REPEAT_CAUTION", grade=q.icans_grade))
    return found


def _age(q: DoseQuestion) -> list[Finding]:
    return [_warn("age", "AGE_UNDER_2")] if q.age < 2 else []


def _stock_after(q: DoseQuestion) -> list[Finding]:
    """R20: nothing left for a further dose of this patient that may still be needed."""
    needed = to_give(q)
    vials = None if needed is None else choose_vials(q.stock, needed)
    if needed is None or vials is None or len(q.prior) + 1 >= CEILING:
        return []
    left = {size: q.stock.get(size, 0) - count for size, count in vials.items()}
    return [] if enough_for(left, needed, 1) else [_info("stock", "STOCK_AFTER", needed=needed)]


def _steroid(q: DoseQuestion) -> list[Finding]:
    """R21: a further dose, CRS 3 or more, or axi-cel, which wants it after the first dose."""
    severe = q.crs_grade is not None and q.crs_grade >= 3
    if q.prior or severe or q.product == _EARLY_STEROID:
        return [_info("steroid", "STEROID_PROMPT")]
    return []


def _labs(q: DoseQuestion) -> list[Finding]:
    """R22: information only; low counts and liver values do not speak against the dose."""
    return [
        _info("labs", "LABS", analyte=lab.analyte, value=lab.value, unit=lab.unit) for lab in q.labs
    ]


def _masked(q: DoseQuestion) -> list[Finding]:
    """R23: told beforehand, for the grade of the next hours depends on it."""
    return [] if q.prior else [_info("masked", "MASKED")]
