"""Whom restrictions and marks keep out, who reads them, who writes and lifts them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor, Role
from alongside.access.denials import deny
from alongside.access.policy import (
    COURSE_READERS,
    WALKS_WITH,
    WALKS_WITH_OR_LEADS,
    Relation,
    RelationPolicy,
    policy,
    reads,
)
from alongside.approvals.acts import two_person
from alongside.restrictions.models import Mark, MarkKind, Release, Restriction
from alongside.restrictions.operations import RELEASE
from alongside.restrictions.standing import in_force


@deny()
def refused_by(actor: Actor) -> QuerySet[Any] | None:
    """The people who refuse this colleague."""
    if actor.worker_id is None:
        return None
    return Restriction._base_manager.filter(in_force(actor.today), worker_id=actor.worker_id).values(
        "person_id"
    )


@deny()
def too_close_to(actor: Actor) -> QuerySet[Any] | None:
    """The people whom this colleague is, or is close to."""
    if actor.worker_id is None:
        return None
    return Mark._base_manager.filter(worker_id=actor.worker_id, ended_on__isnull=True).values("person_id")


def _known_to_many() -> QuerySet[Any]:
    return Mark._base_manager.filter(kind=MarkKind.VIP, ended_on__isnull=True).values("person_id")


@deny(takes={Relation.TEAM})
def known_to_many(actor: Actor) -> QuerySet[Any] | None:
    """Whoever is known to many is seen by those who walk with them and the lead, not by the whole team."""
    return _known_to_many()


@deny(takes={Relation.INTAKE, Relation.TAKES_IN})
def known_to_many_at_the_door(actor: Actor) -> QuerySet[Any] | None:
    """Nor by intake: while nobody walks with them yet, by the leads, who see what waits."""
    return None if Role.TEAM_LEAD in actor.roles else _known_to_many()


SEEN_BY = WALKS_WITH_OR_LEADS | {Relation.TAKES_IN}
reads(Restriction, SEEN_BY)
reads(Mark, SEEN_BY)
reads(Release, WALKS_WITH_OR_LEADS)


@policy("restriction.refuse_worker", "restriction.close", "mark.set")
class HearsThePerson(RelationPolicy):
    """Those to whom a person says such a thing; also the one who is refused, as long as they see the person."""

    relations = SEEN_BY


@policy("mark.declare")
class KnowsThemPrivately(RelationPolicy):
    """Whoever sees somebody they are close to says so themself, and sees them no longer."""

    relations = COURSE_READERS | {Relation.INTAKE, Relation.AUTHORITY, Relation.ON_CALL}


@policy("restriction.lift")
class HearsThatItIsOver(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS


@policy("mark.end")
class Leads(RelationPolicy):
    """The lead. Whoever is kept out does not see the mark, so cannot end it."""

    relations = frozenset({Relation.LEAD})


@policy("restriction.read")
class SeesWhoMaySee(RelationPolicy):
    """The page “Who may see this”."""

    relations = SEEN_BY


@policy("protected.show", "protected.ask", "protected.release")
class WalksWithThem(RelationPolicy):
    """Who walks with the person may look at what is protected, and ask a second person to let it out."""

    relations = WALKS_WITH


@policy("protected.agree")
class LeadsThem(RelationPolicy):
    """The second person: the lead, or somebody else who walks with the person; never the one who asked."""

    relations = WALKS_WITH_OR_LEADS


two_person(
    RELEASE,
    label=_("Let a protected name or address out of the record once"),
    asks="protected.ask",
    decides="protected.agree",
)
