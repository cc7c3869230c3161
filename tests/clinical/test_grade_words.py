"""Every code that a grading rule can give has its English sentence, and none is left over."""

from cart_ward.clinical import crs, icans
from cart_ward.clinical.vocabulary import Consciousness, Oedema, Seizure
from cart_ward.i18n import wording
from cart_ward.i18n.wording import grades

BECAUSE = {
    "fever",
    "no_fever",
    "no_sign_left",
    "no_finding",
    "ice",
    "capd",
    "motor_weakness",
    "raised_pressure",
    *(code for points, code in crs.HYPOTENSION.values() if points),
    *(code for points, code in crs.HYPOXIA.values() if points),
    *(f"consciousness_{c}" for c in Consciousness if icans.CONSCIOUSNESS_GRADE[c]),
    *(f"seizure_{s}" for s in Seizure if icans.SEIZURE_GRADE[s]),
    *(f"oedema_{o}" for o in Oedema if icans.OEDEMA_GRADE[o]),
}
MISSING = {
    "not_assessed",
    "physician_decision",
    "ice",
    "capd",
    "consciousness",
    "seizure",
    "motor_weakness",
    "oedema",
    "raised_pressure",
    *crs.REACH,
}
FLAGS = {
    "suppressed_fever",
    "support_without_fever",
    "episode_open",
    "vasopressin_only",
    "gentle_high_flow",
    "drowsy",
    "capd_without_baseline",
    "baseline_deficit",
}


def test_every_code_has_a_sentence() -> None:
    """Reasons, gaps and flags alike."""
    codes = {
        *(f"grade.because.{code}" for code in BECAUSE),
        *(f"grade.missing.{code}" for code in MISSING),
        *(f"grade.flag.{code}" for code in FLAGS),
    }
    assert codes == set(grades.SENTENCES)
    assert all(wording.say(code) for code in codes)
