"""Jonas's course with a plan: what Karin ordered, what he wishes, and the review that is coming."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from alongside.access.actor import Actor
from alongside.caseload.events import CourseBegan
from alongside.enrolments.models import Enrolment
from alongside.kernel.events import publish
from alongside.plans.models import Goal, Step, SubGoal
from alongside.plans.operations import add_goal, add_step, add_sub_goal
from alongside.referrals import codes
from alongside.referrals.models import CommissionedGoal, CommissionedGoalTheme, Theme
from alongside.reviews.models import Review
from tests.people_of_the_house import House, writing

MAIL = "8bef71de-55b5-47fe-b438-18ac769106b3"


@dataclass
class Walk:
    """The course and what is in its plan."""

    enrolment: Enrolment
    mail: Goal
    door: Goal
    bella: Goal
    contract: SubGoal
    viewing: Step
    review: Review

    def url(self, name: str) -> str:
        """The address of a page of this course, by the last part of its path."""
        return f"/courses/{self.enrolment.pk}/{name}"


@pytest.fixture
def walk(house: House, jonas: Enrolment, sofie: Actor) -> Walk:
    """See the module."""
    with writing(house.agency):
        referral = jonas.referral
        referral.wishes = "A door I can lock. Bella with me."
        referral.purpose = "That Jonas keeps a home of his own."
        referral.save()
        ordered = CommissionedGoal(
            referral=referral,
            text="Handle own mail and money",
            goal_type=codes.GoalType.DEVELOP,
            expected_level=codes.FUNCTION_LEVELS[1],
        )
        ordered.save()
        theme = Theme(referral=referral, code=MAIL, level=codes.FUNCTION_LEVELS[3])
        theme.save()
        CommissionedGoalTheme(referral=referral, goal=ordered, theme=theme, rank=1).save()
        publish(CourseBegan(jonas.pk, date(2026, 9, 2)))
    door = add_goal(by=sofie, enrolment=jonas, title="A door I can lock")
    bella = add_goal(by=sofie, enrolment=jonas, title="See Bella every week")
    contract = add_sub_goal(by=sofie, goal=door, title="A contract in my own name")
    viewing = add_step(
        by=sofie, goal=door, sub_goal=contract, title="Viewing at Møllevej", due_on=date(2026, 11, 23)
    )
    return Walk(
        enrolment=jonas,
        mail=Goal.objects.unscoped().get(commissioned=ordered),
        door=door,
        bella=bella,
        contract=contract,
        viewing=viewing,
        review=Review.objects.unscoped().get(),
    )


def words(answer: HttpResponse) -> str:
    """A page with its white space evened out, for finding sentences in it."""
    return " ".join(answer.content.decode().split())


def fields_of(client: Client, url: str) -> dict[str, Any]:
    """What a form holds when it is opened: the fields a browser would send back."""
    form = client.get(url).context["form"]
    held = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in held.items() if value not in (None, False)}
