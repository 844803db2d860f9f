"""`alongside access matrix`: who may do what, worked out from the policies."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any


def add_commands(commands: Any) -> None:
    """Add `access` to the console command."""
    access = commands.add_parser("access", help="say who may do what")
    parts = access.add_subparsers(title="parts", metavar="PART", required=True)
    matrix = parts.add_parser(
        "matrix",
        help="every role and relation, every kind of record, every act",
        description=(
            "The permission matrix as the policies declare it: for each role and each tie to a person what may be\n"
            "read and done. `own` means: only what is one's own, or as the record itself decides. What a person\n"
            "refused and what is protected is taken away from it afterwards."
        ),
        epilog="examples:\n  alongside access matrix --role intake\n  alongside access matrix --json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    matrix.add_argument("--role", help="one role alone")
    matrix.add_argument("--json", action="store_true", help="print every cell as JSON")
    matrix.set_defaults(run=_matrix)


def _matrix(arguments: argparse.Namespace) -> int:
    from alongside.access.matrix import Answer, as_json, cells, whole_house

    whole_house()
    if arguments.json:
        found = as_json()
        if arguments.role:
            found["cells"] = [cell for cell in found["cells"] if cell["role"] == arguments.role]
        json.dump(found, sys.stdout, indent=1)
        sys.stdout.write("\n")
        return 0
    for cell in cells():
        if cell.answer is not Answer.NO and arguments.role in (None, cell.role.value):
            tie = cell.relation.value if cell.relation else "-"
            sys.stdout.write(
                f"{cell.role.value:16} {tie:12} {cell.act.record:32} {cell.act.name:32} {cell.answer.value}\n"
            )
    return 0
