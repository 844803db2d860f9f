"""Who looks at how the method is held to, who says it of themselves, and who writes as a supervisor."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from alongside.access.actor import Actor, Role
from alongside.access.policy import (
    WALKS_WITH_OR_LEADS,
    Policy,
    Relation,
    RelationPolicy,
    RolePolicy,
    policy,
    reads,
)
from alongside.caseload.policies import OwnOrLeads
from alongside.fidelity.models import CourseSupervision
from alongside.organisation.models import Team, Worker

reads(CourseSupervision, WALKS_WITH_OR_LEADS)


@policy("fidelity.course")
class LooksAtACourse(RelationPolicy):
    """Whoever walks with the person, and the lead of the team."""

    relations = WALKS_WITH_OR_LEADS


@policy("fidelity.read")
class LooksAtThePrinciples(RolePolicy):
    """Case managers at their own people, leads at their teams, an evaluator at sums of many."""

    roles = (Role.CASE_MANAGER, Role.TEAM_LEAD, Role.EVALUATOR)


@policy("fidelity.sums")
class LooksAtSums(RolePolicy):
    """Sums of the whole agency, without a name and without small groups."""

    roles = (Role.EVALUATOR,)


@policy("fidelity.worker")
class LooksAtAWorker(OwnOrLeads):
    """A case manager at themself, and the lead of a team they work in."""


@policy("fidelity.team", "supervision.of_team")
class LeadsTheTeam(Policy):
    """The lead of that very team."""

    def allows(self, actor: Actor, record: Any) -> bool:
        """Whether `record`, a team, is one the actor leads."""
        if Role.SYSTEM in actor.roles:
            return True
        return isinstance(record, Team) and record.pk in actor.lead_team_ids

    def roles_that_may(self) -> Collection[Role]:
        """Leads."""
        return (Role.TEAM_LEAD,)


@policy("own_word.say")
class SaysItOfThemselves(Policy):
    """Nobody says of a colleague what only they can say."""

    def allows(self, actor: Actor, record: Any) -> bool:
        """Whether `record`, a worker, is the actor."""
        return isinstance(record, Worker) and record.pk == actor.worker_id and actor.has(Role.CASE_MANAGER)

    def roles_that_may(self) -> Collection[Role]:
        """Those who walk with people."""
        return (Role.CASE_MANAGER,)


@policy("supervision.of_course")
class SupervisesACourse(RelationPolicy):
    relations = frozenset({Relation.LEAD})


@policy("supervision.of_worker")
class SupervisesAWorker(LooksAtAWorker):
    """The lead, and nobody oneself."""

    def allows(self, actor: Actor, record: Any) -> bool:
        """Whether the actor leads a team of `record`, a worker who is somebody else."""
        return super().allows(actor, record) and record.pk != actor.worker_id

    def roles_that_may(self) -> Collection[Role]:
        """Leads."""
        return (Role.TEAM_LEAD,)
