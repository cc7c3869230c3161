"""Ctrl+Enter signs from anywhere on a page, and Enter presses or goes on wherever it is pressed."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cart_ward.clinical.medicines import DrugGiven
from cart_ward.clinical.observed import Grading, MonitoringPause, NotDone, VitalSigns
from cart_ward.clinical.people import Role
from cart_ward.clinical.vocabulary import DrugKind, NotDoneReason, Oxygen, Route
from cart_ward.db.store import SqlStore
from cart_ward.ui import keys
from cart_ward.ui.forms.amend import AmendPage
from cart_ward.ui.forms.drug import DrugPage
from cart_ward.ui.forms.grade import GradePage
from cart_ward.ui.forms.not_done import NotDonePage
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.widgets.time_field import TimeField
from tests.fakes import FixedClock
from tests.ui.whole import Whole


@pytest.fixture
def whole(qtbot: QtBot, store: SqlStore, clock: FixedClock) -> Whole:
    """Return the whole window with one set of Chen's an hour ago."""
    made = Whole(qtbot, store, clock)
    made.ward.record_vitals(made.chen, at=clock.now() - timedelta(hours=1), oxygen=Oxygen.ROOM_AIR)
    made.read_again()
    return made


def here() -> QWidget:
    """Return what has the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def enter() -> None:
    """Press Enter where the focus is."""
    QTest.keyClick(here(), Qt.Key.Key_Return)


@pytest.mark.parametrize("chord", keys.SIGN)
@pytest.mark.parametrize("footer", ["back_button", "sign_button"])
def test_the_keys_that_sign_work_on_the_buttons_of_a_short_form(
    whole: Whole, chord: str, footer: str
) -> None:
    """The footer stands outside the form, where nothing scrolls; its keys hold there too."""
    page = whole.open("grade")
    assert isinstance(page, GradePage)
    getattr(page.grade, footer).setFocus()
    whole.press(chord)

    assert len(whole.ward.chart(whole.chen).of(Grading)) == 1


def test_the_keys_that_sign_work_beside_the_form(whole: Whole) -> None:
    """On the banner of the page the form is the only thing that can be meant."""
    page = whole.open("grade")
    assert isinstance(page, GradePage)
    page.banner.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.banner.setFocus()
    whole.press("Ctrl+Return")

    assert len(whole.ward.chart(whole.chen).of(Grading)) == 1


def test_enter_presses_the_button_of_a_footer(whole: Whole) -> None:
    """Sign signs, and Back goes back, without the space bar."""
    page = whole.open("grade")
    assert isinstance(page, GradePage)
    page.grade.sign_button.setFocus()
    enter()
    signed = len(whole.ward.chart(whole.chen).of(Grading))
    again = whole.open("grade")
    assert isinstance(again, GradePage)
    again.grade.back_button.setFocus()
    enter()

    assert (signed, whole.window.place_name) == (1, "patient")


def test_the_pause_card_signs_for_itself(whole: Whole) -> None:
    """Resume on the card of the pause is not the form beside it; both have one page."""
    page = whole.open("not_done")
    assert isinstance(page, NotDonePage)
    page.pause.pause("imaging")
    page = whole.open("not_done")
    assert isinstance(page, NotDonePage)
    page.not_done.reason.set_value(NotDoneReason.ASLEEP)
    page.pause.sign_button.setFocus()
    whole.press("Ctrl+Return")

    chart = whole.ward.chart(whole.chen)
    assert [e.body.paused for e in chart.of(MonitoringPause)] == [True, False]
    assert chart.of(NotDone) == ()


def test_enter_presses_a_button_on_every_page(whole: Whole) -> None:
    """On the patient page and in the bars, where no form listens."""
    page = whole.open("patient")
    button = next(b for b in page.findChildren(QPushButton) if b.text().startswith("Vital signs"))
    button.setFocus()
    enter()

    assert whole.window.place_name == "vitals"


def test_enter_presses_what_answers_an_alarm(whole: Whole) -> None:
    """In the list of alarms too only the space bar did."""
    page = whole.open("alarms")
    button = next(b for b in page.findChildren(QPushButton) if b.isVisible() and b.isEnabled())
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    button.setFocus()
    enter()

    assert pressed == [True]


def test_enter_held_down_presses_a_button_once(whole: Whole) -> None:
    """A key that repeats opens no second page behind the first."""
    page = whole.open("patient")
    pressed: list[bool] = []
    button = QPushButton("here", page)
    button.clicked.connect(lambda: pressed.append(True))
    button.show()
    button.setFocus()
    enter()
    again = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True
    )
    QCoreApplication.sendEvent(button, again)

    assert len(pressed) == 1


def test_enter_leaves_the_time_for_the_next_field(whole: Whole) -> None:
    """T, 13:40, Enter: the time is taken, the panel is put away, and typing goes on."""
    page = whole.open("vitals")
    assert isinstance(page, VitalsPage)
    whole.press("T")
    whole.type("13:40")
    enter()
    form = page.vitals

    assert form.time.panel.isHidden()
    assert "13:40" in form.time.button.text()
    assert here() is form.fields.temperature.edit


def test_a_whole_reason_is_signed_by_enter_alone(whole: Whole) -> None:
    """Reason, words, time, sign: no field holds Enter back."""
    page = whole.open("not_done")
    assert isinstance(page, NotDonePage)
    page.not_done.reason.set_focus()
    whole.type("1")
    for _field in range(6):
        if whole.window.place_name == "not_done":
            enter()

    assert len(whole.ward.chart(whole.chen).of(NotDone)) == 1


def test_a_whole_drug_is_signed_by_enter_alone(whole: Whole) -> None:
    """From the kind to the button, with a time typed on the way."""
    page = whole.open("drug")
    assert isinstance(page, DrugPage)
    form = page.drug
    form.kind.set_value(DrugKind.OTHER)
    form.drug.set_text("noradrenaline")
    form.route.set_value(Route.IV)
    form.kind.set_focus()
    seen = 0
    while whole.window.place_name == "drug" and seen < 14:
        if here() is form.time.button:
            form.time.open()
            whole.type("13:40")
        enter()
        seen += 1

    (given,) = whole.ward.chart(whole.chen).of(DrugGiven)
    assert given.taken_at < whole.clock.now() - timedelta(minutes=15)


def test_no_choice_of_a_correction_holds_enter_back(whole: Whole) -> None:
    """From the reason through every editor to the button that signs."""
    whole.station.sign_in(whole.ward.actor(Role.CHARGE_NURSE))
    page = whole.open("amend")
    assert isinstance(page, AmendPage)
    whole.type("misread")
    pulse = page.amend.fields.editors["pulse"]
    pulse.set_text("99")
    for _field in range(30):
        if whole.window.place_name == "amend":
            enter()

    assert whole.ward.chart(whole.chen).of(VitalSigns)[0].body.pulse == 99


def test_enter_in_a_time_that_is_none_stays_there(whole: Whole) -> None:
    """What is half typed is not passed over."""
    page = whole.open("vitals")
    time = page.findChild(TimeField)
    assert isinstance(time, TimeField)
    whole.press("T")
    whole.type("259")
    enter()

    assert here() is time.clock
    assert not time.problem.isHidden()
