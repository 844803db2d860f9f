"""The stages of a sheet: read it, judge its rows, take them in. Each can be begun again and goes on where it was."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import now as this_moment

from alongside.access.actor import Actor
from alongside.interop.models import (
    RowState,
    RowVerdict,
    Sheet,
    SheetKind,
    SheetMemory,
    SheetRow,
    SheetStatus,
)
from alongside.interop.operations.sheets import follow_sheet
from alongside.interop.sheets import rows as kept_rows
from alongside.interop.sheets.errors import SheetRefused
from alongside.interop.sheets.fields import fields_of
from alongside.interop.sheets.house import House, house_of
from alongside.interop.sheets.matching import EXAMPLES, Match, fingerprint, guess
from alongside.interop.sheets.problems import problem
from alongside.interop.sheets.reading import open_sheet
from alongside.interop.sheets.taking_in import Judged, judge, key_of, take_in
from alongside.interop.sheets.understanding import Understood, understand
from alongside.organisation.queries import profile_of

STEP = 20
"""Rows between two words about how far it is."""
MOST_UNKNOWN = 60
"""So many words of a field are asked about; the rest comes when these are explained."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class About:
    """What is known of a file as a whole."""

    headers: list[str]
    examples: list[list[str]]
    header_row: int
    rows: int
    tab: str
    other_tabs: list[str]


def about(sheet: Sheet) -> About:
    """What was read of the file of a sheet."""
    return About(**json.loads(sheet.headers))


def read(by: Actor, sheet: Sheet, progress: Progress) -> Sheet:
    """Read the file into rows and guess its columns, or say why it cannot be read. Then forget the file itself."""
    fields = fields_of(SheetKind(sheet.kind), profile_of(by.agency_id))
    known = frozenset(heading for one in fields for heading in one.headings)
    found = 0
    try:
        opened = open_sheet(base64.b64decode(sheet.content), known=known)
        headers, examples = opened.headers, _Examples()
        for found in kept_rows.replace_rows(sheet, map(examples.seen, opened.rows)):
            progress(found, 0)
    except SheetRefused as refused:
        sheet.rows.all().delete()
        return follow_sheet(
            by=by, sheet=sheet, status=SheetStatus.REFUSED, refusal=refused.code, content="", ended_at=by.now
        )
    headers = headers + [""] * (len(examples.columns) - len(headers))
    shown = [
        examples.columns[place] if place < len(examples.columns) else [] for place in range(len(headers))
    ]
    made = fingerprint(sheet.kind, headers)
    remembered = _remembered(sheet, made)
    match = remembered or Match(guess(fields, headers, shown)).as_kept()
    said = About(headers, shown, opened.header_row, found, opened.tab, list(opened.other_tabs))
    return follow_sheet(
        by=by,
        sheet=sheet,
        status=SheetStatus.MATCHING,
        content="",
        headers=json.dumps(vars(said), ensure_ascii=False),
        fingerprint=made,
        match=match,
        counts={"rows": found, "remembered": int(remembered is not None)},
    )


class _Examples:
    """The first cells of each column that are not blank."""

    def __init__(self) -> None:
        self.columns: list[list[str]] = []

    def seen(self, row: tuple[int, list[str]]) -> tuple[int, list[str]]:
        _number, cells = row
        while len(self.columns) < len(cells):
            self.columns.append([])
        for column, cell in zip(self.columns, cells, strict=False):
            if cell and len(column) < EXAMPLES and cell[:60] not in column:
                column.append(cell[:60])
        return row


def house_for(by: Actor, sheet: Sheet) -> House:
    """The agency as this sheet is read against it, with the words somebody has explained."""
    learnt = SheetMemory.objects.filter(agency_id=sheet.agency_id, kind=sheet.kind, fingerprint="").first()
    return house_of(by, SheetKind(sheet.kind), learnt=learnt.words if learnt else {})


