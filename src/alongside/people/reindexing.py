"""Bringing blind indexes up to date when they have a new key, while others write."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet

from alongside.kernel.keyring import index_key_id
from alongside.people.identifiers import index_of
from alongside.people.sameness import MatchKey

TOGETHER = 200


def stale_numbers() -> QuerySet[Any]:
    """The numbers whose fingerprint is not the newest key's."""
    return _stale("PersonIdentifier")


def match_keys_are_stale() -> bool:
    """Whether likely duplicates are sought by fingerprints of an older key."""
    return MatchKey.objects.exclude(value__startswith=f"{index_key_id()}.").exists()


def reindex_numbers() -> int:
    """Write the fingerprint of every number with the newest key, also in versions. Returns how many."""
    done = 0
    for name in ("PersonIdentifier", "HistoricalPersonIdentifier"):
        last: Any = None
        while True:
            rows = _stale(name) if last is None else _stale(name).filter(pk__gt=last)
            found = list(rows.order_by("pk")[:TOGETHER])
            if not found:
                break
            with transaction.atomic():
                for row in found:
                    index = index_of(row.agency_id, row.system, row.value)
                    # Only where nobody has written another number meanwhile; theirs has the newest fingerprint.
                    same = rows.model._base_manager.filter(pk=row.pk, value_index=row.value_index)
                    done += same.update(value_index=index)
            last = found[-1].pk
    return done


def _stale(name: str) -> QuerySet[Any]:
    model: Any = apps.get_model("people", name)
    rows: QuerySet[Any] = model._base_manager.exclude(value_index__startswith=f"{index_key_id()}.")
    return rows
