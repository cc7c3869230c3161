"""The board from afar: readable at two metres, the worst first, no full name, one key away."""

import dataclasses

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cart_ward.clinical.alarms import Alarm, Priority
from cart_ward.clinical.schedule import DueState
from cart_ward.clinical.vocabulary import Check
from cart_ward.ui import theme
from cart_ward.ui.board import far
from cart_ward.ui.board.far import FarBoard, state_words
from cart_ward.ui.board.view import BoardPage
from tests.fakes import NOW
from tests.ui.contrast import contrast
from tests.ui.frame import Frame, build_frame
from tests.ui.ward import NURSE, Navigation, Ward, due, full_ward


@pytest.fixture
def page(qtbot: QtBot, still_ward: Ward, navigation: Navigation) -> BoardPage:
    """Return the board of seven patients, looked at from afar."""
    full_ward(still_ward)
    made = BoardPage(still_ward.station, navigation)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    made.key_ways()["far"]()
    return made


@pytest.fixture
def frame(qtbot: QtBot, still_ward: Ward) -> Frame:
    """Return the window, somebody signed in, a high alarm open."""
    full_ward(still_ward)
    first = still_ward.station.answers[0]
    alarm = Alarm(
        key="k",
        admission_id=first.admission.id,
        priority=Priority.HIGH,
        code="alarm.crs_3",
        since=NOW,
        facts={"grade": 3},
        answered=False,
    )
    first = dataclasses.replace(first, alarms=(alarm,))
    still_ward.station.answers = (first, *still_ward.station.answers[1:])
    made = build_frame(still_ward.station)
    qtbot.addWidget(made.window)
    still_ward.station.sign_in(NURSE)
    made.window.resize(1366, 768)
    made.window.show()
    return made


def test_f11_and_a_button_show_it_and_esc_leaves_it(frame: Frame, qtbot: QtBot) -> None:
    """Counts, table and buttons give way, and come back."""
    window = frame.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = window.page
    assert isinstance(page, BoardPage)
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert page.far()
    assert page.far_board.isVisible()
    assert not page.table.isVisible()
    assert not page.record.isVisible()

    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not page.far()
    assert page.table.isVisible()

    QTest.mouseClick(page.far_button, Qt.MouseButton.LeftButton)
    assert page.far()
    QTest.mouseClick(page.near_button, Qt.MouseButton.LeftButton)
    assert not page.far()


