"""Each look is in the trail with why it was made, and so is being told that there is nothing here."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from alongside.audit.models import Entry
from alongside.audit.queries import looks_at, people_looked_at
from alongside.calendar.feed_operations import make_feed
from alongside.kernel.ids import new_id
from tests.architecture.test_every_page_says_whom_it_shows import SHOWS_NOBODY
from tests.people_of_the_house import NOW


@pytest.mark.parametrize(
    ("who", "purpose"),
    [
        ("sofie", "care"),
        ("amina", "supervision"),
        ("maja", "team"),
        ("ilse", "intake"),
        ("vagn", "on_call"),
    ],
)
def test_the_tie_says_why(jonas, sign_in, who, purpose) -> None:
    assert sign_in(who).get(f"/people/{jonas.person_id}/", follow=True).status_code == 200

    looks = looks_at(jonas.person.agency_id, [jonas.person_id])
    assert {(look.action, look.purpose) for look in looks} == {("read", purpose)}
    assert looks[-1].page == "person"


def test_the_authority_follows_up_what_it_ordered(jonas, sign_in) -> None:
    assert sign_in("karin").get(f"/orders/{jonas.referral_id}/").status_code == 200

    (look,) = looks_at(jonas.person.agency_id, [jonas.person_id])
    assert (look.page, look.purpose) == ("order", "authority")


def test_asking_for_somebody_out_of_reach_is_kept_with_whom_it_was_about(jonas, house, sign_in) -> None:
    client = sign_in("omar")
    nobody = new_id()

    theirs = client.get(f"/people/{jonas.person_id}/")
    none = client.get(f"/people/{nobody}/")

    assert theirs.status_code == none.status_code == 404
    first, second = Entry.objects.filter(action="denied").order_by("place")
    assert (first.record_id, first.person_id) == (jonas.person_id, jonas.person_id)
    assert (second.record_id, second.person_id) == (nobody, None)
    assert first.operation == second.operation == "person"
    assert first.user_id == house.workers["omar"].user_id
    assert looks_at(house.agency.pk, [jonas.person_id]) == []


def test_whether_there_is_such_a_person_cannot_be_told_from_the_work_it_makes(jonas, sign_in) -> None:
    client = sign_in("omar")
    client.get("/more/")
    asked = []
    for person in (jonas.person_id, new_id()):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/people/{person}/")
        asked.append([query["sql"].split()[0] for query in queries])
    assert asked[0] == asked[1]


def test_a_page_that_is_not_for_ones_role_is_kept(house, sign_in) -> None:
    assert sign_in("sofie").get("/trail/").status_code == 404

    assert Entry.objects.filter(action="denied").get().operation == "trail"


def test_a_write_that_is_not_allowed_is_kept(jonas, sign_in) -> None:
    sign_in("omar").post(f"/people/{jonas.person_id}/words/", {"text": "I was here."})

    denied = Entry.objects.filter(action="denied").get()
    assert (denied.operation, denied.person_id) == ("person_quote", jonas.person_id)


def test_a_form_sent_without_being_opened_is_a_look_when_it_comes_back(jonas, sign_in) -> None:
    answer = sign_in("sofie").post(f"/people/{jonas.person_id}/change/", {"given_name": ""})

    assert "Jonas" in answer.content.decode()
    (look,) = looks_at(jonas.person.agency_id, [jonas.person_id])
    assert (look.page, look.purpose) == ("person_change", "care")


def test_asking_only_for_the_head_of_a_page_is_a_look(jonas, sign_in) -> None:
    sign_in("sofie").head(f"/people/{jonas.person_id}/")

    assert len(looks_at(jonas.person.agency_id, [jonas.person_id])) == 1


def test_whom_an_account_has_reached(jonas, house, sofie, sign_in) -> None:
    sign_in("sofie").get(f"/people/{jonas.person_id}/")
    day = {"since": house.now.replace(hour=0), "until": house.now.replace(hour=23)}

    (reached,) = people_looked_at(house.agency.pk, user_id=sofie.user_id, **day)
    assert reached.person_id == jonas.person_id
    assert people_looked_at(house.agency.pk, user_id=new_id(), **day) == []


@pytest.fixture
def trail_that_cannot_be_written(house, monkeypatch):
    """The database refuses every new line."""

    def refuse(*args: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr("alongside.audit.trail.insert_records", refuse)


@pytest.mark.parametrize(
    "path", ["/people/{person}/", "/courses/{course}/story/", "/people/", "/search/?q=Jonas"]
)
def test_what_cannot_be_noted_is_not_shown(jonas, sign_in, request, path) -> None:
    client = sign_in("sofie")
    client.get("/more/")
    request.getfixturevalue("trail_that_cannot_be_written")

    answer = client.get(path.format(person=jonas.person_id, course=jonas.pk))

    assert answer.status_code == 503
    said = answer.content.decode()
    for name in ("Jonas", "Krogh", "Jon ", str(jonas.person_id)):
        assert name not in said
    assert "can’t show this just now" in said


def test_what_cannot_be_noted_is_not_written(jonas, sofie, sign_in, request) -> None:
    client = sign_in("sofie")
    before = jonas.person.version
    request.getfixturevalue("trail_that_cannot_be_written")

    answer = client.post(
        f"/people/{jonas.person_id}/words/",
        {"text": "A door I can lock.", "said_on": "24.11.2026", "key": new_id()},
    )

    assert answer.status_code == 503
    transaction.set_rollback(False)
    jonas.person.refresh_from_db()
    assert jonas.person.version == before
    assert not type(jonas.person).objects.unscoped().filter(quotes__text__contains="lock").exists()


@pytest.mark.parametrize("who", ["amina", "ilse", "karin", "eva", "per", "ada"])
def test_pages_that_say_they_show_nobody_do(scene, sign_in, who) -> None:
    course = scene.course("Zbigniew Quxholm")
    client = sign_in(who)
    opened = 0
    for name in SHOWS_NOBODY:
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        answer = client.get(address)
        if answer.status_code == 200:
            opened += 1
            said = answer.content.decode().partition("<main")[2] or answer.content.decode()
            assert "Quxholm" not in said, name
            assert name == "trail" or str(course.person_id) not in said, name
    assert opened > 3


def test_lists_name_everyone_they_show(jonas, house, sign_in) -> None:
    for who, path in (
        ("sofie", "/"),
        ("sofie", "/note/"),
        ("ilse", "/intake/answered/"),
        ("karin", "/orders/"),
    ):
        client = sign_in(who)
        before = Entry.objects.count()
        assert client.get(path).status_code == 200
        (entry,) = Entry.objects.order_by("place")[before:]
        assert entry.action == "list", path
        assert entry.detail["people"] == [str(jonas.person_id)], path
    looks = looks_at(house.agency.pk, [jonas.person_id], in_lists=True)
    assert {look.page for look in looks} == {"today", "note", "intake_answered", "orders", "rail"}
    assert looks_at(house.agency.pk, [jonas.person_id]) == []


def test_the_calendar_feed_is_an_export(jonas, house, scene, sofie) -> None:
    secret = make_feed(by=sofie, worker=house.workers["sofie"], shows="initials")
    scene.planned(jonas, NOW + timedelta(days=1))

    with time_machine.travel(NOW, tick=False):
        answer = Client().get(f"/feed/{secret}.ics")
        Client().get(f"/feed/{secret}.ics", headers={"If-None-Match": answer["ETag"]})

    (look,) = looks_at(house.agency.pk, [jonas.person_id], in_lists=True)
    assert (look.action, look.page, look.user_id) == ("export", "calendar.feed", sofie.user_id)


def test_the_persons_page_says_why_they_were_looked_at(jonas, sign_in) -> None:
    sign_in("amina").get(f"/people/{jonas.person_id}/")

    said = " ".join(sign_in("sofie").get(f"/people/{jonas.person_id}/access/").content.decode().split())

    assert "<b>Amina Yilmaz</b>" in said
    assert "leads the team · the first page" in said


def test_the_trail_shows_what_was_denied(jonas, sign_in) -> None:
    sign_in("omar").get(f"/people/{jonas.person_id}/")

    said = sign_in("per").get("/trail/").content.decode()

    assert "was told there is nothing here" in said
    assert str(jonas.person_id)[-8:] in said
