"""Sealing anew what is encrypted, with the first key and bound to its row, while others write.

Every column is walked by its key in small transactions. A value is replaced only where it still is the one that was
read, so whoever saves at the same moment wins, and what they saved is looked at in the next pass. A walk that was
stopped goes on where there is still something to do: what is up to date is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.apps import apps
from django.db import models, transaction
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Cast

from alongside.kernel.encryption import CannotDecrypt, EncryptedTextField, Sealed, prefix
from alongside.kernel.keyring import ring

Tell = Callable[[str, int], None]
"""Is called after each small transaction with what was walked and how many of its values were done."""
TOGETHER = 200
"""Values that are sealed anew in one transaction: on SQLite nobody else writes meanwhile."""
PASSES = 5


@dataclass
class Resealed:
    """What a walk did. `meanwhile`: somebody else wrote at that moment; `locked`: where a value does not open."""

    done: int = 0
    meanwhile: int = 0
    locked: list[str] = field(default_factory=list)


class Holder(Protocol):
    """Something that holds encrypted values."""

    @property
    def label(self) -> str:
        """What it is, as `app.Model.field`."""
        ...

    def by_key(self) -> dict[str, int]:
        """How many values each key has sealed."""
        ...

    def reseal(self, result: Resealed, tell: Tell) -> None:
        """Seal with the first key what is sealed with another, and write into `result` what became of it."""
        ...


_others: list[Holder] = []


def holds(holder: Holder) -> None:
    """Declare that something holds encrypted values that is no `EncryptedTextField`."""
    _others.append(holder)


@dataclass(frozen=True)
class Column:
    """An encrypted column of a table."""

    model: type[models.Model]
    field: EncryptedTextField

    @property
    def label(self) -> str:
        """`app.Model.field`"""
        return f"{self.model._meta.label}.{self.field.name}"

    def stored(self) -> QuerySet[Any]:
        """The rows that hold something; `stored` is the value as it is stored."""
        rows = self.model._base_manager.annotate(stored=Cast(self.field.name, models.TextField()))
        return rows.exclude(stored="").exclude(stored__isnull=True).order_by("pk")

    def read_one(self) -> None:
        """Open a value, if there is one.

        Raises:
            CannotDecrypt: it does not open.
        """
        row = self.stored().values_list("stored", *self.field.identity).first()
        if row is not None:
            self.field.open_at(Sealed(row[0]), row[1:])

    def by_key(self) -> dict[str, int]:
        """How many values each key has sealed; those that are not bound to their row yet under `id (unbound)`."""
        known = list(ring().ciphers)
        starts = {key_id: prefix(key_id) for key_id in known}
        starts |= {f"{key_id} (unbound)": f"{key_id}:" for key_id in known}
        counts = self.stored().aggregate(
            everything=Count("pk"),
            **{
                f"n{number}": Count("pk", filter=Q(stored__startswith=start))
                for number, start in enumerate(starts.values())
            },
        )
        found = {name: counts[f"n{number}"] for number, name in enumerate(starts)}
        found["unknown"] = counts["everything"] - sum(found.values())
        return {name: count for name, count in found.items() if count}

    def reseal(self, result: Resealed, tell: Tell) -> None:
        """Walk the column until nobody wrote meanwhile."""
        for _ in range(PASSES):
            before = result.meanwhile
            _walk(self, result, tell)
            if result.meanwhile == before:
                break


def encrypted_columns() -> Iterator[Column]:
    """Every encrypted column, versions too."""
    for model in apps.get_models():
        for found in model._meta.concrete_fields:
            if isinstance(found, EncryptedTextField):
                yield Column(model, found)


def holders() -> list[Holder]:
    """All that holds encrypted values."""
    return [*encrypted_columns(), *_others]


def key_counts() -> dict[str, dict[str, int]]:
    """For all that holds encrypted values: how many of them each key has sealed."""
    return {holder.label: counts for holder in holders() if (counts := holder.by_key())}


def reseal(tell: Tell = lambda label, done: None) -> Resealed:
    """Seal everything with the first key, bound to its row."""
    result = Resealed()
    for holder in holders():
        holder.reseal(result, tell)
    result.locked = sorted(set(result.locked))
    return result


def _walk(column: Column, result: Resealed, tell: Tell) -> None:
    last: Any = None
    done = 0
    while True:
        first = ring().first
        rows = column.stored().exclude(stored__startswith=prefix(first))
        if last is not None:
            rows = rows.filter(pk__gt=last)
        found = list(rows.values_list("pk", "stored", *column.field.identity)[:TOGETHER])
        if not found:
            return
        with transaction.atomic():
            for pk, stored, *row in found:
                try:
                    text = column.field.open_at(Sealed(stored), row)
                except CannotDecrypt as error:
                    result.locked.append(str(error))
                    continue
                if _replace(column, pk, Sealed(stored), column.field.seal(text, row)):
                    result.done += 1
                    done += 1
                else:
                    result.meanwhile += 1
        last = found[-1][0]
        tell(column.label, done)


def _replace(column: Column, pk: Any, old: Sealed, new: Sealed) -> bool:
    """Put `new` in the place of `old`, if `old` still stands there."""
    name = column.field.name
    return bool(column.model._base_manager.filter(pk=pk, **{name: old}).update(**{name: new}))
