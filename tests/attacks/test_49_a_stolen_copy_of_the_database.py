"""Attack 49, what concerns the stored data: a backup is carried off, values are moved in it, the keys lie open."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from alongside.config import keys
from alongside.kernel.encryption import CannotDecrypt
from alongside.people.identifiers import CPR
from alongside.people.models import Person
from alongside.people.operations import change_person, register_person, set_identifier
from alongside.people.protecting import revealed
from tests.architecture.tree import SOURCE

HIDDEN = {
    "phone": "55 50 01 77",
    "email": "skjult@example.org",
    "address": "Skjulestedet 4",
    "postal_code": "SKJ 9482 ØST",
    "city": "Tylstrup",
    "whereabouts": "hos Karens moster",
}
NUMBER = "0101901234"


def everything_stored() -> str:
    """What somebody reads who has the whole database and no key."""
    said = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                said += [bytes(value).hex() if isinstance(value, memoryview) else str(value) for value in row]
    return "\n".join(said).casefold()


def swap(one: Person, other: Person, column: str) -> None:
    """Write the stored value of one row into another, past the program."""
    with connection.cursor() as cursor:
        key = Person._meta.pk.get_db_prep_value
        cursor.execute(f"SELECT {column} FROM people_person WHERE id = %s", [key(one.pk, connection)])
        (value,) = cursor.fetchone()
        cursor.execute(
            f"UPDATE people_person SET {column} = %s WHERE id = %s", [value, key(other.pk, connection)]
        )


@pytest.mark.django_db
def test_a_copy_without_the_keys_tells_no_hiding_place_and_no_number(ilse: Any) -> None:
    person = register_person(
        by=ilse, given_name="Ea", family_name="Winther", address_protected=True, **HIDDEN
    )
    set_identifier(by=ilse, person=person, system=CPR, value=NUMBER)
    change_person(by=ilse, person=person, whereabouts="hos en veninde")
    copy = everything_stored()
    assert "winther" in copy
    secrets = [*HIDDEN.values(), "hos en veninde", NUMBER, NUMBER[:6] + "-" + NUMBER[6:], "55500177"]
    assert [secret for secret in secrets if secret.casefold() in copy] == []
    # A telephone number has few possible values, so without the key of the index nobody can try them all.
    assert all(entry.partition(":")[2].casefold() not in copy for entry in settings.INDEX_KEYS)
    assert all(entry.partition(":")[2].casefold() not in copy for entry in settings.FIELD_KEYS)


@pytest.mark.django_db
def test_somebody_who_writes_in_the_database_cannot_move_a_hiding_place_to_a_record_they_may_open(
    ilse: Any,
) -> None:
    hidden = register_person(by=ilse, given_name="Ea", address_protected=True, **HIDDEN)
    own = register_person(by=ilse, given_name="Mine", address="Et andet sted 1")
    swap(hidden, own, "address")
    with pytest.raises(CannotDecrypt, match=re.escape(f"people.Person.address, row {own.pk}")):
        _ = Person.objects.unscoped().get(pk=own.pk).address
    with revealed():
        assert Person.objects.unscoped().get(pk=hidden.pk).address == HIDDEN["address"]


def test_keys_that_everybody_may_read_stop_the_start(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
    environment |= {"ALONGSIDE_VAR": str(tmp_path), "PYTHONPATH": str(SOURCE.parent)}
    environment.pop("PYTEST_CURRENT_TEST", None)
    (tmp_path / "keys.env").write_text(
        "".join(f"{name}={value}\n" for name, value in keys.new_keys().items()), encoding="utf-8"
    )
    (tmp_path / "keys.env").chmod(0o644)
    command = [sys.executable, "-m", "alongside.config.cli", "check"]
    started = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert started.returncode == 1
    assert "chmod 600" in started.stderr


def test_there_are_no_keys_to_begin_with(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
    environment |= {"PYTHONPATH": str(SOURCE.parent), "DJANGO_SETTINGS_MODULE": "alongside.config.settings"}
    command = [sys.executable, "-c", "import alongside.config.wsgi"]
    started = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert started.returncode == 1
    assert "must be set" in started.stderr
