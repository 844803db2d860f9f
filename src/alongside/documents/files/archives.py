"""The zip that an office document is: what it says it is, and whether it can be opened without harm."""

from __future__ import annotations

import io
import zipfile

from alongside.documents import errors

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"

MOST_PARTS = 2000
MOST_UNPACKED = 200 * 1024 * 1024
"""Bytes all parts together may become."""
MOST_RATIO = 200
"""How many times its own size a part may become; sheets of numbers reach some dozens."""
_SMALL = 1024 * 1024
_MACROS = ("vbaproject.bin", "basic/", "scripts/")


def office_kind(content: bytes) -> str | None:
    """The media type of an office document; None for any other zip.

    Raises:
        FileDamaged: the list of its parts cannot be read.
    """
    with _opened(content) as found:
        names = set(found.namelist())
        if "word/document.xml" in names and "[Content_Types].xml" in names:
            return WORD
        if "xl/workbook.xml" in names and "[Content_Types].xml" in names:
            return EXCEL
        if "mimetype" in names and found.getinfo("mimetype").file_size < 200:
            return ODT if found.read("mimetype").strip() == ODT.encode() else None
        return None


def look_into(content: bytes) -> None:
    """Check the parts by what the zip says of them; nothing is unpacked, and it is kept as it is.

    Raises:
        FileDamaged: a part leads out of the document, unpacks to far more than it is, or there are too many.
        HoldsMacros: it carries a program.
    """
    with _opened(content) as found:
        parts = found.infolist()
        names = [part.filename.replace("\\", "/") for part in parts]
        if any(name.lower().endswith(_MACROS[0]) or name.lower().startswith(_MACROS[1:]) for name in names):
            raise errors.HoldsMacros(field="file")
        leads_out = any(name.startswith("/") or ".." in name.split("/") or ":" in name[:2] for name in names)
        too_much = (
            len(parts) > MOST_PARTS
            or sum(part.file_size for part in parts) > MOST_UNPACKED
            or any(
                part.file_size > _SMALL and part.file_size > MOST_RATIO * max(part.compress_size, 1)
                for part in parts
            )
        )
        encrypted = any(part.flag_bits & 0x1 for part in parts)
        # What stands before the first part would be another file in the same bytes.
        begins = min((part.header_offset for part in parts), default=1)
        if leads_out or too_much or encrypted or begins != 0 or len(set(names)) != len(names):
            raise errors.FileDamaged(field="file")


def _opened(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
        raise errors.FileDamaged(field="file") from error
