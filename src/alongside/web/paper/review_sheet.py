"""A finished review as a sheet: what happened, each goal as both saw it, the nine areas, what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from alongside.paper.sheet import Block, Facts, Heading, Points, Signatures, Table, Text, Words
from alongside.reviews.models import Review
from alongside.reviews.queries import sheet as judged_in
from alongside.web.courses.course import Course
from alongside.web.courses.review import rows
from alongside.web.courses.review.happened import happened
from alongside.web.courses.review.rows import JudgedRow
from alongside.web.paper.making import Builder, Made, Options


def review_builder(record: Review) -> Builder:
    """The builder of this review's sheet."""

    def build(course: Course, options: Options) -> Made:
        row = rows.finished_rows([record], course)[0]
        return gettext("Review of %(day)s") % {"day": row.day}, list(_blocks(course, record))

    return build


def _blocks(course: Course, record: Review) -> Iterator[Block]:
    assert record.held_on is not None
    row = rows.finished_rows([record], course)[0]
    sheet = judged_in(course.viewer, record)
    if record.person_words:
        yield Words(record.person_words, course.name, large=True)
    if record.summary:
        yield Words(record.summary, row.worker or course.worker_name, "worker")
    yield Heading(gettext("What happened"))
    yield Points(tuple(happened(course, record.period_from, record.held_on).sentences))
    if record.present:
        yield Text(gettext("There: %(who)s") % {"who": record.present}, soft=True)
    if goals := rows.judged(sheet):
        yield Heading(gettext("The goals"))
        for goal in goals:
            yield from _goal(goal, course, level=3)
    if areas := rows.rated(sheet, course):
        yield Heading(gettext("Nine areas of life"))
        yield Table(
            (gettext("Area"), course.name, course.worker_name),
            tuple((area.label, str(area.person), str(area.worker)) for area in areas),
        )
    yield from _what_follows(record, row.next_day)
    yield Heading(gettext("We have talked about this"))
    yield Signatures((course.person.full_name, row.worker or course.worker_name), gettext("Date"))


def _goal(goal: JudgedRow, course: Course, *, level: int) -> Iterator[Block]:
    yield Heading(
        goal.title, level=level, mark=str(goal.after), tone="authority" if goal.commissioned else "person"
    )
    for view, name, tone in (
        (goal.person, course.name, "person"),
        (goal.worker, course.worker_name, "worker"),
    ):
        said = gettext("%(name)s: %(about)s") % {"name": name, "about": view.movement}
        if view.words:
            yield Words(view.words, said, "person" if tone == "person" else "worker")
        else:
            yield Text(said)
    for sub in goal.sub_goals:
        yield from _goal(sub, course, level=level + 1)


def _what_follows(record: Review, next_day: str) -> Iterator[Block]:
    items = [(label, str(value)) for label, value in rows.still_right(record)]
    if answer := rows.answer(record):
        items.append((gettext("Answer to the order"), str(answer)))
    if next_day:
        items.append((gettext("Next review"), next_day))
    if items:
        yield Heading(gettext("Is this still the right support?"))
        yield Facts(tuple(items))
    if record.still_right_note:
        yield Text(record.still_right_note)
