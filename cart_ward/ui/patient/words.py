"""Small pieces of wording for entries: a word of a closed list, a number or "not recorded"."""

from enum import StrEnum

from cart_ward.i18n import _, wording


def word(value: StrEnum | None) -> str:
    """Return a word of a closed list, nothing for None."""
    return "" if value is None else wording.say(f"words.{type(value).__name__}.{value.value}")


def number(value: int | None) -> str:
    """Return a whole number, or a dash where none was recorded."""
    return "–" if value is None else str(value)


def join(*parts: str) -> str:
    """Return the parts that say something, side by side; each stands for itself."""
    return " · ".join(part for part in parts if part)


def kind_words(kind: str) -> str:
    """Return what a kind of entry is called on screen."""
    return _kinds().get(kind, kind)


def _kinds() -> dict[str, str]:
    return {
        "infusion": _("Infusion"),
        "background": _("Background"),
        "vital_signs": _("Vital signs"),
        "attribution": _("Cause of a finding"),
        "neuro_check": _("Neuro check"),
        "ice_assessment": _("ICE"),
        "capd_assessment": _("CAPD"),
        "not_done": _("Not done"),
        "done": _("Done"),
        "weight": _("Weight"),
        "lab_result": _("Laboratory"),
        "grading": _("Grade"),
        "episode_mark": _("Episode"),
        "step_down": _("Step-down"),
        "medication_order": _("Order"),
        "order_stopped": _("Order withdrawn"),
        "preparation": _("Preparation"),
        "double_check": _("Double check"),
        "dose_given": _("Dose given"),
        "dose_step": _("Infusion step"),
        "drug_given": _("Drug given"),
        "stock_move": _("Stock"),
        "monitoring_pause": _("Pause"),
        "alarm_answer": _("Alarm answer"),
        "note": _("Note"),
        "call_made": _("Call"),
        "stay_change": _("Stay"),
        "handover_signed": _("Handover"),
        "struck_out": _("Struck out"),
    }
