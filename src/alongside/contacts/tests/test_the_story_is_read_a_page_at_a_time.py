"""The timeline of a person: everything once, latest first, a page at a time, whatever is written meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.access.policy import tied
from alongside.contacts.models import GoalTouch
from alongside.contacts.operations import amend_contact, plan_contact, record_attempt, record_contact
from alongside.contacts.rules import Touch
from alongside.enrolments.models import Enrolment
from alongside.enrolments.operations import close_course, pause_course, reopen_course, resume_course
from alongside.enrolments.queries import courses_of
from alongside.housing.operations import record_stay
from alongside.kernel.seeking import patterns_of
from alongside.people.models import Person
from alongside.people.operations import record_quote
from alongside.people.telling import Asked, Place, page_of
from alongside.plans.models import Goal, Plan
from alongside.referrals.models import Referral
from tests.people_of_the_house import NOW, writing


def _write(sofie, jonas, days_ago, kind="visit", text=""):
    return record_contact(
        by=sofie,
        enrolment=jonas,
        kind=kind,
        occurred_at=NOW - timedelta(days=days_ago),
        text=text or f"{days_ago} days ago",
    )


def _asked(viewer, enrolment, **words) -> Asked:
    (person,) = tied(Person.objects.filter(pk=enrolment.person_id), viewer)
    return Asked(
        viewer,
        person,
        courses_of(viewer, person),
        tied(Referral.objects.filter(person=person), viewer),
        **words,
    )


def _pages(viewer, enrolment, **words):
    asked, pages = _asked(viewer, enrolment, **words), []
    while True:
        page = page_of(asked)
        pages.append(page)
        if page.earlier is None:
            return pages
        asked = replace(asked, place=page.earlier)


def _kinds(viewer, enrolment, **words):
    return [told.kind for told in page_of(_asked(viewer, enrolment, limit=99, **words)).entries]


@pytest.fixture
def eventful(jonas, sofie, amina, house):
    """Jonas's course with a pause, a closure and a reopening, and a contact on each of 25 days."""
    pause_course(by=sofie, enrolment=jonas, kind="hospital", place="Ward P3", starts_on=date(2026, 3, 1))
    resume_course(by=sofie, enrolment=jonas, resumed_on=date(2026, 3, 20))
    close_course(
        by=sofie,
        enrolment=jonas,
        closed_on=date(2026, 6, 1),
        reason="no_need_person",
        destination="no_support",
        housing_at_exit="own_tenancy",
    )
    reopened = reopen_course(
        by=amina,
        enrolment=Enrolment.objects.unscoped().get(pk=jonas.pk),
        reopened_on=date(2026, 6, 1),
        reason="He asked.",
        worker=house.workers["amina"],
    )
    for days_ago in range(25):
        _write(amina, reopened, days_ago)
    record_quote(by=amina, person=jonas.person, text="A door I can lock.", said_on=date(2026, 11, 10))
    record_stay(by=amina, person=jonas.person, kind="shelter", place="Havnely", starts_on=date(2026, 11, 10))
    return reopened


@pytest.mark.parametrize("limit", [1, 7, 20])
def test_everything_is_told_once_and_latest_first(eventful, amina, limit):
    pages = _pages(amina, eventful, limit=limit)
    told = [one for page in pages for one in page.entries]
    places = [one.place for one in told]
    assert places == sorted(places, reverse=True)
    assert len(set(places)) == len(places)
    assert sum(one.kind == "contact" for one in told) == 25
    course = ("course.", "pause.")
    assert [one.kind for one in told if one.kind.startswith(course)] == [
        "course.reopened_at_once",
        "course.closed",
        "pause.ended",
        "pause.began",
        "course.began",
    ]
    assert {"quote.said", "stay.began", "referral.received", "case_manager.began"} <= {
        one.kind for one in told
    }
    assert all(len(page.entries) == limit for page in pages[:-1])


@pytest.mark.parametrize("limit", [1, 7])
def test_the_way_later_leads_through_the_same_pages_back(eventful, amina, limit):
    there = _pages(amina, eventful, limit=limit)
    back = [there[-1]]
    while back[-1].later is not None:
        asked = _asked(amina, eventful, limit=limit, place=back[-1].later, back=False)
        back.append(page_of(asked))
    told = [page.entries for page in there]
    assert {one.place for page in back for one in page.entries} == {
        one.place for page in told for one in page
    }
    assert back[-1].entries == told[0]
    assert back[-1].later is None


def test_a_note_written_meanwhile_moves_nothing_on_the_next_page(eventful, amina):
    first = page_of(_asked(amina, eventful, shows="met", limit=5))
    _write(amina, eventful, 0, text="Just now")
    second = page_of(_asked(amina, eventful, shows="met", limit=5, place=first.earlier))
    assert [told.more.text for told in second.entries] == [f"{days} days ago" for days in range(5, 10)]


