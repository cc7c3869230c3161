"""The answer of a grading rule: a grade or none, what set it and what nobody assessed."""

from dataclasses import dataclass

RULES = "ASTCT-2019/1"
"""Version of the grading rules, stored with every grade (crs_icans_grading, Lee 2019)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A proposed grade.

    `grade` is 0-4, or None where nothing known sets one and something is missing ("not assessed",
    never 0). With `missing` not empty a number is a lower bound. `because` and `missing` are codes.
    `provisional` marks a grade a clinician must look at again: the 0 of a masked episode, a lower
    bound, a gap of the consensus; `flags` names why.
    """

    grade: int | None
    because: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    provisional: bool = False
    flags: tuple[str, ...] = ()


NOT_ASSESSED = Graded(grade=None, missing=("not_assessed",))
