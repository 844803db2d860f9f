"""Writing down what is so in daily life, and making a step of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.daily import errors, rules
from alongside.daily.models import Matter
from alongside.kernel.operations import operation
from alongside.organisation.queries import profile_of
from alongside.people.models import Person
from alongside.plans.models import Goal, Step, StepOwner
from alongside.plans.operations import add_step


@operation("matter.write", on="person")
def write_matter(
    *, by: Actor, person: Person, kind: str, text: str, told_by: str, said_on: date, key: UUID | None = None
) -> Matter:
    """Write down one thing that is so.

    Args:
        kind: a key of the profile's daily kinds.
        told_by: of `ToldBy`.

    Raises:
        MatterUnknown, NothingSaid, SaidLater
    """
    matter = Matter(person=person)
    _write(by, matter, kind, text, told_by, said_on)
    return matter


@operation("matter.change", on="matter")
def change_matter(
    *,
    by: Actor,
    matter: Matter,
    kind: str,
    text: str,
    told_by: str,
    said_on: date,
    version: int | None = None,
) -> Matter:
    """Write down how it is now; how it read before stays.

    Raises:
        StaleRecord: `version` is not the record's.
        OverAlready, MatterUnknown, NothingSaid, SaidLater
    """
    _require_going_on(matter)
    matter.require_version(version)
    _write(by, matter, kind, text, told_by, said_on)
    return matter


@operation("matter.end", on="matter")
def end_matter(*, by: Actor, matter: Matter, ended_on: date) -> Matter:
    """Say that it is over: the debt is paid, the card has come.

    Raises:
        OverAlready, EndedBefore
    """
    _require_going_on(matter)
    rules.check_end(said_on=matter.said_on, ended_on=ended_on, today=by.today)
    matter.ended_on, matter.worker_id = ended_on, by.worker_id
    matter.save()
    return matter


@operation("matter.make_step", on="matter")
def make_step(
    *, by: Actor, matter: Matter, goal: Goal, title: str, due_on: date | None = None, key: UUID | None = None
) -> Step:
    """Put what is to be done about it into the plan, as a step under a goal; the matter shows how far it is.

    Raises:
        OverAlready, StepThere, GoalElsewhere
        CourseClosed, GoalNotActive, TitleMissing: see `plans.operations.add_step`.
    """
    _require_going_on(matter)
    if goal.plan.enrolment.person_id != matter.person_id:
        raise errors.GoalElsewhere(field="goal")
    if matter.step is not None and matter.step.done_on is None and matter.step.dropped_on is None:
        raise errors.StepThere
    step: Step = add_step(by=by, goal=goal, title=title, owner=StepOwner.TOGETHER, due_on=due_on)
    matter.step = step
    matter.save()
    return step


def _require_going_on(matter: Matter) -> None:
    if matter.ended_on is not None:
        raise errors.OverAlready


def _write(by: Actor, matter: Matter, kind: str, text: str, told_by: str, said_on: date) -> None:
    text = text.strip()
    if kind != matter.kind and profile_of(by.agency_id).daily_kinds.get(kind) is None:
        raise errors.MatterUnknown(field="kind")
    rules.check_matter(text=text, said_on=said_on, today=by.today)
    matter.kind, matter.text, matter.told_by = kind, text, told_by
    matter.said_on, matter.worker_id = said_on, by.worker_id
    matter.save()
