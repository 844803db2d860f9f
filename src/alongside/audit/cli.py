"""`alongside audit`: is the trail whole, its anchors, its public key, and going on after a break."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any
from uuid import UUID


def add_commands(commands: Any) -> None:
    """Add `audit` to the console command."""
    acts = commands.add_parser(
        "audit",
        help="check the trail of who did what and who looked",
        description="The trail of who did what and who looked: check it, sign it, go on after a break.",
    ).add_subparsers(title="acts", metavar="ACT", required=True)
    _add_verify(acts)
    _add_anchor(acts)
    key = acts.add_parser(
        "key",
        help="the public key with which anyone can check anchors",
        description="Print the public part of each key that signs the trail: give it to whoever keeps the anchors.",
        epilog="examples:\n  alongside audit key\n  alongside audit key --json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    key.add_argument("--json", action="store_true", help="print as JSON")
    key.set_defaults(run=_key)
    _add_continue(acts)


def _add_verify(acts: Any) -> None:
    verify = acts.add_parser(
        "verify",
        help="read every line and say what is not as it was written",
        description=(
            "Read every line of every agency's trail and compare it with its anchors. Names each line that was\n"
            "changed, removed, put in or moved, and each end that does not fit. Exit code 0 when the trail is whole,\n"
            "also when a signed break tells of everything that is not; 1 when something was found."
        ),
        epilog=(
            "examples:\n  alongside audit verify\n"
            "  alongside audit verify --anchors /mnt/worm/anchors    with what was carried out of the house\n"
            "  alongside audit verify --json"
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verify.add_argument(
        "--anchors", metavar="FOLDER", type=Path, help="the folder outside; ALONGSIDE_ANCHORS without it"
    )
    verify.add_argument("--agency", metavar="ID", type=UUID, help="only this agency's")
    verify.add_argument("--json", action="store_true", help="print the result as JSON")
    verify.set_defaults(run=_verify)


def _add_anchor(acts: Any) -> None:
    anchor = acts.add_parser(
        "anchor",
        help="sign the root of every trail now",
        description=(
            "Sign the root of every trail that has grown, and write it to the folder outside. `alongside tick` does\n"
            "so daily. Prints the anchors, to be kept on paper."
        ),
        epilog="examples:\n  alongside audit anchor\n  alongside audit anchor --out /mnt/worm/anchors",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    anchor.add_argument("--out", metavar="FOLDER", type=Path, help="add to the files in this folder as well")
    anchor.add_argument("--json", action="store_true", help="print the anchors as JSON lines")
    anchor.set_defaults(run=_anchor)


def _add_continue(acts: Any) -> None:
    go_on = acts.add_parser(
        "continue",
        help="let a broken trail grow again, with a signed line that tells of the break",
        description=(
            "After a line was put in at the end past the program, nothing can be written in that agency. This moves\n"
            "the end behind what stands there, changes none of it, and adds a signed line that says what was found\n"
            "and why it goes on. Keep a copy of the database first."
        ),
        epilog='examples:\n  alongside audit continue ID --reason "Found 3 June; copy kept; police told, case 12"',
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    go_on.add_argument("agency", metavar="ID", type=UUID, help="the agency, as `verify` names it")
    go_on.add_argument(
        "--reason", required=True, help="what is known and who was told, at least 15 characters"
    )
    go_on.set_defaults(run=_continue)


def _verify(arguments: argparse.Namespace) -> int:
    from django.conf import settings

    from alongside.audit.anchoring import chains
    from alongside.audit.checking import as_json, check
    from alongside.audit.statements import written

    folder = arguments.anchors or (Path(settings.ANCHORS_FOLDER) if settings.ANCHORS_FOLDER else None)
    if folder is not None and not folder.is_dir():
        return _sorry(f"{folder} is no folder.")
    reports = []
    for agency_id in [arguments.agency] if arguments.agency else _with_outside(chains(), folder):
        try:
            outside = list(written(folder, agency_id)) if folder else []
        except ValueError as error:
            return _sorry(f"{error}.")
        reports.append(check(agency_id, outside))
    if arguments.json:
        _say(json.dumps([as_json(one) for one in reports], ensure_ascii=False))
    else:
        for one in reports:
            _print(one)
        if folder is None:
            _say(
                "Without anchors from outside, a trail that was written anew with its anchors cannot be told."
            )
    return 0 if all(one.whole for one in reports) else 1


def _with_outside(inside: list[UUID], folder: Path | None) -> list[UUID]:
    """Also the agencies whose whole trail is gone, and whose anchors stand outside."""
    outside = {UUID(path.stem) for path in folder.glob("*.anchors")} if folder else set()
    return sorted({*inside, *outside})


def _print(report: Any) -> None:
    state = "whole" if report.whole else "NOT WHOLE"
    _say(f"{report.agency_id}: {state}, {report.lines} lines, {report.anchors} anchors")
    for one in report.findings:
        _say(f"  {one.says}{' (documented)' if one.known else ''}")
    for one in report.breaks:
        _say(f"  line {one.place}, {one.at[:10]}: went on after a break, because: {one.reason}")


def _anchor(arguments: argparse.Namespace) -> int:
    from django.utils import timezone

    from alongside.audit.anchoring import OutsideDiffers, anchor_all, chains, write_outside
    from alongside.audit.statements import line_of, statement_of
    from alongside.kernel.signing import NoSigningKey

    try:
        made = anchor_all(timezone.now())
        if arguments.out:
            for agency_id in chains():
                write_outside(arguments.out, agency_id)
    except (NoSigningKey, OutsideDiffers, OSError, ValueError) as error:
        return _sorry(f"{error}.")
    for one in map(statement_of, made):
        if arguments.json:
            _say(line_of(one))
        else:
            _say(f"{one.agency} anchor {one.number}: {one.size} lines on {one.day}\n  {one.root}")
    if not made and not arguments.json:
        _say("No trail has grown since its last anchor.")
    return 0


def _key(arguments: argparse.Namespace) -> int:
    from alongside.kernel.signing import NoSigningKey, public_keys

    try:
        found = public_keys()
    except NoSigningKey as error:
        return _sorry(f"{error}.")
    if arguments.json:
        _say(json.dumps(found))
    else:
        for key_id, key in found.items():
            _say(f"{key_id} ed25519 {key}")
    return 0 if found else _sorry("There is no key: set ALONGSIDE_TRAIL_KEYS.")


def _continue(arguments: argparse.Namespace) -> int:
    from django.utils import timezone

    from alongside.audit.breaks import NothingBroken, continue_chain
    from alongside.kernel.signing import NoSigningKey

    if len(arguments.reason.strip()) < 15:
        return _sorry("Say in at least 15 characters what is known and who was told.")
    try:
        found = continue_chain(arguments.agency, reason=arguments.reason.strip(), now=timezone.now())
    except NothingBroken:
        return _sorry("Nothing is broken there that is not documented already.")
    except NoSigningKey as error:
        return _sorry(f"{error}.")
    _say(f"Line {found.place} tells of the break ({len(found.findings)} findings). The trail grows again.")
    return 0


def _sorry(words: str) -> int:
    sys.stderr.write(f"alongside: {words}\n")
    return 1


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
