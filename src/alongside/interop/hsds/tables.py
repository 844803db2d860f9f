"""Organisations with everything in them, and the same as the tables of HSDS: rows that name each other by id. Pure.

What is nested becomes a row that names what it was nested in; a row that names something becomes nested in it. What no
table has a column for stays in a column of its own, as JSON, and rows that belong to nothing in the package stay with
its first organisation: what came in goes out again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

Document = dict[str, Any]
Tables = Mapping[str, Sequence[Mapping[str, str]]]
ORGANISATIONS, SERVICES = "organizations", "services"
REST = "alongside:tables"
"""Where an organisation holds rows that belong to nothing in their package, by table."""
AS_JSON = ":json"
"""After the name of a column whose cells are no plain text."""


@dataclass(frozen=True)
class Many:
    """Rows of `table` are nested under `key`; the row says in `names` whose they are."""

    key: str
    table: str
    names: str


@dataclass(frozen=True)
class One:
    """A row of `table` is nested under `key`; who holds it says in `column` which."""

    key: str
    table: str
    column: str


_WHAT, _HISTORY = Many("attributes", "attributes", "link_id"), Many("metadata", "metadata", "resource_id")
"""What can be said of a row of any table."""
_MANY: Mapping[str, tuple[Many, ...]] = {
    "services": (
        Many("phones", "phones", "service_id"),
        Many("schedules", "schedules", "service_id"),
        Many("service_areas", "service_areas", "service_id"),
        Many("service_at_locations", "service_at_location", "service_id"),
        Many("languages", "languages", "service_id"),
        Many("funding", "funding", "service_id"),
        Many("cost_options", "cost_options", "service_id"),
        Many("required_documents", "required_documents", "service_id"),
        Many("contacts", "contacts", "service_id"),
    ),
    "service_at_location": (
        Many("contacts", "contacts", "service_at_location_id"),
        Many("phones", "phones", "service_at_location_id"),
        Many("schedules", "schedules", "service_at_location_id"),
    ),
    "locations": (
        Many("languages", "languages", "location_id"),
        Many("addresses", "addresses", "location_id"),
        Many("contacts", "contacts", "location_id"),
        Many("accessibility", "accessibility", "location_id"),
        Many("phones", "phones", "location_id"),
        Many("schedules", "schedules", "location_id"),
    ),
    "contacts": (Many("phones", "phones", "contact_id"),),
    "phones": (Many("languages", "languages", "phone_id"),),
    "organizations": (
        Many("services", "services", "organization_id"),
        Many("funding", "funding", "organization_id"),
        Many("contacts", "contacts", "organization_id"),
        Many("phones", "phones", "organization_id"),
        Many("locations", "locations", "organization_id"),
        Many("programs", "programs", "organization_id"),
        Many("organization_identifiers", "organization_identifiers", "organization_id"),
    ),
}
"""Who holds what. A row with several owners is nested in each of them."""
_ONE: Mapping[str, tuple[One, ...]] = {
    "services": (One("program", "programs", "program_id"),),
    "service_at_location": (One("location", "locations", "location_id"),),
    "attributes": (One("taxonomy_term", "taxonomy_terms", "taxonomy_term_id"),),
    "taxonomy_terms": (One("taxonomy_detail", "taxonomies", "taxonomy_id"),),
}
_NUMBERS: Mapping[str, frozenset[str]] = {
    "cost_options": frozenset({"amount"}),
    "locations": frozenset({"latitude", "longitude"}),
    "organizations": frozenset({"year_incorporated"}),
    "phones": frozenset({"extension"}),
    "schedules": frozenset({"timezone", "count", "interval"}),
    "services": frozenset({"minimum_age", "maximum_age"}),
}


TABLES = frozenset(
    {
        *_MANY,
        *(many.table for held in _MANY.values() for many in held),
        *(one.table for held in _ONE.values() for one in held),
    }
)
"""Tables of the specification a row can be about."""


_SAY_WHAT = frozenset({"attributes", "taxonomies", "taxonomy_terms"})
"""Tables that say what others are, and of which only the history is told."""
MOST_NESTED = 50_000
"""So many rows, each counted as often as it stands in another one."""


def _many_of(table: str) -> tuple[Many, ...]:
    if table == _HISTORY.table:
        return ()
    return (
        (*_MANY.get(table, ()), _HISTORY) if table in _SAY_WHAT else (*_MANY.get(table, ()), _WHAT, _HISTORY)
    )


class NoOrganisation(Exception):
    """A package without a row of an organisation."""


class OfNobody(Exception):
    """The service of this place among the rows names no organisation of the package."""

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place


class TooMany(Exception):
    """What several others name is nested in each of them, and that is too much."""


def documents_of(tables: Tables) -> list[Document]:
    """The organisations of a package, with everything that belongs to them nested in them.

    Raises:
        NoOrganisation, OfNobody, TooMany
    """
    return _Nesting(tables).done()


class _Nesting:
    """The rows of a package, put into each other."""

    def __init__(self, tables: Tables) -> None:
        self.rows = {name: [_read(name, row) for row in rows] for name, rows in tables.items()}
        self.known: dict[str, dict[Any, Document]] = {}
        """Rows by their id, of those that belong to an organisation in the end."""
        self.owned: dict[tuple[str, str, Any], list[Document]] = {}
        """Rows by the table and id of who holds them, and the key they are nested under."""
        self.nested = 0

    def done(self) -> list[Document]:
        houses = self.rows.get(ORGANISATIONS, [])
        if not houses:
            raise NoOrganisation
        self._know(self.rows)
        for place, service in enumerate(self.rows.get(SERVICES, [])):
            if service.get("organization_id") not in self.known[ORGANISATIONS]:
                raise OfNobody(place)
        used = self._used(houses)
        apart = {name: [row for row in rows if id(row) not in used] for name, rows in self.rows.items()}
        self._know({name: [row for row in rows if id(row) in used] for name, rows in self.rows.items()})
        found = [self._nested(ORGANISATIONS, row, ()) for row in houses]
        if any(apart.values()):
            found[0][REST] = {name: rows for name, rows in apart.items() if rows}
        return found

    def _know(self, rows: Mapping[str, Sequence[Document]]) -> None:
        self.known, owned = {}, defaultdict(list)
        for name, many in rows.items():
            for row in reversed(many):
                self.known.setdefault(name, {})[row.get("id")] = row
        for table in self.known:
            for many_of in _many_of(table):
                for row in rows.get(many_of.table, ()):
                    if (whose := row.get(many_of.names)) is not None and whose in self.known[table]:
                        owned[table, many_of.key, whose].append(row)
        self.owned = owned

    def _used(self, houses: Sequence[Document]) -> set[int]:
        """The rows to which a way leads from an organisation."""
        used: set[int] = set()
        waiting = [(ORGANISATIONS, row) for row in houses]
        while waiting:
            table, row = waiting.pop()
            if id(row) in used:
                continue
            used.add(id(row))
            for one in _ONE.get(table, ()):
                if (held := self.known.get(one.table, {}).get(row.get(one.column))) is not None:
                    waiting.append((one.table, held))
            for many in _many_of(table):
                rows = self.owned.get((table, many.key, row.get("id")), ())
                waiting += [(many.table, held) for held in rows]
        return used

    def _nested(self, table: str, row: Document, within: tuple[int, ...]) -> Document:
        """A row with what it holds. Whom it belongs to is said by where it stands."""
        self.nested += 1
        if self.nested > MOST_NESTED:
            raise TooMany
        within = (*within, id(row))
        found = {
            key: value
            for key, value in row.items()
            if not any(value in self.known.get(owner, ()) for owner in _owners(table).get(key, ()))
        }
        for one in _ONE.get(table, ()):
            held = self.known.get(one.table, {}).get(row.get(one.column))
            if held is not None and id(held) not in within:
                del found[one.column]
                found[one.key] = self._nested(one.table, held, within)
        for many in _many_of(table):
            rows = self.owned.get((table, many.key, row.get("id")), ())
            nested = [self._nested(many.table, held, within) for held in rows if id(held) not in within]
            if nested:
                found[many.key] = nested
        return found


@cache
def _owners(table: str) -> Mapping[str, frozenset[str]]:
    """The columns of a table that say whose a row is, each with the tables the owner may stand in."""
    found: dict[str, frozenset[str]] = {}
    for owner, many in _MANY.items():
        for one in many:
            if one.table == table:
                found[one.names] = found.get(one.names, frozenset()) | {owner}
    for one in (_WHAT, _HISTORY):
        if one.table == table:
            found[one.names] = TABLES
    return found


def _read(table: str, row: Mapping[str, str]) -> Document:
    cells = {key.removesuffix(AS_JSON): read_cell(table, key, cell) for key, cell in row.items() if cell}
    return {key: value for key, value in cells.items() if value != ""}


def tables_of(documents: Sequence[Document]) -> dict[str, list[dict[str, str]]]:
    """The same as tables: rows of cells by the name of the table. `documents_of` reads what this writes."""
    writing = _Writing()
    for place, one in enumerate(documents):
        writing.row(ORGANISATIONS, one, f"{ORGANISATIONS}/{place}")
    return writing.tables()


@dataclass
class _Kept:
    """What an id stands for, its row without owners, and the rows that say it."""

    text: str
    bare: Document
    rows: list[Document]


class _Writing:
    """Rows, written down as one comes to them."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Document]] = defaultdict(list)
        self._kept: dict[tuple[str, str], _Kept] = {}

    def row(self, table: str, document: Document, path: str, **names: str) -> str:
        """Write a document and what is nested in it, once, and answer its id.

        What stands in several places is one row that names them all; where it would name two of a kind, a second row
        under the same id. Another text under the same id becomes a row under an id of its own.
        """
        own = str(document.get("id") or uuid5(NAMESPACE_URL, path))
        text = json.dumps(document, sort_keys=True, ensure_ascii=False)
        kept = self._kept.get((table, own))
        if kept is not None and kept.text != text:
            own = str(uuid5(NAMESPACE_URL, f"{own}/{text}"))
            document = _with_other_ids(document, own)
            kept = self._kept.get((table, own))
        if kept is None:
            row = self._whole(table, document, path, own)
            kept = self._kept[table, own] = _Kept(text, dict(row), [row])
        free = (row for row in kept.rows if all(row.get(name, key) == key for name, key in names.items()))
        found = next(free, None)
        if found is None:
            found = dict(kept.bare)
            kept.rows.append(found)
            self.rows[table].append(found)
        found |= names
        return own

    def _whole(self, table: str, document: Document, path: str, own: str) -> Document:
        document = dict(document)
        rest = document.pop(REST, {}) if table == ORGANISATIONS else {}
        row: Document = {"id": own}
        for one in _ONE.get(table, ()):
            if isinstance(document.get(one.key), dict):
                held = document.pop(one.key)
                document[one.column] = self.row(one.table, held, f"{path}/{one.key}")
        nested = [
            (many, document.pop(many.key)) for many in _many_of(table) if _is_rows(document.get(many.key))
        ]
        row |= {key: value for key, value in document.items() if key != "id"}
        self.rows[table].append(row)
        for many, children in nested:
            for place, child in enumerate(children):
                self.row(many.table, child, f"{path}/{many.key}/{place}", **{many.names: own})
        for name, rows in rest.items():
            self.rows[name].extend(rows)
        return row

    def tables(self) -> dict[str, list[dict[str, str]]]:
        """Rows of cells."""
        return {name: [dict(_cells(name, row)) for row in rows] for name, rows in self.rows.items() if rows}


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _with_other_ids(document: Document, own: str) -> Document:
    """A copy under another id, and all that is nested in it as well."""

    def renamed(value: Any) -> Any:
        if isinstance(value, list):
            return [renamed(one) for one in value]
        if not isinstance(value, dict):
            return value
        said = {key: renamed(one) for key, one in value.items()}
        if "id" in said:
            said["id"] = str(uuid5(NAMESPACE_URL, f"{said['id']}/{own}"))
        return said

    return {**renamed(deepcopy(document)), "id": own}


def _cells(table: str, row: Document) -> Iterator[tuple[str, str]]:
    numbers = _NUMBERS.get(table, frozenset())
    for key, value in row.items():
        if value is None:
            continue
        if isinstance(value, str):
            yield key, value
        elif key in numbers and _number(str(value)) == value and not isinstance(value, bool):
            yield key, str(value)
        else:
            yield f"{key}{AS_JSON}", json.dumps(value, ensure_ascii=False)


def read_cell(table: str, column: str, cell: str) -> Any:
    """What a cell says: a text, a number where the specification has one, or what stands in it as JSON.

    Raises:
        ValueError: it says that it is JSON and is none.
    """
    if column.endswith(AS_JSON):
        return json.loads(cell) if cell else ""
    if column in _NUMBERS.get(table, ()):
        number = _number(cell)
        return cell if number is None else number
    return cell


def _number(cell: str) -> int | float | None:
    """The number a cell says, when it is written again as it stands."""
    for kind in (int, float):
        try:
            number = kind(cell)
        except (ValueError, OverflowError):
            continue
        if str(number) == cell and number == number and abs(number) != float("inf"):
            return number
    return None
