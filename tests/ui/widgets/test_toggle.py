"""An item of a score: not recorded, right or wrong."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cart_ward.ui.widgets.toggle import Toggle
from tests.ui.hands import click, key


@pytest.fixture
def toggle(qtbot: QtBot) -> Toggle:
    """One item on the screen."""
    made = Toggle("Year", name="year")
    qtbot.addWidget(made)
    made.show()
    return made


def test_presses_go_through_the_three_states(toggle: Toggle) -> None:
    """Nothing, right, wrong, nothing: what was not asked can be said again."""
    seen = [toggle.value()]
    for _press in range(3):
        click(toggle)
        seen.append(toggle.value())

    assert seen == [None, True, False, None]


def test_each_state_has_its_own_sign_and_word(toggle: Toggle) -> None:
    """Colour is never the only sign."""
    seen = set()
    for value in (None, True, False):
        toggle.set_value(value)
        seen.add((toggle.text(), toggle.accessibleName()))

    assert len({text for text, _name in seen}) == 3
    assert len({name for _text, name in seen}) == 3


def test_a_wrong_answer_goes_on_to_the_next_item(qtbot: QtBot) -> None:
    """1 and 0 are typed one after the other down the list."""
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    items = [Toggle(name) for name in ("Year", "Month", "City")]
    for item in items:
        layout.addWidget(item)
    page.show()
    page.activateWindow()
    items[0].setFocus()

    key(items[0], Qt.Key.Key_1)
    key(items[1], Qt.Key.Key_0)

    assert [item.value() for item in items] == [True, False, None]
    assert page.focusWidget() is items[2]


def test_delete_takes_an_answer_back(toggle: Toggle) -> None:
    """Back to not recorded."""
    toggle.set_value(True)
    key(toggle, Qt.Key.Key_Delete)

    assert toggle.value() is None


def test_an_item_is_large_enough_for_gloves(toggle: Toggle) -> None:
    """56 px (ux 3)."""
    assert toggle.sizeHint().height() >= 56
