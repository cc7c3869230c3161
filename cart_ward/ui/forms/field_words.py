"""What the parts of an entry are called where they are corrected one by one."""

from cart_ward.i18n import _


def field_words(name: str) -> str:
    """Return the label of a part; its plain name where it has none."""
    return {**_bedside(), **_neuro(), **_score(), **_other()}.get(name, name)


def _bedside() -> dict[str, str]:
    return {
        "temperature": _("Temperature (°C)"),
        "systolic": _("Systolic pressure (mmHg)"),
        "diastolic": _("Diastolic pressure (mmHg)"),
        "pulse": _("Pulse (/min)"),
        "respiratory_rate": _("Respiratory rate (/min)"),
        "spo2": _("SpO\u2082 (%)"),
        "oxygen": _("Oxygen"),
        "oxygen_flow": _("Oxygen flow (L/min)"),
        "fluids": _("Fluids for hypotension"),
        "vasopressors": _("Vasopressors, vasopressin not counted"),
        "vasopressin": _("Vasopressin"),
        "consciousness": _("Consciousness"),
    }


def _neuro() -> dict[str, str]:
    return {
        "eye": _("GCS eyes"),
        "verbal": _("GCS verbal"),
        "motor": _("GCS motor"),
        "pupil_left": _("Left pupil (mm)"),
        "pupil_right": _("Right pupil (mm)"),
        "seizure": _("Seizure"),
        "motor_weakness": _("Motor weakness"),
        "oedema": _("Cerebral oedema"),
        "posturing": _("Posturing"),
        "cn6_palsy": _("Sixth nerve palsy"),
        "papilloedema": _("Papilloedema"),
        "cushing_triad": _("Cushing's triad"),
        "raised_icp_sign": _("Another sign of raised pressure"),
        "tremor": _("Tremor"),
        "handwriting": _("Handwriting"),
    }


def _score() -> dict[str, str]:
    return {
        "year": _("Year"),
        "month": _("Month"),
        "city": _("City"),
        "hospital": _("Hospital"),
        "object_1": _("First object"),
        "object_2": _("Second object"),
        "object_3": _("Third object"),
        "command": _("Command followed"),
        "writing": _("Sentence written"),
        "attention": _("Counted backwards"),
        "total": _("Total, only if the items were not recorded"),
        "tool": _("Tool"),
        "language": _("Language"),
        "interpreter": _("Interpreter"),
        "eye_contact": _("Eye contact (points)"),
        "purposeful": _("Acts with purpose (points)"),
        "aware": _("Aware of the surroundings (points)"),
        "communicates": _("Communicates (points)"),
        "restless": _("Restless (points)"),
        "inconsolable": _("Inconsolable (points)"),
        "underactive": _("Underactive (points)"),
        "slow": _("Slow to respond (points)"),
    }


def _other() -> dict[str, str]:
    return {
        "kind": _("Kind"),
        "text": _("Text"),
        "part": _("Part"),
        "ended_at": _("Ended at"),
        "finding": _("Finding"),
        "cause": _("Cause"),
        "reason": _("Reason"),
        "what": _("Check"),
        "note": _("Remark"),
        "kilograms": _("Weight (kg)"),
        "measured": _("Measured"),
        "analyte": _("Analyte"),
        "value": _("Value"),
        "unit": _("Unit"),
        "drug": _("Drug"),
        "dose": _("Dose"),
        "dose_mg": _("Dose (mg)"),
        "route": _("Route"),
        "interval_hours": _("Every … hours"),
        "until": _("Until"),
        "volume_ml": _("Volume (mL)"),
        "reaction": _("Reaction"),
        "response": _("Response"),
        "step": _("Step"),
        "deviation": _("Deviation because"),
        "decided_by": _("Decided by"),
        "paused": _("Paused"),
        "answer": _("Answer"),
        "alarm_key": _("Alarm"),
        "role": _("Role"),
        "name": _("Name"),
        "answered_at": _("Answered at"),
        "outcome": _("Outcome"),
    }
