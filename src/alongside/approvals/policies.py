"""Who asks for an act that takes two people, and who decides about it: those whom the act names."""

from __future__ import annotations

from typing import Any

from alongside.access.actor import Actor, Role
from alongside.access.policy import Policy, SignedIn, policy
from alongside.approvals.acts import may_decide


@policy("approval.ask")
class AsksForIt(SignedIn):
    """Of each act, those who hold the policy it names; `ask_approval` asks for that one."""


@policy("approval.grant", "approval.refuse")
class DecidesAboutIt(Policy):
    """Those who hold the policy named by the act, in the agency of the request. The program itself never does."""

    def allows(self, actor: Actor, record: Any) -> bool:
        if record is None or Role.SYSTEM in actor.roles or actor.agency_id != record.agency_id:
            return False
        return may_decide(actor, record.kind, record.subject_label, record.subject_id)


@policy("approval.withdraw")
class AskedForIt(Policy):
    def allows(self, actor: Actor, record: Any) -> bool:
        return record is not None and actor.worker_id is not None and record.asked_by_id == actor.worker_id
