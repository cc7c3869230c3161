"""All grades, due times and alarms of the ward from charts in memory."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count

from benchmarks.course import vital_signs
from benchmarks.figures import Figure, Target, alternating, timed
from benchmarks.history import STATION
from benchmarks.place import Place
from cart_ward.care import monitoring
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import EntryId

NEVER_USED = 1_000_000_000
"""Beyond the number of any entry of the store."""
TARGET = Target(seconds=0.02)
FLOOR = "one pass over the same entries"


def figures(place: Place, times: int) -> Iterator[Figure]:
    """Measure nothing derived yet, one entry later, and a minute later with nothing charted."""
    read = place.snapshot()
    here = _Thinking(place, read)
    entries = sum(len(chart.entries) for chart in read.charts.values())
    charted = f"{len(read.charts)} patients, {entries} entries."
    for name, work, note in (
        ("grades, due, alarms: nothing derived yet", here.cold, "Charts just read. "),
        ("grades, due, alarms: after one entry", here.after_one_entry, "The rest is derived. "),
        ("grades, due, alarms: a minute later", here.later, "All derived, the clock moved on. "),
    ):
        samples, floor = alternating(times, work, here.one_pass)
        yield Figure(
            name=name,
            samples=samples,
            floor_name=FLOOR,
            floor=floor,
            target=TARGET,
            note=note + charted,
        )


class _Thinking:
    """The charts of the ward, and the three states in which they are asked."""

    def __init__(self, place: Place, read: WardSnapshot) -> None:
        self._read = read
        self._zone = place.desk.zone
        self._now = place.clock.now()
        self._nurse = place.desk.actor.staff_id
        self._minutes = count(1)

    def cold(self) -> float:
        """Ask charts from which nothing was derived."""
        charts = {key: Chart(c.subject, c.entries) for key, c in self._read.charts.items()}
        return self._ask(replace(self._read, charts=charts))

    def after_one_entry(self) -> float:
        """Ask after one set of vital signs of one patient; the others are as they were."""
        self._ask(self._read)
        keys = sorted(self._read.charts)
        number = next(self._minutes)
        key = keys[number % len(keys)]
        grown = self._read.charts[key].with_entries((self._one_more(key, number),))
        return self._ask(replace(self._read, charts={**self._read.charts, key: grown}))

    def later(self) -> float:
        """Ask the same charts again at a later minute."""
        self._ask(self._read)
        self._now += timedelta(minutes=1)
        return self._ask(self._read)

    def one_pass(self) -> float:
        """Touch every entry once."""
        charts = self._read.charts.values()
        now = self._now
        return timed(lambda: sum(e.taken_at <= now for chart in charts for e in chart.entries))

    def _ask(self, read: WardSnapshot) -> float:
        return timed(lambda: monitoring.ward_status(read, self._now, self._zone))

    def _one_more(self, key: AdmissionId, number: int) -> Entry[VitalSigns]:
        return Entry(
            id=EntryId(NEVER_USED + number),
            admission_id=key,
            body=vital_signs(key, number),
            taken_at=self._now,
            recorded_at=self._now,
            recorded_by=self._nurse,
            station=STATION,
        )
