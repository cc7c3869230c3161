"""What is alive once the window is open is not walked by the collector again."""

import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from cart_ward.runtime import memory


class Kept:
    """Something a test can watch."""

    def __init__(self) -> None:
        self.other: object = None


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """Give everything back to the collector after the test."""
    yield
    gc.unfreeze()


def test_what_is_settled_is_left_alone_and_still_freed_when_let_go() -> None:
    """No collection looks at it, yet it goes as soon as nobody holds it."""
    kept = Kept()
    memory.settle()

    assert all(found is not kept for found in gc.get_objects())
    watched = ref(kept)
    del kept
    assert watched() is None


def test_what_comes_later_is_collected() -> None:
    """A circle made after the window was opened is found."""
    memory.settle()
    one, two = Kept(), Kept()
    one.other, two.other = two, one
    watched = ref(one)
    del one, two
    gc.collect()

    assert watched() is None
