"""The log rotates into the data folder and says so when it cannot."""

import logging
from pathlib import Path

import pytest

from cart_ward.errors import Unavailable
from cart_ward.runtime import logs


def test_codes_are_logged_into_the_folder(tmp_path: Path) -> None:
    """What the program logs stands in one file, once, even after a second start."""
    logs.start(tmp_path)
    path = logs.start(tmp_path)

    logging.getLogger("cart_ward.test").info("store.opened")

    assert path.read_text(encoding="utf-8").count("store.opened") == 1


def test_a_folder_that_cannot_be_written_is_unavailable(tmp_path: Path) -> None:
    """A file where the folder should be is a failure with a sentence, not a traceback."""
    (tmp_path / "logs").write_text("in the way", encoding="utf-8")

    with pytest.raises(Unavailable) as failure:
        logs.start(tmp_path)

    assert failure.value.code == "store.unwritable"
