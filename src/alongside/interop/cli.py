"""`alongside import ffb`, `alongside import sheet` and `alongside export ffb`."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Any


def add_commands(commands: Any) -> None:
    """Add `import` and `export` to the console command."""
    _add_import(commands)
    _add_export(commands)


def _add_import(commands: Any) -> None:
    standards = commands.add_parser(
        "import", help="take files in", description="Take files of another system in."
    ).add_subparsers(title="standards", metavar="STANDARD", required=True)
    ffb = standards.add_parser(
        "ffb",
        help="Danish orders and delivery reports (KL FFB)",
        description=(
            "Take in orders (VUM-bestilling) and delivery reports of Danish authorities. Each file is taken whole or\n"
            "refused whole, with every problem named. The same file again changes nothing. Several files are taken in\n"
            "by their own time, oldest first."
        ),
        epilog="examples:\n  alongside import ffb order.json\n  alongside import ffb --json reports/*.json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    ffb.add_argument("files", metavar="FILE", nargs="+", type=Path, help="an FFB file (JSON)")
    _add_agency(ffb)
    ffb.set_defaults(run=_import)
    _add_sheet(standards)


def _add_sheet(standards: Any) -> None:
    sheet = standards.add_parser(
        "sheet",
        help="people, caseloads or notes from a spreadsheet",
        description=(
            "Take the rows of an .xlsx or .csv file in, each on its own. Columns are known by their headings, and as\n"
            "they were matched before for a file of the same make. What cannot be taken in is named with the reason,\n"
            "and with --rest written to a file. The same file again changes nothing."
        ),
        epilog=(
            "examples:\n  alongside import sheet people.xlsx --kind people --dry-run\n"
            "  alongside import sheet notes.csv --kind contacts --rest rest.xlsx --json"
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    sheet.add_argument("file", metavar="FILE", type=Path, help="an .xlsx or .csv file")
    sheet.add_argument(
        "--kind", choices=("people", "caseload", "contacts"), required=True, help="what the rows are"
    )
    sheet.add_argument("--dry-run", action="store_true", help="only say what would become of the rows")
    sheet.add_argument("--rest", metavar="FILE", type=Path, help="where to write what came back (.xlsx)")
    _add_agency(sheet)
    sheet.set_defaults(run=_import_sheet)


def _import_sheet(arguments: argparse.Namespace) -> int:
    by = the_program(arguments.agency)
    if by is None:
        return 1
    try:
        content = arguments.file.read_bytes()
    except OSError as error:
        sys.stderr.write(f"alongside: {arguments.file} cannot be read: {error.strerror}.\n")
        return 1
    from alongside.interop.sheets.console import take_in

    result = take_in(
        by,
        arguments.file.name,
        content,
        kind=arguments.kind,
        only_look=arguments.dry_run,
        rest=arguments.rest,
    )
    if arguments.json:
        _say(json.dumps(result, ensure_ascii=False))
    else:
        _say(result["says"])
        for row in result["problems"]:
            _say(f"  row {row['row']}: {row['says']}")
    return 1 if result["outcome"] == "refused" or result["problems"] else 0


def _add_export(commands: Any) -> None:
    standards = commands.add_parser(
        "export", help="write files for others", description="Write files for another system."
    ).add_subparsers(title="standards", metavar="STANDARD", required=True)
    ffb = standards.add_parser(
        "ffb",
        help="Danish delivery reports (KL FFB)",
        description=(
            "Write a delivery report for everyone whose case changed since the beginning of a day. The reports carry\n"
            "codes, dates and references, never a word of free text."
        ),
        epilog=(
            "examples:\n  alongside export ffb --since 2026-11-20 --out reports\n"
            "  alongside export ffb --since 2026-11-20 --json"
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    ffb.add_argument("--since", metavar="DAY", type=_day, required=True, help="the first day, as 2026-11-20")
    ffb.add_argument(
        "--out", metavar="DIR", type=Path, default=Path(), help="where to write (the current folder)"
    )
    _add_agency(ffb)
    ffb.set_defaults(run=_export)


def _add_agency(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--agency", metavar="NAME", help="the agency, when there is more than one")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def _import(arguments: argparse.Namespace) -> int:
    from alongside.interop.ffb.importing import in_order_of_time

    by = the_program(arguments.agency)
    if by is None:
        return 1
    results: list[dict[str, Any]] = [{"file": str(file)} for file in arguments.files]
    contents = [_content(file, said) for file, said in zip(arguments.files, results, strict=True)]
    for place in in_order_of_time([content or b"" for content in contents]):
        if (content := contents[place]) is not None:
            results[place] |= _take_in(by, content)
    _print_imported(results, as_json=arguments.json)
    return 1 if any(said["outcome"] == "refused" for said in results) else 0


def _content(file: Path, said: dict[str, Any]) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError as error:
        said |= {"outcome": "refused", "says": f"The file cannot be read: {error.strerror}."}
        return None


def _take_in(by: Any, content: bytes) -> dict[str, Any]:
    from alongside.interop.ffb.importing import import_ffb
    from alongside.kernel.errors import DomainError

    try:
        result = import_ffb(by=by, content=content)
    except DomainError as refused:
        return {"outcome": "refused", "says": refused.text, "problems": _problems(refused)}
    return {
        "outcome": result.outcome.value,
        "kind": str(result.kind),
        "says": result.summary,
        "person": str(result.person_id),
        "referrals": [str(found) for found in result.referral_ids],
        "made": result.made,
        "changed": result.changed,
        "withdrawn": result.withdrawn,
    }


def _print_imported(results: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        _say(json.dumps(results, ensure_ascii=False))
        return
    for said in results:
        _say(f"{said['file']}: {said['says']}")
        for problem in said.get("problems", ()):
            _say(f"  {problem['element']}\n    {problem['says']} [{problem['rule']}]")


def _export(arguments: argparse.Namespace) -> int:
    from django.utils import timezone

    from alongside.interop.ffb.exporting import export_ffb
    from alongside.interop.results import Sent

    by = the_program(arguments.agency)
    if by is None:
        return 1
    since = datetime.combine(arguments.since, time(), tzinfo=timezone.get_default_timezone())
    written, left_out = [], []
    for found in export_ffb(by=by, since=since):
        if isinstance(found, Sent):
            arguments.out.mkdir(parents=True, exist_ok=True)
            file = arguments.out / f"DeliveryReport-{found.bundle_id}.json"
            file.write_bytes(found.content)
            written.append({"file": str(file), "person": str(found.person_id)})
        else:
            left_out.append({"person": str(found.person_id), "problems": _problems(found)})
    if arguments.json:
        _say(json.dumps({"written": written, "left_out": left_out}, ensure_ascii=False))
    else:
        _print_exported(written, left_out)
    return 0


def _print_exported(written: list[dict[str, str]], left_out: list[dict[str, Any]]) -> None:
    for report in written:
        _say(report["file"])
    for person in left_out:
        _say(f"No report about person {person['person']} yet:")
        for problem in person["problems"]:
            _say(f"  {problem['element']}\n    {problem['says']} [{problem['rule']}]")
    _say(f"{len(written)} written, {len(left_out)} left out.")


def _problems(refused: Any) -> list[dict[str, str]]:
    return [
        {"element": problem.element, "rule": problem.rule, "says": problem.sentence}
        for problem in getattr(refused, "problems", ())
    ]


def the_program(name: str | None) -> Any:
    """The program acting for the agency of that name, or for the only one there is; None when that is not clear."""
    from django.utils import timezone

    from alongside.access.actor import system_actor
    from alongside.organisation.models import Agency

    agencies = Agency.objects.filter(name=name) if name else Agency.objects.all()
    if len(agencies) == 1:
        return system_actor(agencies[0].pk, timezone.now())
    names = ", ".join(Agency.objects.order_by("name").values_list("name", flat=True))
    reason = f"name one with --agency: {names}" if names else "there is no agency yet; try alongside demo"
    sys.stderr.write(f"alongside: For which agency? {reason[0].upper()}{reason[1:]}.\n")
    return None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day: write it as 2026-11-20") from None


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
