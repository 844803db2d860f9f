from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from alongside.access.actor import Actor
from alongside.access.policy import SignedIn, _policies
from alongside.audit.trail import verify
from alongside.kernel.ids import new_id
from alongside.kernel.models import Change
from alongside.kernel.operations import REGISTRY, operation
from alongside.people.models import Person, Quote
from tests.people_of_the_house import House

TAPS = 4


@pytest.fixture
def quoting():
    """A write for this test alone."""
    _policies["test.tap"] = SignedIn()

    @operation("test.tap", on="person")
    def quote(*, by: Actor, person: Person, text: str, key=None) -> Quote:
        row = Quote(person=person, text=text, said_on=date(2026, 11, 24))
        row.save()
        return row

    yield quote
    del _policies["test.tap"], REGISTRY["test.tap"]


def at_once(act):
    """Run `act(n)` for each tap in a thread of its own, all starting together."""
    start = Barrier(TAPS)

    def one(number: int):
        try:
            start.wait(timeout=10)
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(TAPS) as pool:
        return list(pool.map(one, range(TAPS)))


@pytest.mark.django_db(transaction=True)
def test_four_taps_on_sign_are_one_record(house: House, jonas, sofie, quoting):
    key = new_id()
    made = at_once(lambda n: quoting(by=sofie, person=jonas.person, text="once", key=key).pk)
    assert len(set(made)) == 1
    assert Quote.objects.unscoped().count() == 1


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_leave_no_gap_in_the_numbers_and_one_chain(house: House, jonas, sofie, quoting):
    at_once(lambda n: quoting(by=sofie, person=jonas.person, text=f"{n}", key=new_id()))
    assert sorted(Change.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert verify(house.agency.pk) is None
