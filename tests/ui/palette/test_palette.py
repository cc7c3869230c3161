"""Ctrl+K over the real window: find, choose, act, and give the focus back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.clinical.people import Name
from cart_ward.db.store import SqlStore
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.palette.rows import told
from cart_ward.ui.patient.past import PastPage
from cart_ward.ui.widgets.patient_banner import PatientBanner
from tests.builders import ZONE
from tests.fakes import FixedClock
from tests.ui.whole import Whole

ZENG = Name(family_zh="曾", given_zh="丽", family_latin="", given_latin="")


@pytest.fixture
def whole(qtbot: QtBot, store: SqlStore, clock: FixedClock) -> Iterator[Whole]:
    """Return the whole window: Chen and Wang on the ward, Zeng has left it."""
    made = Whole(qtbot, store, clock)
    zeng = made.ward.admit(bed="7", hospital_no="P40001", name=ZENG)
    made.ward.record_vitals(zeng, temperature="39.4")
    made.ward.discharge(zeng)
    made.read_again()
    yield made
    i18n.set_language("en")


def found(whole: Whole) -> list[str]:
    """Return the rows as they are spoken."""
    rows = whole.overlay.rows
    return [str(rows.data(rows.index(n))) for n in range(rows.rowCount())]


def open_and_type(whole: Whole, text: str) -> list[str]:
    """Open the palette by its key, type, and return what is found."""
    whole.press("Ctrl+K")
    whole.type(text)
    return found(whole)


def test_initials_and_enter_lead_to_the_patient(whole: Whole) -> None:
    """Three keys and Enter from anywhere; bed, number and birth date tell twins apart."""
    rows = open_and_type(whole, "wf")
    count = whole.overlay.count.text()
    whole.press("Return")

    assert rows == ["王芳 Wang Fang, bed 2, born 05-Mar-1971 · MRN P40655"]
    assert count == f"1 of {len(whole.palette._index.items)} shown"
    assert whole.window.page.admission() == whole.wang
    assert whole.palette.overlay is None


def test_who_has_left_is_found_and_only_read(whole: Whole) -> None:
    """By the sound of her surname; her entries are there, nothing can be charted."""
    rows = open_and_type(whole, "zeng")
    whole.press("Return")
    page = whole.window.page

    assert rows == ["曾丽, bed 7, born 05-Mar-1971 · MRN P40001 · left the ward on 22-Nov-2026"]
    assert isinstance(page, PastPage)
    assert page.name.text() == "曾丽"
    assert "MRN P40001 · last bed 7" in page.who.text()
    assert any("39.4" in row for row in page.find_texts())
    whole.press("Esc")
    assert isinstance(whole.window.page, BoardPage)


def test_a_patient_who_leaves_is_found_among_those_who_left(whole: Whole) -> None:
    """The index is kept fresh: nobody is lost between ward and archive."""
    before = open_and_type(whole, "wangfang")
    whole.press("Esc")
    whole.ward.discharge(whole.wang)
    whole.read_again()
    after = open_and_type(whole, "wangfang")

    assert "left the ward" not in before[0]
    assert "left the ward" in after[0]


def test_an_action_acts_on_the_patient_in_front(whole: Whole) -> None:
    """The palette says about whom."""
    whole.open("patient", whole.wang)
    rows = open_and_type(whole, "drug")
    words = [label.text() for label in whole.overlay.findChildren(QLabel)]
    whole.press("Return")

    assert rows[0] == "Drug given"
    assert "Actions are about 王芳 Wang Fang, bed 2." in words
    assert (whole.window.place_name, whole.window.page.admission()) == ("drug", whole.wang)


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("record vitals", "vitals"),
        ("neuro check", "neuro"),
        ("toci", "tocilizumab"),
        ("confirm crs", "grade"),
        ("vital signs not done", "not_done"),
        ("stay", "stay"),
        ("call somebody", "call"),
        ("admit", "admit"),
        ("handover", "handover"),
        ("board", "board"),
        ("list", "keys"),
    ],
)
def test_each_action_leads_to_its_page(whole: Whole, typed: str, page: str) -> None:
    """By the first words of its name."""
    whole.open("patient")
    open_and_type(whole, typed)
    whole.press("Return")

    assert whole.window.place_name == page


def test_the_language_is_an_action_and_actions_speak_it(whole: Whole) -> None:
    """中文 by the palette; then actions are found in Chinese and by their sound."""
    whole.open("patient")
    open_and_type(whole, "中文")
    whole.press("Return")
    rows = open_and_type(whole, "jilu")
    whole.press("Return")

    assert rows == ["记录生命体征"]
    assert whole.window.place_name == "vitals"


def test_escape_gives_the_focus_back(whole: Whole) -> None:
    """The hand goes on in the field where it was; what was typed there stands."""
    whole.open("vitals")
    whole.type("39")
    field = QApplication.focusWidget()
    open_and_type(whole, "xx")
    nothing = whole.overlay.count.text()
    whole.press("Esc")

    assert nothing.startswith("Nothing found among")
    assert QApplication.focusWidget() is field
    assert whole.window.place_name == "vitals"


def test_arrows_walk_the_rows_and_stop_at_both_ends(whole: Whole) -> None:
    """The field keeps the focus all the while."""
    whole.press("Ctrl+K")
    rows = whole.overlay.list
    seen = []
    for pressed in ("Up", "Down", "Down", "Up", "Tab"):
        whole.press(pressed)
        seen.append(rows.currentIndex().row())

    assert seen == [0, 1, 2, 1, 2]
    assert whole.overlay.field.hasFocus()


def test_the_chip_on_top_opens_it_and_a_click_chooses(whole: Whole) -> None:
    """By mouse as by key."""
    QTest.mouseClick(whole.window.top.find_button, Qt.MouseButton.LeftButton)
    view = whole.overlay.list
    at = view.visualRect(view.model().index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)

    assert whole.window.page.admission() == whole.wang


def test_no_key_of_the_page_works_under_it(whole: Whole) -> None:
    """Ctrl+N would act on a page that is half covered; Ctrl+K closes it again."""
    whole.open("patient")
    whole.press("Ctrl+K")
    whole.press("Ctrl+N")
    stayed = (whole.window.place_name, whole.palette.overlay is not None)
    whole.press("Ctrl+K")

    assert stayed == ("patient", True)
    assert whole.palette.overlay is None


def test_it_never_covers_the_banner(whole: Whole) -> None:
    """Whose page this is stays in sight."""
    whole.open("vitals")
    whole.press("Ctrl+K")
    banner = whole.window.page.findChild(PatientBanner)
    assert banner is not None
    under = whole.overlay.mapToGlobal(whole.overlay.rect().topLeft()).y()

    assert under >= banner.mapToGlobal(banner.rect().bottomLeft()).y()


def test_a_lock_closes_it(whole: Whole) -> None:
    """No name stays on the screen, and it does not open while locked."""
    whole.press("Ctrl+K")
    whole.window.lock()
    closed = whole.palette.overlay is None
    whole.palette.toggle()

    assert closed
    assert whole.palette.overlay is None


def test_everything_is_read_and_made_off_the_gui_thread(whole: Whole) -> None:
    """On a lane of its own: neither acts nor paper wait for it."""
    whole.press("Ctrl+K")

    assert "find" in whole.tasks.lanes


def test_a_namesake_is_marked_and_shows_the_number_first(whole: Whole) -> None:
    """Two of a surname on one ward."""
    whole.ward.admit(bed="9", hospital_no="P40999", name=Name(family_zh="王", given_zh="静"))
    whole.read_again()
    rows = open_and_type(whole, "wang")

    assert [row.split(", ")[2][:26] for row in rows] == [
        "Name alike · MRN P40655 · ",
        "Name alike · MRN P40999 · ",
    ]
    assert told(whole.overlay.rows.item(0), ZONE)[1].startswith("Name alike · MRN")
