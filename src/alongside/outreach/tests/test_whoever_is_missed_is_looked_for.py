"""A missed visit begins a thread that lasts until we meet, in whatever order it is written down."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest

from alongside.contacts.operations import record_attempt, record_contact
from alongside.corrections.operations import correct_record, lift_strike, strike_record
from alongside.enrolments.models import Enrolment
from alongside.kernel.errors import NotAllowed
from alongside.outreach import errors
from alongside.outreach.models import FoundAt, Outreach
from alongside.outreach.operations import add_place, agree_next, change_place, end_place, leave_them
from alongside.outreach.queries import places_of, revealed_places, who_can_try
from alongside.people.operations import change_person
from tests.people_of_the_house import NOW


def missed(by, course, *, days=0.0, how="did_not_open", kind="visit"):
    return record_attempt(by=by, enrolment=course, how=how, kind=kind, occurred_at=NOW - timedelta(days=days))


def met(by, course, *, days=0.0, kind="visit", person_present=True):
    return record_contact(
        by=by,
        enrolment=course,
        kind=kind,
        occurred_at=NOW - timedelta(days=days),
        text="We talked.",
        person_present=person_present,
    )


def threads(viewer):
    return list(Outreach.objects.visible_to(viewer).order_by("first_missed_at"))


def agreed(sofie, house, thread, **said):
    return agree_next(
        by=sofie,
        thread=thread,
        **{"next_try": "shelter", "worker": house.workers["sofie"], "next_on": NOW.date(), **said},
    )


def test_a_missed_visit_begins_one_thread_and_a_meeting_ends_it(sofie, jonas) -> None:
    missed(sofie, jonas, days=5)
    missed(sofie, jonas, days=3)
    (thread,) = threads(sofie)
    assert (thread.first_missed_at, thread.closed_at) == (NOW - timedelta(days=5), None)
    met(sofie, jonas, days=1)
    (thread,) = threads(sofie)
    assert (thread.ended, thread.closed_at) == ("met", NOW - timedelta(days=1))
    missed(sofie, jonas)
    assert [one.ended for one in threads(sofie)] == ["met", ""]


def test_only_being_together_ends_it(sofie, jonas) -> None:
    missed(sofie, jonas, days=5)
    met(sofie, jonas, days=4, kind="phone")
    met(sofie, jonas, days=3, kind="meeting", person_present=False)
    assert threads(sofie)[0].closed_at is None


@pytest.mark.parametrize(
    ("how", "kind"),
    [("cancelled_by_us", "visit"), ("cancelled_by_person", "visit"), ("no_answer", "phone")],
)
def test_who_was_in_touch_or_not_visited_is_not_missed(sofie, jonas, how, kind) -> None:
    missed(sofie, jonas, how=how, kind=kind)
    assert threads(sofie) == []


@pytest.mark.parametrize("order", list(permutations("abcd")))
def test_notes_written_late_come_to_the_same_thread(sofie, jonas, order) -> None:
    for one in order:
        {
            "a": lambda: missed(sofie, jonas, days=9),
            "b": lambda: met(sofie, jonas, days=7),
            "c": lambda: missed(sofie, jonas, days=5),
            "d": lambda: missed(sofie, jonas, days=3),
        }[one]()
    open_ones = [one for one in threads(sofie) if one.closed_at is None]
    assert [one.first_missed_at for one in open_ones] == [NOW - timedelta(days=5)]


def test_a_note_that_is_put_right_moves_or_ends_or_goes_on_with_the_thread(sofie, jonas) -> None:
    first, meeting = missed(sofie, jonas, days=5), met(sofie, jonas, days=2)
    assert threads(sofie)[0].ended == "met"
    strike = strike_record(by=sofie, record=meeting, why="It was somebody else.")
    assert [(one.ended, one.closed_at) for one in threads(sofie)] == [("", None)]
    lift_strike(by=sofie, remark=strike, why="It was him after all.")
    assert [one.ended for one in threads(sofie)] == ["met"]
    strike_record(by=sofie, record=meeting, why="It was not.")
    correct_record(
        by=sofie, record=first, values={"occurred_at": NOW - timedelta(days=4)}, why="A day later."
    )
    assert threads(sofie)[0].first_missed_at == NOW - timedelta(days=4)
    strike_record(by=sofie, record=first, why="He was there.")
    assert [one.ended for one in threads(sofie)] == ["error"]


def test_the_course_goes_on_however_long_they_are_missed(sofie, jonas) -> None:
    missed(sofie, jonas, days=300)
    missed(sofie, jonas)
    assert Enrolment.objects.visible_to(sofie).get(pk=jonas.pk).is_open
    assert threads(sofie)[0].closed_at is None


def test_what_is_agreed_stands_until_it_is_tried(house, sofie, jonas) -> None:
    missed(sofie, jonas, days=1)
    agreed(sofie, house, threads(sofie)[0], next_where="Havnely", next_on=NOW.date() + timedelta(days=2))
    missed(house.actor("amina"), jonas, how="no_answer", kind="phone")
    assert threads(sofie)[0].next_where == "Havnely"
    missed(sofie, jonas, how="not_found")
    (thread,) = threads(sofie)
    assert (thread.next_try, thread.next_where, thread.next_worker_id, thread.next_on) == ("", "", None, None)


def test_what_is_tried_next_is_to_come_and_done_by_one_of_us(house, sofie, jonas) -> None:
    missed(sofie, jonas, days=1)
    (thread,) = threads(sofie)
    with pytest.raises(errors.TryInThePast):
        agreed(sofie, house, thread, next_on=NOW.date() - timedelta(days=1))
    with pytest.raises(errors.NotWithThem):
        agreed(sofie, house, thread, worker=house.workers["omar"])
    with pytest.raises(errors.TryUnknown):
        agreed(sofie, house, thread, next_try="carrier-pigeon")
    assert [one.name for one in who_can_try(jonas, NOW.date())] == ["Sofie Lindholm", "Amina Yilmaz"]


def test_they_may_say_where_they_want_to_be_left(house, sofie, jonas) -> None:
    missed(sofie, jonas, days=2)
    with pytest.raises(errors.WordsMissing):
        leave_them(by=sofie, thread=threads(sofie)[0], said=" ")
    leave_them(by=sofie, thread=threads(sofie)[0], said="I am at my brother's and will call.")
    (thread,) = threads(sofie)
    assert (thread.ended, thread.said) == ("left", "I am at my brother's and will call.")
    with pytest.raises(errors.ThreadClosed):
        agreed(sofie, house, thread)
    missed(sofie, jonas, days=3)
    assert len(threads(sofie)) == 1


@pytest.mark.parametrize("stranger", ["omar", "karin", "ilse", "vagn", "per", "eva", "ada"])
def test_nobody_else_reads_it_or_acts(house, sofie, jonas, stranger) -> None:
    missed(sofie, jonas, days=2)
    found = add_place(by=sofie, person=jonas.person, place="The harbour")
    other = house.actor(stranger)
    assert threads(other) == []
    assert not FoundAt.objects.visible_to(other).exists()
    with pytest.raises(NotAllowed):
        agreed(other, house, threads(sofie)[0])
    with pytest.raises(NotAllowed):
        change_place(by=other, found=found, place="Elsewhere")


def test_places_are_told_changed_and_taken_away(sofie, jonas) -> None:
    with pytest.raises(errors.PlaceMissing):
        add_place(by=sofie, person=jonas.person, place=" ")
    found = add_place(by=sofie, person=jonas.person, place="The harbour", best_times="Mornings")
    change_place(by=sofie, found=found, place="The harbour, pier 3", best_times="Mornings", version=1)
    assert [one.place for one in places_of(sofie, jonas.person)] == ["The harbour, pier 3"]
    end_place(by=sofie, found=found)
    assert places_of(sofie, jonas.person) == []
    with pytest.raises(errors.PlaceGone):
        change_place(by=sofie, found=found, place="Again")


def test_where_a_protected_person_can_be_found_reads_as_empty(sofie, jonas) -> None:
    add_place(by=sofie, person=jonas.person, place="The harbour", best_times="Mornings")
    change_person(by=sofie, person=jonas.person, address_protected=True)
    assert [(one.place, one.best_times) for one in places_of(sofie, jonas.person)] == [("", "")]
    assert [one.place for one in revealed_places(sofie, jonas.person)] == ["The harbour"]
