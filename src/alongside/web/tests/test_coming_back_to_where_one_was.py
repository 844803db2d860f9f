"""After writing a note one is where one was, at the very line; a list is found as it was left."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.contacts.models import Contact

TRIED = {"how": "tried", "tried_how": "not_found", "when": "now", "text": ""}


@pytest.fixture
def kim(scene):
    return scene.course("Kim Thorsen")


def after_trying(client, course, came_from: str) -> str:
    note = reverse("contact_new", args=[course.pk])
    form = client.get(note, headers={"referer": f"http://testserver{came_from}"})
    back = form.wsgi_request.way_back
    answer = client.post(note, {**TRIED, "key": str(form.context["slot"].key), "back": back})
    assert Contact.objects.unscoped().filter(enrolment=course, status="tried").count() == 1
    return answer["Location"]


@pytest.mark.parametrize("place", ["/", "/people/?show=team", "/search/?q=kim", "/team/", "/lately/"])
def test_a_list_is_come_back_to_at_the_line_of_the_person(kim, sign_in, place) -> None:
    assert after_trying(sign_in("sofie"), kim, place) == f"{place}#person-{kim.person_id}"


def test_the_story_is_come_back_to_at_the_new_note_as_it_was_filtered(kim, sign_in) -> None:
    place = f"{reverse('story', args=[kim.pk])}?show=tried"

    back = after_trying(sign_in("sofie"), kim, place)

    assert back == f"{place}#note-{Contact.objects.unscoped().get().pk}"


@pytest.mark.parametrize(
    "elsewhere", ["/account/login/", "/nowhere/", "/administration/", "//evil.example/", ""]
)
def test_from_anywhere_else_one_comes_to_the_person(kim, sign_in, elsewhere) -> None:
    assert after_trying(sign_in("sofie"), kim, elsewhere) == reverse("person", args=[kim.person_id])


@pytest.mark.parametrize("elsewhere", ["https://evil.example/people/", "javascript:alert(1)", "people"])
def test_nobody_is_led_out_of_the_house(kim, sign_in, elsewhere) -> None:
    client = sign_in("sofie")
    note = reverse("contact_new", args=[kim.pk])
    key = str(client.get(note).context["slot"].key)

    answer = client.post(note, {**TRIED, "key": key, "back": elsewhere})

    assert answer["Location"] == reverse("person", args=[kim.person_id])


def test_choosing_whom_to_write_about_carries_the_way_along(kim, sign_in) -> None:
    page = sign_in("sofie").get("/note/", headers={"referer": "http://testserver/people/?show=team"})

    assert f"{reverse('contact_new', args=[kim.pk])}?back=%2Fpeople%2F%3Fshow%3Dteam" in page.content.decode()


def test_the_list_of_people_is_found_as_it_was_left(kim, sign_in) -> None:
    client = sign_in("sofie")
    client.get("/people/?show=team")

    assert client.get("/people/")["Location"] == "/people/?show=team"
    client.get("/people/?show=everything")
    assert client.get("/people/")["Location"] == "/people/?show=team"
    assert sign_in("maja").get("/people/").status_code == 200


def test_what_was_searched_for_is_not_kept(kim, sign_in) -> None:
    client = sign_in("sofie")
    assert "Kim" in client.post("/search/", {"q": "kim"}, follow=True).content.decode()

    assert "kim" not in str(dict(client.session)).lower()
