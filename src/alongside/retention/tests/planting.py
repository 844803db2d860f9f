"""Fills every table that can hold something about a person with a word that is found again anywhere."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import connection, models

from alongside.kernel.destroying import _guards_lifted
from alongside.kernel.history import insert_with_versions
from alongside.kernel.ids import new_id
from alongside.kernel.running import current
from alongside.organisation.models import Agency, Team, Worker
from alongside.people.models import Person
from alongside.retention.everything import belonging
from tests.people_of_the_house import House, writing

WORD = "Zwetschgenknödel"
"""No text of the house holds it. Where a column is shorter, its beginning stands there."""
SHORTEST = 8

_BY_KIND: tuple[tuple[type[models.Field[Any, Any]], Any], ...] = (
    (models.JSONField, [WORD]),
    (models.BinaryField, WORD.encode()),
    (models.DateTimeField, datetime(2020, 1, 2, 3, 4, tzinfo=UTC)),
    (models.DateField, date(2020, 1, 2)),
    (models.TimeField, time(3, 4)),
    (models.BooleanField, False),
    (models.DecimalField, Decimal(1)),
    (models.IntegerField, 1),
)


def plant(house: House, person: Person) -> dict[type[models.Model], Any]:
    """One row in every table that belongs to a person, each text of it being the word. By model."""
    rows: dict[type[models.Model], Any] = {Person: person}
    tables = [one._meta.db_table for one in belonging()]
    with writing(house.agency), connection.cursor() as cursor, _guards_lifted(tables):
        # What a value may be is not the matter here, only that it is there.
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        for model in sorted(belonging(), key=lambda one: one._meta.label):
            _row(model, rows, house)
        cursor.execute("PRAGMA ignore_check_constraints = OFF")
    return rows


def _row(model: type[models.Model], rows: dict[type[models.Model], Any], house: House) -> Any:
    if model in rows:
        return rows[model]
    values = {
        field.attname: _value(field, rows, house)
        for field in model._meta.concrete_fields
        if not isinstance(field, models.AutoField)
    }
    row = model(**values)
    running = current()
    assert running is not None
    insert_with_versions([row], running)
    rows[model] = row
    return row


def _value(field: Any, rows: dict[type[models.Model], Any], house: House) -> Any:
    if isinstance(field, models.ForeignKey):
        return _link(field, rows, house)
    if field.primary_key or isinstance(field, models.UUIDField):
        return new_id()
    if field.name == "version":
        return 1
    if field.choices:
        return field.choices[0][0]
    # What hangs on the person may also hang on something that stays: the word is not in that.
    theirs = field.model in belonging()
    for kind, value in _BY_KIND:
        if isinstance(field, kind):
            return value if theirs or kind is not models.JSONField else ["elsewhere"]
    word = WORD if theirs else "elsewhere"
    return word[: field.max_length] if field.max_length else word


def _link(field: Any, rows: dict[type[models.Model], Any], house: House) -> Any:
    target = field.related_model
    if target is Worker:
        return house.workers["sofie"].pk
    if target is Agency:
        return house.agency.pk
    if target is Team:
        return house.team.pk
    if field.null:
        return None
    return _row(target, rows, house).pk
