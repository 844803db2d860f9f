"""Opens the files of a folder as the program does, and measures how much memory it takes. Runs on its own."""

from __future__ import annotations

import resource
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alongside.documents.files import Received, taken
from alongside.interop import ical
from alongside.interop.ffb.reading import read_delivery
from alongside.interop.sheets.reading import open_sheet
from alongside.kernel.errors import DomainError


def _sheet(_name: str, content: bytes) -> object:
    return sum(1 for _row in open_sheet(content, known={"name"}).rows)


def _calendar(_name: str, content: bytes) -> object:
    read = ical.read(
        content, zone=UTC, start=datetime(2026, 11, 1, tzinfo=UTC), end=datetime(2026, 12, 1, tzinfo=UTC)
    )
    return len(read.events)


def _order(_name: str, content: bytes) -> object:
    return read_delivery(content)


def _upload(name: str, content: bytes) -> object:
    return len(taken(Received(name, content)).content)


_READERS: dict[str, Any] = {"sheets": _sheet, "calendars": _calendar, "orders": _order, "uploads": _upload}


def open_all(kind: str, folder: str) -> dict[str, dict[str, Any]]:
    """Open each file in order; `grew` is by how many megabytes the program has grown at most until then."""
    before = _peak()
    found = {}
    for path in sorted(Path(folder).iterdir()):
        name = path.name.partition("-")[2]
        ended = "read"
        content = path.read_bytes()
        try:
            _READERS[kind](name, content)
        except DomainError as error:
            ended = error.code
        found[name] = {"ended": ended, "grew": _peak() - before}
    return found


def _peak() -> int:
    """Megabytes of memory held at most until now (Linux tells it in kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
