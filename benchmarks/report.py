"""Results as JSON lines (for comparing) and as a Markdown table (for reading)."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median

from benchmarks.load import Measured


@dataclass(frozen=True)
class Setting:
    """Under which conditions was measured."""

    at: datetime
    version: str
    database: str
    people: int
    contacts: int
    clients: int
    workers: int

    @property
    def sentence(self) -> str:
        """One line above the table."""
        return (
            f"Alongside {self.version} on {self.database}, {self.people:,} people, {self.contacts:,} contacts, "
            f"{self.workers} workers, {self.clients} clients at once; {os.cpu_count()} cores, "
            f"Python {platform.python_version()}, {self.at:%Y-%m-%d %H:%M}."
        )


@dataclass(frozen=True)
class Run:
    """What the pages took at one size; the first page is what the others are compared with."""

    setting: Setting
    pages: Sequence[Measured]

    def ratio(self, page: Measured) -> float:
        """How many times as long as the empty page the page took; as it was around it, where that was measured."""
        return page.median / (median(page.beside) if page.beside else self.pages[0].median)


def table(runs: Sequence[Run]) -> str:
    """A Markdown table for each run. From the second on, `growth` compares with the first run.

    Both in times of the empty page, so that a machine that has become slower meanwhile is not taken for growth.
    """
    return "\n".join("\n".join(_lines(run, runs[0])) + "\n" for run in runs)


def _lines(run: Run, first: Run) -> list[str]:
    smaller = {page.name: page for page in first.pages}
    grown = run is not first
    head = ["page", "median ms", "p95 ms", "each second", "times the empty page", "kB sent"]
    if grown:
        head.append(f"growth, {run.setting.people:,} : {first.setting.people:,}")
    lines = [run.setting.sentence, "", _row(head), _row(["---", *["---:"] * (len(head) - 1)])]
    for page in run.pages:
        cells = [
            page.name,
            f"{page.median:.0f}",
            f"{page.p95:.0f}",
            f"{page.each_second:.0f}",
            f"{run.ratio(page):.1f}",
            f"{page.bytes_sent / 1000:.0f}",
        ]
        if grown:
            cells.append(f"{run.ratio(page) / first.ratio(smaller[page.name]):.2f}")
        lines.append(_row(cells))
    lines += [
        f"\nWith its line in the trail, {page.name} takes {page.median / page.without_looks:.2f} times as long."
        for page in run.pages
        if page.without_looks
    ]
    return lines


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def write(runs: Sequence[Run], folder: Path) -> Path:
    """Add to `results.jsonl` and write the tables of these runs; the tables' path."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "results.jsonl").open("a", encoding="utf-8") as file:
        for run in runs:
            for page in run.pages:
                file.write(json.dumps(_entry(run, page)) + "\n")
    at = runs[0].setting.at
    path = folder / f"{at:%Y-%m-%d-%H%M%S}.md"
    path.write_text(table(runs), encoding="utf-8")
    return path


def _entry(run: Run, page: Measured) -> dict[str, object]:
    setting = run.setting
    return {
        "at": setting.at.isoformat(),
        "version": setting.version,
        "database": setting.database,
        "people": setting.people,
        "contacts": setting.contacts,
        "clients": setting.clients,
        "workers": setting.workers,
        "page": page.name,
        "answers": len(page.milliseconds),
        "median_ms": round(page.median, 2),
        "p95_ms": round(page.p95, 2),
        "times_empty": round(run.ratio(page), 2),
        "times_without_looks": round(page.median / page.without_looks, 2) if page.without_looks else None,
        "each_second": round(page.each_second, 1),
        "bytes": page.bytes_sent,
    }