def look_through(by: Actor, sheet: Sheet, progress: Progress) -> Sheet:
    """Judge every row that has not been judged, and gather the words nobody has explained."""
    house, match, total = house_for(by, sheet), Match.of(sheet.match), about(sheet).rows
    seen, unknown = _Seen(house), dict[str, Counter[str]]()
    judged: list[tuple[SheetRow, Judged]] = []
    for place, row in enumerate(kept_rows.rows_from(sheet), start=1):
        said = understand(house, match, kept_rows.cells_of(row))
        for name, word in said.unknown:
            unknown.setdefault(name, Counter())[word] += 1
        again = seen.before(row, said)
        if not row.verdict:
            judged.append((row, again or judge(house, said, row.choice)))
        if place % STEP == 0:
            kept_rows.keep_verdicts(judged)
            judged = []
            progress(place, total)
    kept_rows.keep_verdicts(judged)
    return follow_sheet(
        by=by,
        sheet=sheet,
        status=SheetStatus.READY,
        counts={**kept_rows.counted(sheet), "remembered": sheet.counts.get("remembered", 0)},
        unknown=json.dumps(
            {name: [word for word, _ in words.most_common(MOST_UNKNOWN)] for name, words in unknown.items()},
            ensure_ascii=False,
        ),
    )


class _Seen:
    """Which rows of a file say the same, or are about the same person."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._keys: dict[Any, int] = {}

    def before(self, row: SheetRow, said: Understood) -> Judged | None:
        """What to say of a row that an earlier one makes needless; None when there is none."""
        if said.problems:
            return None
        key = key_of(self._house, said)
        first = self._keys.setdefault(key, row.number)
        if first != row.number:
            return Judged(RowVerdict.UNCHANGED, [problem("same_row", row=first)])
        if self._house.kind is SheetKind.CONTACTS:
            return None
        for number in said.numbers:
            first = self._keys.setdefault(number, row.number)
            if first != row.number:
                return Judged(RowVerdict.PROBLEM, [problem("same_person", row=first)])
        return None


def take_all_in(by: Actor, sheet: Sheet, progress: Progress) -> Sheet:
    """Take in what is right. What is not comes back; what was taken in before a stop is not taken in again."""
    house, match = house_for(by, sheet), Match.of(sheet.match)
    total, seen = sheet.rows.count(), _Seen(house)
    taken_before = sheet.rows.filter(state=RowState.TAKEN, verdict=RowVerdict.NEW)
    house.just_taken.update(pk for pk in taken_before.values_list("person_id", flat=True) if pk)
    for place, row in enumerate(kept_rows.rows_from(sheet), start=1):
        said = understand(house, match, kept_rows.cells_of(row))
        again = seen.before(row, said)
        if row.state == RowState.WAITING:
            judged = again or take_in(house, said, row.choice)
            if judged.verdict is RowVerdict.NEW and judged.person_id is not None:
                house.just_taken.add(judged.person_id)
            kept_rows.keep_outcome(row, judged)
        if place % STEP == 0:
            progress(place, total)
    return finish(by, sheet)


def finish(by: Actor, sheet: Sheet) -> Sheet:
    """Make the report of what became of a sheet, also of one that was stopped half-way."""
    for row in sheet.rows.filter(state=RowState.WAITING):
        row.state = RowState.BACK
        row.save(update_fields=["state"])
    counts = {f"taken_{name}": number for name, number in _taken(sheet).items()}
    counts["back"] = sheet.rows.filter(state=RowState.BACK).count()
    kept_rows.forget_taken(sheet)
    return follow_sheet(
        by=by,
        sheet=sheet,
        status=SheetStatus.DONE,
        counts={**sheet.counts, **counts},
        unknown="",
        ended_at=this_moment(),
    )


def _taken(sheet: Sheet) -> Mapping[str, int]:
    found = Counter(sheet.rows.filter(state=RowState.TAKEN).values_list("verdict", flat=True))
    return {
        verdict.value: found[verdict.value]
        for verdict in (RowVerdict.NEW, RowVerdict.UPDATE, RowVerdict.UNCHANGED)
    }


def _remembered(sheet: Sheet, made: str) -> dict[str, Any] | None:
    kept = SheetMemory.objects.filter(agency_id=sheet.agency_id, kind=sheet.kind, fingerprint=made).first()
    return dict(kept.match) if kept else None
