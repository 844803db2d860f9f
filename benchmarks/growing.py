"""A municipality made many times larger, in the database itself.

The operations make the first people, one by one, as they always do. A hundred thousand of them would take hours;
what is measured at that size is how pages find their few rows among very many, so the rows may be copies. Every
copied person has a team, a case manager, a course and all that hangs on it, each record with an id of its own.
The trail, the history and the numbers of changes are not copied: pages reach them through one index or never. Nor is
what is encrypted, which only opens in its own row; those whose pages are measured are the first people, with all of it.
Notes alone keep their weight: a copy holds the sealed note it is a copy of, which nobody opens, and those of the long
stories that are read have theirs sealed anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import cycle
from math import ceil
from uuid import UUID

from django.apps import apps
from django.db import connection, models

from alongside.contacts.models import Contact
from alongside.kernel.encryption import EncryptedTextField, bulk_update
from alongside.kernel.models import Record
from alongside.organisation.models import Agency

_LENGTHENED, _FILLED_UP = 1_000_000, 2_000_000
"""What numbers of added contacts begin with, so that no copy of a person's, or of the other kind, has the same."""

_EARLIER = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f', {column}, '-' || {days} || ' days')",
    "postgresql": "{column} - make_interval(days => {days}::int)",
}


_AS_HEAVY = {'"text"': 'o."text"'}


def grow(times: int) -> None:
    """Make `times` as many people, teams and workers as there are now, all in the one agency."""
    if times < 2:
        return
    with _unguarded():
        for model in _copied_models():
            _copy(model, range(1, times))
    _count()


def lengthen(enrolments: Sequence[UUID], contacts: int) -> None:
    """Give each of these courses `contacts` contacts or more, each copy of one three months earlier than the last."""
    of_these = Contact.objects.unscoped().filter(enrolment__in=enrolments)
    notes = [note for note in of_these.order_by("pk") if note.text]
    with _unguarded():
        for enrolment in set(enrolments):
            there = (
                Contact.objects.unscoped().filter(enrolment=enrolment, status__in=("held", "tried")).count()
            )
            _copy_contacts(_LENGTHENED, range(1, ceil(contacts / there)), courses=[enrolment])
        copies = list(of_these.exclude(pk__in=[note.pk for note in notes]).order_by("pk"))
        for copy, note in zip(copies, cycle(notes), strict=False):
            copy.text = note.text
        for start in range(0, len(copies), 500):
            bulk_update(copies[start : start + 500], ["text"])
    _count()


def fill_up(contacts: int, *, but: Sequence[UUID]) -> None:
    """Add earlier contacts to the courses there are `but` these, until there are `contacts` in all."""
    years = 0
    with _unguarded():
        while (missing := contacts - Contact.objects.unscoped().count()) > 0:
            years += 1
            _copy_contacts(_FILLED_UP, range(years, years + 1), but=but, most=missing)
    _count()


def _copied_models() -> Iterator[type[models.Model]]:
    """Every kind of record but the agency, those it points at before it."""
    for model in apps.get_models():
        if not issubclass(model, Record) or model is Agency or model._meta.label.startswith("interop."):
            continue
        if not _one_of_the_agency(model):
            yield model


def _one_of_the_agency(model: type[models.Model]) -> bool:
    """Whether an agency may have but one such row at a time: the review of rights that is open, a rule."""
    return any(
        set(constraint.fields) == {"agency"}
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    )


def _copy(model: type[models.Model], numbers: range) -> None:
    """A copy of every row of one table for each number, tied to the copies of what the row is tied to."""
    copied = set(_copied_models())
    told_apart = _told_apart(model, copied)
    values: dict[str, str] = {}
    for field in model._meta.concrete_fields:
        column = _quoted(field.column)
        if field.primary_key or (field.is_relation and field.related_model in copied):
            values[column] = f"copied(o.{column}, c.k)"
        elif isinstance(field, models.OneToOneField):
            values[column] = "NULL"
        elif field.name in told_apart and isinstance(field, models.UUIDField):
            values[column] = f"copied(o.{column}, c.k)"
        elif field.name in told_apart:
            values[column] = f"substr(o.{column}, 1, {(field.max_length or 40) - 8}) || ' ' || c.k"
    _insert(model, numbers, values | (_AS_HEAVY if model is Contact else {}))


