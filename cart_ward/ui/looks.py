"""Which theme a station wears: what a person chose, or by the clock."""

from dataclasses import replace
from datetime import datetime, time, tzinfo

from cart_ward.runtime.settings import Look
from cart_ward.ui.tokens import LIGHT, Tokens
from cart_ward.ui.tokens_contrast import CONTRAST
from cart_ward.ui.tokens_dark import DARK

THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

NIGHT_BEGINS, NIGHT_ENDS = time(20), time(7)
"""When the screens are dark by the ward's clock (ux 18)."""


def is_night(now: datetime, zone: tzinfo) -> bool:
    """Tell whether the ward's clock stands at 20:00 or later, or before 07:00."""
    clock = now.astimezone(zone).time()
    return clock >= NIGHT_BEGINS or clock < NIGHT_ENDS


def worn(look: Look, now: datetime, zone: tzinfo) -> Tokens:
    """Return the tokens of a look at a moment: its theme, its type sizes, its motion."""
    by_clock = DARK if is_night(now, zone) else LIGHT
    tokens = THEMES.get(look.theme, by_clock)
    sizes = tokens.sizes.scaled(look.text_percent)
    return replace(tokens, sizes=sizes, motion=not look.reduced_motion)
