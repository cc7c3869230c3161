"""The ward of these tests is the real one, and nothing on it is late."""

import pytest

from cart_ward.clinical.people import Role
from cart_ward.db.store import SqlStore
from cart_ward.ui.station import Station, StationFacts
from tests.builders import ZONE, WardBuilder
from tests.fakes import FixedClock, InlineTasks
from tests.ui.charted import Charted, Navigation


@pytest.fixture
def care(store: SqlStore, clock: FixedClock) -> Charted:
    """Return a station with one patient on day 2 who came just now, a nurse signed in."""
    ward = WardBuilder(store, clock)
    patient = ward.admit("5", admitted_at=clock.now())
    ward.record_vitals(patient)
    ward.record_neuro(patient)
    clock.advance(minutes=10)
    facts = StationFacts(ward_name="Ward 7", practice=False, zone=ZONE)
    station = Station(ward.desk(), InlineTasks(), ward.snapshot(), facts)
    actor = ward.actor(Role.NURSE)
    station.sign_in(actor)
    return Charted(
        ward=ward,
        clock=clock,
        station=station,
        navigation=Navigation(),
        patient=patient,
        actor=actor,
    )
