from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.people.operations import register_person, set_identifier
from alongside.referrals import codes
from alongside.referrals.models import Referral
from alongside.web.intake.tests.conftest import write_order
from tests.people_of_the_house import House


def page_of(referral: Referral) -> str:
    return reverse("referral", args=[referral.pk])


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_persons_own_words_come_first(sign_in, ordered) -> None:
    shown = text(sign_in("ilse").get(page_of(ordered)))
    assert shown.index("I need one person. Not nine.") < shown.index("What the authority asks for")
    assert "Ea, in the order" in shown


def test_everything_an_order_carries_is_on_the_page(sign_in, ordered) -> None:
    shown = text(sign_in("ilse").get(page_of(ordered)))
    theme = next(one for one in codes.themes() if codes.is_activity_and_participation(one.code))
    for words in (
        "That Ea keeps her flat.",
        "Keeps her flat 0",
        theme.display,
        "now severe limitation (3)",
        "expected moderate limitation (2)",
        "to develop what they can do",
        codes.offer_types()[0].display,
        codes.services()[0].display,
        "Twice a week",
        codes.target_groups()[0].display,
        codes.target_groups()[1].display,
        "She knows everyone on the square.",
        "What they bring with them",
        "Rusmiddelcenter Solby",
        "Rikke Winther",
        "sister",
        "companion in the case",
        "guardianship § 5",
        "Rikke may know",
        "Karin Holst",
        "On Thursdays",
        "Udredning",
        "From the ward",
        "4711",
        "5798000000000",
        "F20.9, 2016",
        "27.33.00-G01-118-26",
        "24 Feb 2027",
        "She sleeps on a sofa since August.",
        "Answer by",
    ):
        assert words in shown, words


def test_a_typed_referral_says_who_told_us(sign_in, ea) -> None:
    shown = text(sign_in("ilse").get(page_of(ea)))
    assert "Outreach team, Havnely, Lone on 55 50 01 80" in shown
    assert "Ea, as told to us" in shown
    assert "What the authority asks for" not in shown


def test_nobody_asked_is_said_and_not_hidden(sign_in, ilse, house: House) -> None:
    from alongside.referrals.operations import receive_referral

    person = register_person(by=ilse, called_name="Basse")
    referral = receive_referral(by=ilse, person=person, source="outreach", received_at=house.now)
    assert "Nobody has written down yet what Basse wishes." in text(sign_in("ilse").get(page_of(referral)))


def test_someone_who_may_be_here_already_is_shown_with_a_way_to_compare(sign_in, ilse, ea) -> None:
    here = register_person(
        by=ilse, given_name="Eva", family_name="Vinter", birth_date=ea.person.birth_date, city="Solby"
    )
    set_identifier(by=ilse, person=here, system="urn:oid:1.2.208.176.1.2", value="0201609995")
    browser = sign_in("ilse")
    shown = text(browser.get(page_of(ea)))
    assert "They may already be here." in shown
    assert "Eva Vinter: Name sounds alike, same birth date." in shown
    side_by_side = reverse("people_beside", args=[ea.person_id, here.pk])
    assert side_by_side in shown
    compared = text(browser.get(side_by_side))
    assert "Ea Winther" in compared
    assert "Eva Vinter" in compared
    assert "0201609995" in compared


def test_the_look_is_in_the_trail(sign_in, ea, ilse) -> None:
    sign_in("ilse").get(page_of(ea))
    entry = Entry.objects.get(action="read", operation="referral")
    assert (entry.user_id, entry.person_id) == (ilse.user_id, ea.person_id)


def test_karin_reads_what_she_ordered_and_decides_nothing(sign_in, ordered) -> None:
    browser = sign_in("karin")
    shown = text(browser.get(page_of(ordered)))
    assert "Keeps her flat 0" in shown
    assert "Make the decision" not in shown
    assert "Add or correct" not in shown
    for route in ("referral_decide", "referral_assign", "referral_change"):
        assert browser.get(reverse(route, args=[ordered.pk])).status_code == 404


@pytest.mark.parametrize("name", ["omar", "sofie", "ada", "eva", "vagn"])
def test_who_has_nothing_to_do_with_it_finds_nothing(sign_in, ordered, name: str) -> None:
    browser = sign_in(name)
    for route in ("referral", "referral_decide", "referral_assign", "referral_change"):
        assert browser.get(reverse(route, args=[ordered.pk])).status_code == 404
    assert browser.post(reverse("referral_decide", args=[ordered.pk]), {"act": "keep"}).status_code == 404
    compare = reverse("people_beside", args=[ordered.person_id, ordered.person_id])
    assert browser.get(compare).status_code == 404


def test_karin_does_not_see_what_another_ordered(sign_in, ea) -> None:
    assert sign_in("karin").get(page_of(ea)).status_code == 404


def test_a_big_order_takes_as_many_queries_as_a_small_one(
    sign_in, ordered, house: House, django_assert_num_queries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = sign_in("ilse")
    browser.get(page_of(ordered))
    with CaptureQueriesContext(connection) as small:
        browser.get(page_of(ordered))
    write_order(house, ordered, goals=12)
    with django_assert_num_queries(len(small)):
        browser.get(page_of(ordered))
    assert len(small) <= 45


def test_from_the_referral_of_a_course_one_comes_to_the_person(sign_in, jonas, ea) -> None:
    to_jonas = reverse("person", args=[jonas.person_id])
    assert to_jonas in text(sign_in("sofie").get(page_of(jonas.referral)))
    assert to_jonas not in text(sign_in("karin").get(page_of(jonas.referral)))
    assert reverse("person", args=[ea.person_id]) not in text(sign_in("ilse").get(page_of(ea)))
