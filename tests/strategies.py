"""Hypothesis strategies for what is charted: values that exist on a ward, and gaps between them."""

from decimal import Decimal

from hypothesis import strategies as st

from cart_ward.clinical.observed import CapdAssessment, IceAssessment, NeuroCheck, VitalSigns
from cart_ward.clinical.vocabulary import (
    Acvpu,
    Consciousness,
    Handwriting,
    Oedema,
    Oxygen,
    Seizure,
)

TENTHS = st.integers(min_value=340, max_value=420).map(lambda tenths: Decimal(tenths) / 10)
"""Temperatures in degrees C."""

FLOWS = st.sampled_from([Decimal(1), Decimal(6), Decimal("6.1"), Decimal(15), Decimal(40)])
"""Oxygen flows in L/min, on both sides of low flow."""


def _or_gap(values: st.SearchStrategy[object], *, gaps: bool) -> st.SearchStrategy[object]:
    return st.none() | values if gaps else values


def vital_signs(*, gaps: bool = True) -> st.SearchStrategy[VitalSigns]:
    """Draw sets of vital signs; with `gaps` any value may not be recorded."""
    return st.builds(
        VitalSigns,
        temperature=_or_gap(TENTHS, gaps=gaps),
        systolic=_or_gap(st.integers(50, 180), gaps=gaps),
        diastolic=_or_gap(st.integers(20, 100), gaps=gaps),
        pulse=_or_gap(st.integers(0, 200), gaps=gaps),
        respiratory_rate=_or_gap(st.integers(0, 50), gaps=gaps),
        spo2=_or_gap(st.integers(60, 100), gaps=gaps),
        oxygen=_or_gap(st.sampled_from(Oxygen), gaps=gaps),
        oxygen_flow=_or_gap(FLOWS, gaps=gaps),
        fluids=_or_gap(st.booleans(), gaps=gaps),
        vasopressors=_or_gap(st.integers(0, 3), gaps=gaps),
        vasopressin=_or_gap(st.booleans(), gaps=gaps),
        consciousness=_or_gap(st.sampled_from(Acvpu), gaps=gaps),
    )


def neuro_checks(*, gaps: bool = True) -> st.SearchStrategy[NeuroCheck]:
    """Draw neuro checks; with `gaps` any domain may not be assessed."""
    sign = _or_gap(st.booleans(), gaps=gaps)
    return st.builds(
        NeuroCheck,
        consciousness=_or_gap(st.sampled_from(Consciousness), gaps=gaps),
        eye=_or_gap(st.integers(1, 4), gaps=gaps),
        verbal=_or_gap(st.integers(1, 5), gaps=gaps),
        motor=_or_gap(st.integers(1, 6), gaps=gaps),
        pupil_left=_or_gap(st.integers(1, 8).map(Decimal), gaps=gaps),
        pupil_right=_or_gap(st.integers(1, 8).map(Decimal), gaps=gaps),
        seizure=_or_gap(st.sampled_from(Seizure), gaps=gaps),
        motor_weakness=sign,
        oedema=_or_gap(st.sampled_from(Oedema), gaps=gaps),
        posturing=sign,
        cn6_palsy=sign,
        papilloedema=sign,
        cushing_triad=sign,
        tremor=sign,
        handwriting=_or_gap(st.sampled_from(Handwriting), gaps=gaps),
        picture=st.none(),
        raised_icp_sign=st.none() | st.booleans(),
    )


def ice_assessments(*, gaps: bool = True) -> st.SearchStrategy[IceAssessment]:
    """Draw ICE by items, without a total; with `gaps` any item may be left out."""
    item = _or_gap(st.booleans(), gaps=gaps)
    return st.builds(
        IceAssessment,
        year=item,
        month=item,
        city=item,
        hospital=item,
        object_1=item,
        object_2=item,
        object_3=item,
        command=item,
        writing=item,
        attention=item,
        total=st.none(),
        tool=st.just("ICE"),
        language=st.just("zh"),
        interpreter=st.booleans(),
    )


def capd_assessments(*, gaps: bool = True) -> st.SearchStrategy[CapdAssessment]:
    """Draw CAPD by items, without a total; with `gaps` any item may be left out."""
    item = _or_gap(st.integers(0, 4), gaps=gaps)
    return st.builds(
        CapdAssessment,
        eye_contact=item,
        purposeful=item,
        aware=item,
        communicates=item,
        restless=item,
        inconsolable=item,
        underactive=item,
        slow=item,
        total=st.none(),
        language=st.just("zh"),
    )
