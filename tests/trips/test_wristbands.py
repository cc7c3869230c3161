"""The trip of a scanner: the right wristband, the wrong one over an open form, and badges."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cart_ward.clinical.people import Name, Role
from cart_ward.db import folder
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.patient.page import PatientPage
from cart_ward.ui.wrong_wristband import WrongWristband
from tests.builders import PIN, WardBuilder
from tests.fakes import FixedClock
from tests.trips.seats import Seat
from tests.ui import whole
from tests.ui.hands import key

WANG = Name(family_zh="王", given_zh="芳", family_latin="Wang", given_latin="Fang")
STAMPS = count(1000, 5000)
"""When each scan begins, by the stamps of its keys."""

CHEN_NO, WANG_NO = "P4071800", "P4065500"


@pytest.fixture
def seat(qtbot: QtBot, data: Path, clock: FixedClock) -> Iterator[Seat]:
    """Return a seat at a ward with Chen in bed 5 and Wang in bed 2."""
    store = folder.open_store(data, clock=clock)
    ward = WardBuilder(store, clock)
    ward.admit(bed="5", hospital_no=CHEN_NO)
    ward.admit(bed="2", hospital_no=WANG_NO, name=WANG)
    made = Seat(qtbot, data, clock, store=store)
    yield made
    made.close()
    store.close()


def scan(seat: Seat, code: str) -> None:
    """Let a scanner type a code into the window, as the platform brings it."""
    whole.scan(seat.window, code, next(STAMPS))


def stay_of(seat: Seat, number: str) -> int:
    """Return the stay of a hospital number."""
    charts = seat.station.snapshot.charts
    return next(k for k, chart in charts.items() if chart.subject.patient.hospital_no == number)


def half_typed(seat: Seat) -> VitalsPage:
    """Open Chen's vital signs from his wristband and type half of them."""
    seat.window.show_board()
    scan(seat, CHEN_NO)
    page = seat.page(PatientPage)
    page.act_buttons["vitals"].click()
    form = seat.page(VitalsPage)
    form.vitals.fields.temperature.edit.setFocus()
    QTest.keyClicks(QApplication.focusWidget() or form, "39.1")
    form.vitals.fields.pulse.edit.setFocus()
    QTest.keyClicks(QApplication.focusWidget() or form, "11")
    return form


def texts(page: QWidget) -> list[str]:
    """Return everything that stands in a field of a page."""
    return [edit.text() for edit in page.findChildren(QLineEdit) if edit.text()]


def stop(seat: Seat) -> WrongWristband:
    """Return the question in front."""
    question = seat.window.stack.question
    assert isinstance(question, WrongWristband)
    assert seat.window.stack.currentWidget() is question
    return question


def test_the_wrong_wristband_over_a_half_typed_form_stops_everything(seat: Seat) -> None:
    """Both are shown by two identifiers; the draft is kept, no character of the scan anywhere."""
    form = half_typed(seat)
    before = texts(form)
    scan(seat, WANG_NO)
    words = " ".join(label.text() for label in stop(seat).findChildren(QLabel))

    assert texts(form) == before == ["39.1", "11"]
    for known in ("王芳 Wang Fang", "陈伟 Chen Wei", CHEN_NO, WANG_NO, "Bed 5", "Bed 2", "born"):
        assert known in words


