"""An empty database with all its tables, made once and copied for each run of the tests.

Carrying out every migration takes longer than most tests. What they make is kept until one of them, or what they
build upon, changes.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".pytest_cache" / "databases"
BUILT_UPON = ("requirements/dev.txt", "src/alongside/config/settings.py")
FOLDERS = ("src/alongside/*/migrations/*.py", "src/alongside/kernel/*.py")


def ready_sqlite() -> Path:
    """The file with an empty SQLite database."""
    file = KEPT / f"{_fingerprint()}.sqlite3"
    with _one_at_a_time():
        if not file.exists():
            for older in KEPT.glob("*.sqlite3"):
                older.unlink()
            half = file.with_suffix(".half")
            half.unlink(missing_ok=True)
            _migrate(f"sqlite:///{half}")
            half.rename(file)
    return file


def ready_postgres(url: str) -> str:
    """The name of an empty database on the server at `url`, for copying. It stays there."""
    name = f"ready_{_fingerprint()[:16]}"
    everybodys = urlunsplit(urlsplit(url)._replace(path="/postgres"))
    with _one_at_a_time(), psycopg.connect(everybodys, autocommit=True) as server:
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            half = f"{name}_half"
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(half)))
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(half)))
            _migrate(urlunsplit(urlsplit(url)._replace(path=f"/{half}")))
            server.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(half), sql.Identifier(name))
            )
    return name


def _fingerprint() -> str:
    digest = hashlib.sha256()
    found = [ROOT / name for name in BUILT_UPON]
    for pattern in FOLDERS:
        found += sorted(ROOT.glob(pattern))
    for path in found:
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _migrate(url: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity=0"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url, "PYTHONPATH": os.pathsep.join(["src", "."])},
        check=True,
    )


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let the tests that run beside each other wait for the one that makes the database."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
