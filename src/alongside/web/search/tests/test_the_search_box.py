"""One box finds a person by whatever is known of them, and never someone the viewer does not walk near."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.audit.models import Entry
from alongside.kernel.encryption import decrypt
from alongside.people.models import Person
from alongside.people.operations import change_person, set_identifier
from alongside.web.looks import CRITERION

CPR = "urn:oid:1.2.208.176.1.2"


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def jon(scene, house, amina) -> Person:
    """Jonas, who walks with Sofie, with all that can be searched for."""
    person = scene.course("Jonas Krøgh").person
    person = change_person(by=amina, person=person, called_name="Jon", phone="+45 55 50 01 40")
    set_identifier(by=amina, person=person, system=CPR, value="0703924017")
    return person


@pytest.mark.parametrize("sought", ["jonas", "kroegh", "Krøg", "jon", "55500140", "070392-4017"])
def test_found_by_name_called_name_telephone_and_number(jon, sign_in, sought) -> None:
    said = text(sign_in("sofie").post("/search/", {"q": sought}, follow=True))

    assert "Jonas Krøgh</a>" in said
    assert "You walk with them" in said


def test_it_says_who_walks_with_them(jon, sign_in) -> None:
    assert "Walks with Sofie Lindholm" in text(sign_in("maja").post("/search/", {"q": "jonas"}, follow=True))


@pytest.mark.parametrize("who", ["omar", "karin"])
def test_someone_out_of_scope_is_not_found_by_anything(jon, sign_in, who) -> None:
    client = sign_in(who)

    for sought in ("jonas", "55500140", "0703924017"):
        said = text(client.post("/search/", {"q": sought}, follow=True))
        assert "Krøgh" not in said
        assert "We find nobody you may see" in said


@pytest.mark.parametrize("who", ["eva", "per", "ada"])
def test_those_who_walk_with_nobody_have_no_search(jon, sign_in, who) -> None:
    assert sign_in(who).post("/search/", {"q": "jonas"}).status_code == 404
    assert sign_in(who).get("/people/").status_code == 404


def test_the_trail_says_whom_a_search_showed_and_hides_what_was_typed(jon, house, sign_in) -> None:
    sign_in("sofie").post("/search/", {"q": "jonas"}, follow=True)
    sign_in("sofie").post("/search/", {"q": "0703924017"}, follow=True)

    entries = Entry.objects.filter(action="search", user_id=house.workers["sofie"].user_id)
    assert [entry.detail["people"] for entry in entries] == [[str(jon.pk)]] * 2
    assert "jonas" not in str([entry.detail for entry in entries])
    assert "0703924017" not in str([entry.detail for entry in entries])
    typed = [decrypt(entry.detail["criterion"], context=CRITERION) for entry in entries.order_by("place")]
    assert typed == ["jonas", "0703924017"]


def test_htmx_gets_the_list_alone_and_others_the_page(jon, sign_in) -> None:
    client = sign_in("sofie")

    live = client.post("/search/", {"q": "jonas"}, headers={"HX-Request": "true"})
    whole = client.post("/search/", {"q": "jonas"}, follow=True)

    assert "Jonas Krøgh" in text(live)
    assert "<html" not in text(live)
    assert "<html" in text(whole)
    assert 'value="jonas"' in text(whole)


def test_one_letter_is_not_a_search(jon, house, sign_in) -> None:
    said = text(sign_in("sofie").post("/search/", {"q": "j"}, follow=True))

    assert "Jonas" not in said.split("<main")[1]
    assert not Entry.objects.filter(action="search").exists()


def test_whom_i_walk_with_comes_before_others_of_the_same_name(scene, amina, sign_in) -> None:
    for name, fields in (
        ("Kim Alto", {"ends_on": scene.today - timedelta(days=30)}),
        ("Kim Bodil", {"worker": "maja"}),
        ("Kim Thorsen", {}),
    ):
        change_person(by=amina, person=scene.course(name, **fields).person, city="Solby")

    said = text(sign_in("sofie").post("/search/", {"q": "kim"}, follow=True)).split("<main")[1]

    assert said.index("Kim Thorsen</a>") < said.index("Kim Bodil</a>") < said.index("Kim Alto</a>")


def test_what_is_searched_for_is_shown_as_text(sign_in) -> None:
    said = text(sign_in("sofie").post("/search/", {"q": '"><script>alert(1)</script>'}, follow=True))

    assert "<script>alert" not in said


def test_the_page_asks_as_often_for_many_as_for_one(house, scene, sign_in) -> None:
    client = sign_in("sofie")

    def asked_with(count: int) -> int:
        for number in range(count):
            scene.course(f"Person Number{number}")
        Person.objects.unscoped().update(search_text=" person ")
        with CaptureQueriesContext(connection) as asked:
            assert "Person Number0" in text(client.post("/search/", {"q": "person"}, follow=True))
        return len(asked)

    assert asked_with(1) == asked_with(11)


def test_what_was_typed_stands_in_no_address_and_can_be_come_back_to(jon, sign_in) -> None:
    client = sign_in("sofie")

    address = client.post("/search/", {"q": "0703924017"})["Location"]

    assert "0703924017" not in address
    for _time in range(2):
        assert "Jonas Krøgh</a>" in text(client.get(address))
    assert "Krøgh</a>" not in text(sign_in("maja").get(address))
    assert "Krøgh</a>" not in text(client.get(address[:-9] + "AAAAAAAAA"))


def test_a_link_from_before_still_answers_for_a_name_and_never_for_a_number(jon, sign_in) -> None:
    client = sign_in("sofie")

    assert "Jonas Krøgh</a>" in text(client.get("/search/?q=jonas"))
    for number in ("0703924017", "070392-4017", "55 50 01 40"):
        said = text(client.get("/search/", {"q": number}))
        assert "Krøgh</a>" not in said.split("<main")[1]
        assert f'value="{number}"' not in said