def test_nothing_reacts_but_the_two_buttons(seat: Seat) -> None:
    """No key of the map, no other control, no further scan; the focus stays between the two."""
    half_typed(seat)
    scan(seat, WANG_NO)
    question = stop(seat)
    window = seat.window
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(
        window,
        Qt.Key.Key_Return,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    seen = {question.stay.hasFocus() or question.go.hasFocus()}
    for _step in range(5):
        key(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.add(question.stay.hasFocus() or question.go.hasFocus())
    usable = [b for b in seat.window.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]

    assert seen == {True}
    assert set(usable) == {question.stay, question.go}
    assert not seat.window.locked


def test_escape_stays_and_the_form_is_as_it_was(seat: Seat) -> None:
    """The hand goes on where it was."""
    form = half_typed(seat)
    scan(seat, WANG_NO)
    stop(seat)
    key(QApplication.focusWidget(), Qt.Key.Key_Escape)

    assert seat.window.page is form
    assert seat.window.stack.currentWidget() is form
    assert texts(form) == ["39.1", "11"]


def test_going_to_the_other_keeps_the_draft_of_the_first(seat: Seat) -> None:
    """Wang's page opens with her wristband; Chen's form comes back as it was left."""
    half_typed(seat)
    scan(seat, WANG_NO)
    question = stop(seat)
    question.go.setFocus()
    key(question.go, Qt.Key.Key_Return)
    page = seat.page(PatientPage)

    assert page.admission() == stay_of(seat, WANG_NO)
    assert page.banner.wristband.isVisible()
    assert page.banner.wristband.window() is seat.window
    scan(seat, CHEN_NO)
    seat.page(PatientPage).act_buttons["vitals"].click()
    assert texts(seat.page(VitalsPage)) == ["39.1", "11"]
    assert "What was typed here before is back" in seat.told()


def test_the_same_wristband_over_the_form_only_says_so(seat: Seat) -> None:
    """The banner, and nothing else."""
    form = half_typed(seat)
    scan(seat, CHEN_NO)

    assert seat.window.page is form
    assert form.banner.wristband.text().startswith("✓ Wristband scanned")
    assert texts(form) == ["39.1", "11"]


def test_a_lock_hides_the_question_and_the_same_person_is_asked_again(seat: Seat) -> None:
    """Nobody's name stands on a locked screen; unanswered it would leave her in the wrong form."""
    half_typed(seat)
    scan(seat, WANG_NO)
    person = seat.station.actor
    seat.window.lock()
    locked = (seat.window.stack.currentWidget(), seat.window.stack.question)
    seat.station.sign_in(person)
    again = seat.window.stack.question
    assert isinstance(again, WrongWristband)
    again.stay.click()

    assert locked == (seat.window.entrance, None)
    assert not seat.window.stopped
    assert texts(seat.page(VitalsPage)) == ["39.1", "11"]


def test_nobody_else_is_asked_what_a_lock_hid(seat: Seat) -> None:
    """The second nurse begins at the board; the question was the first one's."""
    half_typed(seat)
    scan(seat, WANG_NO)
    seat.window.lock()
    seat.station.sign_in(seat.ward.actor(Role.NURSE, 1))
    seat.station.sign_in(seat.ward.actor(Role.NURSE))

    assert seat.window.stack.question is None


def test_a_badge_hands_the_station_over_and_the_draft_waits(seat: Seat) -> None:
    """The second nurse signs in with badge and PIN; the first finds her draft again."""
    half_typed(seat)
    first = seat.ward.actor(Role.NURSE)
    second = seat.ward.actor(Role.NURSE, 1)
    scan(seat, f"CW:U:{seat.station.snapshot.staff[second.staff_id].badge}")
    assert seat.window.locked
    with seat.qtbot.waitSignal(seat.window.entrance.signed_in):
        QTest.keyClicks(seat.window.entrance.pin, PIN)
        key(seat.window.entrance.pin, Qt.Key.Key_Return)
    assert seat.station.actor == second
    scan(seat, f"CW:U:{seat.station.snapshot.staff[first.staff_id].badge}")
    with seat.qtbot.waitSignal(seat.window.entrance.signed_in):
        QTest.keyClicks(seat.window.entrance.pin, PIN)
        key(seat.window.entrance.pin, Qt.Key.Key_Return)
    scan(seat, CHEN_NO)
    seat.page(PatientPage).act_buttons["vitals"].click()

    assert texts(seat.page(VitalsPage)) == ["39.1", "11"]
