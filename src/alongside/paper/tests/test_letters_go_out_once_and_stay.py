"""Letters: filled in, refused while something is open, kept with their fingerprint, and never changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.approvals.operations import ask_approval, grant_approval
from alongside.kernel.drafts import new_key
from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.organisation.queries import profile_of
from alongside.paper import errors, letters, rules
from alongside.paper.models import Letter, LetterTemplate, Mailing
from alongside.paper.operations import (
    finish_letter,
    make_mailing,
    retire_template,
    set_letterhead,
    wish_for_paper,
    write_template,
)
from alongside.paper.templates import template_of, templates_of
from alongside.people.models import Person
from alongside.restrictions.errors import NotReleased
from alongside.restrictions.operations import RELEASE, release_protected
from tests.people_of_the_house import writing

WORDS = {"language": "da", "subject": "Skal vi ses?", "body": "Kære Jon\n\nVi ses."}


def living_at(course, street, **fields):
    with writing(course.person.agency):
        person = Person.objects.get(pk=course.person_id)
        person.address, person.postal_code, person.city = street, "8000", "Solby"
        for name, value in fields.items():
            setattr(person, name, value)
        person.save()
    course.person.refresh_from_db()
    return course


def letter_to(course, by, **fields):
    return finish_letter(
        by=by, enrolment=course, **{"to": "person", "recipient": "Jonas Krogh", **WORDS, **fields}
    )


def test_a_letter_is_kept_with_the_fingerprint_of_its_pdf(jonas, sofie) -> None:
    letter = letter_to(jonas, sofie, address="Havnegade 2\n8000 Solby")
    again = Letter.objects.visible_to(sofie).select_related("letterhead").get()
    assert (again.worker_id, again.written_at) == (sofie.worker_id, sofie.now)
    assert letters.digest_of(letters.pdf_of(again)) == letter.digest
    assert letters.sheet_of(again).recipient == ("Jonas Krogh", "Havnegade 2", "8000 Solby")


def test_a_letter_keeps_the_head_it_went_out_with(jonas, sofie, ada) -> None:
    set_letterhead(by=ada, name="Solby Kommune, Havnen", lines="Havnegade 1")
    letter = letter_to(jonas, sofie)
    set_letterhead(by=ada, name="Ny Kommune", lines="")
    again = Letter.objects.visible_to(sofie).select_related("letterhead").get()
    assert letters.sheet_of(again).sender.name == "Solby Kommune, Havnen"
    assert letters.digest_of(letters.pdf_of(again)) == letter.digest


def test_the_same_command_twice_is_one_letter(jonas, sofie) -> None:
    key = new_key()
    assert letter_to(jonas, sofie, key=key) == letter_to(jonas, sofie, key=key)
    assert Letter.objects.unscoped().count() == 1


@pytest.mark.parametrize("statement", ["UPDATE paper_letter SET body = 'x'", "DELETE FROM paper_letter"])
def test_the_database_itself_keeps_letters_as_they_went_out(jonas, sofie, statement) -> None:
    from django.db import connection

    letter_to(jonas, sofie)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_fields_nobody_filled_in_stop_a_letter(jonas, sofie) -> None:
    with pytest.raises(errors.FieldsLeft) as refused:
        letter_to(jonas, sofie, body="Vi ses {review_date}.")
    assert "{review_date}" in refused.value.text
    assert letter_to(jonas, sofie, body="Nøglen er {3,4} eller {x}.").body == "Nøglen er {3,4} eller {x}."


def released_by(amina, sofie, course) -> None:
    """Two people let the protected address out: Sofie asks, the lead agrees."""
    asked = ask_approval(
        by=sofie, kind=RELEASE, subject=course.person, why="A registered letter must reach him."
    )
    grant_approval(by=amina, approval=asked)
    release_protected(by=sofie, person=course.person, until=sofie.today)


def test_a_protected_address_needs_a_second_person_and_a_reason(jonas, sofie, amina) -> None:
    course = living_at(jonas, "Hemmelig Vej 3", address_protected=True)
    with pytest.raises(NotReleased):
        letter_to(course, sofie, address="Hemmelig Vej 3", reason="Anbefalet brev")
    released_by(amina, sofie, course)
    with pytest.raises(errors.ReasonMissing):
        letter_to(course, sofie, address="Hemmelig Vej 3")
    assert letter_to(course, sofie, address="").address_reason == ""
    with_reason = letter_to(course, sofie, address="Hemmelig Vej 3", reason="Anbefalet brev")
    assert with_reason.address_reason == "Anbefalet brev"


@pytest.mark.parametrize("who", ["maja", "omar", "ada", "karin", "ilse"])
def test_only_who_acts_for_the_person_writes_to_them(house, jonas, who) -> None:
    with pytest.raises(NotAllowed):
        letter_to(jonas, house.actor(who))


def test_a_name_with_braces_in_it_is_only_a_name() -> None:
    filled = rules.filled("Kære {called}, {worker}", {"called": "{worker}", "worker": "Sofie"})
    assert filled == "Kære {worker}, Sofie"


def test_every_template_that_comes_along_can_be_filled(jonas, sofie) -> None:
    known = letters.known_about(sofie, [jonas])
    for template in templates_of(sofie.agency_id, profile_of(sofie.agency_id)):
        assert len(template.wordings) == 3
        for wording in template.in_order:
            rules.check_template(wording.subject, wording.body)
            values = letters.values_for(jonas, known, language=wording.language, today=sofie.today)
            assert "{called}" not in rules.filled(wording.body, values)


def test_an_agency_makes_a_template_its_own_and_can_take_it_away(house, amina) -> None:
    profile = profile_of(amina.agency_id)
    own = write_template(
        by=amina,
        letter="meet_again",
        name="Vi ses",
        language="da",
        to="person",
        subject="Hej",
        body="{called}!",
    )
    found = template_of(amina.agency_id, profile, "meet_again")
    assert (found.in_("da").body, found.in_("da").version) == ("{called}!", 1)
    assert found.in_("fr").version == 0

    write_template(
        by=amina,
        template=own,
        name="Vi ses",
        language="da",
        to="person",
        subject="Hej",
        body="Igen",
        version=1,
    )
    assert template_of(amina.agency_id, profile, "meet_again").in_("da").version == 2
    assert LetterTemplate.history.count() == 2
    with pytest.raises(StaleRecord):
        write_template(
            by=amina, template=own, name="V", language="da", to="person", subject="H", body="I", version=1
        )

    retire_template(by=amina, template=own)
    assert "da" not in template_of(amina.agency_id, profile, "meet_again").wordings


def test_a_template_with_an_unknown_field_is_refused_with_what_to_do(house, amina) -> None:
    with pytest.raises(errors.FieldsUnknown) as refused:
        write_template(by=amina, name="x", language="da", to="person", subject="x", body="Kære {navn}")
    assert "{navn}" in refused.value.text
    assert "list of fields" in refused.value.text


@pytest.mark.parametrize("who", ["sofie", "omar", "ilse", "karin"])
def test_templates_are_written_by_leads_and_administrators(house, who) -> None:
    with pytest.raises(NotAllowed):
        write_template(by=house.actor(who), name="x", language="da", to="person", subject="x", body="x")


def test_a_second_wording_in_the_same_language_is_refused(house, amina) -> None:
    said = {"name": "x", "language": "da", "to": "person", "subject": "x", "body": "x"}
    write_template(by=amina, letter="meet_again", **said)
    with pytest.raises(errors.TemplateTaken):
        write_template(by=amina, letter="meet_again", **said)


@pytest.fixture
def due(scene):
    """Five people whose review is due, each of another kind."""
    found = {}
    for name in ("Asta Holm", "Bo Juhl", "Carl Toft", "Dina Ravn", "Emil Lund"):
        course = scene.course(name)
        scene.review(course, due_in=5)
        found[name.split()[0]] = course
    living_at(found["Asta"], "Havnegade 2", language="Français")
    living_at(found["Bo"], "Hemmelig Vej 1", address_protected=True)
    living_at(found["Dina"], "Åvej 4")
    living_at(found["Emil"], "Åvej 5")
    with writing(scene.house.agency):
        worker = scene.house.workers["sofie"]
        worker.phone = "20 30 40 50"
        worker.save()
    return found


def test_a_run_writes_each_in_their_language_and_says_who_got_none(due, sofie) -> None:
    wish_for_paper(by=sofie, person=due["Dina"].person, language="", large=False, letters=False)
    wish_for_paper(by=sofie, person=due["Emil"].person, language="en", large=True, letters=True)
    run = make_mailing(by=sofie, courses=list(due.values()), template_key="review_invitation")

    made = {letter.recipient: letter for letter in Letter.objects.visible_to(sofie).filter(mailing=run)}
    assert {name: letter.language for name, letter in made.items()} == {"Asta Holm": "fr", "Emil Lund": "en"}
    assert made["Emil Lund"].large
    assert "20 30 40 50" in made["Asta Holm"].body
    names = {str(course.person_id): name for name, course in due.items()}
    assert {names[person]: why for person, why in run.left_out} == {
        "Bo": rules.LeftOut.PROTECTED,
        "Carl": rules.LeftOut.NO_ADDRESS,
        "Dina": rules.LeftOut.NO_LETTERS,
    }


def test_the_same_run_again_writes_nothing_twice(due, sofie) -> None:
    first = make_mailing(by=sofie, courses=list(due.values()), template_key="review_invitation")
    again = make_mailing(by=sofie, courses=list(due.values()), template_key="review_invitation")
    assert Letter.objects.unscoped().count() == Letter.objects.unscoped().filter(mailing=first).count() == 3
    assert [why for _person, why in again.left_out].count(rules.LeftOut.WRITTEN) == 3


def test_a_run_sent_twice_is_one_run(due, sofie) -> None:
    key = new_key()
    for _ in range(2):
        make_mailing(by=sofie, courses=list(due.values()), template_key="review_invitation", key=key)
    assert Mailing.objects.count() == 1
    assert Letter.objects.unscoped().count() == 3


def test_a_review_on_another_day_is_another_letter(due, sofie, house) -> None:
    make_mailing(by=sofie, courses=[due["Emil"]], template_key="review_invitation")
    with writing(house.agency):
        review = due["Emil"].reviews.get()
        review.due_on += timedelta(days=7)
        review.save()
    make_mailing(by=sofie, courses=[due["Emil"]], template_key="review_invitation")
    assert Letter.objects.unscoped().count() == 2


def test_a_run_to_somebody_elses_person_writes_to_nobody(due, scene, sofie) -> None:
    other = living_at(scene.course("Finn Krag", worker="omar", team="other"), "Åvej 6")
    scene.review(other, due_in=3)
    with pytest.raises(NotAllowed):
        make_mailing(by=sofie, courses=[due["Emil"], other], template_key="review_invitation")
    assert Letter.objects.unscoped().count() == 0


def test_a_run_is_to_somebody_and_not_to_the_whole_town(due, sofie) -> None:
    with pytest.raises(errors.NobodyChosen):
        make_mailing(by=sofie, courses=[], template_key="review_invitation")
    with pytest.raises(errors.TooManyAtOnce):
        make_mailing(by=sofie, courses=[due["Emil"]] * 101, template_key="review_invitation")
    with pytest.raises(errors.TemplateUnknown):
        make_mailing(by=sofie, courses=[due["Emil"]], template_key="summary_to_authority")


@pytest.mark.parametrize(
    ("said", "language"),
    [("dansk", "da"), ("Français", "fr"), ("English (UK)", "en"), ("da", "da"), ("somali", "en"), ("", "en")],
)
def test_the_language_of_paper_follows_what_the_record_says(said, language) -> None:
    assert rules.language_of("", said, otherwise="en") == language
