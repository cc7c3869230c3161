"""The ward of these tests is the real one."""

import pytest

from cart_ward.db.store import SqlStore
from tests.builders import WardBuilder
from tests.fakes import FixedClock
from tests.ui import charted
from tests.ui.charted import Charted


@pytest.fixture
def care(store: SqlStore, clock: FixedClock) -> Charted:
    """Return a station over an encrypted file with one patient, a nurse signed in."""
    return charted.build(WardBuilder(store, clock), clock)
