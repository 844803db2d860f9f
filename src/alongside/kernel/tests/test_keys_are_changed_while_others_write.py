"""A new key is taken up while pages are open: nothing is lost, nothing stays behind, and the old key can go."""

from __future__ import annotations

import base64
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from alongside.documents.models import DocumentContent
from alongside.kernel import resealing
from alongside.kernel.encryption import CannotDecrypt, Sealed, encrypt, opened, prefix
from alongside.kernel.ids import new_id
from alongside.kernel.keyring import seal_with
from alongside.kernel.models import Draft
from alongside.kernel.resealing import encrypted_columns, key_counts, reseal
from alongside.people.identifiers import CPR
from alongside.people.models import PersonIdentifier
from alongside.people.operations import set_identifier
from tests.people_of_the_house import NOW

NEW = "t2:" + base64.b64encode(bytes(range(32))).decode()
DRAFTS = 60
ROUNDS = 40


def make_drafts(many: int) -> list[Draft]:
    rows = [
        Draft(
            user_id=new_id(), form="note", subject_id=new_id(), key=new_id(), body=f"body {n}", saved_at=NOW
        )
        for n in range(many)
    ]
    Draft.objects.bulk_create(rows)
    return rows


def as_a_process_with_the_old_keys_would(row: Draft, text: str) -> None:
    """Save as a process that has not seen the new key yet."""
    place = Draft._meta.get_field("body").place([row.pk])  # type: ignore[union-attr]
    sealed = Sealed(f"{prefix('t1')}{seal_with('t1', text, place)}")
    Draft.objects.filter(pk=row.pk).update(body=sealed)


def read_everything() -> int:
    """Open every encrypted value there is; how many."""
    count = 0
    for column in encrypted_columns():
        for stored, *row in column.stored().values_list("stored", *column.field.identity):
            column.field.open_at(Sealed(stored), row)
            count += 1
    return count


@pytest.mark.django_db(transaction=True)
def test_a_rotation_under_writes_leaves_nothing_that_does_not_open(
    settings: Any, monkeypatch: pytest.MonkeyPatch, house: Any, jonas: Any, sofie: Any
) -> None:
    set_identifier(by=sofie, person=jonas.person, system=CPR, value="010190-1234")
    rows = make_drafts(DRAFTS)
    Draft.objects.filter(pk=rows[0].pk).update(body=Sealed(encrypt("of before", context="kernel.draft.body")))
    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]
    monkeypatch.setattr(resealing, "TOGETHER", 3)
    last: dict[Any, str] = {rows[0].pk: "of before", **{row.pk: row.body for row in rows[1:]}}
    start = threading.Barrier(3)

    def write(part: int) -> None:
        start.wait(timeout=10)
        try:
            mine = rows[part::2]
            for n in range(ROUNDS):
                row = mine[(n * 7) % len(mine)]
                text = f"writer {part} round {n}"
                if n % 2:
                    as_a_process_with_the_old_keys_would(row, text)
                else:
                    again = Draft.objects.get(pk=row.pk)
                    again.body = text
                    again.save()
                last[row.pk] = text
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        writers = [pool.submit(write, part) for part in range(2)]
        start.wait(timeout=10)
        result = reseal()
        for writer in writers:
            writer.result()
    assert not result.locked
    assert {row.pk: row.body for row in Draft.objects.all()} == last
    reseal()
    assert {name for counts in key_counts().values() for name in counts} == {"t2"}
    settings.FIELD_KEYS = [NEW]
    assert {row.pk: row.body for row in Draft.objects.all()} == last
    assert PersonIdentifier.objects.unscoped().get(person=jonas.person).value == "0101901234"
    assert read_everything() > DRAFTS
    assert DocumentContent.objects.unscoped().count() == 0


@pytest.mark.django_db
def test_a_value_that_somebody_saved_meanwhile_is_not_overwritten(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (row,) = make_drafts(1)
    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]
    original = resealing._replace

    def too_late(column: Any, pk: Any, old: Sealed, new: Sealed) -> bool:
        monkeypatch.setattr(resealing, "_replace", original)
        as_a_process_with_the_old_keys_would(row, "newer")
        return original(column, pk, old, new)

    monkeypatch.setattr(resealing, "_replace", too_late)
    result = reseal()
    assert result.meanwhile == 1
    assert Draft.objects.get(pk=row.pk).body == "newer"
    assert key_counts()["kernel.Draft.body"] == {"t2": 1}


@pytest.mark.django_db
def test_a_walk_that_was_stopped_goes_on_where_it_was(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    make_drafts(5)
    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]
    monkeypatch.setattr(resealing, "TOGETHER", 2)

    def stop(label: str, done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reseal(stop)
    assert key_counts()["kernel.Draft.body"] == {"t2": 2, "t1": 3}
    assert reseal().done == 3


@pytest.mark.django_db
def test_what_does_not_open_is_told_and_the_rest_is_done(settings: Any) -> None:
    one, other, third = make_drafts(3)
    Draft.objects.filter(pk=one.pk).update(body=Draft.objects.values_list("body", flat=True).get(pk=other.pk))
    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]
    result = reseal()
    assert result.done == 2
    (where,) = result.locked
    assert f"kernel.Draft.body, row {one.pk}" in where
    assert Draft.objects.get(pk=third.pk).body == "body 2"
    with pytest.raises(CannotDecrypt):
        opened(Draft, "body", Draft.objects.values_list("body", flat=True).get(pk=one.pk), one.pk)
