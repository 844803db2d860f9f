"""Letters, templates, runs and the letterhead, as one writes them."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.kernel.drafts import new_key
from alongside.paper.models import Letter, Letterhead, LetterTemplate, Mailing
from alongside.paper.tests.test_letters_go_out_once_and_stay import living_at, released_by

LETTER = {
    "recipient": "Jonas Krogh",
    "address": "",
    "subject": "Skal vi ses?",
    "body": "Kære Jon",
    "language": "da",
    "to": "person",
}


def writing_to(course) -> str:
    return reverse("letter_new", args=[course.pk])


def test_from_a_template_to_a_letter_in_the_record(sign_in, jonas, scene) -> None:
    scene.review(jonas, due_in=9)
    browser = sign_in("sofie")
    assert "template=review_invitation" in browser.get(writing_to(jonas)).content.decode()

    page = browser.get(writing_to(jonas) + "?template=review_invitation")
    form = page.context["form"]
    assert "Kære Jon" in form["body"].value()
    assert "3. december" in form["body"].value()
    assert page.context["left"] == ["{worker_phone}"]

    sent = {**LETTER, "body": form["body"].value(), "key": str(page.context["slot"].key)}
    refused = browser.post(writing_to(jonas), {**sent, "act": "finish"})
    assert refused.status_code == 422
    assert "{worker_phone}" in refused.content.decode()

    sent["body"] = sent["body"].replace("{worker_phone}", "20 30 40 50")
    answer = browser.post(writing_to(jonas), {**sent, "act": "finish"})
    letter = Letter.objects.unscoped().get()
    assert answer["Location"] == reverse("letter", args=[letter.pk])
    assert browser.get(answer["Location"]).context["same"]
    hub = browser.get(reverse("paper", args=[jonas.pk])).content.decode()
    assert reverse("letter", args=[letter.pk]) in hub


def test_a_letter_can_be_seen_as_pdf_before_it_is_kept_and_its_text_waits(sign_in, jonas) -> None:
    browser = sign_in("sofie")
    answer = browser.post(writing_to(jonas), {**LETTER, "act": "pdf", "key": str(new_key())})
    assert answer["Content-Type"] == "application/pdf"
    assert not Letter.objects.unscoped().exists()
    assert browser.get(writing_to(jonas)).context["form"]["body"].value() == "Kære Jon"


def test_a_letter_to_the_authority_is_in_the_agencys_language(sign_in, jonas) -> None:
    form = sign_in("sofie").get(writing_to(jonas) + "?template=summary_to_authority").context["form"]
    assert (form["to"].value(), form["language"].value()) == ("authority", "da")
    assert form["recipient"].value() == "Solby Kommune, Karin Holst"
    assert "Til Karin Holst" in form["body"].value()


def test_a_protected_address_is_not_filled_in(sign_in, jonas, sofie, amina) -> None:
    course = living_at(jonas, "Hemmelig Vej 3", address_protected=True)
    browser = sign_in("sofie")
    page = browser.get(writing_to(jonas) + "?template=meet_again")
    assert "Hemmelig" not in page.content.decode()
    sent = {**LETTER, "address": "Hemmelig Vej 3", "act": "finish", "key": str(new_key())}
    assert browser.post(writing_to(jonas), {**sent, "reason": "Anbefalet"}).status_code == 422
    released_by(amina, sofie, course)
    assert browser.post(writing_to(jonas), sent).status_code == 422
    browser.post(writing_to(jonas), {**sent, "reason": "Anbefalet"})
    assert Letter.objects.unscoped().get().address_reason == "Anbefalet"


def test_a_pdf_of_a_letter_has_a_name_that_tells_nobody_whose_it_is(sign_in, jonas) -> None:
    browser = sign_in("sofie")
    browser.post(writing_to(jonas), {**LETTER, "act": "finish", "key": str(new_key())})
    letter = Letter.objects.unscoped().get()
    answer = browser.get(reverse("letter", args=[letter.pk]) + "?as=pdf")
    assert answer["Content-Disposition"] == 'inline; filename="letter-2026-11-24.pdf"'
    assert answer["Cache-Control"] == "no-store"
    assert Entry.objects.filter(action="print", person_id=jonas.person_id).exists()
    for name, found in (("maja", 200), ("omar", 404), ("ada", 404), ("karin", 404)):
        assert sign_in(name).get(reverse("letter", args=[letter.pk])).status_code == found


@pytest.mark.parametrize("who", ["maja", "omar", "ada", "karin", "ilse"])
def test_who_does_not_act_for_them_writes_no_letter(sign_in, jonas, who) -> None:
    assert sign_in(who).get(writing_to(jonas)).status_code == 404


def test_a_run_for_the_team_and_for_oneself(sign_in, scene) -> None:
    mine, majas = scene.course("Asta Holm"), scene.course("Bo Juhl", worker="maja")
    far = scene.course("Carl Toft")
    for course, days in ((mine, 3), (majas, -2), (far, 80)):
        living_at(course, "Havnegade 2")
        scene.review(course, due_in=days)

    def offered(name):
        return [one.course.pk for one in sign_in(name).get(reverse("mailing_new")).context["due"]]

    assert offered("sofie") == [mine.pk]
    assert offered("amina") == [majas.pk, mine.pk]


def test_a_run_shows_its_letters_and_who_got_none(sign_in, scene, house) -> None:
    asta, bo = scene.course("Asta Holm"), scene.course("Bo Juhl")
    living_at(asta, "Havnegade 2")
    living_at(bo, "Hemmelig Vej 1", address_protected=True)
    for course in (asta, bo):
        scene.review(course, due_in=3)
    browser = sign_in("amina")
    page = browser.get(reverse("mailing_new"))
    assert page.context["form"]["chosen"].value() == [str(asta.pk)]
    browser.post(
        reverse("letter_template", args=["review_invitation", "da"]),
        {"key": str(new_key()), "name": "Hej", "to": "person", "subject": "Hej {called}", "body": "{review_date}",
         "version": "0"},
    )  # fmt: skip
    sent = {"template": "review_invitation", "chosen": [str(asta.pk), str(bo.pk)], "key": str(new_key())}
    answer = browser.post(reverse("mailing_new"), sent)
    run = Mailing.objects.get()
    assert answer["Location"] == reverse("mailing", args=[run.pk])
    page = browser.get(answer["Location"])
    assert [letter.subject for letter in page.context["letters"]] == ["Hej Asta"]
    assert "Bo Juhl" in page.content.decode()
    assert "protected" in page.content.decode()
    pdf = browser.get(answer["Location"] + "?as=pdf")
    assert pdf["Content-Disposition"] == 'inline; filename="letters-2026-11-24.pdf"'
    assert sign_in("sofie").get(answer["Location"]).status_code == 404


@pytest.mark.parametrize("who", ["ada", "karin", "ilse", "eva", "vagn"])
def test_a_run_is_made_by_those_who_walk_with_people(sign_in, who) -> None:
    assert sign_in(who).get(reverse("mailing_new")).status_code == 404


def test_a_template_is_seen_filled_in_for_somebody_invented(sign_in) -> None:
    browser = sign_in("amina")
    address = reverse("letter_template", args=["meet_again", "fr"])
    said = {
        "key": str(new_key()),
        "name": "x",
        "to": "person",
        "subject": "Hej",
        "body": "{called}: {worker}",
    }
    page = browser.post(address, {**said, "act": "preview"})
    assert page.context["preview"].blocks[0].text == "Jon: Sofie Lindholm"
    refused = browser.post(address, {**said, "body": "{navn}", "act": "preview"})
    assert refused.status_code == 422
    assert "{navn}" in refused.content.decode()
    assert not LetterTemplate.objects.exists()


@pytest.mark.parametrize("who", ["amina", "ada"])
@pytest.mark.parametrize("language", ["en", "da", "fr"])
def test_leads_and_administrators_find_the_templates(sign_in, who, language) -> None:
    browser = sign_in(who, language)
    for address in (
        reverse("letter_templates"),
        reverse("letter_template_new"),
        reverse("letter_template", args=["meet_again", "da"]),
    ):
        assert browser.get(address).status_code == 200


@pytest.mark.parametrize("who", ["sofie", "ilse", "karin", "eva"])
def test_others_do_not(sign_in, who) -> None:
    assert sign_in(who).get(reverse("letter_templates")).status_code == 404


def test_the_administrator_sets_the_letterhead(sign_in) -> None:
    browser = sign_in("ada")
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    said = {"key": str(new_key()), "name": "Solby", "lines": "Havnegade 1"}
    bad = SimpleUploadedFile("logo.gif", b"GIF89a")
    assert browser.post(reverse("letterhead"), {**said, "logo": bad}).status_code == 422
    browser.post(reverse("letterhead"), {**said, "logo": SimpleUploadedFile("logo.svg", svg)})
    assert bytes(Letterhead.objects.get().logo).startswith(b"\x89PNG")
    assert "data:image/png;base64," in browser.get(reverse("letterhead")).content.decode()
    assert sign_in("amina").get(reverse("letterhead")).status_code == 404


def test_a_letter_stands_in_the_timeline(sign_in, jonas) -> None:
    browser = sign_in("sofie")
    browser.post(writing_to(jonas), {**LETTER, "act": "finish", "key": str(new_key())})
    letter = Letter.objects.unscoped().get()
    assert (
        reverse("letter", args=[letter.pk]) in browser.get(reverse("story", args=[jonas.pk])).content.decode()
    )
