"""Sentences about who may do what, about stays, entries, corrections, orders and doses."""

from cart_ward.i18n import N_

_PEOPLE: dict[str, str] = {
    "access.denied": N_(
        "Your role may not do this; nothing was charted. Ask somebody whose role may, or sign in "
        "as another person."
    ),
    "access.unknown_person": N_(
        "This person is not on the ward's list, no longer active, or in another role now; nothing "
        "was charted. Sign in again, or choose somebody else."
    ),
    "pin.wrong": N_("This PIN is not right. Try again; tries left before a pause: {left}."),
    "pin.locked": N_(
        "Too many wrong PINs: this name is locked. Wait {about}, or let a charge nurse unlock it. "
        "Everybody else can sign in."
    ),
    "pin.unlock_needed": N_(
        "Locked after {count} wrong PINs in a row. One of these signs in with their own PIN and "
        "unlocks it (Ctrl+8): {who}."
    ),
    "pin.station_waits": N_(
        "Too many wrong PINs at this station: it takes none for {about}. Then type yours again. "
        "Alarms go on; until then chart on paper."
    ),
    "pin.not_locked": N_("This name is not locked any more; nothing was changed."),
    "pin.unlock_own": N_(
        "Nobody unlocks their own name; nothing was changed. Let another charge nurse do it."
    ),
    "clock.differs": N_(
        "This clock shows {now}, the other one {shown}: more than 2 min apart. Nothing was "
        "confirmed. Have this computer's clock set, then compare again."
    ),
    "pin.none": N_("No PIN is set for this person. Let a charge nurse or administrator set one."),
    "pin.not_yours": N_(
        "You can set only your own PIN; nothing was changed. Ask a charge nurse or administrator."
    ),
    "pin.digits": N_("A PIN has digits only. Nothing was changed; choose another one."),
    "pin.too_short": N_(
        "A PIN has at least {shortest} digits. Nothing was changed; choose a longer one."
    ),
    "pin.too_plain": N_(
        "This PIN is easy to guess (a sequence, a repetition or a date). Nothing was changed; "
        "choose another one."
    ),
    "setup.bed_exists": N_("Bed {bed} exists already. Nothing was added; choose another name."),
    "bed.out_of_use": N_(
        "This bed was taken out of use meanwhile; nothing was charted. Choose another bed, or take "
        "it into use again (Ctrl+7)."
    ),
    "setup.bed_name_long": N_(
        "A bed's name has at most {most} characters. Nothing was added; choose a shorter one."
    ),
    "setup.bed_out_of_use": N_(
        "Bed {bed} exists and is out of use. Nothing was added; choose it in the list and take it "
        "into use again."
    ),
    "setup.bed_occupied": N_(
        "{name} lies in bed {bed}, so it stays in use. Nothing was changed; move or discharge the "
        "patient first."
    ),
    "setup.bed_unknown": N_("This bed is not in the list. Nothing was changed; look again."),
    "setup.person_exists": N_(
        "{name} is on the list in this role already. Nobody was added. If this is another person "
        "of the same name, type both registration numbers: they tell them apart."
    ),
    "setup.person_retired": N_(
        "{name} was retired in this role. Nobody was added; choose the name in the list and bring "
        "this person back."
    ),
    "setup.badge_of": N_(
        "This is the badge of {name}. Nothing was saved; scan the right badge, or give {name} "
        "another one first."
    ),
    "setup.badge_of_retired": N_(
        "This is the badge of {name}, who was retired. Nothing was saved; take it from {name} in "
        "the list first."
    ),
    "setup.retire_own": N_(
        "Nobody retires themselves. Nothing was changed; let another administrator do it."
    ),
    "setup.last_administrator": N_(
        "This is the last administrator, without whom nobody could be added. Nothing was changed; "
        "add another administrator first, who then retires this one."
    ),
    "protocol.signed_in_other_role": N_(
        "This person stands on the list in two roles and has signed this version already. A person "
        "counts once; somebody else must sign."
    ),
    "protocol.unknown": N_(
        "This protocol version is not in the store. Nothing was signed; read the list again."
    ),
    "protocol.signed_already": N_(
        "You have signed this protocol version already. It counts; a second person must sign now."
    ),
}

