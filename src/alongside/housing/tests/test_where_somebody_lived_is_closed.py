"""Where somebody lives and has lived is sealed to that stay, in versions too, and read where it is meant to be."""

from __future__ import annotations

import base64
import re
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Q

from alongside.attention.queries.companions import companions
from alongside.housing.models import HousingStay
from alongside.housing.operations import change_stay, record_stay
from alongside.kernel.encryption import CannotDecrypt, prefix
from alongside.kernel.resealing import reseal

NEW = "t2:" + base64.b64encode(bytes(range(32))).decode()
PLACE = "Skjulestedet 7"


@pytest.fixture
def stay(jonas, sofie) -> HousingStay:
    return record_stay(by=sofie, person=jonas.person, kind="shelter", place=PLACE, starts_on=sofie.today)


def stored(stay: HousingStay, table: str = "housing_housingstay") -> list[str]:
    """What really stands in the table."""
    key = HousingStay._meta.pk.get_db_prep_value(stay.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT place FROM {table} WHERE id = %s", [key])
        return [str(row[0]) for row in cursor.fetchall()]


def put(stay: HousingStay, value: str) -> None:
    """Write into the table, past everything."""
    key = HousingStay._meta.pk.get_db_prep_value(stay.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE housing_housingstay SET place = %s WHERE id = %s", [value, key])


def read(stay: HousingStay) -> HousingStay:
    return HousingStay._base_manager.get(pk=stay.pk)


def test_it_stands_in_no_table_and_is_read_again(sofie, stay):
    change_stay(by=sofie, stay=stay, version=stay.version, place="Havnely 3")
    rows = [*stored(stay), *stored(stay, "housing_historicalhousingstay")]
    assert len(rows) == 3
    assert all(one.startswith(prefix("t1")) for one in rows)
    assert read(stay).place == "Havnely 3"
    before: Any = HousingStay.history.filter(id=stay.pk, version=1).get()
    assert before.place == PLACE


def test_the_pages_show_it(jonas, stay, sign_in):
    client = sign_in("sofie")
    for address in ("/", f"/people/{jonas.person_id}/", f"/courses/{jonas.pk}/housing/"):
        page = client.get(address).content.decode()
        assert PLACE in page, address
        assert "row:t1" not in page


def test_those_one_walks_with_are_shown_with_where_they_live(jonas, sofie, stay):
    ((one,), _profile) = companions(sofie, Q(pk=jonas.pk))
    assert one.where.housing_place == PLACE


def test_the_story_tells_it_and_searches_no_cipher(jonas, stay, sign_in):
    client = sign_in("sofie")
    story = f"/courses/{jonas.pk}/story/"
    assert PLACE in client.get(story).content.decode()
    # Without digits: some of them may be a number, and no number is sought from an address.
    longest = max(re.findall(r"[A-Za-z]+", stored(stay)[0]), key=len)
    for words in ("Skjulestedet", longest, "row:t1"):
        page = client.get(story, {"q": words}).content.decode()
        assert "These words stand in nothing that is written." in page, words


def test_of_a_protected_address_the_story_tells_no_place(jonas, stay, sign_in):
    type(jonas.person)._base_manager.filter(pk=jonas.person_id).update(address_protected=True)
    page = sign_in("sofie").get(f"/courses/{jonas.pk}/story/").content.decode()
    assert PLACE not in page
    assert "row:t1" not in page


def test_moved_to_another_stay_it_does_not_open(scene, sofie, stay):
    kim = scene.course("Kim Thorsen")
    other = record_stay(by=sofie, person=kim.person, kind="shelter", place="There", starts_on=sofie.today)
    put(other, stored(stay)[0])
    with pytest.raises(CannotDecrypt, match=r"housing\.HousingStay\.place"):
        assert read(other).place


def test_last_years_version_cannot_be_put_back_as_if_it_stood_there_now(sofie, stay):
    put(stay, stored(stay, "housing_historicalhousingstay")[0])
    with pytest.raises(CannotDecrypt):
        assert read(stay).place


def test_a_new_key_is_taken_up(settings, stay):
    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]
    assert reseal().locked == []
    rows = [*stored(stay), *stored(stay, "housing_historicalhousingstay")]
    assert all(one.startswith(prefix("t2")) for one in rows)
    settings.FIELD_KEYS = [NEW]
    assert read(stay).place == PLACE


def test_what_stood_in_the_open_is_sealed_and_can_be_opened_again(stay):
    (step,) = import_module("alongside.housing.migrations.0003_close_what_stood_open").Migration.operations
    put(stay, PLACE)
    step.code(apps, None)
    assert stored(stay)[0].startswith("row:")
    assert read(stay).place == PLACE
    step.reverse_code(apps, None)
    assert stored(stay) == [PLACE]
    assert stored(stay, "housing_historicalhousingstay") == [PLACE]
