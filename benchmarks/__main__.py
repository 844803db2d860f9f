"""Measure the pages of the main job on a real server: `make bench`.

Makes a demo municipality in a temporary folder, serves it on a free port of this machine, lets clients ask for
each page at once and writes what it took to benchmarks/results/. It stops by itself and leaves nothing running.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from benchmarks.installation import HOST, CannotMeasure, alongside, serving, settle
from benchmarks.load import Client, Measured, NotAnswered, measure
from benchmarks.report import Setting, table, write

RESULTS = Path(__file__).resolve().parent / "results"


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="make bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog='examples:\n  make bench\n  make bench ARGS="--people 10000 --postgres"',
    )
    parser.add_argument("--people", type=int, default=300, help="size of the municipality (%(default)s)")
    parser.add_argument(
        "--seconds", type=float, default=8, help="how long each page is asked for (%(default)s)"
    )
    parser.add_argument("--clients", type=int, default=8, help="how many ask at once (%(default)s)")
    parser.add_argument("--workers", type=int, default=2, help="processes of the server (%(default)s)")
    parser.add_argument(
        "--postgres", action="store_true", help="on a throw-away PostgreSQL instead of SQLite"
    )
    return parser.parse_args()


def measured_pages(port: int, clients: int, seconds: float) -> list[Measured]:
    """Ask for every page.

    Raises:
        NotAnswered: a page answered with an error.
    """
    from django.urls import reverse

    from alongside.demo.cast import PASSWORD
    from benchmarks.pages import PAGES, users_with

    found = []
    for page in PAGES:
        print(f"{page.name} …", flush=True)
        browsers = []
        for user in users_with(page, clients):
            browser = Client(HOST, port)
            browser.sign_in(reverse("account_login"), user.get_username(), PASSWORD)
            browsers.append((browser, page.turns(user)))
        found.append(measure(page.name, browsers, page.act, seconds))
    return found


def main() -> int:
    """Make, serve, measure, write."""
    options = arguments()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="alongside-bench-")))
        database, url = "SQLite", None
        if options.postgres:
            from tests.postgres import throwaway_postgres

            cluster = stack.enter_context(throwaway_postgres())
            database, url = f"PostgreSQL {cluster.version}", cluster.url
        settle(folder, url)
        alongside("migrate")
        alongside("demo", "--people", str(options.people))
        import_django(folder)
        port = stack.enter_context(serving(options.workers))
        found = measured_pages(port, options.clients, options.seconds)
        setting = conditions(database, options)
    path = write(found, setting, RESULTS)
    print(
        f"\n{table(found, setting)}\nWritten to {path.relative_to(Path.cwd())} and results.jsonl beside it."
    )
    return 0


def import_django(folder: Path) -> None:
    """Let this process read the database, to know whom and what to ask about."""
    import django

    from alongside.config import keys

    keys.bring(folder, database=None)
    django.setup()


def conditions(database: str, options: argparse.Namespace) -> Setting:
    """Under which conditions was measured."""
    from alongside import __version__

    return Setting(
        at=datetime.now().astimezone(),
        version=__version__,
        database=database,
        people=options.people,
        clients=options.clients,
        workers=options.workers,
    )


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (CannotMeasure, NotAnswered) as error:
        sys.exit(f"Not measured: {error}")
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
