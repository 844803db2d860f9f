"""`alongside demo`, and what a try-out does when it starts."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from time import monotonic
from typing import Any

PEOPLE = 928
"""As many courses as the published cohort of seed 004."""
LEAST, MOST = 10, 100_000


def add_commands(commands: Any) -> None:
    """Add `demo` to the console command."""
    demo = commands.add_parser(
        "demo",
        help="make the demo municipality",
        description=(
            "Make the invented municipality Solby Kommune in an empty database. With 928 people its profile and\n"
            "outcomes are those of the published cohort (Rambøll and SFI 2013). Everybody in it is invented, and CPR\n"
            "numbers are from the official test range. One can sign in to it only in demo mode (ALONGSIDE_DEMO=1, or\n"
            "alongside serve --try-out)."
        ),
        epilog=(
            "examples:\n"
            "  alongside demo                          928 people, under two minutes\n"
            "  alongside demo --people 50 --seed 7\n"
            "  DATABASE_URL=sqlite:///big.sqlite3 alongside demo --people 10000"
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    demo.add_argument(
        "--people", type=_people, default=PEOPLE, help=f"courses, from {LEAST} to {MOST} (%(default)s)"
    )
    demo.add_argument("--seed", type=int, default=1, help="another seed invents other people (%(default)s)")
    demo.add_argument("--today", metavar="DAY", type=_day, help="the day it is made for (today)")
    demo.add_argument("--json", action="store_true", help="print the result as JSON")
    demo.set_defaults(run=_demo)


def make_when_empty() -> None:
    """Make the demo municipality when the database holds no agency. For a try-out."""
    from alongside.organisation.models import Agency

    if not Agency.objects.exists():
        _make(people=PEOPLE, seed=1, today=None)


def sign_ins() -> str:
    """Who one can be in a try-out, as lines for the terminal."""
    from alongside.demo.cast import CASE_MANAGERS, OTHERS, PASSWORD

    lines = [f"Everyone here is invented. Sign in with the password {PASSWORD} as"]
    for worker in (*CASE_MANAGERS[:2], *OTHERS):
        what = ", ".join(role.replace("_", " ") for role in worker.roles)
        lines.append(f"  {worker.user:<12} {worker.given} {worker.family}, {what}")
    return "\n".join(lines)


def _demo(arguments: argparse.Namespace) -> int:
    from django.conf import settings

    from alongside.organisation.models import Agency

    there = Agency.objects.first()
    if there is not None:
        sys.stderr.write(
            f"alongside: this database already holds {there.name}. Choose another with DATABASE_URL.\n"
        )
        return 1
    result = _make(people=arguments.people, seed=arguments.seed, today=arguments.today)
    if arguments.json:
        sys.stdout.write(json.dumps(result) + "\n")
    else:
        sys.stdout.write("{people} people, {workers} workers and {contacts} contacts.\n".format(**result))
        if not settings.DEMO_MODE:
            sys.stdout.write("To sign in to it: alongside serve --try-out\n")
    return 0


def _make(*, people: int, seed: int, today: date | None) -> dict[str, Any]:
    from django.db import connection
    from django.utils.timezone import localtime

    from alongside.demo.cohort import Cohort
    from alongside.demo.loading import load

    started = monotonic()
    sys.stderr.write(f"Making Solby Kommune with {people} people; everyone in it is invented …\n")
    clock = localtime().replace(tzinfo=None)
    cohort = Cohort(people=people, seed=seed, today=today or clock.date())
    now = clock if cohort.today == clock.date() else None
    made = load(cohort, now=now, progress=_progress(sys.stderr))
    with connection.cursor() as cursor:
        # A database that was filled at one go has counted nothing yet, and would choose its ways badly.
        cursor.execute("ANALYZE")
    return {
        "agency": str(made.agency_id),
        "people": made.people,
        "workers": made.workers,
        "contacts": made.contacts,
        "seconds": round(monotonic() - started, 1),
    }


def _progress(stream: Any) -> Callable[[int, int], None]:
    """A bar on a terminal, a line for every tenth anywhere else."""
    said = 0

    def tell(done: int, total: int) -> None:
        nonlocal said
        tenths = 10 * done // total
        if stream.isatty():
            bar = "█" * (30 * done // total)
            stream.write(f"\r  {bar:<30} {done} of {total}" + ("\n" if done == total else ""))
        elif tenths > said:
            stream.write(f"  {done} of {total}\n")
        said = tenths
        stream.flush()

    return tell


def _people(text: str) -> int:
    if not text.isdigit() or not LEAST <= int(text) <= MOST:
        raise argparse.ArgumentTypeError(f"{text!r}: write a number from {LEAST} to {MOST}")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2026-11-24") from None
