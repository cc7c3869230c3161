"""Put a backup back, and let another computer open a ward with the recovery code."""

from dataclasses import dataclass
from pathlib import Path

from cart_ward.db import backup, failures, folder, keys
from cart_ward.db.backup import Restored
from cart_ward.db.files import write_whole
from cart_ward.db.keys import KeyFile, StoreKeys
from cart_ward.db.layout import KEYS
from cart_ward.errors import CartWardError, NotAllowed, Untrusted


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What opens the keys: this station's secret with a passphrase, or the recovery code."""

    secrets: Path | None = None
    passphrase: str = ""
    recovery_code: str | None = None

    def open(self, key_file: KeyFile) -> StoreKeys:
        """Return the keys; `Untrusted("store.wrong_key")` if they stay shut."""
        if self.recovery_code is not None and not key_file.practice:
            return key_file.open_recovery(self.recovery_code)
        return folder.open_keys(key_file, self.secrets, self.passphrase)


def restore(copy: Path, into: Path, credentials: Credentials) -> Restored:
    """Put a proved copy in the place of the store in `into`, which nobody may have open.

    The store that was there is set aside, never removed. The recovery code also lets this
    computer open the ward from now on. `Untrusted("backup.unusable")` for a bad copy; a practice
    copy never takes the place of a real ward, nor the other way round.
    """
    key_file, opened = _fitting(copy, into, credentials)
    if folder.is_store(into) and (into / KEYS).exists():
        _same_purpose(key_file, into)
    restored = backup.put_back(copy, opened, into)
    write_whole(into / KEYS, key_file.text().encode())
    if credentials.recovery_code is not None and not key_file.practice:
        adopt(into, credentials)
    return restored


def adopt(place: Path, credentials: Credentials) -> None:
    """Wrap the keys of a ward for this computer and passphrase, with the recovery code."""
    key_file = folder.read_keys(place)
    if key_file.practice:
        raise NotAllowed("store.practice_only")
    opened = credentials.open(key_file)
    secret = folder.station_secret(credentials.secrets, make=True)
    wrapped = keys.rewrapped(key_file, opened, secret, credentials.passphrase)
    write_whole(place / KEYS, wrapped.text().encode())


def _fitting(copy: Path, into: Path, credentials: Credentials) -> tuple[KeyFile, StoreKeys]:
    """Return the key file that opens the copy: the ward's own, else the one beside the copy."""
    if not copy.is_file():
        raise Untrusted("backup.unusable", name=copy.name)
    refused: CartWardError = Untrusted("store.keys_missing")
    for path in (into / KEYS, backup.key_file_of(copy)):
        if not path.exists():
            continue
        try:
            key_file = _read(path)
            opened = credentials.open(key_file)
            backup.prove(copy, opened)
        except CartWardError as error:
            refused = error
        else:
            return key_file, opened
    raise refused


def _read(path: Path) -> KeyFile:
    with failures.disk():
        content = path.read_bytes()
    return keys.parse(content.decode("utf-8", "replace"))


def _same_purpose(coming: KeyFile, place: Path) -> None:
    """Refuse practice for real and real for practice.

    A damaged key file tells nothing of what lies there, and a restore is the cure: a real ward may
    come back in its place.
    """
    try:
        present = folder.read_keys(place)
    except Untrusted:
        if coming.practice:
            raise
        return
    if present.practice and not coming.practice:
        raise NotAllowed("store.practice_only")
    if coming.practice and not present.practice:
        raise NotAllowed("store.real_ward", folder=place.name)
