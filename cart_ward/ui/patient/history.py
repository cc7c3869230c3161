"""Everything charted in one stay, newest first; amended entries stand struck beside the new. No Qt.

A row is worded when it is first looked at: four weeks of charting are a long list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import overload

from cart_ward.care.amending import AMENDABLE, STRIKABLE
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Body, Entry
from cart_ward.clinical.observed import StruckOut
from cart_ward.clinical.vocabulary import EntryId
from cart_ward.i18n import _, formats
from cart_ward.ui.patient.describe import described
from cart_ward.ui.patient.words import join, kind_words

Kept = Entry[Body]


class Group(StrEnum):
    """What the history can be narrowed to."""

    ALL = "all"
    VITALS = "vitals"
    NEURO = "neuro"
    GRADES = "grades"
    DRUGS = "drugs"
    CHECKS = "checks"
    NOTES = "notes"
    STAY = "stay"
    CORRECTIONS = "corrections"


_GROUPS = {
    Group.VITALS: ("vital_signs", "attribution", "weight", "lab_result"),
    Group.NEURO: ("neuro_check", "ice_assessment", "capd_assessment"),
    Group.GRADES: ("grading", "episode_mark", "step_down"),
    Group.DRUGS: ("medication_order", "order_stopped", "preparation", "double_check",
                  "dose_given", "dose_step", "drug_given"),
    Group.CHECKS: ("not_done", "done", "monitoring_pause"),
    Group.NOTES: ("note", "call_made", "alarm_answer", "handover_signed"),
    Group.STAY: ("infusion", "background", "stay_change"),
}  # fmt: skip
GROUP_OF = {kind: group for group, kinds in _GROUPS.items() for kind in kinds}


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One entry as the history shows it; `struck` where another one amends or strikes it out.

    `was` is what a correction changed, as it stood before.
    """

    entry_id: EntryId
    at: datetime
    taken: str
    kind: str
    text: str
    was: str
    note: str
    who: str
    struck: bool
    correctable: bool

    def says(self, words: Sequence[str]) -> bool:
        """Tell whether every one of some words, in small letters, stands in the row."""
        whole = " ".join((self.taken, self.kind, self.text, self.was, self.note, self.who))
        return all(word in whole.casefold() for word in words)


@dataclass(frozen=True, slots=True)
class _Link:
    """An entry with the one it amends; `first` is what the whole chain of corrections is about."""

    entry: Kept
    before: Kept | None
    first: Kept
    current: bool


class History(Sequence[HistoryRow]):
    """The rows of a stay; a correction stands right above what it corrects."""

    def __init__(self, links: Sequence[_Link], snapshot: WardSnapshot, zone: tzinfo) -> None:
        self._links = links
        self._snapshot = snapshot
        self._zone = zone
        self._made: dict[int, HistoryRow] = {}

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self._links)

    @overload
    def __getitem__(self, number: int) -> HistoryRow: ...
    @overload
    def __getitem__(self, number: slice) -> "History": ...
    def __getitem__(self, number: int | slice) -> "HistoryRow | History":
        """Return one row, worded now if nobody has looked at it yet."""
        if isinstance(number, slice):
            return History(self._links[number], self._snapshot, self._zone)
        if number not in self._made:
            self._made[number] = _row(self._links[number], self._snapshot, self._zone)
        return self._made[number]

    def place(self, entry_id: EntryId) -> int | None:
        """Return the number of an entry's row, or None."""
        found = (n for n, link in enumerate(self._links) if link.entry.id == entry_id)
        return next(found, None)

    def narrowed(self, group: Group, words: str) -> "History":
        """Return the rows of a group in which every one of the words stands."""
        wanted = words.casefold().split()
        numbers = [n for n, link in enumerate(self._links) if _belongs(link, group)]
        if wanted:
            numbers = [n for n in numbers if self[n].says(wanted)]
        found = History([self._links[n] for n in numbers], self._snapshot, self._zone)
        found._made = {new: self._made[old] for new, old in enumerate(numbers) if old in self._made}
        return found


def history(chart: Chart, snapshot: WardSnapshot, zone: tzinfo) -> History:
    """Return the rows of a stay, newest first."""
    return History(chart.derived(_links), snapshot, zone)


def latest(chart: Chart, snapshot: WardSnapshot, zone: tzinfo, count: int) -> list[HistoryRow]:
    """Return the newest current entries."""
    found: list[HistoryRow] = []
    for link in chart.derived(_links):
        if len(found) == count:
            break
        if link.current and not isinstance(link.entry.body, StruckOut):
            found.append(_row(link, snapshot, zone))
    return found


def _links(chart: Chart) -> tuple[_Link, ...]:
    """Return every entry, newest first, each chain of corrections together."""
    by_id = {entry.id: entry for entry in chart.entries}
    amended = {entry.amends for entry in chart.entries if entry.amends is not None}
    found: list[_Link] = []
    for entry in reversed(chart.entries):
        if entry.id in amended:
            continue
        chain = [entry]
        while (amends := chain[-1].amends) is not None and amends in by_id:
            chain.append(by_id[amends])
        befores = [*chain[1:], None]
        found += [
            _Link(each, before, chain[-1], each is entry)
            for each, before in zip(chain, befores, strict=True)
        ]
    return tuple(found)


def _belongs(link: _Link, group: Group) -> bool:
    if group is Group.ALL:
        return True
    if group is Group.CORRECTIONS:
        return link.first is not link.entry or not link.current
    return GROUP_OF.get(link.first.kind) is group


def _row(link: _Link, snapshot: WardSnapshot, zone: tzinfo) -> HistoryRow:
    entry = link.entry
    person = snapshot.staff.get(entry.recorded_by)
    text = described(entry.body, zone)
    return HistoryRow(
        entry_id=entry.id,
        at=entry.taken_at,
        taken=formats.moment_on_screen(entry.taken_at, zone),
        kind=kind_words(entry.kind),
        text=text,
        was="" if link.before is None else _was(entry, text, link.before, zone),
        note=_note(entry, zone, struck=not link.current),
        who=_("not known") if person is None else person.name.both,
        struck=not link.current,
        correctable=link.current and type(entry.body) in (AMENDABLE | STRIKABLE),
    )


def _was(entry: Kept, text: str, before: Kept, zone: tzinfo) -> str:
    """Return what is said otherwise now: the parts of the old words that the new ones lack."""
    kept = () if isinstance(entry.body, StruckOut) else text.split(" · ")
    parts = [part for part in described(before.body, zone).split(" · ") if part not in kept]
    moved = before.taken_at != entry.taken_at
    return join(formats.moment_on_screen(before.taken_at, zone) if moved else "", *parts)


def _note(entry: Kept, zone: tzinfo, *, struck: bool) -> str:
    """Return what else must be seen: a correction, a late entry, or that it no longer holds."""
    late = (entry.recorded_at - entry.taken_at).total_seconds() > 15 * 60
    recorded = formats.moment_on_screen(entry.recorded_at, zone)
    return join(
        _("no longer holds") if struck else "",
        _corrected(entry, recorded),
        _("recorded {at}").format(at=recorded) if late and entry.amend_reason is None else "",
        "" if entry.late_reason is None else _("late because: {why}").format(why=entry.late_reason),
    )


def _corrected(entry: Kept, recorded: str) -> str:
    """Return when something was corrected or struck out, and why."""
    if entry.amend_reason is None:
        return ""
    if isinstance(entry.body, StruckOut):
        return _("struck out {at}: {why}").format(at=recorded, why=entry.amend_reason)
    return _("corrected {at}: {why}").format(at=recorded, why=entry.amend_reason)
