"""The fast path leaves the records that the same operations leave one by one: every table, every column.

Each way loads a municipality, everything is read, and the load is undone. Ids are made anew each time, so each
record is compared by what it says and by what the records say that it points at.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models, transaction

from alongside.audit.trail import verify
from alongside.demo.cohort import Cohort
from alongside.demo.loading import load
from tests.in_the_clear import in_the_clear

DIFFER_BY_NATURE = {
    # Places in one sequence: transactions of many operations hand them out in another order.
    "audit.entry": {"id", "place", "previous_hash", "hash"},
    "audit.chainhead": {"hash"},
    "kernel.change": {"id", "number"},
    # A new command key, and the machine's clock.
    "kernel.draft": {"key"},
    "kernel.job": {"asked_at", "not_before", "started_at", "ended_at", "held_until", "held_by", "queued_as"},
    # Telephone numbers stand there as fingerprints, too.
    "people.matchkey": {"id", "value"},
    # The same content is never sealed the same twice.
    "documents.documentcontent": {"sealed"},
    # A fingerprint is the agency's own, and each way makes another agency.
    "people.personidentifier": {"value_index"},
    "people.historicalpersonidentifier": {"value_index"},
    "numbers.writingday": {"id"},
    "accounts.user": {"date_joined", "password"},
}


class Tables:
    """Everything in the database, with ids replaced by what the records say."""

    def __init__(self) -> None:
        self._kinds = [m for m in apps.get_models() if m._meta.app_config.name.startswith("alongside.")]
        self._rows: dict[UUID, tuple[type[models.Model], dict[str, Any]]] = {}
        self._said: dict[UUID, str] = {}
        for kind in self._kinds:
            if isinstance(kind._meta.pk, models.UUIDField):
                for row in kind._base_manager.values():
                    self._rows[row[kind._meta.pk.attname]] = (kind, in_the_clear(kind, row))

    def content(self) -> dict[str, Counter[str]]:
        """For each table how often each row is there."""
        return {
            kind._meta.label_lower: Counter(
                self._row(kind, in_the_clear(kind, row)) for row in kind._base_manager.values()
            )
            for kind in self._kinds
        }

    def _row(self, kind: type[models.Model], row: dict[str, Any]) -> str:
        left_out = set(DIFFER_BY_NATURE.get(kind._meta.label_lower, ()))
        if kind._meta.label_lower.rpartition(".")[2].startswith("historical"):
            left_out |= {"history_id"}
        elif isinstance(kind._meta.pk, models.UUIDField):
            left_out |= {kind._meta.pk.attname}
        return json.dumps(
            {name: self._value(value) for name, value in row.items() if name not in left_out},
            sort_keys=True,
            default=str,
        )

    def _value(self, value: Any) -> Any:
        """A UUID as what its record says; also inside the JSON of the trail, where lists of ids have no order."""
        if isinstance(value, UUID):
            return self._says(value)
        if isinstance(value, str) and len(value) == 36 and value.count("-") == 4:
            return self._says(UUID(value))
        if isinstance(value, dict):
            return {key: self._value(part) for key, part in value.items()}
        if isinstance(value, list):
            parts = [self._value(part) for part in value]
            return sorted(parts) if all(isinstance(part, str) for part in parts) else parts
        return value

    def _says(self, record_id: UUID) -> str:
        if record_id not in self._rows:
            # An agency's id in a table that has no foreign key to it, or nobody's.
            return "?"
        if record_id not in self._said:
            self._said[record_id] = hashlib.sha256(self._row(*self._rows[record_id]).encode()).hexdigest()
        return self._said[record_id]


def after(*, in_bulk: bool) -> dict[str, Counter[str]]:
    """The tables after loading one way; nothing of it stays."""
    with transaction.atomic():
        loaded = load(Cohort(people=11, seed=4, today=date(2026, 11, 20)), in_bulk=in_bulk)
        assert verify(loaded.agency_id) is None
        content = Tables().content()
        transaction.set_rollback(True)
    return content


@pytest.mark.django_db
def test_every_table_is_the_same_after_both_ways() -> None:
    one_by_one, in_bulk = after(in_bulk=False), after(in_bulk=True)
    for table in one_by_one:
        missing, extra = one_by_one[table] - in_bulk[table], in_bulk[table] - one_by_one[table]
        assert not missing, (table, missing.most_common(2))
        assert not extra, (table, extra.most_common(2))
    contacts, versions = in_bulk["contacts.contact"], in_bulk["contacts.historicalcontact"]
    assert contacts.total() > 1_000
    assert versions.total() > contacts.total()
    assert in_bulk["audit.entry"].total() > contacts.total()
    assert in_bulk["plans.planversion"].total() > 20
