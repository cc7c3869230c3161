"""Unfinished forms are kept until they are signed or dropped, and leave no trace in the chain."""

from datetime import timedelta

import pytest

from cart_ward.care.ports import Draft, DraftPlace
from cart_ward.clinical.people import StaffId
from cart_ward.db import drafts, folder
from cart_ward.db.drafts import Drafts
from cart_ward.errors import NotAllowed
from tests.db.helpers import STATION, KeptWard
from tests.fakes import NOW


def _place(ward: KeptWard, form: str = "vitals", *, for_ward: bool = False) -> DraftPlace:
    stay = None if for_ward else ward.admission_id
    return DraftPlace(station=STATION, staff_id=StaffId(1), form=form, admission_id=stay)


def test_the_last_draft_of_a_place_is_kept(ward: KeptWard) -> None:
    """Each keystroke replaces the draft before; other places keep theirs."""
    kept = Drafts(ward.store.engine)
    with ward.store.read() as reading:
        before = reading.audit_head()
    kept.save(_place(ward), '{"pulse": "8"}', NOW)
    kept.save(_place(ward), '{"pulse": "88"}', NOW)
    kept.save(_place(ward, for_ward=True), "{}", NOW)

    assert kept.load(_place(ward)) == Draft(
        place=_place(ward), content='{"pulse": "88"}', saved_at=NOW
    )
    assert kept.load(_place(ward, "neuro")) is None
    with ward.store.read() as reading:
        assert reading.audit_head() == before


def test_a_draft_outlives_the_program_and_goes_when_dropped(ward: KeptWard) -> None:
    """The newest stands first when a person comes back to the station."""
    kept = Drafts(ward.store.engine)
    kept.save(_place(ward), "one", NOW)
    kept.save(_place(ward, "neuro"), "two", NOW + timedelta(minutes=1))
    ward.store.close()

    store = folder.open_store(ward.folder, clock=ward.clock)
    again = Drafts(store.engine)

    assert [draft.content for draft in again.of(STATION, StaffId(1))] == ["two", "one"]
    assert again.of(STATION, StaffId(2)) == ()
    again.drop(_place(ward))
    assert [draft.content for draft in again.of(STATION, StaffId(1))] == ["two"]
    store.close()


def test_a_draft_is_not_readable_in_the_file(ward: KeptWard) -> None:
    """What is typed is as private as what is signed."""
    Drafts(ward.store.engine).save(_place(ward), "very private words", NOW)

    plain = b"".join(path.read_bytes() for path in ward.folder.iterdir() if path.is_file())

    assert b"very private" not in plain


def test_a_draft_beyond_all_measure_is_refused(ward: KeptWard) -> None:
    """The form keeps it on the screen."""
    with pytest.raises(NotAllowed, match=r"draft\.too_long"):
        Drafts(ward.store.engine).save(_place(ward), "x" * (drafts.LONGEST + 1), NOW)