_STAYS: dict[str, str] = {
    "admission.number_needed": N_("The hospital number is missing. Enter it before you admit."),
    "admission.name_needed": N_(
        "The name is missing. Enter it in Chinese or in Latin letters, best in both."
    ),
    "admission.born_later": N_("The birth date lies after the admission. Check both dates."),
    "admission.allergy_or_none": N_(
        '"No known allergies" is ticked beside a named allergy. Keep the one that is true.'
    ),
    "admission.code_status": N_("This code status is not in the list. Choose one of the list."),
    "admission.other_patient": N_(
        "Hospital number {hospital_no} belongs to a patient with another birth date; nobody was "
        "admitted. Check number and birth date against the wristband."
    ),
    "admission.same_bed": N_("The patient is in bed {bed} already. Nothing was changed."),
    "admission.left_before_arrival": N_(
        "The discharge lies before the admission. The stay is still open; check the time."
    ),
    "admission.closed": N_(
        "This stay has ended, so it takes no new entries; nothing was charted. Amend an entry, or "
        "chart into the present stay."
    ),
}

_ENTRIES: dict[str, str] = {
    "entry.refused": N_(
        "Something here cannot be true; nothing was charted. Each field says what to check."
    ),
    "entry.no_zone": N_("This time has no time zone; nothing was charted. Enter the time again."),
    "entry.future": N_(
        "This time lies in the future; nothing was charted. Enter when it really happened."
    ),
    "entry.before_birth": N_("This time lies before the patient's birth. Check date and time."),
    "entry.before_admission": N_(
        "This time lies before the admission. Say why it is charted here, or check the time."
    ),
    "entry.late_reason_needed": N_(
        "This happened more than 12 hours ago. Say why it is charted only now."
    ),
    "entry.one_score": N_(
        "A neuro check holds one score, or the reason why there is none. Nothing was charted; "
        "give exactly one of them."
    ),
    "entry.tick_misplaced": N_(
        "A cause is ticked for something this observation does not hold, or twice. Nothing was "
        "charted; check the ticks."
    ),
    "entry.own_act": N_(
        "This kind of entry has a form of its own; nothing was charted. Use that form."
    ),
    "entry.text_needed": N_("This field must not be empty. Fill it in; nothing was charted yet."),
    "entry.reason_needed": N_("A reason is needed here. Type it; nothing was charted yet."),
    "entry.positive_needed": N_("{value} cannot be: enter a number above zero."),
    "entry.too_much": N_(
        "{value} is too much here (at most {most}); nothing was charted. Check the number."
    ),
    "entry.too_far": N_(
        "This time lies more than {days} days ahead; nothing was charted. Check the date."
    ),
    "entry.end_before_start": N_("The end lies before the start. Check both times."),
    "entry.tocilizumab_is_a_dose": N_(
        "Tocilizumab is charted as a dose, so that it counts towards the next one. Nothing was "
        "charted; use the tocilizumab page, or chart a deviation there."
    ),
    "grade.out_of_range": N_("A grade is a number from 0 to 5. Nothing was signed."),
    "grade.death_by_physician": N_("Only a physician signs grade 5. Nothing was signed."),
    "grade.reason_needed": N_(
        "This grade differs from the proposal. Say why; nothing was signed yet."
    ),
    "episode.closed_by_physician": N_(
        "Only a physician closes an episode; it stays open. Ask the physician on call."
    ),
    "episode.not_open": N_("No such episode is open at that time. Nothing was charted."),
    "stepdown.nothing_to_lower": N_(
        "Monitoring does not follow a higher grade than this one. Nothing was changed."
    ),
    "stepdown.still_higher": N_(
        "The proposal or the signed grade still stands above grade {grade}, or is not assessed. "
        "Monitoring stays as it is; grade first."
    ),
    "stepdown.too_early": N_(
        "The grade fell too short a time ago. Monitoring stays as it is; step down in {wait}, or "
        "let a physician decide."
    ),
}

