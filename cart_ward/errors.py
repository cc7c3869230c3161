"""What a rule says about a value, and the four foreseen kinds of failure.

Each carries a code and facts; `i18n.wording` makes the sentence.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How strongly a finding speaks: stop refuses, warn asks for a reason, info only tells."""

    STOP = "stop"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One remark on `field`; `facts` fill the sentence that `code` names."""

    field: str
    level: Level
    code: str
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)


def stops(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings that refuse."""
    return tuple(f for f in findings if f.level is Level.STOP)


def warns(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings that ask for a reason or a second look."""
    return tuple(f for f in findings if f.level is Level.WARN)


class CartWardError(Exception):
    """A foreseen failure: `code` names the sentence, `facts` fill its holes."""

    def __init__(self, code: str, findings: tuple[Finding, ...] = (), **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.findings = findings
        self.facts: Mapping[str, object] = facts


class NotAllowed(CartWardError):
    """A clinical or access rule says no; `findings` holds every reason."""


class Conflict(CartWardError):
    """The chart moved on since it was read."""


class Unavailable(CartWardError):
    """The machine failed us; what was typed is kept and can be tried again."""


class Untrusted(CartWardError):
    """The record cannot be relied on: read and print only."""
