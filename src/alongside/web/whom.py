"""Whom a page is about to show, read off the values it gives its template.

The queries of the rooms answer with frozen dataclasses that name a person, a course or a referral by its id. So a
page need not gather ids by hand, and cannot forget the one list of three that it added later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.functional import Promise

from alongside.enrolments.models import Enrolment
from alongside.organisation.profile import Profile
from alongside.people.models import Person
from alongside.referrals.models import Referral

NOTHING_INSIDE = (str, bytes, int, float, date, Enum, UUID, Promise, Profile, type(None))
KINDS: dict[str, Any] = {"enrolment_id": Enrolment, "referral_id": Referral}


class Whom:
    """Gathers ids: of people, and of courses and referrals whose person is not named beside them."""

    def __init__(self) -> None:
        self.people: dict[UUID, None] = {}
        self._known: dict[str, set[UUID]] = {name: set() for name in KINDS}
        self._asked: dict[str, dict[UUID, None]] = {name: {} for name in KINDS}
        self._seen: set[int] = set()

    def take(self, value: Any) -> None:
        """Everyone in a value: a record, a dataclass, or a list or mapping of these, however deep."""
        if isinstance(value, NOTHING_INSIDE) or id(value) in self._seen:
            return
        self._seen.add(id(value))
        if isinstance(value, Model):
            self._record(value)
        elif is_dataclass(value):
            self._ids(value)
            for one in fields(value):
                self.take(getattr(value, one.name, None))
        elif isinstance(value, Mapping):
            for one in value.values():
                self.take(one)
        elif isinstance(value, Iterable):
            for one in value:
                self.take(one)

    def _record(self, record: Model) -> None:
        if isinstance(record, Person):
            self.people[record.pk] = None
        elif isinstance(record, Enrolment | Referral):
            if record.person_id is not None:
                self.people[record.person_id] = None
        else:
            self._ids(record)

    def _ids(self, value: Any) -> None:
        person_id = getattr(value, "person_id", None)
        if isinstance(person_id, UUID):
            self.people[person_id] = None
        for name in KINDS:
            found = getattr(value, name, None)
            if isinstance(found, UUID):
                if isinstance(person_id, UUID):
                    self._known[name].add(found)
                else:
                    self._asked[name][found] = None

    def found(self) -> list[UUID]:
        """The people, in the order in which they stood. One query for each kind that named nobody itself."""
        for name, model in KINDS.items():
            unknown = self._asked[name].keys() - self._known[name]
            if unknown:
                rows = model._base_manager.filter(pk__in=unknown, person_id__isnull=False)
                self.people |= dict.fromkeys(rows.values_list("person_id", flat=True))
        return list(self.people)


def whom(*values: Any) -> list[UUID]:
    """The ids of everyone in these values."""
    gathered = Whom()
    for value in values:
        gathered.take(value)
    return gathered.found()
