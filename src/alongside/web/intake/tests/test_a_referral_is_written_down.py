from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from alongside.kernel import drafts
from alongside.kernel.ids import new_id
from alongside.people.identifiers import CPR
from alongside.people.models import Person, PersonIdentifier
from alongside.people.operations import register_person, set_identifier
from alongside.referrals.models import Referral
from alongside.referrals.operations import change_referral

NEW = reverse("referral_new")
BASSE = {
    "called_name": "Basse",
    "whereabouts": "Havnegade",
    "source": "outreach",
    "received_on": "24.11.2026",
    "number_kind": "cpr",
}


def said(**other: str) -> dict[str, str]:
    return {**BASSE, "key": str(new_id()), **other}


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_nickname_and_a_place_are_enough(sign_in) -> None:
    browser = sign_in("ilse")
    assert browser.get(NEW).status_code == 200
    answer = browser.post(NEW, said())
    referral = Referral.objects.unscoped().get()
    assert answer.url == reverse("referral", args=[referral.pk])
    assert (referral.person.called_name, referral.person.whereabouts) == ("Basse", "Havnegade")
    assert referral.answer_due_on == date(2026, 12, 8)


def test_all_that_is_known_can_be_written(sign_in) -> None:
    sign_in("ilse").post(
        NEW,
        said(
            given_name="Bent",
            family_name="Larsen",
            number="020160-9995",
            phone="55 50 01 40",
            sex="male",
            language="Farsi",
            interpreter_needed="on",
            source_text="Havnely, Lone",
            wishes="A door I can lock.",
            reason="Sleeps outside",
            diagnosis_text="F20",
            case_number="27.33-1",
            received_on="20.11.2026",
            answer_due_on="30.11.2026",
        ),
    )
    referral = Referral.objects.unscoped().get()
    assert PersonIdentifier.objects.unscoped().get().value == "0201609995"
    assert (referral.person.birth_date, referral.person.interpreter_needed) == (date(1960, 1, 2), True)
    assert (referral.wishes, referral.answer_due_on) == ("A door I can lock.", date(2026, 11, 30))
    assert localtime(referral.received_at).date() == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"called_name": ""}, "Write a name, or how people know them"),
        ({"source": ""}, "Something is missing here."),
        ({"number": "310299-1234"}, "This is not a CPR number"),
        ({"received_on": "some day"}, "Write a day like 24.11.2026."),
        ({"received_on": "25.11.2026"}, "A referral cannot come later than now."),
        ({"birth_date": "25.11.2026"}, "The birth date has not come yet."),
    ],
)
def test_what_is_not_right_is_told_and_everything_typed_is_kept(sign_in, ilse, wrong, told: str) -> None:
    browser = sign_in("ilse")
    answer = browser.post(NEW, said(reason="Sleeps outside since August", **wrong))
    assert answer.status_code == 422
    assert told in text(answer)
    assert "Sleeps outside since August" in text(answer)
    assert not Person.objects.unscoped().exists()
    assert "Sleeps outside since August" in text(browser.get(NEW))


def test_sent_twice_it_is_one_referral(sign_in) -> None:
    browser, once = sign_in("ilse"), said()
    browser.post(NEW, once)
    browser.post(NEW, once)
    assert Referral.objects.unscoped().count() == Person.objects.unscoped().count() == 1


def test_the_draft_is_gone_when_it_is_written(sign_in, ilse) -> None:
    browser = sign_in("ilse")
    browser.post(reverse("draft", args=["referral", ilse.agency_id]), said(reason="Half a sent"))
    assert "Half a sent" in text(browser.get(NEW))
    browser.post(NEW, said(reason="Half a sentence"))
    assert drafts.kept(user_id=ilse.user_id, form="referral", subject_id=ilse.agency_id) is None


def test_whoever_may_be_here_already_is_shown_first(sign_in, ilse) -> None:
    here = register_person(by=ilse, called_name="Basse", city="Solby")
    browser = sign_in("ilse")
    answer = browser.post(NEW, said())
    assert "They may already be here" in text(answer)
    assert "Solby" in text(answer)
    assert not Referral.objects.unscoped().exists()
    browser.post(NEW, said(same=str(here.pk), phone="55 50 01 40"))
    referral = Referral.objects.unscoped().get()
    assert referral.person == here
    assert (referral.person.whereabouts, referral.person.phone, referral.person.city) == (
        "Havnegade",
        "55 50 01 40",
        "Solby",
    )