_CORRECTIONS: dict[str, str] = {
    "chart.amended": N_(
        "Somebody has corrected or struck out this entry already; yours was not charted. Look at "
        "the newest version first."
    ),
    "antipyretic.temperature_first": N_(
        "No temperature was measured in the hour before. Measure it before the antipyretic hides "
        "it, or name who ordered it before that and why. Nothing was charted yet."
    ),
    "antipyretic.grade_first": N_(
        "There is a fever without a signed CRS grade. Sign the grade and call the doctor "
        "(cultures, antibiotics), or name who ordered it before that and why. Nothing was charted "
        "yet."
    ),
    "antipyretic.told": N_("Antipyretic before the fever was assessed, ordered by {by}: {why}"),
    "amend.reason_needed": N_("Say why the entry is corrected. Nothing was charted yet."),
    "amend.not_amendable": N_(
        "Entries of this kind are not amended: stop the order, sign the grade anew or chart a new "
        "entry. Nothing was changed."
    ),
    "amend.not_strikable": N_(
        "Entries of this kind are not struck out: stop the order or chart a new entry. Nothing "
        "was changed."
    ),
    "amend.other_kind": N_("A correction keeps the kind of the entry. Nothing was changed."),
    "amend.other_bond": N_(
        "A correction stays with its order, dose or observation. Nothing was changed; strike the "
        "entry out and chart it where it belongs."
    ),
    "amend.own_only": N_(
        "A trainee corrects only own entries. Nothing was changed; ask the nurse in charge."
    ),
    "amend.senior_needed": N_(
        "A charge nurse or physician strikes out this kind of entry. Nothing was changed."
    ),
    "amend.dose_by_senior": N_(
        "A charge nurse or physician corrects when a dose began, how much it was or whether it "
        "counts. Nothing was changed."
    ),
    "undo.too_late": N_(
        "Only who signed can undo it, and only at once. Nothing was changed; open the entry and "
        "correct it with a reason."
    ),
    "amend.unknown_entry": N_("This entry is not in this patient's chart. Look at it again."),
}

_DOSES: dict[str, str] = {
    "order.refused": N_(
        "A rule stops this dose; nothing was ordered, prepared or started. The rules are listed "
        "with what they need. A dose already given is charted as a deviation."
    ),
    "order.reason_needed": N_(
        "A rule warns about this dose. The physician reads the warnings and types a reason; "
        "nothing was ordered yet."
    ),
    "order.changed_since": N_(
        "Something has changed since the order was signed; nothing was started. Let the physician "
        "look: stop this order and sign a new one."
    ),
    "order.one_open": N_(
        "Another order of this patient is still open. Give or stop that one first."
    ),
    "order.prescriber_not_physician": N_(
        "Only a physician prescribes. Nothing was ordered; choose the physician."
    ),
    "order.read_back_needed": N_(
        "The prescriber is somebody else: tick that the order was spoken and read back, or let "
        "the physician sign. Nothing was ordered."
    ),
    "order.weight_needed": N_("Without a weight there is no dose. Weigh the patient first."),
    "order.already_given": N_(
        "This order was given already, perhaps from another screen. Nothing was started now; look "
        "at the doses before anything else."
    ),
    "order.stopped": N_("This order was stopped meanwhile. Nothing was charted; look at it again."),
    "order.unknown": N_("This order is not in this patient's chart. Nothing was charted."),
    "order.not_prepared": N_("No vials were charted for this order. Prepare the dose first."),
    "order.vials_short": N_(
        "The vials hold {total} mg, the order needs {needed} mg. Nothing was reserved; take more."
    ),
    "stock.size_unknown": N_("Vials hold 80, 200 or 400 mg. Nothing was charted; check the size."),
    "stock.expired": N_("This lot has expired. It was not taken into stock; check the date."),
    "stock.not_there": N_(
        "There are not {wanted} usable vials of {size} mg in stock. Nothing was reserved; choose "
        "other sizes or call the pharmacy."
    ),
    "dose.same_person": N_(
        "The second person must be another one. Nothing was charted; let a colleague enter it."
    ),
    "dose.checked_already": N_(
        "Two people have checked this order and agree. Nothing was charted; start the infusion."
    ),
    "dose.not_competent": N_(
        "Your competence to check doses ended on {until}. Nothing was charted; ask a colleague."
    ),
    "dose.witness_role": N_(
        "The second person's role may not check doses. Nothing was charted; choose another one."
    ),
    "dose.before_order": N_(
        "The start lies before the order. Nothing was started; check the time."
    ),
    "dose.too_long_ago": N_(
        "A start more than 12 hours ago is charted as a deviation. Nothing was started."
    ),
    "dose.unknown": N_("This dose is not in this patient's chart. Nothing was charted."),
    "dose.response_needed": N_("Say whether the patient is improved, the same or worse."),
    "dose.over_already": N_(
        "This infusion has ended already. Nothing was charted; amend its end if it is wrong."
    ),
    "dose.step_out_of_order": N_(
        "This does not follow what was charted last for the infusion. Nothing was charted; look "
        "at its steps and check the time."
    ),
}

SENTENCES: dict[str, str] = {**_PEOPLE, **_STAYS, **_ENTRIES, **_CORRECTIONS, **_DOSES}
