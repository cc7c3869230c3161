"""The focus comes back to the same place of what was made anew, and nowhere else."""

import pytest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cart_ward.ui import focus


def sheet(*names: str) -> QWidget:
    """Return a page with a button and a line for each name, and one line without a name."""
    page = QWidget()
    column = QVBoxLayout(page)
    for name in (*names, ""):
        for made in (QPushButton(name), QLineEdit("120/80")):
            made.setObjectName(name)
            column.addWidget(made)
    return page


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    """Return a window over a page of two names."""
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(sheet("pulse", "spo2"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def line(window: QMainWindow, name: str) -> QLineEdit:
    """Return a line by its name."""
    page = window.centralWidget()
    found = None if page is None else page.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def test_it_comes_back_with_its_cursor(window: QMainWindow) -> None:
    """Though a button and another line stand before it now."""
    line(window, "spo2").setFocus()
    line(window, "spo2").setCursorPosition(3)
    at = focus.place_of(window.centralWidget())

    window.setCentralWidget(sheet("temperature", "pulse", "spo2"))
    focus.put_back(window.centralWidget(), at)

    assert window.focusWidget() is line(window, "spo2")
    assert line(window, "spo2").cursorPosition() == 3


def test_it_comes_back_once_the_pages_were_shown(qtbot: QtBot, window: QMainWindow) -> None:
    """Each page begins in its own first field; after that the focus goes where it was."""
    line(window, "spo2").setFocus()
    at = focus.place_of(window.centralWidget())
    window.setCentralWidget(sheet("pulse", "spo2"))
    focus.put_back_soon(window, at)
    line(window, "pulse").setFocus()

    qtbot.waitUntil(lambda: window.focusWidget() is line(window, "spo2"))


@pytest.mark.parametrize("names", [("pulse",), ()])
def test_where_its_place_is_gone_it_stays(window: QMainWindow, names: tuple[str, ...]) -> None:
    """Another field must not take what was typed for the one that is gone."""
    line(window, "spo2").setFocus()
    at = focus.place_of(window.centralWidget())
    window.setCentralWidget(sheet(*names))
    before = window.focusWidget()

    focus.put_back(window.centralWidget(), at)

    assert window.focusWidget() is before


def test_what_lies_elsewhere_has_no_place(window: QMainWindow) -> None:
    """A page asks only for itself."""
    line(window, "pulse").setFocus()
    other = sheet("pulse")

    assert focus.place_of(other) is None
    assert focus.place_of(None) is None
    other.deleteLater()
