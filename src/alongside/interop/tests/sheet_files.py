"""Spreadsheets for the tests, and the way of one."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter

from alongside.access.actor import Actor
from alongside.interop.models import Sheet, SheetStatus
from alongside.interop.sheets import flow
from alongside.interop.sheets.matching import Match
from alongside.interop.sheets.problems import of_kept
from alongside.kernel.ids import new_id


def as_csv(*rows: Sequence[str], separator: str = ";", code: str = "utf-8") -> bytes:
    held = io.StringIO()
    csv.writer(held, delimiter=separator).writerows(rows)
    return held.getvalue().encode(code)


def upload(by: Actor, content: bytes, *, kind: str = "people", name: str = "Borgere 2026.csv") -> Sheet:
    return flow.upload(by, kind=kind, name=name, content=content, key=new_id())


def looked_through(
    by: Actor, content: bytes, *, kind: str = "people", words: Any = None, **fixed: str
) -> Sheet:
    sheet = upload(by, content, kind=kind)
    assert sheet.status == SheetStatus.MATCHING, sheet.refusal
    guessed = Match.of(sheet.match)
    return flow.match(by, sheet, Match(guessed.columns, fixed), words or {})


def verdicts(sheet: Sheet) -> list[str]:
    return list(sheet.rows.order_by("number").values_list("verdict", flat=True))


def problems(sheet: Sheet) -> list[list[tuple[int | None, str]]]:
    return [
        [(one.column, one.code) for one in of_kept(row.problems)] for row in sheet.rows.order_by("number")
    ]


def workbook(*rows: Sequence[Any]) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        tab = book.add_worksheet("Data")
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for line, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                if isinstance(cell, date):
                    tab.write_datetime(line, place, cell, day)
                elif cell not in ("", None):
                    tab.write(line, place, cell)
    return held.getvalue()
