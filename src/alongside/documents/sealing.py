"""The content of a file as it lies in the database: encrypted, and bound to the version it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import BinaryField, F, Func, Value

from alongside.documents.models import DocumentContent
from alongside.kernel.encryption import CannotDecrypt, decrypt_bytes, encrypt_bytes
from alongside.kernel.keyring import ring
from alongside.kernel.resealing import Resealed, Tell, holds

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


class Files:
    """The files, for a change of keys."""

    label = "documents.DocumentContent.sealed"

    def by_key(self) -> dict[str, int]:
        return dict(Counter(key_id for _, key_id in _keys()))

    def reseal(self, result: Resealed, tell: Tell) -> None:
        done = 0
        for pk, key_id in list(_keys()):
            if key_id == ring().first:
                continue
            # Nobody changes the content of a version, so that nobody can have been quicker.
            kept = DocumentContent.objects.unscoped().get(pk=pk)
            try:
                content = opened(bytes(kept.sealed), kept.file_id)
            except CannotDecrypt as error:
                result.locked.append(f"{self.label}, row {pk}: {error}")
                continue
            DocumentContent.objects.unscoped().filter(pk=pk).update(sealed=sealed(content, kept.file_id))
            result.done += 1
            done += 1
            tell(self.label, done)


def _keys() -> Iterator[tuple[Any, str]]:
    """The id of the key each file was sealed with, without fetching the file."""
    head = Func(F("sealed"), Value(1), Value(8), function="SUBSTR", output_field=BinaryField())
    rows = DocumentContent.objects.unscoped().order_by("pk").annotate(head=head).values_list("pk", "head")
    for pk, start in rows:
        yield pk, bytes(start).partition(b":")[0].decode(errors="replace")


holds(Files())