def test_what_is_known_is_not_written_over_by_a_call(sign_in, ilse) -> None:
    here = register_person(by=ilse, called_name="Basse", whereabouts="Åparken")
    sign_in("ilse").post(NEW, said(same=str(here.pk)))
    here.refresh_from_db()
    assert here.whereabouts == "Åparken"


def test_a_number_that_is_known_is_not_written_over_by_a_call(sign_in, ilse) -> None:
    here = register_person(by=ilse, called_name="Basse")
    set_identifier(by=ilse, person=here, system=CPR, value="020160-9995")
    answer = sign_in("ilse").post(NEW, said(same=str(here.pk), number="020160-9996", reason="My words"))
    assert answer.status_code == 422
    assert "They already have another number of this kind here." in text(answer)
    assert "My words" in text(answer)
    assert PersonIdentifier.objects.unscoped().get().value == "0201609995"
    assert not Referral.objects.unscoped().exists()


def test_a_number_that_was_not_known_is_filled_in_by_a_call(sign_in, ilse) -> None:
    here = register_person(by=ilse, called_name="Basse")
    sign_in("ilse").post(NEW, said(same=str(here.pk), number="020160-9995"))
    assert PersonIdentifier.objects.unscoped().get(person=here).value == "0201609995"


def test_someone_new_of_the_same_name_is_someone_new(sign_in, ilse) -> None:
    register_person(by=ilse, called_name="Basse")
    sign_in("ilse").post(NEW, said(same="new"))
    assert Person.objects.unscoped().count() == 2


def test_a_stranger_cannot_be_chosen(sign_in, ilse, jonas) -> None:
    register_person(by=ilse, called_name="Basse")
    answer = sign_in("ilse").post(NEW, said(same=str(jonas.person_id)))
    assert answer.status_code == 200
    assert not Referral.objects.unscoped().exclude(pk=jonas.referral_id).exists()


def test_a_referral_is_added_to_later(sign_in, ea) -> None:
    change = reverse("referral_change", args=[ea.pk])
    browser = sign_in("ilse")
    shown = text(browser.get(change))
    assert "Havnegade" in shown
    answer = browser.post(
        change,
        {
            "given_name": "Ea",
            "family_name": "Winther",
            "whereabouts": "A friend's sofa",
            "source": "shelter",
            "wishes": "One person. Not nine.",
            "number_kind": "cpr",
            "number": "0201609996",
            "version": "1",
            "person_version": "1",
            "birth_date": "1992-03-04",
        },
    )
    assert answer.url == reverse("referral", args=[ea.pk])
    ea.refresh_from_db()
    assert (ea.source, ea.wishes, ea.person.whereabouts) == (
        "shelter",
        "One person. Not nine.",
        "A friend's sofa",
    )
    assert PersonIdentifier.objects.unscoped().get().value == "0201609996"


def test_someone_elses_change_is_shown_and_not_written_over_unseen(sign_in, ea, ilse) -> None:
    change_referral(by=ilse, referral=ea, wishes="Written meanwhile")
    browser, change = sign_in("ilse"), reverse("referral_change", args=[ea.pk])
    mine = {
        "given_name": "Ea",
        "family_name": "Winther",
        "birth_date": "1992-03-04",
        "source": "shelter",
        "wishes": "My words",
        "number_kind": "cpr",
        "person_version": "1",
    }
    answer = browser.post(change, {**mine, "version": "1"})
    assert answer.status_code == 422
    shown = text(answer)
    assert "You and a colleague changed the same." in shown
    assert "My words" in shown
    assert "Written meanwhile" in shown
    assert 'name="version" value="2"' in shown
    ea.refresh_from_db()
    assert ea.wishes == "Written meanwhile"
    browser.post(change, {**mine, "version": "2"})
    ea.refresh_from_db()
    assert ea.wishes == "My words"