def test_a_group_is_chosen(jonas, sofie):
    _write(sofie, jonas, 1)
    _write(sofie, jonas, 2, kind="phone")
    meeting = _write(sofie, jonas, 3, kind="meeting")
    record_attempt(by=sofie, enrolment=jonas, how="not_found", occurred_at=NOW - timedelta(days=4))
    amend_contact(by=sofie, contact=meeting, text="Karin was there too.")
    found = {
        shows: [told.more and told.more.kind for told in page_of(_asked(sofie, jonas, shows=shows)).entries]
        for shows in ("met", "talked", "meetings", "tried")
    }
    assert found == {"met": ["visit"], "talked": ["phone"], "meetings": ["meeting"], "tried": ["visit"]}
    assert _kinds(sofie, jonas, shows="added") == ["note.added_to"]
    assert _kinds(sofie, jonas, shows="course") == ["case_manager.began", "course.began"]
    assert len(_kinds(sofie, jonas)) == 8


def test_only_what_is_about_a_goal(house, jonas, sofie):
    with writing(house.agency):
        plan = Plan(enrolment=jonas)
        plan.save()
        door, bella = (
            Goal(plan=plan, title=title, place=place) for place, title in enumerate(("Door", "Bella"), 1)
        )
        door.save()
        bella.save()
    about = record_contact(
        by=sofie,
        enrolment=jonas,
        kind="visit",
        occurred_at=NOW - timedelta(days=3),
        text="The housing form.",
        touches=[Touch(door.pk, "forward")],
    )
    _write(sofie, jonas, 2)
    assert GoalTouch.objects.unscoped().count() == 1
    assert [told.id for told in page_of(_asked(sofie, jonas, goal=door.pk)).entries] == [about.pk]
    assert _kinds(sofie, jonas, goal=bella.pk) == []


@pytest.mark.parametrize(
    "sought",
    [
        "åparken",
        "AAPARKEN",
        "aparken bænken",
        "eleve",
        "ÉLÈVE",
        "soeur",
        "rikke",
        "perronen",
        "100%",
        "under_",
    ],
)
def test_words_are_found_whatever_case_and_accents(jonas, sofie, sought):
    record_contact(
        by=sofie,
        enrolment=jonas,
        kind="visit",
        occurred_at=NOW - timedelta(days=1),
        place_text="Café Perronen",
        others_present="Rikke",
        text="På bænken i Åparken, som en élève med sin sœur. 100% sikker, under_streget.",
    )
    _write(sofie, jonas, 2, text="Noget helt andet, 100 gange sikkert, understreget.")
    found = page_of(_asked(sofie, jonas, words=patterns_of(sought))).entries
    assert len(found) == 1


def test_words_of_every_kind_are_found_and_of_nobody_else(jonas, sofie, scene):
    palle = scene.course("Palle Frandsen")
    _write(sofie, palle, 1, text="Bella the dog")
    note = _write(sofie, jonas, 2, text="We talked.")
    amend_contact(by=sofie, contact=note, text="The dog is called Bella.")
    record_quote(by=sofie, person=jonas.person, text="I want Bella back.", said_on=date(2026, 11, 10))
    assert _kinds(sofie, jonas, words=patterns_of("bélla")) == ["note.added_to", "quote.said"]


def test_what_is_only_planned_is_not_told_yet(jonas, sofie):
    plan_contact(by=sofie, enrolment=jonas, kind="visit", occurred_at=NOW + timedelta(days=1))
    assert "contact" not in _kinds(sofie, jonas)


@pytest.mark.parametrize(
    "place",
    [
        "",
        "yesterday",
        "2026-11-24T10:00:00~x",
        "2026-11-24T10:00:00~contact~00000000-0000-0000-0000-000000000000",
    ],
)
def test_a_place_nobody_gave_out_is_none(place):
    assert Place.read(place) is None


def test_a_place_is_read_as_it_was_given(eventful, amina):
    page = page_of(_asked(amina, eventful, limit=5))
    assert page.earlier is not None
    assert Place.read(str(page.earlier)) == page.earlier


def test_two_courses_are_one_timeline(house, jonas, sofie, amina):
    _write(sofie, jonas, 40)
    close_course(
        by=sofie,
        enrolment=jonas,
        closed_on=date(2026, 10, 20),
        reason="no_need_person",
        destination="no_support",
        housing_at_exit="own_tenancy",
    )
    with writing(house.agency):
        again = Enrolment(
            person=jonas.person,
            referral=jonas.referral,
            team=house.team,
            starts_on=date(2026, 11, 1),
            rhythm_days=5,
        )
        again.save()
    _write(amina, again, 3)
    pages = _pages(amina, again, limit=2)
    kinds = [told.kind for page in pages for told in page.entries]
    assert kinds.count("contact") == 2
    assert kinds.count("course.began") == 2


def test_omar_on_another_team_is_told_nothing(eventful, omar):
    assert tied(Person.objects.filter(pk=eventful.person_id), omar) == []
    assert not page_of(Asked(omar, eventful.person, [eventful], [eventful.referral])).entries


def test_intake_is_told_no_notes(eventful, ilse):
    kinds = _kinds(ilse, eventful)
    assert "referral.received" in kinds
    assert not {"contact", "pause.began", "note.added_to"} & set(kinds)
