"""From the person's page, everything about them is two clicks away: found by following the links."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.urls import resolve, reverse

from alongside.contacts.operations import plan_contact, record_contact
from alongside.contacts.rules import Touch
from alongside.housing.operations import record_stay
from alongside.network.operations import add_member, add_plan
from alongside.people.operations import raise_flag, record_quote
from alongside.plans.models import Goal, Plan, PlanVersion, Step, SubGoal
from alongside.reviews.models import Review
from tests.people_of_the_house import NOW, writing

TODAY = date(2026, 11, 24)
LINK = re.compile(r'<a\s[^>]*href="([^"#]*)(?:#([^"]+))?"')


@pytest.fixture
def things(house, jonas, sofie) -> dict[str, str]:
    """One of each thing there can be about Jonas, and the address one would paste to lead to it."""
    person = jonas.person
    with writing(house.agency):
        plan = Plan(enrolment=jonas, wishes="A door I can lock.")
        plan.save()
        goal = Goal(plan=plan, title="A door I can lock", place=1)
        goal.save()
        sub_goal = SubGoal(goal=goal, title="A tenancy of my own", place=1)
        sub_goal.save()
        step = Step(goal=goal, sub_goal=sub_goal, title="Viewing", place=1, due_on=TODAY)
        step.save()
        PlanVersion(
            plan=plan,
            number=1,
            agreed_on=TODAY,
            how="aloud",
            content={"wishes": "", "purpose": "", "goals": []},
        ).save()
        held = Review(enrolment=jonas, due_on=TODAY, period_from=TODAY, held_on=TODAY, summary="Closer.")
        held.save()
        Review(enrolment=jonas, due_on=TODAY - timedelta(days=1), period_from=TODAY).save()
    note = record_contact(
        by=sofie,
        enrolment=jonas,
        kind="visit",
        occurred_at=NOW - timedelta(days=1),
        text="We met.",
        touches=[Touch(goal.pk, "forward")],
    )
    ahead = plan_contact(by=sofie, enrolment=jonas, kind="visit", occurred_at=NOW + timedelta(days=1))
    stay = record_stay(by=sofie, person=person, kind="shelter", starts_on=TODAY - timedelta(days=9))
    member = add_member(by=sofie, person=person, name="Rikke")
    other = add_plan(by=sofie, person=person, kind="job_plan")
    flag = raise_flag(by=sofie, person=person, text="Two of you.", until=TODAY + timedelta(days=9))
    record_quote(by=sofie, person=person, text="A door.", said_on=TODAY)
    plan_page, network = reverse("plan", args=[jonas.pk]), reverse("network", args=[jonas.pk])
    return {
        "contact": reverse("contact", args=[note.pk]),
        "planned contact": reverse("contact", args=[ahead.pk]),
        "goal": f"{plan_page}#goal-{goal.pk}",
        "sub-goal": f"{plan_page}#sub-goal-{sub_goal.pk}",
        "step": f"{plan_page}#step-{step.pk}",
        "version": reverse("plan_version", args=[jonas.pk, 1]),
        "held review": reverse("review_finished", args=[jonas.pk, held.pk]),
        "coming review": reverse("review", args=[jonas.pk]),
        "stay": f"{reverse('housing', args=[jonas.pk])}#stay-{stay.pk}",
        "someone around": f"{network}#m-{member.pk}",
        "other plan": f"{network}#p-{other.pk}",
        "flag": reverse("flag", args=[flag.pk]),
        "referral": reverse("referral", args=[jonas.referral_id]),
        "needs": reverse("needs", args=[jonas.pk]),
        "openings": reverse("person_access", args=[person.pk]),
        "name and address": reverse("person_change", args=[person.pk]),
        "their words": reverse("person_quote", args=[person.pk]),
        "what to know": reverse("flags", args=[person.pk]),
        "rhythm": reverse("course_change", args=[jonas.pk]),
        "pause": reverse("pause", args=[jonas.pk]),
        "closing": reverse("close", args=[jonas.pk]),
        "paper": reverse("paper", args=[jonas.pk]),
        "writing a note": reverse("contact_new", args=[jonas.pk]),
        "planning a meeting": reverse("contact_plan", args=[jonas.pk]),
        "a new goal": reverse("goal_new", args=[jonas.pk]),
        "looking at needs": reverse("needs_new", args=[jonas.pk]),
        "moving in": reverse("housing_new", args=[jonas.pk]),
    }


def _links(browser: Any, address: str) -> set[str]:
    """Where the links of a page lead, within the house."""
    answer = browser.get(address, follow=True)
    assert answer.status_code == 200, address
    page = answer.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    here = answer.request["PATH_INFO"]
    return {
        unescape(link) or here
        for link, _place in LINK.findall(main)
        if link.startswith(("/", "?")) or not link
    }


def test_everything_is_two_clicks_away(sign_in, jonas, things) -> None:
    browser, start = sign_in("sofie"), reverse("person", args=[jonas.person_id])
    one_click = {link for link in _links(browser, start) if link.startswith("/")}
    two_clicks = set(one_click)
    for link in sorted(one_click):
        two_clicks |= {found for found in _links(browser, link) if found.startswith("/")}
    paths = {link.split("?")[0] for link in two_clicks}
    away = {name: address for name, address in things.items() if address.split("#")[0] not in paths}
    assert not away


def test_each_thing_has_an_address_that_leads_to_it(sign_in, things) -> None:
    browser = sign_in("sofie")
    for name, address in things.items():
        page, _, place = address.partition("#")
        shown = browser.get(page)
        assert shown.status_code == 200, name
        assert not place or f'id="{place}"' in shown.content.decode(), name


@pytest.mark.parametrize("stranger", ["omar", "ada", "eva"])
def test_opening_a_pasted_address_asks_who_one_is(sign_in, things, stranger) -> None:
    browser = sign_in(stranger)
    for name, address in things.items():
        assert resolve(address.split("#")[0]).url_name
        assert browser.get(address).status_code == 404, name
