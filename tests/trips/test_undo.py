"""Signed and taken back within ten seconds: struck out in the record, the ward as before."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from cart_ward.clinical.observed import Grading, StruckOut, VitalSigns
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.vocabulary import Scale
from cart_ward.ui.forms.support import Support
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.patient.history import history
from tests.builders import WardBuilder
from tests.fakes import FixedClock
from tests.trips.charting import fill_vitals
from tests.trips.seats import Seat, acts, kept
from tests.trips.test_tocilizumab import fill_start
from tests.ui.hands import click, key

Sit = Callable[..., Seat]


@pytest.fixture
def patient(ward: WardBuilder) -> AdmissionId:
    """Admit a patient who was well an hour ago."""
    admitted = ward.admit("5")
    ward.record_vitals(admitted)
    ward.record_neuro(admitted)
    ward.clock.advance(hours=1)
    return admitted


def signed(seat: Seat, patient: AdmissionId) -> None:
    """Sign a set with its grade, as the form does: two acts, one signature."""
    seat.front()
    seat.window.show_vitals(patient)
    page = seat.page(VitalsPage)
    fill_vitals(page, support=Support.ONE)
    seat.sign(page.vitals)


def tick(seat: Seat) -> None:
    """Let the station's clock be looked at."""
    seat.station.ticked.emit(seat.station.now())


def test_undo_strikes_out_set_and_grade_and_the_ward_is_as_before(
    sit: Sit, patient: AdmissionId, data: Path
) -> None:
    """One key on the message line; history and audit log keep it all, with the reason."""
    seat = sit()
    before = seat.status(patient)
    signed(seat, patient)
    between = seat.status(patient)
    line = seat.window.line
    assert line.isVisible()
    assert "saved 15:00:00" in line.words.text()
    with seat.qtbot.waitSignal(seat.station.acted):
        key(line.undo_button, Qt.Key.Key_Space)
    after, chart = seat.status(patient), kept(data, patient)
    rows = history(chart, seat.station.snapshot, seat.station.zone)

    assert (before.crs.grade, between.crs.grade, after.crs.grade) == (0, 3, 0)
    assert after.crs_story.confirmed == before.crs_story.confirmed
    assert [(d.check, d.at) for d in after.due] == [(d.check, d.at) for d in before.due]
    assert chart.of(Grading) == ()
    assert [e.amend_reason for e in chart.entries if isinstance(e.body, StruckOut)] == [
        "undone at once"
    ] * 2
    assert [row.struck for row in rows].count(True) == 2
    assert acts(data)[-2:] == ["undo", "undo"]
    assert "undone 15:00:00" in seat.told()
    assert not line.offers_undo


def test_undo_is_gone_after_ten_seconds_of_the_stations_clock(
    sit: Sit, patient: AdmissionId, clock: FixedClock, data: Path
) -> None:
    """The sentence may still stand there; the button does not, and its key does nothing."""
    seat = sit()
    signed(seat, patient)
    clock.advance(seconds=9.5)
    tick(seat)
    still = seat.window.line.offers_undo
    clock.advance(seconds=0.5)
    tick(seat)
    seat.window.line.undo_last()

    assert still
    assert not seat.window.line.offers_undo
    assert len(kept(data, patient).of(VitalSigns)) == 2


def test_nobody_else_is_offered_to_undo_it(
    sit: Sit, patient: AdmissionId, ward: WardBuilder, data: Path
) -> None:
    """A lock takes the offer away, and the next person does not find it."""
    seat = sit()
    signed(seat, patient)
    seat.window.lock()
    locked = seat.window.line.offers_undo
    seat.station.sign_in(ward.actor(Role.NURSE, 1))

    assert not locked
    assert not seat.window.line.offers_undo
    assert len(kept(data, patient).of(VitalSigns)) == 2


def test_another_language_keeps_the_offer(sit: Sit, patient: AdmissionId, data: Path) -> None:
    """The line is made anew; what can be undone still can."""
    seat = sit()
    signed(seat, patient)
    seat.window.set_language("zh_CN")
    with seat.qtbot.waitSignal(seat.station.acted):
        click(seat.window.line.undo_button)

    assert len(kept(data, patient).of(VitalSigns)) == 1


def test_a_dose_is_never_offered_to_be_undone(sit: Sit, ward: WardBuilder) -> None:
    """What runs has run."""
    patient = ward.admit("6")
    ward.record_vitals(patient, temperature="39.1", systolic=86, fluids=True)
    ward.sign_grade(patient, Scale.CRS, 2)
    ward.ready(patient)
    seat = sit()
    form = fill_start(seat, patient, "P40001")
    seat.sign(form)

    assert seat.status(patient).course.running is not None
    assert not seat.window.line.offers_undo
