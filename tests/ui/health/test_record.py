"""What the page says of the record, its copies, its disk, the printer and the sound."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.care.health import BACKUP_LATE, Ground
from cart_ward.clinical.people import Role
from cart_ward.errors import CartWardError, Finding, Level, Unavailable
from cart_ward.i18n import wording
from cart_ward.i18n.wording import failures
from cart_ward.ui.alarms.bell import Sound
from cart_ward.ui.alarms.sound import AlarmSound
from cart_ward.ui.health.behind import Behind
from cart_ward.ui.health.page import HealthPage
from cart_ward.ui.messages import Messages
from cart_ward.ui.station import Station, StationFacts
from cart_ward.ui.upkeep import Record, Upkeep
from tests.builders import ZONE, WardBuilder
from tests.fakes import FixedClock
from tests.ui.charted import Navigation, SlowTasks
from tests.ui.clipping import clipped, cut_off, too_small
from tests.ui.health.grounds import GB, ground
from tests.ui.looking import unnamed
from tests.ui.stations import texts
from tests.ui.whole import Paper

FACTS = {
    "line": 4711,
    "missing": 3,
    "head": "EC2D-C03E",
    "detail": "page 7",
    "row": 12,
    "table": "vital_signs",
    "digest": "0f1e2d3c",
    "found": "0009",
    "folder": "ward",
    "rule": "x",
    "name": "ward.db",
    "at": "14:00",
    "now": "14:00",
    "file": "x.pdf",
}
"""Something for each hole of a sentence."""

KINDS = sorted(
    code
    for code in failures.SENTENCES
    if code.startswith(("chain.", "verify.")) or code == "store.damaged"
)
"""Every kind of finding that a look at the record can end with."""


@dataclass
class Bell:
    """A bell that counts."""

    rung: list[Sound] = field(default_factory=list)

    def ring(self, sound: Sound = Sound.NEW_HIGH) -> None:
        """Remember."""
        self.rung.append(sound)


class Scene:
    """A station whose record does as the test says, and which answers when told."""

    def __init__(self, qtbot: QtBot, ward: WardBuilder, clock: FixedClock) -> None:
        self.qtbot, self.clock, self.tasks = qtbot, clock, SlowTasks()
        self.findings: tuple[Finding, ...] = ()
        self.refusal: CartWardError | None = None
        self.unchecked: CartWardError | None = None
        self.unseen: CartWardError | None = None
        self.ground: Ground = ground()
        self.paper, self.bell, self.navigation = Paper(), Bell(), Navigation()
        facts = StationFacts(ward_name="3F East", practice=False, zone=ZONE)
        self.station = Station(ward.desk(), self.tasks, ward.snapshot(), facts)
        self.station.sign_in(ward.actor(Role.NURSE))
        self.messages = Messages(self.station)
        record = Record(check=self._check, back_up=self._back_up, look=self._look)
        self.upkeep = Upkeep(self.station, self.messages, record)
        self.sound = AlarmSound(self.station, self.messages, self.bell)

    def _check(self) -> tuple[Finding, ...]:
        if self.unchecked is not None:
            raise self.unchecked
        return self.findings

    def _back_up(self) -> None:
        if self.refusal is not None:
            raise self.refusal

    def _look(self) -> Ground:
        if self.unseen is not None:
            raise self.unseen
        return self.ground

    def answer(self) -> None:
        """Answer everything that waits, and what that asks for."""
        while self.tasks.waiting:
            self.tasks.answer()

    def page(self, *, silent: bool = False) -> HealthPage:
        """Open the page; what it asks for waits."""
        sound = AlarmSound(self.station, self.messages, None) if silent else self.sound
        behind = Behind(upkeep=self.upkeep, sound=sound, printers=self.paper)
        page = HealthPage(self.station, self.navigation, behind=behind)
        self.qtbot.addWidget(page)
        page.resize(1246, 560)
        page.show()
        QApplication.processEvents()
        return page


@pytest.fixture
def scene(qtbot: QtBot, ward: WardBuilder, clock: FixedClock) -> Iterator[Scene]:
    """Return a station over a ward with one patient."""
    ward.admit()
    made = Scene(qtbot, ward, clock)
    yield made
    made.station.deleteLater()


def shown(page: HealthPage) -> str:
    """Return every word in sight once it is laid out."""
    QApplication.processEvents()
    QApplication.processEvents()
    return texts(page)


def press(button: QPushButton) -> None:
    """Click a button that can be clicked."""
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_sound_record_is_said_to_be_in_order(scene: Scene) -> None:
    """Checked when, how much is in it, the copy, the chain with its code, room, printer, sound."""
    scene.upkeep.start(())
    scene.answer()
    page = scene.page()
    scene.answer()

    told = shown(page)
    assert page.summary.text() == "✓ As of 14:00 nothing here needs anybody."
    assert "at 14:00: nothing is damaged" in told
    assert "Last good copy: 14:00, 0 min ago." in told
    assert f"ending with the code {scene.station.snapshot.audit_head}" in told
    assert "200.0 GB are free" in told
    assert "Sheets go to desk" in told
    assert "cart-ward restore FILE" in told
    for card in (page.record, page.backup, page.chain, page.disk, page.printer, page.sound):
        assert card.state.text().startswith("✓")
    assert (unnamed(page), too_small(page, 44)) == ([], [])


def test_before_the_first_check_nothing_is_claimed(scene: Scene) -> None:
    """Unknown is never in order, and no copy is not a good one."""
    page = scene.page()
    scene.answer()

    assert page.record.state.text() == "○ Not checked yet"
    assert page.chain.state.text() == "○ Not checked yet"
    assert page.backup.state.text() == "▲ No backup yet"
    assert "There is no good copy of this record." in shown(page)


def test_check_now_runs_behind_the_page_and_only_once(scene: Scene) -> None:
    """The page says since when, the button waits, and the answer is said with its time."""
    page = scene.page()
    scene.answer()
    page.activateWindow()
    scene.qtbot.waitUntil(page.isActiveWindow)

    press(page.check)
    assert page.record.state.text() == "◐ Being checked"
    assert "is being read since 14:00:00" in shown(page)
    assert page.check.hasFocus(), "the page does not scroll away from what it says"
    waiting = len(scene.tasks.waiting)
    press(page.check)
    assert len(scene.tasks.waiting) == waiting
    assert "is being read since 14:00:00" in scene.navigation.told[-1]
    scene.clock.advance(minutes=2)
    scene.answer()

    assert page.record.state.text() == "✓ In order"
    assert "at 14:02: nothing is damaged" in shown(page)


def test_a_page_left_during_a_check_is_left_alone(scene: Scene) -> None:
    """The check goes on; what it finds is there when the page is opened again."""
    page = scene.page()
    scene.answer()
    press(page.check)
    page.leave()
    before = shown(page)

    scene.answer()
    scene.station.ticked.emit(scene.clock.now())

    assert shown(page) == before
    again = scene.page()
    assert again.record.state.text() == "✓ In order"


def test_a_page_left_before_its_questions_are_answered_ignores_them(scene: Scene) -> None:
    """Disk, printers and their failures come too late for it."""
    page = scene.page()
    page.leave()
    before = shown(page)
    scene.unseen = Unavailable("store.io_failed")

    scene.answer()

    assert shown(page) == before


def test_a_check_that_cannot_be_made_says_why(scene: Scene) -> None:
    """Not checked is neither damaged nor in order."""
    scene.unchecked = Unavailable("store.io_failed")
    page = scene.page()
    press(page.check)
    scene.answer()

    assert page.record.state.text() == "▲ Could not be checked"
    assert "The disk did not answer" in shown(page)
    assert page.check.isEnabled()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("code", KINDS)
def test_every_kind_of_damage_is_told_in_words(scene: Scene, code: str, language: str) -> None:
    """What was found, what it means and what to do; nothing of it is a code alone."""
    i18n.set_language(language)
    level = Level.WARN if code == "chain.no_head" else Level.STOP
    finding = Finding(field="store", level=level, code=code, facts=FACTS)
    scene.findings = (finding,)
    scene.upkeep.start(scene.findings)
    scene.answer()
    page = scene.page()
    scene.answer()

    told = shown(page)
    assert wording.say(code, **FACTS) in told
    stopped = level is Level.STOP
    assert page.record.state.text().startswith("■") is stopped
    assert page.chain.state.text().startswith("▲" if not stopped else "■") is (
        code.startswith("chain.")
    )
    assert page.copy.isEnabled() is not stopped
    assert (clipped(page), cut_off(page)) == ([], [])
    i18n.set_language("en")


def test_a_late_backup_is_marked_and_made_by_a_button(scene: Scene) -> None:
    """An hourly turn left out is late; its age is said and grows while one looks."""
    scene.upkeep.start(())
    scene.answer()
    page = scene.page()
    scene.answer()
    scene.clock.advance(seconds=BACKUP_LATE.total_seconds())
    scene.station.ticked.emit(scene.clock.now())
    assert page.backup.state.text() == "✓ In order"
    scene.clock.advance(minutes=1)
    scene.station.ticked.emit(scene.clock.now())
    assert page.backup.state.text() == "▲ Backup is late"
    assert "1 h 31 min ago" in shown(page)
    assert page.summary.text() == "▲ As of 15:31 this needs somebody: Backup"

    press(page.copy)
    assert page.backup.state.text() == "◐ A copy is being made"
    press(page.copy)
    assert "A copy is being made since 15:31:00" in scene.navigation.told[-1]
    scene.answer()

    assert page.backup.state.text() == "✓ In order"
    assert "Last good copy: 15:31, 0 min ago" in shown(page)


def test_a_backup_that_fails_says_why_and_which_one_is_the_last(scene: Scene) -> None:
    """The copy of an earlier window counts as long as there is none of this one."""
    scene.ground = ground(newest=scene.clock.now() - timedelta(hours=5))
    scene.refusal = Unavailable("store.full")
    scene.upkeep.start(())
    scene.answer()
    page = scene.page()
    scene.answer()

    told = shown(page)
    assert page.backup.state.text() == "▲ No copy could be made"
    assert "Last good copy: 09:00, 5 h ago" in told
    assert "The disk is full" in told
    assert "1 copy lies in the folder" in told


@pytest.mark.parametrize(
    ("free", "state", "words"),
    [
        (None, "○ Not known", "does not tell how much room is left"),
        (GB - 1, "▲ Little room left", "may fill it within a day"),
        (GB, "✓ Enough room", "enough for 10 days"),
        (200 * GB, "✓ Enough room", "a month and longer"),
    ],
)
def test_the_disk_is_low_before_it_is_full(
    scene: Scene, free: int | None, state: str, words: str
) -> None:
    """In GB, and in what that means."""
    scene.ground = ground(free=free)
    page = scene.page()
    scene.answer()

    assert page.disk.state.text() == state
    assert words in shown(page)


def test_a_disk_that_does_not_answer_is_said(scene: Scene) -> None:
    """Not known, and why."""
    scene.unseen = Unavailable("store.io_failed")
    page = scene.page()
    scene.answer()

    assert page.disk.state.text() == "○ Not known"
    assert "The disk did not answer" in shown(page)


def test_an_end_of_the_audit_log_that_is_not_noted_is_marked(scene: Scene) -> None:
    """A lost end could not be found then."""
    scene.ground = ground(noted=None)
    scene.upkeep.start(())
    page = scene.page()
    scene.answer()

    assert page.chain.state.text() == "▲ Its end is not noted"


def test_without_a_printer_sheets_go_to_pdf(scene: Scene) -> None:
    """Said before somebody wants to print."""
    scene.paper.there = False
    page = scene.page()
    assert page.printer.state.text() == "○ Not known"
    scene.answer()

    assert page.printer.state.text() == "▲ No printer"
    assert "sheets are saved as PDF" in shown(page)


def test_the_speaker_is_tried_at_the_start_of_a_shift(scene: Scene) -> None:
    """One sound, whether the switch is on or off; the page follows the switch."""
    page = scene.page()
    scene.answer()
    press(page.play)
    assert scene.bell.rung == [Sound.NEW_HIGH]

    scene.sound.toggle()
    assert page.sound.state.text() == "▲ Off"
    press(page.play)

    assert len(scene.bell.rung) == 2


def test_a_station_that_cannot_ring_has_no_button_for_it(scene: Scene) -> None:
    """No dead control."""
    page = scene.page(silent=True)

    assert page.sound.state.text() == "○ No sound here"
    assert page.play.isHidden()


def test_versions_are_copied_without_the_breaks_of_the_screen(scene: Scene) -> None:
    """The path as it is, so that it can be used."""
    page = scene.page()
    scene.answer()

    press(page.copy_versions)

    copied = QGuiApplication.clipboard().text()
    assert "Data folder /home/ward/.local/share/cart-ward" in copied
    assert "SQLCipher 4.17.0 community" in copied
    assert "\u200b" not in copied


def test_a_moved_clock_stands_in_the_summary(scene: Scene) -> None:
    """Whatever needs somebody is named above everything."""
    scene.upkeep.start(())
    page = scene.page()
    scene.answer()
    scene.clock.suspect = True
    scene.station.ticked.emit(scene.clock.now())

    assert page.summary.text().endswith("this needs somebody: This computer's clock")
