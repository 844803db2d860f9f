from __future__ import annotations

import pytest
from django.db import connection

from alongside.audit.models import Entry
from alongside.audit.trail import record_event, record_read, verify
from tests.people_of_the_house import NOW, House


@pytest.fixture
def trail(house: House, jonas, sofie):
    """Six lines of Solby's trail, with the triggers that protect them taken away, as an intruder would."""
    for page in ("person", "plan", "story"):
        record_read(viewer=sofie, page=page, record=jonas)
    for found in (1, 0, 2):
        record_event(
            agency_id=house.agency.pk,
            user_id=sofie.user_id,
            now=NOW,
            action="search",
            detail={"found": found},
        )
    with connection.cursor() as cursor:
        for name in ("audit_entry_never_changes", "audit_entry_never_goes"):
            on = "" if connection.vendor == "sqlite" else " ON audit_entry"
            cursor.execute(f"DROP TRIGGER {name}{on}")
    return house.agency.pk


def test_an_untouched_trail_holds(trail):
    assert verify(trail) is None


@pytest.mark.parametrize("place", range(1, 7))
def test_a_changed_line_is_found_where_it_is(trail, place):
    Entry.objects.filter(agency_id=trail, place=place).update(operation="something else")
    broken = verify(trail)
    assert broken is not None
    assert broken.place == place


@pytest.mark.parametrize("place", range(1, 7))
def test_a_removed_line_is_found(trail, place):
    Entry.objects.filter(agency_id=trail, place=place).delete()
    broken = verify(trail)
    assert broken is not None
    assert broken.place == place


def test_a_look_says_who_at_whom_and_nothing_else(trail, jonas, sofie):
    entry = Entry.objects.filter(operation="plan").get()
    assert (entry.action, entry.user_id, entry.person_id) == ("read", sofie.user_id, jonas.person_id)
    assert entry.detail == {}
