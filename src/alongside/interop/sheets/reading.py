"""Reads `.xlsx` and `.csv`, within bounds. The only module that knows openpyxl and defusedxml.

Nothing in a file is carried out: of a formula we read what the spreadsheet program last showed for it. A packed file is
measured before it is opened, entities in its XML are refused, and reading stops after so many rows, columns or seconds.
"""

from __future__ import annotations

import codecs
import csv
import io
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock
from itertools import chain, islice
from typing import Any

import openpyxl
from defusedxml.common import DefusedXmlException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from alongside.interop.cells import unharmed
from alongside.interop.sheets.errors import (
    LIMIT_MB,
    MOST_COLUMNS,
    MOST_ROWS,
    SheetEmpty,
    SheetLocked,
    SheetOfOldKind,
    SheetRefused,
    SheetTooLarge,
    SheetTooSlow,
)
from alongside.interop.sheets.measuring import measure
from alongside.people.rules import fold

MIB = 1024 * 1024
SECONDS = 240.0
MOST_BLANK = 2_000
"""So many blank rows below each other end a sheet: programs keep formats far below the last row."""
HEADINGS_WITHIN = 20
"""Rows from the top among which the headings are looked for: files begin with titles and dates."""

if not openpyxl.DEFUSEDXML:
    raise RuntimeError("openpyxl does not use defusedxml, and must")


def _size_not_asked(_tab: Any) -> None:
    """What a tab says of its size is not believed. Looking for it would hold every cell of one that does not say it."""


ReadOnlyWorksheet._get_size = _size_not_asked

Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Opened:
    """A file that can be read: its rows from the headings on, as text.

    Args:
        headers: as written; a column without one is empty, trailing ones are left out.
        header_row: the number of that row in the file.
        rows: (number in the file, cells), blank rows left out; may raise what `open_sheet` raises.
        tab, other_tabs: which tab of a workbook is read, and which others have rows.
    """

    headers: list[str]
    header_row: int
    rows: Iterator[Row]
    tab: str = ""
    other_tabs: tuple[str, ...] = ()


def open_sheet(content: bytes, *, known: Collection[str]) -> Opened:
    """Open a file.

    Args:
        known: folded headings that tell the row of headings from a title above it.

    Raises:
        SheetRefused: it cannot be read, is empty, locked, too large, or takes too long.
    """
    if len(content) > LIMIT_MB * MIB:
        raise SheetTooLarge
    over = time.monotonic() + SECONDS
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        # Old .xls files and encrypted .xlsx files are both boxes of this kind.
        raise SheetLocked if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d" in content else SheetOfOldKind
    if content.startswith(b"PK"):
        tab, others, rows = _workbook(content)
    else:
        tab, others, rows = "", (), _text(content)
    return _from_the_headings(_within(rows, over), known, tab, others)


def _from_the_headings(
    rows: Iterator[Row], known: Collection[str], tab: str, others: tuple[str, ...]
) -> Opened:
    first = list(islice(rows, HEADINGS_WITHIN))
    if not first:
        raise SheetEmpty
    place = _place_of_headings([cells for _number, cells in first], known)
    number, headers = first[place]
    if not first[place + 1 :]:
        raise SheetEmpty
    return Opened(headers, number, chain(first[place + 1 :], rows), tab, others)


def _place_of_headings(rows: list[list[str]], known: Collection[str]) -> int:
    """The row with most headings we know; when we know none, the first that has at least half as many cells as any."""
    hits = [sum(fold(cell) in known for cell in cells) for cells in rows]
    if max(hits):
        return hits.index(max(hits))
    filled = [sum(bool(cell) for cell in cells) for cells in rows]
    return next(place for place, count in enumerate(filled) if 2 * count >= max(filled))


