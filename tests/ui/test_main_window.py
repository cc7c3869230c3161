"""The frame leads to every page, keeps what was typed, and never hides who needs somebody."""

import dataclasses
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.care.changes import Changes
from cart_ward.clinical.alarms import Alarm, Priority
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import Check, EntryId, Scale
from cart_ward.ui import theme
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.crash import BugNote
from cart_ward.ui.frame.key_list import KeyListPage
from cart_ward.ui.frame.nav_bar import PLACES
from cart_ward.ui.main_window import SMALLEST
from cart_ward.ui.station import StationFacts
from tests.fakes import NOW
from tests.ui.frame import BROKEN, Frame, build_frame
from tests.ui.ward import NURSE, SECOND, ZONE, Ward, full_ward

CHEN = AdmissionId(1)
WANG = AdmissionId(2)


@pytest.fixture
def frame(qtbot: QtBot, still_ward: Ward) -> Iterator[Frame]:
    """Return the window over seven patients, a nurse signed in."""
    full_ward(still_ward)
    made = build_frame(still_ward.station)
    qtbot.addWidget(made.window)
    made.window.resize(SMALLEST)
    made.window.show()
    still_ward.station.sign_in(NURSE)
    yield made
    i18n.set_language("en")


def alarm(whose: AdmissionId, priority: Priority = Priority.HIGH) -> Alarm:
    """Return an open alarm."""
    return Alarm(
        key=f"{whose}.{priority}",
        admission_id=whose,
        priority=priority,
        code="no.such.sentence",
        since=NOW,
        facts={},
        answered=False,
    )


def test_window_opens_on_the_board(frame: Frame) -> None:
    """The ward first, with its name, who is signed in, the shift and the time."""
    top = frame.window.top

    assert isinstance(frame.window.page, BoardPage)
    assert top.title.text() == "CAR-T Ward · 3F East"
    assert top.person.text() == "李娜 Li Na · Nurse"
    assert top.shift.text() == "Day shift 08:00–20:00"
    assert top.clock.text() == "14:00"


def test_window_fits_the_smallest_screen(frame: Frame) -> None:
    """1366 x 768 holds the whole frame."""
    hint = frame.window.minimumSizeHint()

    assert hint.width() <= SMALLEST.width()
    assert hint.height() <= SMALLEST.height()


def test_every_way_of_the_navigator_leads_to_its_page(frame: Frame) -> None:
    """Each page is made for the patient it was asked for."""
    window = frame.window
    ways = {
        "patient": lambda: window.show_patient(CHEN),
        "vitals": lambda: window.show_vitals(CHEN),
        "neuro": lambda: window.show_neuro(CHEN),
        "tocilizumab": lambda: window.show_tocilizumab(CHEN),
        "drug": lambda: window.show_drug(CHEN),
        "call": lambda: window.show_call(CHEN),
        "not_done": lambda: window.show_not_done(CHEN, Check.NEURO),
        "grade": lambda: window.show_grade(CHEN, Scale.CRS),
        "amend": lambda: window.show_amend(CHEN, EntryId(9)),
        "admit": window.show_admit,
        "handover": window.show_handover,
    }

    for name, way in ways.items():
        way()
        assert frame.sheet.name == name
        assert frame.window.top.title.text() == name


def test_place_on_the_left_follows_the_page(frame: Frame) -> None:
    """The word on the left says where the window is."""
    frame.window.show_tocilizumab(CHEN)
    assert frame.window.nav.buttons["tocilizumab"].isChecked()

    frame.window.show_vitals(CHEN)
    assert frame.window.nav.buttons["patient"].isChecked()


@pytest.mark.parametrize(
    ("keys", "modifiers", "name"),
    [
        (Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier, "patient"),
        (Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier, "tocilizumab"),
        (Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier, "handover"),
        (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier, "vitals"),
        (
            Qt.Key.Key_N,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
            "neuro",
        ),
        (Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier, "tocilizumab"),
    ],
)
def test_shortcuts_lead_to_the_chosen_patient(
    frame: Frame, keys: Qt.Key, modifiers: Qt.KeyboardModifier, name: str
) -> None:
    """The keys of the frame act on the row chosen on the board."""
    board = frame.window.page
    assert isinstance(board, BoardPage)
    board.table.selectRow(1)

    QTest.keyClick(frame.window, keys, modifiers)

    assert frame.sheet.name == name
    assert frame.sheet.about in ((WANG,), ())


def test_escape_goes_up_and_keeps_what_was_typed(frame: Frame) -> None:
    """From the form to the patient to the board; the form comes back as it was left."""
    frame.window.show_vitals(CHEN)
    frame.sheet.field.setText("39.1")
    form = frame.sheet

    QTest.keyClick(frame.window, Qt.Key.Key_Escape)
    assert form.left
    assert frame.sheet.name == "patient"
    QTest.keyClick(frame.window, Qt.Key.Key_Escape)
    assert isinstance(frame.window.page, BoardPage)

    frame.window.show_vitals(CHEN)
    assert frame.sheet.field.text() == "39.1"
    frame.window.show_vitals(WANG)
    assert frame.sheet.field.text() == ""


