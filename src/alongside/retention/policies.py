"""Who keeps, shuts and destroys."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from alongside.access.actor import Actor, Role
from alongside.access.denials import deny
from alongside.access.policy import Relation, RolePolicy, policy, reads
from alongside.retention.models import Archive, Mark, MarkKind

STILL_REACH_IT = frozenset({Relation.LEAD, Relation.OVERSIGHT, Relation.BREAK_GLASS})
"""Whom a restriction of use does not shut out. In danger to life a record is opened urgently, and that is judged."""

reads(Mark, {Relation.LEAD, Relation.OVERSIGHT})
reads(Archive, {Relation.LEAD, Relation.OVERSIGHT})


@deny(takes=frozenset(Relation) - STILL_REACH_IT)
def shut(actor: Actor) -> QuerySet[Any]:
    """Those whose record is shut."""
    return Mark._base_manager.filter(kind=MarkKind.SHUT, lifted_at__isnull=True).values("person_id")


@policy(
    "retention.read",
    "retention.hold",
    "retention.shut",
    "retention.lift",
    "archive.make",
    "archive.keep",
    "archive.take_out",
    "record.destroy",
    "record.destroy.ask",
    "record.destroy.decide",
)
class LooksAfterRecords(RolePolicy):
    """The lead and the privacy officer, within their agency. What they destroy, two of them decide."""

    roles = (Role.TEAM_LEAD, Role.PRIVACY_OFFICER)


@policy("retention.set_rule")
class SetsTheRule(RolePolicy):
    roles = (Role.ADMINISTRATOR, Role.PRIVACY_OFFICER)
