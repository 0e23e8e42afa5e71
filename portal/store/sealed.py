"""Encrypted columns and keyed look-ups: names, phones and words are unreadable in the file."""

import hashlib
import hmac
import json
import os
from collections.abc import Sequence
from typing import Any, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field

_VERSION = 1
_NONCE = 12


class CannotOpen(Exception):
    """A sealed value that no key of this installation opens."""


class Keyring:
    """AES-256-GCM keys, newest first (it seals; all open), and the key of the blind indexes."""

    def __init__(self, data_keys: Sequence[bytes], index_key: bytes) -> None:
        self._keys = {hashlib.sha256(key).digest()[:4]: AESGCM(key) for key in data_keys}
        self._newest = hashlib.sha256(data_keys[0]).digest()[:4]
        self._index_key = hashlib.sha256(b"index" + index_key).digest()
        self._code_key = hashlib.sha256(b"codes" + index_key).digest()

    def seal(self, plain: bytes, place: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        sealed = self._keys[self._newest].encrypt(nonce, plain, place)
        return bytes([_VERSION]) + self._newest + nonce + sealed

    def open(self, sealed: bytes, place: bytes) -> bytes:
        key = self._keys.get(sealed[1:5])
        if key is None or sealed[0] != _VERSION:
            raise CannotOpen("sealed with a key that is not in DATA_KEYS")
        try:
            return key.decrypt(sealed[5 : 5 + _NONCE], sealed[5 + _NONCE :], place)
        except InvalidTag as error:
            raise CannotOpen("the sealed value was changed or moved") from error

    def index(self, value: str) -> str:
        return hmac.new(self._index_key, value.encode(), hashlib.sha256).hexdigest()

    def code(self, challenge: str, digits: int) -> str:
        number = int.from_bytes(
            hmac.digest(self._code_key, challenge.encode(), "sha256")[:8], "big"
        )
        return str(number % 10**digits).zfill(digits)


_keyring: Keyring | None = None


def use(keyring: Keyring) -> None:
    """Seal and open with these keys from now on (one installation in a process)."""
    global _keyring
    _keyring = keyring


def keyring() -> Keyring:
    if _keyring is None:
        raise CannotOpen("no keys are loaded")
    return _keyring


def index(value: str) -> str:
    """A keyed digest of a normalised value: equal values meet, nobody reads them back."""
    return keyring().index(value)


def code(challenge: str, digits: int = 6) -> str:
    """The sign-in code of a challenge, derived when needed and kept nowhere."""
    return keyring().code(challenge, digits)


class Sealed(TypeDecorator[str]):
    """Text that is encrypted in the database; `place` ties it to its table and column."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        # A lone surrogate from a broken phone must not lose the family's words.
        return keyring().seal(value.encode("utf-8", "surrogatepass"), self.place.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return keyring().open(bytes(value), self.place.encode()).decode("utf-8", "surrogatepass")


class SealedJson(TypeDecorator[Any]):
    """A JSON value that is encrypted in the database."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        return keyring().seal(json.dumps(value).encode(), self.place.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        return json.loads(keyring().open(bytes(value), self.place.encode()))


def text(place: str, *, nullable: bool = False, **default: Any) -> Any:
    """An encrypted text column; `place` is its own "table.column"."""
    if nullable:
        default = {"default": None}
    return Field(sa_type=cast(Any, Sealed(place)), nullable=nullable, **default)


def values(place: str, *, nullable: bool = False, **default: Any) -> Any:
    """An encrypted JSON column; `place` is its own "table.column"."""
    if nullable:
        default = {"default": None}
    return Field(sa_type=cast(Any, SealedJson(place)), nullable=nullable, **default)
