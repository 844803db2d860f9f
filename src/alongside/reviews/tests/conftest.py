"""A course in its first three months with a review coming: Jonas, two own goals and one from the order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from alongside.access.actor import Actor
from alongside.caseload.events import CourseBegan
from alongside.enrolments.models import Enrolment
from alongside.kernel.events import publish
from alongside.plans.models import Goal, SubGoal
from alongside.plans.operations import add_goal, add_sub_goal
from alongside.referrals.models import CommissionedGoal
from alongside.reviews.models import Review
from tests.people_of_the_house import House, writing


@dataclass
class Scene:
    """The review and what it is about."""

    review: Review
    mail: Goal
    door: Goal
    bella: Goal
    contract: SubGoal

    def fresh(self) -> Review:
        """The review as it is stored now."""
        found: Review = Review.objects.unscoped().select_related("enrolment__team").get(pk=self.review.pk)
        return found


@pytest.fixture
def scene(house: House, jonas: Enrolment, sofie: Actor) -> Scene:
    with writing(house.agency):
        CommissionedGoal(
            referral=jonas.referral, text="Handle own mail", goal_type="t", expected_level="l"
        ).save()
        publish(CourseBegan(jonas.pk, date(2026, 9, 2)))
    mail = Goal.objects.unscoped().get()
    door = add_goal(by=sofie, enrolment=jonas, title="A door I can lock")
    bella = add_goal(by=sofie, enrolment=jonas, title="See Bella")
    contract = add_sub_goal(by=sofie, goal=door, title="A contract")
    review = Review.objects.unscoped().select_related("enrolment__team").get()
    return Scene(review, mail, door, bella, contract)
