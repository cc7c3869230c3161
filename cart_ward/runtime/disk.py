"""How much room there is where something lies."""

import shutil
from pathlib import Path


def free_bytes(folder: Path) -> int | None:
    """Return how many bytes can still be written there, or None where the system does not tell."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None
