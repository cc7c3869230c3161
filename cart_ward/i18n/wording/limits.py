"""Sentences about values that are impossible, unlikely or contradictory."""

from cart_ward.i18n import N_

SENTENCES: dict[str, str] = {
    # values that are impossible are refused
    "temperature.impossible": N_(
        "{value} °C is not a body temperature: {low} to {high} °C is possible. Nothing was saved; "
        "type the temperature again."
    ),
    "temperature.fahrenheit": N_(
        "{value} looks like Fahrenheit ({celsius} °C). Nothing was converted or saved; type the "
        "temperature in °C."
    ),
    "temperature.out_by_ten": N_(
        "{value} looks ten times too large or too small; {meant} °C may be meant. Nothing was "
        "saved; type the temperature again."
    ),
    "temperature.too_fine": N_(
        "{value} has more than one decimal. Nothing was saved; type the temperature to 0.1 °C."
    ),
    "systolic.impossible": N_(
        "A systolic pressure of {value} mmHg is impossible: {low} to {high} is accepted. Nothing "
        "was saved; measure or type it again."
    ),
    "diastolic.impossible": N_(
        "A diastolic pressure of {value} mmHg is impossible: {low} to {high} is accepted. Nothing "
        "was saved; measure or type it again."
    ),
    "pulse.impossible": N_(
        "A pulse of {value} per minute is impossible: {low} to {high} is accepted. Nothing was "
        "saved; type it again."
    ),
    "respiratory_rate.impossible": N_(
        "A respiratory rate of {value} per minute is impossible: {low} to {high} is accepted. "
        "Nothing was saved; type it again."
    ),
    "spo2.impossible": N_(
        "An SpO2 of {value} % is impossible: {low} to {high} is accepted. Nothing was saved; type "
        "it again."
    ),
    "oxygen_flow.impossible": N_(
        "An oxygen flow of {value} L/min is impossible: {low} to {high} is accepted. Nothing was "
        "saved; type it again."
    ),
    "oxygen_flow.too_fine": N_(
        "{value} L/min has more than two decimals. Nothing was saved; type the flow again."
    ),
    "vasopressors.impossible": N_(
        "{value} vasopressors are impossible: {low} to {high} is accepted, vasopressin not "
        "counted. Nothing was saved; count them again."
    ),
    "systolic.too_fine": N_(
        "The systolic pressure is a whole number, not {value}. Nothing was saved; type it again."
    ),
    "diastolic.too_fine": N_(
        "The diastolic pressure is a whole number, not {value}. Nothing was saved; type it again."
    ),
    "pulse.too_fine": N_(
        "The pulse is a whole number, not {value}. Nothing was saved; type it again."
    ),
    "respiratory_rate.too_fine": N_(
        "The respiratory rate is a whole number, not {value}. Nothing was saved; type it again."
    ),
    "spo2.too_fine": N_("SpO2 is a whole number, not {value}. Nothing was saved; type it again."),
    "vasopressors.too_fine": N_(
        "Vasopressors are counted in whole numbers, not {value}. Nothing was saved; count again."
    ),
    # unlikely values are typed again
    "temperature.unlikely": N_("{value} °C is unusual. Measure again, then type it once more."),
    "systolic.unlikely": N_(
        "A systolic pressure of {value} mmHg is unusual. Check it, then type it once more."
    ),
    "diastolic.unlikely": N_(
        "A diastolic pressure of {value} mmHg is unusual. Check it, then type it once more."
    ),
    "pulse.unlikely": N_(
        "A pulse of {value} per minute is unusual. Check it, then type it once more."
    ),
    "respiratory_rate.unlikely": N_(
        "A respiratory rate of {value} per minute is unusual. Count again, then type it once more."
    ),
    "spo2.unlikely": N_(
        "An SpO2 of {value} % is unusual. Check the probe, then type it once more."
    ),
    "oxygen_flow.unlikely": N_(
        "An oxygen flow of {value} L/min is unusual. Check it, then type it once more."
    ),
    "oxygen_flow.beyond_device": N_(
        "{flow} L/min is more than this device is fed by ({most} L/min at most). Check whether the "
        "point is missing, then type it once more."
    ),
    "vasopressors.unlikely": N_(
        "{value} vasopressors are unusual. Count again without vasopressin, then type it once more."
    ),
    # contradictions inside one set
    "vitals.empty": N_(
        "Nothing is recorded in this set. Nothing was saved; type what was measured, or chart that "
        "the check was not done and why."
    ),
    "systolic.not_above_diastolic": N_(
        "Systolic {systolic} is not above diastolic {diastolic}. Nothing was saved; check whether "
        "the two are swapped."
    ),
    "oxygen_flow.missing": N_(
        "A nasal cannula needs its flow in L/min: above 6 it counts as high flow. Nothing was "
        "saved; type the flow."
    ),
    "oxygen_flow.missing_high_flow": N_("High flow without L/min. Type the flow if it is known."),
    "oxygen_flow.on_room_air": N_(
        "Room air, yet a flow of {flow} L/min. Nothing was saved; choose the device or clear the "
        "flow."
    ),
    "oxygen_flow.zero": N_(
        "An oxygen device with a flow of 0. Nothing was saved; type the flow or choose room air."
    ),
    "oxygen.missing": N_(
        "A flow of {flow} L/min without a device. Nothing was saved; choose how oxygen is given."
    ),
    "oxygen.counts_as_high_flow": N_(
        "{flow} L/min by nasal cannula counts as high flow: above 6 L/min it grades as 3, not 2."
    ),
    "oxygen.gentle_high_flow": N_(
        "High-flow device at only {flow} L/min. Check device and flow; it is graded by the device."
    ),
    # neuro check
    "consciousness.missing": N_(
        "Consciousness is not recorded. Nothing was saved; choose what wakes the patient."
    ),
    "gcs.eye": N_(
        "Eye opening is {low} to {high} points, not {value}. Nothing was saved; type it again."
    ),
    "gcs.verbal": N_(
        "Verbal response is {low} to {high} points, not {value}. Nothing was saved; type it again."
    ),
    "gcs.motor": N_(
        "Motor response is {low} to {high} points, not {value}. Nothing was saved; type it again."
    ),
    "pupil_left.impossible": N_(
        "A left pupil of {value} mm is impossible: {low} to {high} is accepted. Nothing was saved; "
        "type it again."
    ),
    "pupil_right.impossible": N_(
        "A right pupil of {value} mm is impossible: {low} to {high} is accepted. Nothing was "
        "saved; type it again."
    ),
    "ice.contradicts_unarousable": N_(
        "Unarousable, yet ICE has correct answers: both cannot be true. Nothing was saved; correct "
        "consciousness or ICE."
    ),
    "ice.under_12": N_(
        "ICE is for patients from 12 years; this patient is {age}. Nothing was saved; use CAPD."
    ),
    "ice.total_impossible": N_(
        "ICE is 0 to {most} points, not {value}. Nothing was saved; type it again."
    ),
    "ice.total_with_items": N_(
        "Both items and a total of ICE are recorded. Nothing was saved; keep the items or the "
        "total."
    ),
    "ice.empty": N_(
        "No item of ICE is recorded. Nothing was saved; record the items, or that ICE was not done "
        "and why."
    ),
    "ice.incomplete": N_(
        "{count} items of ICE are not recorded: there is no score, and ICANS is at least what the "
        "other findings give."
    ),
    "capd.from_12": N_(
        "CAPD is for children under 12; this patient is {age}. Nothing was saved; use ICE, or "
        "record that CAPD was agreed on."
    ),
    "capd.item": N_(
        "A CAPD item is 0 to 4 points, not {value}. Nothing was saved; choose it again."
    ),
    "capd.total_impossible": N_(
        "CAPD is 0 to {most} points, not {value}. Nothing was saved; type it again."
    ),
    "capd.total_with_items": N_(
        "Both items and a total of CAPD are recorded. Nothing was saved; keep the items or the "
        "total."
    ),
    "capd.empty": N_(
        "No item of CAPD is recorded. Nothing was saved; record the items, or that CAPD was not "
        "done and why."
    ),
    "capd.incomplete": N_(
        "{count} items of CAPD are not recorded: there is no score, and ICANS is at least what the "
        "other findings give."
    ),
    "capd.while_unarousable": N_(
        "CAPD is not scored in a child who cannot be woken. Check consciousness, or record that "
        "CAPD was not possible."
    ),
    # weight
    "weight.impossible": N_(
        "{value} kg is impossible: {low} to {high} kg is accepted. Nothing was saved; type the "
        "weight in kg again."
    ),
    "weight.unlikely_at_age": N_(
        "{value} kg is unusual at the age of {age}. Check the number and the birth date, then type "
        "the weight once more."
    ),
    "infused_at.long_before": N_(
        "That is {days} days before the admission. Check year and month, then type it once more."
    ),
    "weight.changed": N_(
        "{value} kg differs by more than 10 % from {previous} kg before. Weigh again, then type it "
        "once more."
    ),
}
