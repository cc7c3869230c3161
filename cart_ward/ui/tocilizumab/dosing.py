"""What the rules of tocilizumab make of the patient and the shelf, for the screen."""

from collections.abc import Mapping
from decimal import Decimal

from cart_ward.clinical import tocilizumab
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.tocilizumab import Calculated


def calculated(status: PatientStatus) -> Calculated | None:
    """Return the dose by weight, or None while there is no usable weight."""
    return tocilizumab.calculate(status.weight)


def proposal(dose_mg: Decimal, free: Mapping[int, int]) -> Mapping[int, int] | None:
    """Return the vials by size with the least waste, or None if the shelf cannot make the dose."""
    return tocilizumab.choose_vials(free, dose_mg)
