"""Privacy officer and administrator read what is kept, write what only they know, and take the draft with them."""

from __future__ import annotations

from typing import Any

import pytest

from alongside.datamap.models import Register
from alongside.datamap.operations import WORDS, write_register

PAGES = ("/register/", "/register/write/", "/register/assessment/", "/register/assessment.md", "/data-map/")


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_only_who_answers_for_the_data_opens_these_pages(sign_in: Any, address: str) -> None:
    for name in ("per", "ada"):
        assert sign_in(name).get(address).status_code == 200
    for name in ("sofie", "amina", "karin", "eva"):
        assert sign_in(name).get(address).status_code in (403, 404)


@pytest.mark.django_db
def test_the_words_are_kept_and_stand_in_the_register(house: Any, sign_in: Any) -> None:
    browser = sign_in("per")
    said = {name: f"Our {name}." for name in WORDS}
    answer = browser.post("/register/write/", {**said, "version": ""})
    assert answer.status_code == 302, answer.content.decode()
    page = browser.get("/register/").content.decode()
    assert all(f"Our {name}." in page for name in WORDS)
    assert Register.objects.get().controller == "Our controller."


@pytest.mark.django_db
def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(house: Any, sign_in: Any) -> None:
    browser = sign_in("ada")
    write_register(by=house.actor("per"), controller="First")
    browser.get("/register/write/")
    write_register(by=house.actor("per"), controller="Second", version=1)
    answer = browser.post("/register/write/", {"controller": "Third", "version": "1"})
    assert answer.status_code == 422
    assert Register.objects.get().controller == "Second"


@pytest.mark.django_db
def test_the_map_shows_tables_fields_and_classes(sign_in: Any) -> None:
    browser = sign_in("per")
    whole = browser.get("/data-map/").content.decode()
    assert "<code>Person</code>" in whole
    assert "<code>address</code>" in whole
    special = browser.get("/data-map/?class=special").content.decode()
    assert "<code>Quote</code>" in special
    assert "<code>Turn</code>" not in special
    assert "<code>said_on</code>" not in special
    assert browser.get("/data-map/?class=nonsense").status_code == 200


@pytest.mark.django_db
def test_the_draft_is_taken_along_as_markdown(house: Any, sign_in: Any) -> None:
    write_register(by=house.actor("per"), controller="Nord & Syd <kommune>")
    answer = sign_in("per").get("/register/assessment.md")
    assert answer["Content-Type"].startswith("text/markdown")
    assert "attachment" in answer["Content-Disposition"]
    text = answer.content.decode()
    assert text.startswith("# ")
    assert "Nord & Syd <kommune>" in text
    assert "\n| --- | --- | --- | --- | --- |\n" in text
