"""Who has left can still be read, and no key leads into a form about them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cart_ward.clinical.people import AdmissionId
from cart_ward.db.store import SqlStore
from cart_ward.ui import keys
from cart_ward.ui.main_window import MainWindow
from cart_ward.ui.messages import Messages
from cart_ward.ui.patient.page import PatientPage
from cart_ward.ui.patient.past import PastPage, patient_page
from cart_ward.ui.screens import factories
from cart_ward.ui.window_keys import WindowKeys
from tests.fakes import FixedClock
from tests.ui.charted import Charted
from tests.ui.clipping import clipped
from tests.ui.looking import unnamed
from tests.ui.whole import Whole


@pytest.fixture
def gone(care: Charted) -> AdmissionId:
    """Discharge the patient; the station has seen it."""
    care.ward.discharge(care.patient)
    care.read_again()
    return care.patient


def test_every_entry_of_the_stay_is_read(qtbot: QtBot, care: Charted, gone: AdmissionId) -> None:
    """Who it was, when the stay ended, and the entries as the store holds them."""
    page = patient_page(care.station, care.navigation, gone)
    qtbot.addWidget(page)
    page.resize(1278, 650)
    page.show()

    assert isinstance(page, PastPage)
    assert page.who.text().endswith("to 22-Nov-2026")
    assert page.history.rows.rowCount() == len(care.ward.chart(gone).entries)
    assert clipped(page) == []
    assert unnamed(page) == []
    QTest.mouseClick(page.back_button, Qt.MouseButton.LeftButton)
    assert care.navigation.went == [("board",)]


def test_who_lies_on_the_ward_has_the_whole_page(qtbot: QtBot, care: Charted) -> None:
    """The door is the same."""
    page = patient_page(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)

    assert isinstance(page, PatientPage)


def test_keys_of_the_frame_open_no_form_about_who_has_left(
    qtbot: QtBot, care: Charted, gone: AdmissionId
) -> None:
    """Ctrl+N says so, and no other patient takes the place."""
    care.ward.admit(bed="3", hospital_no="P3")
    care.read_again()
    window = MainWindow(care.station, factories(lambda *_a: b""), Messages())
    qtbot.addWidget(window)
    ways = WindowKeys(window, care.station)
    care.station.sign_in(care.actor)
    window.show_patient(gone)
    key = next(k for k in keys.MAP if k.act == "chart_vitals")

    ways.press(key)

    assert isinstance(window.page, PastPage)
    assert "left the ward" in window.line.words.text()


@pytest.mark.parametrize("way", ["language", "undo"])
@pytest.mark.parametrize("name", ["vitals", "neuro", "drug", "stay", "tocilizumab"])
def test_a_form_about_somebody_who_left_meanwhile_gives_way(
    qtbot: QtBot, store: SqlStore, clock: FixedClock, name: str, way: str
) -> None:
    """Discharged at another station: the next language, look or undo shows the past stay."""
    whole = Whole(qtbot, store, clock)
    whole.open(name, whole.wang)
    whole.ward.discharge(whole.wang)
    whole.read_again()

    if way == "language":
        whole.window.set_language("zh_CN")
    else:
        whole.window.make_again("{}")

    assert isinstance(whole.window.page, PastPage)
    assert whole.window.place_name == "patient"
