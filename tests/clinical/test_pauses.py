"""Monitoring pauses: when they hold, and what they do to a due time."""

import pytest

from cart_ward.clinical import pauses
from tests.clinical.charting import hour
from tests.clinical.monitored import Monitored


@pytest.fixture
def patient() -> Monitored:
    """Return a patient whose monitoring runs."""
    return Monitored()


def _paused(patient: Monitored, at: float) -> bool:
    return pauses.active(patient.chart(), hour(at)) is not None


def test_pause_holds_until_its_time(patient: Monitored) -> None:
    """It begins when charted and ends at the time named."""
    patient.pause(10, until=12)

    assert [_paused(patient, at) for at in (9.9, 10, 11.9, 12)] == [False, True, True, False]


def test_pause_holds_until_it_is_resumed(patient: Monitored) -> None:
    """Without a time it lasts until somebody resumes; an early return ends it early."""
    patient.pause(10)
    assert _paused(patient, 99)

    patient.resume(11)
    patient.pause(20, until=24)
    patient.resume(21)

    assert [_paused(patient, at) for at in (10.5, 11, 20.5, 21)] == [True, False, True, False]


def test_turn_inside_a_pause_waits_for_the_return(patient: Monitored) -> None:
    """What fell due off the ward is due at once on return; what was due before stays."""
    patient.pause(10, until=12)
    chart = patient.chart()

    assert pauses.after(chart, hour(9)) == hour(9)
    assert pauses.after(chart, hour(10.5)) == hour(12)
    assert pauses.after(chart, hour(12)) == hour(12)


def test_turn_inside_a_pause_made_longer_waits_for_the_last_end(patient: Monitored) -> None:
    """Theatre takes longer: nothing is overdue the moment the patient is back."""
    patient.pause(10, until=12)
    patient.pause(11, until=16)

    assert pauses.after(patient.chart(), hour(10.5)) == hour(16)


def test_turn_inside_an_open_pause_keeps_its_time(patient: Monitored) -> None:
    """Nobody knows yet when the patient returns."""
    patient.pause(10)

    assert pauses.after(patient.chart(), hour(11)) == hour(11)
