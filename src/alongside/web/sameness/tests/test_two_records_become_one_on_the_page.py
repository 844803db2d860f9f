from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.kernel import drafts
from alongside.people import identifiers
from alongside.people.models import Merge, Pair, Person, PersonIdentifier, Quote
from alongside.people.operations import change_person, record_quote, register_person, set_identifier
from alongside.people.queries import find_by_identifier, search
from alongside.referrals.models import Referral
from alongside.referrals.operations import receive_referral
from tests.people_of_the_house import writing


def text(answer: Any) -> str:
    """The page with its entities as letters."""
    return unescape(answer.content.decode())


BORN = date(1992, 3, 4)


@pytest.fixture
def double(ilse, jonas) -> Person:
    """Jonas Krogh once more, as someone heard his name."""
    person = register_person(
        by=ilse, given_name="Jonas", family_name="Krog", birth_date=BORN, phone="40 11 22 33", city="Solby"
    )
    receive_referral(by=ilse, person=person, source="outreach", received_at=ilse.now)
    record_quote(by=ilse, person=person, text="Nobody knows me here.", said_on=ilse.today)
    change_person(by=ilse, person=jonas.person, phone="55 50 01 40")
    return person


def beside(one: Person, other: Person) -> str:
    return reverse("people_beside", args=[one.pk, other.pk])


def sent(kept: Person, other: Person, **more: str) -> dict[str, str]:
    kept.refresh_from_db()
    other.refresh_from_db()
    return {
        "key": str(drafts.new_key()),
        "kept_version": str(kept.version),
        "other_version": str(other.version),
        "reason": "He says so himself",
        "field_family_name": "kept",
        "field_phone": "both",
        **more,
    }


@pytest.fixture
def merged(sign_in, jonas, double) -> Merge:
    answer = sign_in("ilse").post(beside(jonas.person, double), sent(jonas.person, double))
    assert answer.status_code == 302
    return Merge.objects.unscoped().get()


def test_the_list_says_why_and_leads_to_the_two(sign_in, jonas, double) -> None:
    shown = text(sign_in("ilse").get(reverse("pairs")))
    assert "Name sounds alike, same birth date" in shown
    assert any(beside(*two) in shown for two in ((jonas.person, double), (double, jonas.person)))


def test_side_by_side_the_differences_are_marked(sign_in, jonas, double) -> None:
    shown = text(sign_in("ilse").get(beside(double, jonas.person)))
    assert shown.count("differs") == 2
    for words in (
        "Krogh",
        "Krog",
        "40 11 22 33",
        "55 50 01 40",
        "Keep both",
        "Team Havn, open since 2 Sep 2025",
    ):
        assert words in shown


def test_making_one_moves_all_and_keeps_what_was_chosen(jonas, double, merged) -> None:
    kept = Person.objects.unscoped().get(pk=jonas.person_id)
    assert (kept.family_name, kept.phone, kept.city) == ("Krogh", "55 50 01 40 / 40 11 22 33", "Solby")
    assert Referral.objects.unscoped().filter(person=kept).count() == 2
    assert Quote.objects.unscoped().get().person_id == kept.pk
    entry = Entry.objects.get(operation="person.merge")
    assert entry.person_id == kept.pk


def test_both_names_are_found_and_lead_to_one(ilse, jonas, double, merged) -> None:
    assert search(ilse, "Krog") == [jonas.person]
    assert search(ilse, "40112233") == [jonas.person]
    assert search(ilse, "Krogh") == [jonas.person]


def test_the_address_of_the_other_leads_to_the_kept_one(sign_in, jonas, double, merged) -> None:
    for name in ("ilse", "sofie", "amina"):
        answer = sign_in(name).get(reverse("person", args=[double.pk]))
        assert answer.url == reverse("person", args=[jonas.person_id]), name
    assert sign_in("omar").get(reverse("person", args=[double.pk])).status_code == 404


def test_words_written_about_the_other_meanwhile_are_kept(sign_in, jonas, double) -> None:
    browser = sign_in("ilse")
    page = browser.get(reverse("person_quote", args=[double.pk]))
    slot = page.context["slot"]
    browser.post(beside(jonas.person, double), sent(jonas.person, double))
    said = {"text": "A bed.", "said_on": "2026-11-24", "key": str(slot.key), "draft_of": slot.seal}
    answer = browser.post(reverse("person_quote", args=[double.pk]), said)
    assert answer.url == reverse("person_quote", args=[jonas.person_id])
    assert "A bed." in text(browser.get(answer.url))


def test_the_case_manager_of_the_kept_one_sees_what_came(sign_in, jonas, double, merged) -> None:
    shown = text(sign_in("sofie").get(reverse("person", args=[jonas.person_id])))
    assert "Nobody knows me here." in shown


def test_the_trail_of_both_is_found_from_the_kept_one(sign_in, jonas, double) -> None:
    sign_in("ilse").get(reverse("person", args=[double.pk]))
    sign_in("ilse").post(beside(jonas.person, double), sent(jonas.person, double))
    trail = text(sign_in("per").get(f"{reverse('trail')}?person={jonas.person_id}"))
    assert "person.merge" in trail
    assert str(double.pk)[-8:] in trail
    opened = text(sign_in("ilse").get(reverse("person_access", args=[jonas.person_id])))
    assert "the first page" in opened
    assert "Jonas Krog" in opened
    assert "He says so himself" in opened


