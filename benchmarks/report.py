"""Results as JSON lines (for comparing) and as a Markdown table (for reading)."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from benchmarks.load import Measured


@dataclass(frozen=True)
class Setting:
    """Under which conditions was measured."""

    at: datetime
    version: str
    database: str
    people: int
    clients: int
    workers: int

    @property
    def sentence(self) -> str:
        """One line above the table."""
        return (
            f"Alongside {self.version} on {self.database}, {self.people} people, {self.workers} workers, "
            f"{self.clients} clients at once; {os.cpu_count()} cores, Python {platform.python_version()}, "
            f"{self.at:%Y-%m-%d %H:%M}."
        )


def table(measured: list[Measured], setting: Setting) -> str:
    """A Markdown table; the first page measured is what the others are compared with."""
    lines = [
        setting.sentence,
        "",
        "| page | median ms | p95 ms | each second | times the empty page | kB |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for page in measured:
        ratio = page.median / measured[0].median
        lines.append(
            f"| {page.name} | {page.median:.0f} | {page.p95:.0f} | {page.each_second:.0f} "
            f"| {ratio:.1f} | {page.bytes_sent / 1000:.0f} |"
        )
    return "\n".join(lines) + "\n"


def write(measured: list[Measured], setting: Setting, folder: Path) -> Path:
    """Add to `results.jsonl` and write the table of this run; the table's path."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "results.jsonl").open("a", encoding="utf-8") as file:
        for page in measured:
            entry = {
                "at": setting.at.isoformat(),
                "version": setting.version,
                "database": setting.database,
                "people": setting.people,
                "clients": setting.clients,
                "workers": setting.workers,
                "page": page.name,
                "answers": len(page.milliseconds),
                "median_ms": round(page.median, 2),
                "p95_ms": round(page.p95, 2),
                "each_second": round(page.each_second, 1),
                "bytes": page.bytes_sent,
            }
            file.write(json.dumps(entry) + "\n")
    path = folder / f"{setting.at:%Y-%m-%d-%H%M%S}.md"
    path.write_text(table(measured, setting), encoding="utf-8")
    return path
