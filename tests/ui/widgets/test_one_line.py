"""One line of buttons: what has no room stands in a menu, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cart_ward.ui.widgets.one_line import OneLine
from tests.ui.clipping import clipped, cut_off

WORDS = ("Overdue", "Due soon", "Patients", "Admit", "Handover", "Record due check")


def line_of(*words: str, checked: str = "") -> tuple[OneLine, dict[str, QPushButton]]:
    """Return a line of these buttons: half of them left; the last gives way first."""
    buttons = {word: QPushButton(word) for word in words}
    for word, button in buttons.items():
        button.setCheckable(True)
        button.setChecked(word == checked)
    shown = list(buttons.values())
    half = len(shown) // 2
    return OneLine(shown[:half], shown[half:], list(reversed(shown))), buttons


def show(line: OneLine, width: int) -> QWidget:
    """Show the line in a width, inside what a page is to it; return that."""
    page = QWidget()
    line.setParent(page)
    line.setGeometry(0, 0, width, 60)
    page.show()
    QApplication.processEvents()
    return page


@pytest.mark.usefixtures("qapp")
@given(width=st.integers(60, 1400), checked=st.sampled_from(("", *WORDS)))
def test_what_is_shown_fits_and_the_rest_is_in_the_menu(width: int, checked: str) -> None:
    """In any width, whatever is chosen; and with room for all there is no menu."""
    line, buttons = line_of(*WORDS, checked=checked)
    page = show(line, width)

    given_way = line.given_way()
    assert {b for b in buttons.values() if b.isHidden()} == set(given_way)
    assert line.more.isVisible() == bool(given_way)
    assert line.width() == width
    if len(given_way) < len(WORDS):
        assert clipped(line) == []
        assert cut_off(line) == []
    page.deleteLater()


def test_what_is_chosen_gives_way_last(qtbot: QtBot) -> None:
    """A filter that is on is never hidden while there is something else to hide."""
    line, buttons = line_of(*WORDS, checked="Record due check")
    page = show(line, 420)
    qtbot.addWidget(page)

    assert buttons["Record due check"].isVisible()
    assert buttons["Handover"].isHidden()


def test_the_menu_does_what_the_buttons_would(qtbot: QtBot) -> None:
    """By the name that a reader says, checked where the button is, and off where it is off."""
    line, buttons = line_of(*WORDS)
    pressed: list[str] = []
    for word, button in buttons.items():
        button.clicked.connect(lambda _on=False, word=word: pressed.append(word))
    buttons["Handover"].setAccessibleName("Hand the shift over")
    buttons["Admit"].setEnabled(False)
    page = show(line, 300)
    qtbot.addWidget(page)

    line.fill_menu()
    shown = {action.text(): action for action in line.menu.actions()}
    shown["Hand the shift over"].trigger()

    assert line.given_way()
    assert pressed == ["Handover"]
    assert not shown["Admit"].isEnabled()


@pytest.mark.parametrize("width", [240, 1400])
def test_what_is_left_out_stands_nowhere(qtbot: QtBot, width: int) -> None:
    """Neither in the line nor in the menu, until it is wanted again."""
    line, buttons = line_of(*WORDS)
    page = show(line, width)
    qtbot.addWidget(page)
    line.leave_out(buttons["Handover"])

    assert buttons["Handover"].isHidden()
    assert buttons["Handover"] not in line.given_way()

    line.leave_out()
    assert buttons["Handover"].isVisible() or buttons["Handover"] in line.given_way()


def test_a_button_that_grows_makes_others_give_way(qtbot: QtBot) -> None:
    """The line is looked at again as soon as a word has changed."""
    line, buttons = line_of("Admit", "Handover")
    page = show(line, 280)
    qtbot.addWidget(page)
    assert not line.given_way()

    buttons["Admit"].setText("Admit a patient")
    qtbot.waitUntil(lambda: line.given_way() == (buttons["Handover"],))
