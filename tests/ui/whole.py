"""The whole window over a real store: every page, the palette, the keyboard and the scanner."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cart_ward.clinical.people import AdmissionId, Name, Role, Staff
from cart_ward.clinical.vocabulary import Check, EntryId, Scale
from cart_ward.db.drafts import Drafts
from cart_ward.db.store import SqlStore
from cart_ward.reports import patient_page
from cart_ward.ui import screens
from cart_ward.ui.crash import Crash
from cart_ward.ui.find_bar import Finder
from cart_ward.ui.handover.pictures import Picture
from cart_ward.ui.keyboard import Keyboard
from cart_ward.ui.main_window import SMALLEST, MainWindow
from cart_ward.ui.opening import Opened
from cart_ward.ui.palette.desk import Palette
from cart_ward.ui.palette.overlay import Overlay
from cart_ward.ui.station import Station, StationFacts
from tests.builders import ZONE, WardBuilder
from tests.fakes import FixedClock, InlineTasks

WANG = Name(family_zh="王", given_zh="芳", family_latin="Wang", given_latin="Fang")

FOUR_MS = 4

P = TypeVar("P", bound=QObject)


@dataclass
class Paper:
    """A printer that remembers what it was sent."""

    there: bool = True
    sent: list[int] = field(default_factory=list)

    def names(self) -> tuple[str, ...]:
        """Return the one printer, if it is there."""
        return ("desk",) if self.there else ()

    def send(self, pages: Sequence[Picture], _printer: str, _title: str) -> bool:
        """Take the pages."""
        self.sent.append(len(pages))
        return True


class Whole:
    """Somebody signed in at a window with two patients: Chen in bed 5, Wang in bed 2."""

    def __init__(
        self, qtbot: QtBot, store: SqlStore, clock: FixedClock, *, letters: bool = True
    ) -> None:
        self.qtbot, self.clock, self.store = qtbot, clock, store
        self.ward = WardBuilder(store, clock)
        self.chen = self.ward.admit(bed="5", hospital_no="P40718")
        self.wang = self.ward.admit(bed="2", hospital_no="P40655", name=WANG)
        self.paper, self.tasks = Paper(), InlineTasks()
        facts = StationFacts(ward_name="3F East", practice=False, zone=ZONE, letter_keys=letters)
        opened = Opened(
            desk=self.ward.desk(),
            snapshot=self.ward.snapshot(),
            facts=facts,
            render=lambda sheet, language, by: patient_page.render_all(
                sheet, language=language, printed_by=by
            ),
            render_patient=lambda sheet, language, by: patient_page.render(
                sheet, language=language, printed_by=by
            ),
            first=None,
            close=lambda: None,
            drafts=Drafts(store.engine),
        )
        self.station = Station(opened.desk, self.tasks, opened.snapshot, facts)
        self.window: MainWindow = screens.open_window(
            self.station, Crash(clock), opened, self.paper
        )
        qtbot.addWidget(self.window)
        self.window.resize(SMALLEST)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.station.sign_in(self.ward.actor(Role.NURSE))
        self.at = 1000

    # ---- parts

    @property
    def palette(self) -> Palette:
        """The palette."""
        return self._part(Palette)

    @property
    def overlay(self) -> Overlay:
        """The palette as it lies open."""
        found = self.palette.overlay
        assert found is not None
        return found

    @property
    def finder(self) -> Finder:
        """The search on a page."""
        return self._part(Finder)

    def _part(self, kind: type[P]) -> P:
        found = self.window.findChild(kind)
        assert isinstance(found, kind)
        return found

    @property
    def told(self) -> str:
        """What the message line says."""
        line = self.window.line
        return line.words.text() if line.isVisible() else ""

    def nurse(self, number: int = 0) -> Staff:
        """Return one of the nurses."""
        return self.station.snapshot.staff[self.ward.actor(Role.NURSE, number).staff_id]

    def read_again(self) -> None:
        """Let the station see what was charted elsewhere."""
        self.station.read_again(_raise)

    # ---- pages

    def open(self, name: str, patient: AdmissionId | None = None) -> QWidget:
        """Open a page by its name in the keyboard map."""
        window, who = self.window, self.chen if patient is None else patient
        ways: dict[str, Callable[[], None]] = {
            "board": window.show_board,
            "handover": window.show_handover,
            "admit": window.show_admit,
            "alarms": window.show_alarms,
            "keys": window.keys.show_list,
            "charge": lambda: window.show_place("charge"),
            "patient": lambda: window.show_patient(who),
            "vitals": lambda: window.show_vitals(who),
            "neuro": lambda: window.show_neuro(who),
            "tocilizumab": lambda: window.show_tocilizumab(who),
            "drug": lambda: window.show_drug(who),
            "stay": lambda: window.show_stay(who),
            "call": lambda: window.show_call(who),
            "not_done": lambda: window.show_not_done(who, Check.VITALS),
            "grade": lambda: window.show_grade(who, Scale.CRS),
            "amend": lambda: window.show_amend(who, self._last_entry(who)),
            "setup": lambda: window.show_place("setup"),
        }
        ways[name]()
        QApplication.processEvents()
        assert window.place_name == name
        return window.page

    def _last_entry(self, patient: AdmissionId) -> EntryId:
        return self.station.snapshot.charts[patient].entries[-1].id

    # ---- keys

    def press(self, keys: str) -> None:
        """Press one key or chord where the keys go."""
        where = QApplication.focusWidget() or self.window
        if len(keys) == 1:
            QTest.keyClicks(where, keys)
        else:
            QTest.keySequence(where, QKeySequence(keys))

    def type(self, text: str) -> None:
        """Type a text where the keys go."""
        where = QApplication.focusWidget() or self.window
        if text.isascii():
            QTest.keyClicks(where, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QCoreApplication.sendEvent(where, event)

    def scan(self, text: str, *, ends: bool = True) -> None:
        """Let a scanner type a code into the window, as the platform brings it."""
        self.at = scan(self.window, text, self.at + 1000, ends=ends)

    def hand(self, text: str) -> None:
        """Type by hand into the window, 120 ms a key, letting the timer run out each time."""
        for character in text:
            self.at += 120
            strike(self.window, character, self.at)
            self._part(Keyboard)._scanner.timed_out()
            self._part(Keyboard)._scanner.timed_out()

    def strike(self, text: str) -> None:
        """Bring one key, 4 ms after the one before."""
        self.at += FOUR_MS
        strike(self.window, text, self.at)


def _raise(error: Exception) -> None:
    """Let a failure of the store fail the test."""
    raise error


def scan(window: QWidget, text: str, at: int, *, ends: bool = True) -> int:
    """Type a code as a scanner does, 4 ms a key by the stamps; return the stamp of the last."""
    for character in [*text, *(["\r"] if ends else [])]:
        at += FOUR_MS
        strike(window, character, at)
    return at


def strike(window: QWidget, text: str, at: int) -> None:
    """Bring one key the way the platform does: the override first, then the window's event."""
    code = int(Qt.Key.Key_Return) if text == "\r" else ord(text.upper())
    modifiers = Qt.KeyboardModifier.NoModifier
    if text == "\x1d":
        code, modifiers = int(Qt.Key.Key_BracketRight), Qt.KeyboardModifier.ControlModifier
    override = QKeyEvent(QEvent.Type.ShortcutOverride, code, modifiers, text)
    QCoreApplication.sendEvent(QApplication.focusWidget() or window, override)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, code, modifiers, text)
        event.setTimestamp(at)
        QCoreApplication.sendEvent(window.windowHandle(), event)
