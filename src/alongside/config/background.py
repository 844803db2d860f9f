"""`alongside work` and `alongside tick`, and the worker that `alongside serve` keeps beside the pages."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import threading
import time
from typing import Any

FIRST_PAUSE = 1.0
"""Seconds before a worker that died is started again; twice as long each time it dies young, at most `LONGEST`."""
LONGEST = 60.0
GRACE = 10.0
"""Seconds a worker has to put its job down."""


def add_commands(commands: Any) -> None:
    """Add `work` and `tick` to the console command."""
    work = commands.add_parser(
        "work",
        help="work off background jobs",
        description=(
            "Carry out background jobs and look at the clock until Ctrl-C. `alongside serve` does this by itself; run\n"
            "it apart, as many as you like, with `alongside serve --no-jobs`."
        ),
        epilog="examples:\n  alongside work\n  alongside work --once     what is ready now, then end",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    work.add_argument("--once", action="store_true", help="carry out what is ready now, then end")
    work.add_argument(
        "--beside", metavar="PID", type=int, help="end with that process, which started this one"
    )
    work.set_defaults(run=_work)
    tick = commands.add_parser(
        "tick",
        help="do what the clock asks for",
        description=(
            "Give every duty that is due its turn, once: for a timer, where no `alongside work` runs. Two at a time\n"
            "do no harm. Exit code 1 when a duty failed."
        ),
        epilog="examples:\n  alongside tick\n  alongside tick --json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    tick.add_argument("--json", action="store_true", help="print the result as JSON")
    tick.set_defaults(run=_tick)


def _work(arguments: argparse.Namespace) -> int:
    from alongside.config import checkup
    from alongside.kernel import working

    if pending := checkup.pending_migrations():
        sys.stderr.write(
            f"alongside: The database is {len(pending)} migrations behind. Run: alongside migrate\n"
        )
        return 1
    if arguments.once:
        working.work_off()
    elif arguments.beside:
        working.work_until_asked_to_end(goes_on=working.child_of(arguments.beside))
    else:
        working.work_until_asked_to_end()
    return 0


def _tick(arguments: argparse.Namespace) -> int:
    from django.utils import timezone

    from alongside.kernel import clock

    had = clock.tick(timezone.now())
    if arguments.json:
        sys.stdout.write(json.dumps([{"duty": turn.duty, "error": turn.error} for turn in had]) + "\n")
    else:
        for turn in had:
            sys.stdout.write(f"{'NOT OK' if turn.error else 'ok':<7} {turn.duty}{_because(turn.error)}\n")
        if not had:
            sys.stdout.write("Nothing is due.\n")
    return 1 if any(turn.error for turn in had) else 0


def _because(code: str) -> str:
    return f" ({code})" if code else ""


class Beside:
    """Keeps one worker running in a process of its own, from `start` to `end`."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._watch = threading.Thread(target=self._keep_running, daemon=True, name="worker-beside")

    def start(self) -> None:
        """Start the worker, and start it again whenever it dies."""
        self._watch.start()

    def end(self) -> None:
        """Let the worker put its job down and go."""
        self._over.set()
        process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()

    def _keep_running(self) -> None:
        pause = FIRST_PAUSE
        while not self._over.is_set():
            began = time.monotonic()
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", "alongside.config.cli", "work", "--beside", str(os.getpid())],
                start_new_session=True,
            )
            self._process.wait()
            pause = FIRST_PAUSE if time.monotonic() - began > LONGEST else min(2 * pause, LONGEST)
            self._over.wait(pause)
