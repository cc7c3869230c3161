"""Blood-pressure support as the form asks for it, and as it is charted."""

from dataclasses import dataclass
from enum import StrEnum

from cart_ward.clinical.observed import VitalSigns


class Support(StrEnum):
    """What holds the blood pressure up; vasopressin is asked for beside it."""

    NONE = "none"
    FLUIDS = "fluids"
    ONE = "one"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True, kw_only=True)
class Charted:
    """The three fields of a set of vital signs."""

    fluids: bool | None
    vasopressors: int | None
    vasopressin: bool | None


_CHARTED = {
    None: (None, None),
    Support.NONE: (False, 0),
    Support.FLUIDS: (True, 0),
    # Whether fluids ran too was not asked: a vasopressor decides the grade without it.
    Support.ONE: (None, 1),
    Support.SEVERAL: (None, 2),
}


def charted(support: Support | None, *, vasopressin: bool) -> Charted:
    """Return what a choice means; nothing chosen stays "not recorded"."""
    fluids, vasopressors = _CHARTED[support]
    asked = support is not None or vasopressin
    return Charted(
        fluids=fluids, vasopressors=vasopressors, vasopressin=vasopressin if asked else None
    )


def chosen(body: VitalSigns) -> Support | None:
    """Return the choice that a charted set stands for."""
    if body.vasopressors is not None and body.vasopressors > 1:
        return Support.SEVERAL
    if body.vasopressors == 1:
        return Support.ONE
    if body.fluids is True:
        return Support.FLUIDS
    return Support.NONE if body.fluids is False else None
