"""Files written whole or not at all."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from cart_ward.db import failures


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


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a crash leaves the old one or the new one; `Unavailable` if refused."""
    with failures.disk():
        with NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
            temporary = Path(file.name)
            try:
                file.write(content)
                file.flush()
            except OSError:
                temporary.unlink(missing_ok=True)
                raise
        settle(temporary, path)
