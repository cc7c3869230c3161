"""What a row of a course is as an entry of the chart."""

from cart_ward.care.observations import Tick
from cart_ward.clinical.observed import (
    CapdAssessment,
    IceAssessment,
    NeuroCheck,
    NotDone,
    VitalSigns,
)
from cart_ward.clinical.vocabulary import (
    AttributedFinding,
    Cause,
    Check,
    Consciousness,
    NotDoneReason,
    Oedema,
    Oxygen,
    Seizure,
)
from cart_ward.practice.courses import NeuroRow, VitalsRow

PUBLISHED = "as in the published report"


def vital_signs(row: VitalsRow) -> VitalSigns:
    """Return the set of vital signs of a row; consciousness is charted with the neuro check."""
    return VitalSigns(
        temperature=row.temp_c,
        systolic=row.sbp,
        diastolic=row.dbp,
        pulse=row.pulse,
        respiratory_rate=row.rr,
        spo2=row.spo2,
        oxygen=Oxygen(row.oxygen),
        oxygen_flow=row.flow_l_min,
        fluids=row.fluids,
        vasopressors=row.pressors,
        vasopressin=row.vasopressin,
        consciousness=None,
    )


def vitals_ticks(row: VitalsRow) -> tuple[Tick, ...]:
    """Return the "other cause" ticks of a row."""
    flags = (
        (row.fever_other_cause, AttributedFinding.FEVER, Cause.OTHER),
        (row.hypotension_other_cause, AttributedFinding.HYPOTENSION, Cause.OTHER),
        (row.hypoxia_other_cause, AttributedFinding.HYPOXIA, Cause.OTHER),
        (row.airway_only, AttributedFinding.HYPOXIA, Cause.AIRWAY_ONLY),
    )
    ticks = {finding: tick(finding, cause) for said, finding, cause in flags if said}
    return tuple(ticks.values())


def tick(finding: AttributedFinding, cause: Cause) -> Tick:
    """Return a tick with the report as its reason."""
    return Tick(finding=finding, cause=cause, reason=PUBLISHED)


def neuro_check(row: NeuroRow) -> NeuroCheck:
    """Return the neuro check of a row; an absent flag is false."""
    return NeuroCheck(
        consciousness=Consciousness(row.consciousness),
        eye=None,
        verbal=None,
        motor=None,
        pupil_left=None,
        pupil_right=None,
        seizure=Seizure(row.seizure),
        motor_weakness=row.motor_weakness,
        oedema=Oedema(row.edema),
        posturing=False,
        cn6_palsy=False,
        papilloedema=False,
        cushing_triad=False,
        tremor=None,
        handwriting=None,
        picture=None,
        raised_icp_sign=row.raised_icp_sign,
    )


def ice(total: int | None) -> IceAssessment | None:
    """Return an ICE total whose items were not recorded."""
    if total is None:
        return None
    return IceAssessment(
        year=None,
        month=None,
        city=None,
        hospital=None,
        object_1=None,
        object_2=None,
        object_3=None,
        command=None,
        writing=None,
        attention=None,
        total=total,
        tool="ICE",
        language="",
        interpreter=None,
    )


def capd(total: int | None) -> CapdAssessment | None:
    """Return a CAPD total whose items were not recorded."""
    if total is None:
        return None
    return CapdAssessment(
        eye_contact=None,
        purposeful=None,
        aware=None,
        communicates=None,
        restless=None,
        inconsolable=None,
        underactive=None,
        slow=None,
        total=total,
        language="",
    )


def not_done(row: NeuroRow) -> NotDone | None:
    """Return why a row has no score, or None where it has one."""
    if row.ice is not None or row.capd is not None:
        return None
    reason = NotDoneReason.OTHER if row.assessable else NotDoneReason.SEDATED
    return NotDone(what=Check.NEURO, reason=reason, note="no score in the published report")
