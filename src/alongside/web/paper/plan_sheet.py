"""The plan as a sheet: their wishes large, a goal on a page, in the person's order, and lines to sign on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext

from alongside.caseload.queries import case_manager
from alongside.corrections.queries import remarks_about
from alongside.paper.sheet import Block, Facts, Heading, NewPage, Signatures, Step, Steps, Text, Words
from alongside.plans.reading import WholePlan, versions, whole
from alongside.web.corrections.words import said_otherwise
from alongside.web.courses.course import Course
from alongside.web.courses.plan import rows
from alongside.web.courses.plan.rows import GoalRow, Item, StepRow, SubGoalRow
from alongside.web.paper.making import Made, Options
from alongside.web.paper.telling import ORDER, PLAN, category_of


def plan(course: Course, options: Options) -> Made:
    """The plan as it reads now."""
    title = gettext("%(name)s’s plan") % {"name": course.name}
    found = whole(course.viewer, course.enrolment)
    if found is None:
        return title, [Text(gettext("There is no plan yet."))]
    return title, list(_blocks(course, only_told(found, course, options), options))


def only_told(found: WholePlan, course: Course, options: Options) -> WholePlan:
    """The plan without what may not be told: a goal needs the area of life it lies in as well."""
    if options.told is None:
        return found
    goals = tuple(
        goal
        for goal in found.goals
        if options.tells(PLAN) and options.tells(category_of(goal.dimension, course.profile))
    )
    return replace(
        found,
        wishes=found.wishes if options.tells(PLAN) else "",
        purpose=found.purpose if options.tells(ORDER) else "",
        goals=goals,
    )


def _blocks(course: Course, found: WholePlan, options: Options) -> Iterator[Block]:
    name = course.name
    agreed = rows.versions(versions(course.viewer, course.enrolment)[:1], course)
    if agreed:
        said = gettext("Version %(number)s, %(day)s: %(how)s.") % {
            "number": agreed[0].number,
            "day": agreed[0].day,
            "how": agreed[0].how,
        }
        yield Text(said, soft=True)
    if found.wishes:
        yield Words(found.wishes, gettext("%(name)s, in their own order") % {"name": name}, large=True)
    if found.purpose:
        order = rows.order(course)
        yield Heading(
            gettext("Why the authority ordered this")
            if order.is_order
            else gettext("What the support is for"),
            mark=gettext("order of %(day)s") % {"day": order.received} if order.is_order else "",
            tone="authority",
        )
        yield Text(found.purpose)
        basis = " · ".join(part for part in (order.authority, order.basis) if part)
        if basis:
            yield Text(basis, soft=True)
    remarks = remarks_about(course.viewer, course.person.pk)
    for goal in rows.goals(found, course, set(), as_agreed=True):
        yield NewPage()
        yield from _goal(goal, course, said_otherwise(remarks.get(goal.id)))
    if options.told is not None:
        return
    yield Heading(gettext("We have talked about this plan"))
    worker = case_manager(course.viewer, course.enrolment)
    yield Signatures(
        (course.person.full_name, worker.name if worker else course.worker_name), gettext("Date")
    )


def _goal(goal: GoalRow, course: Course, otherwise: list[str]) -> Iterator[Block]:
    mark = (
        gettext("%(number)s · from the order") if goal.commissioned else gettext("%(number)s · own goal")
    ) % {"number": goal.number}
    yield Heading(goal.title, mark=mark, tone="authority" if goal.commissioned else "person")
    if goal.facts or goal.area:
        area: list[Item] = [(gettext("Area of life"), goal.area)] if goal.area else []
        yield _facts([*area, *goal.facts])
    if goal.person_view:
        yield Words(goal.person_view, course.name)
    if goal.worker_view:
        yield Words(goal.worker_view, course.worker_name, "worker")
    for said in otherwise:
        yield Text(said)
    for sub in goal.sub_goals:
        yield from _sub_goal(sub)
    if goal.steps:
        yield Heading(gettext("Steps"), level=3)
        yield _steps(goal.steps)


def _sub_goal(sub: SubGoalRow) -> Iterator[Block]:
    yield Heading(sub.title, level=3)
    yield _facts(sub.smart)
    if sub.steps:
        yield _steps(sub.steps)


def _facts(items: list[Item]) -> Facts:
    return Facts(tuple((str(label), str(value)) for label, value in items))


def _steps(found: list[StepRow]) -> Steps:
    return Steps(
        tuple(
            Step(step.title, " · ".join(part for part in (step.who, step.day) if part), step.done)
            for step in found
        )
    )
