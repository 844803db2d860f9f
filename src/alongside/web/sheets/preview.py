"""The rows of a sheet as they are shown: who, what would become of them, and what is wrong in which cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext

from alongside.access.actor import Actor
from alongside.interop.models import RowVerdict, Sheet, SheetRow
from alongside.interop.sheets.house import House
from alongside.interop.sheets.matching import Match
from alongside.interop.sheets.problems import Problem, of_kept
from alongside.interop.sheets.progress import About
from alongside.interop.sheets.rows import cells_of
from alongside.interop.sheets.understanding import understand
from alongside.people.models import Person

PAGE = 50
TAGS = {
    RowVerdict.NEW: "good",
    RowVerdict.UPDATE: "pine",
    RowVerdict.UNCHANGED: "",
    RowVerdict.ASK: "due",
    RowVerdict.PROBLEM: "late",
}


@dataclass(frozen=True)
class Wrong:
    """A problem of a row: the heading and content of its cell ("" for the row as a whole), and what to do."""

    heading: str
    cell: str
    text: str


@dataclass(frozen=True)
class Shown:
    """One row."""

    number: int
    title: str
    facts: list[str]
    verdict: str
    label: str | Promise
    tag: str
    problems: list[Wrong] = field(default_factory=list)
    choice: str = ""
    alike: Person | None = None
    asked: bool = False


@dataclass(frozen=True)
class Filter:
    """One of the filters above the rows, with how many it shows."""

    url: str
    label: str
    current: bool


def filters(sheet: Sheet, shown: str) -> list[Filter]:
    """All rows, and those of each verdict that has any; problems first, for they are what is to be done."""
    order = (RowVerdict.PROBLEM, RowVerdict.ASK, RowVerdict.NEW, RowVerdict.UPDATE, RowVerdict.UNCHANGED)
    counts = [("", gettext("All rows"), sheet.counts.get("rows", 0))]
    counts += [(verdict.value, str(verdict.label), sheet.counts.get(verdict.value, 0)) for verdict in order]
    return [
        Filter(f"?show={verdict}" if verdict else "?", f"{label} ({count})", verdict == shown)
        for verdict, label, count in counts
        if count or verdict == shown
    ]


def page_of(sheet: Sheet, *, shown: str, after: int) -> tuple[list[SheetRow], int | None]:
    """The rows of a page, and the number after which the next one begins."""
    rows = sheet.rows.filter(number__gt=after).order_by("number")
    if shown:
        rows = rows.filter(verdict=shown)
    found = list(rows[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].number if len(found) > PAGE else None


def as_shown(
    viewer: Actor, house: House, sheet: Sheet, about: About, rows: Sequence[SheetRow]
) -> list[Shown]:
    """The rows in words. One query for all the people they may be about."""
    match = Match.of(sheet.match)
    labels = {one.name: one.label.in_(viewer.language) for one in house.fields}
    ids = {row.person_id for row in rows if row.person_id}
    people: dict[UUID, Person] = {one.pk: one for one in Person.objects.visible_to(viewer).filter(pk__in=ids)}
    headings = [
        header or gettext("Column %(number)d") % {"number": place + 1}
        for place, header in enumerate(about.headers)
    ]
    found = []
    for row in rows:
        cells = cells_of(row)
        said = understand(house, match, cells)
        title = said.names[0] or said.names[1] or gettext("Row %(number)d") % {"number": row.number}
        facts = [
            f"{labels[name]}: {_short(cells[place])}"
            for name, place in match.columns.items()
            if place < len(cells) and cells[place] and name not in _IN_THE_TITLE and name in labels
        ]
        verdict = RowVerdict(row.verdict or RowVerdict.PROBLEM)
        found.append(
            Shown(
                number=row.number,
                title=title,
                facts=facts,
                verdict=verdict.value,
                label=verdict.label,
                tag=TAGS[verdict],
                problems=[_wrong(one, headings, cells) for one in of_kept(row.problems)],
                choice=row.choice,
                alike=people.get(row.person_id) if row.person_id else None,
                asked=verdict is RowVerdict.ASK or bool(row.choice),
            )
        )
    return found


def _wrong(one: Problem, headings: Sequence[str], cells: Sequence[str]) -> Wrong:
    """A problem with its column; the cell stands there unless the sentence says it."""
    if one.column is None:
        return Wrong("", "", one.text)
    cell = _short(cells[one.column]) if one.column < len(cells) else ""
    return Wrong(headings[one.column], "" if cell and cell in one.text else cell, one.text)


_IN_THE_TITLE = frozenset({"full_name", "given_name", "family_name"})


def _short(cell: str) -> str:
    return cell if len(cell) <= 80 else f"{cell[:79]}…"
