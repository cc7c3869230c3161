"""When a call was raised: the unbroken stretch that holds now, and each time it grew worse.

A call is raised once for a stretch, not by every set in it: else a patient who stays ill would
never be late. What is worse than anything before in the stretch raises it anew.
"""

from collections.abc import Iterable
from datetime import datetime

Seen = tuple[datetime, int | None]
"""A moment and how bad it was; 0: seen to be over, None: nobody looked, which ends nothing."""


def raised(newest_first: Iterable[Seen]) -> tuple[datetime, ...]:
    """Return when the stretch began and when each worse level was first seen, oldest first.

    Empty where none holds. Nothing is read beyond the moment that ended the one before.
    """
    run: list[tuple[datetime, int]] = []
    for at, level in newest_first:
        if level == 0:
            break
        if level is not None:
            run.append((at, level))
    found, worst = [], 0
    for at, level in reversed(run):
        if level > worst:
            worst = level
            found.append(at)
    return tuple(found)


def unanswered(moments: Iterable[datetime], answers: Iterable[datetime]) -> datetime | None:
    """Return the first moment that no answer came at or after; None: all were answered."""
    last = max(answers, default=None)
    return next((at for at in sorted(moments) if last is None or at > last), None)
