"""Undo for some seconds: what one signature wrote is struck out again, by who signed it."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QObject, Slot

from cart_ward.care import undoing
from cart_ward.care.changes import Changes
from cart_ward.care.undoing import OFFERED_FOR, UNDOABLE, Undo
from cart_ward.clinical.entries import Body, Entry
from cart_ward.clinical.people import Actor, AdmissionId
from cart_ward.clinical.vocabulary import EntryId
from cart_ward.errors import CartWardError
from cart_ward.i18n import _, formats
from cart_ward.ui.main_window import MainWindow
from cart_ward.ui.messages import sentence
from cart_ward.ui.station import Acted, Station


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What can be undone: whose stay, which entries, signed by whom, until when."""

    admission_id: AdmissionId
    entries: tuple[EntryId, ...]
    actor: Actor
    until: datetime


class UndoOffer(QObject):
    """Offers on the message line what `care.undoing` takes back; gone when its seconds are over.

    It is gone too at the next signature, and as soon as somebody else is at the station.
    """

    def __init__(self, station: Station, window: MainWindow) -> None:
        super().__init__(window)
        self._station, self._window = station, window
        self._offer: Offer | None = None
        station.acted.connect(self._on_acted)
        station.ticked.connect(self._on_tick)
        station.person_changed.connect(self.withdraw)
        window.rebuilt.connect(self._on_language)
        self._listen()

    @property
    def offer(self) -> Offer | None:
        """What is offered now."""
        return self._offer

    @Slot()
    def undo_last(self) -> None:
        """Strike out what is offered, once."""
        offer = self._offer
        self.withdraw()
        if offer is None or offer.actor != self._station.actor:
            return
        command = Undo(
            admission_id=offer.admission_id,
            entries=offer.entries,
            reason=_("undone at once"),
            token=uuid4().hex,
        )
        self._station.perform(
            partial(undoing.undo, command=command),
            partial(self._on_undone, offer.admission_id),
            self._on_failed,
        )

    @Slot()
    def withdraw(self) -> None:
        """Offer nothing."""
        self._put(None)

    def _put(self, offer: Offer | None) -> None:
        """Show the offer, and let its key hold as long as it stands."""
        self._offer = offer
        self._window.line.offer_undo(offered=offer is not None)
        self._window.keys.refresh()

    def _listen(self) -> None:
        self._window.line.undo_asked.connect(self.undo_last)
        self._window.line.close_button.clicked.connect(self.withdraw)

    def _on_language(self) -> None:
        """Offer it on the new line too: every bar was made anew."""
        self._listen()
        self._put(self._offer)

    def _on_acted(self, acted: Acted) -> None:
        before = self._offer if acted.goes_on else None
        offer = self._offer_for(acted, () if before is None else before.entries)
        self._put(offer)

    def _offer_for(self, acted: Acted, before: tuple[EntryId, ...]) -> Offer | None:
        """Return what can be undone: everything the signature wrote, or nothing of it."""
        if len(acted.changes.admissions) != 1 or acted.actor != self._station.actor:
            return None
        (admission_id,) = acted.changes.admissions
        entries = (*before, *acted.changes.entries)
        found = [self._entry(admission_id, entry) for entry in entries]
        own = all(e is not None and _undoable(e, acted.actor) for e in found)
        if not entries or not own:
            return None
        until = self._station.now() + OFFERED_FOR
        return Offer(admission_id=admission_id, entries=entries, actor=acted.actor, until=until)

    def _entry(self, admission_id: AdmissionId, entry_id: EntryId) -> Entry[Body] | None:
        chart = self._station.snapshot.charts.get(admission_id)
        return None if chart is None else chart.entry(entry_id)

    def _on_tick(self, now: datetime) -> None:
        if self._offer is not None and now >= self._offer.until:
            self.withdraw()

    def _on_undone(self, admission_id: AdmissionId, _changes: Changes) -> None:
        snapshot = self._station.snapshot
        chart = snapshot.charts.get(admission_id)
        name = "" if chart is None else chart.subject.patient.name.both
        words = _("{name}: undone {time}. The entry is struck out and stays in the list.")
        at = formats.clock_seconds(snapshot.read_at, self._station.zone)
        self._window.tell(words.format(name=name, time=at))

    def _on_failed(self, error: CartWardError) -> None:
        self._window.tell(sentence(error, self._station.zone), good=False)


def _undoable(entry: Entry[Body], actor: Actor) -> bool:
    mine = entry.recorded_by == actor.staff_id
    return mine and entry.amends is None and type(entry.body) in UNDOABLE
