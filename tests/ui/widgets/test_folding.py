"""Large text: one column in place of two, and what has the focus is in sight."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cart_ward.runtime.settings import Look
from cart_ward.ui import looks, theme
from cart_ward.ui.forms.vitals_form import VitalsForm
from tests.builders import ZONE, WardBuilder
from tests.fakes import FixedClock
from tests.ui import charted

NARROW = (1150, 260)
"""What 200 % text and an alarm leave of a window of 1366 x 768."""


@pytest.fixture
def form(ward: WardBuilder, clock: FixedClock, qtbot: QtBot, qapp: QApplication) -> VitalsForm:
    """Return a set of vital signs in 200 % text."""
    care = charted.build(ward, clock)
    theme.apply(qapp, looks.worn(Look(theme="light", text_percent=200), clock.now(), ZONE))
    made = VitalsForm(care.station, care.patient)
    qtbot.addWidget(made)
    made.setMinimumSize(1, 1)  # as inside the window, which never grows beyond the screen
    made.resize(*NARROW)
    made.show()
    made.activateWindow()
    settle()
    return made


def settle() -> None:
    """Let everything be laid out."""
    for _turn in range(4):
        QApplication.processEvents()


def test_the_proposal_stands_below_and_comes_back_beside(form: VitalsForm) -> None:
    """Narrow: in one column that scrolls; wide again: side by side."""
    assert form.area.isAncestorOf(form.proposal)
    assert form.grid.height() > 5 * theme.px(44)

    form.resize(2400, 1100)
    settle()

    assert not form.area.isAncestorOf(form.proposal)
    assert form.proposal.isVisible()


def test_what_has_the_focus_is_in_sight(form: VitalsForm) -> None:
    """From the first field on, Enter by Enter, the box one types into is seen whole."""
    for field in form.fields.numbers.values():
        if not field.isVisible():
            continue
        field.edit.setFocus()
        settle()

        assert field.edit.visibleRegion().boundingRect() == field.edit.rect()


def test_signing_stays_in_sight(form: VitalsForm) -> None:
    """However little room there is, the button stands whole under the fields."""
    button = form.sign_button

    assert button.visibleRegion().boundingRect() == button.rect()
