"""Starts the real server in a moment, as often as it is killed.

Loading the program takes seconds, so a process of its own loads it once; for each word "start" it reads, it forks and
becomes, in a process group of its own, the same server that `alongside serve` starts: gunicorn with its workers. It
answers with the id of that group. How durable the served database connections are is written to a file by the served
process itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.installation import HOST


class Nursery:
    """The process that starts servers, seen from outside."""

    def __init__(self, port: int, workers: int, report: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.loss.nursery", str(port), str(workers), str(report)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self) -> int:
        """Start a server that is ready to be asked; the id of its process group."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("start\n")
        self._process.stdin.flush()
        group, ready = self._process.stdout.readline(), self._process.stdout.readline()
        if ready.strip() != "ready":
            raise RuntimeError("the server did not start")
        return int(group)

    def close(self) -> None:
        """Let the nursery go."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)


def main() -> None:
    """Read "start", fork, say the group; until the input ends."""
    port, workers, report = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    import django

    django.setup()
    from django.db.backends.signals import connection_created

    from alongside.config import serving

    # Loaded here once, before anything forks.
    import_module("alongside.config.wsgi")
    serving.collect_static_files()
    connection_created.connect(lambda connection, **more: _note(connection, report), weak=False)
    for _word in sys.stdin:
        while _reaped():
            pass
        group = os.fork()
        if group == 0:
            os.setsid()
            server = serving.Server(
                host=HOST,
                port=port,
                workers=workers,
                threads=4,
                ready=lambda: _say("ready"),
                ended=lambda: None,
            )
            server.run()
            os._exit(0)
        _say(str(group))


def _reaped() -> bool:
    """Bury one server that was killed; False when there is none."""
    try:
        return os.waitpid(-1, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return False


def _say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def _note(connection: Any, report: Path) -> None:
    """Write down once how a served connection keeps what is committed."""
    if report.exists():
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA journal_mode")
            journal = cursor.fetchone()[0]
            cursor.execute("PRAGMA synchronous")
            level = {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}[cursor.fetchone()[0]]
            report.write_text(f"journal_mode={journal} synchronous={level}")
        else:
            cursor.execute("SHOW synchronous_commit")
            commit = cursor.fetchone()[0]
            cursor.execute("SHOW fsync")
            report.write_text(f"synchronous_commit={commit} fsync={cursor.fetchone()[0]}")


if __name__ == "__main__":
    main()
