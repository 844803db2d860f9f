"""Phrases and note templates without a script: made, changed, removed, copied, and added to what is typed."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from alongside.contacts.models import Contact
from alongside.kernel.ids import new_id
from alongside.organisation.models import Agency
from alongside.phrases.models import NoteTemplate, Phrase
from alongside.phrases.operations import write_phrase


def _words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def note(jonas):
    return reverse("contact_new", args=[jonas.pk])


def _typed(**said: Any) -> dict[str, Any]:
    return {"key": str(new_id()), "how": "met", "when": "now", "there": ["person"], "text": "", **said}


def test_a_phrase_is_made_changed_and_removed(house, sign_in):
    client = sign_in("sofie")
    said = {"key": str(new_id()), "shortcut": "/Medicin", "text": "We talked about the medicine."}
    answer = client.post("/phrases/new/", said, follow=True)
    assert "Kept. It is there wherever you write." in _words(answer)
    assert "/medicin" in _words(answer)
    client.post("/phrases/new/", said)
    kept = Phrase.objects.get()
    again = client.post("/phrases/new/", said | {"key": str(new_id())})
    assert again.status_code == 422
    assert "/medicin is there already." in _words(again)
    url = f"/phrases/{kept.pk}/"
    client.post(url, {**said, "key": str(new_id()), "text": "Other words.", "version": "1"})
    assert Phrase.objects.get().text == "Other words."
    assert "Removed." in _words(client.post(f"{url}remove/", follow=True))
    assert not Phrase.objects.exists()


def test_nobody_finds_or_changes_the_phrases_of_another(house, sign_in, sofie, amina):
    own = write_phrase(by=sofie, shortcut="mine", text="Mine alone, 1234")
    shared = write_phrase(by=amina, shortcut="ours", text="For all of us")
    shared = write_phrase(by=amina, shortcut="all", text="For everyone", for_all=True)
    lead = sign_in("amina")
    assert "Mine alone, 1234" not in _words(lead.get("/phrases/"))
    assert lead.get(f"/phrases/{own.pk}/").status_code == 404
    assert lead.post(f"/phrases/{own.pk}/remove/").status_code == 404
    client = sign_in("sofie")
    assert "For everyone" in _words(client.get("/phrases/"))
    assert client.get(f"/phrases/{shared.pk}/").status_code == 404
    client.post("/phrases/new/", {"key": str(new_id()), "shortcut": "x1", "text": "T", "whose": "all"})
    assert Phrase.objects.get(shortcut="x1").worker_id == sofie.worker_id


def test_phrases_stand_beside_the_note_to_copy(house, sign_in, sofie, note):
    client = sign_in("sofie")
    assert "Phrases to copy" not in _words(client.get(note))
    write_phrase(by=sofie, shortcut="medicin", text="We talked about the medicine.")
    said = _words(client.get(note))
    assert "Phrases to copy" in said
    assert "We talked about the medicine." in said


def test_headings_are_added_and_everything_typed_stays(house, sign_in, note):
    client = sign_in("sofie")
    assert "No answer at the door" in _words(client.get(note))
    typed = _typed(text="He laughed.", place_text="By the kiosk", how="tried", headings="no_answer")
    answer = client.post(note, typed)
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "He laughed.\n\nWhere and how I tried:" in said.replace("\r\n", "\n")
    assert "By the kiosk" in said
    assert "Choose what happened when you tried" not in said
    assert "autofocus" in said
    assert not Contact.objects.unscoped().exists()
    kept = client.get(note).content.decode()
    assert "Where and how I tried:" in kept


def test_a_template_that_is_gone_changes_nothing(house, sign_in, note):
    answer = sign_in("sofie").post(note, _typed(text="He laughed.", headings="gone"))
    assert "He laughed." in _words(answer)
    assert not Contact.objects.unscoped().exists()


def test_the_lead_writes_the_templates(house, sign_in, note):
    assert sign_in("sofie").get("/note-templates/").status_code == 404
    lead = sign_in("amina")
    assert "Home visit" in _words(lead.get("/note-templates/"))
    url = "/note-templates/home_visit/"
    assert "What we did together:" in _words(lead.get(url))
    said = {"key": str(new_id()), "title": "At home", "body": "The door:\n\nThe dog:", "kinds": ["met"]}
    assert "Kept." in _words(lead.post(url, said, follow=True))
    assert "At home" in _words(sign_in("sofie").get(note))
    assert lead.post("/note-templates/new/", said | {"key": str(new_id()), "title": " "}).status_code == 422
    lead.post("/note-templates/new/", said | {"key": str(new_id()), "title": "A walk"})
    assert NoteTemplate.objects.count() == 2
    lead.post(f"{url}retire/")
    lead.post("/note-templates/ward_visit/retire/")
    left = _words(sign_in("sofie").get(note))
    assert "At home" not in left
    assert "Visit on a ward" not in left
    assert "A walk" in left


def test_dictation_is_offered_where_the_agency_says_so(house, sign_in, note):
    client = sign_in("sofie")
    answer = client.get(note)
    assert "data-dictation" not in answer.content.decode()
    assert "microphone=()" in answer["Permissions-Policy"]
    admin = sign_in("ada")
    page = admin.get("/administration/settings/")
    assert "many browsers send what is said to their maker" in _words(page)
    said = {"name": house.agency.name, "version": page.context["form"]["version"].value(), "dictation": "on"}
    assert admin.post("/administration/settings/", said).status_code == 302
    assert Agency.objects.get().profile_overrides["writing"] == {"dictation": True}
    answer = client.get(note)
    assert "data-dictation" in answer.content.decode()
    assert "microphone=(self)" in answer["Permissions-Policy"]
    assert "microphone=()" in client.get("/people/")["Permissions-Policy"]
    assert admin.get("/administration/settings/").context["form"]["dictation"].value() is True


@pytest.mark.parametrize("language", ["da", "fr"])
def test_the_pages_stand_in_other_languages(house, sign_in, language, amina):
    write_phrase(by=amina, shortcut="all", text="For everyone", for_all=True)
    lead = sign_in("amina", language=language)
    for url in ("/phrases/", "/phrases/new/", "/note-templates/", "/note-templates/ward_visit/"):
        assert lead.get(url).status_code == 200
