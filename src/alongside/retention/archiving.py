"""The archive of a record: a ZIP with everything as data, as a PDF, and every file, with a list of fingerprints."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from alongside.kernel.encryption import decrypt_bytes, encrypt_bytes

_STAMP = (1980, 1, 1, 0, 0, 0)
"""The same content is the same file: no clock in it."""


def packed(files: Mapping[str, bytes], about: Mapping[str, Any]) -> bytes:
    """A ZIP of these files and `manifest.json`, which says of each its length and its SHA-256.

    Args:
        about: what else the manifest says: when and for whom it was made.
    """
    manifest = {
        **about,
        "files": {
            name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(files.items())
        },
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted({**files, "manifest.json": as_json(manifest)}.items()):
            archive.writestr(zipfile.ZipInfo(name, _STAMP), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def as_json(data: Any) -> bytes:
    """Data as it stands in a file: readable, in a fixed order."""
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True).encode()


def sealed(content: bytes, *, room: str, record_id: UUID) -> bytes:
    """A file as it lies in the database, to be read again only as that record's."""
    return encrypt_bytes(content, context=f"{room}.file:{record_id}")


def unsealed(stored: bytes | memoryview, *, room: str, record_id: UUID) -> bytes:
    """The file that `sealed` hid.

    Raises:
        CannotDecrypt: it was changed, or is another record's.
    """
    return decrypt_bytes(bytes(stored), context=f"{room}.file:{record_id}")
