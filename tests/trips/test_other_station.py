"""Another station wrote something: it is noticed, read and shown; a form is left under the hand."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cart_ward.care.changes import Changes
from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.people import AdmissionId
from cart_ward.errors import Unavailable
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.patient.page import PatientPage
from cart_ward.ui.refresh import Elsewhere
from cart_ward.ui.wakeups import Wakeups
from tests.builders import WardBuilder
from tests.trips.charting import FEVER, fill_vitals
from tests.trips.seats import Seat, kept
from tests.ui.stations import texts

Sit = Callable[..., Seat]

PROGRAM = """
import sys
from pathlib import Path
from cart_ward.db import folder
from tests.builders import WardBuilder
from tests.fakes import FixedClock
clock = FixedClock()
clock.advance(minutes=30)
store = folder.open_store(Path(sys.argv[1]), clock=clock)
WardBuilder(store, clock).record_vitals(int(sys.argv[2]), temperature="40.1")
store.close()
"""


@pytest.fixture
def patient(ward: WardBuilder) -> AdmissionId:
    """Admit a patient, well."""
    admitted = ward.admit("5")
    ward.record_vitals(admitted)
    ward.clock.advance(hours=1)
    return admitted


def test_what_another_program_writes_is_on_the_board(
    sit: Sit, patient: AdmissionId, data: Path
) -> None:
    """A second process over the same file: the next tick brings its entry, unasked."""
    seat = sit()
    seat.row(patient)
    with seat.qtbot.waitSignal(seat.station.ward_changed) as told:
        subprocess.run([sys.executable, "-c", PROGRAM, str(data), str(patient)], check=True)
    row = seat.row(patient)

    assert told.args[0].admissions == frozenset({patient})
    assert "40.1" in row.temperature.main
    assert row.crs.digit == "1"


def test_our_own_act_is_not_told_twice(sit: Sit, patient: AdmissionId) -> None:
    """What is shown already is not painted again when the feed brings it back."""
    seat = sit()
    seat.window.show_vitals(patient)
    page = seat.page(VitalsPage)
    fill_vitals(page)
    seat.sign(page.vitals)
    told: list[object] = []
    seat.station.ward_changed.connect(told.append)
    with seat.qtbot.waitCallback() as looked:
        seat.station.look_elsewhere(seat.feed.news, looked, looked)

    assert told == []


def test_an_open_form_is_not_redrawn_under_the_hand(
    sit: Sit, patient: AdmissionId, data: Path
) -> None:
    """Typed numbers, the focus and the time held stay; what is then signed stands beside theirs."""
    seat, other = sit(), sit()
    seat.front()
    seat.window.show_vitals(patient)
    page = seat.page(VitalsPage)
    fill_vitals(page)
    page.vitals.fields.spo2.edit.setFocus()
    held = page.vitals.time.held_at()
    with seat.qtbot.waitSignal(seat.station.ward_changed):
        other.ward.record_vitals(patient, temperature="40.1")
    typed = {name: page.vitals.fields.numbers[name].text() for name in FEVER}
    focus = seat.window.focusWidget()
    seat.sign(page.vitals)

    assert seat.station.snapshot.charts[patient].latest(VitalSigns) is not None
    assert typed == FEVER
    assert focus is page.vitals.fields.spo2.edit
    assert page.vitals.time.held_at() == held
    found = [str(entry.body.temperature) for entry in kept(data, patient).of(VitalSigns)]
    assert sorted(found) == ["36.8", "39.2", "40.1"]


def test_two_windows_show_the_same_ward(sit: Sit, patient: AdmissionId) -> None:
    """What is typed at one computer stands on the patient's page of the other."""
    one, two = sit(), sit()
    two.window.show_patient(patient)
    one.front()
    one.window.show_vitals(patient)
    page = one.page(VitalsPage)
    fill_vitals(page)
    with one.qtbot.waitSignal(two.station.ward_changed):
        one.sign(page.vitals)

    two.qtbot.waitUntil(lambda: "39.2" in texts(two.page(PatientPage).latest))
    assert two.status(patient).crs == one.status(patient).crs


def test_a_bed_that_was_taken_elsewhere_is_known(sit: Sit, ward: WardBuilder) -> None:
    """An admission at another computer is a new row here."""
    seat = sit()
    with seat.qtbot.waitSignal(seat.station.ward_changed):
        admitted = ward.admit("7")

    assert seat.row(admitted).bed == "7"


def test_news_that_cannot_be_read_are_said_once_and_read_when_they_can_be(
    sit: Sit, patient: AdmissionId, ward: WardBuilder
) -> None:
    """Nothing of what was written meanwhile is missed; a sentence says as of when the ward is."""
    seat = sit()
    seat.feed.news()
    told: list[str] = []
    seat.window.messages.told.connect(lambda message: told.append(message.sentence))
    wakeups, failing = Wakeups(ward.clock), [True]

    def news() -> Changes | None:
        if failing:
            raise Unavailable("store.io_failed")
        return None

    Elsewhere(seat.station, wakeups, seat.window.messages, news)
    ward.record_vitals(patient, temperature="40.1")
    for _ in range(2):
        with seat.qtbot.waitCallback() as looked:
            wakeups.tick()
            seat.tasks.run(lambda: None, looked, looked)
    failing.clear()
    with seat.qtbot.waitSignal(seat.station.ward_changed):
        wakeups.tick()
    wakeups.stop()

    assert len(told) == 1
    assert "shown as of 15:00" in told[0]
    assert "40.1" in seat.row(patient).temperature.main
