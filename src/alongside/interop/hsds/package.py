"""The tabular package of HSDS: a ZIP file of CSV tables, read within bounds and written so that no cell is carried out.

What a spreadsheet program would carry out gets an apostrophe more than it has, and loses it when the package is read:
whatever a cell holds, what was written is what is read.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from alongside.interop.cells import disarmed_table, rearmed
from alongside.interop.hsds.errors import DirectoryRefused, Problem
from alongside.interop.hsds.tables import (
    AS_JSON,
    Document,
    NoOrganisation,
    OfNobody,
    TooMany,
    documents_of,
    read_cell,
    tables_of,
)

BEGINS = b"PK"
MOST_PACKED = 1024 * 1024
"""Bytes of a package."""
MOST_UNPACKED = 8 * 1024 * 1024
"""Bytes of all tables together."""
MOST_TABLES = 60
MOST_ROWS = 20_000
"""Of all tables together."""
MOST_COLUMNS = 200
_TABLE = re.compile(r"[a-z][a-z0-9_]{0,60}")
MADE_ON = (1980, 1, 1, 0, 0, 0)
"""The same directory is the same file, whenever it is written."""


def documents_in(content: bytes) -> list[Document]:
    """The organisations of a package with everything nested in them.

    Raises:
        DirectoryRefused: with what is wrong with it.
    """
    tables = _tables(content)
    try:
        return documents_of(tables)
    except NoOrganisation:
        says = _("The package has no table organizations.csv with a row in it.")
        raise DirectoryRefused([Problem("organizations.csv", says)]) from None
    except TooMany:
        raise _too_large() from None
    except OfNobody as wrong:
        says = _("A service comes with the organisation that offers it; here it is missing.")
        raise DirectoryRefused([Problem(f"services.csv, {_line(wrong.place)}", says)]) from None


def as_json(content: bytes) -> bytes:
    """A file as JSON: a package is brought into that form, all else is as it came.

    Raises:
        DirectoryRefused: it is a package that cannot be read.
    """
    if not content.startswith(BEGINS):
        return content
    if len(content) > MOST_PACKED:
        raise _too_large()
    try:
        return json.dumps(documents_in(content), ensure_ascii=False).encode()
    except RecursionError:
        raise _too_large() from None


def packed(documents: Sequence[Document]) -> bytes:
    """Organisations with everything nested in them, as a package."""
    tables = tables_of(documents)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        about = {
            "name": "hsds",
            "resources": [{"name": name, "path": f"{name}.csv"} for name in sorted(tables)],
        }
        _add(package, "datapackage.json", json.dumps(about, indent=1))
        for name in sorted(tables):
            _add(package, f"{name}.csv", _csv(tables[name]))
    return held.getvalue()


def _add(package: zipfile.ZipFile, name: str, text: str) -> None:
    package.writestr(zipfile.ZipInfo(name, MADE_ON), text.encode(), zipfile.ZIP_DEFLATED)


def _csv(rows: Sequence[Mapping[str, str]]) -> str:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return disarmed_table(columns, ([row.get(name, "") for name in columns] for row in rows))


def _tables(content: bytes) -> dict[str, list[dict[str, str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = [part for part in package.infolist() if part.filename.lower().endswith(".csv")]
            if len(package.infolist()) > MOST_TABLES or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise _too_large()
            texts = {
                PurePosixPath(part.filename).stem: package.read(part).decode("utf-8-sig") for part in parts
            }
    except DirectoryRefused:
        raise
    except Exception:  # noqa: BLE001 - zipfile raises a dozen kinds of errors for what is no whole package
        raise DirectoryRefused(
            [Problem("", _("The file is not readable as a package of CSV tables."))]
        ) from None
    rows = 0
    found: dict[str, list[dict[str, str]]] = {}
    for name, text in texts.items():
        found[name] = _rows(name, text, MOST_ROWS - rows)
        rows += len(found[name])
    return found


def _rows(name: str, text: str, most: int) -> list[dict[str, str]]:
    table = f"{name}.csv"
    if not _TABLE.fullmatch(name):
        raise DirectoryRefused([Problem(table, _("This is not shaped as the specification has it."))])
    if "\x00" in text:
        raise DirectoryRefused([Problem(table, _("There is a character in the file that cannot be kept."))])
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[dict[str, str]] = []
    try:
        columns = [rearmed(cell).strip() for cell in next(lines, [])]
        if len(columns) > MOST_COLUMNS:
            raise _too_large()
        if len(set(columns)) != len(columns):
            raise DirectoryRefused([Problem(table, _("A column stands in the table twice."))])
        for place, line in enumerate(lines):
            if len(found) >= most:
                raise _too_large()
            if not any(line):
                continue
            row = dict(zip(columns, map(rearmed, line), strict=False))
            if len(line) > len(columns) or not _is_json(name, row):
                says = _("This is not shaped as the specification has it.")
                raise DirectoryRefused([Problem(f"{table}, {_line(place)}", says)])
            found.append(row)
    except csv.Error:
        says = _("The table is not readable as CSV.")
        raise DirectoryRefused([Problem(table, says)]) from None
    return found


def _is_json(table: str, row: Mapping[str, str]) -> bool:
    """Whether the cells that say they are JSON are."""
    try:
        for column, cell in row.items():
            if column.endswith(AS_JSON):
                read_cell(table, column, cell)
    except (ValueError, RecursionError):
        return False
    return True


def _line(place: int) -> str:
    """How the row of a place among the rows is called; the first line holds the names of the columns."""
    return _("row %(number)d") % {"number": place + 2}


def _too_large() -> DirectoryRefused:
    return DirectoryRefused([Problem("", _("The tables are too large. Bring them in parts."))])
