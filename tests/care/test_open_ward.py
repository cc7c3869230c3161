"""What is open on the whole ward: handover, rules, stock, backup and every patient."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from cart_ward.care import monitoring, open_ward
from cart_ward.care.health import BACKUP_LATE
from cart_ward.care.open_ward import EXPIRES_SOON, Copied, Kept, Ward
from cart_ward.care.stock import Levels, Lot
from cart_ward.clinical.open_work import OpenThing, Place, Topic
from cart_ward.clinical.people import Role
from tests.builders import EXPIRY, LOT, STOCK, ZONE, WardBuilder
from tests.fakes import FixedClock

TODAY = date(2026, 11, 22)
"""The day of the tests; it is 14:00, and the shift began at 08:00."""

NO_LOTS = Kept(signed_at=None, lots=())


def _ward(ward: WardBuilder, clock: FixedClock, **known: Any) -> Ward:
    snapshot = ward.snapshot()
    statuses = monitoring.ward_status(snapshot, clock.now(), ZONE)
    found = Ward(snapshot=snapshot, statuses=statuses, now=clock.now(), zone=ZONE)
    return replace(found, **known)


def _codes(ward: Ward, place: Place | None = None) -> list[str]:
    found = [t for t in open_ward.open_things(ward) if t.topic is Topic.WARD]
    return [t.code for t in found if place is None or t.place is place]


def _one(ward: Ward, code: str) -> OpenThing:
    [found] = [thing for thing in open_ward.open_things(ward) if thing.code == code]
    return found


def test_an_empty_ward_has_nothing_open(ward: WardBuilder, clock: FixedClock) -> None:
    """Nobody lies in it: there is nothing to hand over and nobody to have doses for."""
    assert open_ward.open_things(_ward(ward, clock, kept=NO_LOTS)) == ()


def test_patients_come_first_and_in_their_topics(ward: WardBuilder, clock: FixedClock) -> None:
    """The most pressing topic of the whole ward leads, whoever's it is."""
    ward.admit("1", hospital_no="P1")
    ward.admit("2", hospital_no="P2")
    clock.advance(hours=30)

    found = open_ward.open_things(_ward(ward, clock, kept=NO_LOTS))

    topics = [thing.topic for thing in found]
    assert topics == sorted(topics)
    assert {thing.stay.bed.name for thing in found if thing.stay is not None} == {"1", "2"}
    late = [thing.since for thing in found if thing.topic is Topic.CHECKS]
    assert late == sorted(late)


@pytest.mark.parametrize(
    ("signed", "code"),
    [
        (None, "open.handover_never"),
        (timedelta(hours=8, seconds=1), "open.handover_due"),
        (timedelta(hours=8), "open.handover_changed"),
    ],
)
def test_the_handover_of_this_shift_is_signed_up_to_two_hours_before_it(
    ward: WardBuilder, clock: FixedClock, signed: timedelta | None, code: str
) -> None:
    """From 06:00 on a sheet is the one of the day shift that is on at 14:00."""
    ward.record_vitals(ward.admit())
    at = None if signed is None else clock.now() - signed

    found = _ward(ward, clock, kept=Kept(signed_at=at, lots=()))

    assert _codes(found, Place.HANDOVER) == [code]


def test_a_signed_handover_tells_how_much_it_does_not_show(
    ward: WardBuilder, clock: FixedClock
) -> None:
    """Counted from the signature; with nothing charted since there is nothing to say."""
    patient = ward.admit()
    signed = clock.now()
    kept = Kept(signed_at=signed, lots=())
    assert _codes(_ward(ward, clock, kept=kept), Place.HANDOVER) == []
    clock.advance(minutes=5)
    ward.record_vitals(patient)

    thing = _one(_ward(ward, clock, kept=kept), "open.handover_changed")

    chart = ward.snapshot().charts[patient]
    count = sum(entry.recorded_at > signed for entry in chart.entries)
    assert (thing.facts["at"], thing.facts["count"]) == (signed, count)
    assert count > 0


def test_rules_are_open_until_two_people_approve_them(ward: WardBuilder, clock: FixedClock) -> None:
    """Once for each version that somebody follows."""
    ward.admit("1", hospital_no="P1")
    ward.admit("2", hospital_no="P2")
    found = _ward(ward, clock)
    assert _codes(found, Place.SETUP) == ["open.rules"]

    approved = {
        key: (replace(version, approved=True), protocol)
        for key, (version, protocol) in found.snapshot.protocols.items()
    }
    signed = replace(found, snapshot=replace(found.snapshot, protocols=approved))

    assert _codes(signed, Place.SETUP) == []


