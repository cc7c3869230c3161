"""A start over any folder: a new ward, a locked one, a foreign one, each over real files."""

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cart_ward import window as program
from cart_ward.app import Options
from cart_ward.clinical.people import Role
from cart_ward.db import folder
from cart_ward.db.layout import BACKUPS
from cart_ward.runtime import paths, settings
from cart_ward.runtime.settings import Look
from cart_ward.ui import theme
from cart_ward.ui.display import Display
from cart_ward.ui.first_run import FirstRun
from cart_ward.ui.first_run_pages import (
    CodeStep,
    LanguageStep,
    PassphrasePage,
    PersonStep,
    WardStep,
)
from cart_ward.ui.opening import Opening
from tests.builders import PIN
from tests.fakes import FixedClock
from tests.ui.hands import click, keys

PHRASE = "long ward phrase"
SLOW = 20_000
"""Milliseconds to wait for what stretches its keys on purpose."""


class Start:
    """The program over a folder, as `run_window` starts it, but for the event loop."""

    def __init__(self, qtbot: QtBot, app: QApplication, data: Path, clock: FixedClock) -> None:
        self.qtbot = qtbot
        options = Options(data=data, language="en", practice=False, passphrase=str)
        how = program.Window()
        doors = program._doors(options, how, clock)
        name = program.instance_name(data)
        self.opening = Opening(
            app, clock, lambda _: pytest.fail("asked"), doors=doors, instance=name
        )
        qtbot.addWidget(self.opening.curtain)
        with qtbot.waitExposed(self.opening.curtain):
            self.opening.start()

    def stop(self) -> None:
        """Close whatever is in front."""
        if self.opening.window is not None:
            self.qtbot.addWidget(self.opening.window)
            self.opening.window.close()
        self.opening.curtain.close()

    @property
    def page(self) -> object:
        """What stands on the curtain."""
        return self.opening.curtain.centralWidget()

    def first_run(self) -> FirstRun:
        """Wait for the first run."""
        self.qtbot.waitUntil(lambda: isinstance(self.page, FirstRun))
        assert isinstance(self.page, FirstRun)
        return self.page

    def locked(self) -> PassphrasePage:
        """Wait for the page that asks for the passphrase."""
        self.qtbot.waitUntil(lambda: isinstance(self.page, PassphrasePage), timeout=SLOW)
        assert isinstance(self.page, PassphrasePage)
        return self.page

    def wait_for_board(self) -> None:
        """Wait until the ward stands."""
        self.qtbot.waitUntil(lambda: self.opening.window is not None, timeout=SLOW)

    def make(self, passphrase: str = "") -> CodeStep:
        """Fill in the three pages and return the recovery code's."""
        run = self.first_run()
        assert isinstance(run.step, LanguageStep)
        click(run.step.buttons["en"])
        assert isinstance(run.step, WardStep)
        keys(run.step.name.line, "3F East")
        click(run.next)
        assert isinstance(run.step, PersonStep)
        keys(run.step.names["family_latin"].line, "Li")
        for field in (run.step.pin, run.step.pin_again):
            keys(field.line, PIN)
        for field in (run.step.phrase, run.step.phrase_again):
            keys(field.line, passphrase)
        click(run.next)
        self.qtbot.waitUntil(lambda: isinstance(run.step, CodeStep), timeout=SLOW)
        assert isinstance(run.step, CodeStep)
        return run.step

    def write_down(self) -> None:
        """Type the last group of the code back and go on."""
        run = self.first_run()
        assert isinstance(run.step, CodeStep)
        keys(run.step.typed.line, run.step.code.accessibleName()[-4:])
        click(run.next)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a place of this test's own for data and secrets; hooks are given back after it."""
    monkeypatch.setattr(paths, "station_secrets", lambda: tmp_path / "home" / "secrets")
    monkeypatch.setattr(paths, "default_practice", lambda: tmp_path / "home" / "practice")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    return tmp_path / "home"


@pytest.fixture
def start(
    qtbot: QtBot, qapp: QApplication, home: Path, clock: FixedClock
) -> Iterator[Callable[[], Start]]:
    """Return a way to start the program over the folder; each is stopped at the end."""
    made: list[Start] = []

    def begin() -> Start:
        made.append(Start(qtbot, qapp, home / "ward", clock))
        return made[-1]

    yield begin
    for each in reversed(made):
        each.stop()


def test_first_run_makes_a_ward_that_opens_again(start: Callable[[], Start], home: Path) -> None:
    """Beds, charge nurse, rules that nobody approved, settings; the board says so."""
    first = start()
    first.make()
    assert not folder.is_store(home / "ward")
    first.write_down()
    first.wait_for_board()
    window = first.opening.window
    assert window is not None

    snapshot = window._station.snapshot
    assert window.locked
    assert len(snapshot.beds) == 12
    assert {person.role for person in snapshot.staff.values()} == {
        Role.CHARGE_NURSE,
        Role.ADMINISTRATOR,
    }
    assert "rules not approved by this hospital" in window.status.rules.text()
    assert settings.read(home / "ward").ward_name == "3F East"
    assert not window._station.facts.practice
    first.stop()
    again = start()
    again.wait_for_board()


