"""The anchored head moves forward only, and half a write leaves the one before."""

from pathlib import Path

from cart_ward.db.audit import EMPTY, Head
from cart_ward.db.head import Anchor

KEY = b"k" * 32
ONE = Head(count=1, seal=b"1" * 32)
TWO = Head(count=2, seal=b"2" * 32)


def anchor(tmp_path: Path) -> Anchor:
    """Return a new anchor."""
    made = Anchor(tmp_path / "head", KEY)
    made.start()
    return made


def test_the_head_moves_forward_only(tmp_path: Path) -> None:
    """Of two programs that commit in turn, the later head stays whoever writes last."""
    made = anchor(tmp_path)
    assert made.read() == EMPTY

    made.move_to(TWO)
    made.move_to(ONE)

    assert made.read() == TWO


def test_a_torn_write_leaves_the_head_before(tmp_path: Path) -> None:
    """The two places are written in turn."""
    made = anchor(tmp_path)
    made.move_to(ONE)
    made.move_to(TWO)
    content = made.path.read_bytes()
    half = len(content) // 2
    newest = 0 if b"%012d" % 2 in content[:half] else half
    torn = bytearray(content)
    torn[newest + 20 : newest + 60] = b"x" * 40
    made.path.write_bytes(bytes(torn))

    assert made.read() == ONE


def test_a_head_sealed_by_another_key_is_none(tmp_path: Path) -> None:
    """Nobody without the audit key can write one."""
    made = anchor(tmp_path)
    made.move_to(ONE)

    assert Anchor(made.path, b"other" * 7).read() is None


def test_a_head_that_cannot_be_written_fails_no_act(tmp_path: Path) -> None:
    """The act is already kept; the anchor stays behind."""
    made = anchor(tmp_path)
    made.path.unlink()

    made.move_to(ONE)

    assert made.read() is None
