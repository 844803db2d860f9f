"""`alongside accounts leavers`: let those leave whom personnel names."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

WORDS = {
    "suspended": "is suspended and signed out",
    "suspended_already": "was suspended already",
    "until": "can sign in until the last day",
    "no_account": "has no account; their roles end",
    "nobody": "nobody of that name works here",
    "several": "several people go by that name; nothing was done",
    "would_leave": "would leave",
    "refused": "was not let go",
}


def add_commands(commands: Any) -> None:
    """Add `accounts` to the console command."""
    kinds = commands.add_parser(
        "accounts", help="accounts of those who leave", description="Keep accounts in step with personnel."
    ).add_subparsers(title="what", metavar="WHAT", required=True)
    leavers = kinds.add_parser(
        "leavers",
        help="suspend the accounts of those who leave",
        description=(
            "Read a file of people who leave: CSV with the columns user (or email) and last_day, or SCIM users as\n"
            "JSON. Their roles end with that day, and the account with it; whoever has left already is suspended and\n"
            "signed out everywhere at once. The same file again changes nothing. Run it daily."
        ),
        epilog="example:\n  alongside accounts leavers leavers.csv --dry-run",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    leavers.add_argument("file", metavar="FILE", type=Path, help="a .csv or .json file")
    leavers.add_argument("--dry-run", action="store_true", help="only say who is meant")
    leavers.add_argument("--agency", metavar="NAME", help="the agency, when there is more than one")
    leavers.add_argument("--json", action="store_true", help="print the result as JSON")
    leavers.set_defaults(run=_leavers)


def _leavers(arguments: argparse.Namespace) -> int:
    from django.utils import timezone

    from alongside.access.actor import system_actor
    from alongside.organisation import leaving
    from alongside.organisation.models import Agency

    found = Agency.objects.filter(name=arguments.agency) if arguments.agency else Agency.objects.all()
    agencies = list(found[:2])
    if len(agencies) != 1:
        return _sorry("for which agency? Name one with --agency")
    by = system_actor(agencies[0].pk, timezone.now())
    try:
        content = arguments.file.read_text(encoding="utf-8-sig")
        leavers = leaving.read(content, today=by.today)
    except (OSError, UnicodeDecodeError) as error:
        return _sorry(f"{arguments.file} cannot be read: {type(error).__name__}")
    except leaving.CannotRead as error:
        return _sorry(f"{arguments.file}: {error}")
    outcomes = leaving.carry_out(by, leavers, only_look=arguments.dry_run)
    if arguments.json:
        sys.stdout.write(json.dumps([asdict(one) for one in outcomes], ensure_ascii=False) + "\n")
    else:
        for one in outcomes:
            still = f" (not ended: {', '.join(one.left)})" if one.left else ""
            sys.stdout.write(f"{one.name}: {WORDS[one.done]}{still}\n")
    return 1 if any(one.left or one.done in ("nobody", "several", "refused") for one in outcomes) else 0


def _sorry(words: str) -> int:
    sys.stderr.write(f"alongside: {words}.\n")
    return 1
