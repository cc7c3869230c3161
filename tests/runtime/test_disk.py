"""How much room there is, where the system tells."""

from pathlib import Path

from cart_ward.runtime import disk


def test_room_is_told_for_a_folder_that_is_there(tmp_path: Path) -> None:
    """In bytes."""
    found = disk.free_bytes(tmp_path)

    assert found is not None
    assert found >= 0


def test_no_room_is_made_up_for_one_that_is_not(tmp_path: Path) -> None:
    """None, not nought."""
    assert disk.free_bytes(tmp_path / "gone") is None
