"""Writing down who is around a person, and what other plans there are."""

from __future__ import annotations

from datetime import date
from typing import Any, TypedDict, Unpack
from uuid import UUID

from alongside.access.actor import Actor
from alongside.consents.errors import RefusalStands
from alongside.enrolments.errors import NotInTheList
from alongside.kernel.operations import operation
from alongside.network import rules
from alongside.network.models import MaySpeak, NetworkMember, OtherPlan
from alongside.network.queries import refused
from alongside.organisation.queries import profile_of
from alongside.people.models import Person


class MemberFields(TypedDict, total=False):
    """What is written about someone around a person; what is left out stays."""

    kind: str
    name: str
    relation: str
    organisation: str
    phone: str
    may_speak: str
    closeness: str
    note: str
    ended_on: date | None


class PlanFields(TypedDict, total=False):
    """What is written about another plan; what is left out stays."""

    kind: str
    organisation: str
    worker_name: str
    phone: str
    starts_on: date | None
    ends_on: date | None
    next_on: date | None
    next_text: str
    note: str


@operation("network.add", on="person")
def add_member(
    *, by: Actor, person: Person, key: UUID | None = None, **fields: Unpack[MemberFields]
) -> NetworkMember:
    """Write down someone around a person.

    Raises:
        NobodyNamed, EndedInTheFuture: see `rules.check_member`.
    """
    member = NetworkMember(person=person)
    _write_member(by, member, fields)
    return member


@operation("network.change", on="member")
def change_member(
    *, by: Actor, member: NetworkMember, version: int | None = None, **fields: Unpack[MemberFields]
) -> NetworkMember:
    """Put right what is written about someone around a person, or that they no longer are.

    Raises:
        StaleRecord: `version` is not the record's.
        NobodyNamed, EndedInTheFuture.
        RefusalStands: a no that was written down as such is withdrawn, not overwritten.
    """
    member.require_version(version)
    _write_member(by, member, fields)
    return member


@operation("other_plan.add", on="person")
def add_plan(
    *, by: Actor, person: Person, key: UUID | None = None, **fields: Unpack[PlanFields]
) -> OtherPlan:
    """Write down a plan that somebody else leads.

    Raises:
        NotInTheList: `kind` is not in the profile.
        EndsBeforeItBegins, MilestoneWithoutWords: see `rules.check_plan`.
    """
    plan = OtherPlan(person=person)
    _write_plan(by, plan, fields)
    return plan


@operation("other_plan.change", on="plan")
def change_plan(
    *, by: Actor, plan: OtherPlan, version: int | None = None, **fields: Unpack[PlanFields]
) -> OtherPlan:
    """Put right what is written about another plan, say what comes next in it, or that it is over.

    Raises:
        StaleRecord: `version` is not the record's.
        NotInTheList, EndsBeforeItBegins, MilestoneWithoutWords.
    """
    plan.require_version(version)
    _write_plan(by, plan, fields)
    return plan


def _write_member(by: Actor, member: NetworkMember, fields: Any) -> None:
    before = member.may_speak
    _take_over(member, fields)
    rules.check_member(name=member.name, relation=member.relation, ended_on=member.ended_on, today=by.today)
    if before == MaySpeak.NO != member.may_speak and refused(member.person_id, member.pk, by.today):
        raise RefusalStands(field="may_speak")
    member.save()


def _write_plan(by: Actor, plan: OtherPlan, fields: Any) -> None:
    kept = plan.kind
    _take_over(plan, fields)
    if plan.kind != kept and profile_of(by.agency_id).plan_kinds.get(plan.kind) is None:
        raise NotInTheList(field="kind")
    rules.check_plan(
        starts_on=plan.starts_on, ends_on=plan.ends_on, next_on=plan.next_on, next_text=plan.next_text
    )
    plan.save()


def _take_over(record: NetworkMember | OtherPlan, fields: Any) -> None:
    for name, value in fields.items():
        setattr(record, name, value.strip() if isinstance(value, str) else value)
