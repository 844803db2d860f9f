"""Kill the server again and again while people write, and prove that nothing acknowledged is lost: `make loss`.

Makes a small demo municipality, serves it with the real server, lets clients type (drafts), sign and double-tap notes
through HTTP, and kills the whole server (SIGKILL) at random moments. In the end the database is compared with what
the clients were told: no acknowledged draft or note lost, none doubled, nothing half written, trail and change
numbers whole. Exit code 1 when anything is not so. The same seed kills at the same moments of each life.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from random import Random

from benchmarks.installation import HOST, CannotMeasure, alongside, settle
from benchmarks.loss.ledger import Ledger
from benchmarks.loss.nursery import Nursery
from benchmarks.loss.writers import Place, Writer

LIFE = (0, 40)
"""So many answers a server gives before it is killed, at least and at most; then a few milliseconds more."""
LONGEST, MORE = 5.0, 0.05
"""Seconds after which it is killed however few it gave, and within how many of them the last moment lies."""
TO_THE_END = 120.0
"""Seconds the writers have to finish the note they are at, after the last kill."""
TERMINATED = 0.2
"""So often, on PostgreSQL, the database connections are ended before the server is killed."""


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="make loss",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog='examples:\n  make loss\n  make loss ARGS="--kills 20 --postgres"\n  make loss ARGS="--seed 7"',
    )
    parser.add_argument("--kills", type=int, default=200, help="how often the server is killed (%(default)s)")
    parser.add_argument("--clients", type=int, default=8, help="how many write at once (%(default)s)")
    parser.add_argument("--workers", type=int, default=2, help="processes of the server (%(default)s)")
    parser.add_argument("--people", type=int, default=40, help="size of the municipality (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of everything random (%(default)s)")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--postgres", action="store_true", help="on a throw-away PostgreSQL instead of SQLite")
    where.add_argument("--database", metavar="URL", help="on this empty database")
    return parser.parse_args()


def main() -> int:
    """Make, serve, write, kill, prove."""
    options = arguments()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="alongside-loss-")))
        url = options.database
        if options.postgres:
            from tests.postgres import throwaway_postgres

            url = stack.enter_context(throwaway_postgres()).url
        settle(folder, url)
        alongside("migrate")
        alongside("demo", "--people", str(options.people))
        from benchmarks.__main__ import import_django

        import_django(folder)
        return write_and_kill(options, folder)


def write_and_kill(options: argparse.Namespace, folder: Path) -> int:
    """The run itself, on an installation that is settled. The exit code."""
    from django.db import connection, connections
    from django.urls import reverse

    from alongside.demo.cast import PASSWORD
    from benchmarks.loss import proof

    with socket.create_server((HOST, 0)) as probe:
        port = probe.getsockname()[1]
    ledger, chance = Ledger(), Random(options.seed)  # noqa: S311 - repeatable, not secret
    durability = folder / "durability"
    writers = [
        Writer(number, place, ledger, port, options.seed)
        for number, place in enumerate(places(options.clients), start=1)
    ]
    vendor = connection.vendor
    connections.close_all()
    nursery = Nursery(port, options.workers, durability)
    began = time.monotonic()
    group = nursery.start()
    try:
        for writer in writers:
            writer.client.sign_in(reverse("account_login"), writer.place.username, PASSWORD)
        for writer in writers:
            writer.start()
        for kill in range(1, options.kills + 1):
            live(ledger, chance)
            if vendor == "postgresql" and chance.random() < TERMINATED:
                end_connections()
                ledger.count("connections ended")
            os.killpg(group, signal.SIGKILL)
            ledger.count("kills")
            if kill % 20 == 0:
                print(f"{kill} kills, {ledger.counts['notes acknowledged']} notes …", flush=True)
            group = nursery.start()
        for writer in writers:
            writer.over.set()
        until = time.monotonic() + TO_THE_END
        for writer in writers:
            writer.join(max(0.0, until - time.monotonic()))
            if not writer.came_to_an_end:
                ledger.fault(f"writer {writer.number} did not come to an end")
    finally:
        os.killpg(group, signal.SIGKILL)
        nursery.close()
    found = list(proof.faults(ledger))
    print(table(ledger, found, vendor, durability.read_text(), time.monotonic() - began, options))
    return 1 if found else 0


def live(ledger: Ledger, chance: Random) -> None:
    """Let a server live for a while: long enough to be asked, on a slow machine too, and ended at any moment."""
    enough = ledger.counts["answers"] + chance.randint(*LIFE)
    until = time.monotonic() + LONGEST
    while ledger.counts["answers"] < enough and time.monotonic() < until:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, MORE))


def places(clients: int) -> list[Place]:
    """As many courses with their case managers as there are clients, each course once.

    Raises:
        CannotMeasure: there are not as many.
    """
    from alongside.caseload.models import Assignment

    open_now = (
        Assignment.objects.unscoped()
        .filter(
            ends_on__isnull=True, kind="primary", worker__user__isnull=False, enrolment__ends_on__isnull=True
        )
        .order_by("pk")
    )
    rows = open_now.values_list("worker__user_id", "worker__user__username", "enrolment_id")
    by_user: dict[str, list[Place]] = {}
    for user_id, username, enrolment_id in rows:
        by_user.setdefault(username, []).append(Place(user_id, username, enrolment_id))
    in_turn = [one for rank in range(40) for mine in by_user.values() for one in mine[rank : rank + 1]]
    if len(in_turn) < clients:
        raise CannotMeasure(f"there are only {len(in_turn)} courses to write about; take more --people")
    return in_turn[:clients]


def end_connections() -> None:
    """Let PostgreSQL end all connections to this database but ours, in the middle of whatever they do."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def table(
    ledger: Ledger,
    found: list[str],
    vendor: str,
    durability: str,
    seconds: float,
    options: argparse.Namespace,
) -> str:
    """What happened, and what was lost."""
    lines = [
        f"{vendor}, served with {durability}; {options.clients} clients, {options.workers} workers, "
        f"seed {options.seed}, {seconds:.0f} s",
        "",
        *(f"{what:<28}{count:>8}" for what, count in sorted(ledger.counts.items())),
        f"{'notes begun':<28}{len(ledger.notes):>8}",
        "",
    ]
    if found:
        lines += [f"NOT WHOLE: {len(found)} faults", *(f"  {one}" for one in found[:40])]
    else:
        lines.append("Nothing acknowledged was lost or doubled, nothing is half written.")
    return "\n".join(lines)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CannotMeasure as error:
        sys.exit(f"Not tried: {error}")
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
