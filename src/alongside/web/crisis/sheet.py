"""The crisis plan as a sheet: what helps and whom to call first, on one page."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from alongside.crisis.queries import called, plan_of
from alongside.paper.sheet import Block, Heading, Points, Text
from alongside.web.courses.course import Course
from alongside.web.crisis.words import CallLine, Part, PlanLines, plan_lines
from alongside.web.paper.making import Made, Options


def crisis_sheet(course: Course, options: Options) -> Made:
    """The plan as it holds now."""
    title = gettext("%(name)s’s crisis plan") % {"name": course.name}
    plan = plan_of(course.viewer, course.person)
    if plan is None:
        return title, [Text(gettext("There is no crisis plan yet."))]
    lines = plan_lines(plan, called(course.viewer, plan), course.viewer.today)
    return title, list(_blocks(lines))


def _blocks(lines: PlanLines) -> Iterator[Block]:
    for part in lines.first:
        yield from _part(part)
    if lines.calls or lines.calls_text:
        yield Heading(gettext("Whom to call"))
        if lines.calls:
            yield Points(tuple(_call(one) for one in lines.calls))
        if lines.calls_text:
            yield Text(lines.calls_text)
    for part in lines.then:
        yield from _part(part)
    yield Text(f"{lines.agreed}. {lines.review}", soft=True)


def _part(part: Part) -> Iterator[Block]:
    yield Heading(part.title)
    yield Text(part.text)


def _call(one: CallLine) -> str:
    said = ", ".join(filter(None, [one.name, one.what, one.phone]))
    return f"{said} ({one.caution})" if one.caution else said
