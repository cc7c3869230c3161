"""Words about the team: what came of a call, and what is wrong with a number."""

from cart_ward.i18n import N_

SENTENCES: dict[str, str] = {
    "words.CallOutcome.comes": N_("Comes"),
    "words.CallOutcome.advice": N_("Advice by phone"),
    "words.CallOutcome.arrived": N_("At the bedside"),
    "words.CallOutcome.no_answer": N_("No answer"),
    "words.CallOutcome.not_needed": N_("No longer needed"),
    "contact.number_needed": N_("A name alone cannot be called: type the number too."),
    "contact.no_digit": N_("“{typed}” holds no digit, so nobody can dial it. Type the number."),
}
