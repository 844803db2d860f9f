"""`alongside services import` and `alongside services export`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from alongside.interop.cli import the_program


def add_commands(commands: Any) -> None:
    """Add `services` to the console command."""
    acts = commands.add_parser(
        "services",
        help="the directory of services",
        description="Exchange the directory of services (HSDS 3.0, JSON or a package of CSV tables).",
    ).add_subparsers(title="commands", metavar="COMMAND", required=True)
    take = acts.add_parser(
        "import",
        help="take a directory in",
        description=(
            "Take organisations and their services in. The file is taken whole or refused whole, with every problem\n"
            "named. The same file again changes nothing."
        ),
        epilog="examples:\n  alongside services import --dry-run town.json\n  alongside services import town.json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    take.add_argument("file", metavar="FILE", type=Path, help="an HSDS file: JSON, or a ZIP of CSV tables")
    take.add_argument("--dry-run", action="store_true", help="only say what would become of it")
    give = acts.add_parser(
        "export",
        help="write the directory",
        description="Write the directory as one HSDS file: JSON, or a package of CSV tables when it is called .zip.",
    )
    give.add_argument("--out", metavar="FILE", type=Path, required=True, help="where to write it")
    for parser, run in ((take, _import), (give, _export)):
        parser.add_argument("--agency", metavar="NAME", help="the agency, when there is more than one")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")
        parser.set_defaults(run=run)


def _import(arguments: argparse.Namespace) -> int:
    from alongside.interop.hsds.errors import DirectoryRefused
    from alongside.interop.hsds.exchanging import look_at, take_in_directory

    by = the_program(arguments.agency)
    if by is None:
        return 1
    try:
        content = arguments.file.read_bytes()
    except OSError as error:
        sys.stderr.write(f"alongside: {arguments.file} cannot be read: {error.strerror}.\n")
        return 1
    try:
        found = look_at(by, content)[0] if arguments.dry_run else take_in_directory(by=by, content=content)
    except DirectoryRefused as refused:
        problems = [{"element": one.element, "says": one.says} for one in refused.problems]
        said: dict[str, Any] = {"outcome": "refused", "problems": problems}
        lines = [refused.text, *(f"  {one['element']}: {one['says']}" for one in problems)]
    else:
        outcome = "looked at" if arguments.dry_run else "taken in"
        said = {"outcome": outcome, **found.as_json()}
        lines = [f"{found.new} new, {found.changed} changed, {found.same} as they were."]
    _say(json.dumps(said, ensure_ascii=False) if arguments.json else "\n".join(lines))
    return 1 if said["outcome"] == "refused" else 0


def _export(arguments: argparse.Namespace) -> int:
    from alongside.interop.hsds.exchanging import directory_of, package_of

    by = the_program(arguments.agency)
    if by is None:
        return 1
    content = package_of(by) if arguments.out.suffix.lower() == ".zip" else directory_of(by)
    try:
        arguments.out.write_bytes(content)
    except OSError as error:
        sys.stderr.write(f"alongside: {arguments.out} cannot be written: {error.strerror}.\n")
        return 1
    _say(json.dumps({"written": str(arguments.out)}) if arguments.json else str(arguments.out))
    return 0


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
