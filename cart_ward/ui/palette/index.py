"""What can be found, and the search over it: plain strings, made once, scanned at each key."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from itertools import combinations

from cart_ward.clinical.people import (
    Admission,
    AdmissionId,
    Name,
    PastStay,
    Patient,
    PatientId,
)
from cart_ward.ui.palette.sounds import Sounds, spellings

EDGE = "|"
"""Stands before and behind each word of a haystack."""

FEWEST_LAST = 3
"""Fewest last characters of a hospital number that find it."""

NEAR = 2
"""Edit distance of Latin names that are taken for one another (ux 7)."""


PAUSE_EVERY = 10
"""Haystacks that are made between two pauses."""


class Group(IntEnum):
    """What stands first among equals."""

    PRESENT = 0
    ACTION = 1
    PAST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A patient (`admission_id`) or an action (`act`); `alike`: another one has such a name."""

    group: Group
    words: str
    act: str = ""
    admission_id: AdmissionId | None = None
    bed: str = ""
    number: str = ""
    born: date | None = None
    left_at: datetime | None = None
    alike: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something that can be done, by its name in the language in use."""

    act: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Items in the order of the screen, and beside each the words it is found by."""

    items: tuple[Item, ...] = ()
    words: tuple[str, ...] = ()

    def find(self, typed: str) -> tuple[Item, ...]:
        """Return what fits every word typed, the present before those who left, exact first."""
        wanted = [EDGE + word for word in plain(typed).split()]
        if not wanted:
            return tuple(item for item in self.items if item.group is not Group.PAST)
        pairs = enumerate(self.words)
        hits = [at for at, words in pairs if all(word in words for word in wanted)]
        whole = [word + EDGE for word in wanted]
        hits.sort(key=lambda at: (self.items[at].group, not _any(whole, self.words[at])))
        return tuple(self.items[at] for at in hits)


class Words:
    """The haystacks, each made once: a ward changes by one patient at a time.

    Without `sounds` only what is written is found. `pause` is called now and then while many are
    made, so that the thread of the screens is not kept waiting.
    """

    def __init__(self, sounds: Sounds | None = None, pause: Callable[[], object] = int) -> None:
        self.sounds, self._pause = sounds, pause
        self._known: dict[tuple[Name, str, str], str] = {}

    def of(self, patient: Patient, bed: str = "") -> str:
        """Return the haystack of a patient; with a bed also by the bed."""
        key = (patient.name, patient.hospital_no, bed)
        found = self._known.get(key)
        if found is None:
            words = _name_words(patient.name, self.sounds) | _number_words(patient.hospital_no)
            found = _joined(words | _bed_words(bed))
            self._known[key] = found
            if len(self._known) % PAUSE_EVERY == 0:
                self._pause()
        return found


def build(
    present: Sequence[Admission],
    past: Sequence[PastStay],
    actions: Sequence[Action],
    words: Words,
) -> Index:
    """Return the index. With sounds, not for the GUI thread."""
    alike = _same(present, past) | _near([stay.patient for stay in present])
    pairs: list[tuple[Item, str]] = []
    for stay in present:
        item = _item(Group.PRESENT, stay.id, stay.patient, stay.bed.name, alike)
        pairs.append((item, words.of(stay.patient, item.bed)))
    for action in actions:
        item = Item(group=Group.ACTION, words=action.words, act=action.act)
        pairs.append((item, _joined(_action_words(action.words, words.sounds))))
    for gone in past:
        item = _item(Group.PAST, gone.id, gone.patient, gone.bed, alike, gone.discharged_at)
        pairs.append((item, words.of(gone.patient)))
    return Index(
        items=tuple(item for item, _words in pairs), words=tuple(words for _item, words in pairs)
    )


def _joined(words: set[str]) -> str:
    return EDGE + EDGE.join(sorted(words)) + EDGE


