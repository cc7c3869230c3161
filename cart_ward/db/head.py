"""The anchored head: how long the audit chain was, kept beside the store.

A chain alone cannot show that its tail was cut or that an older file was put back; the head
kept apart from it can. Two places in one small file are written in turn, in place, so that a
crash in mid-write leaves the one before; each is sealed with the audit key.
"""

import hmac
from contextlib import suppress
from pathlib import Path

from cart_ward.db.audit import EMPTY, Head
from cart_ward.db.files import write_whole

_PLACE = 192
_DIGITS = 12


def _place(head: Head, key: bytes) -> bytes:
    text = f"{head.count:0{_DIGITS}d} {head.seal.hex()}"
    mac = hmac.digest(key, b"anchored head " + text.encode(), "sha256").hex()
    return f"{text} {mac}".encode().ljust(_PLACE - 1) + b"\n"


def _read_place(content: bytes, key: bytes) -> Head | None:
    parts = content.decode("ascii", "replace").split()
    if len(parts) != 3 or not parts[0].isdecimal():
        return None
    try:
        head = Head(count=int(parts[0]), seal=bytes.fromhex(parts[1]))
    except ValueError:
        return None
    return head if hmac.compare_digest(_place(head, key), content) else None


class Anchor:
    """The file that holds the head."""

    def __init__(self, path: Path, audit_key: bytes) -> None:
        self.path = path
        self._key = audit_key

    def start(self, head: Head = EMPTY) -> None:
        """Write the file anew: for a new store, or after a restore that a person asked for."""
        write_whole(self.path, _place(head, self._key) * 2)

    def read(self) -> Head | None:
        """Return the anchored head, or None if the file is missing or nothing in it is sound."""
        return max((head for head in self._places() if head), key=_count, default=None)

    def move_to(self, head: Head) -> None:
        """Anchor a new head after its commit; never backwards, and never by raising.

        The act is already kept: a disk that refuses now, or a power cut (nothing is synced here),
        only leaves the anchor behind the store, which is no fault and which the next act mends.
        """
        places = self._places()
        counts = [-1 if place is None else place.count for place in places]
        if len(counts) == 2 and head.count > max(counts):
            with suppress(OSError), self.path.open("rb+") as file:
                file.seek(_PLACE * counts.index(min(counts)))
                file.write(_place(head, self._key))

    def _places(self) -> list[Head | None]:
        try:
            content = self.path.read_bytes()
        except OSError:
            return []
        if len(content) != 2 * _PLACE:
            return []
        return [_read_place(content[i : i + _PLACE], self._key) for i in (0, _PLACE)]


def _count(head: Head) -> int:
    return head.count
