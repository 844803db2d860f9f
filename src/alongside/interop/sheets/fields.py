"""What a column of a sheet may be, for each kind of sheet: the fields, how each is read, and what it may be called."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from alongside.contacts.models import Contact
from alongside.interop.models import SheetKind
from alongside.organisation.choices import Text
from alongside.organisation.profile import Profile
from alongside.people.models import Person
from alongside.people.rules import fold
from alongside.referrals.models import Referral

NUMBER = "number_"
"""Begins the name of a field that is a person's number; the key of the profile's identifier system follows."""


class Reads(StrEnum):
    """How a cell of a field is read."""

    TEXT = "text"
    LONG = "long"
    BIRTH = "birth"
    DAY = "day"
    CLOCK = "clock"
    WHOLE = "whole"
    DECIMAL = "decimal"
    FLAG = "flag"
    CODE = "code"
    NUMBER = "number"
    AUTHOR = "author"
    """A colleague when we know them, else the name as written."""


@dataclass(frozen=True)
class Field:
    """One field of a kind of sheet.

    Args:
        longest: the most characters, None for as many as a cell holds.
        fixed: one answer may be given for every row, in place of a column.
    """

    name: str
    reads: Reads
    label: Text
    also: tuple[str, ...] = ()
    required: bool = False
    longest: int | None = None
    fixed: bool = False

    @property
    def headings(self) -> frozenset[str]:
        """Every heading it is known by, folded."""
        own = (self.label.en, self.label.da, self.label.fr)
        return frozenset(fold(words) for words in (*own, *self.also))


_NAMES: Mapping[str, Reads] = {
    "full_name": Reads.TEXT,
    "given_name": Reads.TEXT,
    "family_name": Reads.TEXT,
    "called_name": Reads.TEXT,
    "birth_date": Reads.BIRTH,
}
_PERSON: Mapping[str, Reads] = {
    **_NAMES,
    "sex": Reads.CODE,
    "language": Reads.TEXT,
    "interpreter_needed": Reads.FLAG,
    "phone": Reads.TEXT,
    "email": Reads.TEXT,
    "address": Reads.TEXT,
    "postal_code": Reads.TEXT,
    "city": Reads.TEXT,
    "address_protected": Reads.FLAG,
    "whereabouts": Reads.TEXT,
    "worker_wish": Reads.CODE,
    "nationality_group": Reads.CODE,
}
_COURSE: Mapping[str, Reads] = {
    "worker": Reads.CODE,
    "starts_on": Reads.DAY,
    "legal_basis": Reads.CODE,
    "team": Reads.CODE,
    "source": Reads.CODE,
    "case_number": Reads.TEXT,
    "reason": Reads.LONG,
    "rhythm_days": Reads.WHOLE,
    "income_basis": Reads.CODE,
}
_CONTACT: Mapping[str, Reads] = {
    "day": Reads.DAY,
    "time": Reads.CLOCK,
    "kind": Reads.CODE,
    "how": Reads.CODE,
    "text": Reads.LONG,
    "author": Reads.AUTHOR,
    "place": Reads.CODE,
    "minutes": Reads.WHOLE,
    "hours": Reads.DECIMAL,
    "others_present": Reads.TEXT,
}
_FIELDS: Mapping[SheetKind, Mapping[str, Reads]] = {
    SheetKind.PEOPLE: _PERSON,
    SheetKind.CASELOAD: {**_PERSON, **_COURSE},
    SheetKind.CONTACTS: {**_NAMES, **_CONTACT},
}
_REQUIRED: Mapping[SheetKind, frozenset[str]] = {
    SheetKind.PEOPLE: frozenset(),
    SheetKind.CASELOAD: frozenset({"worker", "starts_on", "legal_basis"}),
    SheetKind.CONTACTS: frozenset({"day", "text"}),
}
FIXED = frozenset({"worker", "team", "legal_basis", "source", "kind"})
"""Fields whose answer may be the same for every row."""
OF_A_NAME = ("full_name", "given_name", "family_name", "called_name")
"""One of these, or a number, says who a row is about."""


def fields_of(kind: SheetKind, profile: Profile) -> tuple[Field, ...]:
    """The fields a sheet of that kind may have, numbers first, in the order of the templates."""
    known = _known()
    numbers = tuple(
        Field(NUMBER + system.key, Reads.NUMBER, system.label, (system.key,), longest=40)
        for system in profile.identifier_systems
    )
    return numbers + tuple(
        Field(
            name,
            reads,
            *known[name],
            required=name in _REQUIRED[kind],
            longest=_longest(name) if reads in (Reads.TEXT, Reads.AUTHOR) else None,
            fixed=name in FIXED,
        )
        for name, reads in _FIELDS[kind].items()
    )


@cache
def _known() -> dict[str, tuple[Text, tuple[str, ...]]]:
    tables = tomllib.loads((Path(__file__).parent / "columns.toml").read_text(encoding="utf-8"))
    return {
        name: (Text(table["en"], table["da"], table["fr"]), tuple(table["also"]))
        for name, table in tables.items()
    }


def _longest(name: str) -> int | None:
    for model in (Person, Referral, Contact):
        if name in {field.name for field in model._meta.concrete_fields}:
            longest: int | None = getattr(model._meta.get_field(name), "max_length", None)
            return longest
    return 100 if name == "full_name" else 200
