"""Signatures that outlive the database: Ed25519, with keys that are never in it.

`ALONGSIDE_TRAIL_KEYS` holds `id:base64` of 32 bytes, newest first: the first signs, all of them are known. Whoever
holds only the public part can check and not sign.
"""

from __future__ import annotations

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings


class NoSigningKey(RuntimeError):
    """There is no key to sign with, or not the one this was signed with."""


def sign(message: bytes) -> str:
    """`key id:base64 of the signature`.

    Raises:
        NoSigningKey: `ALONGSIDE_TRAIL_KEYS` names none that can be used.
    """
    for key_id, key in _keys().items():
        return f"{key_id}:{base64.b64encode(key.sign(message)).decode()}"
    raise NoSigningKey("ALONGSIDE_TRAIL_KEYS is empty")


def is_signed(message: bytes, signature: str) -> bool:
    """Whether `signature` is one of ours for exactly this message.

    Raises:
        NoSigningKey: it names a key that is not known here.
    """
    key_id, _colon, encoded = signature.partition(":")
    key = _keys().get(key_id)
    if key is None:
        raise NoSigningKey(f"there is no key {key_id[:20]!r} in ALONGSIDE_TRAIL_KEYS")
    try:
        key.public_key().verify(base64.b64decode(encoded), message)
    except (InvalidSignature, binascii.Error):
        return False
    return True


def is_signed_by(message: bytes, signature: str, public_key: str) -> bool:
    """The same for whoever holds only a public key, as `public_keys` gives it."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key))
        key.verify(base64.b64decode(signature.partition(":")[2]), message)
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def public_keys() -> dict[str, str]:
    """The public part of each key, base64 of 32 bytes, by id."""
    raw = serialization.Encoding.Raw, serialization.PublicFormat.Raw
    return {
        key_id: base64.b64encode(key.public_key().public_bytes(*raw)).decode()
        for key_id, key in _keys().items()
    }


def _keys() -> dict[str, Ed25519PrivateKey]:
    found = {}
    for entry in settings.TRAIL_KEYS:
        key_id, _colon, encoded = entry.partition(":")
        try:
            found[key_id] = Ed25519PrivateKey.from_private_bytes(base64.b64decode(encoded))
        except (binascii.Error, ValueError) as error:
            raise NoSigningKey(f"the key {key_id[:20]!r} in ALONGSIDE_TRAIL_KEYS cannot be used") from error
    return found
