"""A sealed value belongs to one field of one row: moved, swapped or put back from last year it does not open."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from alongside.kernel.encryption import (
    CannotDecrypt,
    CannotEncrypt,
    EncryptedTextField,
    Sealed,
    decrypt,
    encrypt,
    opened,
    prefix,
)
from alongside.kernel.ids import new_id
from alongside.kernel.keyring import open_with, seal_with
from alongside.kernel.models import Draft
from alongside.kernel.resealing import encrypted_columns
from tests.people_of_the_house import NOW

pytestmark = pytest.mark.django_db


def draft(body: str) -> Draft:
    kept = Draft(user_id=new_id(), form="note", subject_id=new_id(), key=new_id(), body=body, saved_at=NOW)
    kept.save()
    return kept


def stored(record: Any, column: str = "body") -> str:
    """What really stands in the table."""
    table = record._meta.db_table
    key = record._meta.pk.get_db_prep_value(record.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE {record._meta.pk.column} = %s", [key])
        return str(cursor.fetchone()[0])


def put(record: Any, value: str, column: str = "body") -> None:
    """Write into the table, past everything."""
    table = record._meta.db_table
    key = record._meta.pk.get_db_prep_value(record.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {record._meta.pk.column} = %s", [value, key])


def test_what_was_written_is_read_again_and_does_not_stand_in_the_table() -> None:
    kept = draft("He sleeps under the bridge")
    assert stored(kept).startswith(prefix("t1"))
    assert "bridge" not in stored(kept)
    assert Draft.objects.get(pk=kept.pk).body == "He sleeps under the bridge"


def test_a_value_moved_to_another_row_does_not_open_and_the_error_says_where() -> None:
    one, other = draft("one"), draft("other")
    put(one, stored(other))
    with pytest.raises(
        CannotDecrypt, match=rf"kernel\.Draft\.body, row {one.pk} does not open: .*another row"
    ):
        assert Draft.objects.get(pk=one.pk).body


def test_a_value_of_another_field_does_not_open() -> None:
    fields = {column.field.context: column.field for column in encrypted_columns()}
    name, content = fields["interop.sheet.name"], fields["interop.sheet.content"]
    row = [new_id()]
    sealed = name.seal("list.xlsx", row)
    assert name.open_at(sealed, row) == "list.xlsx"
    with pytest.raises(CannotDecrypt, match=r"interop\.Sheet\.content"):
        content.open_at(sealed, row)


def test_a_changed_value_and_a_lost_key_do_not_open(settings: Any) -> None:
    kept = draft("Whole")
    value = stored(kept)
    put(kept, value[:-6] + ("A" if value[-6] != "A" else "B") + value[-5:])
    with pytest.raises(CannotDecrypt):
        assert Draft.objects.get(pk=kept.pk).body
    put(kept, value)
    settings.FIELD_KEYS = [settings.FIELD_KEYS[0].replace("t1:", "t9:")]
    with pytest.raises(CannotDecrypt, match="no key 't1'"):
        assert Draft.objects.get(pk=kept.pk).body


def test_every_place_has_a_name_of_its_own() -> None:
    contexts: dict[str, set[str]] = {}
    for column in encrypted_columns():
        versions = any(found.name == "history_id" for found in column.model._meta.concrete_fields)
        if not versions:
            contexts.setdefault(column.field.context, set()).add(column.label)
    assert all(len(labels) == 1 for labels in contexts.values()), contexts


def test_last_years_version_cannot_be_put_back_into_the_record(sofie: Any, house: Any, jonas: Any) -> None:
    version = apps.get_model("people", "HistoricalPersonIdentifier")
    record = apps.get_model("people", "PersonIdentifier")
    for kept in (version, record):
        assert isinstance(kept._meta.get_field("value"), EncryptedTextField)
    row = new_id()
    of_version = version._meta.get_field("value").seal("0101011234", [row, 1])
    assert version._meta.get_field("value").open_at(of_version, [row, 1]) == "0101011234"
    with pytest.raises(CannotDecrypt):
        version._meta.get_field("value").open_at(of_version, [row, 2])
    with pytest.raises(CannotDecrypt):
        record._meta.get_field("value").open_at(of_version, [row])


def test_a_value_of_the_form_before_is_still_read_and_the_next_save_binds_it() -> None:
    kept = draft("From before")
    put(kept, encrypt("From before", context="kernel.draft.body"))
    again = Draft.objects.get(pk=kept.pk)
    assert not stored(kept).startswith("row:")
    again.turn = 2
    again.save()
    assert stored(kept).startswith("row:t1:")
    assert Draft.objects.get(pk=kept.pk).body == "From before"


def test_a_query_that_does_not_know_the_row_gets_something_that_refuses_to_be_shown() -> None:
    kept = draft("Quiet")
    (value,) = Draft.objects.filter(pk=kept.pk).values_list("body", flat=True)
    assert isinstance(value, Sealed)
    assert "Quiet" not in repr(value)
    with pytest.raises(CannotDecrypt, match="without its record"):
        str(value)
    assert opened(Draft, "body", value, kept.pk) == "Quiet"
    assert Draft(pk=kept.pk, body=value).body == "Quiet"
    with pytest.raises(CannotDecrypt):
        opened(Draft, "body", value, new_id())


def test_a_query_cannot_write_or_seek_a_text_it_could_not_bind() -> None:
    kept = draft("Quiet")
    for attempt in (
        lambda: Draft.objects.filter(pk=kept.pk).update(body="loud"),
        lambda: list(Draft.objects.filter(body="Quiet")),
    ):
        with pytest.raises(CannotEncrypt, match="save it through the record"), transaction.atomic():
            attempt()
    assert Draft.objects.exclude(body="").count() == 1


def test_raw_rows_and_deferred_fields_open_too() -> None:
    kept = draft("Quiet")
    (raw,) = Draft.objects.raw("SELECT * FROM kernel_draft")
    assert raw.body == "Quiet"
    assert Draft.objects.defer("body").get(pk=kept.pk).body == "Quiet"


def test_many_rows_at_once_are_each_bound_to_themselves() -> None:
    many = [
        Draft(user_id=new_id(), form="note", subject_id=new_id(), key=new_id(), body=f"{n}", saved_at=NOW)
        for n in range(5)
    ]
    Draft.objects.bulk_create(many)
    assert [Draft.objects.get(pk=one.pk).body for one in many] == ["0", "1", "2", "3", "4"]
    assert len({stored(one) for one in many}) == 5


def test_what_nobody_reads_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = draft("Quiet")
    monkeypatch.setattr("alongside.kernel.encryption.open_with", lambda *_, **__: pytest.fail("opened"))
    again = Draft.objects.get(pk=kept.pk)
    again.turn = 7
    again.save()


def test_a_text_of_no_row_is_bound_to_its_context() -> None:
    sealed = encrypt("Jonas", context="audit.criterion")
    assert decrypt(sealed, context="audit.criterion") == "Jonas"
    with pytest.raises(CannotDecrypt):
        decrypt(sealed, context="audit.other")


def test_a_seal_differs_each_time_and_carries_the_id_of_its_key() -> None:
    one, other = (seal_with("t1", "same", "place") for _ in range(2))
    assert one != other
    assert open_with("t1", one, "place") == "same"
    assert settings.FIELD_KEYS[0].startswith("t1:")
