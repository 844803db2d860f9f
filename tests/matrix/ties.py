"""Someone in each role, tied to one person in each way, and to another person in none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from alongside.access.actor import Actor, Role
from alongside.access.policy import Relation
from alongside.accounts.models import User
from alongside.caseload.models import Assignment, AssignmentKind, HandOver
from alongside.consents.models import Consent, PartnerAccount, Recipient
from alongside.enrolments.models import Enrolment
from alongside.organisation.models import Membership, Team, Worker
from alongside.organisation.queries import actor_for
from alongside.oversight.models import UrgentAccess
from alongside.people.models import Person
from alongside.referrals.models import Referral
from tests.matrix.kinds import LATER, Story
from tests.people_of_the_house import NOW, House

BEGAN = date(2025, 9, 2)


@dataclass(frozen=True)
class Tied:
    """Someone at work, and the story of the person they are tied to; `course` is that person's course."""

    user: User
    actor: Actor
    story: Story


def tied(house: House, role: Role, relation: Relation | None) -> Tied:
    """Someone who has this role alone and this tie alone. Called while a scene is written."""
    their_team, own_team = (Team(agency=house.agency, name=name) for name in ("Theirs", "Own"))
    their_team.save()
    own_team.save()
    user = User.objects.create_user(username="somebody")
    worker = Worker(agency=house.agency, user=user, name="Some Body", access_until=date(2030, 1, 1))
    worker.save()
    by_team = relation in (Relation.TEAM, Relation.LEAD, Relation.ON_CALL)
    Membership(
        worker=worker, team=their_team if by_team else own_team, role=role, starts_on=date(2024, 1, 1)
    ).save()
    story = _story(house, their_team, worker, relation)
    actor = actor_for(user.pk, now=NOW, language="en")
    assert actor is not None
    return Tied(user, actor, story)


def strangers(house: House, beside: Story) -> Story:
    """Someone whom nobody of the other story is tied to."""
    team = Team(agency=house.agency, name="Elsewhere")
    team.save()
    return _story(house, team, house.workers["omar"], None, beside=beside)


def _story(
    house: House, team: Team, worker: Worker, relation: Relation | None, beside: Story | None = None
) -> Story:
    person = Person(agency=house.agency, given_name="Rosa", family_name="Andersen")
    person.save()
    referral = Referral(
        agency=house.agency,
        person=person,
        source="order",
        status="new" if relation is Relation.TAKES_IN else "assigned",
        received_at=datetime(2025, 8, 20, 8, tzinfo=UTC),
        authority_worker=worker if relation is Relation.AUTHORITY else house.workers["karin"],
    )
    referral.save()
    course = Enrolment(person=person, referral=referral, team=team, starts_on=BEGAN, rhythm_days=5)
    course.save()
    walks = worker if relation is Relation.PRIMARY else house.workers["maja"]
    assignment = Assignment(enrolment=course, worker=walks, starts_on=BEGAN)
    assignment.save()
    bystander = Worker(agency=house.agency, name="By Stander")
    bystander.save()
    records = [house.agency, team, bystander, person, referral, course, assignment]
    if relation is Relation.COVER:
        kind = AssignmentKind.COVER
        Assignment(enrolment=course, worker=worker, kind=kind, starts_on=BEGAN, ends_on=LATER).save()
    if relation is Relation.HAND_OVER:
        asked = HandOver(
            enrolment=course,
            giver=house.workers["maja"],
            receiver=worker,
            team=team,
            asked_on=date(2026, 11, 20),
            planned_on=date(2026, 12, 1),
            reason="She moves to another town.",
        )
        asked.save()
        records.append(asked)
    if relation is Relation.BREAK_GLASS:
        UrgentAccess(
            agency=house.agency,
            person=person,
            worker=worker,
            reason_code="danger",
            why="She rang and is alone on the bridge.",
            opened_at=NOW,
            ends_at=NOW + timedelta(hours=8),
        ).save()
    if relation is Relation.PARTNER:
        recipient = Recipient(agency=house.agency, name="The clinic", kind="treatment")
        recipient.save()
        PartnerAccount(recipient=recipient, worker=worker).save()
        said_yes = Consent(
            person=person,
            recipient=recipient,
            to="recipient",
            answer="yes",
            categories="|plan|",
            purpose="treatment",
            evidence="signed",
            to_name="The clinic",
            paper="In the cupboard",
            said_on=BEGAN,
            starts_on=BEGAN,
        )
        said_yes.save()
        records += [recipient, said_yes]
    return Story(house, *records, beside=beside)
