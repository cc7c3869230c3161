"""A due call is made, answered and settled: from the board and from a patient, press by press."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cart_ward.care import calls
from cart_ward.clinical.observed import CallMade, StruckOut
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.calls.open_row import OpenRow
from cart_ward.ui.calls.page import TeamPage
from cart_ward.ui.forms.call import CallPage
from cart_ward.ui.patient.page import PatientPage
from tests.builders import WardBuilder
from tests.fakes import FixedClock
from tests.trips.counting import CONTROL, Hand
from tests.trips.seats import Seat, acts, kept
from tests.trips.test_handover import assembled, shown, text_of
from tests.ui.hands import key

Sit = Callable[..., Seat]
Key = Qt.Key

CLICKS = 2
"""From the patient's page to a logged call (product 2)."""


@pytest.fixture
def patient(ward: WardBuilder) -> AdmissionId:
    """Admit two patients; the one in bed 5 has just had the first fever."""
    ward.record_vitals(ward.admit("7", day=2))
    admitted = ward.admit("5", day=2)
    ward.check_all(admitted)
    ward.record_vitals(admitted, temperature="38.6")
    return admitted


def due_roles(seat: Seat, patient: AdmissionId) -> set[str]:
    """Return whom the protocol still wants called, as this computer shows it."""
    found = calls.due(seat.station.snapshot, seat.status(patient))
    return {role for call in found for role in call.roles}


def alarm_waits(seat: Seat, patient: AdmissionId) -> bool:
    """Tell whether the first fever still waits for somebody."""
    raised = {alarm.code: alarm.answered for alarm in seat.status(patient).alarms}
    return not raised["alarm.first_fever"]


def test_a_call_is_logged_in_two_clicks_from_a_patient(
    sit: Sit, patient: AdmissionId, data: Path
) -> None:
    """Call, "Ward doctor called": on disk, the call due no more, the alarm settled."""
    seat = sit()
    seat.window.show_patient(patient)
    before = due_roles(seat, patient), alarm_waits(seat, patient)
    hand = Hand()
    hand.click(seat.page(PatientPage).act_buttons["call"])
    with seat.qtbot.waitSignal(seat.station.acted):
        hand.click(seat.page(CallPage).call.role_buttons["ward_doctor"])

    assert hand.count == (CLICKS, 0)
    assert before == ({"ward_doctor"}, True)
    assert (due_roles(seat, patient), alarm_waits(seat, patient)) == (set(), False)
    [entry] = kept(data, patient).of(CallMade)
    assert (entry.body.role, entry.body.answered_at) == ("ward_doctor", None)
    assert acts(data)[-1] == "log_call"
    assert seat.page(PatientPage).admission() == patient
    assert "saved 14:00:00" in seat.told()
    assert seat.window.line.offers_undo


def test_by_keys_it_is_a_letter_and_enter_from_the_board(
    sit: Sit, patient: AdmissionId, data: Path
) -> None:
    """C on the chosen row; the role to call first has the keys already."""
    seat = sit()
    seat.window.show_board()
    board = seat.page(BoardPage)
    board.table.setFocus()
    board.table.choose(patient)
    hand = Hand()
    hand.press(Key.Key_C)
    seat.qtbot.waitUntil(
        lambda: QApplication.focusWidget() is seat.page(CallPage).call.first_field()
    )
    with seat.qtbot.waitSignal(seat.station.acted):
        hand.press(Key.Key_Return)

    assert hand.count == (0, 2)
    assert [e.body.role for e in kept(data, patient).of(CallMade)] == ["ward_doctor"]


def test_undone_at_once_the_call_is_due_again(sit: Sit, patient: AdmissionId, data: Path) -> None:
    """Struck out and visible; nobody was called."""
    seat = sit()
    seat.window.show_call(patient)
    with seat.qtbot.waitSignal(seat.station.acted):
        Hand().click(seat.page(CallPage).call.role_buttons["ward_doctor"])
    with seat.qtbot.waitSignal(seat.station.acted):
        key(seat.window.line.undo_button, Key.Key_Space)

    chart = kept(data, patient)
    assert chart.of(CallMade) == ()
    assert [e.amend_reason for e in chart.entries if isinstance(e.body, StruckOut)] == [
        "undone at once"
    ]
    assert due_roles(seat, patient) == {"ward_doctor"}


def test_called_at_one_computer_and_answered_at_another(
    sit: Sit, patient: AdmissionId, data: Path, clock: FixedClock
) -> None:
    """The other computer shows that it waits; one press there, and both know the time."""
    first, second = sit(), sit(Role.CHARGE_NURSE)
    first.front()
    first.window.show_call(patient)
    with first.qtbot.waitSignal(first.station.acted):
        Hand().click(first.page(CallPage).call.role_buttons["ward_doctor"])
    clock.advance(minutes=4)
    second.front()
    second.window.show_place("team")
    second.station.read_again(second.bugs.append)
    page = second.page(TeamPage)
    second.qtbot.waitUntil(lambda: bool(page.calls.open.rows))
    [row] = page.calls.open.rows.values()
    assert isinstance(row, OpenRow)
    with second.qtbot.waitSignal(second.station.acted):
        Hand().click(row.buttons["comes"])
    second.qtbot.waitUntil(lambda: not page.calls.open.rows)

    chart = kept(data, patient)
    [entry] = chart.of(CallMade)
    assert entry.body.answered_at == entry.taken_at + timedelta(minutes=4)
    assert [len(chart.versions(entry)), entry.body.outcome] == [2, "comes"]


@pytest.mark.usefixtures("patient")
def test_the_charge_nurse_enters_a_number_and_the_sheet_carries_it(sit: Sit) -> None:
    """By keys: name, number, sign; then the handover."""
    seat = sit(Role.CHARGE_NURSE)
    hand = Hand()
    hand.press(Key.Key_5, CONTROL)
    team = seat.page(TeamPage)
    team.on_call.change("ward_doctor")
    form = team.on_call.form
    seat.qtbot.waitUntil(form.name.line.hasFocus)
    hand.value("Gao")
    hand.value("6012", None)
    with seat.qtbot.waitSignal(form.signed):
        hand.press(Key.Key_Return, CONTROL)
    page = assembled(seat)

    text = text_of(shown(page))
    assert "Ward doctor Gao 6012" in text
    assert "Numbers to call" not in text
