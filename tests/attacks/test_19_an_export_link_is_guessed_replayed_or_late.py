"""Attack 19: somebody who knows or guesses the address of a person's file takes it out, takes it twice, or too late."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from alongside.audit.models import Entry
from alongside.kernel.ids import new_id
from alongside.rights.models import Export
from alongside.rights.operations import ask_for_access, keep_export
from tests.people_of_the_house import writing


@pytest.fixture
def export(jonas, sofie, house) -> Export:
    """A file Sofie made for Jonas, waiting to be taken out."""
    asked = ask_for_access(by=sofie, person=jonas.person, asked_on=sofie.today, how="aloud")
    with writing(house.agency):
        made = Export(request=asked, worker_id=sofie.worker_id, user_id=sofie.user_id, language="da")
        made.asked_at = house.now
        made.save()
    return keep_export(by=sofie, export=made, content=b"PK everything about Jonas", log_lines=0)


def address(export: Export, export_id=None) -> str:
    return f"/access-requests/{export.request_id}/files/{export_id or export.pk}/"


@pytest.mark.parametrize("thief", ["amina", "omar", "maja", "per", "ada", "karin", "ilse", "eva", "vagn"])
def test_the_right_address_in_the_wrong_hands_is_not_found(export, sign_in, thief) -> None:
    client = sign_in(thief)
    for answer in (client.get(address(export)), client.post(address(export))):
        assert answer.status_code in (404, 405)
        assert b"Jonas" not in answer.content
    assert Export._base_manager.get(pk=export.pk).taken_at is None


def test_nobody_signed_in_gets_nothing(export, client) -> None:
    assert client.post(address(export)).status_code in (302, 403, 404)
    assert Export._base_manager.get(pk=export.pk).taken_at is None


def test_a_guessed_file_is_not_found_and_the_try_is_in_the_trail(export, sign_in, house) -> None:
    client = sign_in("sofie")
    before = Entry.objects.count()
    assert client.post(address(export, new_id())).status_code == 404
    assert Entry.objects.count() > before


def test_it_cannot_be_fetched_by_a_link(export, sign_in) -> None:
    assert sign_in("sofie").get(address(export)).status_code == 405


def test_a_second_time_there_is_nothing_left_to_take(export, sign_in) -> None:
    client = sign_in("sofie")
    first = client.post(address(export))
    assert first.content == b"PK everything about Jonas"
    assert "no-store" in first["Cache-Control"]
    assert client.post(address(export)).status_code == 404
    assert Export._base_manager.get(pk=export.pk).sealed is None


def test_after_two_days_it_is_gone(export, sign_in, house, sofie) -> None:
    with writing(house.agency):
        late: Export = Export._base_manager.get(pk=export.pk)
        late.expires_at = house.now
        late.save()
    assert sign_in("sofie").post(address(export)).status_code == 404


def test_what_lies_in_the_database_cannot_be_read_there_or_moved_to_another_file(
    export, sofie, house
) -> None:
    stored = Export._base_manager.get(pk=export.pk)
    assert b"Jonas" not in bytes(stored.sealed)
    from alongside.kernel.encryption import CannotDecrypt
    from alongside.retention.archiving import unsealed

    with pytest.raises(CannotDecrypt):
        unsealed(stored.sealed, room="rights", record_id=new_id())
    with time_machine.travel(house.now + timedelta(days=1), tick=False):
        assert unsealed(stored.sealed, room="rights", record_id=stored.pk) == b"PK everything about Jonas"
