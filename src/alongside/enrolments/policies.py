"""Who sees a course, and who may pause, close and reopen it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor, Role
from alongside.access.denials import hangs_on_person
from alongside.access.policy import (
    COURSE_READERS,
    WALKS_WITH_OR_LEADS,
    Relation,
    RelationPolicy,
    policy,
    provide,
    reads,
)
from alongside.enrolments import running as running  # registers the lookup `runs`
from alongside.enrolments.models import Closure, ClosureProposal, Enrolment, Pause
from alongside.people.models import Person
from alongside.referrals.models import Referral
from alongside.referrals.policies import OPEN, authority_referrals

hangs_on_person("enrolment", Enrolment)


def _by_team(relation: Relation, teams: str, *, only_open: bool = False) -> None:
    """Register a relation that comes from the team a course belongs to."""

    def courses(actor: Actor) -> QuerySet[Any] | None:
        ids = getattr(actor, teams)
        if not ids:
            return None
        found = Enrolment._base_manager.filter(team_id__in=ids)
        return found.filter(ends_on__isnull=True) if only_open else found

    @provide(relation, "enrolment")
    def enrolments(actor: Actor) -> QuerySet[Any] | None:
        found = courses(actor)
        return None if found is None else found.values("pk")

    @provide(relation, "person")
    def people(actor: Actor) -> QuerySet[Any] | None:
        found = courses(actor)
        return (
            None
            if found is None
            else Person._base_manager.filter(pk__in=found.values("person_id")).values("pk")
        )

    @provide(relation, "referral")
    def referrals(actor: Actor) -> QuerySet[Any] | None:
        found = courses(actor)
        return (
            None
            if found is None
            else Referral._base_manager.filter(pk__in=found.values("referral_id")).values("pk")
        )


_by_team(Relation.TEAM, "team_ids")
_by_team(Relation.LEAD, "lead_team_ids")
_by_team(Relation.ON_CALL, "on_call_team_ids", only_open=True)


@provide(Relation.TAKES_IN, "person")
def people_taken_in(actor: Actor) -> Q | QuerySet[Any] | None:
    """The people who are intake's: a referral waits, or no course runs. Once somebody walks with them, no longer.

    A team lead takes part while the referral waits.
    """
    waiting = Referral._base_manager.filter(agency_id=actor.agency_id, status__in=OPEN).values("person_id")
    if Role.INTAKE not in actor.roles:
        return waiting if Role.TEAM_LEAD in actor.roles else None
    return Q(agency_id=actor.agency_id, merged_into__isnull=True) & (Q(pk__runs=False) | Q(pk__in=waiting))


@provide(Relation.AUTHORITY, "enrolment")
def ordered_courses(actor: Actor) -> QuerySet[Any] | None:
    """The courses an authority caseworker ordered."""
    referrals = authority_referrals(actor)
    return (
        None if referrals is None else Enrolment._base_manager.filter(referral_id__in=referrals).values("pk")
    )


reads(Enrolment, COURSE_READERS | {Relation.AUTHORITY, Relation.ON_CALL})
for model in (Pause, Closure, ClosureProposal):
    reads(model, COURSE_READERS | {Relation.AUTHORITY})


@policy("course.read")
class SeesTheCourse(RelationPolicy):
    relations = COURSE_READERS


@policy(
    "course.change",
    "course.pause",
    "course.resume",
    "course.day_out",
    "course.day_out_holds",
    "closure.make",
    "closure.propose",
)
class WalksWithOrLeads(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS


@policy("closure.answer")
class SecondPerson(RelationPolicy):
    """The second person: the lead or a colleague on the team; `rules` refuses the one who proposed."""

    relations = frozenset({Relation.LEAD, Relation.TEAM})


@policy("course.reopen")
class Reopens(RelationPolicy):
    relations = frozenset({Relation.LEAD, Relation.TEAM, Relation.PRIMARY})
