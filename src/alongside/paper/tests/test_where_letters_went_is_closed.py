"""Where a letter went is sealed to it: not in the table, not moved to another letter, open under a new key."""

from __future__ import annotations

import base64
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from alongside.kernel.destroying import _guards_lifted
from alongside.kernel.encryption import CannotDecrypt, prefix
from alongside.kernel.resealing import reseal
from alongside.paper.letters import digest_of, pdf_of
from alongside.paper.models import Letter
from alongside.paper.operations import finish_letter

ADDRESS = "Skjulestedet 7\n9999 Solby"
NEW = "t2:" + base64.b64encode(bytes(range(32))).decode()


@pytest.fixture
def letter(jonas, sofie) -> Letter:
    return written(jonas, sofie, ADDRESS)


def written(course, by, address: str) -> Letter:
    return finish_letter(
        by=by,
        enrolment=course,
        to="person",
        recipient="Jonas Krogh",
        address=address,
        language="en",
        subject="On Tuesday",
        body="We come at ten.",
    )


def put(letter: Letter, column: str, value: Any) -> None:
    """Write into the table, past everything but the database's own guards."""
    key = Letter._meta.pk.get_db_prep_value(letter.pk, connection)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE paper_letter SET {column} = %s WHERE id = %s", [value, key])


def stored(letter: Letter) -> str:
    """What really stands in the table."""
    key = Letter._meta.pk.get_db_prep_value(letter.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM paper_letter WHERE id = %s", [key])
        return str(cursor.fetchone()[0])


def read(letter: Letter) -> Letter:
    return Letter._base_manager.get(pk=letter.pk)


def test_it_does_not_stand_in_the_table_and_prints_as_it_went_out(letter):
    assert stored(letter).startswith(prefix("t1"))
    assert "Skjulestedet" not in stored(letter)
    assert read(letter).address == ADDRESS
    assert digest_of(pdf_of(read(letter))) == letter.digest


def test_one_that_was_handed_over_holds_nothing_to_seal(jonas, sofie):
    assert stored(written(jonas, sofie, "")) == ""


def test_moved_to_another_letter_it_does_not_open(jonas, sofie, letter):
    other = written(jonas, sofie, "Havnegade 1")
    put(other, "address", stored(letter))
    with pytest.raises(CannotDecrypt, match=r"paper\.Letter\.address"):
        assert read(other).address


def test_a_new_key_is_taken_up_and_the_letter_is_the_same(settings, letter):
    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]
    result = reseal()
    assert (result.locked, result.meanwhile) == ([], 0)
    assert stored(letter).startswith(prefix("t2"))
    settings.FIELD_KEYS = [NEW]
    assert read(letter).address == ADDRESS
    assert digest_of(pdf_of(read(letter))) == letter.digest


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("address", "Havnegade 1"),
        ("address", ""),
        ("subject", "On Friday"),
        ("body", "We do not come."),
        ("recipient", "Somebody Else"),
        ("digest", "0" * 64),
        ("version", 2),
        ("worker_id", None),
        ("part2", None),
    ],
)
def test_nothing_else_of_a_letter_changes(letter, column, value):
    with pytest.raises(IntegrityError):
        put(letter, column, value)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM paper_letter")


def test_what_stood_in_the_open_is_sealed_and_can_be_opened_again(letter):
    step = import_module("alongside.paper.migrations.0004_addresses_are_closed").Migration.operations[-1]
    with _guards_lifted(["paper_letter"]):
        put(letter, "address", ADDRESS)
        step.code(apps, None)
        assert stored(letter).startswith("row:")
        assert read(letter).address == ADDRESS
        once = stored(letter)
        step.code(apps, None)
        assert stored(letter) == once
        step.reverse_code(apps, None)
        assert stored(letter) == ADDRESS
        step.code(apps, None)
    assert read(letter).address == ADDRESS
