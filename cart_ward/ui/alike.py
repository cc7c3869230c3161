"""Which names are easily taken for each other: same surname, nearly the same letters, same sound.

Pure functions over names; the first call loads the dictionary of sounds, so it belongs on a worker.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from cart_ward.clinical.people import AdmissionId, Name
from cart_ward.ui.pinyin import spelled

NEAR = 2
"""Letters that may be added, dropped or changed in names that still look alike (ux 7)."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A name as it is compared: surnames, the Latin letters, and what it may sound like."""

    surnames: frozenset[str]
    letters: str
    sounds: frozenset[str]


def spoken(name: Name) -> Spoken:
    """Return a name in small letters without blanks, tones and accents."""
    latin = folded(name.latin)
    pinyin = folded(spelled(name.chinese))
    surnames = {folded(name.family_latin) or folded(spelled(name.family_zh)), name.family_zh}
    return Spoken(
        surnames=frozenset(surnames - {""}),
        letters=latin or pinyin,
        sounds=frozenset({latin, pinyin} - {""}),
    )


def alike(one: Spoken, other: Spoken) -> bool:
    """Tell whether one may be taken for the other."""
    if one.surnames & other.surnames or one.sounds & other.sounds:
        return True
    return near(one.letters, other.letters)


def look_alikes(names: Mapping[AdmissionId, Name]) -> dict[AdmissionId, tuple[AdmissionId, ...]]:
    """Return for each stay the others whose name is like its own; who has none is left out."""
    heard = {key: spoken(name) for key, name in names.items()}
    found: dict[AdmissionId, tuple[AdmissionId, ...]] = {}
    for one, other in combinations(heard, 2):
        if alike(heard[one], heard[other]):
            found[one] = (*found.get(one, ()), other)
            found[other] = (*found.get(other, ()), one)
    return found


def near(one: str, other: str) -> bool:
    """Tell whether two words differ by `NEAR` letters at most; an empty word is near nothing."""
    if not one or not other or abs(len(one) - len(other)) > NEAR:
        return False
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        after = [row]
        for column, against in enumerate(other, 1):
            changed = before[column - 1] + (letter != against)
            after.append(min(changed, before[column] + 1, after[-1] + 1))
        if min(after) > NEAR:
            return False
        before = after
    return before[-1] <= NEAR


def folded(words: str) -> str:
    """Return only the letters, small, without accents; ü is typed v, as on a keyboard."""
    plain = unicodedata.normalize("NFC", words).lower().replace("ü", "v")
    split = unicodedata.normalize("NFD", plain)
    return "".join(letter for letter in split if letter.isalpha())
