"""A PostgreSQL for one test run: made in a temporary folder, reached by a socket in it, gone afterwards."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")
NAME = "alongside"
# Text is compared and lower-cased by the rules of Unicode; which of these names a system knows differs.
LOCALES = ("C.UTF-8", "C.utf8", "en_US.UTF-8")
# The cluster lives for one run, so nothing of it needs to survive a crash.
FAST = {
    "listen_addresses": "''",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "128MB",
}


class NoPostgres(Exception):
    """There is no PostgreSQL server to start here; the message says why in words."""


@dataclass(frozen=True)
class Cluster:
    """A running throw-away server."""

    url: str
    version: str


def server_programs() -> Path:
    """The folder with `initdb` and `pg_ctl`: the newest version installed, else the one on the PATH.

    Raises:
        NoPostgres: the server programs are not installed.
    """
    found = [
        folder
        for place in PLACES
        for folder in Path("/").glob(place.removeprefix("/"))
        if (folder / "initdb").exists()
    ]
    if found:
        return max(found, key=lambda folder: [int(n) for n in re.findall(r"\d+", str(folder))])
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    raise NoPostgres("the PostgreSQL server programs (initdb, pg_ctl) are not installed")


def _owner() -> str | None:
    """The user to run the server as: PostgreSQL refuses root, who then lends it to `postgres`."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        raise NoPostgres("this is root, and there is no user `postgres` to run the server as") from None


def _run(command: list[str], owner: str | None, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        user=owner,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def _make(programs: Path, data: Path, owner: str | None) -> None:
    said = ""
    for locale in LOCALES:
        made = _run(
            [
                f"{programs}/initdb",
                f"--pgdata={data}",
                f"--username={NAME}",
                f"--locale={locale}",
                "--auth=trust",
                "--encoding=UTF8",
                "--no-sync",
            ],
            owner,
            data.parent,
        )
        if made.returncode == 0:
            return
        said = made.stderr
        shutil.rmtree(data, ignore_errors=True)
    raise NoPostgres(f"initdb failed: {said.strip()}")


@contextmanager
def throwaway_postgres() -> Iterator[Cluster]:
    """Start a server with an empty database and stop and remove it at the end.

    Raises:
        NoPostgres: it cannot be started here.
    """
    programs, owner = server_programs(), _owner()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    data = folder / "data"
    try:
        if owner:
            shutil.chown(folder, owner)
        _make(programs, data, owner)
        options = " ".join(
            f"-c {name}={value}" for name, value in (FAST | {"unix_socket_directories": str(folder)}).items()
        )
        control = [f"{programs}/pg_ctl", f"--pgdata={data}", "--wait", "--silent"]
        log = folder / "server.log"
        started = _run([*control, f"--log={log}", f"--options={options}", "start"], owner, folder)
        if started.returncode:
            said = log.read_text() if log.exists() else started.stderr
            raise NoPostgres(f"the server did not start: {said.strip()}")
        try:
            made = _run(
                [f"{programs}/createdb", f"--host={folder}", f"--username={NAME}", NAME], owner, folder
            )
            if made.returncode:
                raise NoPostgres(f"the server does not answer: {made.stderr.strip()}")
            yield Cluster(url=f"postgres://{NAME}@/{NAME}?host={folder}", version=_version(programs, folder))
        finally:
            _run([*control, "--mode=immediate", "stop"], owner, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _version(programs: Path, folder: Path) -> str:
    said = _run([f"{programs}/postgres", "--version"], None, folder).stdout
    found = re.search(r"\d+(?:\.\d+)?", said)
    return found[0] if found else "of unknown version"
