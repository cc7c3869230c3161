"""One computer of the ward: its own connection to the file, its own threads, the whole window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cart_ward import window as program
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.handover import HandoverSheet
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.status import PatientStatus
from cart_ward.db import folder
from cart_ward.db.engine import Opening
from cart_ward.db.feed import Feed
from cart_ward.db.store import SqlStore
from cart_ward.ui import screens
from cart_ward.ui.board.presenter import BoardRow
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.crash import Crash
from cart_ward.ui.forms.signing import SignedForm
from cart_ward.ui.handover.pictures import Picture
from cart_ward.ui.main_window import SMALLEST
from cart_ward.ui.navigation import Page
from cart_ward.ui.opening import Opened
from cart_ward.ui.station import Station, StationFacts
from cart_ward.ui.tasks import QtTasks
from tests.builders import ZONE, WardBuilder
from tests.fakes import FixedClock
from tests.ui.hands import key

P = TypeVar("P", bound=Page)
Render = Callable[[HandoverSheet, str, str], bytes]

render: Render = program._render
"""The real sheet: the ward and each patient's page."""


@dataclass
class PaperTray:
    """A printer that remembers what it was sent."""

    sent: list[tuple[str, int]] = field(default_factory=list)

    def names(self) -> tuple[str, ...]:
        """Return the one printer."""
        return ("desk",)

    def send(self, pages: Sequence[Picture], printer: str, title: str) -> bool:
        """Take the pages."""
        assert title
        self.sent.append((printer, len(pages)))
        return True


class Seat:
    """Somebody of a role signed in at a computer; `store` shares one that is open already."""

    def __init__(
        self,
        qtbot: QtBot,
        data: Path,
        clock: FixedClock,
        *,
        role: Role = Role.NURSE,
        number: int = 0,
        store: SqlStore | None = None,
        draw: Render = render,
        busy_seconds: float = 5.0,
        practice: bool = True,
    ) -> None:
        self.qtbot = qtbot
        self._owned = store is None
        self.store = store or folder.open_store(
            data, clock=clock, opening=Opening(busy_seconds=busy_seconds)
        )
        self.ward = WardBuilder(self.store, clock)
        self.bugs: list[Exception] = []
        self.tray = PaperTray()
        self.tasks = QtTasks(self.bugs.append)
        self.feed = Feed(self.store.engine)
        opened = Opened(
            desk=self.ward.desk(role, number),
            snapshot=self.ward.snapshot(),
            facts=StationFacts(ward_name="3F East", practice=practice, zone=ZONE),
            render=draw,
            first=None,
            close=self.store.close,
            news=self.feed.news,
        )
        self.station = Station(opened.desk, self.tasks, opened.snapshot, opened.facts)
        self.window = screens.open_window(self.station, Crash(clock), opened, self.tray)
        qtbot.addWidget(self.window)
        self.station.sign_in(self.ward.actor(role, number))
        self.window.resize(SMALLEST)
        self.front()

    def close(self) -> None:
        """Leave the computer; no bug of ours may have come up."""
        self.window.close()
        self.tasks.close()
        self.feed.close()
        if self._owned:
            self.store.close()
        assert self.bugs == []

    def front(self) -> None:
        """Bring this window to the front: keys go there."""
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def page(self, kind: type[P]) -> P:
        """Return the page in front, which is one of this kind."""
        page = self.window.page
        assert isinstance(page, kind)
        return page

    def row(self, patient: AdmissionId) -> BoardRow:
        """Return a patient's row as the board shows it."""
        self.window.show_board()
        rows = self.page(BoardPage).model.rows
        return next(row for row in rows if row.admission_id == patient)

    def sign(self, form: SignedForm) -> None:
        """Press Ctrl+Enter and wait until everything asked for is on disk."""
        with self.qtbot.waitSignal(form.signed):
            self.press_sign(form)

    def press_sign(self, form: SignedForm) -> None:
        """Press Ctrl+Enter where the keys go, which is somewhere in this form."""
        self.qtbot.waitUntil(lambda: has_focus(form))
        key(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def refused(self, form: SignedForm) -> str:
        """Press Ctrl+Enter, wait for the refusal and return its sentence."""
        self.press_sign(form)
        self.qtbot.waitUntil(lambda: not form.busy and form.message.isVisible())
        return form.message.text()

    def status(self, patient: AdmissionId) -> PatientStatus:
        """Return where the patient stands on this screen."""
        return self.station.status(patient)

    def told(self) -> str:
        """Return the message line."""
        return self.window.line.words.text() if self.window.line.isVisible() else ""


def has_focus(form: SignedForm) -> bool:
    """Tell whether keys go to this form."""
    here = QApplication.focusWidget()
    return here is not None and form.isAncestorOf(here)


def kept(data: Path, patient: AdmissionId) -> Chart:
    """Return a chart as the file holds it, read over a connection of its own."""
    store = folder.open_store(data, clock=FixedClock())
    try:
        with store.read() as reading:
            return reading.chart(patient)
    finally:
        store.close()


def acts(data: Path) -> list[str]:
    """Return the acts in the audit log of the file, one for each line, in order."""
    store = folder.open_store(data, clock=FixedClock())
    try:
        with store.engine.begin() as connection:
            found = connection.exec_driver_sql("SELECT act FROM audit_line ORDER BY id")
            return [str(act) for act in found.scalars()]
    finally:
        store.close()
