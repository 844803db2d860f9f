"""A document on its pages: attached from the computer or the telephone, found again, and given out as a download."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.documents.files import Received
from alongside.documents.models import Document
from alongside.documents.operations import attach_document, strike_document
from alongside.documents.tests import files
from alongside.kernel.ids import new_id

TODAY = date(2026, 11, 24)


def pdf(name: str = "decision.pdf") -> SimpleUploadedFile:
    """A PDF as a browser sends it."""
    return SimpleUploadedFile(name, files.PDF, "application/pdf")


def typed(**fields) -> dict[str, object]:
    """The form as it is mostly filled in."""
    return {
        "key": str(new_id()),
        "title": "Decision about support",
        "kind": "decision",
        "way": "came",
        "dated_on": "24.11.2026",
        "other_party": "Solby Kommune",
        "final": "on",
        "to_course": "on",
        **fields,
    }


@pytest.fixture
def attached(jonas, sofie) -> Document:
    """A decision that is there."""
    return attach_document(
        by=sofie,
        person=jonas.person,
        file=Received("Afgørelse æ.pdf", files.PDF),
        title="Decision about support",
        kind="decision",
        dated_on=TODAY,
        other_party="Solby Kommune",
    )


def test_a_file_is_attached_and_found_again(jonas, sign_in) -> None:
    client = sign_in("sofie")
    form = client.get(reverse("document_new", args=[jonas.pk]))
    assert b'enctype="multipart/form-data"' in form.content
    answer = client.post(reverse("document_new", args=[jonas.pk]), typed(file=pdf()), follow=True)
    assert b"Decision about support" in answer.content
    made = Document.objects.unscoped().get()
    assert (made.enrolment_id, made.other_party) == (jonas.pk, "Solby Kommune")
    for page in ("person", "story"):
        shown = client.get(reverse(page, args=[jonas.person_id if page == "person" else jonas.pk]))
        assert reverse("document", args=[made.pk]).encode() in shown.content, page


def test_the_camera_of_a_telephone_is_one_tap_away(jonas, sign_in) -> None:
    client = sign_in("sofie")
    form = client.get(reverse("document_new", args=[jonas.pk])).content.decode()
    assert 'capture="environment"' in form
    photo = SimpleUploadedFile("image.jpg", files.photo(), "image/jpeg")
    answer = client.post(reverse("document_new", args=[jonas.pk]), typed(photo=photo))
    assert answer.status_code == 302
    made = Document.objects.unscoped().get()
    file = client.get(reverse("document_file", args=[made.pk, 1]))
    assert file["Content-Type"] == "image/jpeg"
    assert files.PLACE not in file.content


def test_sent_twice_is_attached_once(jonas, sign_in) -> None:
    client = sign_in("sofie")
    form = typed()
    for _ in range(2):
        client.post(reverse("document_new", args=[jonas.pk]), {**form, "file": pdf()})
    assert Document.objects.unscoped().count() == 1


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Choose a file, or take a picture."),
        ({"file": pdf(), "title": ""}, "Write a title"),
        ({"file": SimpleUploadedFile("a.pdf", b"<html></html>")}, "We take PDF"),
        ({"file": SimpleUploadedFile("a.pdf", b"")}, "The file is empty."),
    ],
)
def test_a_refusal_says_what_to_do_and_keeps_what_was_typed(jonas, sign_in, fields, says) -> None:
    client = sign_in("sofie")
    answer = client.post(reverse("document_new", args=[jonas.pk]), typed(**fields))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert says in text
    assert "Solby Kommune" in text
    assert not Document.objects.unscoped().exists()


def test_more_than_a_page_takes_is_refused_unread(jonas, sign_in, settings) -> None:
    client = sign_in("sofie")
    heavy = SimpleUploadedFile("a.pdf", files.PDF + bytes((settings.DOCUMENT_MB + 2) * 1024 * 1024))
    answer = client.post(reverse("document_new", args=[jonas.pk]), typed(file=heavy))
    assert answer.status_code == 413
    assert "up to 15 MB" in answer.content.decode()
    plain = client.post(reverse("person_quote", args=[jonas.person_id]), {"text": "x" * 3_000_000})
    assert plain.status_code == 413


def test_it_leaves_as_a_download_and_the_trail_has_it(attached, sign_in) -> None:
    client = sign_in("sofie")
    answer = client.get(reverse("document_file", args=[attached.pk, 1]))
    assert answer.content == files.PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert "Afg%C3%B8relse" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    policy = answer["Content-Security-Policy"].split("; ")
    assert {"sandbox", "default-src 'none'", "object-src 'none'", "base-uri 'none'"} <= set(policy)
    assert answer["Cache-Control"] == "no-store"
    entry = Entry.objects.order_by("-place")[0]
    assert (entry.action, entry.operation, entry.record_id) == ("read", "document_file", attached.pk)


def test_words_are_put_right_a_newer_file_added_and_an_error_struck(attached, sign_in) -> None:
    client = sign_in("sofie")
    change = reverse("document_change", args=[attached.pk])
    version = client.get(change).context["form"]["version"].value()
    client.post(change, typed(title="Decision of 24 November", version=version))
    renew = reverse("document_renew", args=[attached.pk])
    assert client.post(renew, {"key": str(new_id()), "file": pdf("v2.pdf"), "final": "on"}).status_code == 302
    shown = client.get(reverse("document", args=[attached.pk])).content.decode()
    assert "Decision of 24 November" in shown
    assert "v2.pdf" in shown
    assert "Earlier files" in shown
    strike = reverse("document_strike", args=[attached.pk])
    assert client.post(strike, {"reason": ""}).status_code == 422
    assert client.post(strike, {"reason": "Somebody else's"}).status_code == 302
    shown = client.get(reverse("document", args=[attached.pk])).content.decode()
    assert "<s>Decision of 24 November</s>" in shown
    assert "Add a newer file" not in shown


@pytest.mark.parametrize("stranger", ["omar", "karin", "ilse", "eva", "per", "ada"])
def test_others_do_not_find_it(attached, jonas, sign_in, stranger) -> None:
    client = sign_in(stranger)
    pk = attached.pk
    for address in (
        reverse("documents", args=[jonas.pk]),
        reverse("document", args=[pk]),
        reverse("document_file", args=[pk, 1]),
        reverse("document_change", args=[pk]),
        reverse("document_renew", args=[pk]),
        reverse("document_strike", args=[pk]),
    ):
        assert client.get(address).status_code == 404, address
    assert client.post(reverse("document_strike", args=[pk]), {"reason": "mine"}).status_code == 404


def test_a_colleague_of_the_team_reads_and_is_not_offered_what_they_may_not(attached, jonas, sign_in) -> None:
    client = sign_in("maja")
    shown = client.get(reverse("document", args=[attached.pk])).content.decode()
    assert "Save it on this device" in shown
    assert "Put right" not in shown
    assert client.get(reverse("document_new", args=[jonas.pk])).status_code == 404


def test_the_files_of_a_list_are_not_fetched_for_it(
    attached, jonas, sign_in, django_assert_max_num_queries
) -> None:
    client = sign_in("sofie")
    with django_assert_max_num_queries(14) as asked:
        client.get(reverse("documents", args=[jonas.pk]))
    assert not [query for query in asked.captured_queries if "documentcontent" in query["sql"]]


def test_the_story_tells_of_an_error(attached, jonas, sofie, sign_in) -> None:
    strike_document(by=sofie, document=attached, reason="Somebody else's")
    story = sign_in("sofie").get(reverse("story", args=[jonas.pk]) + "?show=documents").content.decode()
    assert "A document that was entered in error" in story
