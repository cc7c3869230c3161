"""An alarm from the bar to the file: by key, by name, and answered for every station."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cart_ward.clinical.observed import AlarmAnswer
from cart_ward.clinical.people import AdmissionId
from cart_ward.ui import attending
from cart_ward.ui.alarms.page import AlarmsPage
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.widgets.patient_banner import PatientBanner
from tests.builders import WardBuilder
from tests.trips.seats import Seat, acts, kept
from tests.ui.hands import click, key

Sit = Callable[..., Seat]

PERSON = "陈伟 Chen Wei"


@pytest.fixture
def patient(ward: WardBuilder) -> AdmissionId:
    """Admit a patient who is in shock; nothing is late."""
    admitted = ward.admit("5", admitted_at=ward.clock.now())
    ward.record_neuro(admitted)
    ward.record_vitals(
        admitted, temperature="39.2", systolic=80, diastolic=44, pulse=128, vasopressors=1
    )
    return admitted


def opened(seat: Seat) -> AlarmsPage:
    """Press Alt+A."""
    key(QApplication.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    return seat.page(AlarmsPage)


def test_answer_is_kept_and_seen_at_the_other_station(
    sit: Sit, patient: AdmissionId, data: Path
) -> None:
    """Alt+A, Acknowledge, Called doctor: three presses; both bars fall silent."""
    one, other = sit(), sit()
    assert one.window.alarms.isVisible()
    one.front()
    card = opened(one).cards[patient]
    assert card.group is not None
    keys = card.group.keys

    click(card.acknowledge)
    with one.qtbot.waitSignal(one.station.saved):
        click(card.panel.buttons["doctor_called"])

    found = kept(data, patient).of(AlarmAnswer)
    assert {entry.body.alarm_key for entry in found} == set(keys)
    assert {entry.body.answer for entry in found} == {"doctor_called"}
    assert acts(data).count("answer_alarms") >= len(keys)
    assert not one.window.alarms.isVisible()
    assert one.told().startswith("Acknowledged: Bed 5")
    other.qtbot.waitUntil(lambda: not other.window.alarms.isVisible(), timeout=10_000)


def test_put_off_alarm_comes_back_by_itself(sit: Sit, patient: AdmissionId) -> None:
    """In 15 min: it is quiet for a quarter of an hour, then the bar stands there again."""
    seat = sit()
    card = opened(seat).cards[patient]
    click(card.acknowledge)
    click(card.panel.buttons["recheck"])
    with seat.qtbot.waitSignal(seat.station.saved):
        click(card.panel.buttons["recheck_15"])
    assert not seat.window.alarms.isVisible()

    seat.ward.clock.advance(minutes=15)
    seat.qtbot.waitUntil(seat.window.alarms.isVisible, timeout=10_000)

    assert "CRS 3" in seat.window.alarms.words.text()


def test_names_alike_are_marked_once_the_board_was_seen(
    sit: Sit, patient: AdmissionId, ward: WardBuilder
) -> None:
    """The dictionary is loaded behind the board; then row and banner warn."""
    ward.admit("3", hospital_no="P3", admitted_at=ward.clock.now() - timedelta(minutes=1))
    seat = sit()
    board = seat.page(BoardPage)
    seat.qtbot.waitUntil(lambda: any(row.alike for row in board.model.rows), timeout=10_000)

    assert seat.row(patient).alike == "Name like bed 3"
    seat.window.show_vitals(patient)
    banner = seat.window.page.findChild(PatientBanner)
    assert isinstance(banner, PatientBanner)
    assert banner.alike.text() == f"Name like bed 3 {PERSON}"


def test_bar_says_whether_this_computer_can_ring(
    sit: Sit, patient: AdmissionId, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a player the nurse knows that nothing will be heard; with one it rings once."""
    assert patient
    rings: list[int] = []

    class Ringer:
        """A bell that counts."""

        def ring(self) -> None:
            """Count."""
            rings.append(1)

    monkeypatch.setattr(attending, "find_bell", lambda: None)
    assert sit().window.status.sound.text() == "No alarm sound here"
    monkeypatch.setattr(attending, "find_bell", Ringer)
    seat = sit()
    seat.qtbot.waitUntil(lambda: rings == [1])

    seat.window.set_language("zh_CN")
    seat.window.status.sound.click()

    assert seat.window.status.sound.text() == "提醒声已关"
    assert rings == [1]
