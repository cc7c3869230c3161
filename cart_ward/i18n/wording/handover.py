"""Sentences about the handover sheet: what changed, how ill, and why a sheet cannot be made."""

from cart_ward.i18n import N_

SENTENCES: dict[str, str] = {
    "sheet.missing_glyph": N_(
        "The sheet was not printed: the character {character} in “{where}” cannot be drawn. "
        "Nothing charted is lost. Correct the text without it, then print again."
    ),
    "sheet.no_font": N_(
        "The sheet was not printed: the font file {file} is missing from the program. "
        "The ward's records are safe. Install the program again, and write by hand until then."
    ),
    "handover.same_person": N_(
        "The handover is not signed: the same person cannot give and take it. "
        "The sheet is kept here. Let the other nurse sign."
    ),
    "handover.not_a_nurse": N_(
        "The handover is not signed: only a nurse or charge nurse of the ward gives or takes it. "
        "The sheet is kept here. Choose the nurse who takes over."
    ),
    "handover.no_sheet": N_(
        "The handover is not signed: there is no sheet to sign. "
        "Nothing is lost. Make the sheet first, then sign it."
    ),
    "handover.severity.stable": N_("Stable"),
    "handover.severity.watch": N_("Watch closely"),
    "handover.severity.unstable": N_("Unstable"),
    "handover.shift.day": N_("Day"),
    "handover.shift.evening": N_("Evening"),
    "handover.shift.night": N_("Night"),
    "handover.changed.grade": N_("{scale} {before} → {after}"),
    "handover.changed.graded": N_("{scale} {after}, not assessed before"),
    "handover.changed.ungraded": N_("{scale} was {before}, now not assessed"),
    "handover.changed.score": N_("{tool} {before} → {after}"),
    "handover.changed.dose": N_("tocilizumab dose {number}: {dose} mg at {at}"),
    "handover.changed.deviation": N_(
        "tocilizumab dose {number} outside the rules: {dose} mg at {at}"
    ),
    "handover.changed.ordered": N_("tocilizumab ordered, not given yet"),
    "handover.changed.admitted": N_("admitted {at}"),
    "handover.changed.moved": N_("moved to this bed {at}"),
    "handover.changed.discharged": N_("discharged {at}"),
    "handover.changed.protocol_changed": N_("follows another protocol version since {at}"),
    "handover.changed.infused": N_("CAR-T cells infused, part {part}, {at}"),
    "handover.changed.background": N_("{kind}: {text}"),
    "handover.order.ordered": N_("ordered, not prepared"),
    "handover.order.prepared": N_("prepared, not checked"),
    "handover.order.checked_once": N_("one of two checks done"),
    "handover.order.checked": N_("checked twice, not given"),
    "handover.order.mismatch": N_("the two checks differ"),
    "handover.item.year": N_("year"),
    "handover.item.month": N_("month"),
    "handover.item.city": N_("city"),
    "handover.item.hospital": N_("hospital"),
    "handover.item.object_1": N_("object 1"),
    "handover.item.object_2": N_("object 2"),
    "handover.item.object_3": N_("object 3"),
    "handover.item.command": N_("command"),
    "handover.item.writing": N_("writing"),
    "handover.item.attention": N_("attention"),
    "handover.item.eye_contact": N_("eye contact"),
    "handover.item.purposeful": N_("purposeful"),
    "handover.item.aware": N_("aware"),
    "handover.item.communicates": N_("communicates"),
    "handover.item.restless": N_("restless"),
    "handover.item.inconsolable": N_("inconsolable"),
    "handover.item.underactive": N_("underactive"),
    "handover.item.slow": N_("slow to respond"),
    "handover.field.temperature": N_("temperature"),
    "handover.field.systolic": N_("systolic"),
    "handover.field.diastolic": N_("diastolic"),
    "handover.field.pulse": N_("pulse"),
    "handover.field.respiratory_rate": N_("respiratory rate"),
    "handover.field.spo2": N_("SpO2"),
    "handover.field.oxygen": N_("oxygen"),
    "handover.field.oxygen_flow": N_("oxygen flow"),
    "handover.field.fluids": N_("fluids"),
    "handover.field.vasopressors": N_("vasopressors"),
    "handover.field.vasopressin": N_("vasopressin"),
    "handover.field.consciousness": N_("consciousness"),
    "handover.field.taken_at": N_("observed at"),
    "handover.field.kilograms": N_("weight"),
    "handover.field.text": N_("text"),
    "handover.field.dose": N_("dose"),
    "handover.field.dose_mg": N_("dose"),
    "handover.field.grade": N_("grade"),
    "handover.field.total": N_("total"),
    "handover.field.ended_at": N_("ended at"),
    "handover.kind.vital_signs": N_("Vital signs"),
    "handover.kind.neuro_check": N_("Neuro check"),
    "handover.kind.ice_assessment": N_("ICE score"),
    "handover.kind.capd_assessment": N_("CAPD"),
    "handover.kind.weight": N_("Weight"),
    "handover.kind.lab_result": N_("Laboratory value"),
    "handover.kind.grading": N_("Grade"),
    "handover.kind.drug_given": N_("Drug given"),
    "handover.kind.dose_given": N_("Tocilizumab dose"),
    "handover.kind.background": N_("Background"),
    "handover.kind.note": N_("Note"),
    "handover.kind.infusion": N_("CAR-T infusion"),
    "handover.kind.not_done": N_("Check not done"),
    "handover.kind.other": N_("Entry"),
    "handover.code_status.full_code": N_("Full code"),
    "handover.code_status.dnr": N_("DNR"),
}
