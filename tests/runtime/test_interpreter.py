"""Once the window is open the collector leaves it alone and threads take short turns."""

import gc
import sys
from collections.abc import Iterator
from weakref import ref

import pytest

from cart_ward.runtime import interpreter

FELT = 0.016
"""Seconds the window may be silent (product.md section 5)."""
TURNS = 8
"""How often it may have to wait meanwhile."""


class Kept:
    """Something a test can watch."""

    def __init__(self) -> None:
        self.other: object = None


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """Give everything back to the collector after the test, and threads their usual turns."""
    turn = sys.getswitchinterval()
    yield
    gc.unfreeze()
    sys.setswitchinterval(turn)


def test_what_is_settled_is_left_alone_and_still_freed_when_let_go() -> None:
    """No collection looks at it, yet it goes as soon as nobody holds it."""
    kept = Kept()
    interpreter.settle()

    assert all(found is not kept for found in gc.get_objects())
    watched = ref(kept)
    del kept
    assert watched() is None


def test_what_comes_later_is_collected() -> None:
    """A circle made after the window was opened is found."""
    interpreter.settle()
    one, two = Kept(), Kept()
    one.other, two.other = two, one
    watched = ref(one)
    del one, two
    gc.collect()

    assert watched() is None


def test_no_thread_holds_the_others_for_long() -> None:
    """A window waits several turns for a row, and all of them must fit into 16 ms."""
    interpreter.settle()

    assert sys.getswitchinterval() <= interpreter.TURN < FELT / TURNS
