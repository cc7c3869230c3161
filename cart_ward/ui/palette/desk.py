"""Opens the palette, keeps what it searches fresh, and goes where somebody chose to go."""

from collections.abc import Callable
from functools import partial
from time import sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from cart_ward.care.ports import Desk
from cart_ward.clinical.people import Admission, AdmissionId, PastStay
from cart_ward.clinical.vocabulary import Check, Scale
from cart_ward.errors import CartWardError
from cart_ward.i18n import _
from cart_ward.ui.keys import MAP
from cart_ward.ui.messages import sentence
from cart_ward.ui.palette.index import Action, Index, Item, Words, build
from cart_ward.ui.palette.overlay import WIDTH, Overlay
from cart_ward.ui.palette.sounds import Sounds
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.patient_banner import PatientBanner

if TYPE_CHECKING:
    from cart_ward.ui.main_window import MainWindow

Way = Callable[[], None]

EDGE = 12
"""Room in pixels between the palette and what is round it."""

PAUSE = 0.0005
"""Seconds the worker rests now and then while it spells thousands of names."""

HOLDS = frozenset({"palette", "back", "lock", "switch"})
"""Keys that still work over the palette."""

OF_WINDOW = (
    *("place_ward", "place_handover", "print", "print_patient"),
    *("place_team", "place_charge", "place_setup", "place_health"),
    *("lock", "switch", "help"),
)
"""Acts of the keyboard map that are offered by name."""


