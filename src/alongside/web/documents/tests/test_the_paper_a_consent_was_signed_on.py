"""The paper on which a consent was signed: attached from the consent, found from both, and never needed to tell."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.consents.deciding import Addressee
from alongside.consents.models import Consent
from alongside.consents.operations.answering import Proof, record_answer
from alongside.consents.operations.outside import add_recipient
from alongside.consents.rules import Answer, Evidence, To
from alongside.documents import errors
from alongside.documents.files import Received
from alongside.documents.models import Document, SignedPaper
from alongside.documents.operations import attach_document, strike_document
from alongside.documents.signing import keep_signed_paper, paper_of
from alongside.documents.tests import files
from alongside.kernel.errors import NotAllowed
from alongside.kernel.ids import new_id
from tests.people_of_the_house import writing

TODAY = date(2026, 11, 24)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def answered(by, person, *, evidence=Evidence.SIGNED, name="Solby Boligforening") -> Consent:
    office = add_recipient(by=by, kind="housing", name=name)
    return record_answer(
        by=by,
        person=person,
        to=Addressee(To.RECIPIENT, office.name, office),
        answer=Answer.YES,
        proof=Proof(evidence, TODAY, paper="Folder 3", witness="Maja Toft"),
        purpose="housing",
        categories=frozenset({"plan"}),
    )


def attached(by, person, title="The signed one") -> Document:
    return attach_document(
        by=by,
        person=person,
        file=Received("paper.pdf", files.PDF),
        title=title,
        kind="consent",
        dated_on=TODAY,
    )


@pytest.fixture
def consent(jonas, sofie) -> Consent:
    return answered(sofie, jonas.person)


def test_it_is_attached_from_the_consent_and_shown_both_ways(jonas, consent, sign_in):
    client = sign_in("sofie")
    page = text(client.get(reverse("consent", args=[consent.pk])))
    assert "It is not attached here. Written down: Folder 3" in page
    address = f"{reverse('document_new', args=[jonas.pk])}?consent={consent.pk}"
    assert f'href="{address}"' in page
    form = client.get(address)
    assert "Consent: Solby Boligforening" in text(form)
    given = {
        "key": str(new_id()),
        "title": "Signed",
        "kind": "consent",
        "way": "ours",
        "dated_on": "24.11.2026",
    }
    for _twice in range(2):
        file = SimpleUploadedFile("paper.pdf", files.PDF, "application/pdf")
        answer = client.post(address, {**given, "file": file})
        assert answer["Location"].startswith(reverse("consent", args=[consent.pk]))
    document = Document.objects.unscoped().get()
    assert SignedPaper.objects.unscoped().count() == 1
    assert reverse("document", args=[document.pk]) in text(client.get(reverse("consent", args=[consent.pk])))
    there = text(client.get(reverse("document", args=[document.pk])))
    assert reverse("consent", args=[consent.pk]) in there
    assert "Solby Boligforening" in there


def test_one_that_is_there_already_is_chosen_and_taken_off_again(jonas, sofie, consent, sign_in):
    document, other = attached(sofie, jonas.person), attached(sofie, jonas.person, "Another")
    client = sign_in("sofie")
    address = reverse("consent_paper", args=[consent.pk])
    for one in (document, other):
        client.post(address, {"document": str(one.pk)})
        assert paper_of(sofie, consent).document_id == one.pk
    assert SignedPaper.objects.unscoped().exclude(taken_off_at=None).get().document_id == document.pk
    assert client.post(address, {"act": "off"}).status_code == 302
    assert paper_of(sofie, consent) is None
    assert Document.objects.unscoped().count() == 2


def test_a_paper_that_was_entered_in_error_shows_that_there_is_none(jonas, sofie, consent, sign_in):
    document = attached(sofie, jonas.person)
    keep_signed_paper(by=sofie, consent=consent, document=document)
    strike_document(by=sofie, document=document, reason="It is somebody else's.")
    page = text(sign_in("sofie").get(reverse("consent", args=[consent.pk])))
    assert "This document was entered in error." in page
    assert "Attach the signed paper" in page
    with pytest.raises(errors.EnteredInErrorAlready):
        keep_signed_paper(by=sofie, consent=answered(sofie, jonas.person, name="B"), document=document)


def test_only_what_was_signed_has_one_and_only_of_the_same_person(scene, jonas, sofie):
    document = attached(sofie, jonas.person)
    spoken = answered(sofie, jonas.person, evidence=Evidence.VERBAL, name="C")
    with pytest.raises(errors.NotSigned):
        keep_signed_paper(by=sofie, consent=spoken, document=document)
    else_where = scene.course("Kim Thorsen")
    with pytest.raises(errors.OfAnotherPerson):
        keep_signed_paper(by=sofie, consent=answered(sofie, else_where.person, name="D"), document=document)


def test_the_database_takes_one_standing_paper_for_a_consent(house, jonas, sofie, consent):
    keep_signed_paper(by=sofie, consent=consent, document=attached(sofie, jonas.person))
    other = attached(sofie, jonas.person, "Another")
    with pytest.raises(IntegrityError), writing(house.agency), transaction.atomic():
        SignedPaper(consent=consent, document=other).save()


@pytest.mark.parametrize("name", ["omar", "eva", "ada", "karin", "per", "ilse", "vagn"])
def test_nobody_else_ties_or_sees_them(jonas, sofie, consent, sign_in, house, name):
    document = attached(sofie, jonas.person)
    client = sign_in(name)
    assert (
        client.post(reverse("consent_paper", args=[consent.pk]), {"document": str(document.pk)}).status_code
        == 404
    )
    asked = client.get(f"{reverse('document_new', args=[jonas.pk])}?consent={consent.pk}")
    assert asked.status_code == 404
    with pytest.raises(NotAllowed):
        keep_signed_paper(by=house.actor(name), consent=consent, document=document)


def test_somebody_elses_consent_cannot_be_named_by_hand(scene, jonas, sofie, consent, sign_in):
    kim = scene.course("Kim Thorsen")
    client = sign_in("sofie")
    for asked in (consent.pk, "nonsense", new_id()):
        assert client.get(f"{reverse('document_new', args=[kim.pk])}?consent={asked}").status_code == 404


def test_what_is_printed_of_a_consent_is_the_same_with_and_without_it(jonas, sofie, consent, sign_in):
    client = sign_in("sofie")
    address = f"{reverse('consent', args=[consent.pk])}?as=pdf"
    before = client.get(address).content
    keep_signed_paper(by=sofie, consent=consent, document=attached(sofie, jonas.person))
    assert client.get(address).content == before
