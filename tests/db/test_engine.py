"""Each connection is opened the same safe way, and what the machine refuses has its kind."""

import errno
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlcipher3 import dbapi2

from cart_ward.db import failures, files, folder, verify
from cart_ward.db.engine import Opening, make_engine, wal_is_safe
from cart_ward.db.keys import new_keys
from cart_ward.errors import CartWardError, Conflict, NotAllowed, Unavailable, Untrusted
from tests.db.helpers import KeptWard, vitals
from tests.fakes import NOW, FixedClock


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), False),
        ((3, 53, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_wal_is_used_only_where_it_is_sound(version: tuple[int, ...], safe: bool) -> None:  # noqa: FBT001 - a table
    """A8: the versions that could lose a page in WAL get a rollback journal."""
    assert wal_is_safe(version) is safe


@pytest.mark.parametrize(
    ("version", "journal", "synchronous"), [((3, 53, 4), "wal", 2), ((3, 51, 2), "delete", 3)]
)
def test_every_connection_has_its_pragmas(
    tmp_path: Path, version: tuple[int, ...], journal: str, synchronous: int
) -> None:
    """A7: asserted on two connections at once."""
    engine = make_engine(tmp_path / "a.db", new_keys(), Opening(version=version))
    expected = {
        "journal_mode": journal,
        "synchronous": synchronous,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "temp_store": 2,
        "secure_delete": 1,
    }

    with engine.connect() as one, engine.connect() as two:
        for connection in (one, two):
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in expected
            }
            assert found == expected
    engine.dispose()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Give an engine over an empty file."""
    made = make_engine(tmp_path / "a.db", new_keys())
    yield made
    made.dispose()


def test_a_bug_of_ours_is_not_called_a_failure_of_the_machine(engine: Engine) -> None:
    """A misspelt statement reaches the crash note as it is."""
    with engine.connect() as connection, pytest.raises(Exception, match="syntax") as caught:
        connection.exec_driver_sql("SELEKT 1")

    assert not isinstance(caught.value, CartWardError)


def test_the_program_that_runs_here_uses_wal(ward: KeptWard) -> None:
    """The engine we ship is past the bug."""
    with ward.store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"


@pytest.mark.parametrize(
    ("code", "kind", "named"),
    [
        (5, Unavailable, "store.busy"),
        (8, Unavailable, "store.unwritable"),
        (10 | (3 << 8), Unavailable, "store.io_failed"),
        (11, Untrusted, "store.damaged"),
        (13, Unavailable, "store.full"),
        (26, Untrusted, "store.damaged"),
    ],
)
def test_each_refusal_of_the_driver_has_its_kind(
    code: int, kind: type[CartWardError], named: str
) -> None:
    """Extended codes count as their primary one."""
    error = dbapi2.OperationalError("x")
    error.sqlite_errorcode = code

    found = failures.of_driver(error)

    assert isinstance(found, kind)
    assert found.code == named


@pytest.mark.parametrize(
    ("message", "kind", "named"),
    [
        ("UNIQUE constraint failed: chart_entry.amends_id", Conflict, "chart.amended"),
        (
            "UNIQUE constraint failed: product.code, product.version",
            Conflict,
            "product.version_taken",
        ),
        ("UNIQUE constraint failed: other.column", Conflict, "chart.changed"),
        ("FOREIGN KEY constraint failed", Conflict, "chart.changed"),
        ("CHECK constraint failed: pulse", NotAllowed, "store.impossible_value"),
        ("NOT NULL constraint failed: note.text", NotAllowed, "store.impossible_value"),
        ("append-only: note", NotAllowed, "store.append_only"),
    ],
)
def test_each_refused_row_has_its_reason(
    message: str, kind: type[CartWardError], named: str
) -> None:
    """Somebody was first, or the value cannot be."""
    found = failures.of_constraint(message)

    assert isinstance(found, kind)
    assert found.code == named


@pytest.mark.parametrize(
    ("number", "named"),
    [
        (errno.ENOSPC, "store.full"),
        (errno.EACCES, "store.unwritable"),
        (errno.EROFS, "store.unwritable"),
        (errno.EIO, "store.io_failed"),
    ],
)
def test_each_refused_file_has_its_reason(number: int, named: str) -> None:
    """The disk's own number decides."""
    assert failures.of_disk(OSError(number, "x")).code == named


def test_a_full_store_keeps_what_was_signed_and_works_again(ward: KeptWard) -> None:
    """A3: nothing acknowledged is lost, and the act that failed left nothing."""
    signed = ward.chart()
    _limit(ward, pages=0)
    refused = _fill(ward)
    _limit(ward, pages=100_000)
    again = ward.chart()

    assert (type(refused), refused.code) == (Unavailable, "store.full")
    with ward.store.read() as reading:
        kept = [entry.id for entry in reading.chart(ward.admission_id).entries]
    assert {signed, again} <= set(kept)
    assert verify.verify_store(*ward.store.parts) == ()


def _limit(ward: KeptWard, pages: int) -> None:
    """Let the file grow no further than it is, or than so many pages."""
    with ward.store.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {max(pages, 1)}")


def _fill(ward: KeptWard) -> CartWardError:
    def chart_forever() -> None:
        for minute in range(2000):
            ward.chart(vitals(), taken_at=NOW - timedelta(minutes=minute))

    with pytest.raises(CartWardError) as caught:
        chart_forever()
    return caught.value


LIMITED = """
import resource
import sys
from pathlib import Path
from cart_ward.db import folder
from cart_ward.errors import CartWardError
from tests.db.helpers import NURSE
from tests.fakes import NOW, FixedClock

store = folder.open_store(Path(sys.argv[1]), clock=FixedClock())
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    for n in range(3000):
        with store.act(NURSE, "act", NOW) as work:
            work.log("looked", reason="x" * 200)
            head = work.audit_head()
        print(head[1], flush=True)
except CartWardError as error:
    print(type(error).__name__, error.code)
"""


@pytest.mark.parametrize("spare", [0, 5_000, 40_000, 131_072])
def test_a_disk_that_takes_no_more_loses_nothing(ward: KeptWard, spare: int) -> None:
    """A3: files may not grow beyond a limit; every acknowledged act is there afterwards."""
    ward.store.close()
    size = max(path.stat().st_size for path in ward.folder.iterdir() if path.is_file())
    command = [sys.executable, "-c", LIMITED, str(ward.folder), str(size + spare)]

    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )

    *acknowledged, last = done.stdout.splitlines()
    assert last.startswith("Unavailable store.")
    store = folder.open_store(ward.folder, clock=FixedClock())
    with store.read() as reading:
        assert reading.audit_head()[1] >= int((acknowledged or ["0"])[-1])
    assert verify.verify_store(*store.parts) == ()
    store.close()


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """The old content stays where the new one does not fit."""
    path = tmp_path / "keys.json"
    files.write_whole(path, b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(Unavailable, match=r"store\.full"):
            files.write_whole(path, b"new" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert path.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["keys.json"]
