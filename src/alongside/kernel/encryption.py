"""Encrypted fields (AES-256-GCM, key id in front) and blind indexes (HMAC-SHA-256) for exact look-up.

The additional data of the cipher is the field's context, so a value cannot be moved to another column. Keys
come from the settings; the first writes, all of them read. Rotation: put a new key first, re-save, drop the old one.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models


class CannotDecrypt(RuntimeError):
    """The value was written with a key that is not there, or was changed."""


def _ring() -> dict[str, AESGCM]:
    ring = {}
    for entry in settings.FIELD_KEYS:
        key_id, _, encoded = entry.partition(":")
        ring[key_id] = AESGCM(base64.b64decode(encoded))
    return ring


def encrypt(text: str, *, context: str) -> str:
    """`key id:base64(nonce + ciphertext)` of `text`."""
    key_id, cipher = next(iter(_ring().items()))
    nonce = os.urandom(12)
    sealed = cipher.encrypt(nonce, text.encode(), context.encode())
    return f"{key_id}:{base64.b64encode(nonce + sealed).decode()}"


def decrypt(stored: str, *, context: str) -> str:
    """The text that `encrypt` hid.

    Raises:
        CannotDecrypt: unknown key id, or the value was changed or moved.
    """
    key_id, _, encoded = stored.partition(":")
    cipher = _ring().get(key_id)
    if cipher is None:
        raise CannotDecrypt(f"no key {key_id!r} in ALONGSIDE_FIELD_KEYS")
    raw = base64.b64decode(encoded)
    try:
        return cipher.decrypt(raw[:12], raw[12:], context.encode()).decode()
    except InvalidTag as error:
        raise CannotDecrypt(context) from error


def blind_index(value: str, *, context: str) -> str:
    """A keyed fingerprint of `value` (32 hex digits), to find it again without storing it in the open."""
    key = base64.b64decode(settings.INDEX_KEY)
    return hmac.new(key, f"{context}\x1f{value}".encode(), hashlib.sha256).hexdigest()[:32]


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """A text that is only readable with the key.

    Args:
        context: a fixed name, part of the seal; keep it when the table or column is renamed.
    """

    def __init__(self, *args: Any, context: str, **kwargs: Any) -> None:
        self.context = context
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs["context"] = self.context
        return name, path, list(args), kwargs

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value if value in (None, "") else encrypt(value, context=self.context)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return value if value in (None, "") else decrypt(value, context=self.context)


def encrypt_bytes(content: bytes, *, context: str) -> bytes:
    """`content` sealed, as `key id:` and then nonce and ciphertext: for files, which base64 would make longer."""
    key_id, cipher = next(iter(_ring().items()))
    nonce = os.urandom(12)
    return key_id.encode() + b":" + nonce + cipher.encrypt(nonce, content, context.encode())


def decrypt_bytes(stored: bytes, *, context: str) -> bytes:
    """The content that `encrypt_bytes` hid.

    Raises:
        CannotDecrypt: unknown key id, or the content was changed or moved.
    """
    key_id, _, raw = stored.partition(b":")
    cipher = _ring().get(key_id.decode(errors="replace"))
    if cipher is None:
        raise CannotDecrypt(f"no key {key_id[:20]!r} in ALONGSIDE_FIELD_KEYS")
    try:
        return cipher.decrypt(raw[:12], raw[12:], context.encode())
    except InvalidTag as error:
        raise CannotDecrypt(context) from error
