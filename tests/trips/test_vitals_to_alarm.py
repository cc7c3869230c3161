"""Vital signs -> grade -> schedule -> alarm: typed into the real form, found in the file."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from cart_ward.clinical.alarms import Priority
from cart_ward.clinical.observed import Grading, VitalSigns
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import Acvpu, Check, Oxygen, Scale
from cart_ward.db import folder
from cart_ward.ui.forms.support import Support
from cart_ward.ui.forms.vitals import VitalsPage
from tests.builders import WardBuilder
from tests.fakes import FixedClock
from tests.trips.charting import FEVER, fill_vitals
from tests.trips.seats import Seat, acts, kept
from tests.ui.hands import click

Sit = Callable[..., Seat]

ALARM, HIGH = "alarm.crs_3", Priority.HIGH

SHOCK = VitalSigns(
    temperature=Decimal("39.2"),
    systolic=92,
    diastolic=50,
    pulse=124,
    respiratory_rate=24,
    spo2=95,
    oxygen=Oxygen.ROOM_AIR,
    oxygen_flow=None,
    fluids=None,
    vasopressors=1,
    vasopressin=False,
    consciousness=Acvpu.ALERT,
)
"""What is charted of the set that is typed here."""


@pytest.fixture
def patient(ward: WardBuilder) -> AdmissionId:
    """Admit a patient on day 2 who came an hour ago and was well then: nothing is late."""
    admitted = ward.admit("5", admitted_at=ward.clock.now())
    ward.record_vitals(admitted)
    ward.record_neuro(admitted)
    ward.clock.advance(hours=1)
    return admitted


def opened(seat: Seat, patient: AdmissionId) -> VitalsPage:
    """Open the vitals form and fill in a CRS 3: fever and one vasopressor."""
    seat.window.show_vitals(patient)
    page = seat.page(VitalsPage)
    fill_vitals(page, support=Support.ONE)
    return page


def vitals_due(status: PatientStatus) -> datetime:
    """Return when the next set is due."""
    return next(due.at for due in status.due if due.check is Check.VITALS)


def test_a_typed_set_is_graded_rescheduled_and_alarmed(
    sit: Sit, patient: AdmissionId, data: Path
) -> None:
    """One signature: entry and audit line in the file, board, next due time and alarm changed."""
    seat = sit()
    before, lines = seat.status(patient), acts(data)
    page = opened(seat, patient)
    page.vitals.look()
    proposed = page.vitals.proposal.accessibleName()
    click(page.vitals.confirm.tick)
    seat.sign(page.vitals)

    after, row = seat.status(patient), seat.row(patient)

    assert proposed == "CRS grade 3, proposed"
    assert kept(data, patient).of(VitalSigns)[-1].body == SHOCK
    assert acts(data)[len(lines) :] == ["record_vitals"]
    assert (before.crs.grade, after.crs.grade) == (0, 3)
    assert row.crs.digit == "3"
    assert "39.2" in row.temperature.main
    assert vitals_due(after) < vitals_due(before)
    assert {alarm.priority for alarm in before.alarms} == {Priority.LOW}
    assert [(a.code, a.priority) for a in after.alarms if a.code == ALARM] == [(ALARM, HIGH)]
    assert row.high
    assert seat.window.alarms.words.text().startswith("Bed 5 陈伟 Chen Wei: New: CRS 3. Call now")


def test_confirming_grade_3_still_asks_what_happens_next(
    sit: Sit, patient: AdmissionId, data: Path
) -> None:
    """With the tick on, the same key signs set and grade; whom she called is still to be said."""
    seat = sit()
    lines = acts(data)
    seat.sign(opened(seat, patient).vitals)

    (signed,) = kept(data, patient).of(Grading)
    body = signed.body

    assert (body.scale, body.grade, body.proposed_grade) == (Scale.CRS, 3, 3)
    assert signed.recorded_by == seat.ward.actor(Role.NURSE).staff_id
    assert acts(data)[len(lines) :] == ["record_vitals", "sign_grade"]
    assert [a.answered for a in seat.status(patient).alarms if a.code == ALARM] == [False]
    assert seat.window.alarms.words.text().startswith("Bed 5 陈伟 Chen Wei: New: CRS 3. Call now")


def test_saved_is_said_only_of_what_another_connection_can_read(
    sit: Sit, patient: AdmissionId, data: Path
) -> None:
    """While the commit waits for the file nothing is said; when it is said the entry is there."""
    seat = sit()
    page = opened(seat, patient)
    found: list[int] = []
    seat.station.saved.connect(lambda _at: found.append(len(kept(data, patient).of(VitalSigns))))
    other = folder.open_store(data, clock=FixedClock())

    with closing(other), other._writing.connect() as held:
        held.exec_driver_sql("SELECT 1")
        with seat.qtbot.assertNotEmitted(seat.station.saved, wait=60):
            seat.press_sign(page.vitals)
        waiting = (seat.window.status.saved.text(), page.vitals.sign_button.isEnabled())
        with seat.qtbot.waitSignal(page.vitals.signed):
            held.rollback()

    assert waiting == ("Nothing signed here yet", False)
    assert found[0] == 2
    assert seat.window.status.saved.text() == "Saved 15:00:00"


def test_a_store_that_fails_once_loses_nothing_and_writes_once(
    sit: Sit, patient: AdmissionId, data: Path
) -> None:
    """A sentence, the draft is kept even over another page, the second try works, once."""
    seat = sit(busy_seconds=0.05)
    page = opened(seat, patient)
    other = folder.open_store(data, clock=FixedClock())
    with closing(other), other._writing.connect() as held:
        held.exec_driver_sql("SELECT 1")
        sentence = seat.refused(page.vitals)
    lost = len(kept(data, patient).of(VitalSigns))
    seat.window.show_board()
    seat.window.show_vitals(patient)
    again = seat.page(VitalsPage)
    typed = {name: again.vitals.fields.numbers[name].text() for name in FEVER}
    seat.sign(again.vitals)

    assert "Nothing was saved and what you typed is kept" in sentence
    assert lost == 1
    assert typed == FEVER
    assert len(kept(data, patient).of(VitalSigns)) == 2
    assert seat.window.status.saved.text() == "Saved 15:00:00"


def test_a_set_for_one_patient_leaves_the_next_due_of_the_other(
    sit: Sit, patient: AdmissionId, ward: WardBuilder
) -> None:
    """What is due is asked of each chart by itself."""
    other = ward.admit("6")
    ward.record_vitals(other)
    seat = sit()
    before = vitals_due(seat.status(other))
    seat.sign(opened(seat, patient).vitals)

    assert vitals_due(seat.status(other)) == before
    assert seat.status(other).crs.grade == 0
