"""The keyboard map at work: what each key does on the page in front, if anything."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import Scale
from cart_ward.i18n import _
from cart_ward.ui import keys, panes
from cart_ward.ui.frame.key_list import KeyListPage
from cart_ward.ui.keys import Key
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.time_field import TimeField

if TYPE_CHECKING:
    from cart_ward.ui.main_window import MainWindow

Way = Callable[[], None]


class WindowKeys(QObject):
    """Makes the shortcuts of the window from the map and keeps awake those that do something.

    `add` says how an act is done that the window itself does not know. A shortcut without a way
    sleeps, so that no key is dead. While `held` every key but those named is asleep.
    """

    def __init__(self, window: "MainWindow", station: Station) -> None:
        super().__init__(window)
        self._window, self._station = window, station
        self._held: frozenset[str] | None = None
        self._backs: list[Way] = []
        self._ways: dict[str, Way] = {
            **{f"place_{to}": partial(self.go_to_place, to) for to in window.nav.buttons},
            "chart_vitals": partial(self._of_patient, window.show_vitals),
            "chart_neuro": partial(self._of_patient, window.show_neuro),
            "tocilizumab": partial(self._of_patient, window.show_tocilizumab),
            "grade": partial(self._of_patient, partial(window.show_grade, scale=Scale.CRS)),
            "handover": window.show_handover,
            "alarms": window.show_alarms,
            "print": window.show_handover,
            "back": window.go_back,
            "lock": window.lock,
            "switch": window.lock,
            "help": self.show_list,
            "pane_next": partial(panes.go, window, 1),
            "pane_before": partial(panes.go, window, -1),
        }
        self._shortcuts = [
            (key, QShortcut(QKeySequence(sequence), window, partial(self.press, key)))
            for key in keys.MAP
            if key.listens == "window"
            for sequence in key.keys
        ]
        window.shown.connect(self.refresh)
        self.refresh()

    def add(self, act: str, way: Way) -> None:
        """Say how an act is done."""
        self._ways[act] = way
        self.refresh()

    def hold(self, acts: frozenset[str] | None) -> None:
        """Let only these acts be done by keys from now on; None lets all."""
        self._held = acts
        self.refresh()

    def way(self, key: Key) -> Way | None:
        """Return what a key does now, or None."""
        window = self._window
        if window.locked or window.stopped or not key.holds_on(window.place_name):
            return None
        if self._held is not None and key.act not in self._held:
            return None
        if key.act == "back":
            return self._back()
        return self._found(key.act)

    def go_back_first(self, way: Way) -> None:
        """Let Esc do this first: something lies over the page."""
        self._backs.append(way)
        self.refresh()

    def go_back_no_more(self, way: Way) -> None:
        """Let Esc do what it did before."""
        if way in self._backs:
            self._backs.remove(way)
        self.refresh()

    def _back(self) -> Way | None:
        """Return where Esc leads; on the board it lets the chosen row go, which the rows do."""
        if self._backs:
            return self._backs[-1]
        if self._window.place_name == "board":
            return self._window.page.key_ways().get("back")
        return self._found("back")

    def _found(self, act: str) -> Way | None:
        page = self._window.page
        found = page.key_ways().get(act)
        if found is not None:
            return found
        if act == "undo_signed":
            line = self._window.line
            return line.undo_last if line.offers_undo else None
        if act == "time":
            fields = [f for f in page.findChildren(TimeField) if f.isVisibleTo(page)]
            return fields[0].open if fields else None
        return self._ways.get(act)

    def holding(self) -> tuple[Key, ...]:
        """Return the keys that do something on the page in front, its own first."""
        place = self._window.place_name
        return tuple(
            key
            for key in keys.MAP
            if key.words
            and key.holds_on(place)
            and (key.listens == "widget" or self.way(key) is not None)
        )

    def letter(self, letter: str) -> Key | None:
        """Return the key of the page in front that is this letter."""
        place = self._window.place_name
        return next(
            (
                key
                for key in keys.MAP
                if key.listens == "letter" and letter in key.keys and key.holds_on(place)
            ),
            None,
        )

    def press(self, key: Key) -> None:
        """Do what a key does now, if anything."""
        way = self.way(key)
        if way is not None:
            way()

    @Slot()
    def refresh(self) -> None:
        """Look again which keys do something."""
        for key, shortcut in self._shortcuts:
            shortcut.setEnabled(self.way(key) is not None)

    def patient_in_front(self) -> AdmissionId | None:
        """Return the patient that keys act on; say so where there is none."""
        page = self._window.page
        if not page.finish_choice():
            return None
        chosen = self.front_patient()
        if chosen is None:
            if page.admission() is not None:
                words = _("This patient has left the ward: nothing more is charted here.")
            elif not self._station.snapshot.charts:
                words = _("No patient on the ward yet. Admit one first.")
            elif self._window.place_name == "board":
                words = _("Choose a row first.")
            else:
                words = _("No patient is chosen here. Choose a row of the board first.")
            self._window.tell(words, good=False, here=True)
        return chosen

    def front_patient(self) -> AdmissionId | None:
        """Return the patient whom the page in front names: its own, or that of the chosen row.

        No other one takes the place: not who was looked at before, nor the most urgent.
        """
        of_page = self._window.page.admission()
        return of_page if of_page in self._station.snapshot.charts else None

    def show_list(self) -> None:
        """Open the list of the keys that hold on the page in front, or go back from it."""
        window = self._window
        if window.place_name == "keys":
            window.go_back()
            return
        holding, title = self.holding(), window.page.title()
        window.show_aside("keys", lambda *_here: KeyListPage(holding, title))

    def go_to_place(self, to: str) -> None:
        """Go to a place of the bar on the left."""
        window = self._window
        places: dict[str, Way] = {
            "ward": window.show_board,
            "patient": self._read_patient,
            "tocilizumab": partial(self._of_patient, window.show_tocilizumab),
            "handover": window.show_handover,
        }
        places.get(to, partial(window.show_place, to))()

    def _read_patient(self) -> None:
        """Open a patient's page, where nothing is signed: also of the one before, or the first."""
        page, statuses = self._window.page, self._station.statuses()
        if not page.finish_choice():
            return
        last = self._window.last_patient
        if page.admission() is not None or not statuses:
            self._of_patient(self._window.show_patient)
        else:
            if last is None or last not in self._station.snapshot.charts:
                last = statuses[0].admission.id
            self._window.show_patient(last)

    def _of_patient(self, way: Callable[[AdmissionId], None]) -> None:
        chosen = self.patient_in_front()
        if chosen is not None:
            way(chosen)
