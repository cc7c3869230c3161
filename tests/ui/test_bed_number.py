"""H01: a number typed on the board, or a key without a choice, never acts on another patient."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.db.store import SqlStore
from cart_ward.ui.board.table import BoardTable
from cart_ward.ui.board.view import BoardPage
from tests.fakes import FixedClock
from tests.ui.whole import Whole


@pytest.fixture
def whole(qtbot: QtBot, store: SqlStore, clock: FixedClock) -> Whole:
    """Return the whole window on the board: Chen in bed 5 is chosen, Wang lies in bed 2."""
    made = Whole(qtbot, store, clock)
    made.open("board")
    table(made).choose(made.chen)
    table(made).setFocus()
    return made


def board(whole: Whole) -> BoardPage:
    """Return the board in front."""
    page = whole.window.page
    assert isinstance(page, BoardPage)
    return page


def table(whole: Whole) -> BoardTable:
    """Return its rows."""
    return board(whole).table


def in_front(whole: Whole) -> tuple[str, AdmissionId | None]:
    """Return which page stands in front, and whose."""
    return whole.window.place_name, whole.window.page.admission()


ACTS = [
    *(("V", "vitals"), ("N", "neuro"), ("T", "tocilizumab"), ("W", "not_done")),
    *(("Ctrl+N", "vitals"), ("Ctrl+Shift+N", "neuro"), ("Alt+T", "tocilizumab")),
    *(("Alt+G", "grade"), ("Ctrl+2", "patient"), ("Ctrl+3", "tocilizumab")),
]


@pytest.mark.parametrize(("key", "page"), ACTS)
def test_a_key_after_a_bed_number_acts_on_that_bed(whole: Whole, key: str, page: str) -> None:
    """Without Enter between them: the number is the choice."""
    whole.press("2")
    whole.press(key)

    name, patient = in_front(whole)
    assert patient == whole.wang
    assert name == page or key == "W"


@pytest.mark.parametrize("key", ["Return", *(key for key, _page in ACTS)])
@pytest.mark.parametrize(
    ("digits", "words"),
    [("77", "There is no bed 77."), ("12", "Bed 12 is free."), ("5", "not in this filter")],
)
def test_a_number_that_leads_to_no_row_chooses_nobody_and_says_why(
    whole: Whole, digits: str, words: str, key: str
) -> None:
    """Neither Enter nor a key of an act goes on with the row of before."""
    if digits == "5":
        hide_chen(whole)
        table(whole).choose(whole.wang)

    whole.type(digits)
    whole.press(key)

    assert in_front(whole) == ("board", None)
    assert words in whole.told


def hide_chen(whole: Whole) -> None:
    """Show the rows of a count that does not hold Chen."""
    page = board(whole)
    rows = tuple(row for row in page.model.rows if row.admission_id != whole.chen)
    page.model.show(rows)


def test_what_is_typed_is_seen_and_lets_the_row_of_before_go(whole: Whole) -> None:
    """For eye and ear; Backspace takes a digit back and Esc all of them."""
    label = table(whole).typed
    whole.type("12")

    assert (label.isVisible(), label.text(), label.accessibleName()) == (True, "Bed 12_", "Bed 12")
    assert table(whole).chosen() is None

    whole.press("Backspace")
    assert label.text() == "Bed 1_"
    whole.press("Esc")
    assert not label.isVisible()
    assert label.pending == ""


def test_a_number_is_forgotten_after_some_seconds(whole: Whole) -> None:
    """A digit of before does not lead anywhere with an Enter that comes later."""
    whole.press("2")
    label = table(whole).typed
    assert label.timer.isActive()
    assert 2000 <= label.timer.interval() <= 10_000

    label.timer.timeout.emit()
    whole.press("Return")

    assert not label.isVisible()
    assert in_front(whole) == ("board", None)
    assert whole.told == "Choose a row first."


def test_another_way_to_choose_ends_the_number(whole: Whole) -> None:
    """A click or an arrow chooses; the digits before it are gone."""
    whole.press("7")
    QTest.keyClick(table(whole), Qt.Key.Key_Down)

    assert table(whole).chosen() is not None
    assert table(whole).typed.pending == ""


FORMS = ["Ctrl+N", "Ctrl+Shift+N", "Alt+T", "Alt+G", "Ctrl+Shift+P", "Ctrl+3"]


@pytest.mark.parametrize("key", [*FORMS, "V", "N", "T", "W", "Return"])
def test_without_a_chosen_row_no_form_opens(whole: Whole, key: str) -> None:
    """Not of the patient looked at before, nor of the most urgent one."""
    whole.open("patient", whole.wang)
    whole.open("board")
    table(whole).choose(None)
    table(whole).setFocus()
    whole.press(key)

    assert in_front(whole) == ("board", None)
    assert whole.told == "Choose a row first."


@pytest.mark.parametrize("key", FORMS)
@pytest.mark.parametrize("page", ["handover", "alarms", "keys"])
def test_a_page_that_names_nobody_leads_to_no_form(whole: Whole, page: str, key: str) -> None:
    """From the handover nobody charts for the patient of some page before."""
    whole.open("patient", whole.wang)
    whole.open(page)
    whole.press(key)

    assert whole.window.place_name == page
    assert whole.told == "No patient is chosen here. Choose a row of the board first."


def test_the_next_person_does_not_inherit_a_patient(whole: Whole) -> None:
    """Nurse 1 looks at bed 2 and locks: nurse 2 reads the most urgent, and charts for nobody."""
    first = whole.station.statuses()[0].admission.id
    other = whole.wang if first == whole.chen else whole.chen
    whole.open("patient", other)
    whole.window.lock()
    whole.station.sign_in(whole.ward.actor(Role.NURSE, 1))

    whole.press("Ctrl+N")
    charted = in_front(whole)
    whole.press("Ctrl+2")

    assert charted == ("board", None)
    assert in_front(whole) == ("patient", first)


def test_the_palette_offers_no_act_on_a_patient_nobody_chose(whole: Whole) -> None:
    """It says about whom an act would be, and on a board without a choice it offers none."""
    whole.open("patient", whole.wang)
    whole.open("board")
    table(whole).choose(None)
    whole.press("Ctrl+K")
    acts = whole.palette._ways

    assert "vitals" not in acts
    assert "admit" in acts
