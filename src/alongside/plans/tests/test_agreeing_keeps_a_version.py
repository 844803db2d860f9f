from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from alongside.enrolments.errors import BeforeCourse, DayToCome
from alongside.kernel.errors import StaleRecord
from alongside.plans.errors import NothingToAgree
from alongside.plans.freezing import digest, frozen
from alongside.plans.models import AgreedHow, Goal, GoalStatus, Plan, PlanVersion
from alongside.plans.operations import add_step, add_sub_goal, agree_plan, change_goal, write_plan
from tests.people_of_the_house import writing

TODAY = date(2026, 11, 24)


def agree(jonas, sofie, **more):
    return agree_plan(**{"by": sofie, "enrolment": jonas, "how": AgreedHow.ALOUD, "agreed_on": TODAY} | more)


def test_a_version_is_the_plan_as_it_was_read(jonas, goals, sofie, house):
    sub = add_sub_goal(by=sofie, goal=goals["door"], title="A contract", due_on=date(2027, 1, 31))
    add_step(by=sofie, goal=goals["door"], sub_goal=sub, title="Fill in the form")
    version = agree(jonas, sofie, person_words="Closer.", place_text="on the bench")
    write_plan(by=sofie, enrolment=jonas, wishes="Something else")
    content = PlanVersion.objects.unscoped().get(pk=version.pk).content
    assert content["wishes"] == "A door I can lock."
    assert [goal["title"] for goal in content["goals"]][1] == "A door I can lock"
    assert content["goals"][1]["sub_goals"][0]["due_on"] == "2027-01-31"
    assert content["goals"][1]["steps"][0]["sub_goal"] == str(sub.pk)
    assert (version.number, version.worker, version.place_text) == (
        1,
        house.workers["sofie"],
        "on the bench",
    )
    assert agree(jonas, sofie).number == 2


def test_when_the_person_refuses_the_goals_of_the_order_still_stand(jonas, goals, sofie):
    refused = agree(jonas, sofie, how=AgreedHow.REFUSED, person_words="Not another plan.")
    assert {goal["title"]: goal["stands"] for goal in refused.content["goals"]} == {
        "Handle own mail and money": True,
        "A door I can lock": False,
        "See Bella every week": False,
    }
    assert Goal.objects.unscoped().get(pk=goals["mail"].pk).status == GoalStatus.ACTIVE


def test_what_was_let_go_is_not_in_the_version_and_what_was_reached_is(jonas, goals, sofie):
    change_goal(by=sofie, goal=goals["bella"], status=GoalStatus.DROPPED)
    change_goal(by=sofie, goal=Goal.objects.unscoped().get(pk=goals["door"].pk), status=GoalStatus.REACHED)
    assert {goal["title"]: goal["status"] for goal in agree(jonas, sofie).content["goals"]} == {
        "Handle own mail and money": "active",
        "A door I can lock": "reached",
    }


def test_nobody_agrees_to_a_plan_they_did_not_hear(jonas, goals, sofie, house):
    with writing(house.agency):
        seen = digest(frozen(Plan.objects.get()))
    assert agree(jonas, sofie, seen=seen, how=AgreedHow.REFUSED).number == 1
    change_goal(by=sofie, goal=goals["door"], title="Another door")
    with pytest.raises(StaleRecord):
        agree(jonas, sofie, seen=seen)


def test_the_day_must_be_possible_and_the_plan_not_empty(jonas, sofie):
    with pytest.raises(DayToCome):
        agree(jonas, sofie, agreed_on=date(2026, 11, 25))
    with pytest.raises(BeforeCourse):
        agree(jonas, sofie, agreed_on=date(2025, 9, 1))
    with pytest.raises(NothingToAgree):
        agree(jonas, sofie)


def test_the_database_keeps_a_version_as_it_was_agreed(jonas, goals, sofie):
    version = agree(jonas, sofie)
    rows = PlanVersion.objects.unscoped().filter(pk=version.pk)
    for attempt in (lambda: rows.update(summary="x"), rows.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
