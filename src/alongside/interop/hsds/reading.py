"""A file of the directory, read and judged before anything is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NoReturn
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.interop.hsds.errors import DirectoryRefused, Problem
from alongside.interop.hsds.lens import Misshapen, offer_of
from alongside.interop.hsds.package import as_json
from alongside.interop.hsds.regrouping import OfAnotherKind, organisations_of
from alongside.kernel.errors import DomainError
from alongside.services.rules import LINE, Offer, tidy

MOST_BYTES = 1024 * 1024
"""Of a file."""
DEEPEST = 100
"""So deep anything in a file may be nested. The specification goes down nine levels."""
MOST_PROBLEMS = 50
"""Named of one file; whoever made it finds the rest by these."""


@dataclass(frozen=True)
class ReadService:
    """A service of a file: what it says, and its document as it came.

    `places_in_part`: the file is about services at single places, and names no others.
    """

    id: UUID
    offer: Offer
    document: dict[str, Any]
    places_in_part: bool = False


@dataclass(frozen=True)
class ReadProvider:
    """An organisation of a file, its document without its services."""

    id: UUID
    name: str
    document: dict[str, Any]
    services: list[ReadService] = field(default_factory=list)


class _Reader:
    def __init__(self, today: date, *, places_in_part: bool) -> None:
        self.today, self.places_in_part = today, places_in_part
        self.problems: list[Problem] = []
        self._seen: set[UUID] = set()

    def wrong(self, element: str, says: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(element, says))

    def provider(self, document: Any, at: str) -> ReadProvider | None:
        found = self._id(document, at)
        if found is None:
            return None
        name = document.get("name")
        if not isinstance(name, str) or not 0 < len(name.strip()) <= LINE:
            self.wrong(f"{at}.name", _("A name is missing, or is too long."))
            return None
        services = document.get("services") or []
        if not isinstance(services, list):
            self.wrong(f"{at}.services", _("This is not shaped as the specification has it."))
            return None
        rest = {key: value for key, value in document.items() if key != "services"}
        read = [self.service(one, f"{at}.services[{place}]") for place, one in enumerate(services)]
        return ReadProvider(found, name.strip(), rest, [one for one in read if one is not None])

    def service(self, document: Any, at: str) -> ReadService | None:
        found = self._id(document, at)
        if found is None:
            return None
        try:
            offer = tidy(offer_of(document), self.today)
        except Misshapen as wrong:
            self.wrong(f"{at}.{wrong.element}", _("This is not shaped as the specification has it."))
        except DomainError as refused:
            self.wrong(f"{at}.{refused.field or ''}", refused.text)
        else:
            return ReadService(found, offer, document, self.places_in_part)
        return None

    def _id(self, document: Any, at: str) -> UUID | None:
        if not isinstance(document, dict):
            self.wrong(at, _("This is not shaped as the specification has it."))
            return None
        try:
            found = UUID(str(document.get("id")))
        except ValueError:
            self.wrong(f"{at}.id", _("The id is missing, or is no UUID."))
            return None
        if found in self._seen:
            self.wrong(f"{at}.id", _("This id stands in the file twice."))
            return None
        self._seen.add(found)
        return found


def read_directory(content: bytes, *, today: date) -> list[ReadProvider]:
    """The organisations of a file with their services.

    Args:
        content: JSON in one of the shapes of `organisations_of`, or a package of tables.

    Raises:
        DirectoryRefused: with every problem, up to `MOST_PROBLEMS`.
    """
    content = as_json(content)
    if len(content) > MOST_BYTES:
        raise DirectoryRefused([Problem("", _("The file is larger than 1 MB. Bring it in parts."))])
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise DirectoryRefused([Problem("", _("The file is not readable as JSON."))]) from None
    if _is_deeper(found, DEEPEST):
        raise DirectoryRefused([Problem("", _("This is not shaped as the specification has it."))])
    if b"\\u0000" in content or b"\x00" in content:
        raise DirectoryRefused([Problem("", _("There is a character in the file that cannot be kept."))])
    try:
        many, in_part = organisations_of(found)
    except OfAnotherKind:
        says = _("Bring organisations with their services in them; this file is of another kind.")
        raise DirectoryRefused([Problem("", says)]) from None
    except Misshapen as wrong:
        says = _("A service comes with the organisation that offers it; here it is missing.")
        raise DirectoryRefused([Problem(wrong.element, says)]) from None
    reader = _Reader(today, places_in_part=in_part)
    read = [reader.provider(one, f"[{place}]") for place, one in enumerate(many)]
    if reader.problems:
        raise DirectoryRefused(reader.problems)
    return [one for one in read if one is not None]


def _is_deeper(found: Any, most: int) -> bool:
    """Whether something is nested deeper than so many levels; looked at level by level, however deep it is."""
    level = [found]
    for _depth in range(most):
        lists = [
            one.values() if isinstance(one, dict) else one for one in level if isinstance(one, (dict, list))
        ]
        level = [one for many in lists for one in many]
    return bool(level)


def _no_number(_name: str) -> NoReturn:
    raise ValueError("not a number of JSON")
