"""A protected address and name are planted, and every page, file and answer is searched for them, as every role."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.approvals.models import Approval
from alongside.approvals.operations import ask_approval, grant_approval
from alongside.audit.models import Entry
from alongside.housing.operations import record_stay
from alongside.people.models import Person
from alongside.people.operations import change_person
from alongside.people.protecting import facts_of
from alongside.people.queries import search
from alongside.restrictions.errors import ReleasedTooLong
from alongside.restrictions.operations import RELEASE, release_protected
from tests.attacks.addresses import addresses

PROTECTED = {
    "address": "zzhemmelig vej 7",
    "postal_code": "9zz9",
    "city": "zzskjulby",
    "phone": "55598765",
    "email": "zzskjult@example.org",
    "whereabouts": "zzskjulestedet",
    "given_name": "zzrigtig",
    "family_name": "zznavnesen",
}
EVERYONE = ("sofie", "amina", "maja", "omar", "ilse", "karin", "vagn", "eva", "per", "ada")


@pytest.fixture
def hidden(jonas, sofie, scene, house):
    """Jonas, called Jon, whose address and name are protected; a visit and a stay at that address."""
    change_person(by=sofie, person=jonas.person, **PROTECTED, called_name="Jon")
    change_person(by=sofie, person=jonas.person, address_protected=True, name_protected=True)
    record_stay(
        by=sofie,
        person=jonas.person,
        kind="own_tenancy",
        place=PROTECTED["address"],
        starts_on=sofie.today - timedelta(days=3),
    )
    scene.planned(jonas, house.now + timedelta(days=1), place_text=PROTECTED["address"])
    scene.happened(jonas, days=1, place_text=PROTECTED["address"])
    jonas.person = Person.objects.unscoped().get(pk=jonas.person_id)
    return jonas


def _words_in(answer) -> list[str]:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    said = body.decode(errors="ignore").casefold()
    return [word for word in PROTECTED.values() if word in said]


@pytest.mark.parametrize("name", EVERYONE)
def test_no_page_file_or_answer_tells_it(hidden, sign_in, name) -> None:
    browser = sign_in(name)
    forms = {"contact_plan", "contact_move", "contact_change", "housing_change"}
    # The forms of those who change where somebody lives or is met: they wrote it there themselves.
    for route, address in addresses(hidden.person_id):
        if route in forms:
            continue
        for more in ("", "?show=all", "?as=pdf"):
            answer = browser.get(address + more)
            assert answer.status_code < 500, route
            if answer.status_code == 200:
                assert _words_in(answer) == [], (route, more)


def test_it_is_shown_to_who_walks_with_them_when_they_ask_and_that_is_written_down(hidden, sign_in) -> None:
    address = reverse("protected_show", args=[hidden.person_id])
    sofie = sign_in("sofie")
    assert sofie.get(address).status_code == 302
    said = sofie.post(address).content.decode().casefold()
    assert all(PROTECTED[name] in said for name in ("address", "phone", "given_name", "family_name"))
    looks = Entry.objects.filter(operation="protected_show", record_id=hidden.person_id, action="read")
    assert {look.purpose for look in looks} == {"care"}
    for name in EVERYONE:
        if name != "sofie":
            assert sign_in(name).post(address).status_code == 404, name


def test_the_name_finds_them_for_those_who_walk_with_them_alone(hidden, house) -> None:
    for name in EVERYONE:
        found = search(house.actor(name), "zzrigtig zznavnesen")
        assert [one.pk for one in found] == ([hidden.person_id] if name == "sofie" else []), name
    assert [one.pk for one in search(house.actor("amina"), "Jon")] == [hidden.person_id]
    for words in (PROTECTED["city"], "98765", PROTECTED["whereabouts"]):
        assert search(house.actor("sofie"), words) == []


def test_nothing_is_lost_by_other_changes_or_by_taking_the_protection_away(hidden, sofie) -> None:
    change_person(by=sofie, person=hidden.person, language="dansk")
    again = Person.objects.unscoped().get(pk=hidden.person_id)
    assert again.address == again.phone == again.given_name == ""
    assert facts_of(again).address == ("zzhemmelig vej 7", "9zz9 zzskjulby")
    again.refresh_from_db()
    change_person(by=sofie, person=again, address_protected=False, name_protected=False)
    again = Person.objects.unscoped().get(pk=hidden.person_id)
    assert {name: getattr(again, name) for name in PROTECTED} == PROTECTED


def test_a_form_of_somebody_who_sees_nothing_of_it_overwrites_nothing(hidden, sign_in) -> None:
    browser = sign_in("amina")
    page = browser.get(reverse("person_change", args=[hidden.person_id]))
    sent = {
        "called_name": "Jon",
        "sex": "male",
        "language": "dansk",
        "address_protected": "on",
        "name_protected": "on",
        "version": page.context["form"]["version"].value(),
    }
    assert browser.post(reverse("person_change", args=[hidden.person_id]), sent).status_code == 302
    kept = Person.objects.unscoped().get(pk=hidden.person_id)
    assert kept.language == "dansk"
    assert facts_of(kept).name == "zzrigtig zznavnesen"
    assert facts_of(kept).whereabouts == PROTECTED["whereabouts"]


def test_a_letter_carries_it_only_after_two_people_agreed(hidden, house, sofie, amina, sign_in) -> None:
    browser = sign_in("sofie")
    form = {
        "recipient": "Jon",
        "address": PROTECTED["address"],
        "reason": "The court asks.",
        "subject": "Hello",
        "body": "Hello Jon",
        "language": "en",
        "to": "person",
        "template_key": "",
        "template_version": "0",
    }
    where = reverse("letter_new", args=[hidden.pk])
    for act in ({}, {"act": "pdf"}):
        answer = browser.post(where, {**form, **act})
        assert "A second person has to agree" in answer.content.decode()
    ask_approval(by=sofie, kind=RELEASE, subject=hidden.person, why="The court asks where to send it.")
    grant_approval(by=amina, approval=Approval.objects.get())
    with pytest.raises(ReleasedTooLong):
        release_protected(by=sofie, person=hidden.person, until=sofie.today + timedelta(days=60))
    release_protected(by=sofie, person=hidden.person, until=sofie.today + timedelta(days=2))
    assert browser.post(where, form).status_code == 302
    page = browser.get(where + "?template=empty").content.decode().casefold()
    assert PROTECTED["address"] in page
    assert (
        PROTECTED["address"]
        not in sign_in("amina").get(where + "?template=empty").content.decode().casefold()
    )
