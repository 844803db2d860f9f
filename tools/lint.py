"""Every check that needs no database: `make lint`, or some of them: make lint ARGS="types imports".

A check that passes says one line; one that fails shows what it found.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable

CHECKS: dict[str, list[list[str]]] = {
    "types": [[f"{BIN}/mypy"]],
    "style": [[f"{BIN}/ruff", "check", "--quiet", "."], [f"{BIN}/ruff", "format", "--check", "--quiet", "."]],
    "imports": [[f"{BIN}/lint-imports", "--no-cache"]],
    "templates": [[f"{BIN}/djlint", "src/alongside", "--lint", "--quiet"]],
    "migrations": [
        [PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"],
        [PYTHON, "-m", "tools.lint_migrations"],
    ],
    "messages": [[PYTHON, "-m", "tools.messages", "check"]],
    "scripts": [[PYTHON, "hatch_build.py", "check"]],
}


def run(name: str) -> tuple[str, bool, str, float]:
    """Run one check: its name, whether it passed, what it said, and how long it took in seconds."""
    began = time.monotonic()
    environment = os.environ | {
        "PYTHONPATH": f"{ROOT}/src{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
        "ALONGSIDE_TESTING": "1",
        "DATABASE_URL": "sqlite:///:memory:",
    }
    said, passed = "", True
    for command in CHECKS[name]:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            passed = False
            said += done.stdout + done.stderr
    return name, passed, said, time.monotonic() - began


def main() -> int:
    """Run the checks named on the command line, or all."""
    chosen = sys.argv[1:] or list(CHECKS)
    unknown = set(chosen) - set(CHECKS)
    if unknown:
        raise SystemExit(f"No such check: {', '.join(sorted(unknown))}. There are: {', '.join(CHECKS)}.")
    failed = []
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for name, passed, said, seconds in pool.map(run, chosen):
            print(f"{name:<12} {'ok' if passed else 'FAILED'} ({seconds:.0f} s)", flush=True)
            if not passed:
                failed.append(name)
                print(said.rstrip() + "\n", flush=True)
    if failed:
        print(f"Not in order: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
