"""Sentences about tocilizumab rules and acts."""

from cart_ward.i18n import N_

SENTENCES: dict[str, str] = {
    # Stops (tocilizumab.md section 3)
    "WEIGHT_INVALID": N_(
        "No dosing weight between {low} and {high} kg is charted, so no dose can be calculated. "
        "Weigh the patient, chart the weight, then order again."
    ),
    "WEIGHT_INVALID.stated": N_(
        "The weight of {weight} kg was stated, not measured. Weigh the patient, chart the weight, "
        "then order again."
    ),
    "WEIGHT_INVALID.old": N_(
        "The weight of {weight} kg is older than 7 days. Weigh the patient, chart the weight, "
        "then order again."
    ),
    "WEIGHT_INVALID.changed": N_(
        "The weight of {weight} kg differs by more than 10 % from {before} kg before it. Weigh "
        "again and chart it: two weighings that agree are accepted."
    ),
    "MAX_800": N_(
        "{ordered} mg is ordered; the most for one infusion is 800 mg. Correct the order."
    ),
    "DOSE_DEVIATION": N_(
        "{ordered} mg is ordered, but the weight gives {calculated} mg: more than 10 % apart. "
        "Check weight, units and decimal point, then correct the order."
    ),
    "ROUTE": N_(
        "Tocilizumab for CRS is given as an IV infusion over at least {least} min, never as a "
        "push or under the skin. Correct route or duration."
    ),
    "INTERVAL_8H": N_(
        "Next dose not before {earliest}: the last one started {last}, less than 8 h ago. "
        "{given} of {ceiling} given."
    ),
    "MAX_3_IN_24H": N_(
        "Next dose not before {earliest}: three doses have started within 24 h. "
        "{given} of {ceiling} given."
    ),
    "INTERVAL_8H.clock": N_(
        "Still held: this computer's clock jumped forward by {jump} since the last dose was "
        "charted. Counted without the jump it is {steady}; the next dose may start when this clock "
        "shows {earliest}. Compare this clock with another one and have it set if it is wrong. "
        "If a dose is needed sooner, call the physician. {given} of {ceiling} given."
    ),
    "MAX_3_IN_24H.clock": N_(
        "Still held: three doses within 24 h, and this computer's clock jumped forward by {jump} "
        "since the last one was charted. Counted without the jump it is {steady}; the next dose "
        "may start when this clock shows {earliest}. Compare this clock with another one and have "
        "it set if it is wrong. If a dose is needed sooner, call the physician. {given} of "
        "{ceiling} given."
    ),
    "MAX_4_TOTAL": N_(
        "All {ceiling} doses of this course are used ({given} charted). No further dose can be "
        "given through the program; call the physician about other treatment."
    ),
    "HYPERSENSITIVITY": N_(
        "An allergy to tocilizumab or one of its excipients is charted. The dose cannot be "
        "ordered; call the physician about other treatment."
    ),
    "STOCK": N_(
        "The usable vials cannot make {needed} mg. Nothing was reserved; call the pharmacy now."
    ),
    "SECOND_CHECK": N_(
        "Two independent calculations are needed before the infusion starts. Nothing was started; "
        "let the missing person enter theirs."
    ),
    "SECOND_CHECK.same_person": N_(
        "Both calculations are by the same person. Nothing was started; let a second person "
        "calculate alone."
    ),
    "SECOND_CHECK.not_qualified": N_(
        "One of the two checkers is not on the qualified list. Nothing was started; let somebody "
        "who is on it calculate."
    ),
    "SECOND_CHECK.differs": N_(
        "The two calculations and the order do not agree. Nothing was started; both people "
        "calculate again, each alone, from order and weight."
    ),
    "ORDER_MISSING": N_(
        "There is no signed order for this dose. Nothing was started; a physician signs it first."
    ),
    # Warnings
    "CRS_0_NOT_INDICATED": N_(
        "The CRS grade is 0. Tocilizumab is not indicated for ICANS alone; say why it is given."
    ),
    "G1_EARLY": N_(
        "CRS 1, and the time from which {product} is usually treated at grade 1 has not come. Say "
        "why it is given now."
    ),
    "INFECTION": N_(
        "An active infection that is not controlled is ticked. Say why the benefit outweighs it."
    ),
    "IMPROVED_NO_REPEAT": N_(
        "The patient improved after the last dose; a repeat is usually not given. Say why it is."
    ),
    "ICANS_REPEAT_CAUTION": N_(
        "ICANS {grade} is present: be careful with a repeat dose and think of a steroid. Say why "
        "it is given."
    ),
    "AGE_UNDER_2": N_("Under 2 years the drug is outside its licence. Say why it is given."),
    "GRADE_STALE": N_(
        "Nobody has signed a CRS grade within the last 2 h. Grade the patient now, or say why not."
    ),
    # Information
    "STOCK_AFTER": N_(
        "After this dose the usable vials cannot make a further {needed} mg for this patient. "
        "Tell the pharmacy."
    ),
    "STEROID_PROMPT": N_("Is a steroid ordered? Ask the physician."),
    "LABS": N_("For information: {analyte} {value} {unit}. It does not speak against the dose."),
    "MASKED": N_(
        "After this dose fever is no longer needed for the CRS grade, and CRP no longer shows "
        "infection."
    ),
}
