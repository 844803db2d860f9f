"""Writing down what other plans demand, and writing to the authority caseworker and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from uuid import UUID

from alongside.access.actor import Actor
from alongside.consents.deciding import Addressee
from alongside.consents.models import HowTold
from alongside.consents.operations.telling import record_disclosure
from alongside.consents.rules import Basis, To, Without
from alongside.enrolments.errors import CourseClosed
from alongside.enrolments.models import Enrolment
from alongside.kernel.operations import operation
from alongside.liaison import errors, rules
from alongside.liaison.models import Demand, Entry, EntryKind, Touches
from alongside.liaison.queries import is_their_caseworker, of_the_authority
from alongside.network.models import OtherPlan
from alongside.organisation.queries import profile_of
from alongside.plans.models import Goal

ORDERED = "order"
"""The category the ledger keeps for what is told about the course to the authority that ordered it."""


@operation("demand.add", on="plan")
def add_demand(
    *,
    by: Actor,
    plan: OtherPlan,
    text: str,
    due_on: date | None = None,
    support: str = "",
    goals: Sequence[UUID] = (),
    key: UUID | None = None,
) -> Demand:
    """Write down what a plan of somebody else asks of the person.

    Args:
        support: who helps with it, when it is no goal of ours.
        goals: the goals of ours that work on it.

    Raises:
        DemandMissing, GoalOfSomebodyElse
    """
    demand = Demand(plan=plan)
    _write(by, demand, text, due_on, support, goals, None)
    return demand


@operation("demand.change", on="demand")
def change_demand(
    *,
    by: Actor,
    demand: Demand,
    text: str,
    due_on: date | None = None,
    support: str = "",
    goals: Sequence[UUID] = (),
    ended_on: date | None = None,
    version: int | None = None,
) -> Demand:
    """Put a demand right, say which goals work on it, or that it is met or asked no more (`ended_on`).

    Goals that are closed to whoever writes stay as they are.

    Raises:
        StaleRecord: `version` is not the record's.
        DemandMissing, GoalOfSomebodyElse, MetInTheFuture
    """
    demand.require_version(version)
    _write(by, demand, text, due_on, support, goals, ended_on)
    return demand


@operation("thread.write", on="enrolment")
def write_entry(
    *,
    by: Actor,
    enrolment: Enrolment,
    kind: str,
    text: str,
    answers: Entry | None = None,
    for_them: bool = False,
    key: UUID | None = None,
) -> Entry:
    """Write to the other side of the thread; which side that is follows from who writes.

    What we write is told to the authority: it stands in the ledger, with the order as its basis.

    Args:
        answers: the question it answers; only an answer has one.
        for_them: it is what the authority said, written down by one of us because they have no account here.

    Raises:
        CourseClosed
        NobodyOrderedIt: no authority is named in the referral.
        TheyWriteThemselves: `for_them`, and they have an account.
        NothingWritten, QuestionMissing, OwnQuestion
        MayNotTell: the person has said no to this authority.
    """
    if not enrolment.is_open:
        raise CourseClosed
    authority = of_the_authority(enrolment)
    if not authority:
        raise errors.NobodyOrderedIt
    has_account = enrolment.referral.authority_worker_id is not None
    if for_them and has_account:
        raise errors.TheyWriteThemselves(field="for_them")
    from_authority = for_them or is_their_caseworker(by, enrolment)
    if answers is not None and (answers.enrolment_id != enrolment.pk or answers.kind != EntryKind.QUESTION):
        raise errors.QuestionMissing(field="answers")
    rules.check_entry(
        kind=kind,
        text=text,
        from_authority=from_authority,
        asked_by_authority=answers.from_authority if answers is not None else None,
    )
    entry = Entry(
        enrolment=enrolment,
        kind=EntryKind(kind),
        from_authority=from_authority,
        said_by=authority if for_them else "",
        text=text.strip(),
        answers=answers if kind == EntryKind.ANSWER else None,
        written_at=by.now,
        worker_id=by.worker_id,
    )
    entry.save()
    if not from_authority:
        record_disclosure(
            by=by,
            person=enrolment.person,
            to=Addressee(To.AUTHORITY, authority),
            how=HowTold.WRITTEN if has_account else HowTold.SPOKEN,
            # The ledger is read by more than the thread is: it says what kind of thing was told, and not the words.
            what=str(EntryKind(kind).label),
            purpose=profile_of(by.agency_id).telling_purposes[0].key,
            categories=[ORDERED],
            without=Without(Basis.ORDER),
            digest=sha256(entry.text.encode()).hexdigest() if has_account else "",
        )
    return entry


def _write(
    by: Actor,
    demand: Demand,
    text: str,
    due_on: date | None,
    support: str,
    goals: Sequence[UUID],
    ended_on: date | None,
) -> None:
    rules.check_demand(text=text, ended_on=ended_on, today=by.today)
    person_id = demand.plan.person_id
    own = Goal.objects.visible_to(by).filter(plan__enrolment__person_id=person_id)
    wanted = rules.only_of(goals, set(own.values_list("pk", flat=True))) if goals else []
    demand.text, demand.due_on, demand.support = text.strip(), due_on, support.strip()
    demand.ended_on = ended_on
    demand.save()
    touched = Touches.objects.visible_to(by).filter(demand=demand)
    known = set(touched.values_list("goal_id", flat=True))
    Touches.objects.filter(demand=demand, goal_id__in=known.difference(wanted)).delete()
    for goal_id in wanted:
        if goal_id not in known:
            Touches(demand=demand, goal_id=goal_id).save()
