"""Sentences about what sets a grade, what is missing and what a clinician must look at."""

from cart_ward.i18n import N_

SENTENCES: dict[str, str] = {
    # CRS: what sets the grade
    "grade.because.fever": N_("Fever of 38.0 °C or more"),
    "grade.because.no_fever": N_("No fever that counts for CRS, and none masked by a drug"),
    "grade.because.no_sign_left": N_("Episode open, but no fever, hypotension or hypoxia now"),
    "grade.because.hypotension": N_("Hypotension because of CRS, nothing given yet"),
    "grade.because.fluids": N_("Hypotension answered by fluids"),
    "grade.because.vasopressin_only": N_("Vasopressin as the only vasopressor"),
    "grade.because.one_vasopressor": N_("One vasopressor"),
    "grade.because.vasopressor_and_vasopressin": N_(
        "One vasopressor with vasopressin, which is not counted"
    ),
    "grade.because.several_vasopressors": N_("Two or more vasopressors, vasopressin not counted"),
    "grade.because.hypoxia": N_("Hypoxia because of CRS, no oxygen given yet"),
    "grade.because.low_flow_oxygen": N_("Nasal cannula at 6 L/min or less"),
    "grade.because.blow_by_oxygen": N_("Blow-by oxygen"),
    "grade.because.high_flow_oxygen": N_("High-flow oxygen, or a nasal cannula above 6 L/min"),
    "grade.because.facemask": N_("Oxygen by face mask"),
    "grade.because.nonrebreather": N_("Oxygen by non-rebreather mask"),
    "grade.because.venturi": N_("Oxygen by Venturi mask"),
    "grade.because.cpap": N_("CPAP for hypoxia"),
    "grade.because.bipap": N_("BiPAP for hypoxia"),
    "grade.because.intubated": N_("Intubated and ventilated for hypoxia"),
    # ICANS: what sets the grade
    "grade.because.no_finding": N_("All neuro domains assessed, none with a finding"),
    "grade.because.ice": N_("ICE score"),
    "grade.because.capd": N_("CAPD score"),
    "grade.because.consciousness_spontaneous": N_("Drowsy, awakens spontaneously"),
    "grade.because.consciousness_voice": N_("Awakens to voice"),
    "grade.because.consciousness_touch": N_("Awakens only to touch"),
    "grade.because.consciousness_unarousable": N_(
        "Unarousable, or needs vigorous or repeated touch"
    ),
    "grade.because.seizure_brief": N_("Seizure that resolved rapidly"),
    "grade.because.seizure_nonconvulsive_resolved": N_(
        "Seizure on EEG only, resolved with treatment"
    ),
    "grade.because.seizure_prolonged": N_("Seizure of more than 5 minutes"),
    "grade.because.seizure_repetitive": N_("Repeated seizures without return to baseline"),
    "grade.because.motor_weakness": N_("Deep focal weakness: hemiparesis or paraparesis"),
    "grade.because.oedema_focal": N_("Focal cerebral oedema on imaging"),
    "grade.because.oedema_diffuse": N_("Diffuse cerebral oedema on imaging"),
    "grade.because.raised_pressure": N_("A sign of raised intracranial pressure"),
    # what nobody recorded, although it could raise the grade
    "grade.missing.not_assessed": N_("Not assessed yet"),
    "grade.missing.temperature": N_("Temperature not recorded"),
    "grade.missing.systolic": N_("Systolic pressure not recorded"),
    "grade.missing.hypotension_cause": N_(
        "Low blood pressure: say whether it is because of CRS or has another cause"
    ),
    "grade.missing.fluids": N_("Not recorded whether fluids are given for hypotension"),
    "grade.missing.vasopressors": N_("Number of vasopressors not recorded"),
    "grade.missing.vasopressin": N_("Not recorded whether vasopressin is running"),
    "grade.missing.spo2": N_("SpO2 not recorded"),
    "grade.missing.hypoxia_cause": N_(
        "Low saturation: say whether it is because of CRS or has another cause"
    ),
    "grade.missing.oxygen": N_("Not recorded how oxygen is given"),
    "grade.missing.oxygen_flow": N_("Oxygen flow not recorded: above 6 L/min is high flow"),
    "grade.missing.physician_decision": N_("A physician must decide whether this is CRS"),
    "grade.missing.ice": N_("ICE not done"),
    "grade.missing.capd": N_("CAPD not done"),
    "grade.missing.consciousness": N_("Consciousness not recorded"),
    "grade.missing.seizure": N_("Not recorded whether there was a seizure"),
    "grade.missing.motor_weakness": N_("Motor weakness not assessed"),
    "grade.missing.oedema": N_("Cerebral oedema on imaging: nothing recorded"),
    "grade.missing.raised_pressure": N_("Signs of raised intracranial pressure not all looked for"),
    # what a clinician must look at
    "grade.flag.suppressed_fever": N_(
        "Possible CRS with suppressed fever: no CRS so far, but a drug that hides fever is on "
        "board. No grade is proposed; call the physician, who can open an episode."
    ),
    "grade.flag.support_without_fever": N_(
        "Hypotension or hypoxia without fever: not CRS by the rule. Call the physician."
    ),
    "grade.flag.episode_open": N_(
        "The CRS episode is still open: 0 is provisional until a physician closes it."
    ),
    "grade.flag.vasopressin_only": N_(
        "Vasopressin alone is not described in the consensus: 3 is suggested, a physician confirms."
    ),
    "grade.flag.gentle_high_flow": N_(
        "A high-flow device at 6 L/min or less: graded by the device, a physician confirms."
    ),
    "grade.flag.drowsy": N_(
        "Only drowsiness sets this grade: sources differ here, a physician confirms."
    ),
    "grade.flag.capd_without_baseline": N_(
        "No CAPD from before the infusion: a healthy young child can score above 0. Compare with "
        "the family's account; a physician confirms."
    ),
    "grade.flag.baseline_deficit": N_(
        "ICE was below 10 before the infusion: look at the drop from baseline too."
    ),
}
