"""What every test may ask for: a clock that stands still and a ward over an encrypted store."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything loads Qt

import pytest
from hypothesis import settings

from cart_ward.db import folder
from cart_ward.db.store import SqlStore
from tests import builders
from tests.builders import WardBuilder
from tests.fakes import FixedClock

settings.register_profile("quick", max_examples=60, derandomize=True, deadline=None, database=None)
settings.register_profile("night", max_examples=5000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture
def clock() -> FixedClock:
    """Return a clock at 14:00 in Shanghai that moves only when told."""
    return FixedClock()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a data folder with people, beds, products, a protocol and vials, once; it is copied."""
    data = tmp_path_factory.mktemp("furnished") / "data"
    folder.create(data, practice=True)
    clock = FixedClock()
    store = folder.open_store(data, clock=clock)
    builders.furnish(store, clock)
    store.close()
    return data


@pytest.fixture
def data(furnished: Path, tmp_path: Path) -> Path:
    """Return a furnished data folder of this test's own."""
    return Path(shutil.copytree(furnished, tmp_path / "data"))


@pytest.fixture
def store(data: Path, clock: FixedClock) -> Iterator[SqlStore]:
    """Open the real store over the encrypted file of this test's own folder."""
    opened = folder.open_store(data, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def ward(store: SqlStore, clock: FixedClock) -> WardBuilder:
    """Return a furnished ward without patients."""
    return WardBuilder(store, clock)
