"""Start-up: a frame first, the ward behind it; what cannot be relied on is said, not opened."""

import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cart_ward import window as program
from cart_ward.app import Options
from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.people import AdmissionId
from cart_ward.db import folder
from cart_ward.db.layout import STORE
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.opening import Opened, Opening
from cart_ward.ui.tokens import LIGHT
from tests.builders import WardBuilder
from tests.fakes import FixedClock
from tests.trips.charting import fill_vitals
from tests.trips.seats import acts, kept
from tests.ui.hands import key
from tests.ui.stations import texts

Progress = Callable[[int, int], None]


class Program:
    """The program over a data folder, as `run_window` starts it, but for the event loop."""

    def __init__(self, qtbot: QtBot, app: QApplication, data: Path, clock: FixedClock) -> None:
        self.qtbot = qtbot
        self.story: list[str] = []
        options = Options(data=data, language="en", practice=True, passphrase=str)
        opens = partial(program._open, options, program.Window(), clock)
        name = program.instance_name(data)
        self.opening = Opening(app, clock, partial(self._noted, opens), instance=name)
        self.opening.curtain.painted.connect(partial(self.story.append, "painted"))
        qtbot.addWidget(self.opening.curtain)

    def _noted(self, opens: Callable[[Progress], Opened], progress: Progress) -> Opened:
        self.story.append("opens")
        return opens(progress)

    def start(self) -> None:
        """Start, and wait until the board stands, or a red page, or it has left again."""
        with self.qtbot.waitExposed(self.opening.curtain):
            self.opening.start()
        self.qtbot.waitUntil(self.is_settled)

    def is_settled(self) -> bool:
        """Tell whether nothing more happens by itself."""
        opening = self.opening
        gone = "painted" in self.story and opening.curtain.isHidden()
        return opening.window is not None or opening.refused is not None or gone

    def stop(self) -> None:
        """Close whatever is in front."""
        if self.opening.window is not None:
            self.qtbot.addWidget(self.opening.window)
            self.opening.window.close()
        else:
            self.opening._end()


@pytest.fixture
def hooks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give back the hooks that the program takes for itself."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)


@pytest.fixture
def patients(data: Path, clock: FixedClock) -> tuple[AdmissionId, ...]:
    """Put three patients on the ward, and close the file again."""
    store = folder.open_store(data, clock=clock)
    ward = WardBuilder(store, clock)
    found = tuple(ward.admit(bed) for bed in ("3", "5", "7"))
    for patient in found:
        ward.record_vitals(patient)
    store.close()
    return found


@pytest.fixture
def started(
    qtbot: QtBot, qapp: QApplication, data: Path, clock: FixedClock, hooks: None
) -> Iterator[Callable[[], Program]]:
    """Return a way to start the program over the folder; each is stopped at the end."""
    assert hooks is None
    made: list[Program] = []

    def start() -> Program:
        made.append(Program(qtbot, qapp, data, clock))
        made[-1].start()
        return made[-1]

    yield start
    for one in reversed(made):
        one.stop()


def test_the_frame_is_painted_first_and_then_the_board_with_every_patient(
    started: Callable[[], Program], patients: tuple[AdmissionId, ...]
) -> None:
    """Nothing is opened before something is seen; then each bed has its row."""
    run = started()
    window = run.opening.window
    assert window is not None
    page = window.page

    assert run.story == ["painted", "opens"]
    assert isinstance(page, BoardPage)
    assert {row.admission_id for row in page.model.rows} == set(patients)
    assert window.isVisible()
    assert run.opening.curtain.isHidden()
    assert window.status.chain.text().startswith("Audit chain")


def _newer(data: Path) -> None:
    store = folder.open_store(data, clock=FixedClock())
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()


def _flipped(data: Path) -> None:
    content = bytearray((data / STORE).read_bytes())
    content[100] ^= 1
    (data / STORE).write_bytes(bytes(content))


def _cut(data: Path) -> None:
    (data / STORE).write_bytes((data / STORE).read_bytes()[: 4096 * 3 + 5])


def _keyless(data: Path) -> None:
    (data / "keys.json").unlink()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        pytest.param(_newer, "newer version", id="newer-schema"),
        pytest.param(_flipped, "The ward's file is damaged", id="flipped-byte"),
        pytest.param(_cut, "The ward's file is damaged", id="cut-short"),
        pytest.param(_keyless, "The key file of the ward is missing", id="no-keys"),
    ],
)
def test_a_store_that_cannot_be_opened_is_a_red_page_and_is_left_as_it_is(
    started: Callable[[], Program],
    patients: tuple[AdmissionId, ...],
    data: Path,
    harm: Callable[[Path], None],
    words: str,
) -> None:
    """One sentence that says what is safe and what to do; not a byte of the folder changes."""
    assert patients
    harm(data)
    before = {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()}
    run = started()
    curtain = run.opening.curtain
    page = curtain.centralWidget()

    assert page is not None
    assert run.opening.window is None
    assert words in curtain.sentence.text()
    assert LIGHT.high.fill in page.styleSheet()
    assert curtain.leave.isVisible()
    assert {name: (data / name).read_bytes() for name in before} == before


def break_chain(data: Path) -> None:
    """Change a line of the audit log, as somebody would who holds the file key."""
    store = folder.open_store(data, clock=FixedClock())
    with store.engine.begin() as connection:
        found = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_line'"
        ).all()
        for name, _sql in found:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("UPDATE audit_line SET reason = 'other' WHERE id = 7")
        for _name, sql in found:
            connection.exec_driver_sql(sql)
    store.close()


def test_a_broken_chain_opens_to_be_read_and_nothing_more_is_written(
    started: Callable[[], Program], patients: tuple[AdmissionId, ...], data: Path
) -> None:
    """The board is there and says why; a set that is typed stays in its form."""
    break_chain(data)
    lines = acts(data)
    run = started()
    window = run.opening.window
    assert window is not None
    said = texts(window)
    window.show_vitals(patients[0])
    page = window.page
    assert isinstance(page, VitalsPage)
    run.qtbot.waitUntil(window.isActiveWindow)
    fill_vitals(page)
    key(page.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    run.qtbot.waitUntil(lambda: not page.vitals.busy and page.vitals.message.isVisible())

    assert "changed from line 7 on. Nothing more is written" in said
    assert "cannot be relied on, so nothing more is written" in page.vitals.message.text()
    assert page.vitals.fields.temperature.text() == "39.2"
    assert len(kept(data, patients[0]).of(VitalSigns)) == 1
    assert acts(data) == lines


def test_a_second_window_raises_the_first_and_leaves(
    started: Callable[[], Program], patients: tuple[AdmissionId, ...]
) -> None:
    """It opens nothing; whoever started the program again finds the window that is there."""
    assert patients
    first = started()
    window = first.opening.window
    assert window is not None
    window.showMinimized()
    second = started()
    first.qtbot.waitUntil(lambda: not window.isMinimized())

    assert second.story == ["painted"]
    assert second.opening.window is None
    assert second.opening.refused is None
    assert window.isVisible()


def test_after_the_first_has_left_the_next_one_opens(
    started: Callable[[], Program], patients: tuple[AdmissionId, ...]
) -> None:
    """The place is given back with the window."""
    first = started()
    first.stop()
    second = started()

    window = second.opening.window
    assert window is not None
    assert isinstance(window.page, BoardPage)
    assert len(window.page.model.rows) == len(patients)
