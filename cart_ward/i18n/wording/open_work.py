"""What is still open, one sentence for each kind of thing."""

from cart_ward.i18n import N_

SENTENCES: dict[str, str] = {
    "open.check_late": N_("{check}: {late} late, was due {at}"),
    "open.check_missed": N_("{check}: missed {missed} in a row, {late} late, was due {at}"),
    "open.call": N_("Call by {by}: {roles}. {trigger}"),
    "open.call_late": N_("Not called, was due {by}: {roles}. {trigger}"),
    "open.calls": N_("Call by {by}: {roles}. {trigger}; further reasons: {more}"),
    "open.calls_late": N_("Not called, was due {by}: {roles}. {trigger}; further reasons: {more}"),
    "open.order_ordered": N_("Tocilizumab ordered {age} ago, not prepared"),
    "open.order_prepared": N_("Tocilizumab ordered {age} ago: prepared, waits for both checks"),
    "open.order_checked_once": N_("Tocilizumab ordered {age} ago: waits for the second check"),
    "open.order_checked": N_("Tocilizumab ordered {age} ago: checked by two, not started"),
    "open.order_mismatch": N_("Tocilizumab ordered {age} ago: the two checks differ"),
    "open.dose_not_ended": N_("Tocilizumab started {at}, {age} ago: its end is not charted"),
    "open.grade_unsigned": N_("{scale} {grade} proposed {at}: signed by nobody"),
    "open.grade_differs": N_("{scale} {grade} proposed {at}: signed before that was {signed}"),
    "open.grade_provisional": N_("{scale} {grade} is provisional since {at}: look again and sign"),
    "open.pause_over": N_("Pause ended {at} ({reason}): nothing charted since"),
    "open.pause_endless": N_("Paused since {at} ({reason}), without an end"),
    "open.no_weight": N_("No weight charted: no dose can be calculated"),
    "open.no_baseline": N_("No ICE or CAPD from before the infusion"),
    "open.handover_never": N_("No handover was ever signed"),
    "open.handover_due": N_(
        "The handover to this shift is not signed. The last one is of {at}; entries since: {count}"
    ),
    "open.handover_changed": N_("Handover signed {at}. Entries it does not show: {count}"),
    "open.rules": N_("{name} {version}: rules not approved by this hospital"),
    "open.few_doses": N_(
        "Free tocilizumab does not make {doses} full doses each. Patients on day 0 to 14: {count}"
    ),
    "open.lot_expires": N_("Tocilizumab {size} mg, lot {lot}: expires {expiry}. Vials: {count}"),
    "open.lot_expired": N_(
        "Tocilizumab {size} mg, lot {lot}: expired {expiry}, take it off the shelf. Vials: {count}"
    ),
    "open.record_damaged": N_("The record is damaged: chart on paper, call the person in charge"),
    "open.backup_late": N_("The last good backup is of {at}"),
    "open.backup_never": N_("No backup could be made since this window was opened {at}"),
    "topic.checks": N_("Checks late by more than half their interval"),
    "topic.alarms": N_("Alarms nobody answered"),
    "topic.calls": N_("Calls to be made"),
    "topic.tocilizumab": N_("Tocilizumab begun and not finished"),
    "topic.grades": N_("Grades to be signed"),
    "topic.pauses": N_("Pauses past their time"),
    "topic.missing": N_("Missing in the chart"),
    "topic.ward": N_("The ward itself"),
}
"""Codes of `clinical.open_work` and `care.open_ward`, and the topics they are told under."""
