"""Signed sheets, kept whole and encrypted beside the store, named by their digest."""

import hashlib
import os
import re
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from cart_ward.db import failures
from cart_ward.db.files import write_whole
from cart_ward.errors import Untrusted

SUFFIX = ".sheet"
_NONCE = 12
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Sheets:
    """The folder of kept sheets."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.folder = folder
        self._cipher = AESGCM(key)

    def path(self, digest: str) -> Path:
        """Return where a sheet lies."""
        return self.folder / f"{digest}{SUFFIX}"

    def keep(self, pdf: bytes) -> str:
        """Keep a sheet and return its SHA-256 digest; `Unavailable` if the disk refuses."""
        digest = hashlib.sha256(pdf).hexdigest()
        if not self.sound(digest):
            with failures.disk():
                self.folder.mkdir(exist_ok=True)
            nonce = os.urandom(_NONCE)
            sealed = self._cipher.encrypt(nonce, pdf, digest.encode())
            write_whole(self.path(digest), nonce + sealed)
        return digest

    def read(self, digest: str) -> bytes:
        """Return a sheet; `Untrusted("sheet.damaged")` if it is missing or changed."""
        if not _DIGEST.fullmatch(digest):
            raise Untrusted("sheet.damaged", digest=digest[:8])
        try:
            kept = self.path(digest).read_bytes()
            pdf = self._cipher.decrypt(kept[:_NONCE], kept[_NONCE:], digest.encode())
        except (OSError, ValueError, InvalidTag) as error:
            raise Untrusted("sheet.damaged", digest=digest[:8]) from error
        if hashlib.sha256(pdf).hexdigest() != digest:
            raise Untrusted("sheet.damaged", digest=digest[:8])
        return pdf

    def sound(self, digest: str) -> bool:
        """Tell whether a sheet is there and unchanged."""
        try:
            self.read(digest)
        except Untrusted:
            return False
        return True
