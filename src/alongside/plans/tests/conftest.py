"""A plan to test with: what Karin ordered, and what Jonas wishes."""

from __future__ import annotations

import pytest

from alongside.access.actor import Actor
from alongside.enrolments.models import Enrolment
from alongside.plans.models import Goal
from alongside.plans.operations import add_goal, write_plan
from alongside.referrals.models import CommissionedGoal
from tests.people_of_the_house import House, writing

DEVELOP = "d41c8072-52f8-42b5-9375-ddbea454d27f"
MILD = "8328ce4a-6238-4f73-bf1a-74aadb68eff8"


@pytest.fixture
def ordered(house: House, jonas: Enrolment) -> CommissionedGoal:
    """What Karin's order asks for."""
    with writing(house.agency):
        jonas.referral.wishes = "A door I can lock."
        jonas.referral.purpose = "That Jonas keeps a home of his own."
        jonas.referral.save()
        goal = CommissionedGoal(
            referral=jonas.referral,
            text="Handle own mail and money\nTogether with his case manager.",
            goal_type=DEVELOP,
            expected_level=MILD,
        )
        goal.save()
    return goal


@pytest.fixture
def goals(jonas: Enrolment, ordered: CommissionedGoal, sofie: Actor) -> dict[str, Goal]:
    """The order's goal, then two of his own: "mail", "door", "bella"."""
    write_plan(by=sofie, enrolment=jonas)
    add_goal(by=sofie, enrolment=jonas, title="A door I can lock")
    add_goal(by=sofie, enrolment=jonas, title="See Bella every week")
    found = Goal.objects.unscoped().order_by("place")
    return dict(zip(("mail", "door", "bella"), found, strict=True))
