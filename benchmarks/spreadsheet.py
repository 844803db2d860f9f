"""Measure a large spreadsheet: `python -m benchmarks.spreadsheet [--rows 50000] [--sample 500]`.

Makes a workbook of invented people, reads it in a fresh installation in a temporary folder and says how long that took
and how much memory it needed; then judges and takes in a sample of rows and says what one row takes, and how long
another process that writes meanwhile has to wait.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.installation import alongside, settle

SYLLABLES = ("ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "ja", "fy", "gø")
COLUMNS = 20


def main() -> int:
    """Measure and print one JSON line for each stage."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=50_000, help="rows to read (%(default)s)")
    parser.add_argument("--sample", type=int, default=500, help="rows to judge and take in (%(default)s)")
    parser.add_argument("--write-to", metavar="DATABASE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write_to:
        _write_to(options.write_to)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        settle(Path(folder), None)
        alongside("migrate")
        alongside("demo", "--people", "60")
        _measure(Path(folder), options.rows, options.sample)
    return 0


def _measure(folder: Path, rows: int, sample: int) -> None:
    import django

    from alongside.config import keys

    keys.bring(folder, database=None)
    django.setup()
    from django.utils import timezone

    from alongside.access.actor import system_actor
    from alongside.interop.sheets import writing
    from alongside.organisation.models import Agency

    by = system_actor(Agency.objects.get().pk, timezone.now())
    _read(by, writing.plain(_rows(rows)), "read", rows)
    sheet = _read(by, writing.plain(_rows(sample)), "read a sample", sample)
    _judge_and_take_in(by, sheet, folder, sample)


def _rows(count: int) -> list[list[str]]:
    chance = random.Random(count)  # noqa: S311 - nobody's secret

    def word(syllables: int) -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(syllables)).title()

    head = ["Fornavn", "Efternavn", "Født", "Køn", "Telefon", "Adresse", "By", "Sprog"]
    found = [[*head, *(f"Felt {place}" for place in range(len(head), COLUMNS))]]
    for _ in range(count):
        born = f"{chance.randint(1, 28)}-{chance.randint(1, 12)}-{chance.randint(1940, 2005)}"
        person = [
            word(3),
            word(4),
            born,
            "K",
            f"555{chance.randint(10_000, 99_999)}",
            word(5),
            "Solby",
            "dansk",
        ]
        found.append([*person, *(word(4) for _ in range(len(head), COLUMNS))])
    return found


def _read(by: Any, content: bytes, stage: str, rows: int) -> Any:
    from alongside.interop.sheets import flow
    from alongside.kernel import jobs
    from alongside.kernel.ids import new_id

    before, began = _memory(), time.monotonic()
    sheet = flow.upload(by, kind="people", name="big.xlsx", content=content, key=new_id())
    assert sheet.job_id is not None
    jobs.carry_out(sheet.job_id)
    sheet.refresh_from_db()
    _say(stage, rows, began, megabytes=round(len(content) / 1e6, 1), memory_mb=round(_memory() - before))
    return sheet


def _judge_and_take_in(by: Any, sheet: Any, folder: Path, rows: int) -> None:
    from alongside.interop.sheets import flow
    from alongside.interop.sheets.matching import Match
    from alongside.kernel import jobs

    for stage in ("judge", "take in"):
        with _another_writes(folder / "alongside.sqlite3") as waited:
            began = time.monotonic()
            take = stage == "take in"
            sheet = flow.begin(by, sheet) if take else flow.match(by, sheet, Match.of(sheet.match), {})
            jobs.carry_out(sheet.job_id)
            seconds, waits = time.monotonic() - began, waited()
        sheet.refresh_from_db()
        _say(
            stage,
            rows,
            began,
            ms_a_row=round(seconds / rows * 1000, 1),
            others_wait_ms_median=round(waits[len(waits) // 2] * 1000, 1),
            others_wait_ms_p95=round(waits[int(len(waits) * 0.95)] * 1000, 1),
        )


@contextmanager
def _another_writes(database: Path) -> Iterator[Callable[[], list[float]]]:
    """A process that writes ten times a second; asked at the end, it says how long each write waited, in seconds."""
    words = [sys.executable, "-m", "benchmarks.spreadsheet", "--write-to", str(database)]
    other = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def waited() -> list[float]:
        found: list[float] = json.loads(other.communicate("enough\n")[0])
        return sorted(found)

    try:
        yield waited
    finally:
        other.kill()


def _write_to(database: str) -> None:
    waits: list[float] = []
    enough = threading.Event()

    def listen() -> None:
        sys.stdin.readline()
        enough.set()

    threading.Thread(target=listen, daemon=True).start()
    connection = sqlite3.connect(database, timeout=20, isolation_level=None)
    while not enough.wait(0.1):
        began = time.monotonic()
        connection.execute("BEGIN IMMEDIATE")
        waits.append(time.monotonic() - began)
        connection.execute("ROLLBACK")
    print(json.dumps(waits))


def _memory() -> float:
    """The most memory this process has needed so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _say(stage: str, rows: int, began: float, **more: float) -> None:
    seconds = round(time.monotonic() - began, 1)
    print(json.dumps({"stage": stage, "rows": rows, "seconds": seconds, "cores": os.cpu_count(), **more}))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
