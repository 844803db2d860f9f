"""What is tracked in this repository, for the tests that hold the house rules."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "alongside"
GENERATED = ("/migrations/", "/locale/")
BINARY = {".png", ".woff2", ".ico", ".jpg"}


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the tree that git tracks or would track; in an unpacked archive, every file."""
    if not (ROOT / ".git").exists():
        return tuple(path for path in ROOT.rglob("*") if path.is_file() and not _built(path))
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return tuple(path for name in listed if (path := ROOT / name).is_file())


def written(*suffixes: str) -> list[Path]:
    """The tracked files with these suffixes that somebody wrote by hand."""
    return [
        path
        for path in tracked()
        if path.suffix in suffixes and not any(part in path.as_posix() for part in GENERATED)
    ]


def code() -> list[Path]:
    """The Python files of the product itself: no tests, no migrations."""
    return [path for path in written(".py") if path.is_relative_to(SOURCE) and "tests" not in path.parts]


def name(path: Path) -> str:
    """A file as it is named in a report."""
    return path.relative_to(ROOT).as_posix()


def _built(path: Path) -> bool:
    return bool({".venv", "var", "node_modules", "__pycache__"} & set(path.parts))
