"""The rows of a sheet while it is on its way in: no records, so they are written without history."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Count

from alongside.interop.models import RowState, RowVerdict, Sheet, SheetRow
from alongside.interop.sheets.problems import as_kept
from alongside.interop.sheets.taking_in import Judged
from alongside.kernel.encryption import bulk_update
from alongside.kernel.rows import insert

CHUNK = 500
"""Rows that are read or written together."""


def replace_rows(sheet: Sheet, rows: Iterable[tuple[int, list[str]]]) -> Iterator[int]:
    """Keep the rows that were read, in place of those of an earlier try. Yields how many there are so far."""
    sheet.rows.all().delete()
    fields: list[Any] = [SheetRow._meta.get_field(name) for name in _COLUMNS]
    left, found = iter(rows), 0
    while chunk := list(islice(left, CHUNK)):
        with transaction.atomic():
            insert(
                SheetRow,
                fields,
                [
                    (
                        sheet.pk,
                        number,
                        json.dumps(cells, ensure_ascii=False),
                        "",
                        "",
                        None,
                        "",
                        RowState.WAITING,
                    )
                    for number, cells in chunk
                ],
            )
        found += len(chunk)
        yield found


_COLUMNS = ("sheet", "number", "cells", "verdict", "problems", "person_id", "choice", "state")


def rows_from(sheet: Sheet, *, states: Sequence[str] = ()) -> Iterator[SheetRow]:
    """The rows in the order of the file, a chunk at a time, so that a large file never stands in memory."""
    last = 0
    while True:
        rows = sheet.rows.filter(number__gt=last).order_by("number")
        chunk = list((rows.filter(state__in=states) if states else rows)[:CHUNK])
        yield from chunk
        if len(chunk) < CHUNK:
            return
        last = chunk[-1].number


def cells_of(row: SheetRow) -> list[str]:
    """What stands in a row."""
    cells: list[str] = json.loads(row.cells)
    return cells


def keep_verdicts(judged: Sequence[tuple[SheetRow, Judged]]) -> None:
    """Write down what would become of some rows, in one short transaction."""
    for row, found in judged:
        _say(row, found)
    bulk_update([row for row, _found in judged], ["verdict", "problems", "person_id"])


def keep_outcome(row: SheetRow, judged: Judged) -> None:
    """Write down what became of a row."""
    _say(row, judged)
    back = judged.verdict in (RowVerdict.PROBLEM, RowVerdict.ASK)
    row.state = RowState.BACK if back else RowState.TAKEN
    row.save(update_fields=["verdict", "problems", "person_id", "state"])


def _say(row: SheetRow, judged: Judged) -> None:
    row.verdict = judged.verdict
    row.problems = as_kept(judged.problems) if judged.problems else ""
    row.person_id = judged.person_id


def forget_verdicts(sheet: Sheet) -> None:
    """Judge all rows anew: the columns, or what words mean, have changed. What somebody said of a row stays."""
    sheet.rows.update(verdict="", problems="", person_id=None)


def choose(sheet: Sheet, number: int, choice: str) -> SheetRow | None:
    """Say of a row that may be about someone who is here whether it is."""
    row = sheet.rows.filter(number=number, state=RowState.WAITING).first()
    if row is not None:
        row.choice = choice
        row.save(update_fields=["choice"])
    return row


def counted(sheet: Sheet) -> dict[str, int]:
    """How many rows of each verdict, and `rows` in all."""
    found = dict(sheet.rows.order_by().values_list("verdict").annotate(Count("pk")))
    return {
        **{verdict.value: found.get(verdict.value, 0) for verdict in RowVerdict},
        "rows": sum(found.values()),
    }


def forget_taken(sheet: Sheet) -> None:
    """Throw away what was taken in: it stands in the records now."""
    sheet.rows.filter(state=RowState.TAKEN).delete()
