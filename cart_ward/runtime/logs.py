"""The station's rotating log; patient names never reach it."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from cart_ward.errors import Unavailable

MAX_BYTES = 1_000_000
KEPT = 5


def start(folder: Path) -> Path:
    """Log into `folder`/logs from now on and return the file; only codes and ids are logged."""
    place = folder / "logs"
    try:
        place.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            place / "cart-ward.log", maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8"
        )
    except OSError as error:
        raise Unavailable("store.unwritable", folder=folder.name) from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("cart_ward")
    for old in list(logger.handlers):
        logger.removeHandler(old)
        old.close()
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    return place / "cart-ward.log"