def test_what_must_be_read_is_large_enough(
    page: BoardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bed, initials, state, minutes and grades: 63 pixels, in rows of 96, inside its column."""
    told: list[tuple[str, int, int, int]] = []
    write = FarBoard._text

    def note(self: FarBoard, painter: QPainter, area: QRect, words: str, font: QFont) -> None:
        width = QFontMetrics(font).horizontalAdvance(words)
        told.append((words, font.pixelSize(), width, area.width()))
        write(self, painter, area, words, font)

    monkeypatch.setattr(FarBoard, "_text", note)
    page.far_board.grab()

    rows = {words: size for words, size, _w, _r in told}
    assert {"05", "C.W.", "Late 40 min", "Due now", "in 24 min"} <= set(rows)
    assert all(rows[words] >= 63 for words in ("05", "C.W.", "Late 40 min", "Due now"))
    assert [words for words, _size, width, room in told if width > room] == []
    assert far.ROW == 96
    assert contrast(theme.LIGHT.ink, theme.LIGHT.card) >= 7


def test_no_full_name_stands_there(page: BoardPage) -> None:
    """Anybody in the corridor may read it: initials, for the ear as well."""
    spoken = page.far_board.accessibleDescription()

    assert "05 C.W. Late 40 min CRS 2, rising" in spoken
    assert "not assessed" in spoken
    assert "Chen" not in spoken
    assert "陈" not in spoken


@pytest.mark.parametrize(
    ("state", "minutes", "missed", "expected"),
    [
        (DueState.NOT_DUE, 24, 0, "in 24 min"),
        (DueState.DUE, 5, 0, "in 5 min"),
        (DueState.DUE, 0, 0, "Due now"),
        (DueState.OVERDUE, -40, 0, "Late 40 min"),
        (DueState.VERY_OVERDUE, -150, 0, "Late 2 h 30 min"),
        (DueState.MISSED, -300, 2, "Missed 5 h"),
        (DueState.PAUSED, 74, 0, "Paused"),
    ],
)
def test_state_is_a_word_and_its_minutes(
    state: DueState, minutes: int, missed: int, expected: str
) -> None:
    """Shape and word; the double triangle says "very"."""
    assert state_words(due(Check.VITALS, minutes, state, missed), NOW) == expected


def test_what_does_not_fit_is_counted(page: BoardPage) -> None:
    """The worst stand on top; how many more there are is said."""
    shown = page.far_board.room

    assert 0 < shown < 7
    assert page.far_board.hidden == 7 - shown
    page.far_board.resize(1366, far.HEAD + 7 * far.ROW)
    assert page.far_board.hidden == 0


def test_minutes_move_with_the_tick_and_only_then(page: BoardPage, still_ward: Ward) -> None:
    """A second that changes no word costs no paint."""
    before = page.far_board.states
    still_ward.clock.advance(seconds=1)
    still_ward.station.ticked.emit(still_ward.clock.now())
    same = page.far_board.states

    still_ward.clock.advance(minutes=1)
    still_ward.station.ticked.emit(still_ward.clock.now())

    assert same is before
    assert page.far_board.states[0] == "Late 41 min"


def test_frame_gives_way_and_the_alarm_keeps_the_name(frame: Frame) -> None:
    """Bars that nobody can read from there go; the alarm stays, without a name."""
    window = frame.window
    assert "Chen" in window.alarms.words.text()

    page = window.page
    assert isinstance(page, BoardPage)
    page.toggle_far()

    assert not window.nav.isVisible()
    assert not window.top.isVisible()
    assert window.alarms.isVisible()
    assert "Chen" not in window.alarms.words.text()
    assert not window.alarms.list.isVisible()
    page.toggle_far()
    assert window.nav.isVisible()
    assert window.top.isVisible()
    assert "Chen" in window.alarms.words.text()


def test_language_and_lock_keep_the_far_view(frame: Frame, still_ward: Ward) -> None:
    """It hangs on the wall: a switch of language changes only its words."""
    page = frame.window.page
    assert isinstance(page, BoardPage)
    page.toggle_far()

    frame.window.set_language("zh_CN")

    again = frame.window.page
    assert isinstance(again, BoardPage)
    assert again is not page
    assert again.far()
    assert frame.window.top.isHidden()
    frame.window.lock()
    assert not frame.window.top.isHidden()
    still_ward.station.sign_in(NURSE)
    assert frame.window.top.isHidden()


def test_pointer_over_the_far_view_chooses_nobody(page: BoardPage) -> None:
    """Nothing is acted on from there, so the order is always the present one."""
    QTest.mouseClick(page.far_board, Qt.MouseButton.LeftButton, pos=QPoint(200, 100))

    assert page.table.chosen() is None
    assert page.far_board.rows[0].bed == "05"


@pytest.mark.parametrize("private", ["far", "locked"])
def test_the_message_line_names_nobody_there(frame: Frame, private: str) -> None:
    """What was saved for whom is for who stands at the desk; a warning about the record stays."""
    window = frame.window
    page = window.page
    assert isinstance(page, BoardPage)
    hide = page.toggle_far if private == "far" else window.lock
    window.tell("Vital signs of Chen Wei: saved 14:00:00.")
    hide()
    named = window.line.isVisible()
    window.tell("No copy for 40 min.", good=False)
    hide()

    assert not named
    assert window.line.isVisible()


def test_an_empty_ward_has_no_way_to_admit_on_the_corridor(
    qtbot: QtBot, still_ward: Ward, navigation: Navigation
) -> None:
    """F11 leaves the rows alone; back at the desk the first step stands there again."""
    page = BoardPage(still_ward.station, navigation)
    qtbot.addWidget(page)
    page.show()
    page.toggle_far()
    afar = (page.first.isVisible(), page.empty.isVisible())
    page.refresh()
    still = page.first.isVisible()
    page.toggle_far()

    assert (afar, still) == ((False, False), False)
    assert page.first.isVisible()
