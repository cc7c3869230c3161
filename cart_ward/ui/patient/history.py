"""Everything charted in one stay, newest first; amended entries stand struck beside the new."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from cart_ward.care.amending import AMENDABLE, STRIKABLE
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Body, Entry
from cart_ward.clinical.observed import StruckOut
from cart_ward.clinical.vocabulary import EntryId
from cart_ward.i18n import _, formats
from cart_ward.ui.patient.describe import described
from cart_ward.ui.patient.words import join, kind_words


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One entry as the history shows it; `struck` where another one amends or strikes it out."""

    entry_id: EntryId
    at: datetime
    taken: str
    kind: str
    text: str
    note: str
    who: str
    struck: bool
    correctable: bool


def history(chart: Chart, snapshot: WardSnapshot, zone: tzinfo) -> tuple[HistoryRow, ...]:
    """Return the rows of a stay, newest first; a correction stands above what it corrects."""
    return tuple(_row(chart, entry, snapshot, zone) for entry in reversed(chart.entries))


def latest(chart: Chart, snapshot: WardSnapshot, zone: tzinfo, count: int) -> list[HistoryRow]:
    """Return the newest current entries."""
    found: list[HistoryRow] = []
    for entry in reversed(chart.entries):
        if len(found) == count:
            break
        if not isinstance(entry.body, StruckOut) and chart.is_current(entry):
            found.append(_row(chart, entry, snapshot, zone))
    return found


def _row(chart: Chart, entry: Entry[Body], snapshot: WardSnapshot, zone: tzinfo) -> HistoryRow:
    person = snapshot.staff.get(entry.recorded_by)
    current = chart.is_current(entry)
    return HistoryRow(
        entry_id=entry.id,
        at=entry.taken_at,
        taken=formats.moment_on_screen(entry.taken_at, zone),
        kind=kind_words(entry.kind),
        text=described(entry.body, zone),
        note=_note(entry, zone, struck=not current),
        who=_("not known") if person is None else person.name.both,
        struck=not current,
        correctable=current and type(entry.body) in (AMENDABLE | STRIKABLE),
    )


def _note(entry: Entry[Body], zone: tzinfo, *, struck: bool) -> str:
    """Return what else must be seen: a correction, a late entry, or that it no longer holds."""
    late = (entry.recorded_at - entry.taken_at).total_seconds() > 15 * 60
    return join(
        _("no longer holds") if struck else "",
        "" if entry.amend_reason is None else _("corrected: {why}").format(why=entry.amend_reason),
        _("recorded {at}").format(at=formats.moment_on_screen(entry.recorded_at, zone))
        if late
        else "",
        "" if entry.late_reason is None else _("late because: {why}").format(why=entry.late_reason),
    )
