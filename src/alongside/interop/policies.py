"""Who takes files in, who sends them, who sees the receipts."""

from __future__ import annotations

from alongside.access.actor import Role
from alongside.access.policy import Relation, RolePolicy, policy, reads
from alongside.interop.models import Delivery, ExternalRecord

for model in (Delivery, ExternalRecord):
    reads(model, {Relation.INTAKE})


@policy("delivery.receive", "delivery.send")
class ExchangesDeliveries(RolePolicy):
    roles = (Role.INTAKE,)
