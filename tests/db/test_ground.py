"""What a store lies on is told as it is."""

from datetime import timedelta
from pathlib import Path

import pytest

from cart_ward.db import backup, ground
from cart_ward.db.layout import BACKUPS, HEAD, STORE
from cart_ward.db.store import SqlStore
from cart_ward.errors import Unavailable


def test_a_store_without_copies_says_so(store: SqlStore, data: Path) -> None:
    """Its size, the room the system tells of, the noted end, and both versions."""
    found = ground.look(store, data, lambda _folder: 5_000_000_000)

    assert (found.copies, found.newest_copy) == (0, None)
    assert found.size >= (data / STORE).stat().st_size
    assert found.free == 5_000_000_000
    with store.read() as reading:
        assert found.noted_lines == reading.audit_head()[1]
    assert found.folder == str(data.absolute())
    assert found.sqlite.count(".") >= 2
    assert found.cipher[0].isdigit()


def test_the_newest_copy_and_their_number_are_found(store: SqlStore, data: Path) -> None:
    """Whoever made them."""
    made = backup.back_up(store.engine, store.keys, data, data / BACKUPS)

    found = ground.look(store, data, lambda _folder: None)

    assert (found.copies, found.free) == (1, None)
    assert found.newest_copy is not None
    written = made.path.stat().st_mtime
    assert abs(found.newest_copy.timestamp() - written) < timedelta(seconds=1).total_seconds()


def test_a_lost_note_of_the_end_is_none(store: SqlStore, data: Path) -> None:
    """Not nought lines."""
    (data / HEAD).unlink()

    assert ground.look(store, data, lambda _folder: 1).noted_lines is None


def test_a_disk_that_refuses_is_a_foreseen_failure(
    store: SqlStore, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said, not a fault of the program."""

    def refuse(*_what: object, **_how: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "glob", refuse)

    with pytest.raises(Unavailable):
        ground.look(store, data, lambda _folder: 1)
