"""After a line was put in past the program nothing can be written, until somebody says so and signs for it."""

from __future__ import annotations

import pytest
from django.db import transaction

from alongside.audit.anchoring import make_anchor
from alongside.audit.breaks import NothingBroken, continue_chain
from alongside.audit.checking import check
from alongside.audit.models import Entry
from alongside.audit.tests.test_a_changed_trail_is_found import forge, trail, without_triggers
from alongside.audit.trail import TrailUnwritten, record_event, verify
from alongside.people.operations import record_quote
from tests.people_of_the_house import NOW

__all__ = ["trail"]
REASON = "Found 3 June; a copy is kept; the police were told."


def note(agency_id) -> None:
    with transaction.atomic():
        record_event(agency_id=agency_id, user_id=None, now=NOW, action="search", detail={})


def test_a_forged_tail_stops_every_write_and_signing_for_it_lets_the_trail_grow(trail, jonas, sofie) -> None:
    forge(trail, after=8)
    with pytest.raises(TrailUnwritten):
        note(trail)
    with pytest.raises(TrailUnwritten), transaction.atomic():
        record_quote(by=sofie, person=jonas.person, text="A door.", said_on=sofie.today)

    went_on = continue_chain(trail, reason=REASON, now=NOW)

    note(trail)
    record_quote(by=sofie, person=jonas.person, text="A door.", said_on=sofie.today)
    report = check(trail)
    assert report.whole
    assert [(one.place, one.reason) for one in report.breaks] == [(10, REASON)]
    assert [(kind, place) for kind, place, _seen in went_on.findings] == [("put_in", 9)]


def test_what_was_found_stays_named_as_documented(trail) -> None:
    Entry.objects.filter(agency_id=trail, place=3).update(operation="other")

    continue_chain(trail, reason=REASON, now=NOW)

    assert [(one.place, one.known) for one in check(trail).findings] == [(3, True)]
    assert verify(trail) is None
    with pytest.raises(NothingBroken):
        continue_chain(trail, reason=REASON, now=NOW)


def test_a_documented_break_covers_nothing_that_comes_later(trail) -> None:
    Entry.objects.filter(agency_id=trail, place=3).update(operation="other")
    continue_chain(trail, reason=REASON, now=NOW)

    Entry.objects.filter(agency_id=trail, place=3).update(operation="and another")

    assert [(one.place, one.known) for one in check(trail).findings] == [(3, False)]


def test_a_break_that_nobody_signed_for_covers_nothing(trail) -> None:
    Entry.objects.filter(agency_id=trail, place=3).update(operation="other")
    (found,) = check(trail).findings
    said = {"findings": [list(found.key)], "reason": REASON, "after": 8, "at": "x", "signature": "t1:AAAA"}
    record_event(agency_id=trail, user_id=None, now=NOW, action="break", detail=said)

    assert not check(trail).whole
    assert check(trail).breaks == []


def test_a_trail_with_a_hole_can_be_anchored_again(trail) -> None:
    make_anchor(trail, NOW)
    Entry.objects.filter(agency_id=trail, place=3).delete()
    continue_chain(trail, reason=REASON, now=NOW)
    make_anchor(trail, NOW)
    note(trail)
    make_anchor(trail, NOW)

    report = check(trail)
    assert report.whole
    assert {one.kind for one in report.findings} == {"missing", "anchor"}


def test_nothing_is_broken_in_a_whole_trail(house, jonas, sofie) -> None:
    note(house.agency.pk)
    without_triggers()
    with pytest.raises(NothingBroken):
        continue_chain(house.agency.pk, reason=REASON, now=NOW)
