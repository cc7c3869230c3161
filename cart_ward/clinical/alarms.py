"""(checks due, grades, now) -> alarms with level and reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cart_ward.clinical.people import AdmissionId


class Priority(StrEnum):
    """The priorities of the attention signals (ux 5)."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something the ward must notice; `key` stays the same while the reason does."""

    key: str
    admission_id: AdmissionId
    priority: Priority
    code: str
    since: datetime
    facts: Mapping[str, object]
    answered: bool
