"""The person's page: who they are in ten seconds, in their own words first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.contacts.operations import plan_contact, record_attempt, record_contact
from alongside.contacts.rules import Touch
from alongside.enrolments.models import Enrolment
from alongside.enrolments.operations import close_course, pause_course, propose_closure
from alongside.people.models import Person
from alongside.people.operations import record_quote
from alongside.plans.models import Goal, Plan, Step
from alongside.referrals.models import Participant, Referral
from alongside.web.people.overview import with_us
from tests.people_of_the_house import NOW, writing

TODAY = date(2026, 11, 24)
CLOSING: dict[str, Any] = {"destination": "ordinary_support", "housing_at_exit": "own_tenancy"}


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def page(jonas):
    return reverse("person", args=[jonas.person_id])


@pytest.fixture
def told(house, jonas, sofie):
    """A quote, a goal that moved, a note, two tries, a plan, and Rikke."""
    record_quote(
        by=sofie,
        person=jonas.person,
        text="I want a door I can lock.",
        said_on=date(2026, 9, 3),
        place="Åparken",
    )
    with writing(house.agency):
        plan = Plan(enrolment=jonas)
        plan.save()
        goal = Goal(plan=plan, title="A door I can lock", place=1)
        goal.save()
        Step(goal=goal, title="Viewing at Møllevej", place=1).save()
        Participant(referral=jonas.referral, kind="relative", name="Rikke Krogh", phone="55 50 01 70").save()
    record_contact(
        by=sofie,
        enrolment=jonas,
        kind="visit",
        occurred_at=NOW - timedelta(days=12),
        place="street",
        place_text="Åparken",
        minutes=50,
        text="We filled in the housing form on the bench.",
        touches=[Touch(goal.pk, "forward")],
    )
    for days in (4, 2):
        record_attempt(by=sofie, enrolment=jonas, how="not_found", occurred_at=NOW - timedelta(days=days))
    plan_contact(
        by=sofie,
        enrolment=jonas,
        kind="visit",
        occurred_at=NOW + timedelta(days=1),
        place_text="Café Perronen",
    )
    return jonas


def test_who_this_is_in_their_own_words_first(sign_in, page, told) -> None:
    said = _text(sign_in("sofie").get(page))
    for words in (
        "“Call me Jon.”",
        "34 years old",
        "with us 14 months",
        "order from Karin Holst, Solby Kommune",
        "I want a door I can lock.",
        "Åparken",
        "Silent: 12 days",
        "agreed every 2 days",
        "<b>Met on 1 day</b> in four weeks; phone or message on 0 days, we tried on 2 days",
        "We have tried 2 times since we met.",
        "Forward Thu 12 Nov",
        "Next: Viewing at Møllevej",
        "Met at Åparken",
        "50 minutes",
        "A door I can lock: forward",
        "We tried",
        "Not found",
        "Rikke Krogh",
        "relative",
        "Sofie Lindholm, case manager",
        "tomorrow 10:00",
    ):
        assert words in said, words
    assert said.index("I want a door") < said.index("Silent: 12 days") < said.index("The story")


def test_on_screen_nobody_is_a_no_show(sign_in, page, told) -> None:
    said = _text(sign_in("sofie").get(page)).lower()
    assert "no-show" not in said
    assert "failed" not in said


def test_what_one_may_not_do_is_absent(sign_in, page, jonas) -> None:
    write, close = reverse("contact_new", args=[jonas.pk]), reverse("close", args=[jonas.pk])
    for name, there in (("sofie", True), ("amina", True), ("maja", False)):
        said = _text(sign_in(name).get(page))
        assert (write in said, close in said) == (there, there), name


@pytest.mark.parametrize("stranger", ["omar", "eva", "per", "ada"])
def test_who_has_no_tie_finds_nobody(sign_in, page, stranger) -> None:
    assert sign_in(stranger).get(page).status_code == 404


def test_intake_comes_to_the_referral_once_somebody_walks_with_them(sign_in, page, told) -> None:
    answer = sign_in("ilse").get(page)
    assert answer.status_code == 302
    assert answer.url == reverse("referral", args=[told.referral_id])
    assert "housing form" not in _text(sign_in("ilse").get(answer.url))


def test_the_authority_comes_to_the_order(sign_in, page, jonas) -> None:
    answer = sign_in("karin").get(page)
    assert answer["Location"] == reverse("order", args=[jonas.referral_id])


def test_a_course_that_rests_says_so(sign_in, page, jonas, sofie) -> None:
    pause_course(by=sofie, enrolment=jonas, kind="hospital", place="Ward P3", starts_on=date(2026, 11, 20))
    said = _text(sign_in("sofie").get(page))
    assert "The course rests since Fri 20 Nov" in said
    assert "In hospital, Ward P3" in said
    assert reverse("resume", args=[jonas.pk]) in said


def test_a_closed_course_says_why_and_offers_to_go_on(sign_in, page, jonas, sofie) -> None:
    close_course(
        by=sofie,
        enrolment=jonas,
        closed_on=date(2026, 11, 20),
        reason="no_need_person",
        explanation="He has a home and Ole.",
        **CLOSING,
    )
    said = _text(sign_in("amina").get(page))
    assert "The course was closed on Fri 20 Nov" in said
    assert "He has a home and Ole." in said
    assert "Own tenancy" in said
    assert reverse("reopen", args=[jonas.pk]) in said
    assert reverse("contact_new", args=[jonas.pk]) not in said


def test_a_proposal_to_close_is_seen_at_once(sign_in, page, jonas, sofie) -> None:
    proposal = propose_closure(
        by=sofie, enrolment=jonas, closed_on=TODAY, reason="not_reached", explanation="In Sweden.", **CLOSING
    )
    assert reverse("closure", args=[proposal.pk]) in _text(sign_in("maja").get(page))


def test_an_earlier_course_stays_in_sight(house, sign_in, page, jonas, sofie) -> None:
    close_course(by=sofie, enrolment=jonas, closed_on=date(2026, 10, 1), reason="no_need_person", **CLOSING)
    with writing(house.agency):
        Enrolment(
            person=jonas.person,
            referral=jonas.referral,
            team=house.team,
            starts_on=date(2026, 11, 1),
            rhythm_days=5,
        ).save()
    said = _text(sign_in("amina").get(page))
    assert "Earlier courses" in said
    assert reverse("story", args=[jonas.pk]) in said


def test_names_are_written_as_they_are(house, sign_in, jonas) -> None:
    with writing(house.agency):
        person = Person.objects.unscoped().get(pk=jonas.person_id)
        person.given_name, person.family_name = "Ó'Brien & <b>", "Krogh"
        person.save()
    said = sign_in("sofie").get(reverse("person", args=[person.pk])).content.decode()
    assert "<h1>Ó&#x27;Brien &amp; &lt;b&gt; Krogh</h1>" in said
    assert "&amp;amp;" not in said


@pytest.mark.parametrize(
    ("began", "said"),
    [
        (date(2026, 11, 20), "with us since Fri 20 Nov"),
        (date(2026, 10, 24), "with us 1 month"),
        (date(2025, 9, 2), "with us 14 months"),
        (date(2022, 11, 25), "with us 3 years"),
    ],
)
def test_how_long_is_said_as_people_say_it(sign_in, began, said) -> None:
    sign_in("sofie")
    assert with_us(began, TODAY) == said


def test_without_a_course_there_is_only_the_person(house, ilse, sign_in) -> None:
    with writing(house.agency):
        person = Person(agency=house.agency, called_name="Basse")
        person.save()
        Referral(agency=house.agency, person=person, source="self", received_at=NOW).save()
    said = _text(sign_in("ilse").get(reverse("person", args=[person.pk])))
    assert "Basse" in said
    assert "The story" not in said
