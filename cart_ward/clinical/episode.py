"""CRS and ICANS over time: episodes, masked fever, every change of grade, maxima."""

from dataclasses import dataclass
from datetime import datetime

from cart_ward.clinical.graded import Graded
from cart_ward.clinical.people import StaffId
from cart_ward.clinical.vocabulary import EntryId, EpisodeKind, Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One episode: from its first sign (or the mark that opened it) until a person closed it."""

    kind: EpisodeKind
    opened_at: datetime
    closed_at: datetime | None
    masked_since: datetime | None
    masked_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GradePoint:
    """The proposal as it stood from `at` on, and the entry that brought it."""

    at: datetime
    graded: Graded
    entry_id: EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """The last grade a named person signed."""

    at: datetime
    grade: int
    proposed: int | None
    by: StaffId
    reason: str | None
    entry_id: EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeStory:
    """One scale over the whole stay: each change of proposal, the last word of a person, maxima.

    `maximum` is the highest grade confirmed or proposed, `maximum_at` when it was first reached.
    `effective` is the grade that monitoring follows: the highest since the last step-down.
    """

    scale: Scale
    points: tuple[GradePoint, ...]
    confirmed: Confirmed | None
    maximum: int | None
    maximum_at: datetime | None
    effective: int | None
    effective_since: datetime | None
