"""What a row says: each cell read as its field wants it, and what cannot be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from alongside.interop.sheets import values
from alongside.interop.sheets.fields import NUMBER, Field, Reads
from alongside.interop.sheets.house import NOTHING, House
from alongside.interop.sheets.matching import Match
from alongside.interop.sheets.problems import Problem, problem
from alongside.people import identifiers


@dataclass
class Understood:
    """A row in our words.

    Args:
        said: field → value; what the row does not say is left out.
        numbers: (identifier system, number) pairs.
        unknown: (field, word) pairs that nobody has explained.
    """

    said: dict[str, Any] = field(default_factory=dict)
    numbers: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)
    columns: Mapping[str, int] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, str]:
        """Full name and what they are called."""
        full = f"{self.said.get('given_name', '')} {self.said.get('family_name', '')}".strip()
        return full, self.said.get("called_name", "")


def understand(house: House, match: Match, cells: Sequence[str]) -> Understood:
    """Read a row."""
    row = Understood(columns=match.columns)
    for one in house.fields:
        place = match.columns.get(one.name)
        cell = cells[place] if place is not None and place < len(cells) else ""
        if not cell and one.name in match.fixed:
            row.said[one.name] = match.fixed[one.name]
        elif cell:
            _read(house, row, one, place, cell)
        elif one.required and not (one.name == "text" and _is_a_try(house, match, cells)):
            row.problems.append(problem("missing", place))
    _settle_name(row)
    if not row.problems and not row.numbers and not any(row.names):
        row.problems.append(problem("nobody"))
    return row


def _read(house: House, row: Understood, one: Field, place: int | None, cell: str) -> None:
    if one.longest is not None and len(cell) > one.longest:
        row.problems.append(problem("too_long", place, most=one.longest))
        return
    found, code = _value(house, row, one, cell)
    if code:
        extra = {"system": one.label.in_(house.by.language)} if one.reads is Reads.NUMBER else {}
        row.problems.append(problem(code, place, cell=cell, **extra))
    elif one.reads is Reads.NUMBER:
        row.numbers.append(found)
    elif found is not None:
        row.said[one.name] = found


def _value(house: House, row: Understood, one: Field, cell: str) -> tuple[Any, str]:
    """The value of a cell and "", or None and the code of what is wrong."""
    if one.reads in (Reads.TEXT, Reads.LONG):
        return (cell if one.reads is Reads.LONG else " ".join(cell.split())), ""
    if one.reads in (Reads.CODE, Reads.AUTHOR):
        return _meant(house, row, one, cell)
    if one.reads is Reads.NUMBER:
        return _number(house, one, cell)
    if one.reads in (Reads.DAY, Reads.BIRTH):
        day = values.read_day(cell, today=house.today, in_the_past=one.reads is Reads.BIRTH)
        return day, "" if day else "not_a_day"
    if one.reads is Reads.CLOCK:
        clock = values.read_clock(cell)
        return clock, "" if clock is not None else "not_a_time"
    if one.reads is Reads.FLAG:
        flag = values.read_flag(cell)
        return flag, "" if flag is not None else "not_yes_or_no"
    if one.name in ("minutes", "hours"):
        minutes = values.read_minutes(cell, unit=60 if one.name == "hours" else 1)
        return minutes, "" if minutes is not None else "not_a_length"
    number = values.read_number(cell)
    whole = number is not None and number == int(number) and abs(number) < 10_000
    return (int(number) if whole and number is not None else None), "" if whole else "not_a_number"


def _meant(house: House, row: Understood, one: Field, cell: str) -> tuple[Any, str]:
    key = house.meaning(one.name, cell)
    if key == NOTHING:
        return None, ""
    if key is not None:
        return key, ""
    row.unknown.append((one.name, cell))
    if one.reads is Reads.AUTHOR:
        # Someone who is no colleague (any more) is still named as written.
        return cell, ""
    if one.name == "place":
        row.said["place_text"] = cell
        return None, ""
    return None, "not_known"


def _number(house: House, one: Field, cell: str) -> tuple[Any, str]:
    """A number of a person. A spreadsheet that takes it for a count loses the zero it begins with."""
    system = house.profile.identifier_systems[one.name.removeprefix(NUMBER)]
    for typed in (cell, cell.zfill(10)) if cell.isdigit() and len(cell) == 9 else (cell,):
        kept = identifiers.kept_form(system, typed)
        born = system.system != identifiers.CPR or identifiers.born_on(kept) is not None
        if identifiers.fits(system, kept) and born:
            return (system.system, kept), ""
    return None, "not_a_number_of_that_kind"


def _settle_name(row: Understood) -> None:
    """One whole name becomes given and family name, unless the row gives these too."""
    whole = row.said.pop("full_name", "")
    if whole and not (row.said.get("given_name") or row.said.get("family_name")):
        row.said["given_name"], row.said["family_name"] = values.split_name(whole)


def _is_a_try(house: House, match: Match, cells: Sequence[str]) -> bool:
    """Whether the row says that we tried and did not meet: then it may be without a note."""
    place = match.columns.get("how")
    word = cells[place] if place is not None and place < len(cells) else ""
    return bool(word) and house.meaning("how", word) not in (None, NOTHING)