def _within(rows: Iterable[Row], over: float) -> Iterator[Row]:
    """The rows that say something, as long as there are not too many of them and it does not take too long."""
    found, last = 0, 0
    for number, cells in rows:
        if number % 200 == 0 and time.monotonic() > over:
            raise SheetTooSlow
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            if number - last > MOST_BLANK:
                return
            continue
        last, found = number, found + 1
        if found > MOST_ROWS + HEADINGS_WITHIN or len(cells) > MOST_COLUMNS:
            raise SheetTooLarge
        yield number, cells


def _refusing(read: Callable[[], Any]) -> Any:
    """What a library raises about a damaged file is a refusal: it raises nearly everything there is."""
    try:
        return read()
    except (SheetRefused, StopIteration):
        raise
    except DefusedXmlException as error:
        raise SheetRefused from error
    except MemoryError as error:
        raise SheetTooLarge from error
    except Exception as error:
        raise SheetRefused from error


def _workbook(content: bytes) -> tuple[str, tuple[str, ...], Iterator[Row]]:
    _refusing(lambda: measure(content))
    book = _refusing(lambda: openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True))
    filled = [tab for tab in book.worksheets if tab.sheet_state == "visible" and _has_rows(tab)]
    if not filled:
        raise SheetEmpty
    rows = _rows_of(filled[0])
    return filled[0].title, tuple(tab.title for tab in filled[1:]), rows


def _has_rows(tab: Any) -> bool:
    return any(cells for _number, cells in islice(_rows_of(tab), 50) if any(cells))


def _rows_of(tab: Any) -> Iterator[Row]:
    """The rows of a tab. What it says of its own size is often wrong, so it is not believed."""
    tab.reset_dimensions()
    rows = _refusing(lambda: tab.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1))
    number = 0
    while True:
        try:
            cells = _refusing(lambda: next(rows))
        except StopIteration:
            return
        number += 1
        yield number, [_as_text(cell) for cell in cells]


def _as_text(cell: Any) -> str:
    """A cell as text: days as 2026-11-24, times as 14:30, numbers without a needless fraction."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, datetime):
        at_midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return cell.date().isoformat() if at_midnight else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, clock):
        return cell.isoformat(timespec="minutes")
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(round(cell, 10))
    return clean(str(cell))


def clean(text: str) -> str:
    """A cell as typed, without what cannot be stored or seen, and without what keeps a formula from running."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").replace("\xa0", " ")
    text = "".join(letter for letter in text if letter >= " " or letter in "\n\t").strip(" \n\t\ufeff\u200b")
    text = text.encode("utf-8", "replace").decode()
    return unharmed(text)


def _text(content: bytes) -> Iterator[Row]:
    words = _decoded(content)
    separator = _separator(words)
    csv.field_size_limit(MIB)
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=separator, skipinitialspace=True)
    number = 0
    while True:
        try:
            cells = _refusing(lambda: next(reader))
        except StopIteration:
            return
        number += 1
        # Beyond the last column we take, one more tells that there were too many.
        yield number, [clean(cell) for cell in cells[: MOST_COLUMNS + 1]]


def _decoded(content: bytes) -> str:
    """The text: UTF-8 with or without its mark, UTF-16 with its mark, else the usual code of Windows here."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        words = content.decode("utf-16", "replace")
    else:
        try:
            words = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            words = content.decode("cp1252", "replace")
    sample = words[:4000]
    if "\x00" in sample or sum(letter < " " and letter not in "\r\n\t" for letter in sample) > 5:
        raise SheetRefused
    return words.replace("\x00", "")


def _separator(words: str) -> str:
    """What stands between the cells: as `sep=` says, else whichever makes most of the first rows equally wide."""
    lines = [line for line in words[:20_000].splitlines() if line.strip()][:20]
    if not lines:
        raise SheetEmpty
    if lines[0].lower().startswith("sep=") and len(lines[0]) >= 5:
        return lines[0][4]

    def fits(separator: str) -> tuple[int, int]:
        widths = [len(cells) for cells in csv.reader(lines, delimiter=separator) if len(cells) > 1]
        return max((widths.count(width) for width in set(widths)), default=0), max(widths, default=0)

    return max((";", "\t", ",", "|"), key=fits)
