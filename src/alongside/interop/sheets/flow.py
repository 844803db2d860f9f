"""The way of a sheet from page or console: begin a stage, stop it, see how far it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.access.actor import Actor
from alongside.interop.models import RowState, RowVerdict, Sheet, SheetKind, SheetStatus
from alongside.interop.operations.sheets import begin_import, follow_sheet, match_sheet, upload_sheet
from alongside.interop.sheets import rows as kept_rows
from alongside.interop.sheets.errors import ColumnMissing, ColumnTwice, SheetBusy
from alongside.interop.sheets.fields import NUMBER, fields_of
from alongside.interop.sheets.house import House, word_print
from alongside.interop.sheets.matching import Match, missing, names_nobody
from alongside.interop.sheets.problems import of_kept
from alongside.interop.sheets.progress import about
from alongside.interop.sheets.taking_in import judge
from alongside.interop.sheets.understanding import understand
from alongside.kernel import jobs
from alongside.kernel.models import Job
from alongside.organisation.queries import profile_of

SMALL_FILE = 200_000
"""Bytes up to which a file is read at once, without a worker."""
FEW_ROWS = 100
"""Rows up to which a sheet is judged and taken in at once."""


def upload(by: Actor, *, kind: str, name: str, content: bytes, key: UUID) -> Sheet:
    """Take a file and read it: at once when it is small, else in the background.

    Raises:
        NotAllowed: this kind of sheet is not theirs to take in.
    """
    with transaction.atomic():
        sheet = upload_sheet(by=by, kind=kind, name=name, content=content, key=key)
        if sheet.job_id is None:
            _ask(by, sheet, "sheet.read")
    return _at_once(sheet, small=len(content) <= SMALL_FILE)


def match(by: Actor, sheet: Sheet, chosen: Match, words: Mapping[str, Mapping[str, str]]) -> Sheet:
    """Say what the columns are, and look through the rows.

    Args:
        words: field → word of the file → key of ours.

    Raises:
        ColumnMissing: no column for something every row needs.
        ColumnTwice: one column is two fields.
        SheetBusy: the file is being worked on.
    """
    check(by, sheet, chosen)
    prints = {
        name: {word_print(by.agency_id, name, word): key for word, key in meanings.items()}
        for name, meanings in words.items()
    }
    with transaction.atomic():
        match_sheet(by=by, sheet=sheet, match=chosen.as_kept(), words=prints)
        kept_rows.forget_verdicts(sheet)
        _ask(by, sheet, "sheet.judge")
    return _at_once(sheet, small=sheet.counts.get("rows", 0) <= FEW_ROWS)


def check(by: Actor, sheet: Sheet, chosen: Match) -> None:
    """Whether every row can be read with these columns.

    Raises:
        ColumnMissing, ColumnTwice
    """
    fields = fields_of(SheetKind(sheet.kind), profile_of(by.agency_id))
    places = list(chosen.columns.values())
    headers = about(sheet).headers
    if twice := [place for place in places if places.count(place) > 1]:
        raise ColumnTwice(heading=headers[twice[0]] or twice[0] + 1)
    lacking = [one.label.in_(by.language) for one in missing(fields, chosen)]
    if names_nobody(chosen):
        wanted = [one for one in fields if one.name == "full_name" or one.name.startswith(NUMBER)]
        lacking.insert(0, " / ".join(one.label.in_(by.language) for one in reversed(wanted)))
    if lacking:
        raise ColumnMissing(fields=", ".join(lacking))


def begin(by: Actor, sheet: Sheet) -> Sheet:
    """Take in what is right.

    Raises:
        SheetBusy: it is not ready, or begun already.
    """
    with transaction.atomic():
        begin_import(by=by, sheet=sheet)
        _ask(by, sheet, "sheet.import")
    return _at_once(sheet, small=sheet.counts.get("rows", 0) <= FEW_ROWS)


def stop(sheet: Sheet) -> None:
    """Ask for an end: of taking in, when what was taken in stays and the rest comes back."""
    if sheet.job_id is not None and sheet.status == SheetStatus.IMPORTING:
        jobs.stop(sheet.job_id)


def try_again(sheet: Sheet) -> bool:
    """Begin a stage again that failed."""
    return sheet.job_id is not None and jobs.try_again(sheet.job_id)


def job_of(sheet: Sheet) -> Job | None:
    """The job that works on a sheet, or did."""
    return Job.objects.filter(pk=sheet.job_id).first() if sheet.job_id else None


def returned(sheet: Sheet) -> Iterator[tuple[list[str], str]]:
    """The rows that came back, or would, each with why."""
    state = (RowState.BACK,) if sheet.status == SheetStatus.DONE else (RowState.WAITING,)
    for row in kept_rows.rows_from(sheet, states=state):
        problems = of_kept(row.problems)
        if sheet.status == SheetStatus.DONE or row.verdict in (RowVerdict.PROBLEM, RowVerdict.ASK):
            yield kept_rows.cells_of(row), " ".join(one.text for one in problems)


def choose(by: Actor, sheet: Sheet, house: House, number: int, choice: str) -> None:
    """Say of a row that may be about someone who is here: the same, someone new, or leave it out. It is judged anew.

    Raises:
        SheetBusy: the sheet is not being looked at.
    """
    if sheet.status != SheetStatus.READY:
        raise SheetBusy
    row = kept_rows.choose(sheet, number, choice)
    if row is not None:
        said = understand(house, Match.of(sheet.match), kept_rows.cells_of(row))
        kept_rows.keep_verdicts([(row, judge(house, said, choice))])
        follow_sheet(by=by, sheet=sheet, counts={**sheet.counts, **kept_rows.counted(sheet)})


def _ask(by: Actor, sheet: Sheet, name: str) -> None:
    job = jobs.enqueue(name, agency_id=by.agency_id, user_id=by.user_id, sheet_id=sheet.pk)
    follow_sheet(by=by, sheet=sheet, job_id=job.pk)


def _at_once(sheet: Sheet, *, small: bool) -> Sheet:
    """Carry the stage out here when it is small; a worker that was quicker is not disturbed."""
    if small and sheet.job_id is not None:
        jobs.carry_out(sheet.job_id)
    found: Sheet = Sheet.objects.get(pk=sheet.pk)
    return found


def as_shown(sheet: Sheet) -> dict[str, Any]:
    """What the console prints of a sheet."""
    return {
        "status": sheet.status,
        **{name: count for name, count in sheet.counts.items() if name != "remembered"},
    }
