from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.contacts.operations import plan_contact, record_attempt, record_contact
from alongside.contacts.queries import StoryShows, story
from alongside.contacts.story import Turn
from alongside.enrolments.models import Enrolment
from alongside.enrolments.operations import close_course, pause_course, reopen_course, resume_course
from tests.people_of_the_house import NOW


def _write(sofie, jonas, days_ago, kind="visit", text=""):
    return record_contact(
        by=sofie,
        enrolment=jonas,
        kind=kind,
        occurred_at=NOW - timedelta(days=days_ago),
        text=text or f"{days_ago} days ago",
    )


def _pages(viewer, enrolment, **words):
    pages, before = [], None
    while True:
        page = story(viewer, enrolment, before=before, **words)
        pages.append(page.entries)
        if page.earlier is None:
            return pages
        before = page.earlier


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
    return reopened


def test_everything_is_told_once_and_latest_first(eventful, amina):
    pages = _pages(amina, eventful, limit=7)
    entries = [entry for page in pages for entry in page]
    moments = [entry.at for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert sum(entry.note is not None for entry in entries) == 25
    turns = [entry.turn.turn for entry in entries if entry.turn]
    assert [turn for turn in turns if turn is not Turn.CASE_MANAGER] == [
        Turn.REOPENED,
        Turn.CLOSED,
        Turn.WENT_ON,
        Turn.PAUSED,
        Turn.BEGAN,
    ]
    assert len({(entry.at, entry.id) for entry in entries}) == len(entries)
    assert all(len(page) == 7 for page in pages[:-1])


def test_a_note_written_meanwhile_moves_nothing_on_the_next_page(eventful, amina):
    first = story(amina, eventful, limit=5)
    _write(amina, eventful, 0, text="Just now")
    second = story(amina, eventful, limit=5, before=first.earlier)
    assert [entry.note and entry.note.text for entry in second.entries] == [
        f"{days} days ago" for days in range(5, 10)
    ]


def test_a_kind_is_chosen(jonas, sofie):
    _write(sofie, jonas, 1)
    _write(sofie, jonas, 2, kind="phone")
    _write(sofie, jonas, 3, kind="meeting")
    record_attempt(by=sofie, enrolment=jonas, how="not_found", occurred_at=NOW - timedelta(days=4))

    def kinds(shows):
        return [(e.note.status, e.note.kind) for e in story(sofie, jonas, shows=shows).entries if e.note]

    assert kinds(StoryShows.MET) == [("held", "visit")]
    assert kinds(StoryShows.TALKED) == [("held", "phone")]
    assert kinds(StoryShows.MEETINGS) == [("held", "meeting")]
    assert kinds(StoryShows.TRIED) == [("tried", "visit")]
    assert kinds(StoryShows.COURSE) == []
    assert len(kinds(StoryShows.EVERYTHING)) == 4
    assert [e.turn and e.turn.turn for e in story(sofie, jonas, shows=StoryShows.COURSE).entries] == [
        Turn.CASE_MANAGER,
        Turn.BEGAN,
    ]


def test_what_is_only_planned_is_not_told_yet(jonas, sofie):
    plan_contact(by=sofie, enrolment=jonas, kind="visit", occurred_at=NOW + timedelta(days=1))
    assert not [entry for entry in story(sofie, jonas).entries if entry.note]


@pytest.mark.parametrize("place", ["", "yesterday", "2026-11-24T10:00:00~x", "2026-11-24T10:00:00"])
def test_a_place_nobody_gave_out_starts_from_the_top(jonas, sofie, place):
    assert story(sofie, jonas, before=place) == story(sofie, jonas)


def test_the_number_of_queries_does_not_grow_with_the_story(eventful, amina, django_assert_num_queries):
    with django_assert_num_queries(8):
        assert len(story(amina, eventful).entries) == 20
    with django_assert_num_queries(3):
        story(amina, eventful, shows=StoryShows.MET)


def test_omar_on_another_team_is_told_no_notes(eventful, omar):
    assert not [entry for entry in story(omar, eventful).entries if entry.note]
