"""Who walks with whom, as relations; who may assign."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.policy import COURSE_READERS, Relation, RelationPolicy, policy, provide, reads
from alongside.caseload.models import Assignment, AssignmentKind
from alongside.enrolments.models import Enrolment
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

reads(Assignment, COURSE_READERS | {Relation.AUTHORITY})


@policy("course.begin")
class Assigns(RelationPolicy):
    """On a referral that waits: intake or a team lead."""

    relations = frozenset({Relation.INTAKE})


@policy("assignment.change")
class Reassigns(RelationPolicy):
    relations = frozenset({Relation.LEAD})