class Palette(QObject):
    """The palette of a window: made each time it opens, in the language in use."""

    def __init__(self, window: "MainWindow", station: Station) -> None:
        super().__init__(window)
        self._window, self._station = window, station
        self._words = Words(Sounds(), partial(sleep, PAUSE))
        self._past: tuple[PastStay, ...] = ()
        self._past_of: object = None
        self._index = Index()
        self._index_of: object = None
        self._asked = 0
        self._before: QWidget | None = None
        self._ways: dict[str, Way] = {}
        self.overlay: Overlay | None = None
        window.keys.add("palette", self.toggle)
        window.shown.connect(self.close)
        station.ward_changed.connect(self._on_ward_changed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @Slot()
    def toggle(self) -> None:
        """Open the palette, or close it."""
        if self.overlay is not None:
            self.close()
        elif not (self._window.locked or self._window.stopped):
            self._open()

    @Slot()
    def close(self) -> None:
        """Close it and give the focus back."""
        overlay, self.overlay = self.overlay, None
        if overlay is None:
            return
        if isValid(overlay):
            overlay.hide()
            overlay.deleteLater()
        self._window.keys.hold(None)
        self._window.keys.go_back_no_more(self.close)
        before = self._before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()

    def _open(self) -> None:
        window = self._window
        self._before = QApplication.focusWidget()
        around = window.centralWidget() or window
        overlay = Overlay(self._station.zone, around, self._front())
        overlay.chosen.connect(self._on_chosen)
        overlay.closed.connect(self.close)
        overlay.setGeometry(*self._place(around))
        self.overlay = overlay
        self._fill(overlay)
        overlay.show()
        overlay.raise_()
        overlay.setFocus()
        window.keys.hold(HOLDS)
        window.keys.go_back_first(self.close)

    def _place(self, around: QWidget) -> tuple[int, int, int, int]:
        """Return where it stands: over the page, never over the banner of a patient."""
        stack = self._window.stack
        at = stack.mapTo(around, QPoint(0, 0))
        top = at.y() + EDGE
        for banner in self._window.page.findChildren(PatientBanner):
            if banner.isVisible():
                top = banner.mapTo(around, QPoint(0, banner.height())).y() + EDGE
        width = min(WIDTH, stack.width() - 2 * EDGE)
        bottom = at.y() + stack.height() - EDGE
        return at.x() + (stack.width() - width) // 2, top, width, bottom - top

    def _front(self) -> str:
        """Return the sentence that says whom an action is about."""
        chosen = self._window.keys.front_patient()
        chart = None if chosen is None else self._station.snapshot.charts.get(chosen)
        if chart is None:
            return _("No patient is chosen: find one first, then more can be done here.")
        words = _("Actions are about {name}, bed {bed}.")
        return words.format(name=chart.subject.patient.name.both, bed=chart.subject.bed.name)

    # ---- what is searched

    def _actions(self) -> tuple[Action, ...]:
        """Return what can be done now, and remember how."""
        window, chosen = self._window, self._window.keys.front_patient()
        on_ward = chosen is not None and chosen in self._station.snapshot.charts
        ways: list[tuple[str, str, Way]] = []
        if chosen is not None and on_ward:
            ways += self._of_patient(chosen)
        ways.append(("admit", _("Admit a patient"), window.show_admit))
        for act in OF_WINDOW:
            key = next(key for key in MAP if key.act == act and key.words)
            if window.keys.way(key) is not None:
                ways.append((act, _(key.words), partial(window.keys.press, key)))
        ways.append(("english", "English", partial(window.set_language, "en")))
        ways.append(("chinese", "中文", partial(window.set_language, "zh_CN")))
        self._ways = {act: way for act, _words, way in ways}
        return tuple(Action(act=act, words=words) for act, words, _way in ways)

    def _of_patient(self, patient: AdmissionId) -> list[tuple[str, str, Way]]:
        to = self._window
        return [
            ("vitals", _("Record vitals"), partial(to.show_vitals, patient)),
            ("neuro", _("Neuro check"), partial(to.show_neuro, patient)),
            ("tocilizumab", _("Tocilizumab"), partial(to.show_tocilizumab, patient)),
            ("drug", _("Drug given"), partial(to.show_drug, patient)),
            ("crs", _("Confirm the CRS grade"), partial(to.show_grade, patient, Scale.CRS)),
            ("icans", _("Confirm the ICANS grade"), partial(to.show_grade, patient, Scale.ICANS)),
            (
                "no_vitals",
                _("Vital signs not done…"),
                partial(to.show_not_done, patient, Check.VITALS),
            ),
            (
                "no_neuro",
                _("Neuro check not done…"),
                partial(to.show_not_done, patient, Check.NEURO),
            ),
            ("call", _("Call somebody for this patient"), partial(to.show_call, patient)),
            ("stay", _("Stay: weigh, move, discharge"), partial(to.show_stay, patient)),
        ]

    def _present(self) -> tuple[Admission, ...]:
        """Return who is on the ward, by bed."""
        stays = [chart.subject for chart in self._station.snapshot.charts.values()]
        return tuple(sorted(stays, key=lambda stay: stay.bed.name.zfill(8)))

    def _fill(self, overlay: Overlay) -> None:
        """Show what is known at once, and what must be looked up when it is there."""
        present, actions = self._present(), self._actions()
        wanted = (present, actions, self._ward())
        if wanted == self._index_of:
            overlay.show_index(self._index)
            return
        overlay.show_index(build(present, (), actions, Words()))
        self._asked += 1
        asked = self._asked
        past, fresh = self._past, self._past_of == self._ward()
        words = self._words

        def work(desk: Desk) -> tuple[tuple[PastStay, ...], Index]:
            left = past
            if not fresh:
                with desk.store.read() as reading:
                    left = reading.past_stays()
            return left, build(present, left, actions, words)

        def answered(answer: tuple[tuple[PastStay, ...], Index]) -> None:
            if asked == self._asked:
                self._past, self._index = answer
                self._past_of, self._index_of = wanted[2], wanted
                if self.overlay is not None:
                    self.overlay.show_index(self._index)

        self._station.ask(work, answered, self._fail, lane="find")

    def _ward(self) -> object:
        """Return what changes when somebody comes or goes."""
        snapshot = self._station.snapshot
        return frozenset(snapshot.charts), tuple(stay.id for stay in snapshot.left)

    # ---- what happens

    def _fail(self, error: CartWardError) -> None:
        self._window.tell(sentence(error, self._station.zone), good=False)

    def _on_chosen(self, item: Item) -> None:
        self.close()
        if item.admission_id is not None:
            self._window.show_patient(item.admission_id)
        elif (way := self._ways.get(item.act)) is not None:
            way()

    @Slot(object)
    def _on_ward_changed(self, _changes: object) -> None:
        if self.overlay is not None:
            self._fill(self.overlay)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Close when the focus goes elsewhere in the window."""
        overlay = self.overlay
        if overlay is None or new is None or new is overlay or overlay.isAncestorOf(new):
            return
        if new.window() is self._window:
            self._before = None
            self.close()
