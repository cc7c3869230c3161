"""The eight tasks of a shift, from the board, by keys and by mouse: no press more than now.

Each test asserts the exact count, so that a growth fails, and that it is within the limit of the
task: (clicks, keys), what is typed into the fields counted apart.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cart_ward.care import handover
from cart_ward.clinical import ice
from cart_ward.clinical.observed import (
    Grading,
    IceAssessment,
    MonitoringPause,
    NotDone,
    VitalSigns,
)
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.schedule import DueState
from cart_ward.clinical.vocabulary import NotDoneReason, Scale
from cart_ward.ui.board.model import DUE
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.forms.double_check import DoubleCheckForm
from cart_ward.ui.forms.give_dose import InfusionForm, StartForm
from cart_ward.ui.forms.neuro_check import NeuroCheckPage
from cart_ward.ui.forms.not_done import NotDonePage
from cart_ward.ui.forms.prepare import PrepareForm
from cart_ward.ui.forms.signing import SignedForm
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.handover.page import HandoverPage
from cart_ward.ui.patient.page import PatientPage
from cart_ward.ui.tocilizumab.page import TocilizumabPage
from tests.builders import PIN, WardBuilder
from tests.trips.counting import ALT, CONTROL, SHIFT, Hand, focus
from tests.trips.seats import Seat, has_focus, kept

Sit = Callable[..., Seat]
Key = Qt.Key

NUMBERS = ("38.6", "104", "20", "118", "70", "97")
"""Temperature, pulse, breathing, both pressures, SpO2: in the order of the bedside."""


@dataclass(frozen=True)
class Limit:
    """The most clicks and keys a task may take (ux 10)."""

    clicks: int
    keys: int

    def holds(self, hand: Hand, clicks: int, keys: int) -> bool:
        """Tell whether the hand did exactly this, and that it is within the limit."""
        assert hand.count == (clicks, keys)
        return clicks <= self.clicks and keys <= self.keys


FULL_SET = Limit(clicks=2, keys=2)
SET_AND_NEURO = Limit(clicks=3, keys=4)
NOT_DONE = Limit(clicks=3, keys=3)
DOSE = Limit(clicks=4, keys=4)
PAUSE = Limit(clicks=2, keys=3)
PRINT = Limit(clicks=2, keys=2)
HAND_OVER = Limit(clicks=2, keys=2)
SWITCH = Limit(clicks=1, keys=1)


@pytest.fixture
def patient(ward: WardBuilder) -> AdmissionId:
    """Admit two patients; the one in bed 5 is due for vital signs."""
    ward.record_vitals(ward.admit("7", admitted_at=ward.clock.now()))
    admitted = ward.admit("5", admitted_at=ward.clock.now())
    ward.record_neuro(admitted)
    ward.clock.advance(hours=4)
    return admitted


@pytest.fixture
def hand() -> Hand:
    """Return hands that have done nothing yet."""
    return Hand()


def begun(sit: Sit, role: Role = Role.NURSE) -> Seat:
    """Sit down before the board, whose table has the keys."""
    seat = sit(role)
    board = seat.page(BoardPage)
    seat.qtbot.waitUntil(board.table.hasFocus)
    return seat


def row_of(seat: Seat, patient: AdmissionId) -> int:
    """Return where a patient stands on the board."""
    return seat.page(BoardPage).model.order().index(patient)


def type_set(hand: Hand) -> None:
    """Type a full set by keys alone: numbers, room air, no support, alert."""
    for number in NUMBERS:
        hand.value(number)
    for _row in ("oxygen", "support"):
        hand.choose(Key.Key_Right)
    hand.skip()  # + vasopressin
    hand.choose(Key.Key_Right)


def on_disk(seat: Seat, form: SignedForm, press: Callable[[], None]) -> None:
    """Press what signs, and wait for the disk."""
    with seat.qtbot.waitSignal(form.signed):
        press()


def sign_key(hand: Hand) -> None:
    """Press Ctrl+Enter."""
    hand.press(Key.Key_Return, CONTROL)


def shown_vitals(seat: Seat) -> VitalsPage:
    """Return the vitals form once it takes the keys."""
    page = seat.page(VitalsPage)
    seat.qtbot.waitUntil(lambda: has_focus(page.vitals))
    return page


# ---- 1 a full set


def test_1_a_full_set_by_keys(sit: Sit, hand: Hand, patient: AdmissionId, data: Path) -> None:
    """Bed, V, the values, Ctrl+Enter."""
    seat = begun(sit)
    hand.value("5")
    hand.press(Key.Key_V)
    page = shown_vitals(seat)
    type_set(hand)
    on_disk(seat, page.vitals, lambda: sign_key(hand))

    taken = kept(data, patient).of(VitalSigns)[-1].body
    assert (str(taken.temperature), taken.systolic, taken.spo2) == ("38.6", 118, 97)
    assert None not in (taken.oxygen, taken.vasopressors, taken.consciousness)
    assert FULL_SET.holds(hand, 0, 2)


def test_1_a_full_set_by_mouse(sit: Sit, hand: Hand, patient: AdmissionId, data: Path) -> None:
    """The row, "Record due check", the values; the last Enter stands on the button."""
    seat = begun(sit)
    hand.click_cell(seat.page(BoardPage).table, row_of(seat, patient), 1)
    hand.click(seat.page(BoardPage).record)
    page = shown_vitals(seat)
    type_set(hand)
    on_disk(seat, page.vitals, lambda: hand.press(Key.Key_Return))

    assert len(kept(data, patient).of(VitalSigns)) == 1
    assert FULL_SET.holds(hand, 2, 1)


# ---- 2 vital signs, ICE and both grades


def answer_ice(hand: Hand) -> None:
    """Answer the ten items: each goes on to the next by itself."""
    for _item in range(10):
        hand.value("1", ends=None)


def test_2_a_set_and_a_neuro_check_with_both_grades(
    sit: Sit, hand: Hand, patient: AdmissionId, data: Path
) -> None:
    """V, values, Ctrl+Enter; N, answers, Ctrl+Enter: both grades are signed with them."""
    seat = begun(sit)
    hand.value("5")
    hand.press(Key.Key_V)
    page = shown_vitals(seat)
    type_set(hand)
    on_disk(seat, page.vitals, lambda: sign_key(hand))
    seat.qtbot.waitUntil(seat.page(PatientPage).act_buttons["vitals"].hasFocus)
    hand.press(Key.Key_N)
    neuro = seat.page(NeuroCheckPage).neuro
    seat.qtbot.waitUntil(lambda: has_focus(neuro))
    answer_ice(hand)
    answer_domains(hand, seat)
    on_disk(seat, neuro, lambda: sign_key(hand))
    chart = kept(data, patient)

    assert ice.score(chart.of(IceAssessment)[-1].body) == 10
    assert {e.body.scale: e.body.grade for e in chart.of(Grading)} == {
        Scale.CRS: 1,
        Scale.ICANS: 0,
    }
    assert SET_AND_NEURO.holds(hand, 0, 4)


def answer_domains(hand: Hand, seat: Seat) -> None:
    """Choose the first answer of each row, in the order of the tab key."""
    fields = seat.page(NeuroCheckPage).neuro.fields
    rows: tuple[QWidget, ...] = (
        *(fields.handwriting, fields.consciousness, fields.seizure),
        *(fields.weakness, fields.oedema),
    )
    for row in rows:
        assert row.isAncestorOf(focus()), "the order of the tab key"
        hand.choose(Key.Key_Right)
    hand.value(" ", ends=None)  # no sign of raised pressure


# ---- 3 not done


@pytest.mark.parametrize(
    "reason", [NotDoneReason.REFUSED, NotDoneReason.ASLEEP, NotDoneReason.OFF_WARD]
)
def test_3_not_done_by_keys(
    sit: Sit, hand: Hand, patient: AdmissionId, data: Path, reason: NotDoneReason
) -> None:
    """Bed, W, the digit of the reason, Ctrl+Enter."""
    seat = begun(sit)
    hand.value("5")
    hand.press(Key.Key_W)
    form = seat.page(NotDonePage).not_done
    seat.qtbot.waitUntil(lambda: has_focus(form))
    hand.press(Key(Key.Key_1 + list(NotDoneReason).index(reason)))
    on_disk(seat, form, lambda: sign_key(hand))

    (entry,) = kept(data, patient).of(NotDone)
    assert entry.body.reason is reason
    assert NOT_DONE.holds(hand, 0, 3)


def test_3_not_done_by_mouse(sit: Sit, hand: Hand, patient: AdmissionId, data: Path) -> None:
    """The due cell, the reason, sign."""
    seat = begun(sit)
    hand.click_cell(seat.page(BoardPage).table, row_of(seat, patient), DUE)
    form = seat.page(NotDonePage).not_done
    hand.click(form.reason.buttons[NotDoneReason.REFUSED])
    on_disk(seat, form, lambda: hand.click(form.sign_button))

    assert len(kept(data, patient).of(NotDone)) == 1
    assert NOT_DONE.holds(hand, 3, 0)


# ---- 4 tocilizumab


@pytest.fixture
def ordered(ward: WardBuilder) -> AdmissionId:
    """Admit a patient of 72 kg with CRS 2, signed, and an order of tocilizumab."""
    admitted = ward.admit("5")
    ward.record_vitals(admitted, temperature="39.1", systolic=86, fluids=True)
    ward.sign_grade(admitted, Scale.CRS, 2)
    ward.order(admitted)
    return admitted


def dose_form(seat: Seat, kind: type[SignedForm]) -> SignedForm:
    """Return the form of the step that is next, once it takes the keys."""
    page = seat.page(TocilizumabPage)
    seat.qtbot.waitUntil(
        lambda: isinstance(page.form, kind) and has_focus(page.form) and not page.form.blocked()
    )
    assert page.form is not None
    return page.form


def calculate(hand: Hand, seat: Seat, whose: str) -> None:
    """Type one calculation and the name; the PIN with its Enter signs."""
    form = dose_form(seat, DoubleCheckForm)
    for figure in ("72.0", "576", "28.8"):
        hand.value(figure)
    hand.value(whose)
    on_disk(seat, form, lambda: hand.value(PIN))


def give_dose(hand: Hand, seat: Seat, signs: Callable[[SignedForm], None]) -> None:
    """Scan the vial and prepare; two people calculate; scan the wristband and start."""
    form = dose_form(seat, PrepareForm)
    hand.skip(3)  # the proposed vials stay
    hand.scan("B4091")
    on_disk(seat, form, lambda: signs(form))
    calculate(hand, seat, "")
    calculate(hand, seat, "Z")
    start = dose_form(seat, StartForm)
    hand.scan(hospital_number(seat))
    on_disk(seat, start, lambda: signs(start))
    dose_form(seat, InfusionForm)


def hospital_number(seat: Seat) -> str:
    """Return what stands on the wristband of the patient in front."""
    admission_id = seat.window.page.admission()
    assert admission_id is not None
    return seat.status(admission_id).admission.patient.hospital_no


def test_4_a_dose_by_keys(sit: Sit, hand: Hand, ordered: AdmissionId) -> None:
    """Bed, T; two scans and two PINs; Ctrl+Enter prepares and starts."""
    seat = begun(sit)
    hand.value("5")
    hand.press(Key.Key_T)
    give_dose(hand, seat, lambda _form: sign_key(hand))

    assert seat.status(ordered).course.running is not None
    assert DOSE.holds(hand, 0, 3)


def test_4_a_dose_by_mouse(sit: Sit, hand: Hand, ordered: AdmissionId) -> None:
    """The row, the page, prepare, start; between them two scans and two PINs."""
    seat = begun(sit)
    hand.click_cell(seat.page(BoardPage).table, row_of(seat, ordered), 1)
    hand.click(seat.window.nav.buttons["tocilizumab"])
    give_dose(hand, seat, lambda form: hand.click(form.sign_button))

    assert seat.status(ordered).course.running is not None
    assert DOSE.holds(hand, 4, 0)


# ---- 5 why, and pause


def test_5_why_and_pause_by_keys(sit: Sit, hand: Hand, patient: AdmissionId, data: Path) -> None:
    """W says why; O and Enter pause: off the ward, for an hour."""
    seat = begun(sit)
    hand.value("5")
    hand.press(Key.Key_W)
    page = seat.page(NotDonePage)
    seat.qtbot.waitUntil(lambda: has_focus(page.not_done))
    seen = page.why.text()
    hand.press(Key.Key_O)
    on_disk(seat, page.pause, lambda: hand.press(Key.Key_Return))

    (entry,) = kept(data, patient).of(MonitoringPause)
    assert "every" in seen or "once" in seen
    assert entry.body.until == seat.station.now() + timedelta(hours=1)
    assert {due.state for due in seat.status(patient).due} == {DueState.PAUSED}
    assert PAUSE.holds(hand, 0, 3)


def test_5_why_and_pause_by_mouse(sit: Sit, hand: Hand, patient: AdmissionId) -> None:
    """The due cell says why; the reason pauses."""
    seat = begun(sit)
    hand.click_cell(seat.page(BoardPage).table, row_of(seat, patient), DUE)
    page = seat.page(NotDonePage)
    on_disk(seat, page.pause, lambda: hand.click(page.pause.reasons["procedure"]))

    assert seat.status(patient).pause is not None
    assert PAUSE.holds(hand, 2, 0)


# ---- 6 the ward sheet


def assembled(seat: Seat) -> HandoverPage:
    """Return the handover page once its sheet is drawn."""
    page = seat.page(HandoverPage)
    seat.qtbot.waitUntil(lambda: page.presenter.drawn is not None, timeout=10_000)
    return page


@pytest.mark.usefixtures("patient")
def test_6_the_ward_sheet_by_keys(sit: Sit, hand: Hand) -> None:
    """Ctrl+4, Ctrl+P."""
    seat = begun(sit)
    hand.press(Key.Key_4, CONTROL)
    assembled(seat)
    hand.press(Key.Key_P, CONTROL)
    seat.qtbot.waitUntil(lambda: bool(seat.tray.sent))

    assert PRINT.holds(hand, 0, 2)


@pytest.mark.usefixtures("patient")
def test_6_the_ward_sheet_by_mouse(sit: Sit, hand: Hand) -> None:
    """Handover, print."""
    seat = begun(sit)
    hand.click(seat.page(BoardPage).handover)
    page = assembled(seat)
    hand.click(page.output.print_button)
    seat.qtbot.waitUntil(lambda: bool(seat.tray.sent))

    assert PRINT.holds(hand, 2, 0)


# ---- 7 handover


def test_7_a_handover_by_keys(sit: Sit, hand: Hand, ward: WardBuilder) -> None:
    """Ctrl+4, Alt+H when the taker has read back; the last PIN signs."""
    patient = ward.admit("5")
    ward.record_vitals(patient)
    seat = begun(sit)
    hand.press(Key.Key_4, CONTROL)
    page = assembled(seat)
    hand.press(Key.Key_H, ALT)
    hand.value(PIN)
    hand.value("Z")
    on_disk(seat, page.sign_form, lambda: hand.value(PIN))

    assert signed_sheets(seat) == 1
    assert HAND_OVER.holds(hand, 0, 2)


def test_7_a_handover_by_mouse(sit: Sit, hand: Hand, ward: WardBuilder) -> None:
    """Handover, "has read back"; then names and PINs."""
    patient = ward.admit("5")
    ward.record_vitals(patient)
    seat = begun(sit)
    hand.click(seat.page(BoardPage).handover)
    form = assembled(seat).sign_form
    hand.click(form.read_back.box)
    hand.skip(2)  # the giver is who is signed in
    hand.value(PIN)
    hand.value("Z")
    on_disk(seat, form, lambda: hand.value(PIN))

    assert signed_sheets(seat) == 1
    assert HAND_OVER.holds(hand, 2, 0)


def signed_sheets(seat: Seat) -> int:
    """Return how many sheets were signed by two people."""
    found = handover.signed_sheets(seat.ward.desk())
    assert all(entry.body.giver_id != entry.body.taker_id for entry in found)
    return len(found)


# ---- 8 who is there


@pytest.mark.usefixtures("patient")
def test_8_unlock(sit: Sit, hand: Hand, ward: WardBuilder) -> None:
    """The name, six digits."""
    seat = begun(sit)
    seat.window.lock()
    other = ward.actor(Role.NURSE, 1)
    hand.click(seat.window.entrance.names[other.staff_id])
    with seat.qtbot.waitSignal(seat.window.entrance.signed_in):
        hand.value(PIN)

    assert len(PIN) == 6
    assert seat.station.actor == other
    assert SWITCH.holds(hand, 1, 0)


@pytest.mark.usefixtures("patient")
def test_8_switch(sit: Sit, hand: Hand, ward: WardBuilder) -> None:
    """Ctrl+Shift+L, the name, six digits; the board of the new person takes the keys."""
    seat = begun(sit)
    other = ward.actor(Role.NURSE, 1)
    hand.press(Key.Key_L, CONTROL | SHIFT)
    hand.click(seat.window.entrance.names[other.staff_id])
    with seat.qtbot.waitSignal(seat.window.entrance.signed_in):
        hand.value(PIN)

    assert seat.station.actor == other
    assert isinstance(seat.window.page, BoardPage)
    assert SWITCH.holds(hand, 1, 1)
