"""Sets a scene of courses for tests of the study floor: who walks with whom, what happened, what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from alongside.caseload.models import Assignment
from alongside.contacts.models import Contact
from alongside.enrolments.models import Enrolment, Pause
from alongside.people.models import Person
from alongside.plans.models import Goal, Plan, Step
from alongside.referrals.models import Referral
from alongside.reviews.models import Review
from tests.people_of_the_house import House, writing


@dataclass(frozen=True)
class Scene:
    """`scene.course("Palle Frandsen", rhythm_days=7)`, then `scene.met(palle, days=8)`. Days are days ago."""

    house: House

    @property
    def today(self) -> date:
        return self.house.now.date()

    def course(self, name: str, *, worker: str = "sofie", team: str = "team", **fields: Any) -> Enrolment:
        """Somebody's running course; `worker` walks with them."""
        given, _, family = name.partition(" ")
        about_person = {
            key: fields.pop(key) for key in ("phone", "whereabouts", "called_name") if key in fields
        }
        starts_on = fields.pop("starts_on", self.today - timedelta(days=200))
        with writing(self.house.agency):
            person = Person(agency=self.house.agency, given_name=given, family_name=family, **about_person)
            person.save()
            referral = Referral(
                agency=self.house.agency,
                person=person,
                source="outreach",
                status="assigned",
                received_at=self.house.now - timedelta(days=210),
            )
            referral.save()
            course = Enrolment(
                person=person,
                referral=referral,
                team=self.house.team if team == "team" else self.house.other_team,
                starts_on=starts_on,
                **{"rhythm_days": 5, **fields},
            )
            course.save()
            Assignment(enrolment=course, worker=self.house.workers[worker], starts_on=starts_on).save()
        return course

    def happened(self, course: Enrolment, *, days: float = 0, **fields: Any) -> Contact:
        """A contact `days` ago; a visit that was held, unless said otherwise."""
        at = self.house.now - timedelta(days=days)
        with writing(self.house.agency):
            contact = Contact(
                enrolment=course,
                occurred_at=at,
                **{"kind": "visit", "status": "held", "signed_at": at, "text": "We talked.", **fields},
            )
            contact.save()
        return contact

    def tried(self, course: Enrolment, *, days: float) -> Contact:
        """We tried `days` ago."""
        return self.happened(course, days=days, status="tried", tried_how="not_found", person_present=False)

    def planned(self, course: Enrolment, at: datetime, **fields: Any) -> Contact:
        """A contact that is planned; whoever walks with the person goes, unless said otherwise."""
        if "worker" not in fields:
            fields["worker"] = (
                Assignment.objects.unscoped().filter(enrolment=course).latest("starts_on").worker
            )
        days = (self.house.now - at) / timedelta(days=1)
        return self.happened(course, days=days, status="planned", **{"signed_at": None, "text": "", **fields})

    def review(self, course: Enrolment, *, due_in: int) -> Review:
        """The coming review."""
        with writing(self.house.agency):
            review = Review(
                enrolment=course, due_on=self.today + timedelta(days=due_in), period_from=course.starts_on
            )
            review.save()
        return review

    def step(self, course: Enrolment, title: str, *, due_in: int) -> Step:
        """A step of the plan."""
        with writing(self.house.agency):
            plan = Plan(enrolment=course)
            plan.save()
            goal = Goal(plan=plan, title="A door I can lock", place=1)
            goal.save()
            step = Step(goal=goal, title=title, place=1, due_on=self.today + timedelta(days=due_in))
            step.save()
        return step

    def pause(self, course: Enrolment, *, days: int, kind: str = "prison", place: str = "") -> Pause:
        """The course rests since `days` ago."""
        with writing(self.house.agency):
            pause = Pause(
                enrolment=course, kind=kind, place=place, starts_on=self.today - timedelta(days=days)
            )
            pause.save()
        return pause


@pytest.fixture
def scene(house: House) -> Scene:
    """An empty scene in the house."""
    return Scene(house)