def test_undoing_makes_two_again_and_nobody_is_asked_again(sign_in, jonas, double, merged) -> None:
    browser = sign_in("ilse")
    page = reverse("merge", args=[merged.pk])
    assert "He says so himself" in text(browser.get(page))
    answer = browser.post(
        page, {"reason": "Cousins", "key": str(drafts.new_key()), "version": str(merged.version)}
    )
    assert answer.status_code == 302
    assert "Cousins" in text(browser.get(page))
    assert Person.objects.unscoped().get(pk=double.pk).merged_into is None
    assert Quote.objects.unscoped().get().person_id == double.pk
    assert Pair.objects.unscoped().get().status == "not_same"
    assert "No two records look alike" in text(browser.get(reverse("pairs")))


def test_a_field_changed_since_is_asked_about(sign_in, ilse, jonas, double, merged) -> None:
    kept = Person.objects.unscoped().get(pk=jonas.person_id)
    change_person(by=ilse, person=kept, phone="99 99 99 99")
    browser, page = sign_in("ilse"), reverse("merge", args=[merged.pk])
    shown = text(browser.get(page))
    assert "99 99 99 99, as it says now" in shown
    assert "55 50 01 40, as it said before" in shown
    form = {"reason": "Cousins", "key": str(drafts.new_key()), "version": str(merged.version)}
    assert browser.post(page, form).status_code == 422
    browser.post(page, {**form, "back_phone": "now"})
    kept.refresh_from_db()
    assert (kept.phone, kept.city) == ("99 99 99 99", "")


def test_they_are_kept_apart_with_who_and_why(sign_in, jonas, double) -> None:
    browser = sign_in("ilse")
    answer = browser.post(
        reverse("people_apart", args=[jonas.person_id, double.pk]),
        {"reason": "Both were here at once", "key": str(drafts.new_key())},
    )
    assert answer.url == reverse("pairs")
    shown = text(browser.get(beside(jonas.person, double)))
    assert "Ilse Madsen said on" in shown
    assert "Both were here at once" in shown
    assert beside(jonas.person, double) not in text(browser.get(reverse("pairs")))


def test_two_open_courses_are_refused_with_what_to_do(sign_in, scene, jonas, ilse) -> None:
    other = scene.course("Jonas Krog", team="other", worker="omar").person
    shown = text(sign_in("ilse").get(beside(jonas.person, other)))
    assert "both have an open course" in shown
    assert "Make them one record" not in shown
    answer = sign_in("ilse").post(beside(jonas.person, other), sent(jonas.person, other))
    assert answer.status_code == 422
    assert not Merge.objects.unscoped().exists()


@pytest.mark.parametrize("name", ["sofie", "omar", "karin", "ada", "eva", "vagn"])
def test_who_cannot_judge_both_finds_nothing(sign_in, jonas, double, merged, name) -> None:
    browser = sign_in(name)
    assert browser.get(reverse("pairs")).status_code == 404
    assert browser.get(beside(jonas.person, double)).status_code in (302, 404)
    assert browser.get(reverse("merge", args=[merged.pk])).status_code == 404


def test_a_lead_is_not_told_of_someone_out_of_their_sight(sign_in, ilse, house, scene) -> None:
    hidden = scene.course("Bent Larsen", team="other", worker="omar").person
    set_identifier(by=ilse, person=hidden, system=identifiers.CPR, value="0201609995")
    browser = sign_in("amina")
    answer = browser.post(
        reverse("referral_new"),
        {
            "called_name": "Basse",
            "source": "outreach",
            "received_on": "2026-11-24",
            "number_kind": "cpr",
            "number": "020160-9995",
            "key": str(drafts.new_key()),
        },
        follow=True,
    )
    shown = text(answer)
    assert "intake looks at it" in shown
    assert "Someone here already" not in shown
    assert "Larsen" not in shown
    assert PersonIdentifier.objects.unscoped().get().person == hidden
    assert "No two records look alike" in text(browser.get(reverse("pairs")))
    listed = text(sign_in("ilse").get(reverse("pairs")))
    assert "Bent Larsen" in listed
    assert "Basse" in listed
    assert "Same number" in listed


def test_the_number_that_does_not_count_still_finds_them(sign_in, ilse, jonas, double) -> None:
    set_identifier(by=ilse, person=jonas.person, system=identifiers.CPR, value="0201609995")
    set_identifier(by=ilse, person=double, system=identifiers.CPR, value="0201609996")
    sign_in("ilse").post(beside(jonas.person, double), sent(jonas.person, double, number_cpr="kept"))
    for value in ("0201609995", "0201609996"):
        assert find_by_identifier(ilse.agency_id, identifiers.CPR, value) == jonas.person
        assert search(ilse, value) == [jonas.person]


def test_a_protected_address_stays_protected(sign_in, house, jonas, double) -> None:
    with writing(house.agency):
        double.address_protected = True
        double.save()
    sign_in("ilse").post(beside(jonas.person, double), sent(jonas.person, double))
    assert Person.objects.unscoped().get(pk=jonas.person_id).address_protected


def test_two_that_do_not_look_alike_are_found_by_hand(sign_in, ilse, jonas) -> None:
    other = register_person(by=ilse, called_name="Basse", whereabouts="Havnegade")
    browser = sign_in("ilse")
    of_jonas = reverse("double_of", args=[jonas.person_id])
    shown = text(browser.post(of_jonas, {"q": "bass"}, follow=True))
    assert beside(jonas.person, other) in shown
    assert "Nobody else was found" in text(browser.post(of_jonas, {"q": "krogh"}, follow=True))
    assert sign_in("sofie").get(of_jonas).status_code == 404
