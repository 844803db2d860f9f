"""Set up this checkout: a virtual environment, the pinned libraries, the built pages and texts.

Usage: python3 tools/prepare.py run|dev

Needs nothing but Python 3.11 or later. Each step keeps the hash of what it was made from under
`.venv/prepared/` and is done again only when that changes, so that a second call takes a moment.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MEMORY = VENV / "prepared"
LOG = VENV / "prepare.log"
BUILT = {"node_modules", "__pycache__"}

PIP = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]


@dataclass(frozen=True)
class Step:
    """One thing to do once: its commands, and the files whose change asks for doing it again."""

    name: str
    says: str
    commands: list[list[str]]
    inputs: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)

    def fingerprint(self) -> str:
        """A hash over the inputs, the commands and the interpreter."""
        digest = hashlib.sha256(repr((sys.version, sys.base_prefix, self.commands)).encode())
        for path in self._files():
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()

    def is_done(self) -> bool:
        """Whether it was done with just these inputs and what it makes is still there."""
        stamp = MEMORY / self.name
        if not stamp.exists() or not all((ROOT / path).exists() for path in self.made):
            return False
        return stamp.read_text() == self.fingerprint()

    def do(self) -> None:
        """Run the commands with one line of progress.

        Raises:
            SystemExit: a command failed; its last lines have been printed.
        """
        with progress(self.says) as line:
            failed = next((done for done in map(run, self.commands) if done.returncode), None)
            if failed:
                line.failed()
        if failed:
            explain(failed)
        MEMORY.mkdir(parents=True, exist_ok=True)
        (MEMORY / self.name).write_text(self.fingerprint())

    def _files(self) -> Iterator[Path]:
        for name in self.inputs:
            path = ROOT / name
            found = sorted(path.rglob("*")) if path.is_dir() else [path]
            yield from (f for f in found if f.is_file() and f.suffix != ".mo" and not BUILT & set(f.parts))


class progress:
    """A line that says what is being done, and on a terminal for how long already."""

    def __init__(self, says: str) -> None:
        self.says = says
        self.ended = threading.Event()
        self.outcome = "done"

    def __enter__(self) -> progress:
        self.began = time.monotonic()
        self._write("")
        self.ticking = threading.Thread(target=self._tick, daemon=True)
        self.ticking.start()
        return self

    def failed(self) -> None:
        self.outcome = "failed"

    def __exit__(self, kind: object, *rest: object) -> None:
        if kind is KeyboardInterrupt:
            self.outcome = "stopped"
        self.ended.set()
        self.ticking.join()
        self._write(f"{self.outcome} ({time.monotonic() - self.began:.0f} s)", last=True)

    def _tick(self) -> None:
        while sys.stdout.isatty() and not self.ended.wait(1):
            self._write(f"{time.monotonic() - self.began:.0f} s")

    def _write(self, text: str, *, last: bool = False) -> None:
        if sys.stdout.isatty():
            sys.stdout.write(f"\r{self.says} … {text}\033[K" + ("\n" if last else ""))
        elif text:
            sys.stdout.write(f"{text}\n")
        else:
            sys.stdout.write(f"{self.says} … ")
        sys.stdout.flush()


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command in the checkout, keeping what it says for the case that it fails."""
    return subprocess.run(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def explain(failed: subprocess.CompletedProcess[str]) -> None:
    """Print the end of a failed command's output and what may help, and stop."""
    command, output = failed.args, failed.stdout + failed.stderr
    LOG.parent.mkdir(exist_ok=True)
    LOG.write_text(" ".join(command) + "\n\n" + output)
    tail = "\n".join(output.strip().splitlines()[-15:])
    sys.stdout.flush()
    print(f"\n{tail}\n\nThe whole output is in {LOG.relative_to(ROOT)}.", file=sys.stderr)
    if "--require-hashes" in command:
        print(
            "The libraries come from the package index that pip is set up for: is there a network, or does"
            "\nit need a proxy or a mirror (PIP_INDEX_URL, HTTPS_PROXY)? Then try again.",
            file=sys.stderr,
        )
    raise SystemExit(1)


def install(requirements: str, says: str) -> Step:
    """The step that installs one pinned set; a library with another hash is refused."""
    return Step(
        name=requirements,
        says=says,
        commands=[[*PIP, "--require-hashes", "-r", f"requirements/{requirements}.txt"]],
        inputs=[f"requirements/{requirements}.txt"],
    )


def steps(purpose: str) -> list[Step]:
    """What `purpose` ("run" or "dev") needs, in order."""
    environment = Step(
        name="environment",
        says="Making a virtual environment",
        commands=[[sys.executable, "-m", "venv", "--clear", str(VENV)]],
        made=[".venv/bin/python"],
    )
    libraries = (
        [install("dev", "Installing the pinned libraries and tools")]
        if purpose == "dev"
        else [
            install("build", "Installing the build tools"),
            install("run", "Installing the pinned libraries"),
        ]
    )
    built = Step(
        name="built",
        says="Building pages and translations",
        commands=[[str(PYTHON), "hatch_build.py"]],
        inputs=["frontend", "src/alongside/locale", "hatch_build.py"],
        made=["src/alongside/web/static/alongside"],
    )
    alongside = Step(
        name="alongside",
        says="Installing Alongside itself",
        commands=[[*PIP, "--no-deps", "--no-build-isolation", "--editable", "."]],
        inputs=["pyproject.toml"],
        made=[".venv/bin/alongside"],
    )
    return [environment, *libraries, built, alongside]


def main() -> None:
    """Do what is not yet done for the purpose named on the command line."""
    if sys.argv[1:] not in (["run"], ["dev"]):
        raise SystemExit(__doc__)
    if sys.version_info < (3, 11):
        raise SystemExit(
            f"Alongside needs Python 3.11 or later; {sys.executable} is {sys.version.split()[0]}."
            "\nInstall a newer one and name it: make run PYTHON=python3.11"
        )
    if importlib.util.find_spec("ensurepip") is None:
        raise SystemExit(
            "This Python cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv"
        )
    os.environ.pop("PYTHONHOME", None)
    os.environ["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    todo = steps(sys.argv[1])
    if not todo[0].is_done() and MEMORY.exists():
        shutil.rmtree(MEMORY)
    for step in todo:
        if not step.is_done():
            step.do()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        raise SystemExit("\nStopped. The next run continues where this one ended.") from None
