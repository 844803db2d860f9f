"""`alongside datamap`: what is kept here, as text or for other programs."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any


def add_commands(commands: Any) -> None:
    """Add `datamap` to the console command."""
    datamap = commands.add_parser(
        "datamap",
        help="say what is kept, how carefully, and who reads it",
        description=(
            "List every table and field with its data class, why it is kept, whether it is encrypted, who reads it,\n"
            "how long it is kept and where it leaves the house."
        ),
        epilog="examples:\n  alongside datamap\n  alongside datamap --json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    datamap.add_argument("--json", action="store_true", help="print the result as JSON")
    datamap.set_defaults(run=_datamap)


def _datamap(arguments: argparse.Namespace) -> int:
    from alongside.datamap.queries import as_data, every_table
    from alongside.organisation.models import Agency

    agencies = list(Agency.objects.order_by("pk").values_list("pk", flat=True)[:2])
    agency_id = agencies[0] if len(agencies) == 1 else None
    if arguments.json:
        sys.stdout.write(json.dumps(as_data(agency_id)) + "\n")
        return 0
    for table in every_table(agency_id):
        seen = ", ".join(table.readers) if table.readers is not None else "by role"
        sys.stdout.write(f"{table.label} (for {table.kept_for}; read: {seen})\n")
        for field in table.fields:
            closed = ", encrypted" if field.encrypted else ""
            sys.stdout.write(f"  {field.name}: {field.data_class}{closed}\n")
    return 0
