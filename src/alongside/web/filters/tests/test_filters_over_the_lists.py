"""Name what is chosen, find it again over the list, share it, remove it; it shows nobody more than before."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from alongside.attention.models import SavedFilter
from alongside.kernel.ids import new_id
from alongside.people.operations import change_person


def _words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def _keep(client: Any, place: str, here: str, **said: Any) -> Any:
    typed = {"place": place, "here": here, "name": "My way", "key": str(new_id()), **said}
    return client.post("/filters/keep/", typed, follow=True)


def test_a_filter_is_kept_found_again_and_removed(jonas, sign_in):
    client = sign_in("sofie")
    assert "Keep this filter" in _words(client.get("/people/?show=team"))
    answer = _keep(client, "people", "/people/?show=team", show="team")
    said = _words(answer)
    assert "“My way” is kept." in said
    assert '<a class="button button--s" href="/people/?show=team" aria-current="true">My way</a>' in said
    assert "Keep this filter" not in said
    saved = SavedFilter.objects.get()
    assert "My way" in _words(client.get("/filters/"))
    assert "Removed." in _words(client.post(f"/filters/{saved.pk}/remove/", follow=True))
    assert "My way" not in _words(client.get("/people/?show=team"))


def test_a_colleague_has_it_when_it_is_shared_and_cannot_remove_it(house, jonas, sign_in):
    _keep(sign_in("sofie"), "people", "/people/", show="team", shared_with=str(house.team.pk))
    client = sign_in("maja")
    assert "My way" in _words(client.get("/people/"))
    assert "shared by Sofie Lindholm" in _words(client.get("/filters/"))
    assert client.post(f"/filters/{SavedFilter.objects.get().pk}/remove/").status_code == 404
    assert "My way" not in _words(sign_in("omar").get("/people/"))


def test_a_filter_of_the_story_is_for_everyone_and_names_nobody(jonas, sofie, sign_in):
    change_person(by=sofie, person=jonas.person, phone="55 50 01 40")
    client = sign_in("sofie")
    story = reverse("story", args=[jonas.pk])
    answer = _keep(client, "story", f"{story}?q=jonas", q="jonas")
    assert "“jonas” is somebody’s name." in _words(answer)
    assert "so no numbers are kept in it" in _words(_keep(client, "story", story, q="12 34"))
    assert "A goal belongs to one person" in _words(_keep(client, "story", story, show="met", goal="x"))
    assert not SavedFilter.objects.exists()
    assert "is kept" in _words(_keep(client, "story", f"{story}?q=medicin", q="medicin"))
    assert f'href="{story}?q=medicin"' in _words(client.get(story))


@pytest.mark.parametrize(
    ("who", "place", "url", "asked"),
    [
        ("sofie", "team", "/team/?team={team}", {"team": "{team}"}),
        ("sofie", "calendar", "/calendar/?view=week&team={team}", {"view": "week", "team": "{team}"}),
        ("ilse", "intake", "/intake/column/waiting/", {"status": "waiting"}),
    ],
)
def test_every_list_has_its_filters(house, jonas, sign_in, who, place, url, asked):
    client = sign_in(who)
    url = url.format(team=house.team.pk)
    assert "Keep this filter" in _words(client.get(url)), url
    asked = {name: value.format(team=house.team.pk) for name, value in asked.items()}
    assert "“My way” is kept." in _words(_keep(client, place, url, **asked))
    start = {"team": "/team/", "calendar": "/calendar/", "intake": "/intake/"}[place]
    said = client.get(start, follow=True).content.decode()
    assert "My way" in said
    assert client.get(url).status_code == 200


def test_going_back_leads_nowhere_else(jonas, sign_in):
    answer = _keep(sign_in("sofie"), "people", "https://elsewhere.example/", show="team")
    assert answer.redirect_chain[-1][0] == "/filters/"
    assert sign_in("sofie").post("/filters/keep/", {"place": "nowhere"}).status_code == 404


def test_my_settings_lead_to_all_of_them(jonas, sign_in):
    client = sign_in("sofie")
    assert 'href="/my-settings/"' in _words(client.get("/people/"))
    said = _words(client.get("/my-settings/"))
    assert all(f'href="{url}"' in said for url in ("/phrases/", "/filters/", "/keys/"))
    assert 'href="/note-templates/"' not in said
    assert 'href="/note-templates/"' in _words(sign_in("amina").get("/my-settings/"))
