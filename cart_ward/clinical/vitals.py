"""What one set of vital signs says by itself: fever, suspected hypotension and hypoxia."""

from decimal import Decimal

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.vocabulary import Oxygen

FEVER = Decimal("38.0")
"""Fever in degrees C, itself included (LEE19 table 2; crs_icans_grading section 1)."""

LOW_FLOW_MOST = Decimal(6)
"""Most L/min by nasal cannula that is still low flow (LEE19 table 2, C2)."""

ADULT_FROM = 18
"""The adult blood pressure limits are suggested from this age; a child needs the site's table."""


def fever(vitals: VitalSigns) -> bool | None:
    """Tell whether the temperature is fever, whatever its cause; None: not measured."""
    if vitals.temperature is None:
        return None
    return vitals.temperature >= FEVER


def suggest_hypotension(vitals: VitalSigns, baseline_systolic: int | None, age: int) -> bool | None:
    """Tell whether the systolic pressure (mmHg) asks for the question "because of CRS?".

    None: not measured, or a child. Only a suggestion; a person decides (A10).
    """
    systolic = vitals.systolic
    if systolic is None or age < ADULT_FROM:
        return None
    # A10: < 90, or < 80 % of the value before the infusion and < 100. Its "< 85" lies within < 90.
    if systolic < 90:
        return True
    return baseline_systolic is not None and systolic < 100 and systolic * 5 < baseline_systolic * 4


def suggest_hypoxia(vitals: VitalSigns) -> bool | None:
    """Tell whether saturation or oxygen asks for the question "because of CRS?"; None: unknown.

    A10: SpO2 below 90 % on air, or oxygen running.
    """
    if vitals.oxygen is not None and vitals.oxygen is not Oxygen.ROOM_AIR:
        return True
    if vitals.spo2 is None:
        return None
    if vitals.spo2 < 90:
        return True
    return None if vitals.oxygen is None else False


def baseline(chart: Chart) -> Entry[VitalSigns] | None:
    """Return the last set at or before the start of the infusion; None before the infusion."""
    infused = chart.infused_at
    return None if infused is None else chart.latest(VitalSigns, infused)


def baseline_systolic(chart: Chart) -> int | None:
    """Return the last systolic pressure (mmHg) measured at or before the infusion, or None."""
    infused = chart.infused_at
    if infused is None:
        return None
    before = (e.body.systolic for e in chart.of(VitalSigns) if e.taken_at <= infused)
    known = [systolic for systolic in before if systolic is not None]
    return known[-1] if known else None
