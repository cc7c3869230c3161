"""A person signs in by name and PIN over the real store; the locked screen names no patient."""

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.clinical.people import Name, Patient, PatientId, Role, Sex
from cart_ward.ui.board.presenter import initials
from cart_ward.ui.main_window import SMALLEST, MainWindow
from cart_ward.ui.sign_in import SignInPage
from cart_ward.ui.station import Station, StationFacts
from tests.builders import PIN, ZONE, WardBuilder
from tests.fakes import FixedClock, InlineTasks
from tests.ui.frame import build_frame
from tests.ui.test_board_fit import crowd, speak
from tests.ui.ward import Ward, full_ward


@pytest.fixture
def page(qtbot: QtBot, ward: WardBuilder) -> SignInPage:
    """Return the sign-in page of a ward with one patient."""
    ward.admit(bed="5")
    facts = StationFacts(ward_name="Ward 7", practice=False, zone=ZONE)
    station = Station(ward.desk(), InlineTasks(), ward.snapshot(), facts)
    made = SignInPage(station)
    qtbot.addWidget(made)
    made.resize(1200, 660)
    made.show()
    return made


def shown(page: SignInPage) -> list[str]:
    """Return every label on the page."""
    return [label.text() for label in page.findChildren(QLabel)]


def test_right_pin_signs_in(qtbot: QtBot, page: SignInPage, ward: WardBuilder) -> None:
    """Tap the name, type the PIN on the pad, and the person is there."""
    nurse = ward.actor(Role.NURSE)
    QTest.mouseClick(page.names[nurse.staff_id], Qt.MouseButton.LeftButton)
    for digit in PIN:
        QTest.mouseClick(page.digits[digit], Qt.MouseButton.LeftButton)

    with qtbot.waitSignal(page.signed_in) as told:
        QTest.mouseClick(page.enter, Qt.MouseButton.LeftButton)

    assert told.args == [nurse]
    assert page.pin.text() == ""


def test_keyboard_alone_signs_in(qtbot: QtBot, page: SignInPage, ward: WardBuilder) -> None:
    """After the name the digits go to the PIN, and Enter signs in."""
    nurse = ward.actor(Role.NURSE)
    page.names[nurse.staff_id].setFocus()
    QTest.keyClick(page.names[nurse.staff_id], Qt.Key.Key_Space)
    QTest.keyClicks(page.pin, PIN)

    with qtbot.waitSignal(page.signed_in) as told:
        QTest.keyClick(page.pin, Qt.Key.Key_Return)

    assert told.args == [nurse]


def test_wrong_pin_is_a_sentence_and_is_forgotten(
    qtbot: QtBot, page: SignInPage, ward: WardBuilder
) -> None:
    """The sentence stands beside the pad; what was typed is gone."""
    page.choose(ward.actor(Role.NURSE).staff_id)
    QTest.keyClicks(page.pin, "314159")

    with qtbot.assertNotEmitted(page.signed_in):
        page.submit()

    assert page.problem.text() != ""
    assert page.pin.text() == ""
    assert page.enter.isEnabled()


def test_five_wrong_pins_lock_for_a_while(
    qtbot: QtBot, page: SignInPage, ward: WardBuilder
) -> None:
    """After five failures the right PIN waits too, and the sentence says so."""
    page.choose(ward.actor(Role.NURSE).staff_id)
    for _failure in range(5):
        page.pin.setText("314159")
        page.submit()
    page.pin.setText(PIN)

    with qtbot.assertNotEmitted(page.signed_in):
        page.submit()

    assert "locked" in page.problem.text()


@pytest.mark.parametrize(
    ("language", "words"), [("en", "unlocks it (Ctrl+8)"), ("zh_CN", "解锁（Ctrl+8）")]
)
def test_ten_wrong_pins_name_who_can_unlock(
    page: SignInPage, ward: WardBuilder, clock: FixedClock, language: str, words: str
) -> None:
    """The plain sentence says what happened, who can help and how; everybody else signs in."""
    i18n.set_language(language)
    page.choose(ward.actor(Role.NURSE).staff_id)
    for _failure in range(10):
        page.pin.setText("314159")
        page.submit()
        clock.advance(minutes=15)

    assert words in page.problem.text()
    assert "李娜 Li Na" in page.problem.text()


def test_a_long_sentence_leaves_the_digits_their_size(page: SignInPage) -> None:
    """Nothing overlaps: what does not fit scrolls."""
    page.resize(1200, 480)
    page.say("Wait for somebody who can help. " * 12)
    QApplication.processEvents()

    pads = [page.digits[digit] for digit in "147"]
    tops = [pad.geometry().top() for pad in pads]
    assert all(low - high >= 56 for high, low in pairwise(tops))
    assert page.problem.height() >= page.problem.heightForWidth(page.problem.width())


