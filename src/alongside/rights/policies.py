"""Who answers what a person asks of us."""

from __future__ import annotations

from alongside.access.actor import Role
from alongside.access.policy import Relation, RelationPolicy, RolePolicy, policy, reads
from alongside.rights.models import AccessRequest, ErasureRequest, Export, Withheld

for model in (AccessRequest, Withheld, Export, ErasureRequest):
    reads(model, {Relation.PRIMARY, Relation.LEAD, Relation.OVERSIGHT})


@policy(
    "request.read",
    "access_request.ask",
    "access_request.answer",
    "access_request.withhold",
    "access_request.give",
    "export.make",
    "export.keep",
    "export.take",
    "erasure_request.ask",
    "erasure_request.tell",
    "log.names.ask",
)
class AnswersThePerson(RelationPolicy):
    """The case manager, the lead, and the privacy officer of the agency."""

    relations = frozenset({Relation.PRIMARY, Relation.LEAD, Relation.OVERSIGHT})


@policy("request.list")
class SeesWhatWaits(RolePolicy):
    """The lead, of their teams; the privacy officer, of the agency."""

    roles = (Role.TEAM_LEAD, Role.PRIVACY_OFFICER)


@policy("request.find")
class FindsWhoAsks(RolePolicy):
    """The privacy officer reaches nobody's page, and people write to them: they find exactly one, and see no name."""

    roles = (Role.PRIVACY_OFFICER,)


@policy("erasure_request.decide", "log.names.decide")
class DecidesAboutRights(RolePolicy):
    """The lead and the privacy officer. Of names in the log, another one than who asked."""

    roles = (Role.TEAM_LEAD, Role.PRIVACY_OFFICER)
