"""Attack 47: names and numbers leave the house by themselves: in an address, its history, a referrer, a log, a mail."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.core import mail
from django.urls import reverse

from alongside.accounts.letters import tell_of_reset
from alongside.contacts.operations import plan_contact
from alongside.oversight.mail import tell
from alongside.people.operations import change_person, set_identifier
from alongside.reminders.duties import send_reminders
from alongside.reminders.operations import ask_for_reminders
from alongside.web.logs import OpaqueOnly
from tests.architecture.tree import ROOT
from tests.people_of_the_house import NOW

CPR = "urn:oid:1.2.208.176.1.2"
NUMBER = "0703924017"
TOLD = re.compile(r"jonas|krogh|0703924017|070392-4017|55500140|aaparken")
ADDRESS = re.compile(r'\b(?:href|src|action|hx-get|hx-post|content|data-[\w-]+)="([^"]*)"')


@pytest.fixture
def known(jonas, amina):
    """Jonas, with a telephone, an address and a national number."""
    person = change_person(
        by=amina, person=jonas.person, phone="+45 55 50 01 40", address="Aaparken 5", city="Solby"
    )
    set_identifier(by=amina, person=person, system=CPR, value=NUMBER)
    return jonas


def _forms(known):
    return {
        "the search": (reverse("search"), NUMBER),
        "a name": (reverse("search"), "Jonas Krogh"),
        "whom a note is about": (reverse("note"), NUMBER),
        "the other record": (reverse("double_of", args=[known.person_id]), NUMBER),
        "words in the story": (reverse("story", args=[known.pk]), "Jonas Krogh"),
    }


@pytest.mark.parametrize(
    "form", ["the search", "a name", "whom a note is about", "the other record", "words in the story"]
)
def test_no_form_puts_what_was_typed_into_an_address(known, sign_in, caplog, form) -> None:
    address, typed = _forms(known)[form]
    client = sign_in("amina")

    with caplog.at_level(logging.DEBUG):
        answer = client.post(address, {"q": typed}, headers={"referer": f"http://testserver{address}"})
        assert answer.status_code == 303
        assert not TOLD.search(unquote(answer["Location"]).casefold())
        shown = client.get(answer["Location"])

    assert shown.status_code == 200
    assert f'value="{typed}"' in shown.content.decode()
    for record in caplog.records:
        OpaqueOnly().filter(record)
        assert not TOLD.search(record.getMessage().casefold()), record.name


def test_no_page_has_a_form_that_would(known, sign_in) -> None:
    client = sign_in("amina")
    for address in (*dict(_forms(known).values()), "/", "/people/", f"/people/{known.person_id}/"):
        said = client.get(address).content.decode()
        assert not re.search(r'<form[^>]*method="get"[^>]*>(?:(?!</form>).)*name="q"', said, re.S), address
        assert not re.search(r'hx-get="[^"]*"[^>]*data-find|data-find[^>]*hx-get', said), address


def test_a_number_in_an_old_link_is_not_looked_up(known, sign_in) -> None:
    client = sign_in("amina")
    for address in (reverse("search"), reverse("double_of", args=[known.person_id]), reverse("note")):
        said = client.get(address, {"q": NUMBER}).content.decode().split("<main")[1]
        assert f'value="{NUMBER}"' not in said
    assert "Krogh" not in client.get(reverse("search"), {"q": "070392-4017"}).content.decode()


def test_no_address_on_a_page_tells_who_it_is_about(known, sign_in) -> None:
    client = sign_in("sofie")
    found = client.post(reverse("search"), {"q": "jonas"})["Location"]
    pages = ["/", "/people/", "/team/", "/note/", "/lately/", f"/people/{known.person_id}/", found]
    pages += [reverse("story", args=[known.pk]), reverse("contact_new", args=[known.pk])]
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        for address in ADDRESS.findall(answer.content.decode()):
            if not address.startswith("tel:") and "/" in address:
                assert not TOLD.search(unquote(address).casefold()), (page, address)


def test_no_other_house_is_told_where_somebody_was(known, sign_in) -> None:
    client = sign_in("sofie")
    for page in ("/", "/search/", f"/people/{known.person_id}/", "/nowhere/", "/account/login/"):
        assert client.get(page)["Referrer-Policy"] == "same-origin", page


SENDS_MAIL = {
    "alongside/accounts/letters.py",
    "alongside/oversight/mail.py",
    "alongside/reminders/gateways.py",
}
"""Whatever of ours writes mail; what the sign-in library writes is told by the tests of the forgotten password."""


def test_whatever_sends_mail_is_known_here() -> None:
    found = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src").rglob("*.py")
        if "tests" not in path.parts and "django.core.mail import" in path.read_text(encoding="utf-8")
    }
    assert found == SENDS_MAIL


def test_no_mail_of_the_house_names_anybody(
    known, house, settings, django_capture_on_commit_callbacks
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    sofie, worker = house.actor("sofie"), house.workers["sofie"]
    worker.email = "sofie@example.org"
    person = change_person(by=sofie, person=known.person, email="jon@example.org")
    ask_for_reminders(by=sofie, person=person, way="mail", hours_before=24, language="da")
    plan_contact(
        by=sofie,
        enrolment=known,
        kind="visit",
        occurred_at=NOW + timedelta(days=3),
        place_text="Aaparken 5",
        text="Jonas Krogh om gælden",
    )

    with django_capture_on_commit_callbacks(execute=True):
        tell_of_reset(worker.user, worker.email, language="da")
    tell([worker])
    send_reminders(NOW + timedelta(days=2))

    assert len({letter.subject for letter in mail.outbox}) == 3
    assert {one for letter in mail.outbox for one in letter.to} == {"sofie@example.org", "jon@example.org"}
    for letter in mail.outbox:
        words = f"{letter.subject} {letter.body} {letter.from_email}".casefold()
        assert not TOLD.search(words), words
        assert not re.search(r"gæld|solby|sofie|havn|https?://", words), words


def test_a_day_of_work_sends_no_mail_with_a_name(known, sign_in) -> None:
    client = sign_in("sofie")
    for page in ("/", f"/people/{known.person_id}/", reverse("story", args=[known.pk])):
        client.get(page)
    sign_in("omar").get(f"/people/{known.person_id}/")
    for letter in mail.outbox:
        assert not TOLD.search(f"{letter.subject} {letter.body}".casefold())
