"""When something may be said to have happened."""

from datetime import UTC, datetime, timedelta

import pytest

from cart_ward.clinical.observed import VitalSigns
from cart_ward.errors import NotAllowed
from tests.builders import WardBuilder
from tests.fakes import FixedClock


def test_now_itself_is_accepted(ward: WardBuilder, clock: FixedClock) -> None:
    """The border belongs to the past."""
    patient = ward.admit()

    ward.record_vitals(patient, at=clock.now())

    assert len(ward.chart(patient).of(VitalSigns)) == 1


def test_the_future_is_refused(ward: WardBuilder, clock: FixedClock) -> None:
    """Not even a second ahead, and the refusal names the field."""
    patient = ward.admit()

    with pytest.raises(NotAllowed) as refusal:
        ward.record_vitals(patient, at=clock.now() + timedelta(seconds=1))

    assert refusal.value.code == "entry.future"
    assert refusal.value.findings[0].field == "taken_at"


def test_twelve_hours_ago_needs_no_reason(ward: WardBuilder, clock: FixedClock) -> None:
    """Exactly 12 h passes."""
    patient = ward.admit()

    ward.record_vitals(patient, at=clock.now() - timedelta(hours=12))

    (entry,) = ward.chart(patient).of(VitalSigns)
    assert entry.late_reason is None


def test_more_than_twelve_hours_ago_needs_a_reason(ward: WardBuilder, clock: FixedClock) -> None:
    """A late entry says why, and keeps it."""
    patient = ward.admit()
    long_ago = clock.now() - timedelta(hours=12, seconds=1)

    with pytest.raises(NotAllowed, match=r"entry\.late_reason_needed"):
        ward.record_vitals(patient, at=long_ago, late_reason="  ")
    ward.record_vitals(patient, at=long_ago, late_reason="paper chart in downtime")

    (entry,) = ward.chart(patient).of(VitalSigns)
    assert entry.late_reason == "paper chart in downtime"


def test_before_the_admission_needs_a_reason(ward: WardBuilder, clock: FixedClock) -> None:
    """History from before the stay is charted as what it is."""
    patient = ward.admit(day=None, admitted_at=clock.now())
    before = clock.now() - timedelta(hours=1)

    with pytest.raises(NotAllowed, match=r"entry\.before_admission"):
        ward.record_vitals(patient, at=before)
    ward.record_vitals(patient, at=before, late_reason="from the referring hospital")

    assert ward.chart(patient).of(VitalSigns)[0].taken_at == before


def test_before_the_birth_is_refused(ward: WardBuilder) -> None:
    """No reason makes that possible."""
    patient = ward.admit()
    at = datetime(1960, 1, 1, tzinfo=UTC)

    with pytest.raises(NotAllowed, match=r"entry\.before_birth"):
        ward.record_vitals(patient, at=at, late_reason="history")


def test_a_time_without_a_zone_is_refused(ward: WardBuilder, clock: FixedClock) -> None:
    """No zone-less time reaches the chart."""
    patient = ward.admit()

    with pytest.raises(NotAllowed, match=r"entry\.no_zone"):
        ward.record_vitals(patient, at=clock.now().replace(tzinfo=None))
