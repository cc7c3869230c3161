"""Monitoring is paused and resumed by one press; what is paused never vanishes."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.clinical.observed import MonitoringPause, NotDone
from cart_ward.clinical.schedule import DueState
from cart_ward.clinical.vocabulary import Check
from cart_ward.ui.board.model import DUE
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.forms.not_done import NotDonePage
from cart_ward.ui.forms.pause import MINUTES, REASONS
from cart_ward.ui.main_window import SMALLEST, MainWindow
from cart_ward.ui.messages import Messages
from cart_ward.ui.patient.history import history
from cart_ward.ui.patient.page import PatientPage
from cart_ward.ui.screens import factories
from tests.ui.charted import Charted
from tests.ui.hands import click, key, keys, letter
from tests.ui.stations import texts
from tests.ui.test_every_page import NoPrinters, render


@pytest.fixture
def page(care: Charted, qtbot: QtBot) -> NotDonePage:
    """Return the page of the vitals check, on the screen."""
    made = NotDonePage(care.station, care.navigation, care.patient, Check.VITALS)
    qtbot.addWidget(made)
    made.resize(1291, 688)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def pauses(care: Charted) -> list[MonitoringPause]:
    """Return the pauses in the store."""
    return [entry.body for entry in care.ward.chart(care.patient).of(MonitoringPause)]


def test_why_stands_above_the_ways_not_to_do_it(page: NotDonePage) -> None:
    """Protocol, state, rhythm and what it counts from."""
    assert "every" in page.why.text()
    assert "counted from" in page.why.text()


@pytest.mark.parametrize("reason", REASONS)
def test_a_letter_and_enter_pause_for_an_hour(
    page: NotDonePage, care: Charted, reason: str
) -> None:
    """Every check shows as paused until then; the record has who, why and until when."""
    letter(page, "not_done", REASONS[reason])
    assert pauses(care) == []
    key(page.pause.reasons[reason], Qt.Key.Key_Return)
    status = care.station.status(care.patient)
    until = care.clock.now() + timedelta(hours=1)

    assert pauses(care) == [MonitoringPause(paused=True, reason=reason, until=until)]
    assert {due.state for due in status.due} == {DueState.PAUSED}
    assert {due.paused_until for due in status.due} == {until}
    assert care.navigation.went == [("patient", care.patient)]
    assert "paused until 15:00" in care.navigation.told[-1]


def test_the_longest_pause_is_four_hours(page: NotDonePage, care: Charted) -> None:
    """Whoever is away longer is looked at again in between."""
    assert max(MINUTES) == 240
    click(page.pause.minutes.buttons[240])
    click(page.pause.reasons["procedure"])

    assert pauses(care)[0].until == care.clock.now() + timedelta(hours=4)


def test_letters_typed_into_the_words_pause_nothing(page: NotDonePage, care: Charted) -> None:
    """A text field takes its own letters."""
    page.not_done.note.line.setFocus()
    keys(page.not_done.note.line, "OXPDR")

    assert page.not_done.note.text() == "OXPDR"
    assert pauses(care) == []


def test_nothing_is_resumed_that_is_not_paused(page: NotDonePage, care: Charted) -> None:
    """The key says what is missing, and writes nothing."""
    letter(page, "not_done", "R")

    assert pauses(care) == []
    assert page.pause.message.text() == "Choose why monitoring is paused."


def test_the_patients_page_says_until_when_and_resumes_by_one_key(
    page: NotDonePage, care: Charted, qtbot: QtBot
) -> None:
    """After the return what fell due is due at once."""
    letter(page, "not_done", "O")
    key(page.pause.reasons["off_ward"], Qt.Key.Key_Return)
    care.clock.advance(minutes=30)
    patient = PatientPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(patient)
    patient.resize(1291, 900)
    patient.show()
    patient.activateWindow()
    qtbot.waitUntil(patient.isActiveWindow)
    seen = [clock.accessibleName() for clock in [row.clock for row in patient.due.rows]]
    letter(patient, "patient", "R")
    again = NotDonePage(care.station, care.navigation, care.patient, Check.VITALS)
    qtbot.addWidget(again)

    assert all("Paused until 15:00" in words for words in seen)
    assert [pause.paused for pause in pauses(care)] == [True, False]
    assert not patient.due.resume_button.isVisible()
    assert again.pause.running() is None
    assert DueState.PAUSED not in {d.state for d in care.station.status(care.patient).due}


def test_a_paused_patient_is_resumed_where_she_was_paused(
    page: NotDonePage, care: Charted, qtbot: QtBot
) -> None:
    """The page begins at the button, and says what holds."""
    letter(page, "not_done", "X")
    key(page.pause.reasons["imaging"], Qt.Key.Key_Return)
    again = NotDonePage(care.station, care.navigation, care.patient, Check.VITALS)
    qtbot.addWidget(again)
    again.show()
    again.setFocus()

    assert "Monitoring is paused until 15:00: At CT or MRI." in texts(again)
    assert again.focusWidget() is again.pause.sign_button
    click(again.pause.sign_button)
    assert [pause.paused for pause in pauses(care)] == [True, False]


def test_the_reason_is_read_in_the_language_of_the_reader(page: NotDonePage, care: Charted) -> None:
    """A code is stored, not the words of one language."""
    letter(page, "not_done", "O")
    key(page.pause.reasons["off_ward"], Qt.Key.Key_Return)
    texts_of = {}
    for code in ("en", "zh_CN"):
        i18n.set_language(code)
        rows = history(care.ward.chart(care.patient), care.station.snapshot, care.station.zone)
        texts_of[code] = rows[0].text

    assert "Off the ward" in texts_of["en"]
    assert "外出" in texts_of["zh_CN"]


def test_a_digit_chooses_the_reason_why_a_check_was_not_done(
    page: NotDonePage, care: Charted
) -> None:
    """Two keys sign "asleep"."""
    keys(page.focusWidget(), "2")
    key(page.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (entry,) = care.ward.chart(care.patient).of(NotDone)

    assert entry.body.reason == "asleep"


def test_a_double_click_on_the_due_cell_signs_nothing(care: Charted, qtbot: QtBot) -> None:
    """The first click asks why; the second falls where there is nothing to press."""
    window = MainWindow(care.station, factories(render, NoPrinters()), Messages())
    qtbot.addWidget(window)
    window.resize(SMALLEST)
    window.show()
    care.station.sign_in(care.actor)
    pressable: list[str] = []
    for step in range(12):
        window.show_board()
        QApplication.processEvents()
        board = window.page
        assert isinstance(board, BoardPage)
        cell = board.table.visualRect(board.model.index(0, DUE))
        spot = QPoint(cell.left() + step * cell.width() // 12 + 2, cell.center().y())
        rows = board.table.viewport()
        across, height = rows.mapTo(window, spot).x(), rows.height()
        top = rows.mapTo(window, QPoint(0, 0)).y()
        QTest.mouseClick(rows, Qt.MouseButton.LeftButton, pos=spot)
        QApplication.processEvents()
        assert isinstance(window.page, NotDonePage)
        under = (window.childAt(across, y) for y in range(top, top + height, 10))
        pressable += [w.objectName() for w in under if isinstance(w, QAbstractButton)]

    assert pressable == []
