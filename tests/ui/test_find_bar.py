"""Ctrl+F walks the rows that fit; no row is ever hidden by it."""

import pytest
from pytestqt.qtbot import QtBot

from cart_ward.db.store import SqlStore
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.find_bar import FindBar
from cart_ward.ui.patient.page import PatientPage
from tests.fakes import FixedClock
from tests.ui.whole import Whole


@pytest.fixture
def whole(qtbot: QtBot, store: SqlStore, clock: FixedClock) -> Whole:
    """Return the whole window, Chen with three sets of vital signs."""
    made = Whole(qtbot, store, clock)
    for temperature in ("38.6", "37.1", "38.9"):
        made.ward.record_vitals(made.chen, temperature=temperature)
        clock.advance(minutes=30)
    made.read_again()
    return made


def bar(whole: Whole) -> FindBar:
    """Return the open bar."""
    assert whole.finder.bar is not None
    return whole.finder.bar


def test_the_board_chooses_row_after_row_and_hides_none(whole: Whole) -> None:
    """By name, number or bed; Enter goes on, round and round."""
    whole.open("board")
    page = whole.window.page
    assert isinstance(page, BoardPage)
    whole.press("Ctrl+F")
    whole.type("p40655")
    first, count = page.table.chosen(), bar(whole).count.text()
    bar(whole).field.clear()
    whole.type("axi-cel")
    nothing = bar(whole).count.text()

    assert (first, count) == (whole.wang, "1 of 1 found among 2 rows. Enter: next")
    assert nothing == "Nothing found among 2 rows."
    assert page.model.rowCount() == 2


def test_the_entries_of_a_patient_open_for_the_search(whole: Whole) -> None:
    """Two sets hold 38.; Enter goes to the older one, Up back again."""
    page = whole.open("patient")
    assert isinstance(page, PatientPage)
    whole.press("Ctrl+F")
    whole.type("T 38.")
    rows = [page.history.currentIndex().row()]
    for pressed in ("Return", "Return", "Up"):
        whole.press(pressed)
        rows.append(page.history.currentIndex().row())

    assert page.history.isVisible()
    assert rows[0] == rows[2] != rows[1] == rows[3]
    assert bar(whole).field.hasFocus()


def test_escape_closes_it_first_and_leaves_the_row_chosen(whole: Whole) -> None:
    """Enter on the row then opens it."""
    page = whole.open("patient")
    assert isinstance(page, PatientPage)
    whole.press("Ctrl+F")
    whole.type("T 37.1")
    row = page.history.currentIndex().row()
    whole.press("Esc")

    assert whole.finder.bar is None
    assert (whole.window.place_name, page.history.currentIndex().row()) == ("patient", row)
    whole.press("Esc")
    assert whole.window.place_name == "board"


def test_another_page_closes_it(whole: Whole) -> None:
    """It belongs to the page it was opened on."""
    whole.open("board")
    whole.press("Ctrl+F")
    whole.press("Ctrl+2")

    assert whole.finder.bar is None
    assert whole.window.place_name == "patient"
