"""What earlier deliveries brought: foreign ids, our records behind them, and what was last said of them."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from alongside.interop.models import FFB, ExternalRecord
from alongside.people.models import Person
from alongside.referrals.order_operations import received_records
from alongside.referrals.orders import Order, OrderDocument, Participant, Received

from .parts import LABELS, key

ALL_LABELS: dict[str, type[Received]] = LABELS | {
    kind._meta.label_lower: kind for kind in (Participant, OrderDocument)
}


class News(Enum):
    """What a delivery told us of a record."""

    NONE = "none"
    NEW = "new"
    CHANGED = "changed"


class Seen:
    """Whether a record was received before, and about whom. Remembers every answer."""

    def __init__(self, agency_id: UUID) -> None:
        self._agency_id = agency_id
        self.people: set[UUID] = set()

    def __call__(self, type_: str, id_: str) -> bool:
        """Has a record of this FHIR type with this id been received, and does it stand?"""
        people = self.of([(type_, id_)])
        self.people |= people
        return bool(people)

    def of(self, keys: Iterable[tuple[str, str]]) -> set[UUID]:
        """The people these records were received about."""
        found: set[UUID] = set()
        by_type: dict[str, list[str]] = defaultdict(list)
        for type_, id_ in keys:
            by_type[type_].append(id_)
        for type_, ids in by_type.items():
            records = ExternalRecord.objects.unscoped().filter(
                agency_id=self._agency_id, system=FFB, resource_type=type_, external_id__in=ids
            )
            found |= set(records.filter(withdrawn_at__isnull=True).values_list("person_id", flat=True))
        return found


class Ledger:
    """The foreign records of one person. Used inside an operation."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self._rows = {
            key(row.resource_type, row.external_id): row
            for row in ExternalRecord.objects.select_related("referral").filter(person=person, system=FFB)
        }

    def rows(self) -> list[ExternalRecord]:
        """Every foreign record, by type and id."""
        return [self._rows[name] for name in sorted(self._rows)]

    def row(self, name: str) -> ExternalRecord | None:
        """The foreign record of that name."""
        return self._rows.get(name)

    def records(self) -> dict[str, Received]:
        """Our records of orders, by the name of the foreign one."""
        ids: dict[type[Received], dict[UUID, str]] = defaultdict(dict)
        for name, row in self._rows.items():
            kind = ALL_LABELS.get(row.label)
            if kind is not None and row.record_id is not None:
                ids[kind][row.record_id] = name
        return {
            names[record_id]: record
            for kind, names in ids.items()
            for record_id, record in received_records(kind, names).items()
        }

    def cases_of_plans(self) -> dict[tuple[str, str], str]:
        """The case number of every plan that came earlier."""
        return {
            (row.resource_type, row.external_id): row.referral.case_number
            for row in self._rows.values()
            if row.label == Order._meta.label_lower and row.referral is not None
        }

    def ids_of(self, kind: type[Received], referral_id: UUID) -> dict[str, UUID]:
        """Our records of one kind and referral, by KL's id."""
        return {
            row.external_id: row.record_id
            for row in self._rows.values()
            if row.label == kind._meta.label_lower
            and row.referral_id == referral_id
            and row.record_id is not None
            and row.withdrawn_at is None
        }

    def stands_for_ours(self, name: str) -> bool:
        """Does the foreign record stand for something we made ourselves, such as a review?"""
        row = self._rows.get(name)
        return row is not None and bool(row.label) and row.label not in ALL_LABELS

    def says_the_same(self, name: str, content: dict[str, Any]) -> bool:
        """Is this what was last said of the record, word for word?"""
        row = self._rows.get(name)
        return row is not None and row.withdrawn_at is None and unstamped(row.content) == unstamped(content)

    def offer_types(self) -> dict[str, str]:
        """Type of offer by CareTeam id."""
        return {
            row.external_id: row.content["category"][0]["coding"][0]["code"]
            for row in self._rows.values()
            if row.resource_type == "CareTeam" and row.content
        }

    def follow_ups(self) -> dict[str, date]:
        """Day of follow-up by Encounter id."""
        return {
            row.external_id: datetime.fromisoformat(row.content["period"]["start"]).date()
            for row in self._rows.values()
            if row.resource_type == "Encounter" and row.content
        }

    def keep(self, type_: str, id_: str, *, referral_id: UUID | None, record: Any = None) -> ExternalRecord:
        """Remember a foreign record, and which record of ours it stands for. It stands again if it was withdrawn."""
        name = key(type_, id_)
        row = self._rows.get(name)
        if row is None:
            row = self._rows[name] = ExternalRecord(
                agency_id=self._person.agency_id,
                person=self._person,
                system=FFB,
                resource_type=type_,
                external_id=id_,
            )
        before = (row.referral_id, row.label, row.record_id, row.withdrawn_at)
        row.referral_id = row.referral_id or referral_id
        if record is not None:
            row.label, row.record_id = record._meta.label_lower, record.pk
        row.withdrawn_at = None
        if row._state.adding or before != (row.referral_id, row.label, row.record_id, row.withdrawn_at):
            row.save()
        return row

    def keep_content(self, content: dict[str, Any], *, referral_id: UUID | None) -> News:
        """Keep what was said of a foreign record."""
        row = self.keep(content["resourceType"], content["id"], referral_id=referral_id)
        if unstamped(row.content) == unstamped(content):
            return News.NONE
        news = News.CHANGED if row.content else News.NEW
        row.content = content
        row.save()
        return news

    def withdraw(self, type_: str, id_: str, at: datetime) -> list[str]:
        """Mark a foreign record, and the rows made beside it, as withdrawn. The names of those that stood."""
        names = [
            name for name in self._rows if name == key(type_, id_) or name.startswith(f"{key(type_, id_)}#")
        ]
        standing = [name for name in names if self._rows[name].withdrawn_at is None]
        for name in standing:
            self._rows[name].withdrawn_at = at
            self._rows[name].save()
        return standing


def unstamped(content: dict[str, Any]) -> dict[str, Any]:
    """The content without the time it was said, which is no part of what it says."""
    bare = copy.deepcopy(content)
    bare.get("meta", {}).pop("lastUpdated", None)
    return bare
