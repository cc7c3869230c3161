"""A monitoring protocol as a value: phases, states, intervals, escalations."""

from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum

from cart_ward.clinical.vocabulary import Check


class Anchor(StrEnum):
    """What a phase is counted from: admission, start or end of the infusion, or calendar days.

    Until the infusion only the phases from admission hold. Rows counted from start or end have
    their turns at fixed times after it; rows counted in days run from the last check.
    """

    ADMISSION = "admission"
    START = "start"
    END = "end"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How often a check falls due: every so long, at clock times of the ward, or at offsets.

    `for_first` limits an interval to the first part of the state (ICE q30 min for 2 h), after which
    `then` holds. `once` asks for the check a single time, `at_start` also at once when the state
    begins, `on_change` also when a proposed grade changes. `offsets` are turns counted from the
    dose that began the state.
    """

    check: Check
    every: timedelta | None = None
    at_times: tuple[time, ...] = ()
    for_first: timedelta | None = None
    then: timedelta | None = None
    once: bool = False
    at_start: bool = False
    on_change: bool = False
    offsets: tuple[timedelta, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stretch of the stay.

    `from_` and `until` are hours from the anchor; `from_day` and `until_day` are days post infusion
    (the last one included) by the ward's calendar. None: open.
    """

    key: str
    rules: tuple[Rule, ...]
    counted_from: Anchor
    from_: timedelta | None
    until: timedelta | None
    from_day: int | None = None
    until_day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state that adds rules: a grade of a scale, or the time after a dose.

    `scale` is CRS, ICANS or NEWS2; `grades` are grades, for NEWS2 its totals. A state after a drug
    names it in `after` and lasts until `lasts` after the end of the dose.
    """

    key: str
    rules: tuple[Rule, ...]
    scale: str | None = None
    grades: tuple[int, ...] = ()
    after: str | None = None
    lasts: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """Whom to call for a trigger, within how many minutes (0: at once)."""

    trigger: str
    roles: tuple[str, ...]
    within_min: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """One version of the ward's monitoring rules.

    `early_fraction` is the percent of its interval by which a check may be early or late, at most
    `early_max` and `late_max`; from `very_late_percent` it goes to the charge nurse.
    `infusion_length` stands in for the end of an infusion that nobody charted.
    """

    name: str
    version: str
    phases: tuple[Phase, ...]
    states: tuple[State, ...]
    escalations: tuple[Escalation, ...]
    early_fraction: int
    early_max: timedelta
    late_max: timedelta
    step_down_after: timedelta
    very_late_percent: int = 50
    infusion_length: timedelta = timedelta(minutes=60)
