from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from alongside.contacts.errors import GoalOfAnotherCourse, MovementUnknown, TouchedTwice
from alongside.contacts.models import Contact, GoalTouch
from alongside.contacts.operations import record_contact
from alongside.contacts.queries import note_of
from alongside.contacts.rules import Touch
from alongside.enrolments.models import Enrolment
from alongside.people.models import Person
from alongside.plans.models import Goal, Plan, SubGoal
from alongside.referrals.models import Referral
from tests.people_of_the_house import NOW, writing

MET: dict[str, Any] = {
    "kind": "visit",
    "occurred_at": NOW - timedelta(hours=1),
    "text": "We filled in the form.",
}


def _goal(enrolment, title):
    plan = Plan.objects.filter(enrolment=enrolment).first() or Plan(enrolment=enrolment)
    if plan._state.adding:
        plan.save()
    goal = Goal(plan=plan, title=title, place=1)
    goal.save()
    return goal


@pytest.fixture
def door(house, jonas):
    with writing(house.agency):
        return _goal(jonas, "A door I can lock")


@pytest.fixture
def viewing(house, door):
    with writing(house.agency):
        sub_goal = SubGoal(goal=door, title="See two flats", place=1)
        sub_goal.save()
    return sub_goal


@pytest.fixture
def goal_of_another(house):
    with writing(house.agency):
        person = Person(agency=house.agency, given_name="Birthe", family_name="Olesen")
        person.save()
        referral = Referral(agency=house.agency, person=person, source="shelter", received_at=NOW)
        referral.save()
        course = Enrolment(
            person=person, referral=referral, team=house.team, starts_on=date(2026, 1, 1), rhythm_days=5
        )
        course.save()
        return _goal(course, "See my daughter")


def test_a_goal_and_its_sub_goal_move_with_one_tap_each(jonas, sofie, door, viewing):
    contact = record_contact(
        by=sofie,
        enrolment=jonas,
        touches=[Touch(door.pk, "same"), Touch(door.pk, "forward", sub_goal=viewing.pk)],
        **MET,
    )
    note = note_of(sofie, contact)
    assert note is not None
    touched = {(line.title, line.movement) for line in note.touched}
    assert touched == {("A door I can lock", "same"), ("See two flats", "forward")}


def test_goals_of_someone_elses_course_are_out_of_reach(jonas, sofie, goal_of_another):
    with pytest.raises(GoalOfAnotherCourse):
        record_contact(by=sofie, enrolment=jonas, touches=[Touch(goal_of_another.pk, "forward")], **MET)
    assert not Contact.objects.unscoped().exists()


def test_a_sub_goal_belongs_to_its_goal(house, jonas, sofie, viewing):
    with writing(house.agency):
        other = _goal(jonas, "See Bella every week")
    with pytest.raises(GoalOfAnotherCourse):
        record_contact(
            by=sofie, enrolment=jonas, touches=[Touch(other.pk, "forward", sub_goal=viewing.pk)], **MET
        )


def test_a_movement_is_back_same_or_forward(jonas, sofie, door):
    with pytest.raises(MovementUnknown):
        record_contact(by=sofie, enrolment=jonas, touches=[Touch(door.pk, "sideways")], **MET)


def test_a_contact_says_one_thing_about_a_goal(jonas, sofie, door):
    with pytest.raises(TouchedTwice):
        record_contact(
            by=sofie, enrolment=jonas, touches=[Touch(door.pk, "back"), Touch(door.pk, "forward")], **MET
        )
    assert not GoalTouch.objects.unscoped().exists()
