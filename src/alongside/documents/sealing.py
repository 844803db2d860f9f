"""The content of a file as it lies in the database: encrypted, and bound to the version it belongs to."""

from __future__ import annotations

from uuid import UUID

from alongside.kernel.encryption import decrypt_bytes, encrypt_bytes

_CONTEXT = "documents.content"
"""Part of the seal; kept when the table or column is renamed."""


def sealed(content: bytes, version_id: UUID) -> bytes:
    """`content`, to be read again only as that version."""
    return encrypt_bytes(content, context=f"{_CONTEXT}:{version_id}")


def opened(stored: bytes, version_id: UUID) -> bytes:
    """The content that `sealed` hid.

    Raises:
        CannotDecrypt: it was changed, or is another version's, or its key is not there.
    """
    return decrypt_bytes(stored, context=f"{_CONTEXT}:{version_id}")
