"""How the record is doing, as facts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cart_ward.care import health
from cart_ward.care.health import BACKUP_LATE, COPIES_A_DAY, LEAST_FREE
from cart_ward.clinical.people import Actor, Role, StaffId
from cart_ward.db.store import SqlStore
from cart_ward.db.tables import AUDIT
from tests.builders import WardBuilder
from tests.fakes import FixedClock
from tests.ui.health.grounds import ground

GROUND = ground()


def test_health_tells_chain_stays_and_backup(ward: WardBuilder, clock: FixedClock) -> None:
    """The head is the one of the snapshot; the backup has an age."""
    ward.admit()
    clock.suspect = True

    found = health.facts(ward.desk(), clock.now() - timedelta(minutes=50))

    snapshot = ward.snapshot()
    assert (found.audit_head, found.audit_count) == (snapshot.audit_head, snapshot.audit_count)
    assert (found.open_stays, found.backup_age) == (1, timedelta(minutes=50))
    assert found.clock_suspect


def test_no_backup_has_no_age(ward: WardBuilder) -> None:
    """Never is not just now."""
    found = health.facts(ward.desk(), None)

    assert (found.backed_up_at, found.backup_age) == (None, None)


def test_a_clock_jump_is_noted_while_nobody_is_signed_in(
    ward: WardBuilder, store: SqlStore
) -> None:
    """The audit log says by how much; the direction matters."""
    nobody = Actor(staff_id=StaffId(0), role=Role.READER, station="station-1")

    health.note_clock_jump(ward.desk().of(nobody), timedelta(minutes=-7))

    with store.engine.begin() as connection:
        line = connection.execute(AUDIT.select().order_by(AUDIT.c.id.desc()).limit(1)).one()
    assert (line.act, line.reason) == ("clock_jumped", "-420 s")


@pytest.mark.parametrize(
    ("size", "free", "low"),
    [
        (1, LEAST_FREE - 1, True),
        (1, LEAST_FREE, False),
        (LEAST_FREE, COPIES_A_DAY * LEAST_FREE - 1, True),
        (LEAST_FREE, COPIES_A_DAY * LEAST_FREE, False),
        (1, None, False),
    ],
)
def test_a_disk_is_low_before_a_day_of_copies_fills_it(
    size: int, free: int | None, low: object
) -> None:
    """By the size of the record, and never below what the system itself needs."""
    found = replace(GROUND, size=size, free=free)

    assert found.low is low
    assert found.room == (None if free is None else free // size)


def test_an_empty_record_has_room() -> None:
    """Nothing is divided by nought."""
    assert replace(GROUND, size=0, free=5).room == 5


def test_a_backup_is_late_after_a_turn_was_left_out(clock: FixedClock) -> None:
    """Never made is late too."""
    now = clock.now()

    assert not health.backup_late(now - BACKUP_LATE, now)
    assert health.backup_late(now - BACKUP_LATE - timedelta(seconds=1), now)
    assert health.backup_late(None, now)
