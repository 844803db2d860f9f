"""A batch leaves what the same operations leave one by one, and all or nothing of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import transaction

from alongside.access.actor import Actor
from alongside.audit.models import Entry
from alongside.audit.trail import verify
from alongside.enrolments.models import Enrolment
from alongside.kernel import bulk
from alongside.kernel.errors import WriteOutsideOperation
from alongside.kernel.models import Change, ChangeStream
from alongside.kernel.operations import batch
from alongside.people.errors import NothingSaid
from alongside.people.models import Quote
from alongside.people.operations import record_quote
from tests.people_of_the_house import NOW, House


def say(by: Actor, jonas: Enrolment, text: str) -> Quote:
    return record_quote(by=by, person=jonas.person, text=text, said_on=date(2026, 9, 3))


def test_each_operation_keeps_its_name_actor_and_number(
    house: House, jonas: Enrolment, sofie: Actor, amina: Actor
) -> None:
    with batch():
        say(sofie, jonas, "A door I can lock.")
        say(amina, jonas, "And my dog.")
    assert [(e.operation, e.user_id) for e in Entry.objects.order_by("place")] == [
        ("person.quote", sofie.user_id),
        ("person.quote", amina.user_id),
    ]
    assert list(Change.objects.order_by("number").values_list("number", "operation")) == [
        (1, "person.quote"),
        (2, "person.quote"),
    ]
    assert ChangeStream.objects.get().head == 2
    assert verify(house.agency.pk) is None


def test_when_one_fails_nothing_is_kept_even_if_somebody_looks_away(jonas: Enrolment, sofie: Actor) -> None:
    def half_hearted() -> None:
        with batch():
            say(sofie, jonas, "Kept only with the rest.")
            with suppress(NothingSaid):
                say(sofie, jonas, " ")
            say(sofie, jonas, "Too late.")

    with pytest.raises(transaction.TransactionManagementError):
        half_hearted()
    assert not Quote.objects.unscoped().exists()
    assert not Entry.objects.exists()


def test_rows_written_together_look_like_rows_written_alone(
    house: House, jonas: Enrolment, sofie: Actor
) -> None:
    alone = say(sofie, jonas, "Alone.")
    later = house.at(NOW + timedelta(hours=1)).actor("sofie")
    together = [Quote(person=jonas.person, text=text, said_on=date(2026, 9, 3)) for text in ("One.", "Two.")]
    with batch():
        bulk.write([bulk.Written("person.quote", later, jonas.person, [quote]) for quote in together])
    assert [quote.recorded_at for quote in Quote.objects.unscoped().order_by("pk")] == [
        NOW,
        later.now,
        later.now,
    ]
    for quote in (alone, *together):
        version = Quote.history.get(id=quote.pk)
        assert version.history_change_reason == "person.quote"
        assert version.history_user_id == sofie.user_id
        assert version.history_date == quote.recorded_at
        assert version.history_type == "+"
    assert Entry.objects.filter(operation="person.quote", person_id=jonas.person_id).count() == 3
    assert Change.objects.filter(operation="person.quote", verb="made").count() == 3
    assert verify(house.agency.pk) is None


def test_rows_are_written_together_only_in_a_batch_and_in_the_name_of_an_operation(
    jonas: Enrolment, sofie: Actor
) -> None:
    quote = Quote(person=jonas.person, text="Nobody's.", said_on=date(2026, 9, 3))
    with pytest.raises(WriteOutsideOperation):
        bulk.write([bulk.Written("person.quote", sofie, jonas.person, [quote])])
    with pytest.raises(LookupError, match=r"person\.shout"), batch():
        bulk.write([bulk.Written("person.shout", sofie, jonas.person, [quote])])
