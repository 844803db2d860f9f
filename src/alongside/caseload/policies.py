"""Who walks with whom, as relations; who may assign."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor, Role
from alongside.access.policy import (
    COURSE_READERS,
    Policy,
    Relation,
    RelationPolicy,
    RolePolicy,
    policy,
    provide,
    reads,
)
from alongside.caseload.models import (
    Assignment,
    AssignmentKind,
    Cover,
    HandOver,
    HandOverStatus,
    HandOverTick,
)
from alongside.enrolments.models import Enrolment
from alongside.organisation.models import Membership, Worker
from alongside.people.models import Person
from alongside.referrals.models import Referral


def _by_assignment(relation: Relation, kind: AssignmentKind) -> None:
    """Register a relation that comes from an assignment that holds today."""

    def assigned(actor: Actor) -> QuerySet[Any] | None:
        if actor.worker_id is None:
            return None
        today = actor.today
        return Assignment._base_manager.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=today),
            worker_id=actor.worker_id,
            kind=kind,
            starts_on__lte=today,
        )

    @provide(relation, "enrolment")
    def enrolments(actor: Actor) -> QuerySet[Any] | None:
        found = assigned(actor)
        return None if found is None else found.values("enrolment_id")

    @provide(relation, "person")
    def people(actor: Actor) -> QuerySet[Any] | None:
        found = assigned(actor)
        return (
            None
            if found is None
            else Person._base_manager.filter(
                pk__in=Enrolment._base_manager.filter(pk__in=found.values("enrolment_id")).values("person_id")
            ).values("pk")
        )

    @provide(relation, "referral")
    def referrals(actor: Actor) -> QuerySet[Any] | None:
        found = assigned(actor)
        return (
            None
            if found is None
            else Referral._base_manager.filter(
                pk__in=Enrolment._base_manager.filter(pk__in=found.values("enrolment_id")).values(
                    "referral_id"
                )
            ).values("pk")
        )


_by_assignment(Relation.PRIMARY, AssignmentKind.PRIMARY)
_by_assignment(Relation.COVER, AssignmentKind.COVER)


def _in_hand_over(actor: Actor) -> QuerySet[Any] | None:
    """Hand-overs that the actor gives or is asked to take, until they are finished."""
    if actor.worker_id is None:
        return None
    return HandOver._base_manager.filter(
        Q(giver_id=actor.worker_id) | Q(receiver_id=actor.worker_id),
        status__in=(HandOverStatus.ASKED, HandOverStatus.ACCEPTED),
        finished_on__isnull=True,
    )


@provide(Relation.HAND_OVER, "enrolment")
def handed_over(actor: Actor) -> QuerySet[Any] | None:
    """Whoever is asked to take over reads what is written to them, and no more of the course before they say yes."""
    found = _in_hand_over(actor)
    return None if found is None else found.values("enrolment_id")


reads(Assignment, COURSE_READERS | {Relation.AUTHORITY, Relation.PARTNER})
for model in (HandOver, HandOverTick):
    reads(model, COURSE_READERS | {Relation.HAND_OVER})


@policy("course.begin")
class Assigns(RelationPolicy):
    """On a referral that waits: intake or a team lead."""

    relations = frozenset({Relation.INTAKE})


@policy("assignment.change")
class Reassigns(RelationPolicy):
    relations = frozenset({Relation.LEAD})


@policy("hand_over.ask")
class HandsOver(RelationPolicy):
    """The case manager for their own people; the lead for everyone of the team, also when somebody has left."""

    relations = frozenset({Relation.PRIMARY, Relation.LEAD})


@policy("hand_over.withdraw")
class WithdrawsHandOver(RelationPolicy):
    relations = frozenset({Relation.PRIMARY, Relation.LEAD})


@policy("hand_over.answer", "hand_over.accept", "hand_over.decline")
class AnswersHandOver(Policy):
    """Only the one who is asked: nobody is given a person they have not said yes to."""

    def allows(self, actor: Actor, record: Any) -> bool:
        """The receiver, or the program itself."""
        if Role.SYSTEM in actor.roles:
            return True
        return isinstance(record, HandOver) and record.receiver_id == actor.worker_id


@policy("hand_over.tick", "hand_over.finish")
class WarmsHandOver(RelationPolicy):
    """Either of the two, and the lead."""

    relations = frozenset({Relation.HAND_OVER, Relation.LEAD})


@policy("cover.arrange", "caseload.hand_over")
class OwnOrLeads(Policy):
    """A case manager for themself, and the lead of a team they work or worked in."""

    def allows(self, actor: Actor, record: Any) -> bool:
        """Whether `record`, a worker, is the actor or works in a team they lead."""
        if Role.SYSTEM in actor.roles:
            return True
        if not isinstance(record, Worker):
            return False
        return (record.pk == actor.worker_id and actor.has(Role.CASE_MANAGER)) or leads(actor, record.pk)

    def roles_that_may(self) -> Collection[Role]:
        """Those who have a caseload or a team."""
        return (Role.CASE_MANAGER, Role.TEAM_LEAD)


@policy("cover.change")
class ChangesCover(OwnOrLeads):
    """Whoever may arrange it for the one who is away."""

    def allows(self, actor: Actor, record: Any) -> bool:
        """Whether the actor may arrange cover for the one it is about."""
        return isinstance(record, Cover) and super().allows(actor, record.absent)


@policy("worker.leaving")
class SeesThemOff(OwnOrLeads):
    """Whoever leads the worker, with names; an administrator, with numbers."""

    def allows(self, actor: Actor, record: Any) -> bool:
        """Whether the actor leads the worker, is the worker, or runs the house."""
        runs = isinstance(record, Worker) and actor.has(Role.ADMINISTRATOR)
        return (runs and record.agency_id == actor.agency_id) or super().allows(actor, record)

    def roles_that_may(self) -> Collection[Role]:
        """Those who have a caseload or a team, or run the house."""
        return (Role.CASE_MANAGER, Role.TEAM_LEAD, Role.ADMINISTRATOR)


@policy("team.balance")
class BalancesTheTeam(RolePolicy):
    roles = (Role.TEAM_LEAD,)


def leads(actor: Actor, worker_id: UUID) -> bool:
    """Whether the worker is or was a case manager in a team the actor leads."""
    return Membership.objects.filter(
        worker_id=worker_id, team_id__in=actor.lead_team_ids, role=Role.CASE_MANAGER
    ).exists()
