"""Putting right makes a version with a reason; the person's own view stands beside; an error is struck, never gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from alongside.assessments.models import Assessment, NeedRating
from alongside.attention.queries import my_people
from alongside.contacts.errors import ContactInFuture, NoteMissing
from alongside.contacts.models import Contact
from alongside.contacts.story import last_notes
from alongside.corrections import rules
from alongside.corrections.errors import (
    CorrectionWrong,
    IsStruck,
    NothingChanged,
    SaidInTheFuture,
    StruckAlready,
    WhyMissing,
)
from alongside.corrections.kinds import KINDS
from alongside.corrections.models import Remark, RemarkKind
from alongside.corrections.operations import (
    attach_disagreement,
    correct_record,
    lift_strike,
    strike_record,
)
from alongside.corrections.queries import remarks_on, versions_of
from alongside.housing.models import HousingStay
from alongside.housing.operations import record_stay
from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.people.models import Person
from alongside.people.operations import record_quote
from tests.people_of_the_house import writing


@pytest.fixture
def note(scene, jonas) -> Contact:
    return scene.happened(jonas, days=1, text="He had been drinking.")


def test_a_signed_note_is_put_right_and_reads_both_ways(note, sofie, jonas):
    correct_record(
        by=sofie, record=note, values={"text": "He was tired."}, why="It was another visit.", version=1
    )

    now = Contact.objects.unscoped().get(pk=note.pk)
    assert (now.text, now.version, now.signed_at) == ("He was tired.", 2, note.signed_at)
    latest, first = versions_of(now, remarks_on(sofie, jonas.person)[note.pk].corrections)
    assert (latest.values["text"], latest.why, latest.by) == (
        "He was tired.",
        "It was another visit.",
        "Sofie Lindholm",
    )
    assert (first.values["text"], first.why) == ("He had been drinking.", "")


def test_the_database_itself_asks_for_the_reason(note):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE contacts_contact SET text = 'x', version = version + 1")


def test_a_correction_without_reason_or_change_or_against_the_rules_is_none(note, sofie):
    for values, why, no in (
        ({"text": "Other"}, "  ", WhyMissing),
        ({"text": note.text}, "Because it is.", NothingChanged),
        ({"text": ""}, "Because it is.", NoteMissing),
        ({"occurred_at": sofie.now + timedelta(days=3)}, "The other day.", ContactInFuture),
    ):
        with pytest.raises(no):
            correct_record(by=sofie, record=note, values=values, why=why)
    assert Contact.objects.unscoped().get(pk=note.pk).version == 1
    assert not Remark.objects.unscoped().exists()


def test_two_who_correct_at_once_do_not_overwrite_each_other(note, sofie, amina):
    correct_record(by=sofie, record=note, values={"text": "A"}, why="Mixed up the names.", version=1)
    with pytest.raises(StaleRecord):
        correct_record(by=amina, record=note, values={"text": "B"}, why="Mixed up the days.", version=1)


def test_who_does_not_walk_with_the_person_corrects_nothing(note, omar, karin, ada):
    for stranger in (omar, karin, ada):
        with pytest.raises(NotAllowed):
            correct_record(by=stranger, record=note, values={"text": "x"}, why="Because I can.")
        with pytest.raises(NotAllowed):
            strike_record(by=stranger, record=note, why="Because I can.")
        with pytest.raises(NotAllowed):
            attach_disagreement(by=stranger, record=note, words="No.", said_on=stranger.today)


def test_what_is_not_possible_is_said_at_its_field(jonas, sofie, house):
    with writing(house.agency):
        look = Assessment(enrolment=jonas, assessed_on=sofie.today)
        look.save()
        need = NeedRating(assessment=look, dimension="housing", person_view="Cold.", level=2)
        need.save()
    with pytest.raises(CorrectionWrong) as refused:
        correct_record(by=sofie, record=need, values={"level": 7}, why="It was typed wrongly.")
    assert refused.value.field in ("level", None)
    correct_record(by=sofie, record=need, values={"person_view": "Cold and damp."}, why="She said damp too.")
    assert [one.values["person_view"] for one in versions_of(need)] == ["Cold and damp.", "Cold."]


def test_a_person_corrected_is_found_by_the_new_name(jonas, sofie):
    correct_record(
        by=sofie, record=jonas.person, values={"family_name": "Krag"}, why="It was spelled wrongly."
    )
    person = Person.objects.unscoped().get(pk=jonas.person_id)
    assert person.family_name == "Krag"
    assert "krag" in person.search_text


def test_the_persons_own_view_stands_beside_the_record(note, sofie, jonas):
    attach_disagreement(by=sofie, record=note, words="I was not drunk.", said_on=sofie.today, how="aloud")
    (view,) = remarks_on(sofie, jonas.person)[note.pk].disagreements
    assert (view.words, view.how) == ("I was not drunk.", "aloud")
    with pytest.raises(SaidInTheFuture):
        attach_disagreement(
            by=sofie, record=note, words="No.", said_on=sofie.today + timedelta(days=1), how="aloud"
        )


def test_what_was_entered_in_error_is_out_of_the_silence_and_stays_in_the_story(note, scene, jonas, sofie):
    scene.happened(jonas, days=9)
    before = next(who for who in my_people(sofie) if who.enrolment_id == jonas.pk)
    assert before.silence.days == 1

    strike = strike_record(by=sofie, record=note, why="Written about somebody else.")

    after = next(who for who in my_people(sofie) if who.enrolment_id == jonas.pk)
    assert after.silence.days == 9
    assert note.pk not in {one.pk for one in Contact.objects.visible_to(sofie)}
    assert note.pk in {one.id for one in last_notes(sofie, jonas)}
    with pytest.raises(StruckAlready):
        strike_record(by=sofie, record=note, why="Written about somebody else.")
    with pytest.raises(IsStruck):
        correct_record(by=sofie, record=note, values={"text": "x"}, why="Never mind that.")

    lift_strike(by=sofie, remark=strike, why="It was him after all.")

    again = next(who for who in my_people(sofie) if who.enrolment_id == jonas.pk)
    assert again.silence.days == 1
    assert remarks_on(sofie, jonas.person)[note.pk].lifted[0].lifted_words == "It was him after all."


def test_a_home_that_never_was_makes_room_for_the_one_that_is(jonas, sofie):
    wrong = record_stay(by=sofie, person=jonas.person, kind="own_tenancy", starts_on=sofie.today)
    strike_record(by=sofie, record=wrong, why="Somebody else's flat.")
    right = record_stay(by=sofie, person=jonas.person, kind="own_tenancy", starts_on=sofie.today)
    assert [one.pk for one in HousingStay.objects.visible_to(sofie)] == [right.pk]
    assert HousingStay.objects.with_struck().visible_to(sofie).count() == 2


def test_the_reasons_are_not_readable_in_the_database(jonas, sofie):
    quote = record_quote(by=sofie, person=jonas.person, text="I want a door.", said_on=sofie.today)
    strike_record(by=sofie, record=quote, why="Plainly somebody else.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM corrections_remark")
        assert "Plainly" not in str(cursor.fetchall())
    assert Remark.objects.unscoped().get().kind == RemarkKind.STRIKE


def test_two_texts_side_by_side():
    left, right = rules.difference("He was very tired.", "He was tired.")
    assert [one.text for one in left if one.kind == "gone"] == ["very "] or "very" in "".join(
        one.text for one in left if one.kind == "gone"
    )
    assert "".join(one.text for one in left) == "He was very tired."
    assert "".join(one.text for one in right) == "He was tired."


def test_every_field_that_can_be_put_right_is_one_of_its_record():
    assert len(KINDS) >= 15
    for kind in KINDS.values():
        names = {field.name for field in kind.model._meta.concrete_fields}
        assert {field.name for field in kind.fields} <= names, kind.key
        assert not kind.fields or hasattr(kind.model, "history"), f"{kind.key} keeps no versions"
