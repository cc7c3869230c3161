"""Files written whole or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

from cart_ward.db import failures

_NEW = ".new-"
_DAY = 24 * 3600


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder last; a no-op where folders cannot be opened (Windows)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def settle(temporary: Path, final: Path) -> None:
    """Bring a finished temporary file to the disk and then to its name."""
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    temporary.replace(final)
    sync_folder(final.parent)


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """Give a folder in which to prepare a large file beside its place.

    What a killed program left there more than a day ago is removed.
    """
    with TemporaryDirectory(dir=folder, prefix=_NEW) as made:
        now = Path(made).stat().st_mtime
        for left in folder.glob(f"{_NEW}*"):
            if now - left.stat().st_mtime > _DAY and left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
        yield Path(made)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a crash leaves the old one or the new one; `Unavailable` if refused."""
    with failures.disk():
        with NamedTemporaryFile(dir=path.parent, prefix=_NEW, delete=False) as file:
            temporary = Path(file.name)
            try:
                file.write(content)
                file.flush()
            except OSError:
                temporary.unlink(missing_ok=True)
                raise
        settle(temporary, path)
