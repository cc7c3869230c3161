"""What a scanner read, as a kind and the numbers it may stand for. Nothing here looks anybody up.

Our own labels say what they are (`CW:P:` patient, `CW:U:` person, `CW:B:` bed, `CW:S:` sheet). A
GS1 code is told by its reader's prefix or by its first identifier in brackets. Anything else is a
plain number: a wristband or a badge, whichever knows it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a code is on."""

    PATIENT = "patient"
    STAFF = "staff"
    BED = "bed"
    SHEET = "sheet"
    PACKAGE = "package"
    PLAIN = "plain"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code as read; `numbers` are what it may be looked up by, the likeliest first."""

    kind: Kind
    numbers: tuple[str, ...] = ()


OWN = {"P": Kind.PATIENT, "U": Kind.STAFF, "B": Kind.BED, "S": Kind.SHEET}
"""Letter behind our own prefix -> kind."""

GS = "\x1d"

GS1_READERS = frozenset({"C1", "d2", "Q3", "e0"})
"""Readers that say that a code is GS1: GS1-128, DataMatrix, QR, DataBar."""

FIXED = {"01": 14, "11": 6, "17": 6, "8018": 18}
"""Application identifier -> its digits, where they are always as many."""

VARIABLE = {"10": 20, "21": 20, "30": 8, "37": 8, "8019": 10,
            **{f"71{n}": 20 for n in range(5)}}  # fmt: skip
"""Application identifier -> most characters; it ends at the separator or with the code."""

CHECKED = frozenset({"01", "8018"})
"""Identifiers whose last digit is a check digit."""

COMPANY = 7
"""Digits of a service relation number before the patient's own number (DCB1077)."""

_READER = re.compile(r"\]([A-Za-z][0-9])")
_OWN = re.compile(r"CW:([PUBS]):(.+)", re.DOTALL)
_BRACKETS = re.compile(r"\((\d{2,4})\)")


def read(scanned: str) -> Code:
    """Return what a scan is."""
    text = scanned.strip(" \r\n\t")
    reader = _READER.match(text)
    body = text[reader.end() :] if reader else text
    own = _OWN.fullmatch(body)
    if own:
        return Code(kind=OWN[own[1]], numbers=(own[2].strip(),))
    if body.startswith("CW:"):
        return Code(kind=Kind.MALFORMED)
    if reader and reader[1] in GS1_READERS:
        return _gs1(elements(body))
    if _BRACKETS.match(body):
        return _gs1(elements(_without_brackets(body)))
    return Code(kind=Kind.PLAIN if body else Kind.MALFORMED, numbers=(body,) if body else ())


def elements(body: str) -> dict[str, str] | None:
    """Return the fields of a GS1 code by identifier; None where it does not read to its end."""
    found: dict[str, str] = {}
    rest = body.lstrip(GS)
    while rest:
        name = next((rest[:n] for n in (2, 3, 4) if rest[:n] in FIXED or rest[:n] in VARIABLE), "")
        if not name:
            return None
        rest = rest[len(name) :]
        if name in FIXED:
            value, rest = rest[: FIXED[name]], rest[FIXED[name] :].lstrip(GS)
            if not (value.isascii() and value.isdigit() and len(value) == FIXED[name]):
                return None
        else:
            value, _separator, rest = rest.partition(GS)
            if not 0 < len(value) <= VARIABLE[name]:
                return None
        found[name] = value
    return found or None


def check_digit(digits: str) -> int:
    """Return the check digit (GS1, modulo 10) that belongs behind these digits."""
    total = sum(int(d) * (3 if n % 2 == 0 else 1) for n, d in enumerate(reversed(digits)))
    return -total % 10


def _gs1(found: dict[str, str] | None) -> Code:
    if found is None or not all(_checks(found[name]) for name in CHECKED & found.keys()):
        return Code(kind=Kind.MALFORMED)
    if "8018" in found:
        number = found["8018"]
        return Code(kind=Kind.PATIENT, numbers=(number[COMPANY:-1], number))
    if "01" in found:
        return Code(kind=Kind.PACKAGE, numbers=(found["01"],))
    return Code(kind=Kind.MALFORMED)


def _checks(value: str) -> bool:
    return check_digit(value[:-1]) == int(value[-1])


def _without_brackets(body: str) -> str:
    """Return a code as printed for the eye as the reader would send it."""
    parts = _BRACKETS.split(body)[1:]
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return "".join(name + value + ("" if name in FIXED else GS) for name, value in pairs)
