"""A practice store in a folder of its own, with two people, two beds and one patient."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cart_ward.db import folder
from cart_ward.db.store import SqlStore
from tests.db.helpers import STATION, KeptWard, furnish
from tests.fakes import FixedClock

Opener = Callable[[Path], SqlStore]


@pytest.fixture
def opened() -> Iterator[Opener]:
    """Open stores that are closed after the test."""
    stores: list[SqlStore] = []

    def open_one(path: Path) -> SqlStore:
        stores.append(folder.open_store(path, clock=FixedClock()))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[KeptWard]:
    """Furnish a practice ward over a real encrypted file."""
    place = tmp_path / STATION
    clock = FixedClock()
    folder.create(place, practice=True)
    kept = furnish(folder.open_store(place, clock=clock), place, clock)
    yield kept
    kept.store.close()