def _copy_contacts(
    apart: int,
    numbers: range,
    *,
    courses: Sequence[UUID] = (),
    but: Sequence[UUID] = (),
    most: int | None = None,
) -> None:
    """Earlier contacts of the same courses, of all, of some or of all but some, `most` in all."""
    values = {_quoted("id"): f"copied(o.id, {apart} + c.k)", **_AS_HEAVY}
    for column in map(_quoted, ("occurred_at", "signed_at")):
        values[column] = _EARLIER[connection.vendor].format(column=f"o.{column}", days="(91 * c.k)")
    chosen = "WHERE o.status IN ('held', 'tried')"
    for keys, among in ((courses, "IN"), (but, "NOT IN")):
        if keys:
            chosen += f" AND o.enrolment_id {among} ({', '.join(f'{key.hex!r}' for key in keys)})"
    _insert(Contact, numbers, values, f"{chosen} LIMIT {most}" if most is not None else chosen)


def _insert(model: type[models.Model], numbers: range, values: Mapping[str, str], chosen: str = "") -> None:
    """Rows made of the rows `o` there are and each number `c.k`: `values` by column, the others as they are."""
    table = model._meta.db_table
    values = _without_the_encrypted(model) | dict(values)
    columns = [_quoted(field.column) for field in model._meta.concrete_fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) "  # noqa: S608 - tables and columns are the models'
            f"WITH RECURSIVE copies(k) AS (SELECT {numbers.start} UNION ALL "
            f"SELECT k + 1 FROM copies WHERE k + 1 < {numbers.stop}) "
            f"SELECT {', '.join(values.get(column, f'o.{column}') for column in columns)} "
            f"FROM {table} o CROSS JOIN copies c {chosen}"
        )


def _without_the_encrypted(model: type[models.Model]) -> dict[str, str]:
    """A value for each encrypted column: nothing, since what is sealed belongs to one row."""
    return {
        _quoted(field.column): "NULL" if field.null else "''"
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedTextField)
    }


def _quoted(column: str | None) -> str:
    return connection.ops.quote_name(str(column))


def _told_apart(model: type[models.Model], copied: set[type[models.Model]]) -> set[str]:
    """The fields that must differ between copies: unique, without a copied record to tell them apart."""
    fields = set()
    for constraint in model._meta.constraints:
        if not isinstance(constraint, models.UniqueConstraint):
            continue
        members = [model._meta.get_field(name) for name in constraint.fields]
        if not any(member.is_relation and member.related_model in copied for member in members):
            texts = [
                member.name for member in members if isinstance(member, models.CharField | models.UUIDField)
            ]
            fields.update(texts[-1:])
    return fields


@contextmanager
def _unguarded() -> Iterator[None]:
    """References are not checked row by row while copies are made, and what guards signed notes stands aside."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION copied(id uuid, k int) RETURNS uuid IMMUTABLE STRICT LANGUAGE sql AS "
                "$$ SELECT (substr(replace(id::text, '-', ''), 1, 16)"
                " || substr(md5(id::text || ':' || k), 1, 16))::uuid $$"
            )
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        connection.connection.create_function("copied", 2, _copied_id, deterministic=True)
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("PRAGMA cache_size = -1000000")
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        yield
        for _, sql in triggers:
            cursor.execute(sql)
        cursor.execute("PRAGMA foreign_keys = ON")


def _copied_id(key: str | None, number: int) -> str | None:
    if key is None:
        return None
    return key[:16] + hashlib.blake2b(f"{key}:{number}".encode(), digest_size=8).hexdigest()


def _count() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
