"""One of several by mouse and by arrow keys; nothing chosen stays nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cart_ward.ui.widgets.choice_row import ChoiceRow
from tests.ui.hands import click, key


@pytest.fixture
def row(qtbot: QtBot) -> ChoiceRow[str]:
    """Three choices on the screen."""
    made: ChoiceRow[str] = ChoiceRow([("a", "First"), ("b", "Second"), ("c", "Third")])
    qtbot.addWidget(made)
    made.resize(500, 60)
    made.show()
    return made


def press(button: QPushButton) -> None:
    """Press a button with the mouse."""
    click(button)


def test_nothing_is_chosen_at_first(row: ChoiceRow[str]) -> None:
    """No default means normal."""
    assert row.value() is None
    assert not any(button.isChecked() for button in row.buttons.values())


def test_a_press_chooses_and_tells(row: ChoiceRow[str], qtbot: QtBot) -> None:
    """The signal brings the value."""
    with qtbot.waitSignal(row.chosen) as told:
        press(row.buttons["b"])

    assert told.args == ["b"]
    assert [b.isChecked() for b in row.buttons.values()] == [False, True, False]


def test_a_second_press_takes_the_choice_back(row: ChoiceRow[str]) -> None:
    """What was chosen by mistake becomes not recorded again."""
    press(row.buttons["b"])
    press(row.buttons["b"])

    assert row.value() is None


def test_where_one_must_be_chosen_a_second_press_keeps_it(qtbot: QtBot) -> None:
    """A row without "none" never falls back to none."""
    row: ChoiceRow[int] = ChoiceRow([(0, "Zero"), (1, "One")], allow_none=False)
    qtbot.addWidget(row)
    row.show()
    press(row.buttons[0])
    press(row.buttons[0])

    assert row.value() == 0
    assert row.buttons[0].isChecked()


def test_arrows_choose_and_go_round(row: ChoiceRow[str]) -> None:
    """The first arrow chooses where one stands, further ones go on."""
    row.set_focus()
    seen = []
    for arrow in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left):
        stop = next(b for b in row.buttons.values() if b.focusPolicy() & Qt.FocusPolicy.TabFocus)
        key(stop, arrow)
        seen.append(row.value())

    assert seen == ["a", "b", "a", "c"]


def test_the_row_is_one_stop_of_the_tab_key(row: ChoiceRow[str]) -> None:
    """Tab goes to the chosen button and then on to the next field."""
    row.set_value("c")

    stops = [v for v, b in row.buttons.items() if b.focusPolicy() & Qt.FocusPolicy.TabFocus]

    assert stops == ["c"]


def test_buttons_are_large_and_keep_their_size_when_chosen(row: ChoiceRow[str]) -> None:
    """At least 44 px high; bold text does not push the neighbours."""
    before = [button.geometry() for button in row.buttons.values()]
    row.set_value("b")

    assert all(button.height() >= 44 for button in row.buttons.values())
    assert [button.geometry() for button in row.buttons.values()] == before
