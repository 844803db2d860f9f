"""What the plans of others ask, and the thread with the authority caseworker, written by both its sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from alongside.access.actor import Actor, Role
from alongside.demo.loading.crew import Crew, moment
from alongside.demo.warned import PlanAsks, ThreadWords
from alongside.enrolments.models import Enrolment
from alongside.liaison.models import Entry, EntryKind
from alongside.liaison.operations import add_demand, write_entry
from alongside.network.models import OtherPlan
from alongside.plans.models import Goal


def write_demands(by: Actor, plan: OtherPlan, asks: Iterable[PlanAsks]) -> None:
    """Write down what a plan asks, with the goal that works on it where one is named."""
    for one in asks:
        goals = Goal.objects.unscoped().filter(plan__enrolment__person_id=plan.person_id, title=one.goal)
        add_demand(
            by=by,
            plan=plan,
            text=one.text,
            due_on=one.due_on,
            support=one.support,
            goals=list(goals.values_list("pk", flat=True)),
        )


def write_thread(
    crew: Crew, enrolment: Enrolment, words: Iterable[ThreadWords], worker_on: Callable[[date], str]
) -> None:
    """Write what was asked, answered and decided, in the order in which it was. Nothing where nobody ordered."""
    caseworker = enrolment.referral.authority_worker
    if caseworker is None:
        return
    asked: Entry | None = None
    for one in words:
        by = crew.actor(worker_on(one.at.date()), moment(one.at))
        if one.theirs:
            by = replace(
                by,
                user_id=caseworker.user_id,
                worker_id=caseworker.pk,
                name=caseworker.name,
                roles=by.roles | {Role.AUTHORITY},
            )
        answers = asked if one.kind == EntryKind.ANSWER else None
        entry = write_entry(by=by, enrolment=enrolment, kind=one.kind, text=one.text, answers=answers)
        if one.kind == EntryKind.QUESTION:
            asked = entry
