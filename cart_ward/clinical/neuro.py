"""The neuro check beside the score: GCS, pupils, handwriting, signs of raised pressure."""

from decimal import Decimal

from cart_ward.clinical.observed import NeuroCheck
from cart_ward.clinical.vocabulary import Acvpu, Consciousness, Handwriting

UNEQUAL_FROM = Decimal(1)
"""Pupils that differ by this many mm are unequal (set by the project)."""

ACVPU_OF = {
    Consciousness.ALERT: Acvpu.ALERT,
    Consciousness.SPONTANEOUS: Acvpu.ALERT,
    Consciousness.VOICE: Acvpu.VOICE,
    Consciousness.TOUCH: Acvpu.PAIN,
    Consciousness.UNAROUSABLE: Acvpu.UNRESPONSIVE,
}
"""What wakes the patient, in the words of NEWS2 (courses/README layout)."""


def gcs(check: NeuroCheck) -> int | None:
    """Return the Glasgow coma scale 3-15; None unless eye, verbal and motor are all known."""
    if check.eye is None or check.verbal is None or check.motor is None:
        return None
    return check.eye + check.verbal + check.motor


def pupils_unequal(check: NeuroCheck) -> bool | None:
    """Tell whether the pupils differ by 1 mm or more; None unless both were measured."""
    if check.pupil_left is None or check.pupil_right is None:
        return None
    return abs(check.pupil_left - check.pupil_right) >= UNEQUAL_FROM


def raised_pressure(check: NeuroCheck) -> bool | None:
    """Tell whether any sign of raised intracranial pressure is there; None: not all looked for.

    A sign without a name counts when it is there; nobody is asked to deny it.
    """
    named = (check.posturing, check.cn6_palsy, check.papilloedema, check.cushing_triad)
    if any(named) or check.raised_icp_sign:
        return True
    return None if any(sign is None for sign in named) else False


def handwriting_changed(check: NeuroCheck) -> bool | None:
    """Tell whether the sentence looks different or could not be written; None: not looked at."""
    if check.handwriting is None:
        return None
    return check.handwriting is not Handwriting.UNCHANGED
