"""However much hangs on a person, their page and each page of their timeline ask the same few questions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.contacts.models import Amendment, Contact, GoalTouch
from alongside.housing.models import HousingStay
from alongside.network.models import NetworkMember, OtherPlan
from alongside.people.models import Flag, Quote
from alongside.plans.models import Goal, Plan, PlanVersion, Step, SubGoal
from alongside.referrals.models import Decision, Participant
from alongside.reviews.models import GoalJudgement, Review
from tests.people_of_the_house import NOW, writing

TODAY = date(2026, 11, 24)
PERSON_PAGE, TIMELINE_PAGE = 15, 17


def _hang(house, jonas, much: int) -> None:
    """Hang `much` of everything on Jonas."""
    with writing(house.agency):
        plan = _plan_of(jonas)
        for number in range(much):
            day = TODAY - timedelta(days=40 + number)
            goal = Goal(plan=plan, title=f"Goal {number}", place=number + 1)
            sub_goal = SubGoal(goal=goal, title="Half of it", place=1, status="reached", status_on=day)
            review = Review(enrolment=jonas, due_on=day, period_from=day, summary="We looked back.")
            contact = Contact(
                enrolment=jonas,
                worker=house.workers["sofie"],
                kind="visit",
                status="held",
                occurred_at=NOW - timedelta(days=number, minutes=number),
                signed_at=NOW,
                text=f"We met for the {number}. time.",
            )
            for record in (
                goal,
                sub_goal,
                Step(goal=goal, title="A step", place=1, due_on=TODAY + timedelta(days=number)),
                Step(goal=goal, title="Done", place=2, done_on=day),
                PlanVersion(plan=plan, number=number + 100 * much, agreed_on=day, how="aloud", content={}),
                review,
                GoalJudgement(review=review, goal=goal, title=goal.title, person_movement="closer"),
                contact,
                GoalTouch(contact=contact, goal=goal, movement="forward"),
                Amendment(contact=contact, text="And the dog.", amended_at=NOW, worker=house.workers["maja"]),
                Quote(person=jonas.person, text="A door I can lock.", said_on=day),
                Flag(person=jonas.person, text="Two of you.", said_on=day, until=TODAY),
                NetworkMember(person=jonas.person, name=f"Rikke {number}"),
                OtherPlan(person=jonas.person, kind="job_plan", starts_on=day),
                Participant(referral=jonas.referral, kind="relative", name=f"Aunt {number}"),
                Decision(
                    referral=jonas.referral,
                    outcome="yes",
                    reason="Yes.",
                    decided_on=day,
                    decided_by_name="Ilse",
                ),
                HousingStay(
                    person=jonas.person, kind="shelter", starts_on=day, ends_on=day, end_reason="Moved"
                ),
            ):
                record.save()
            review.held_on = day
            review.save()


def _plan_of(jonas) -> Plan:
    found: Plan | None = Plan.objects.filter(enrolment=jonas).first()
    if found is None:
        found = Plan(enrolment=jonas)
        found.save()
    return found


def _asked(browser, address: str, **choice: Any) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address, choice).status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in asked.captured_queries)


def _first_time(browser, jonas) -> None:
    """What is fetched once for a process or a session is not counted."""
    browser.get(reverse("person", args=[jonas.person_id]))


@pytest.mark.parametrize("name", ["sofie", "amina", "maja"])
def test_the_persons_page(house, sign_in, jonas, name) -> None:
    browser, address = sign_in(name), reverse("person", args=[jonas.person_id])
    _first_time(browser, jonas)
    _hang(house, jonas, 1)
    little = _asked(browser, address)
    _hang(house, jonas, 12)
    assert _asked(browser, address) == little <= PERSON_PAGE


@pytest.mark.parametrize("choice", [{}, {"show": "met"}, {"q": "door dog"}, {"until": "2026-11-10"}])
def test_a_page_of_the_timeline(house, sign_in, jonas, choice) -> None:
    browser, address = sign_in("sofie"), reverse("story", args=[jonas.pk])
    _first_time(browser, jonas)
    _hang(house, jonas, 1)
    little = _asked(browser, address, **choice)
    _hang(house, jonas, 12)
    opened_to_look = 1 if "q" in choice else 0
    assert _asked(browser, address, **choice) == little <= TIMELINE_PAGE + opened_to_look