def test_language_changes_live_and_keeps_what_was_typed(qtbot: QtBot, frame: Frame) -> None:
    """The page is built anew in the other language with its draft."""
    frame.window.show_vitals(CHEN)
    frame.sheet.field.setText("39.1")

    with qtbot.waitSignal(frame.window.language_changed) as told:
        QTest.mouseClick(frame.window.top.languages["zh_CN"], Qt.MouseButton.LeftButton)

    assert told.args == ["zh_CN"]
    assert frame.sheet.spoke == "zh_CN"
    assert frame.sheet.field.text() == "39.1"
    assert frame.window.top.languages["zh_CN"].isChecked()


def test_lock_hides_the_page_and_keeps_it(frame: Frame, still_ward: Ward) -> None:
    """Locked, nobody's name is on the screen; the same person finds her form as it was."""
    frame.window.show_vitals(CHEN)
    frame.sheet.field.setText("39.1")

    QTest.keyClick(frame.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert frame.window.locked
    assert frame.window.entrance.isVisible()
    assert not frame.window.page.isVisible()
    assert frame.window.top.person.text() == "Locked"
    assert not frame.window.nav.isEnabled()

    still_ward.station.sign_in(NURSE)
    assert frame.sheet.isVisible()
    assert frame.sheet.field.text() == "39.1"


def test_second_person_begins_at_the_board_and_the_draft_waits(
    frame: Frame, still_ward: Ward
) -> None:
    """What one nurse typed is hers; it waits until she is back."""
    frame.window.show_vitals(CHEN)
    frame.sheet.field.setText("39.1")

    frame.window.lock()
    still_ward.station.sign_in(SECOND)
    assert isinstance(frame.window.page, BoardPage)
    frame.window.show_vitals(CHEN)
    assert frame.sheet.field.text() == ""

    frame.window.lock()
    still_ward.station.sign_in(NURSE)
    frame.window.show_vitals(CHEN)
    assert frame.sheet.field.text() == "39.1"


def test_locked_station_opens_no_page(frame: Frame) -> None:
    """While locked no shortcut leads to a patient."""
    frame.window.lock()

    frame.window.show_patient(CHEN)

    assert isinstance(frame.window.page, BoardPage)
    assert frame.window.entrance.isVisible()


def test_saved_stands_in_the_status_bar_after_the_commit(frame: Frame, still_ward: Ward) -> None:
    """Before the first commit nothing claims to be saved."""
    assert frame.window.status.saved.text() == "Nothing signed here yet"

    still_ward.station.saved.emit(NOW)

    assert frame.window.status.saved.text() == "Saved 14:00:00"


def test_rules_nobody_approved_are_named_so(frame: Frame) -> None:
    """Until two people signed them the rules say so on every page."""
    assert frame.window.status.rules.text() == (
        "Default ward rules 1: rules not approved by this hospital"
    )
    assert frame.window.status.chain.text() == "Audit chain 7F3A-11 · 18,204 lines"


def test_practice_is_marked(qtbot: QtBot, still_ward: Ward, frame: Frame) -> None:
    """The practice ward has its word and its frame; the real one has neither."""
    assert not frame.window.top.practice.isVisible()

    still_ward.station.facts = StationFacts(ward_name="3F East", practice=True, zone=ZONE)
    practice = build_frame(still_ward.station)
    qtbot.addWidget(practice.window)
    practice.window.show()

    assert practice.window.top.practice.isVisible()
    around = practice.window.centralWidget()
    assert around is not None
    assert around.property("role") == "practice_frame"


def test_alarm_bar_shows_the_worst_patient_first(frame: Frame, still_ward: Ward) -> None:
    """One line: the high alarm before the medium one, and how many more patients."""
    answers = list(still_ward.station.answers)
    answers[0] = dataclasses.replace(answers[0], alarms=(alarm(CHEN, Priority.MEDIUM),))
    answers[1] = dataclasses.replace(answers[1], alarms=(alarm(WANG),))
    still_ward.station.answers = tuple(answers)
    still_ward.station.ward_changed.emit(Changes())
    bar = frame.window.alarms

    assert bar.isVisible()
    assert bar.mark.text() == "***"
    assert "Bed 02" in bar.words.text()
    assert bar.more.text() == "and 1 more patient"
    assert bar.words.palette().windowText().color().name() == theme.LIGHT.high.text
    QTest.mouseClick(bar.go, Qt.MouseButton.LeftButton)
    assert frame.sheet.about == (WANG,)


def test_alarm_stays_without_a_name_while_locked(frame: Frame, still_ward: Ward) -> None:
    """The alarm outlives the lock; the name does not."""
    first = dataclasses.replace(still_ward.station.answers[0], alarms=(alarm(CHEN),))
    still_ward.station.answers = (first, *still_ward.station.answers[1:])

    frame.window.lock()

    assert frame.window.alarms.isVisible()
    assert "Chen" not in frame.window.alarms.words.text()


def test_answered_and_low_alarms_stay_silent(frame: Frame, still_ward: Ward) -> None:
    """Few interruptions: what is answered or low shows on the board only."""
    found = (
        dataclasses.replace(alarm(CHEN), answered=True),
        alarm(CHEN, Priority.LOW),
    )
    first = dataclasses.replace(still_ward.station.answers[0], alarms=found)
    still_ward.station.answers = (first,)

    still_ward.station.ward_changed.emit(Changes())

    assert not frame.window.alarms.isVisible()


def test_message_stays_until_it_was_read(frame: Frame) -> None:
    """What needs a second look is closed by hand, never by time."""
    frame.window.tell("Not saved: disk full.", good=False)

    assert frame.window.line.isVisible()
    assert frame.window.line.words.text() == "Not saved: disk full."
    QTest.mouseClick(frame.window.line.close_button, Qt.MouseButton.LeftButton)
    assert not frame.window.line.isVisible()


def test_bug_is_told_and_the_same_bug_closes_only_that_page(frame: Frame) -> None:
    """The program goes on; a page that keeps breaking gives way to the board."""
    frame.window.show_vitals(CHEN)

    frame.window.show_bug(BugNote(id="A1B2C3", place="x.py:1", again=False))
    assert "A1B2C3" in frame.window.line.words.text()
    assert frame.sheet.name == "vitals"

    frame.window.show_bug(BugNote(id="D4E5F6", place="x.py:1", again=True))
    assert isinstance(frame.window.page, BoardPage)


def test_page_that_cannot_be_made_leaves_the_one_in_front(frame: Frame) -> None:
    """A bug in one page loses neither the page before it nor what was typed there."""
    frame.window.show_vitals(CHEN)
    frame.sheet.field.setText("39.1")

    with pytest.raises(RuntimeError):
        frame.window.show_patient(BROKEN)

    assert frame.sheet.isVisible()
    assert not frame.sheet.left
    assert frame.sheet.field.text() == "39.1"


def test_f1_lists_the_keys_and_escape_leads_back(frame: Frame) -> None:
    """Help never loses the page it was asked on."""
    frame.window.show_vitals(CHEN)
    frame.sheet.field.setText("39.1")

    QTest.keyClick(frame.window, Qt.Key.Key_F1)
    assert isinstance(frame.window.page, KeyListPage)
    QTest.keyClick(frame.window, Qt.Key.Key_Escape)

    assert frame.sheet.field.text() == "39.1"


def test_patient_of_an_empty_ward_is_answered_with_a_sentence(
    qtbot: QtBot, still_ward: Ward
) -> None:
    """Nothing to show is said, with what to do."""
    frame = build_frame(still_ward.station)
    qtbot.addWidget(frame.window)
    frame.window.show()
    still_ward.station.sign_in(NURSE)

    QTest.mouseClick(frame.window.nav.buttons["patient"], Qt.MouseButton.LeftButton)

    assert frame.window.line.words.text() == "No patient on the ward yet. Admit one first."
    assert frame.window.nav.buttons["ward"].isChecked()


def test_every_button_has_a_name(frame: Frame) -> None:
    """A screen reader finds no unnamed button, and every place has its word."""
    unnamed = [
        button.objectName()
        for button in frame.window.findChildren(QAbstractButton)
        if button.isVisible() and not (button.text() or button.accessibleName())
    ]

    assert unnamed == []
    assert [b.text() for b in frame.window.nav.buttons.values()] == [p.word for p in PLACES]


def test_tab_reaches_every_button_of_the_board(frame: Frame) -> None:
    """No control is for the mouse alone, and Tab is never trapped."""
    seen = set()
    for _step in range(60):
        QTest.keyClick(frame.window.focusWidget() or frame.window, Qt.Key.Key_Tab)
        seen.add(frame.window.focusWidget())
    board = frame.window.page
    assert isinstance(board, BoardPage)

    wanted = {board.table, board.admit, board.handover, board.record, *board.counts.values()}
    wanted |= set(frame.window.nav.buttons.values()) | {frame.window.top.lock}
    assert wanted <= seen


def test_closing_leaves_the_page_and_tells(qtbot: QtBot, frame: Frame) -> None:
    """Whoever owns the threads hears that the window goes."""
    frame.window.show_patient(CHEN)

    with qtbot.waitSignal(frame.window.closing):
        frame.window.close()

    assert frame.sheet.left


def test_time_moves_with_the_tick(frame: Frame, still_ward: Ward) -> None:
    """The clock on top and the shift follow the ward's clock."""
    still_ward.clock.advance(hours=7)

    still_ward.station.ticked.emit(still_ward.clock.now())

    assert frame.window.top.clock.text() == "21:00"
    assert frame.window.top.shift.text() == "Night shift 20:00–08:00"
