"""Taking in what an authority's order carries. Called by the doors through which orders come, never by a page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.kernel.events import publish
from alongside.kernel.operations import operation
from alongside.referrals.events import OrderReceived
from alongside.referrals.models import Referral
from alongside.referrals.orders import (
    CommissionedGoal,
    CommissionedGoalTheme,
    Order,
    OrderAssessment,
    OrderDocument,
    OrderedService,
    OrderFollowUp,
    OrderTargetGroup,
    Participant,
    Received,
    TargetGroup,
    Theme,
)

KINDS: tuple[type[Received], ...] = (
    TargetGroup,
    Theme,
    Order,
    OrderedService,
    OrderFollowUp,
    CommissionedGoal,
    OrderAssessment,
    Participant,
    OrderDocument,
)
"""What others lean on is written first."""


@dataclass(frozen=True)
class Part:
    """One record an order carries.

    Args:
        key: how this delivery speaks of the record; other parts lean on it by this key.
        fields: what to write; a field that is left out keeps what it has.
        order: key of the order a service or follow-up belongs to.
        ranked: target groups of an order, or themes of a goal, by key with their rank (1 first, 2 beside it).
            None leaves them as they are.
    """

    kind: type[Received]
    key: str
    fields: Mapping[str, Any]
    order: str = ""
    ranked: Mapping[str, int] | None = None


@dataclass
class Receipt:
    """What was done: the record of every key, and how many were new, changed or withdrawn."""

    records: dict[str, Received] = field(default_factory=dict)
    made: int = 0
    changed: int = 0
    withdrawn: int = 0


@operation("order.receive", on="referral")
def receive_order(
    *,
    by: Actor,
    referral: Referral,
    parts: Sequence[Part],
    known: Mapping[str, Received],
    withdrawn: Sequence[Received] = (),
) -> Receipt:
    """Write what an order carries; what came before is updated, and what is unchanged is not written again.

    Args:
        known: records of earlier deliveries by key. A part with such a key updates its record; a part may also lean
            on one without bringing it again.
        withdrawn: records the sender calls entered in error. They stay as history and count as never received;
            one that comes again stands again.

    Raises:
        LookupError: a part leans on a key that is neither among the parts nor known.
    """
    received = Receipt(records=dict(known))
    for kind in KINDS:
        for part in parts:
            if part.kind is kind:
                _write(received, part, known.get(part.key), referral)
    for record in withdrawn:
        if record.withdrawn_at is None:
            OrderTargetGroup.objects.filter(target_group_id=record.pk).delete()
            CommissionedGoalTheme.objects.filter(theme_id=record.pk).delete()
            record.withdrawn_at = by.now
            record.save()
            received.withdrawn += 1
    if received.made or received.changed or received.withdrawn:
        publish(OrderReceived(referral.pk))
    return received


def _write(received: Receipt, part: Part, record: Received | None, referral: Referral) -> None:
    new = record is None
    if record is None:
        record = part.kind()
        record.referral = referral
    wanted = {**part.fields, "withdrawn_at": None}
    if part.order:
        wanted["order"] = received.records[part.order]
    changed = [name for name, value in wanted.items() if new or getattr(record, name) != value]
    for name in changed:
        setattr(record, name, wanted[name])
    if changed or new:
        record.save()
    received.records[part.key] = record
    relinked = part.ranked is not None and _rank(received, record, part.ranked)
    received.made += new
    received.changed += not new and (bool(changed) or relinked)


def _rank(received: Receipt, record: Received, ranked: Mapping[str, int]) -> bool:
    """Bring the ranks of an order's target groups or a goal's themes up to date. Did anything change?"""
    links = OrderTargetGroup if isinstance(record, Order) else CommissionedGoalTheme
    holder, other = ("order", "target_group") if isinstance(record, Order) else ("goal", "theme")
    wanted = {received.records[key].pk: rank for key, rank in ranked.items()}
    there = {getattr(link, f"{other}_id"): link for link in links.objects.filter(**{holder: record})}
    if {key: link.rank for key, link in there.items()} == wanted:
        return False
    # At most one is first at any moment, so those who step back go before those who step forward.
    for key, link in there.items():
        if wanted.get(key) != link.rank:
            link.delete()
    for key, rank in wanted.items():
        if key not in there or there[key].rank != rank:
            links(referral=record.referral, rank=rank, **{holder: record, f"{other}_id": key}).save()
    return True


def received_records(kind: type[Received], ids: Collection[UUID]) -> dict[UUID, Received]:
    """Records of earlier deliveries by id, withdrawn or not. For imports, inside their operation."""
    return {record.pk: record for record in kind.with_withdrawn.filter(pk__in=ids)}
