"""What was typed and not signed: kept while it is typed, given back when its page opens again."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from cart_ward.care.ports import Draft, DraftPlace, Drafts
from cart_ward.clinical.people import Actor, AdmissionId
from cart_ward.errors import CartWardError
from cart_ward.i18n import _, formats
from cart_ward.ui.messages import Messages, sentence
from cart_ward.ui.navigation import Page
from cart_ward.ui.pages import Route
from cart_ward.ui.station import Station

T = TypeVar("T")

LOOK_EVERY = 400
"""Milliseconds between two looks at the page: what is typed is on its way within 800 (ux 6)."""

Key = tuple[Actor | None, str, AdmissionId | None]
"""Whose draft, of which form, about whom."""

EMPTY = "{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A draft as JSON text, and when it was last typed at."""

    text: str
    at: datetime


class DraftKeeper(QObject):
    """Watches the page in front and keeps what is typed there, for the person who types it.

    Without `drafts` (a record that is only read) it remembers as long as the window lives.
    Signals: `kept(datetime | None)` when the page's draft is on disk, None when there is none;
    `began(str)` with what stands on a page as it comes to the front or was just signed, and
    `changed(str)` with what stands there after a change.
    """

    kept = Signal(object)
    began = Signal(str)
    changed = Signal(str)

    def __init__(
        self, station: Station, messages: Messages, drafts: Drafts | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._station = station
        self._messages = messages
        self._drafts = drafts
        self._held: dict[Key, Held] = {}
        self._page: Page | None = None
        self._key: Key = (None, "", None)
        self._on_disk = False
        self._failing = False
        self._pristine = self._last = EMPTY
        self._typed = self._signed = False
        self._kept_at: datetime | None = None
        self.kept.connect(self._note_kept)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        station.saved.connect(self._on_saved)

    def fetch(self, owner: Actor) -> None:
        """Ask the store for what this person left unsigned at this station."""
        if self._drafts is not None:
            self._run(partial(_unsigned, self._drafts, owner), partial(self._take, owner))

    def watch(self, owner: Actor | None, route: Route, page: Page, *, quiet: bool = False) -> None:
        """Give a page its draft back, say so unless `quiet`, and look at it from now on."""
        self._page = page
        self._key = (owner, "/".join(str(part) for part in route.key), route.admission_id)
        self._on_disk = route.typed and owner is not None
        self._typed = self._signed = False
        self._pristine = self._last = _text(page)
        self.kept.emit(None)
        self._restore(quiet=quiet)
        self.began.emit(self._last)

    def put_back(self, page: Page, text: str) -> None:
        """Give an earlier draft of the same form to its page made anew, and keep that one."""
        self._page = page
        self._pristine = _text(page)
        if text != self._pristine:
            page.restore(json.loads(text))
        self.look()

    @property
    def typed(self) -> bool:
        """Whether something stands on the page that nobody has signed."""
        return self._typed and self._on_disk

    @property
    def keeps(self) -> bool:
        """Whether drafts go to disk here; over a record that is only read they do not."""
        return self._drafts is not None

    @property
    def kept_at(self) -> datetime | None:
        """When what stands on the page went to disk; None while it is on its way."""
        return self._kept_at

    def leave(self) -> None:
        """Keep what the page holds and look at it no more: it is about to go."""
        self.look()
        self._page = None

    @Slot()
    def look(self) -> None:
        """Keep the page's draft if it has changed since the last look."""
        if self._page is None:
            return
        text = _text(self._page)
        if self._signed and text != self._last:
            # What was signed is gone from the page: what stands there now nobody has typed.
            self._pristine = text
            self.began.emit(text)
        self._signed = False
        if text == self._last:
            return
        self._last = text
        self.changed.emit(text)
        if text not in (EMPTY, self._pristine):
            self._typed = True
            self._kept_at = None
            self._keep(Held(text=text, at=self._station.now()))
        elif self._typed:
            self._drop()

    def _restore(self, *, quiet: bool) -> None:
        held = self._held.get(self._key)
        if held is None or self._page is None:
            return
        self._page.restore(json.loads(held.text))
        self._last = _text(self._page)
        self._typed = self._last not in (EMPTY, self._pristine)
        if self._typed and self._on_disk and not quiet:
            words = _("What was typed here before is back, unsaved since {time}.")
            time = formats.moment_near(held.at, self._station.now(), self._station.zone)
            self._messages.tell(words.format(time=time), here=True)

    def _take(self, owner: Actor, found: tuple[Draft, ...]) -> None:
        """Hold what the store had; what was typed in this window meanwhile is newer."""
        for draft in found:
            key = (owner, draft.place.form, draft.place.admission_id)
            if _is_draft(draft.content):
                self._held.setdefault(key, Held(text=draft.content, at=draft.saved_at))
        if self._key[0] == owner and not self._typed:
            self._restore(quiet=False)

    def _keep(self, held: Held) -> None:
        self._held[self._key] = held
        place = self._place()
        if place is not None and self._drafts is not None:
            work = partial(self._drafts.save, place, held.text, held.at)
            self._run(work, partial(self._on_kept, self._key, held))

    def _drop(self) -> None:
        self._typed = False
        self._held.pop(self._key, None)
        self.kept.emit(None)
        place = self._place()
        if place is not None and self._drafts is not None:
            self._run(partial(self._drafts.drop, place), self._on_dropped)

    def _place(self) -> DraftPlace | None:
        owner, form, admission_id = self._key
        if owner is None or not self._on_disk:
            return None
        return DraftPlace(
            station=owner.station, staff_id=owner.staff_id, form=form, admission_id=admission_id
        )

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._station.tasks.run(work, done, self._on_failed)

    def _on_kept(self, key: Key, held: Held, _nothing: None) -> None:
        self._failing = False
        if key == self._key and self._held.get(key) == held:
            self.kept.emit(held.at)

    @Slot(object)
    def _note_kept(self, at: datetime | None) -> None:
        self._kept_at = at

    def _on_dropped(self, _nothing: None) -> None:
        self._failing = False

    def _on_failed(self, error: CartWardError) -> None:
        """Say once that drafts stay in this window only."""
        if not self._failing:
            reason = sentence(error, self._station.zone)
            words = _(
                "The draft is kept in this window only, not on disk. What was signed is safe. Do"
                " not close the window before you sign. {reason}"
            )
            self._messages.tell(words.format(reason=reason), good=False)
        self._failing = True

    @Slot(object)
    def _on_saved(self, _at: datetime) -> None:
        self._signed = True
        owner = self._key[0]
        if self._drafts is not None and owner is not None:
            work = partial(self._drafts.drop_signed, owner.station, owner.staff_id)
            self._run(work, partial(self._forget, owner))

    def _forget(self, owner: Actor, places: tuple[DraftPlace, ...]) -> None:
        """Hold no more what was signed though its form had been left before the answer came."""
        for place in places:
            key = (owner, place.form, place.admission_id)
            if key != self._key:
                self._held.pop(key, None)


def _unsigned(drafts: Drafts, owner: Actor) -> tuple[Draft, ...]:
    """Return what this person left and did not sign."""
    drafts.drop_signed(owner.station, owner.staff_id)
    return drafts.of(owner.station, owner.staff_id)


def _text(page: Page) -> str:
    return json.dumps(page.draft(), ensure_ascii=False, sort_keys=True)


def _is_draft(content: str) -> bool:
    """Tell whether a text is what a page gives away; another version may have written it."""
    try:
        return isinstance(json.loads(content), dict)
    except ValueError:
        return False
