"""A new ward, made inside its folder but apart, until a person keeps it or drops it."""

import shutil
from contextlib import suppress
from pathlib import Path

from cart_ward.db import failures, folder
from cart_ward.db.files import sync_folder
from cart_ward.db.layout import KEYS
from cart_ward.errors import NotAllowed

ASIDE = ".new-ward"


class Founding:
    """One attempt; what it makes on the way to a ward is remembered, and goes with `drop`."""

    def __init__(self, place: Path, secrets: Path) -> None:
        self.place = place
        self.aside = place / ASIDE
        self._secrets = secrets
        self._lacking = [*_lacking(place), *_lacking(secrets)]
        self._had_secret = (secrets / folder.STATION_FILE).exists()

    def make(self, passphrase: str) -> str:
        """Make the empty store apart and return its recovery code, which is kept nowhere.

        `NotAllowed` with store.exists, store.foreign or store.network_share.
        """
        try:
            folder.read_keys(self.place)
        except NotAllowed as error:
            if error.code != "store.none":
                raise
        else:
            raise NotAllowed("store.exists", folder=self.place.name)
        with failures.disk():
            shutil.rmtree(self.aside, ignore_errors=True)
        made = folder.create(
            self.aside, practice=False, secrets=self._secrets, passphrase=passphrase
        )
        if made.recovery_code is None:
            raise NotAllowed("store.practice_only")
        return made.recovery_code

    def keep(self) -> None:
        """Bring the closed store to its place; its keys last, for without them it is no ward."""
        with failures.disk():
            for item in sorted(self.aside.iterdir(), key=lambda item: item.name == KEYS):
                item.replace(self.place / item.name)
            self.aside.rmdir()
            sync_folder(self.place)

    def drop(self) -> None:
        """Leave everything as it was before."""
        shutil.rmtree(self.aside, ignore_errors=True)
        if not self._had_secret:
            with suppress(OSError):
                (self._secrets / folder.STATION_FILE).unlink()
        for made in self._lacking:
            with suppress(OSError):
                made.rmdir()


def _lacking(place: Path) -> list[Path]:
    """Return the folders that do not exist yet on the way to a place, the innermost first."""
    return [path for path in (place, *place.parents) if not path.exists()]
