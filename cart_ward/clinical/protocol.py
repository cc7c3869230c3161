"""A monitoring protocol as a value: phases, states, intervals, escalations."""

from dataclasses import dataclass
from datetime import time, timedelta

from cart_ward.clinical.vocabulary import Check


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How often a check falls due in one state: every so long, or at clock times of the ward.

    `for_first` limits an interval to the first part of the state (ICE q30 min for 2 h), after which
    `then` holds. `once` asks for the check a single time in that state.
    """

    check: Check
    every: timedelta | None = None
    at_times: tuple[time, ...] = ()
    for_first: timedelta | None = None
    then: timedelta | None = None
    once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stretch of the stay: from and until hours, counted from start or end of the infusion."""

    key: str
    rules: tuple[Rule, ...]
    counted_from: str
    from_: timedelta | None
    until: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state that adds rules: a CRS or ICANS grade, or the time after tocilizumab."""

    key: str
    rules: tuple[Rule, ...]
    scale: str | None = None
    grades: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """Whom to call for a trigger, within how many minutes (0: at once)."""

    trigger: str
    roles: tuple[str, ...]
    within_min: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """One version of the ward's monitoring rules."""

    name: str
    version: str
    phases: tuple[Phase, ...]
    states: tuple[State, ...]
    escalations: tuple[Escalation, ...]
    early_fraction: int
    early_max: timedelta
    late_max: timedelta
    step_down_after: timedelta
