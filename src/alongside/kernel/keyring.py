"""The keys of encrypted fields and of blind indexes, parsed once and looked at again when their file changes.

The first key of each ring writes, all of them read. `settings.READ_KEYS` reads them anew where they come from a file:
a process that runs takes up a new key within `LOOKED_AT_EVERY` seconds, and at once when it meets one it does not
know. So keys are changed while pages are open.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

LOOKED_AT_EVERY = 10.0
"""Seconds between two looks at the file of the keys."""
KEY_BYTES = 32
_NONCE = 12
_KEY_ID = re.compile(r"[A-Za-z0-9-]{1,7}")
INDEX_DIGITS = 24
"""Hexadecimal digits of a blind index: 96 bits, of which no two of a million numbers will share one."""


class WrongKey(RuntimeError):
    """No key of that name, or not the one, not the place or not the text it was sealed with."""


@dataclass(frozen=True)
class Ring:
    """The keys of fields. `first` writes."""

    first: str
    ciphers: Mapping[str, AESGCM]


@dataclass
class _Looked:
    at: float = 0.0
    entries: tuple[tuple[str, ...], tuple[str, ...]] | None = None


_looked = _Looked()


def _entries(*, anew: bool = False) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of fields and those of indexes, as they are written."""
    read = settings.READ_KEYS
    if read is None:
        return tuple(settings.FIELD_KEYS), tuple(settings.INDEX_KEYS)
    now = time.monotonic()
    if anew or _looked.entries is None or now - _looked.at > LOOKED_AT_EVERY:
        fields, indexes = read()
        _looked.entries, _looked.at = (tuple(fields), tuple(indexes)), now
    return _looked.entries


def ring(*, anew: bool = False) -> Ring:
    """The keys of fields as they are now.

    Args:
        anew: look at their file, however short ago that was done.

    Raises:
        ImproperlyConfigured: one is not `id:base64` of 32 bytes, or an id stands there twice.
    """
    return _parsed(_entries(anew=anew)[0])


@lru_cache(maxsize=8)
def _parsed(entries: tuple[str, ...]) -> Ring:
    keys = _keys(entries, "ALONGSIDE_FIELD_KEYS")
    return Ring(next(iter(keys)), {key_id: AESGCM(key) for key_id, key in keys.items()})


def _keys(entries: Sequence[str], setting: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    taken = {"row"}
    for entry in entries:
        key_id, _, encoded = entry.partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            key = b""
        if len(key) != KEY_BYTES or not _KEY_ID.fullmatch(key_id):
            raise ImproperlyConfigured(
                f"{setting}: {key_id[:8]!r} is not a key; write id:base64 of {KEY_BYTES} bytes, the id in 7 letters"
            )
        if key_id.casefold() in taken:
            raise ImproperlyConfigured(f"{setting}: {key_id} is taken, call the key by another id")
        taken.add(key_id.casefold())
        found[key_id] = key
    if not found:
        raise ImproperlyConfigured(f"{setting} names no key")
    return found


def seal_bytes(key_id: str, content: bytes, about: bytes) -> bytes:
    """Nonce and ciphertext of `content`; `about` is the additional data of AES-256-GCM."""
    nonce = os.urandom(_NONCE)
    return nonce + ring().ciphers[key_id].encrypt(nonce, content, about)


def open_bytes(key_id: str, raw: bytes, about: bytes) -> bytes:
    """The content that `seal_bytes` hid.

    Raises:
        WrongKey: the key is not there, or the value was changed or moved.
    """
    cipher = ring().ciphers.get(key_id) or ring(anew=True).ciphers.get(key_id)
    if cipher is None:
        raise WrongKey(f"there is no key {key_id[:20]!r} in ALONGSIDE_FIELD_KEYS")
    try:
        return cipher.decrypt(raw[:_NONCE], raw[_NONCE:], about)
    except (InvalidTag, ValueError) as error:
        raise WrongKey("it was changed, or brought here from another row or field") from error


def seal_with(key_id: str, text: str, place: str, *, loose: bool = False) -> str:
    """Base64 of nonce and ciphertext of `text`, which only opens with this key and at this place.

    Args:
        place: the additional data, which the key's id joins.
        loose: it is of no row; `place` is a context alone.
    """
    about = place if loose else f"{place}\x1f{key_id}"
    return base64.b64encode(seal_bytes(key_id, text.encode(), about.encode())).decode()


def open_with(key_id: str, encoded: str, place: str, *, loose: bool = False) -> str:
    """The text that `seal_with` hid.

    Args:
        loose: it is of no row, or was sealed before values were bound to theirs; `place` is a context alone.

    Raises:
        WrongKey: the key is not there, or the value was changed or moved.
    """
    about = place if loose else f"{place}\x1f{key_id}"
    try:
        raw = base64.b64decode(encoded, validate=True)
    except ValueError as error:
        raise WrongKey("it was changed") from error
    return open_bytes(key_id, raw, about.encode()).decode()


def index_key_id() -> str:
    """The id of the key that writes blind indexes: what stands before the point in each."""
    return next(iter(_index_keys(_entries()[1])))


def blind_index(value: str, *, context: str, agency_id: UUID | None = None) -> str:
    """A keyed fingerprint of `value`, to find it again without storing it in the open: `key id.24 hex digits`.

    The same value has another one in each agency and in each context.

    Args:
        agency_id: None for what belongs to no agency, as the names that somebody tries to sign in with.
    """
    return _fingerprint(index_key_id(), value, context, agency_id)


def blind_indexes(value: str, *, context: str, agency_id: UUID) -> list[str]:
    """Every fingerprint `value` may be stored under: the newest key's, older ones', and that of the form before."""
    keys = _index_keys(_entries()[1])
    found = [_fingerprint(key_id, value, context, agency_id) for key_id in keys]
    oldest = list(keys.values())[-1]
    # Before fingerprints belonged to an agency they were 32 digits without the key's id.
    return [*found, hmac.new(oldest, f"{context}\x1f{value}".encode(), hashlib.sha256).hexdigest()[:32]]


@lru_cache(maxsize=8)
def _index_keys(entries: tuple[str, ...]) -> dict[str, bytes]:
    # A key alone is how the setting was written before it could hold several.
    named = [entry if ":" in entry else f"i1:{entry}" for entry in entries]
    return _keys(named, "ALONGSIDE_INDEX_KEY")


@lru_cache(maxsize=256)
def _key_of_agency(key: bytes, agency_id: UUID | None) -> bytes:
    whose = agency_id.bytes if agency_id is not None else b""
    return hmac.new(key, b"agency\x1f" + whose, hashlib.sha256).digest()


def _fingerprint(key_id: str, value: str, context: str, agency_id: UUID | None) -> str:
    key = _key_of_agency(_index_keys(_entries()[1])[key_id], agency_id)
    digest = hmac.new(key, f"{context}\x1f{value}".encode(), hashlib.sha256).hexdigest()
    return f"{key_id}.{digest[:INDEX_DIGITS]}"
