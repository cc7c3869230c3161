"""A screen reader and the keyboard reach all of every page, in both languages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.clinical.vocabulary import Oxygen
from cart_ward.ui.first_run import FirstRun
from cart_ward.ui.first_run_pages import PassphrasePage
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.main_window import SMALLEST
from cart_ward.ui.navigation import Page
from tests.ui import accessible, test_every_page
from tests.ui.hands import click, keys
from tests.ui.looking import tab_chain
from tests.ui.test_every_page import PAGES, Tour, opened

tour = test_every_page.tour
"""The whole window at 1366x768, once in each language."""

MOST = 200
"""More presses of the tab key than any page has stops."""


@pytest.mark.parametrize("name", PAGES)
def test_every_part_has_a_name_and_its_role(tour: Tour, name: str, qtbot: QtBot) -> None:
    """What can be pressed, filled or read is called something, and nothing else is called so."""
    opened(tour, name, qtbot)
    parts = accessible.tree(tour.window)
    front = tour.window.stack.currentWidget()
    assert front is not None

    assert accessible.nameless(parts) == []
    assert accessible.wrong_roles(parts) == []
    assert accessible.twice(accessible.tree(front)) == []


@pytest.mark.parametrize("name", ["board"])
def test_every_cell_of_a_table_says_something(tour: Tour, name: str, qtbot: QtBot) -> None:
    """A reader hears what the eye sees: painted cells have words too."""
    opened(tour, name, qtbot)

    assert accessible.wordless_cells(accessible.tree(tour.window)) == 0


@pytest.mark.parametrize("name", PAGES)
def test_tab_goes_round_and_comes_back(tour: Tour, name: str, qtbot: QtBot) -> None:
    """No field keeps the keys: the real tab key leads through every stop back to the first."""
    opened(tour, name, qtbot)
    tour.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    start = QApplication.focusWidget()
    assert start is not None
    wanted = set(tab_chain(tour.window, start))
    forward = _round(start, Qt.Key.Key_Tab)
    backward = _round(start, Qt.Key.Key_Backtab)

    assert _called(wanted - set(forward)) == []
    assert set(backward) == set(forward)


def _round(start: QWidget, which: Qt.Key) -> list[QWidget]:
    """Press a key until the focus is where it began."""
    stops = [start]
    here = start
    for _press in range(MOST):
        QTest.keyClick(here, which)
        found = QApplication.focusWidget()
        assert found is not None
        if found is start:
            return stops
        here = found
        stops.append(here)
    raise AssertionError(_called(set(stops[-5:])))


def _called(widgets: set[QWidget]) -> list[str]:
    return sorted(f"{type(w).__name__} {w.objectName()} {w.accessibleName()}" for w in widgets)


@pytest.mark.parametrize("tour", ["en"], indirect=True)
@pytest.mark.parametrize("name", PAGES)
def test_the_focus_is_seen_wherever_it_stands(tour: Tour, name: str, qtbot: QtBot) -> None:
    """A control with the focus looks different from itself without it."""
    opened(tour, name, qtbot)
    tour.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    start = QApplication.focusWidget()
    assert start is not None
    chain = tab_chain(tour.window, start)
    same = []
    for before, widget in zip([chain[-1], *chain], chain, strict=False):
        before.setFocus(Qt.FocusReason.TabFocusReason)
        plain = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if not isinstance(widget, Page) and widget.grab().toImage() == plain:
            same.append(widget)

    assert _called(set(same)) == []


@pytest.mark.parametrize("tour", ["en"], indirect=True)
def test_a_refused_number_is_described_where_it_was_typed(tour: Tour, qtbot: QtBot) -> None:
    """The reader hears at the field what the eye reads under it."""
    opened(tour, "vitals", qtbot)
    page = tour.window.page
    assert isinstance(page, VitalsPage)
    field = page.vitals.fields.temperature
    keys(field.edit, "93.1")
    node = QAccessible.queryAccessibleInterface(field.edit)

    assert "Fahrenheit" in node.text(QAccessible.Text.Description)
    assert node.text(QAccessible.Text.Value) == "93.1"


@pytest.mark.parametrize("tour", ["en"], indirect=True)
def test_what_is_chosen_is_told_as_chosen(tour: Tour, qtbot: QtBot) -> None:
    """Colour alone would not reach a reader."""
    opened(tour, "vitals", qtbot)
    page = tour.window.page
    assert isinstance(page, VitalsPage)
    button = page.vitals.fields.oxygen.buttons[Oxygen.ROOM_AIR]
    node = QAccessible.queryAccessibleInterface(button)
    before = bool(node.state().checked)
    click(button)

    assert (before, bool(node.state().checked)) == (False, True)
    assert node.text(QAccessible.Text.Name) == "Oxygen: Room air"


@pytest.mark.parametrize("tour", ["en"], indirect=True)
def test_a_secret_is_never_read_aloud(tour: Tour, qtbot: QtBot) -> None:
    """A PIN says that it is one and not what it is."""
    opened(tour, "locked", qtbot)
    pin = tour.window.entrance.pin
    pin.setText("271828")
    node = QAccessible.queryAccessibleInterface(pin)

    assert pin.echoMode() is QLineEdit.EchoMode.Password
    assert node.state().passwordEdit
    assert "271828" not in str(node.text(QAccessible.Text.Value))


@pytest.mark.parametrize("tour", ["en"], indirect=True)
def test_a_message_is_announced_once(tour: Tour, qtbot: QtBot) -> None:
    """What was saved is said when it is saved, and not again when the clock ticks."""
    opened(tour, "board", qtbot)
    heard: list[str] = []
    tour.window.line.announced.connect(heard.append)
    tour.window.tell("Saved 14:05:41")
    for _second in range(3):
        tour.care.station.ticked.emit(tour.care.station.now())
    tour.window.show_board()

    assert heard == ["Saved 14:05:41"]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("page", ["1", "2", "3", "code", "passphrase"])
def test_the_first_pages_are_heard_and_walked_too(qtbot: QtBot, language: str, page: str) -> None:
    """Before there is a ward: language, beds, the first charge nurse, the code, the passphrase."""
    i18n.set_language(language)
    shown = _first_page(page)
    qtbot.addWidget(shown)
    shown.resize(SMALLEST)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    parts = accessible.tree(shown)
    start = next(w for w in tab_chain(shown, shown) if w is not shown)
    start.setFocus()
    stops = _round(start, Qt.Key.Key_Tab)

    assert accessible.nameless(parts) == []
    assert accessible.wrong_roles(parts) == []
    assert accessible.twice(parts) == []
    assert _called(set(tab_chain(shown, start)) - set(stops)) == []


def _first_page(page: str) -> QWidget:
    if page == "passphrase":
        return PassphrasePage()
    run = FirstRun(("Asia/Shanghai", "UTC"))
    if page == "code":
        run.show_code("7Q4M-9T2K-XHRB-C6WD-EN3P-5VYA")
    else:
        run.show_page(int(page))
    return run
