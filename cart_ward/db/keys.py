"""The keys of a store: the file key, the audit key, and how they are kept wrapped beside it.

Neither key ever lies inside the file it opens. A real ward's keys are wrapped twice: by this
station's secret (with the ward passphrase, if there is one) and by the recovery code. A practice
store opens without asking: its keys lie in its own folder, marked as practice.
"""

import base64
import json
import os
import secrets
from dataclasses import dataclass, field
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cart_ward.errors import Untrusted

SCHEMA = 1
TIME_COST, MEMORY_KIB, LANES = 3, 64 * 1024, 4
"""Argon2id, as technology section 7 measured it: about 150 ms."""
_SECRET_BYTES = 32
_CODE_GROUPS, _GROUP = 8, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreKeys:
    """File key (32 bytes), audit key (32), and the salt at the start of the file (16)."""

    store: bytes = field(repr=False)
    audit: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    @property
    def sheets(self) -> bytes:
        """The key of the kept sheets, derived from the file key."""
        expand = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"cart-ward sheets")
        return expand.derive(self.store)


def new_keys() -> StoreKeys:
    """Return random keys."""
    return StoreKeys(
        store=secrets.token_bytes(32), audit=secrets.token_bytes(32), salt=secrets.token_bytes(16)
    )


def new_secret() -> bytes:
    """Return a random secret for a station."""
    return secrets.token_bytes(_SECRET_BYTES)


def new_recovery_code() -> str:
    """Return a recovery code: eight groups of four letters and digits, 160 bits, shown once."""
    digits = base64.b32encode(secrets.token_bytes(_CODE_GROUPS * _GROUP * 5 // 8)).decode()
    return "-".join(digits[i : i + _GROUP] for i in range(0, len(digits), _GROUP))


def _code_bytes(code: str) -> bytes:
    """Return a typed recovery code without its dashes and blanks, in capitals."""
    return "".join(code.upper().replace("-", " ").split()).encode()


def _wrapping_key(secret: bytes, salt: bytes) -> bytes:
    return hash_secret_raw(secret, salt, TIME_COST, MEMORY_KIB, LANES, 32, Type.ID)


def _wrap(keys: StoreKeys, secret: bytes, purpose: str) -> dict[str, str]:
    salt, nonce = os.urandom(16), os.urandom(12)
    plain = keys.store + keys.audit + keys.salt
    sealed = AESGCM(_wrapping_key(secret, salt)).encrypt(nonce, plain, purpose.encode())
    return {"salt": salt.hex(), "nonce": nonce.hex(), "sealed": sealed.hex()}


def _unwrap(wrapped: dict[str, str], secret: bytes, purpose: str) -> StoreKeys:
    salt, nonce, sealed = (bytes.fromhex(wrapped[name]) for name in ("salt", "nonce", "sealed"))
    try:
        plain = AESGCM(_wrapping_key(secret, salt)).decrypt(nonce, sealed, purpose.encode())
    except InvalidTag as error:
        raise Untrusted("store.wrong_key") from error
    return StoreKeys(store=plain[:32], audit=plain[32:64], salt=plain[64:])


def _station_bytes(secret: bytes, passphrase: str) -> bytes:
    return secret + passphrase.encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """The key file as read: wrapped keys of a real ward, or the open keys of a practice store."""

    practice: bool
    content: dict[str, Any] = field(repr=False)

    @property
    def asks_passphrase(self) -> bool:
        """Whether this station's secret opens the store only together with a ward passphrase."""
        return bool(self.content.get("passphrase", False))

    def text(self) -> str:
        """Return the file's text."""
        return json.dumps(
            {"schema": SCHEMA, "practice": self.practice, **self.content}, indent=1, sort_keys=True
        )

    def open_practice(self) -> StoreKeys:
        """Return the keys of a practice store."""
        found = self.content["open"]
        return StoreKeys(
            **{name: bytes.fromhex(found[name]) for name in ("store", "audit", "salt")}
        )

    def open_station(self, secret: bytes, passphrase: str = "") -> StoreKeys:
        """Return the keys by this station's secret, else `Untrusted("store.wrong_key")`."""
        return _unwrap(self.content["station"], _station_bytes(secret, passphrase), "station")

    def open_recovery(self, code: str) -> StoreKeys:
        """Return the keys by the recovery code, else `Untrusted("store.wrong_key")`."""
        return _unwrap(self.content["recovery"], _code_bytes(code), "recovery")


def practice_file(keys: StoreKeys) -> KeyFile:
    """Return the key file of a practice store."""
    open_keys = {"store": keys.store.hex(), "audit": keys.audit.hex(), "salt": keys.salt.hex()}
    return KeyFile(practice=True, content={"open": open_keys})


def ward_file(keys: StoreKeys, secret: bytes, passphrase: str, code: str) -> KeyFile:
    """Return the key file of a real ward."""
    station = _wrap(keys, _station_bytes(secret, passphrase), "station")
    recovery = _wrap(keys, _code_bytes(code), "recovery")
    content = {"station": station, "recovery": recovery, "passphrase": bool(passphrase)}
    return KeyFile(practice=False, content=content)


def rewrapped(file: KeyFile, keys: StoreKeys, secret: bytes, passphrase: str) -> KeyFile:
    """Return the key file for another station or passphrase; the recovery code stays as it was."""
    station = _wrap(keys, _station_bytes(secret, passphrase), "station")
    content = {**file.content, "station": station, "passphrase": bool(passphrase)}
    return KeyFile(practice=False, content=content)


_WRAPPED = {"salt", "nonce", "sealed"}


def parse(text: str) -> KeyFile:
    """Read a key file; `Untrusted("store.keys_damaged")` if it is not one."""
    try:
        content = json.loads(text)
        practice = content.pop("practice")
        if content.pop("schema") != SCHEMA or not isinstance(practice, bool):
            raise Untrusted("store.keys_damaged")
        wanted = (
            {"open": {"store", "audit", "salt"}}
            if practice
            else {
                "station": _WRAPPED,
                "recovery": _WRAPPED,
            }
        )
        for part, names in wanted.items():
            for name in names:
                bytes.fromhex(content[part][name])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Untrusted("store.keys_damaged") from error
    return KeyFile(practice=practice, content=content)