def plain(text: str) -> str:
    """Return a text as it is compared: full-width and accents gone, small letters."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def _any(whole: list[str], words: str) -> bool:
    return any(word in words for word in whole)


def _patients(present: Sequence[Admission], past: Sequence[PastStay]) -> Iterator[Patient]:
    yield from (stay.patient for stay in present)
    yield from (stay.patient for stay in past)


def _item(
    group: Group,
    stay: AdmissionId,
    patient: Patient,
    bed: str,
    alike: set[PatientId],
    left_at: datetime | None = None,
) -> Item:
    return Item(
        group=group,
        words=patient.name.both,
        admission_id=stay,
        bed=bed,
        number=patient.hospital_no,
        born=patient.birth_date,
        left_at=left_at,
        alike=patient.id in alike,
    )


def _bed_words(bed: str) -> set[str]:
    """Return what a bed is typed as; 5 finds bed 05."""
    shown = plain(bed)
    return {shown, shown.lstrip("0") or shown} - {""}


def _number_words(number: str) -> set[str]:
    """Return a number and its ends: people say the last digits."""
    shown = plain(number)
    return {shown, *(shown[at:] for at in range(1, len(shown) - FEWEST_LAST + 1))}


def _name_words(name: Name, sounds: Sounds | None) -> set[str]:
    """Return how a name is typed: in characters, in Latin letters, by its sound."""
    chinese = name.chinese
    words = {chinese[at:] for at in range(len(chinese))} | _latin_words(name)
    if sounds is not None and chinese:
        for syllables in sounds.syllables(name.family_zh, name.given_zh):
            words |= spellings(syllables, len(name.family_zh))
    return words


def _latin_words(name: Name) -> set[str]:
    family, given = _parts(name.family_latin), _parts(name.given_latin)
    words = {"".join(order[at:]) for order in (family + given, given + family)
             for at in range(len(order))}  # fmt: skip
    for order in (family + given, given + family):
        words.add("".join(part[0] for part in order))
    return words - {""}


def _parts(latin: str) -> list[str]:
    return plain(latin).replace("-", " ").replace("'", "").split()


def _action_words(words: str, sounds: Sounds | None) -> set[str]:
    """Return how an action is typed: each word of its name, or the sound of its characters."""
    shown = plain(words)
    parts = shown.split()
    found = {"".join(parts), *parts, "".join(part[0] for part in parts)}
    chinese = "".join(c for c in shown if "\u4e00" <= c <= "\u9fff")
    found |= {chinese[at:] for at in range(len(chinese))}
    if sounds is not None and chinese:
        usual = tuple(read[0] for c in chinese if (read := sounds.of(c)))
        found |= spellings(usual, 0)
    return found - {""}


def _same(present: Sequence[Admission], past: Sequence[PastStay]) -> set[PatientId]:
    """Return who shares the whole name with somebody else, present or not."""
    whose: dict[str, set[PatientId]] = {}
    for patient in _patients(present, past):
        for written in (patient.name.chinese, plain(patient.name.latin)):
            if written:
                whose.setdefault(written, set()).add(patient.id)
    return {one for same in whose.values() if len(same) > 1 for one in same}


def _near(present: Sequence[Patient]) -> set[PatientId]:
    """Return who on the ward shares a surname with another, or has a name close to hers."""
    found: set[PatientId] = set()
    for one, other in combinations(present, 2):
        if one.id != other.id and _are_near(one.name, other.name):
            found |= {one.id, other.id}
    return found


def _are_near(one: Name, other: Name) -> bool:
    if one.family_zh and one.family_zh == other.family_zh:
        return True
    latin, others = plain(one.latin), plain(other.latin)
    if not latin or not others:
        return False
    family = plain(one.family_latin)
    return (bool(family) and family == plain(other.family_latin)) or _within(latin, others, NEAR)


def _within(one: str, other: str, most: int) -> bool:
    """Tell whether one text becomes the other by so many changes of a letter."""
    if abs(len(one) - len(other)) > most:
        return False
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, row = row, [number]
        for at, other_letter in enumerate(other, 1):
            change = before[at - 1] + (letter != other_letter)
            row.append(min(change, before[at] + 1, row[-1] + 1))
    return row[-1] <= most
