"""An installation of its own for one measurement: database, keys and server in a temporary folder."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

HOST = "127.0.0.1"
ALONGSIDE = [sys.executable, "-m", "alongside.config.cli"]
PATIENCE = 30


class CannotMeasure(Exception):
    """The installation could not be made or started; the message says why."""


def alongside(*words: str) -> None:
    """Run a command of the installation named by the environment, showing what it says on the way.

    Raises:
        CannotMeasure: it failed.
    """
    if subprocess.run([*ALONGSIDE, *words], stdout=subprocess.DEVNULL, check=False).returncode:
        raise CannotMeasure(f"alongside {' '.join(words)} failed")


def settle(folder: Path, database_url: str | None) -> None:
    """Let this process and its children use an installation in `folder`."""
    os.environ.update(
        ALONGSIDE_VAR=str(folder),
        DATABASE_URL=database_url or f"sqlite:///{folder / 'alongside.sqlite3'}",
        ALONGSIDE_DEMO="1",
        DJANGO_SETTINGS_MODULE="alongside.config.settings",
    )


@contextmanager
def serving(workers: int, **more: str) -> Iterator[int]:
    """Serve on a free port of this machine and stop at the end; the port.

    Args:
        more: settings this server has beside those of the installation.

    Raises:
        CannotMeasure: it does not answer in time.
    """
    with socket.create_server((HOST, 0)) as probe:
        port = probe.getsockname()[1]
    words = ["serve", "--host", HOST, "--port", str(port), "--workers", str(workers)]
    server = subprocess.Popen([*ALONGSIDE, *words], stdout=subprocess.DEVNULL, env=os.environ | more)
    try:
        _wait_until_it_answers(server, port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def _wait_until_it_answers(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"http://{HOST}:{port}/healthz", timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise CannotMeasure("the server did not start")
