"""Encrypts where people can be found, in records and versions, and takes it out of what the search looks through."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models
from django.db.models.functions import Cast

from alongside.kernel.encryption import Sealed
from alongside.people.rules import search_text

FIELDS = ("phone", "email", "address", "postal_code", "city", "whereabouts")
TOGETHER = 500


def close(apps: Any, schema_editor: Any) -> None:
    for name in ("Person", "HistoricalPerson"):
        for row, stored in _rows(apps.get_model("people", name)):
            changed = {
                field: seal.seal(value, [getattr(row, one) for one in seal.identity])
                for field, value in stored.items()
                if value and not value.startswith("row:")
                for seal in [row._meta.get_field(field)]
            }
            if changed:
                type(row)._base_manager.filter(pk=row.pk).update(**changed)
    person = apps.get_model("people", "Person")
    for one in person._base_manager.filter(address_protected=True):
        leading = person._base_manager.filter(merged_into_id=one.pk).order_by("pk")
        names = [name for each in (one, *leading) for name in (each.called_name, each.given_name, each.family_name)]
        person._base_manager.filter(pk=one.pk).update(search_text=search_text(names=names, phone="", city=""))


def open_again(apps: Any, schema_editor: Any) -> None:
    for name in ("Person", "HistoricalPerson"):
        model = apps.get_model("people", name)
        for row, stored in _rows(model):
            for field, value in stored.items():
                if value and value.startswith("row:"):
                    plain = models.Value(getattr(row, field), output_field=models.TextField())
                    model._base_manager.filter(pk=row.pk).update(**{field: plain})


def _rows(model: Any) -> Any:
    """Every row, with what really stands in the columns."""
    last = None
    while True:
        rows = model._base_manager.order_by("pk").annotate(
            **{f"stored_{field}": Cast(field, models.TextField()) for field in FIELDS}
        )
        found = list((rows.filter(pk__gt=last) if last is not None else rows)[:TOGETHER])
        for row in found:
            stored = {field: getattr(row, f"stored_{field}") for field in FIELDS}
            for field, value in stored.items():
                row.__dict__[field] = Sealed(value) if value else value
            yield row, stored
        if len(found) < TOGETHER:
            return
        last = found[-1].pk


class Migration(migrations.Migration):
    dependencies = [("people", "0005_where_somebody_can_be_found")]

    operations = [migrations.RunPython(close, open_again)]
