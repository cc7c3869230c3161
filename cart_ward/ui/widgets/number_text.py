"""What was typed into a number field: a number, nothing, or something that is not a number.

Refusing what is malformed, and never mending it silently, halves errors by a factor of ten.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Malformed:
    """Text that is not a number; `decimals` says how many decimals are wanted."""

    typed: str
    too_fine: bool


def parse(typed: str, decimals: int) -> Decimal | Malformed | None:
    """Return the number that `typed` is, None for an empty text, else what is wrong with it.

    Two points, letters, a comma, a point without decimals, a sign, leading zeros and wide digits
    are all refused; so are more than `decimals` decimals.
    """
    text = typed.strip()
    if not text:
        return None
    if _NUMBER.fullmatch(text) is None:
        return Malformed(typed=text, too_fine=False)
    if len(text.partition(".")[2]) > decimals:
        return Malformed(typed=text, too_fine=True)
    return Decimal(text)


def as_typed(value: Decimal | int, decimals: int) -> str:
    """Return a number as one would type it: its own decimals, at most `decimals`."""
    exact = Decimal(value)
    own = max(0, -int(exact.as_tuple().exponent))
    return f"{exact:.{min(own, decimals)}f}"
