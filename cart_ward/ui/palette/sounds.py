"""How a name sounds: every reading of its characters in pinyin, in full and by initials."""

from collections.abc import Iterator
from itertools import islice, product

from cart_ward.ui import pinyin

SURNAMES = {"黑": "he", "贠": "yun"}
"""Readings as a surname that the table of characters lacks."""

READINGS_OF_GIVEN = 3
"""Readings of a character of the given name that are tried, the usual ones first."""

MOST = 96
"""Spellings kept of one name."""


class Sounds:
    """Readings of characters, each asked for once; to be asked off the GUI thread."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, character: str) -> tuple[str, ...]:
        """Return every reading of a character without tones, the usual one first."""
        found = self._known.get(character)
        if found is None:
            found = tuple(dict.fromkeys(_spelled(pinyin.readings(character))))
            self._known[character] = found
        return found

    def syllables(self, family: str, given: str) -> Iterator[tuple[str, ...]]:
        """Yield the ways to read a name, one syllable a character; every reading of a surname."""
        of_family = [(*self._surname(c, family), *self.of(c)) for c in family]
        of_given = [self.of(c)[:READINGS_OF_GIVEN] for c in given]
        read = [tuple(dict.fromkeys(found)) for found in (*of_family, *of_given) if found]
        # The surname turns fastest, so that none of its readings is lost where there are many.
        turned = product(*reversed(read))
        return (tuple(reversed(one)) for one in islice(turned, MOST))

    def _surname(self, character: str, family: str) -> tuple[str, ...]:
        return (SURNAMES[character],) if len(family) == 1 and character in SURNAMES else ()


def spellings(syllables: tuple[str, ...], family: int) -> set[str]:
    """Return how these syllables may be typed: in full, by initials, mixed; from any syllable."""
    initials = "".join(syllable[0] for syllable in syllables)
    found = {initials[at:] for at in range(len(initials))}
    found |= {"".join(syllables[at:]) for at in range(len(syllables))}
    found.add("".join(syllables[:family]) + initials[family:])
    found.add(initials[:family] + "".join(syllables[family:]))
    return found


def _spelled(readings: tuple[str, ...]) -> Iterator[str]:
    """Yield the ways to type a reading: there is no key for its ü."""
    for reading in readings:
        yield reading
        if "v" in reading:
            yield reading.replace("v", "yu")
            yield reading.replace("v", "u")
