"""Measure the pages of the main job on a real server: `make bench`.

For each database: makes a demo municipality in a temporary folder, serves it on a free port of this machine, lets
clients ask for each page at once; makes the municipality many times larger and measures again. Writes what it took
to benchmarks/results/. It stops by itself and leaves nothing running.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.installation import HOST, CannotMeasure, alongside, serving, settle
from benchmarks.load import Client, Measured, NotAnswered, measure
from benchmarks.report import Run, Setting, table, write

if TYPE_CHECKING:
    from benchmarks.pages import Page

Asking = list[tuple[Client, list[str]]]
RESULTS = Path(__file__).resolve().parent / "results"
PEOPLE, TIMES, CONTACTS = 1_000, 100, 10_000_000
LONG = 1_200
"""How many contacts the people have whose timeline is read far back: more than fifty pages of twenty."""


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="make bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=(
            "examples:\n"
            "  make bench                                        everything; about an hour on two cores\n"
            '  make bench ARGS="--people 300 --times 1 --database sqlite"    a few minutes'
        ),
    )
    parser.add_argument("--people", type=int, default=PEOPLE, help="size of the municipality (%(default)s)")
    parser.add_argument(
        "--times", type=int, default=TIMES, help="how many times as large it is made then (%(default)s)"
    )
    parser.add_argument(
        "--contacts",
        type=int,
        default=CONTACTS,
        help="how many contacts the large one has on PostgreSQL, at least (%(default)s)",
    )
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument(
        "--seconds", type=float, default=8, help="how long each page is asked for (%(default)s)"
    )
    parser.add_argument("--clients", type=int, default=8, help="how many ask at once (%(default)s)")
    parser.add_argument("--workers", type=int, default=2, help="processes of the server (%(default)s)")
    parser.add_argument("--on", metavar="DATABASE_URL", help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    """Measure on each database, in a process of its own."""
    options = arguments()
    if options.on is not None:
        return measure_on(options.on or None, options)
    databases = ("sqlite", "postgresql") if options.database == "both" else (options.database,)
    for database in databases:
        with ExitStack() as stack:
            url = ""
            if database == "postgresql":
                from tests.postgres import throwaway_postgres

                url = stack.enter_context(throwaway_postgres()).url
            again = [sys.executable, "-m", "benchmarks", *sys.argv[1:], "--on", url]
            if code := subprocess.run(again, check=False).returncode:
                return code
    return 0


def measure_on(url: str | None, options: argparse.Namespace) -> int:
    """Make, serve, measure, enlarge, measure, write."""
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as temporary:
        folder = Path(temporary)
        settle(folder, url)
        alongside("migrate")
        alongside("demo", "--people", str(options.people))
        import_django(folder)
        from benchmarks import growing
        from benchmarks.pages import those_with_a_long_story

        long = those_with_a_long_story(options.clients)
        growing.lengthen(long, LONG)
        runs = [measured(options)]
        if options.times > 1:
            print(f"Making it {options.times} times as large …", flush=True)
            growing.grow(options.times)
            if url:
                growing.fill_up(options.contacts, but=long)
            runs.append(measured(options))
    path = write(runs, RESULTS)
    print(f"\n{table(runs)}\nWritten to {path.relative_to(Path.cwd())} and results.jsonl beside it.")
    return 0


def measured(options: argparse.Namespace) -> Run:
    """Every page asked for by many at once, of the municipality as it is now.

    Raises:
        NotAnswered: a page answered with an error.
    """
    from django.urls import reverse

    from alongside.demo.cast import PASSWORD
    from benchmarks.pages import PAGES, users_with

    setting, found = conditions(options), list[Measured]()
    with (
        serving(options.workers) as usual,
        serving(options.workers, ALONGSIDE_MEASURE_WITHOUT_LOOKS="1") as without_looks,
    ):

        def signed_in(page: Page) -> list[tuple[Client, list[str]]]:
            browsers, port = [], without_looks if page.without_looks else usual
            for user in users_with(page, options.clients):
                browser = Client(HOST, port)
                browser.sign_in(reverse("account_login"), user.get_username(), PASSWORD)
                turns = page.turns(user)
                if page.first:
                    turns = [page.first(browser, turn) for turn in turns]
                browsers.append((browser, turns))
            return browsers

        with_looks: Asking = []
        empty, *pages = PAGES
        nothing = signed_in(empty)

        def asked(seconds: float) -> Measured:
            return measure(empty.name, nothing, empty.act, seconds)

        found.append(asked(options.seconds))
        for page in pages:
            print(f"{page.name} …", flush=True)
            browsers = signed_in(page)
            if page.without_looks:
                # The two are asked in turn, so that a slower minute of the machine slows both.
                found[-1], taken = in_turn(found[-1], with_looks, page, browsers, options)
                found.append(taken)
                continue
            with_looks = browsers
            # The machine may be quicker now than a minute ago: what a page is compared with is measured around it.
            before = asked(options.seconds / 4)
            taken = measure(page.name, browsers, page.act, options.seconds)
            after = asked(options.seconds / 4)
            taken.beside = before.milliseconds + after.milliseconds
            found.append(taken)
    return Run(setting, found)


def in_turn(
    page: Measured, with_looks: Asking, without: Page, asking: Asking, options: argparse.Namespace
) -> tuple[Measured, Measured]:
    """The page before, and the same without its line in the trail, each half the time, one after the other."""
    both = [Measured(page.name), Measured(without.name)]
    for turn in range(8):
        which = turn % 2
        taken = measure(both[which].name, asking if which else with_looks, without.act, options.seconds / 4)
        both[which].milliseconds += taken.milliseconds
        both[which].seconds += taken.seconds
        both[which].bytes_sent = taken.bytes_sent
    for one in both:
        one.beside = page.beside
    both[0].without_looks = both[1].median
    return both[0], both[1]


def import_django(folder: Path) -> None:
    """Let this process read the database, to know whom and what to ask about."""
    import django

    from alongside.config import keys

    keys.bring(folder, database=None)
    django.setup()


def conditions(options: argparse.Namespace) -> Setting:
    """Under which conditions is measured."""
    from django.db import connection

    from alongside import __version__
    from alongside.contacts.models import Contact
    from alongside.people.models import Person

    database = "SQLite"
    if connection.vendor == "postgresql":
        database = f"PostgreSQL {connection.cursor().connection.info.server_version // 10_000}"
    return Setting(
        at=datetime.now().astimezone(),
        version=__version__,
        database=database,
        people=Person.objects.unscoped().count(),
        contacts=Contact.objects.unscoped().count(),
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
