"""Urgent access as a tie to one person; who looks at it afterwards."""

from __future__ import annotations

from typing import Any

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
from alongside.enrolments.models import Enrolment
from alongside.oversight.models import Affected, UrgentAccess
from alongside.referrals.models import Referral

OPENS_URGENTLY = (Role.CASE_MANAGER, Role.TEAM_LEAD, Role.ON_CALL)
"""Who meets people. Intake decides on referrals, an authority follows its orders; nobody else has a reason to."""


def opened_now(actor: Actor) -> QuerySet[Any] | None:
    """What the actor has opened urgently and is still open. Leads and case managers alone can have any."""
    if actor.worker_id is None or not actor.has(*OPENS_URGENTLY):
        return None
    return UrgentAccess._base_manager.filter(
        worker_id=actor.worker_id, opened_at__lte=actor.now, ends_at__gt=actor.now
    )


@provide(Relation.BREAK_GLASS, "person", passing=True)
def people_opened(actor: Actor) -> QuerySet[Any] | None:
    """The people themselves."""
    found = opened_now(actor)
    return None if found is None else found.values("person_id")


@provide(Relation.BREAK_GLASS, "enrolment", passing=True)
def courses_opened(actor: Actor) -> QuerySet[Any] | None:
    """Their courses."""
    found = opened_now(actor)
    return (
        None
        if found is None
        else Enrolment._base_manager.filter(person_id__in=found.values("person_id")).values("pk")
    )


@provide(Relation.BREAK_GLASS, "referral", passing=True)
def referrals_opened(actor: Actor) -> QuerySet[Any] | None:
    """How they came."""
    found = opened_now(actor)
    return (
        None
        if found is None
        else Referral._base_manager.filter(person_id__in=found.values("person_id")).values("pk")
    )


@provide(Relation.OVERSIGHT, "person")
def everybody_watched_over(actor: Actor) -> Q | None:
    """The privacy officer reaches what is said *about looking* at anybody of the agency, and no page of a person."""
    return Q(agency_id=actor.agency_id) if Role.PRIVACY_OFFICER in actor.roles else None


reads(UrgentAccess, COURSE_READERS | {Relation.OVERSIGHT})
# Whom a breach concerns must be told, so the one who sees to that reads their names, and nothing else of them.
reads(Affected, {Relation.OVERSIGHT})


@policy("urgent.open")
class OpensUrgently(RolePolicy):
    roles = OPENS_URGENTLY


@policy("urgent.close")
class ClosesOwn(Policy):
    """Whoever opened it, when they are done before the eight hours are over."""

    def allows(self, actor: Actor, record: Any) -> bool:
        return isinstance(record, UrgentAccess) and record.worker_id == actor.worker_id


@policy("urgent.read")
class IsToldOfUrgentAccess(RelationPolicy):
    """Whoever reads the course knows who else did and why."""

    relations = COURSE_READERS | {Relation.OVERSIGHT}


@policy("urgent.list")
class LooksForReviews(RolePolicy):
    """Which ones, the scope of the query says."""

    roles = (Role.PRIVACY_OFFICER, Role.TEAM_LEAD)


@policy("urgent.judge")
class JudgesUrgentAccess(RelationPolicy):
    """The privacy officer, and the lead of the person's team; the rule refuses whoever opened it."""

    relations = frozenset({Relation.OVERSIGHT, Relation.LEAD})


@policy("privacy.read")
class LooksAfterPrivacy(RolePolicy):
    """Sees how people look, and never at whom they look."""

    roles = (Role.PRIVACY_OFFICER,)


@policy(
    "log_review.begin",
    "log_review.judge",
    "log_review.sign",
    "log_review.read",
)
class LooksThroughTheLog(RolePolicy):
    roles = (Role.PRIVACY_OFFICER,)


@policy("rights.read", "rights.answer")
class AnswersForRights(RolePolicy):
    """For which roles, the rule says."""

    roles = (Role.TEAM_LEAD, Role.ADMINISTRATOR, Role.PRIVACY_OFFICER)


@policy("rights.begin")
class AsksAboutRights(RolePolicy):
    roles = (Role.ADMINISTRATOR, Role.PRIVACY_OFFICER)


@policy("rights.close")
class EndsTheAsking(RolePolicy):
    """Only the clock."""

    roles = (Role.SYSTEM,)


@policy(
    "incident.read",
    "incident.write_down",
    "incident.find_affected",
    "incident.tell",
    "incident.decide",
    "incident.close",
)
class KeepsTheRegister(RolePolicy):
    roles = (Role.PRIVACY_OFFICER,)
