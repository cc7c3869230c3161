"""A ward without patients: every place says what to do next, and nothing breaks."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from cart_ward.clinical.people import Role
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.forms.admit import AdmitPage
from cart_ward.ui.handover.page import HandoverPage
from tests.trips.counting import CONTROL, Hand
from tests.trips.seats import Seat
from tests.ui.hands import click
from tests.ui.stations import texts

Sit = Callable[..., Seat]


@pytest.fixture
def seat(sit: Sit, ward: object) -> Seat:
    """Sit down at a ward that has beds and people and no patient."""
    assert ward
    return sit(Role.CHARGE_NURSE)


def test_the_board_leads_to_the_first_admission(seat: Seat) -> None:
    """What is missing, and the button that does it."""
    page = seat.page(BoardPage)
    assert "No patient on the ward yet" in texts(page)
    click(page.first)

    assert isinstance(seat.window.page, AdmitPage)


def test_the_handover_says_that_there_is_nobody_to_hand_over(seat: Seat) -> None:
    """Nothing is signed for nobody; the button leads to the admission."""
    Hand().press(Qt.Key.Key_4, CONTROL)
    page = seat.page(HandoverPage)
    seat.qtbot.waitUntil(lambda: page.presenter.drawn is not None, timeout=10_000)
    said = texts(page)
    button = page.findChild(QPushButton, "admit_first")

    assert "No patient on the ward yet" in said
    assert not page.sign_form.sign_button.isEnabled()
    assert button is not None
    click(button)
    assert isinstance(seat.window.page, AdmitPage)


@pytest.mark.parametrize("key", [Qt.Key.Key_2, Qt.Key.Key_3])
def test_a_page_of_a_patient_says_to_admit_one(seat: Seat, key: Qt.Key) -> None:
    """The sentence stands in the message line; one stays where one was."""
    Hand().press(key, CONTROL)

    assert isinstance(seat.window.page, BoardPage)
    assert "Admit one first" in seat.told()
