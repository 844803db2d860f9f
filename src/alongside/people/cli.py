"""`alongside match`: which records may be of one person, worked out anew for everyone."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any
from uuid import UUID

TOGETHER = 200
"""So many people share one operation, and one transaction."""


def add_commands(commands: Any) -> None:
    """Add `match` to the console command."""
    match = commands.add_parser(
        "match",
        help="work out anew who may be written down twice",
        description=(
            "Work out anew by what people are found as likely duplicates, and with whom. The operations that change a\n"
            "person keep this in step; it is needed once after an upgrade (alongside migrate does it by itself), and\n"
            "when the rules of likeness or ALONGSIDE_INDEX_KEY were changed. It may run beside the pages."
        ),
        epilog="examples:\n  alongside match\n  alongside match --json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    match.add_argument("--json", action="store_true", help="print the result as JSON")
    match.set_defaults(run=_match)


def match_when_never_done() -> None:
    """Do it when there are people and nothing was ever worked out with these keys, as after an upgrade."""
    from alongside.people.models import MatchKey, Person
    from alongside.people.reindexing import match_keys_are_stale, reindex_numbers, stale_numbers

    if stale_numbers().exists():
        sys.stderr.write("Making the index of numbers anew …\n")
        reindex_numbers()
    if match_keys_are_stale() or (not MatchKey.objects.exists() and Person._base_manager.exists()):
        sys.stderr.write("Working out who may be written down twice …\n")
        match_everyone()


def match_everyone() -> int:
    """Bring keys and pairs of everyone up to date, agency by agency. Returns how many people."""
    from django.utils import timezone

    from alongside.access.actor import system_actor
    from alongside.organisation.models import Agency
    from alongside.people.models import Person
    from alongside.people.operations import rebuild_keys

    done = 0
    for agency in Agency.objects.order_by("pk"):
        by = system_actor(agency.pk, timezone.now())
        everyone = Person._base_manager.filter(agency=agency, merged_into__isnull=True).order_by("pk")
        last: UUID | None = None
        while ids := list(
            (everyone.filter(pk__gt=last) if last else everyone).values_list("pk", flat=True)[:TOGETHER]
        ):
            done += rebuild_keys(by=by, people=ids)
            last = ids[-1]
    return done


def _match(arguments: argparse.Namespace) -> int:
    done = match_everyone()
    sys.stdout.write(json.dumps({"people": done}) + "\n" if arguments.json else f"{done} people.\n")
    return 0
