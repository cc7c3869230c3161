"""The ward as it was known at an earlier moment."""

from dataclasses import replace
from datetime import datetime

from cart_ward.care.monitoring import WardSnapshot
from cart_ward.clinical.people import AdmissionId


def as_known(snapshot: WardSnapshot, at: datetime) -> WardSnapshot:
    """Return the ward with only the stays, entries and departures of which it knew at `at`."""
    charts = {
        key: chart.as_of(at)
        for key, chart in snapshot.charts.items()
        if chart.subject.admitted_at <= at
    }
    left = tuple(stay for stay in snapshot.left if (stay.discharged_at or at) <= at)
    return replace(snapshot, charts=charts, left=left)


def last_recorded(snapshot: WardSnapshot) -> datetime | None:
    """Return when the last entry of any open stay was typed, or None on an empty ward."""
    moments = [entry.recorded_at for chart in snapshot.charts.values() for entry in chart.entries]
    return max(moments, default=None)


def admission_of(snapshot: WardSnapshot, named: str) -> AdmissionId | None:
    """Return the open stay of a hospital number, or of the number of the stay itself."""
    for key, chart in snapshot.charts.items():
        if named in (chart.subject.patient.hospital_no, str(key)):
            return key
    return None
