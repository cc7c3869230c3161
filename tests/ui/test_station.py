"""The station answers for the whole ward: worked out where it was read, held for a breath."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import permutations
from typing import TypeVar

import pytest

from cart_ward.care import monitoring, observations
from cart_ward.care.changes import Changes
from cart_ward.care.observations import RecordVitals
from cart_ward.care.ports import Desk
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.errors import CartWardError
from cart_ward.ui.station import BREATH, Station, StationFacts
from tests.builders import ZONE, WardBuilder, token, vital_signs
from tests.ui.stations import station_of

T = TypeVar("T")


class LateTasks:
    """The task port of the screens: work is done at once, its answer kept until asked for."""

    def __init__(self) -> None:
        self.answers: list[Callable[[], None]] = []

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[CartWardError], None],
        *,
        lane: str = "store",
    ) -> None:
        """Do the work and keep the answer."""
        del failed, lane
        self.answers.append(partial(done, work()))


def never(error: CartWardError) -> None:
    """Fail: nothing is refused here."""
    raise AssertionError(error)


def sign(station: Station, patient: AdmissionId, **facts: object) -> None:
    """Sign a set of vital signs at the station."""
    command = RecordVitals(
        admission_id=patient,
        taken_at=station.now(),
        vitals=vital_signs(**facts),
        ticks=(),
        late_reason=None,
        token=token(),
    )

    def act(desk: Desk) -> Changes:
        return observations.record_vitals(desk, command)

    station.perform(act, lambda _changes: None, never)


def test_after_an_act_the_screens_find_the_ward_worked_out(
    ward: WardBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever read the chart has derived it: the GUI thread asks nothing of it again."""
    patient = ward.admit(bed="5")
    station = station_of(ward)
    sign(station, patient, temperature="39.4")
    monkeypatch.setattr(monitoring, "ward_status", lambda *_asked: pytest.fail("asked again"))

    assert station.statuses()[0].crs.grade == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_answers_in_any_order_leave_the_ward_as_it_is(
    ward: WardBuilder, order: tuple[int, ...]
) -> None:
    """What a worker made of an older read is not taken for the newer one."""
    patients = [ward.admit(bed=bed) for bed in ("3", "5", "7")]
    tasks = LateTasks()
    facts = StationFacts(ward_name="3F East", practice=True, zone=ZONE)
    station = Station(ward.desk(), tasks, ward.snapshot(), facts)
    station.sign_in(ward.actor(Role.NURSE))
    for patient, temperature in zip(patients, ("39.1", "36.9", "38.4"), strict=True):
        sign(station, patient, temperature=temperature)

    for number in order:
        tasks.answers[number]()
        shown = monitoring.ward_status(station.snapshot, station.now(), ZONE)
        assert station.statuses() == shown

    fevers = {s.admission.id: s.crs.grade for s in station.statuses()}
    assert [fevers[patient] for patient in patients] == [1, 0, 1]


def test_answer_about_the_ward_holds_for_a_breath(ward: WardBuilder) -> None:
    """Within a second it is the same answer; a second later, or after a clock set back, another."""
    ward.admit(bed="5")
    station = station_of(ward)
    first = station.statuses()
    ward.clock.advance(seconds=BREATH.total_seconds() / 2)
    assert station.statuses() is first

    ward.clock.advance(seconds=BREATH.total_seconds())
    second = station.statuses()
    assert second[0].now - first[0].now == BREATH * 1.5

    ward.clock.turn(minutes=-10)
    assert station.statuses()[0].now == second[0].now - timedelta(minutes=10)
