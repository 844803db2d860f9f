"""Run the whole suite on SQLite, and again on PostgreSQL: `make test`.

Everything after `make test ARGS=` goes to pytest: ARGS="-k signed", ARGS="src/alongside/contacts".
PostgreSQL is the one named by TEST_POSTGRES_URL, else a throw-away cluster made from the server programs on
this machine. Where there is none the suite runs on SQLite alone and says so; with CI=true that is a failure.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.machine import HOW_TO_GET_IT, find_chromium, in_ci
from tests.postgres import NoPostgres, throwaway_postgres

ROOT = Path(__file__).resolve().parent.parent
NO_TESTS_CHOSEN = 5


@dataclass(frozen=True)
class Outcome:
    """How the suite went on one database."""

    database: str
    words: str
    failed: bool


def run_on(database: str, url: str | None, arguments: list[str]) -> Outcome:
    """Run pytest with `url` as the database; None is SQLite."""
    print(f"\n── {database} ──", flush=True)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if url:
        environment["DATABASE_URL"] = url
    if not any(argument.startswith("-n") for argument in arguments):
        arguments = ["-n", "2", *arguments]
    began = time.monotonic()
    code = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments], cwd=ROOT, env=environment, check=False
    )
    seconds = time.monotonic() - began
    if code.returncode in (0, NO_TESTS_CHOSEN):
        return Outcome(database, f"passed in {seconds:.0f} s", failed=False)
    # Below nought: somebody or something (a lack of memory) ended the run from outside.
    how = "FAILED" if code.returncode > 0 else f"WAS STOPPED (signal {-code.returncode})"
    return Outcome(database, f"{how} after {seconds:.0f} s", failed=True)


def run_on_postgres(arguments: list[str]) -> Outcome:
    """Run pytest on the PostgreSQL that is given or can be started."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        return run_on("PostgreSQL (TEST_POSTGRES_URL)", given, arguments)
    with ExitStack() as stack:
        try:
            cluster = stack.enter_context(throwaway_postgres())
        except NoPostgres as reason:
            words = (
                f"NOT RUN: {reason}.\n  To run it: apt install postgresql, or give one: "
                "TEST_POSTGRES_URL=postgres://user:password@host/database make test"
            )
            return Outcome("PostgreSQL", words, failed=in_ci())
        return run_on(f"PostgreSQL {cluster.version}", cluster.url, arguments)


def main() -> int:
    """Run both and say what ran."""
    arguments = sys.argv[1:]
    outcomes = [run_on("SQLite", None, arguments), run_on_postgres(arguments)]
    print()
    for outcome in outcomes:
        print(f"{outcome.database}: {outcome.words}")
    chromium = find_chromium()
    missing = "" if chromium else f"left out. {HOW_TO_GET_IT}"
    print(f"Tests in the browser: {missing or f'with {chromium}'}")
    return 1 if any(outcome.failed for outcome in outcomes) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
