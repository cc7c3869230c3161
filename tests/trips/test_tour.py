"""The tour of the practice ward: each step is really done, and the tour notices by itself."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from cart_ward import i18n
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.forms.grade import GradePage
from cart_ward.ui.forms.neuro_check import NeuroCheckPage
from cart_ward.ui.forms.not_done import NotDonePage
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.patient.page import PatientPage
from cart_ward.ui.tour.bar import TourBar
from cart_ward.ui.tour.steps import STEPS
from cart_ward.ui.tour.tour import Tour
from tests.builders import PIN, WardBuilder
from tests.trips.counting import CONTROL, Hand
from tests.trips.seats import Seat, has_focus
from tests.trips.test_eight_tasks import answer_domains, answer_ice, type_set
from tests.ui import accessible
from tests.ui.hands import click, key

Sit = Callable[..., Seat]
Key = Qt.Key


@pytest.fixture
def patient(ward: WardBuilder) -> AdmissionId:
    """Admit a patient who was well four hours ago."""
    admitted = ward.admit("5", admitted_at=ward.clock.now())
    ward.record_vitals(admitted)
    ward.clock.advance(hours=4)
    return admitted


def tour_of(seat: Seat) -> Tour:
    """Return the tour of the window."""
    found = seat.window.findChild(Tour)
    assert isinstance(found, Tour)
    return found


def key_of(tour: Tour) -> str:
    """Return the step in hand."""
    return "" if tour.step is None else tour.step.key


def until(seat: Seat, tour: Tour, step: str) -> None:
    """Wait until the tour has noticed, by its own looking."""
    seat.qtbot.waitUntil(lambda: key_of(tour) == step)


def signed(seat: Seat, hand: Hand) -> None:
    """Press Ctrl+Enter and wait for the disk."""
    with seat.qtbot.waitSignal(seat.station.acted):
        hand.press(Key.Key_Return, CONTROL)


def to_board(seat: Seat, hand: Hand) -> None:
    """Go to the board, whose table takes the keys."""
    hand.press(Key.Key_1, CONTROL)
    seat.qtbot.waitUntil(seat.page(BoardPage).table.hasFocus)


def do_vitals(seat: Seat, hand: Hand) -> None:
    """Esc, V, a full set, Ctrl+Enter."""
    hand.press(Key.Key_Escape)
    seat.qtbot.waitUntil(seat.page(PatientPage).act_buttons["vitals"].hasFocus)
    hand.press(Key.Key_V)
    seat.qtbot.waitUntil(lambda: has_focus(seat.page(VitalsPage).vitals))
    type_set(hand)
    signed(seat, hand)


def do_neuro(seat: Seat, hand: Hand) -> None:
    """N, ten answers and the domains, Ctrl+Enter."""
    seat.qtbot.waitUntil(lambda: isinstance(seat.window.page, PatientPage))
    seat.qtbot.waitUntil(seat.page(PatientPage).act_buttons["vitals"].hasFocus)
    hand.press(Key.Key_N)
    seat.qtbot.waitUntil(lambda: has_focus(seat.page(NeuroCheckPage).neuro))
    answer_ice(hand)
    answer_domains(hand, seat)
    signed(seat, hand)


def do_grade(seat: Seat, hand: Hand) -> None:
    """Press "Sign grade…" and sign what is proposed."""
    seat.qtbot.waitUntil(lambda: isinstance(seat.window.page, PatientPage))
    click(seat.page(PatientPage).crs.sign)
    form = seat.page(GradePage).grade
    seat.qtbot.waitUntil(lambda: has_focus(form))
    signed(seat, hand)


def do_pause(seat: Seat, hand: Hand) -> None:
    """Go to the board, press W on the row, then X and Enter."""
    to_board(seat, hand)
    hand.value("5")
    hand.press(Key.Key_W)
    seat.qtbot.waitUntil(lambda: has_focus(seat.page(NotDonePage).not_done))
    hand.press(Key.Key_X)
    with seat.qtbot.waitSignal(seat.station.acted):
        hand.press(Key.Key_Return)


def do_dose(seat: Seat, hand: Hand) -> None:
    """Go to the board, press T on the row."""
    to_board(seat, hand)
    hand.value("5")
    hand.press(Key.Key_T)


def do_lock(seat: Seat, hand: Hand, ward: WardBuilder) -> None:
    """Ctrl+L, the name, the PIN."""
    hand.press(Key.Key_L, CONTROL)
    click(seat.window.entrance.names[ward.actor(Role.NURSE).staff_id])
    with seat.qtbot.waitSignal(seat.window.entrance.signed_in):
        hand.value(PIN)


@pytest.mark.usefixtures("patient")
def test_every_step_can_be_done_and_is_noticed(sit: Sit, ward: WardBuilder) -> None:
    """From the offer to the end by doing, not by pressing "next"."""
    seat, hand = sit(), Hand()
    tour = tour_of(seat)
    assert tour.bar.take.isVisible()
    click(tour.bar.take)
    seat.page(BoardPage).table.setFocus()
    walked = [key_of(tour)]
    doing: list[Callable[[], object]] = [
        lambda: hand.value("5"),
        lambda: hand.press(Key.Key_W),
        lambda: do_vitals(seat, hand),
        lambda: do_neuro(seat, hand),
        lambda: do_grade(seat, hand),
        lambda: do_pause(seat, hand),
        lambda: do_dose(seat, hand),
        lambda: hand.press(Key.Key_4, CONTROL),
        lambda: do_lock(seat, hand, ward),
    ]
    for number, act in enumerate(doing, 1):
        act()
        following = STEPS[number].key if number < len(STEPS) else ""
        until(seat, tour, following)
        walked.append(following)

    assert walked == [*(step.key for step in STEPS), ""]
    assert tour.bar.isVisible()
    assert "That was the tour" in tour.bar.words.text()
    click(tour.bar.end)
    assert not tour.bar.isVisible()
    assert not tour.marker.isVisible()


def test_the_way_there_is_framed_and_stays_in_reach(sit: Sit, patient: AdmissionId) -> None:
    """Each step frames a control, on whatever page one stands; the pointer goes through."""
    seat = sit()
    tour = tour_of(seat)
    tour.begin()
    for number in range(len(STEPS)):
        for show in (
            seat.window.show_board,
            lambda: seat.window.show_patient(patient),
            lambda: seat.window.show_vitals(patient),
        ):
            show()
            tour._go(number)
            step = tour.step
            assert step is not None
            target = step.shown(seat.window)
            assert target is not None, step.key
            assert tour.marker.isVisible(), step.key
            middle = target.mapTo(seat.window, target.rect().center())
            assert _inside(seat.window.childAt(middle), target), step.key


def _inside(found: QWidget | None, target: QWidget) -> bool:
    return found is not None and (found is target or target.isAncestorOf(found))


def test_the_bar_covers_neither_the_banner_nor_the_form(sit: Sit, patient: AdmissionId) -> None:
    """It takes its own room at the bottom, and no words of it are cut in either language."""
    seat = sit()
    tour = tour_of(seat)
    for code in ("en", "zh_CN"):
        seat.window.set_language(code)
        seat.window.show_vitals(patient)
        tour.begin()
        for _step in STEPS:
            seat.qtbot.wait(1)
            top = tour.bar.mapTo(seat.window, QPoint(0, 0)).y()
            page = seat.window.stack
            assert page.mapTo(seat.window, page.rect().bottomLeft()).y() < top
            assert accessible.nameless(accessible.tree(tour.bar)) == []
            words = tour.bar.words
            assert words.heightForWidth(words.width()) <= words.height() + 1
            tour.skip()
    i18n.set_language("en")


def test_back_skip_and_end_by_keys(sit: Sit, patient: AdmissionId) -> None:
    """A step gone back to waits to be done anew; the tab key reaches each button."""
    seat = sit()
    tour = tour_of(seat)
    key(tour.bar.take, Key.Key_Space)
    key(tour.bar.skip, Key.Key_Space)
    key(tour.bar.skip, Key.Key_Space)
    seat.window.show_not_done(patient, seat.status(patient).due[0].check)
    third = key_of(tour)
    key(tour.bar.back, Key.Key_Space)
    tour.look()
    again = key_of(tour)
    seat.window.show_board()
    tour.look()
    seat.window.show_not_done(patient, seat.status(patient).due[0].check)
    tour.look()
    done = key_of(tour)
    key(tour.bar.end, Key.Key_Space)

    assert (third, again, done) == ("vitals", "why", "vitals")
    assert tour.step is None
    assert not tour.bar.isVisible()


def test_declined_it_is_offered_again_only_where_the_keys_are(sit: Sit) -> None:
    """One quiet line, once; F1 brings it back."""
    seat = sit()
    tour = tour_of(seat)
    click(tour.bar.decline)
    seat.window.show_board()
    tour.look()
    board = tour.bar.isVisible()
    seat.window.keys.show_list()
    tour.look()
    keys_page = tour.bar.take.isVisible()
    seat.window.show_board()
    tour.look()

    assert (board, keys_page, tour.bar.isVisible()) == (False, True, False)


def test_another_language_keeps_the_step(sit: Sit) -> None:
    """The bar comes back in the other language, at the same step."""
    seat = sit()
    tour = tour_of(seat)
    tour.begin()
    tour.skip()
    seat.window.set_language("zh_CN")
    seat.qtbot.waitUntil(tour.bar.isVisible)
    step, words = key_of(tour), tour.bar.words.text()
    i18n.set_language("en")

    assert step == "why"
    assert "W" in words
    assert "Why" not in words


def test_a_real_ward_has_no_tour(sit: Sit) -> None:
    """No bar, no frame, nothing to decline."""
    seat = sit(practice=False)

    assert seat.window.findChild(Tour) is None
    assert seat.window.findChild(TourBar) is None
