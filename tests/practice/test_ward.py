"""The practice ward stands in the interesting hours of its courses, whole or not at all."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cart_ward.app import Options, Ward, make_practice, open_ward
from cart_ward.care import calls, monitoring
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.clinical.calls import callings, roles_named
from cart_ward.clinical.schedule import DueState
from cart_ward.clinical.status import PatientStatus
from cart_ward.db import folder, verify
from cart_ward.errors import NotAllowed
from cart_ward.practice.ward import PLACED
from tests.fakes import FixedClock

NOW = datetime(2026, 11, 22, 12, 4, tzinfo=UTC)

PHRASE = "correct horse battery"

GRADES = {
    "01": (1, 0),
    "02": (0, 2),
    "03": (4, 0),
    "05": (2, 0),
    "07": (0, 3),
    "08": (1, 3),
}
"""CRS and ICANS of each bed, as the courses have them at the hours they have reached."""


def silent(_done: int, _all: int) -> None:
    """Show no progress."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the practice ward once."""
    made = tmp_path_factory.mktemp("practice") / "ward"
    make_practice(made, NOW, silent, fresh=False)
    return made


@pytest.fixture
def ward(place: Path) -> Ward:
    """Open it as the window does."""
    options = Options(data=place, language="en", practice=True, passphrase=str)
    return open_ward(options, FixedClock(NOW))


def read(ward: Ward) -> tuple[WardSnapshot, tuple[PatientStatus, ...]]:
    """Return the ward as the board reads it."""
    snapshot = monitoring.read_ward(ward.desk)
    return snapshot, monitoring.ward_status(snapshot, NOW, ward.desk.zone)


def test_each_patient_stands_at_the_grades_of_the_course(ward: Ward) -> None:
    """Everybody lies in the bed of the plan, and the worst is not the quiet one."""
    _snapshot, statuses = read(ward)
    ward.store.close()
    found = {s.admission.bed.name: (s.crs.grade, s.icans.grade) for s in statuses}

    assert found == GRADES
    assert {p.bed for p in PLACED} == found.keys()


def test_the_daily_round_was_done(ward: Ward) -> None:
    """Weight, fluids and samples are in time: what is due is what the courses leave open."""
    _snapshot, statuses = read(ward)
    ward.store.close()

    assert all(s.weight is not None for s in statuses)
    assert not any(c.state is DueState.MISSED for s in statuses for c in s.due)
    assert any(c.state is DueState.DUE for s in statuses for c in s.due)


def test_the_ward_calls_and_somebody_is_on_call(ward: Ward) -> None:
    """Every role has a number; older calls were made and answered, what is new is still due."""
    snapshot, statuses = read(ward)
    ward.store.close()
    there = calls.on_call(snapshot)
    due = [call for s in statuses for call in calls.due(snapshot, s)]
    made = [one for chart in snapshot.charts.values() for one in callings(chart, NOW)]

    named = roles_named(protocol for _version, protocol in snapshot.protocols.values())
    assert there.keys() == set(named)
    assert all(NOW - contact.since < timedelta(hours=1) for contact in there.values())
    assert made
    assert all(one.took is not None for one in made)
    assert due
    assert all(NOW - call.since < timedelta(hours=1) for call in due)


def test_it_is_a_sound_store_marked_practice(ward: Ward) -> None:
    """It went through the same acts as a real one, and can never become one."""
    store = ward.store
    found = verify.verify_store(store.engine, store.keys.audit, store.anchor, store.sheets)
    store.close()

    assert found == ()
    assert folder.is_practice(ward.folder)


def test_it_is_kept_unless_asked_for_anew(place: Path) -> None:
    """What was charted in practice stays for tomorrow."""
    before = (place / "ward.db").stat().st_mtime_ns

    make_practice(place, NOW, silent, fresh=False)

    assert (place / "ward.db").stat().st_mtime_ns == before


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    """Neither a real ward nor anybody's letters become a practice ward."""
    real, foreign = tmp_path / "real", tmp_path / "letters"
    secrets = tmp_path / "secrets"
    folder.create(real, practice=False, secrets=secrets, passphrase=PHRASE)
    foreign.mkdir()
    (foreign / "letter.txt").write_text("dear", encoding="utf-8")

    with pytest.raises(NotAllowed) as one:
        make_practice(real, NOW, silent, fresh=True)
    with pytest.raises(NotAllowed) as other:
        make_practice(foreign, NOW, silent, fresh=True)

    assert (one.value.code, other.value.code) == ("practice.real_ward", "store.foreign")
    assert (foreign / "letter.txt").exists()


def test_one_that_is_not_finished_is_not_there(tmp_path: Path) -> None:
    """Killed half way, the folder stays empty and the next start makes it whole."""

    def killed(done: int, _all: int) -> None:
        if done == 40:
            raise KeyboardInterrupt

    place = tmp_path / "ward"
    with pytest.raises(KeyboardInterrupt):
        make_practice(place, NOW, killed, fresh=False)

    assert not place.exists()