def test_a_pause_is_told_in_whole_minutes(page: SignInPage, ward: WardBuilder) -> None:
    """Half a minute is told as one: nobody is asked to wait 0 min."""
    page.choose(ward.actor(Role.NURSE).staff_id)
    for _failure in range(5):
        page.pin.setText("314159")
        page.submit()

    assert "Wait 1 min" in page.problem.text()


def test_name_comes_before_the_pin(page: SignInPage) -> None:
    """A PIN without a name proves nobody; both gaps are said."""
    page.pin.setText(PIN)
    page.submit()
    assert page.problem.text() == "Tap your name first, then type the PIN."


def test_empty_pin_is_asked_for(page: SignInPage, ward: WardBuilder) -> None:
    """Nothing typed is not counted as a failure."""
    page.choose(ward.actor(Role.NURSE).staff_id)
    page.submit()
    assert page.problem.text() == "Type your PIN, then press Enter."


def test_erase_takes_the_last_digit_back(page: SignInPage) -> None:
    """One slip on the pad costs one key."""
    page.pin.setText("27")
    QTest.mouseClick(page.erase, Qt.MouseButton.LeftButton)
    assert page.pin.text() == "2"


def test_pin_is_never_readable(page: SignInPage) -> None:
    """Dots only."""
    page.pin.setText(PIN)
    assert page.pin.displayText() != PIN


def test_locked_screen_names_no_patient_and_no_grade(page: SignInPage) -> None:
    """Bed, initials and what is due: enough to walk, nothing to read over a shoulder."""
    words = " ".join(shown(page))

    assert "5  C.W." in words
    assert "Chen" not in words
    assert "陈伟" not in words
    assert "CRS" not in words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (Name(family_latin="Ouyang", given_latin="Zhi Yuan"), "O.Z.Y."),
        (Name(family_zh="陈", given_zh="伟"), "陈*"),
    ],
)
def test_initials_hide_the_name(name: Name, expected: str) -> None:
    """A Chinese name without Latin letters keeps only its family name."""
    patient = Patient(
        id=PatientId(1), hospital_no="1", name=name, birth_date=date(1971, 3, 5), sex=Sex.UNKNOWN
    )

    assert initials(patient) == expected


def test_people_who_left_cannot_sign_in(page: SignInPage) -> None:
    """Only active people stand on the list, each with a target of 56 pixels."""
    assert len(page.names) == 9
    assert all(button.height() >= 56 for button in page.names.values())


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_locked_screen_shows_every_bed_of_a_full_ward(
    qtbot: QtBot, qapp: QApplication, still_ward: Ward, language: str
) -> None:
    """24 beds stand in sight at 1366x768, the most urgent first."""
    window = locked(qtbot, qapp, still_ward, language, 100)
    listed = window.entrance.due
    qtbot.waitUntil(lambda: not listed._later.isActive())
    beds = [label.text().split()[0] for label in listed.lines]

    assert beds == [s.admission.bed.name for s in still_ward.station.statuses() if s.due]
    assert len(beds) == 24
    assert (listed.area.verticalScrollBar().maximum(), listed.more.isHidden()) == (0, True)
    assert listed.isVisible()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_what_does_not_fit_on_the_locked_screen_is_counted(
    qtbot: QtBot, qapp: QApplication, still_ward: Ward, language: str
) -> None:
    """In the largest type nothing ends silently: it says how many stand below."""
    window = locked(qtbot, qapp, still_ward, language, 200)
    listed = window.entrance.due
    qtbot.waitUntil(listed.more.isVisible)
    seen = [label for label in listed.lines if not label.visibleRegion().isEmpty()]
    hidden = int("".join(filter(str.isdigit, listed.more.text())))

    assert 24 - len(seen) <= hidden <= 25 - len(seen)
    listed.area.verticalScrollBar().setValue(listed.area.verticalScrollBar().maximum())
    assert listed.more.isHidden()


def locked(qtbot: QtBot, qapp: QApplication, ward: Ward, language: str, percent: int) -> MainWindow:
    """Return the locked window over 24 beds."""
    speak(qapp, language, percent)
    full_ward(ward)
    crowd(ward)
    window = build_frame(ward.station).window
    qtbot.addWidget(window)
    window.resize(SMALLEST)
    window.show()
    return window
