"""Writing down, with the person, what to do when it gets bad."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from django.db.models import Q

from alongside.access.actor import Actor
from alongside.crisis import errors, rules
from alongside.crisis.models import CrisisPlan
from alongside.kernel.operations import operation
from alongside.network.models import NetworkMember
from alongside.people.models import Person

TEXTS = ("early_signs", "helps", "harms", "calls_text", "admission", "medicine", "others_safety")


class PlanFields(TypedDict, total=False):
    """What a crisis plan says; what is left out stays."""

    early_signs: str
    helps: str
    harms: str
    calls_text: str
    admission: str
    medicine: str
    others_safety: str
    agreed_with: str


@operation("crisis_plan.write", on="person")
def write_crisis_plan(
    *,
    by: Actor,
    person: Person,
    agreed_on: date,
    review_on: date,
    calls: Sequence[UUID | None] = (),
    key: UUID | None = None,
    **said: Unpack[PlanFields],
) -> CrisisPlan:
    """Write down a person's first crisis plan.

    Args:
        calls: who is called, of the people around them, in order.
        review_on: the day on which it is looked at again with the person.

    Raises:
        PlanThereAlready: there is one.
        NothingInThePlan, AgreedInTheFuture, LookedAtInThePast, LookedAtTooLate: see `rules.check_plan`.
        NotAroundThem: somebody of `calls` is not around the person today.
    """
    if CrisisPlan.objects.filter(person=person).standing().exists():
        raise errors.PlanThereAlready
    plan = CrisisPlan(person=person)
    _write(by, plan, said, calls=calls, agreed_on=agreed_on, review_on=review_on)
    return plan


@operation("crisis_plan.rewrite", on="plan")
def rewrite_crisis_plan(
    *,
    by: Actor,
    plan: CrisisPlan,
    agreed_on: date,
    review_on: date,
    calls: Sequence[UUID | None] = (),
    version: int | None = None,
    **said: Unpack[PlanFields],
) -> CrisisPlan:
    """Write down what a crisis plan says from now on; how it read before stays.

    Raises:
        StaleRecord: `version` is not the record's.
        NothingInThePlan, AgreedInTheFuture, LookedAtInThePast, LookedAtTooLate, NotAroundThem: as for the first.
    """
    plan.require_version(version)
    _write(by, plan, said, calls=calls, agreed_on=agreed_on, review_on=review_on)
    return plan


@operation("crisis_plan.keep", on="plan")
def keep_crisis_plan(
    *, by: Actor, plan: CrisisPlan, review_on: date, version: int | None = None
) -> CrisisPlan:
    """Say that it was looked at with the person and still holds. When and with whom it was agreed stays.

    Raises:
        StaleRecord: `version` is not the record's.
        LookedAtInThePast, LookedAtTooLate: see `rules.check_review`.
    """
    plan.require_version(version)
    rules.check_review(review_on=review_on, today=by.today)
    plan.looked_on, plan.looked_by_id, plan.review_on = by.today, by.worker_id, review_on
    plan.save()
    return plan


def _write(
    by: Actor,
    plan: CrisisPlan,
    said: PlanFields,
    *,
    calls: Sequence[UUID | None],
    agreed_on: date,
    review_on: date,
) -> None:
    for name, value in said.items():
        setattr(plan, name, str(value).strip())
    around = NetworkMember.objects.filter(person_id=plan.person_id).standing()
    around = around.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=by.today))
    named = rules.in_order(calls, around=set(around.values_list("pk", flat=True)) if calls else ())
    rules.check_plan(
        texts=[getattr(plan, name) for name in TEXTS],
        calls=named,
        agreed_on=agreed_on,
        review_on=review_on,
        today=by.today,
    )
    plan.calls = [str(one) for one in named]
    plan.agreed_on, plan.review_on, plan.worker_id = agreed_on, review_on, by.worker_id
    plan.looked_on, plan.looked_by_id = None, None
    plan.save()