def test_the_look_of_a_station_is_kept_in_its_folder(
    start: Callable[[], Start], home: Path, qtbot: QtBot
) -> None:
    """Chosen in the window, written by another thread, worn when the ward opens again."""
    first = start()
    first.make()
    first.write_down()
    first.wait_for_board()
    window = first.opening.window
    assert window is not None
    display = window.findChild(Display)
    assert isinstance(display, Display)
    chosen = Look(theme="dark", text_percent=125, reduced_motion=True)

    display.choose(chosen)
    qtbot.waitUntil(lambda: settings.read(home / "ward").look == chosen)
    first.stop()
    again = start()
    again.wait_for_board()

    tokens = theme.current()
    assert (tokens.name, tokens.sizes.percent, tokens.motion) == ("dark", 125, False)


def test_new_ward_lets_its_first_person_in(start: Callable[[], Start]) -> None:
    """With the PIN that she typed twice."""
    first = start()
    first.make()
    first.write_down()
    first.wait_for_board()
    window = first.opening.window
    assert window is not None
    charge = next(
        person.id
        for person in window._station.snapshot.staff.values()
        if person.role is Role.CHARGE_NURSE
    )
    window.entrance.choose(charge)
    keys(window.entrance.pin, PIN)

    window.entrance.submit()

    first.qtbot.waitUntil(lambda: not window.locked, timeout=SLOW)


def test_cancelled_first_run_leaves_nothing(start: Callable[[], Start], home: Path) -> None:
    """Even after the ward was made and its code shown."""
    first = start()
    first.make(PHRASE)
    assert home.exists()

    first.opening.curtain.close()

    assert not home.exists()


def test_closing_while_the_ward_is_made_leaves_nothing(
    start: Callable[[], Start], home: Path
) -> None:
    """The work under way ends, and goes."""
    first = start()
    run = first.first_run()
    assert isinstance(run.step, LanguageStep)
    click(run.step.buttons["en"])
    assert isinstance(run.step, WardStep)
    keys(run.step.name.line, "3F")
    click(run.next)
    assert isinstance(run.step, PersonStep)
    run.step.names["family_zh"].set_text("李")
    for field in (run.step.pin, run.step.pin_again):
        keys(field.line, PIN)
    click(run.next)

    first.opening.curtain.close()

    assert not home.exists()


def test_wrong_passphrase_is_asked_for_again(start: Callable[[], Start]) -> None:
    """Nothing is changed; the right one opens the ward."""
    first = start()
    first.make(PHRASE)
    first.write_down()
    first.wait_for_board()
    first.stop()

    again = start()
    page = again.locked()
    keys(page.phrase.line, "another one")
    page.submit()
    again.qtbot.waitUntil(lambda: page.phrase.remark.text() != "", timeout=SLOW)
    assert "not the ward passphrase" in page.phrase.remark.text()
    assert again.page is page
    keys(page.phrase.line, PHRASE)
    page.submit()

    again.wait_for_board()


def test_foreign_folder_is_refused_and_left_alone(start: Callable[[], Start], home: Path) -> None:
    """Somebody else's files are no place for a ward."""
    (home / "ward").mkdir(parents=True)
    (home / "ward" / "letter.txt").write_text("mine")

    first = start()

    first.qtbot.waitUntil(lambda: first.opening.refused is not None)
    assert "not a ward of this program" in first.opening.curtain.sentence.text()
    assert [path.name for path in (home / "ward").iterdir()] == ["letter.txt"]


def test_board_is_followed_by_check_and_backup(start: Callable[[], Start], home: Path) -> None:
    """On its own, behind the board, in the real files."""
    first = start()
    first.make()
    first.write_down()
    first.wait_for_board()
    window = first.opening.window
    assert window is not None

    first.qtbot.waitUntil(lambda: window.status.backup.text() != "", timeout=SLOW)

    assert window.status.backup.text() == "Backup 14:00 verified"
    assert "intact" in window.status.chain.text()
    assert len(list((home / "ward" / BACKUPS).glob("ward-*.db"))) == 1


def test_bug_while_opening_is_a_red_page(
    start: Callable[[], Start], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits before a frame that says nothing."""

    def broken(_options: Options) -> None:
        raise RuntimeError("ours")

    monkeypatch.setattr(program, "_look", broken)

    first = start()

    first.qtbot.waitUntil(lambda: "A fault" in first.opening.curtain.sentence.text())
    assert first.opening.window is None
