"""Attaching a document, a newer file, putting its words right, and striking it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from alongside.documents import errors
from alongside.documents.files import Received
from alongside.documents.models import Document, DocumentContent, DocumentVersion
from alongside.documents.operations import attach_document, change_document, renew_document, strike_document
from alongside.documents.queries import documents_about, file_of, standing, versions_of
from alongside.documents.tests import files
from alongside.enrolments.errors import NotInTheList
from alongside.kernel.encryption import CannotDecrypt
from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.kernel.ids import new_id
from tests.people_of_the_house import writing

TODAY = date(2026, 11, 24)
A_PDF = Received("decision.pdf", files.PDF)


def attached(by, person, **fields) -> Document:
    """A document as it is mostly attached."""
    said = {"title": "Decision about support", "kind": "decision", "dated_on": TODAY, **fields}
    return attach_document(by=by, person=person, file=said.pop("file", A_PDF), **said)


def test_it_comes_back_as_it_was(jonas, sofie) -> None:
    made = attached(sofie, jonas.person, other_party="Solby Kommune", enrolment=jonas)
    (line,) = documents_about(sofie, jonas.person)
    assert (line.title, line.other_party, line.final) == ("Decision about support", "Solby Kommune", True)
    file = file_of(sofie, made, 1)
    assert file is not None
    assert (file.name, file.media_type, file.content) == ("decision.pdf", "application/pdf", files.PDF)
    assert standing(sofie, made.pk) == made


def test_a_double_tap_is_one_document(jonas, sofie) -> None:
    key = new_id()
    for _ in range(2):
        attached(sofie, jonas.person, key=key)
    assert len(documents_about(sofie, jonas.person)) == 1


def test_it_lies_encrypted_and_bound_to_its_version(house, jonas, sofie) -> None:
    one, other = attached(sofie, jonas.person), attached(sofie, jonas.person, title="Another")
    contents = list(DocumentContent.objects.unscoped())
    assert all(b"%PDF" not in bytes(content.sealed) for content in contents)
    swapped = contents[0].sealed, contents[1].sealed
    with writing(house.agency):
        contents[0].sealed, contents[1].sealed = swapped[1], swapped[0]
        for content in contents:
            content.save()
    for document in (one, other):
        with pytest.raises(CannotDecrypt):
            file_of(sofie, document, 1)


def test_a_newer_file_leaves_the_earlier_one(jonas, sofie) -> None:
    made = attached(sofie, jonas.person, final=False)
    renew_document(by=sofie, document=made, file=Received("signed.jpg", files.photo()), final=True)
    newest, first = versions_of(sofie, made)
    assert (newest.number, newest.media_type, first.number) == (2, "image/jpeg", 1)
    assert file_of(sofie, made, 1).content == files.PDF
    assert documents_about(sofie, jonas.person)[0].final


def test_a_file_is_never_changed(jonas, sofie) -> None:
    made = attached(sofie, jonas.person)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE documents_documentversion SET name = 'other.pdf'")
    assert DocumentVersion.objects.unscoped().get(document=made).name == "decision.pdf"


def test_what_was_entered_in_error_is_struck_and_stays(jonas, sofie) -> None:
    made = attached(sofie, jonas.person)
    with pytest.raises(errors.ErrorWithoutReason):
        strike_document(by=sofie, document=made, reason=" ")
    strike_document(by=sofie, document=made, reason="It is about somebody else")
    (line,) = documents_about(sofie, jonas.person)
    assert line.struck_on == TODAY
    assert file_of(sofie, made, 1) is not None
    assert standing(sofie, made.pk) is None
    for write in (
        lambda: renew_document(by=sofie, document=made, file=A_PDF),
        lambda: change_document(by=sofie, document=made, title="Other"),
        lambda: strike_document(by=sofie, document=made, reason="again"),
    ):
        with pytest.raises(errors.EnteredInErrorAlready):
            write()


def test_words_are_put_right_by_whoever_read_the_newest(jonas, sofie) -> None:
    made = attached(sofie, jonas.person)
    read = made.version
    change_document(by=sofie, document=made, version=read, title="Decision of 24 November")
    with pytest.raises(StaleRecord):
        change_document(by=sofie, document=made, version=read, title="Something else")
    assert [row.title for row in made.history.order_by("history_id")] == [
        "Decision about support",
        "Decision of 24 November",
    ]


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"title": "  "}, errors.WithoutATitle),
        ({"dated_on": TODAY + timedelta(days=1)}, errors.DatedInTheFuture),
        ({"kind": "horoscope"}, NotInTheList),
        ({"theme": "weather"}, NotInTheList),
        ({"way": "pigeon"}, NotInTheList),
        ({"file": Received("a.svg", b"<svg/>")}, errors.FileKindNotTaken),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(jonas, sofie, fields, refused) -> None:
    with pytest.raises(refused):
        attached(sofie, jonas.person, **fields)
    assert not Document.objects.unscoped().exists()


def test_a_course_is_the_person_s_own(jonas, sofie, scene) -> None:
    other = scene.course("Palle Frandsen")
    with pytest.raises(errors.NotOfThisPerson):
        attached(sofie, jonas.person, enrolment=other)


@pytest.mark.parametrize("stranger", ["omar", "karin", "ilse", "eva", "per", "ada"])
def test_strangers_neither_read_nor_write(house, jonas, sofie, stranger) -> None:
    made = attached(sofie, jonas.person)
    actor = house.actor(stranger)
    assert not documents_about(actor, jonas.person)
    assert file_of(actor, made, 1) is None
    with pytest.raises(NotAllowed):
        attached(actor, jonas.person)


def test_the_team_reads_and_does_not_write(house, jonas, sofie) -> None:
    made = attached(sofie, jonas.person)
    maja = house.actor("maja")
    assert documents_about(maja, jonas.person)
    assert file_of(maja, made, 1) is not None
    with pytest.raises(NotAllowed):
        attached(maja, jonas.person)


def test_whoever_is_on_call_has_the_card_and_no_documents(house, jonas, sofie) -> None:
    made = attached(sofie, jonas.person)
    assert not documents_about(house.actor("vagn"), jonas.person)
    assert file_of(house.actor("vagn"), made, 1) is None
