"""How much a packed spreadsheet would become, seen before any of it is parsed.

A few hundred kilobytes can unpack to gigabytes, or to a modest text that a parser makes gigabytes of: a row of fifty
million cells, a cell of two hundred megabytes, a million shared words. The parts are unpacked once, piece by piece and
kept nowhere, and their marks are counted.
"""

from __future__ import annotations

import io
import zipfile

from alongside.interop.sheets.errors import SheetOfOldKind, SheetRefused, SheetTooLarge

MIB = 1024 * 1024
MOST_UNPACKED = 250 * MIB
"""Of a packed file. 60,000 rows of 20 columns are about 80 MB of XML."""
MOST_WORDS = 80 * MIB
"""Of the part that is held in memory while the rows are read: the words of all cells."""
MOST_PARTS = 2_000
MOST_SHARED = 600_000
"""So many different words cells may share."""
MOST_MARKS = 250_000
"""So many marks (`<`) one row may have, or a part without rows. Excel's widest row, 16,384 cells, has about a third."""
LONGEST_TEXT = 256 * 1024
"""Bytes between two marks. A cell of Excel holds 32,767 characters."""
_PIECE = MIB


def measure(content: bytes) -> None:
    """See whether a packed file can be read within bounds.

    Raises:
        SheetTooLarge: it cannot.
        SheetOfOldKind, SheetRefused: it is another kind of packed file.
        Exception: whatever `zipfile` says of a damaged one.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        names = {part.filename for part in parts}
        if "xl/workbook.xml" not in names and "[Content_Types].xml" not in names:
            raise SheetOfOldKind if "content.xml" in names else SheetRefused
        words = sum(part.file_size for part in parts if _is_shared(part))
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or words > MOST_WORDS:
            raise SheetTooLarge
        # The largest honest cells are a few kilobytes; a part that packs a thousandfold is no table.
        if any(part.file_size > MIB and part.file_size > 1000 * max(part.compress_size, 1) for part in parts):
            raise SheetTooLarge
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels")):
                _count(packed, part)


def _is_shared(part: zipfile.ZipInfo) -> bool:
    return "sharedstrings" in part.filename.lower()


def _count(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Count marks from one row (or shared word) to the next, and the bytes between two marks."""
    begins = b"<si" if _is_shared(part) else b"<row"
    rows = marks = held = 0
    rest = b""
    with packed.open(part) as unpacking:
        while piece := unpacking.read(_PIECE):
            # A mark may be cut in two by the end of a piece; its beginning is looked at with the next.
            piece = rest + piece
            cut = piece.rfind(b"<")
            rest = piece[cut:] if cut >= 0 else b""
            whole = piece[:cut] if cut >= 0 else piece
            if len(rest) > LONGEST_TEXT or (cut < 0 and len(piece) + held > LONGEST_TEXT):
                raise SheetTooLarge
            held = len(piece) if cut < 0 else 0
            for place, within in enumerate(whole.split(begins)):
                if place:
                    rows, marks = rows + 1, 1
                marks += within.count(b"<")
                if marks > MOST_MARKS:
                    raise SheetTooLarge
            if any(len(text) > LONGEST_TEXT for text in whole.split(b"<")):
                raise SheetTooLarge
            if begins == b"<si" and rows > MOST_SHARED:
                raise SheetTooLarge
