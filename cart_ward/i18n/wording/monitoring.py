"""Sentences about checks, alarms, protocols."""

from cart_ward.i18n import N_

SENTENCES: dict[str, str] = {
    # Alarms: a check that is due or late
    "alarm.due.vitals": N_("Vital signs are due."),
    "alarm.overdue.vitals": N_("Vital signs are {late} late."),
    "alarm.very_overdue.vitals": N_("Vital signs are {late} late: tell the charge nurse."),
    "alarm.missed.vitals": N_("Vital signs were missed, {late} late. Turns missed: {missed}."),
    "alarm.due.neuro": N_("The neuro check is due."),
    "alarm.overdue.neuro": N_("The neuro check is {late} late."),
    "alarm.very_overdue.neuro": N_("The neuro check is {late} late: tell the charge nurse."),
    "alarm.missed.neuro": N_("The neuro check was missed, {late} late. Turns missed: {missed}."),
    "alarm.due.weight": N_("The weight is due."),
    "alarm.overdue.weight": N_("The weight is {late} late."),
    "alarm.very_overdue.weight": N_("The weight is {late} late: tell the charge nurse."),
    "alarm.missed.weight": N_("The weight was missed, {late} late. Turns missed: {missed}."),
    "alarm.due.fluid_balance": N_("The fluid balance is due."),
    "alarm.overdue.fluid_balance": N_("The fluid balance is {late} late."),
    "alarm.very_overdue.fluid_balance": N_(
        "The fluid balance is {late} late: tell the charge nurse."
    ),
    "alarm.missed.fluid_balance": N_(
        "The fluid balance was missed, {late} late. Turns missed: {missed}."
    ),
    "alarm.due.labs": N_("The laboratory samples are due."),
    "alarm.overdue.labs": N_("The laboratory samples are {late} late."),
    "alarm.very_overdue.labs": N_("The laboratory samples are {late} late: tell the charge nurse."),
    "alarm.missed.labs": N_(
        "The laboratory samples were missed, {late} late. Turns missed: {missed}."
    ),
    "alarm.due.grade": N_("The CRS and ICANS grade is due."),
    "alarm.overdue.grade": N_("The CRS and ICANS grade is {late} late."),
    "alarm.very_overdue.grade": N_(
        "The CRS and ICANS grade is {late} late: tell the charge nurse."
    ),
    "alarm.missed.grade": N_(
        "The CRS and ICANS grade was missed, {late} late. Turns missed: {missed}."
    ),
    # Alarms about the patient
    "alarm.crs_1": N_("New: CRS 1. Confirm or override the grade."),
    "alarm.crs_2": N_("New: CRS 2. Confirm or override the grade."),
    "alarm.crs_3": N_("New: CRS 3. Call now, then confirm or override the grade."),
    "alarm.crs_4": N_("New: CRS 4. Call now, then confirm or override the grade."),
    "alarm.step_down.CRS": N_(
        "CRS has been {grade} for {held}; monitoring still follows {followed}. Decide whether it "
        "may step down."
    ),
    "alarm.icans_1": N_("New: ICANS 1. Confirm or override the grade."),
    "alarm.icans_2": N_("New: ICANS 2. Confirm or override the grade."),
    "alarm.icans_3": N_("New: ICANS 3. Call now, then confirm or override the grade."),
    "alarm.icans_4": N_("New: ICANS 4. Call now, then confirm or override the grade."),
    "alarm.step_down.ICANS": N_(
        "ICANS has been {grade} for {held}; monitoring still follows {followed}. Decide whether it "
        "may step down."
    ),
    "alarm.ice_fall": N_(
        "ICE fell from {before} to {now}. Call doctor and neurology, tell intensive care."
    ),
    "alarm.first_fever": N_("First fever: {temperature} °C. Call the ward doctor within 15 min."),
    "alarm.suppressed_fever": N_("Possible CRS with suppressed fever: a physician decides."),
    "alarm.mismatch": N_(
        "The two dose calculations do not agree: both people calculate again, each alone."
    ),
    # Rule sets that come with the program; a hospital's own is called as the hospital calls it
    "protocol.axi_cel_default": N_("Default ward rules"),
    # A product without a leaflet on this ward; every other one is called by its code
    "product.other": N_("other"),
    # Phases and states: why a check is due
    "state.pre_infusion": N_("Baseline before the infusion"),
    "state.infusion": N_("During the infusion"),
    "state.hour_1": N_("First hour after the infusion"),
    "state.hour_2": N_("Second hour after the infusion"),
    "state.hours_3_to_6": N_("2 to 6 hours after the infusion"),
    "state.day_0_to_7": N_("Day 0 to 7, or before the product may relax"),
    "state.day_8_to_14": N_("Day 8 to 14"),
    "state.from_day_15": N_("From day 15"),
    "state.crs_1": N_("CRS 1"),
    "state.crs_2": N_("CRS 2"),
    "state.crs_3_4": N_("CRS 3 or 4"),
    "state.icans_1": N_("ICANS 1"),
    "state.icans_2": N_("ICANS 2"),
    "state.icans_3_4": N_("ICANS 3 or 4"),
    "state.after_tocilizumab": N_("After tocilizumab"),
    "state.grade_changed": N_("A proposed grade has changed"),
    "state.news2_medium": N_("NEWS2 5 or 6, or a single 3"),
    "state.news2_high": N_("NEWS2 7 or more"),
    # Why monitoring is paused
    "pause.off_ward": N_("Off the ward"),
    "pause.imaging": N_("At CT or MRI"),
    "pause.procedure": N_("In theatre or at a procedure"),
    "pause.dialysis": N_("At dialysis or apheresis"),
    # Whom to call, and for what
    "trigger.first_fever": N_("First temperature of 38.0 °C or more after the infusion"),
    "trigger.hypotension": N_(
        "Low blood pressure: below 85, or below 100 and 80 % of the baseline"
    ),
    "trigger.second_bolus": N_("Second fluid bolus"),
    "trigger.new_oxygen": N_("New need of oxygen, or SpO2 below 92 %"),
    "trigger.ice_fall": N_("Score worse by 1 or more, or handwriting changed or not written"),
    "trigger.ice_low": N_("ICE fallen by 3 or more, ICE 6 or less, or hard to wake"),
    "trigger.neuro_emergency": N_("Seizure, unarousable, posturing or unequal pupils"),
    "trigger.news2_medium": N_("NEWS2 5 or 6, or a single 3"),
    "trigger.news2_high": N_("NEWS2 7 or more"),
    "trigger.very_overdue": N_("A check is late by half its interval or more"),
    "trigger.few_doses": N_("Fewer than two doses of tocilizumab available, day 0 to 14"),
    "trigger.crs_1": N_("CRS 1"),
    "trigger.crs_2": N_("CRS 2"),
    "trigger.crs_3": N_("CRS 3"),
    "trigger.crs_4": N_("CRS 4"),
    "trigger.icans_1": N_("ICANS 1"),
    "trigger.icans_2": N_("ICANS 2"),
    "trigger.icans_3": N_("ICANS 3"),
    "trigger.icans_4": N_("ICANS 4"),
    "role.ward_doctor": N_("Ward doctor"),
    "role.icu": N_("Intensive care"),
    "role.icu_outreach": N_("Intensive care outreach"),
    "role.neurology": N_("Neurology"),
    "role.emergency_team": N_("Emergency team"),
    "role.charge_nurse": N_("Charge nurse"),
    "role.pharmacist": N_("Pharmacist"),
    # The same inside the sentence that asks for a call
    "call.why.first_fever": N_("first fever of 38.0 °C or more"),
    "call.why.hypotension": N_("low blood pressure"),
    "call.why.second_bolus": N_("second fluid bolus"),
    "call.why.new_oxygen": N_("needs oxygen, or SpO2 below 92 %"),
    "call.why.ice_fall": N_("worse score, or handwriting changed or not written"),
    "call.why.ice_low": N_("ICE 6 or less, ICE fallen by 3 or more, or hard to wake"),
    "call.why.neuro_emergency": N_("seizure, unarousable, posturing or unequal pupils"),
    "call.why.news2_medium": N_("NEWS2 5 or 6, or a single 3"),
    "call.why.news2_high": N_("NEWS2 7 or more"),
    "call.why.very_overdue": N_("a check is very late"),
    "call.why.few_doses": N_("fewer than two doses of tocilizumab in stock"),
    "call.why.crs_1": N_("CRS 1"),
    "call.why.crs_2": N_("CRS 2"),
    "call.why.crs_3": N_("CRS 3"),
    "call.why.crs_4": N_("CRS 4"),
    "call.why.icans_1": N_("ICANS 1"),
    "call.why.icans_2": N_("ICANS 2"),
    "call.why.icans_3": N_("ICANS 3"),
    "call.why.icans_4": N_("ICANS 4"),
    "call.who.ward_doctor": N_("the ward doctor"),
    "call.who.icu": N_("intensive care"),
    "call.who.icu_outreach": N_("intensive care outreach"),
    "call.who.neurology": N_("neurology"),
    "call.who.emergency_team": N_("the emergency team"),
    "call.who.charge_nurse": N_("the charge nurse"),
    "call.who.pharmacist": N_("the pharmacist"),
    # Rule files
    "rules.malformed": N_(
        "This {where} file cannot be used: {field}: {problem}. Nothing was changed; correct the "
        "file and read it again."
    ),
}
