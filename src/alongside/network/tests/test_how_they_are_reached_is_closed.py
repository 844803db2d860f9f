"""How those around a person are reached is sealed to each of them, in versions too, and read where it is needed."""

from __future__ import annotations

import base64
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from alongside.kernel.encryption import CannotDecrypt, prefix
from alongside.kernel.resealing import reseal
from alongside.network.models import NetworkMember
from alongside.network.operations import add_member
from alongside.referrals.orders import Participant
from tests.people_of_the_house import writing

NEW = "t2:" + base64.b64encode(bytes(range(32))).decode()
PHONE = "55 50 01 71"
CLOSES = {NetworkMember: "network.migrations.0003", Participant: "referrals.migrations.0006"}


@pytest.fixture
def member(jonas, sofie) -> NetworkMember:
    return add_member(by=sofie, person=jonas.person, name="Asta Holm", relation="sister", phone=PHONE)


@pytest.fixture
def named(house, jonas) -> Participant:
    """Somebody the order names."""
    with writing(house.agency):
        found = Participant(
            referral=jonas.referral, kind="relative", name="Bodil Holm", phone=PHONE, address=PHONE
        )
        found.save()
    return found


@pytest.fixture(params=["member", "named"])
def reached(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def stored(record: Any, *, versions: bool = False) -> list[str]:
    """What really stands in the table."""
    model = record.history.model if versions else type(record)
    key = record._meta.pk.get_db_prep_value(record.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT phone FROM {model._meta.db_table} WHERE id = %s", [key])
        return [str(row[0]) for row in cursor.fetchall()]


def put(record: Any, value: str) -> None:
    """Write into the table, past everything."""
    key = record._meta.pk.get_db_prep_value(record.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {record._meta.db_table} SET phone = %s WHERE id = %s", [value, key])


def read(record: Any) -> Any:
    return type(record)._base_manager.get(pk=record.pk)


def test_it_stands_in_no_table_and_is_read_again(reached):
    rows = [*stored(reached), *stored(reached, versions=True)]
    assert len(rows) == 2
    assert all(one.startswith(prefix("t1")) for one in rows)
    assert read(reached).phone == PHONE
    assert reached.history.get().phone == PHONE


def test_the_pages_show_it(jonas, member, named, sign_in):
    client = sign_in("sofie")
    for address in (f"/people/{jonas.person_id}/", f"/courses/{jonas.pk}/network/"):
        page = client.get(address).content.decode()
        assert PHONE in page, address
        assert "row:t1" not in page


def test_moved_to_another_it_does_not_open(house, jonas, sofie, reached):
    with writing(house.agency):
        other = add_member(by=sofie, person=jonas.person, name="Else", relation="aunt", phone="11 22 33 44")
    put(other, stored(reached)[0])
    with pytest.raises(CannotDecrypt, match=r"network\.NetworkMember\.phone"):
        assert read(other).phone


def test_a_new_key_is_taken_up(settings, reached):
    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]
    assert reseal().locked == []
    assert all(one.startswith(prefix("t2")) for one in [*stored(reached), *stored(reached, versions=True)])
    settings.FIELD_KEYS = [NEW]
    assert read(reached).phone == PHONE


def test_what_stood_in_the_open_is_sealed_and_can_be_opened_again(reached):
    name = f"alongside.{CLOSES[type(reached)]}_close_what_stood_open"
    (step,) = import_module(name).Migration.operations
    put(reached, PHONE)
    step.code(apps, None)
    assert stored(reached)[0].startswith("row:")
    assert read(reached).phone == PHONE
    step.reverse_code(apps, None)
    assert stored(reached) == [PHONE]
    assert stored(reached, versions=True) == [PHONE]
