"""How the record is doing, as facts."""

from datetime import timedelta

from cart_ward.care import health
from cart_ward.clinical.people import Actor, Role, StaffId
from cart_ward.db.store import SqlStore
from cart_ward.db.tables import AUDIT
from tests.builders import WardBuilder
from tests.fakes import FixedClock


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
