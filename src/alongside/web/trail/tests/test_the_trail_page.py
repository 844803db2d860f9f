"""The privacy officer sees who did what and who looked, and never what was written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.audit.models import Entry
from alongside.audit.trail import record_event, record_read
from alongside.kernel.ids import new_id
from alongside.people.operations import record_quote
from alongside.web.trail.forms import WHAT
from alongside.web.trail.views import ACTIONS


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def lived(jonas, sofie, amina) -> None:
    """Sofie wrote down something Jonas said; Amina looked at his page."""
    record_quote(by=sofie, person=jonas.person, text="I want a door I can lock.", said_on=sofie.today)
    record_read(viewer=amina, page="person", record=jonas.person)


def rows(answer) -> str:
    return text(answer).split("<tbody>")[1].split("</tbody>")[0] if "<tbody>" in text(answer) else ""


def test_who_wrote_and_who_looked(lived, jonas, sign_in) -> None:
    said = rows(sign_in("per").get("/trail/"))

    assert "Sofie Lindholm" in said
    assert 'wrote <code class="small">person.quote</code>' in said
    assert "people.quote made 1" in said
    assert "Amina Yilmaz" in said
    assert 'looked <code class="small">person</code>' in said
    assert str(jonas.person_id)[-8:] in said


def test_nothing_that_was_written_and_nobodys_name_is_on_the_page(lived, sign_in) -> None:
    said = text(sign_in("per").get("/trail/"))

    assert "door I can lock" not in said
    assert "Jonas" not in said
    assert "Krogh" not in said


def test_by_worker_by_person_and_by_day(lived, house, jonas, scene, sofie, sign_in) -> None:
    other = scene.course("Rosa Andersen")
    record_quote(by=sofie, person=other.person, text="Coffee first.", said_on=sofie.today)
    client = sign_in("per")

    by_amina = rows(client.get("/trail/", {"who": str(house.workers["amina"].user_id)}))
    about_jonas = rows(client.get("/trail/", {"person": str(jonas.person_id)}))
    yesterday = rows(client.get("/trail/", {"day": "23.11.2026"}))
    today = rows(client.get("/trail/", {"day": "24.11.2026"}))

    assert "Amina" in by_amina
    assert "Sofie" not in by_amina
    assert about_jonas.count("<tr>") == 2
    assert str(other.person_id)[-8:] not in about_jonas
    assert yesterday == ""
    assert today.count("<tr>") >= 3


def test_it_can_be_narrowed_to_what_was_done_and_to_days(lived, house, sign_in) -> None:
    client = sign_in("per")

    looked = rows(client.get("/trail/", {"what": "looked"}))
    out = rows(client.get("/trail/", {"what": "out"}))
    within = rows(client.get("/trail/", {"day": "20.11.2026", "until": "24.11.2026"}))
    before = rows(client.get("/trail/", {"until": "23.11.2026"}))
    trail = rows(client.get("/trail/", {"what": "trail"}))

    assert "looked" in looked
    assert "wrote" not in looked
    assert out == ""
    assert within.count("<tr>") >= 3
    assert before == ""
    assert "looked at the trail" in trail
    assert "wrote" not in trail


def test_every_action_that_has_words_can_be_asked_for() -> None:
    asked = {action for _label, actions in WHAT.values() for action in actions}
    assert asked == set(ACTIONS)


def test_what_cannot_be_understood_is_said_and_shows_everything(lived, sign_in) -> None:
    answer = sign_in("per").get("/trail/", {"person": "jonas", "who": "x", "before": "9" * 30, "day": "soon"})

    assert answer.status_code == 200
    assert "This is not the number of a person." in text(answer)


def test_a_long_trail_goes_on_where_the_page_before_ended(house, sign_in) -> None:
    for number in range(60):
        record_event(
            agency_id=house.agency.pk,
            user_id=None,
            now=house.now + timedelta(seconds=number),
            action="search",
            detail={"found": number},
        )
    client = sign_in("per")

    first = client.get("/trail/", {"who": "program"})
    later = client.get("/trail/?who=program&before=11")

    assert rows(first).count("<tr>") == 50
    assert "before=11" in text(first)
    assert rows(later).count("<tr>") == 10
    assert "Earlier" not in text(later)


def test_looking_at_the_trail_is_in_the_trail(house, sign_in) -> None:
    client = sign_in("per")
    client.get("/trail/")

    assert "looked at the trail" in rows(client.get("/trail/"))


def test_the_chain_holds(lived, sign_in) -> None:
    said = text(sign_in("per").post("/trail/check/"))

    assert "The chain holds: 3 lines, none changed and none missing." in said


def test_a_line_put_in_behind_the_programs_back_is_found(lived, house, sign_in) -> None:
    client = sign_in("per")
    last = Entry.objects.filter(agency_id=house.agency.pk).order_by("-place").first()
    assert last is not None
    last.pk, last.place = None, last.place + 1
    Entry.objects.bulk_create([last])

    said = text(client.post("/trail/check/"))

    assert "The chain does not hold from line 4 on" in said


@pytest.mark.parametrize("who", ["sofie", "amina", "ilse", "karin", "vagn", "eva", "ada"])
def test_nobody_else_finds_the_page(house, sign_in, who) -> None:
    client = sign_in(who)

    assert client.get("/trail/").status_code == 404
    assert client.post("/trail/check/").status_code == 404


def test_another_agencys_trail_is_not_shown(house, sign_in) -> None:
    record_event(agency_id=new_id(), user_id=None, now=house.now, action="search", detail={"found": 3})

    assert "searched" not in rows(sign_in("per").get("/trail/"))


def test_a_check_is_asked_for_and_not_followed_by_a_link(house, sign_in) -> None:
    assert sign_in("per").get("/trail/check/").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = sign_in("per").cookies
    assert strict.post("/trail/check/").status_code == 403


def test_the_page_asks_as_often_for_many_lines_as_for_few(lived, house, sign_in) -> None:
    client = sign_in("per")
    client.get("/trail/")
    with CaptureQueriesContext(connection) as few:
        client.get("/trail/")
    for number in range(30):
        record_event(
            agency_id=house.agency.pk, user_id=None, now=house.now, action="list", detail={"found": number}
        )
    with CaptureQueriesContext(connection) as many:
        client.get("/trail/")

    assert len(few) == len(many)