def _stocked(found: Ward, vials: int) -> Ward:
    levels = Levels(free={80: 0, 200: 0, 400: vials}, reserved={})
    return replace(found, snapshot=replace(found.snapshot, stock=levels))


def test_two_full_doses_lie_ready_for_each_patient_of_the_first_days(
    ward: WardBuilder, clock: FixedClock
) -> None:
    """Told once, with how many patients lack them; later or without a weight nobody is counted."""
    ward.admit("1", hospital_no="P1", day=2)
    found = _ward(ward, clock)
    assert found.statuses[0].weight is not None
    assert "open.few_doses" not in _codes(_stocked(found, 4))

    thing = _one(_stocked(found, 1), "open.few_doses")
    assert (thing.facts["count"], thing.place) == (1, Place.TOCILIZUMAB)

    status = found.statuses[0]
    for other in (replace(status, day=15), replace(status, day=None), replace(status, weight=None)):
        beyond = replace(found, statuses=(other,))
        assert "open.few_doses" not in _codes(_stocked(beyond, 1))


@pytest.mark.parametrize(
    ("days", "shelf", "code"),
    [
        (EXPIRES_SOON.days + 1, 3, None),
        (EXPIRES_SOON.days, 3, "open.lot_expires"),
        (0, 3, "open.lot_expires"),
        (-1, 3, "open.lot_expired"),
        (-1, 0, None),
    ],
)
def test_a_lot_is_told_before_it_expires(
    ward: WardBuilder, clock: FixedClock, days: int, shelf: int, code: str | None
) -> None:
    """Time enough to use it first; an empty shelf is nobody's work."""
    lot = Lot(lot="B1", expiry=TODAY + timedelta(days=days), size_mg=200, shelf=shelf, reserved=0)

    found = _codes(_ward(ward, clock, kept=Kept(signed_at=None, lots=(lot,))))

    assert found == ([] if code is None else [code])


def test_a_lot_leads_to_the_page_of_vials(ward: WardBuilder, clock: FixedClock) -> None:
    """Which is always some patient's."""
    ward.admit()
    lot = Lot(lot="B1", expiry=TODAY, size_mg=200, shelf=1, reserved=0)

    thing = _one(_ward(ward, clock, kept=Kept(signed_at=None, lots=(lot,))), "open.lot_expires")

    assert thing.place is Place.TOCILIZUMAB
    assert thing.stay is not None


Copy = Callable[[datetime], Copied]


def _copied(**known: Any) -> Copy:
    def made(now: datetime) -> Copied:
        opened = now - BACKUP_LATE - timedelta(minutes=1)
        return replace(Copied(at=now, failed=False, damaged=False, opened_at=opened), **known)

    return made


@pytest.mark.parametrize(
    ("copied", "code"),
    [
        (_copied(), None),
        (_copied(failed=True), "open.backup_late"),
        (_copied(at=None), "open.backup_never"),
        (lambda now: _copied(at=None, opened_at=now)(now), None),
        (lambda now: _copied(at=now - BACKUP_LATE)(now), None),
        (lambda now: _copied(at=now - BACKUP_LATE - timedelta(seconds=1))(now), "open.backup_late"),
        (_copied(damaged=True), "open.record_damaged"),
    ],
)
def test_backup_and_record_are_told_when_somebody_must_know(
    ward: WardBuilder, clock: FixedClock, copied: Copy, code: str | None
) -> None:
    """The first copy has its time after the window was opened; damage goes before all else."""
    found = _codes(_ward(ward, clock, copied=copied(clock.now())))

    assert found == ([] if code is None else [code])


def test_the_store_tells_of_handover_and_lots(ward: WardBuilder) -> None:
    """What only it knows."""
    found = open_ward.ask(ward.desk(Role.CHARGE_NURSE))

    assert found.signed_at is None
    assert {(lot.lot, lot.expiry, lot.size_mg, lot.shelf) for lot in found.lots} == {
        (LOT, EXPIRY, size, count) for size, count in STOCK.items()
    }
