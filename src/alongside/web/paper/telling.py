"""Which category of information a part of a document belongs to, so that it goes along only where it may be told."""

from __future__ import annotations

from uuid import UUID

from alongside.organisation.profile import Profile
from alongside.plans.models import Goal
from alongside.web.courses.course import Course
from alongside.web.paper.making import Options

PLAN, ORDER = "plan", "order"


def category_of(area: str, profile: Profile) -> str:
    """The category of a goal by the area of life it lies in; the plan's own, where the area tells nothing more."""
    return next((one.key for one in profile.information if area and area in one.areas), PLAN)


def goals_told(course: Course, options: Options) -> set[UUID] | None:
    """The goals of a course that may be told; None when all may. One query."""
    if options.told is None:
        return None
    rows = Goal.objects.visible_to(course.viewer).filter(plan__enrolment=course.enrolment)
    return {
        pk
        for pk, area in rows.values_list("pk", "dimension")
        if options.tells(category_of(area, course.profile))
    }


def categories_of_goals(course: Course) -> set[str]:
    """The categories that the goals of a course belong to. One query."""
    rows = Goal.objects.visible_to(course.viewer).filter(plan__enrolment=course.enrolment, status="active")
    return {category_of(area, course.profile) for area in rows.values_list("dimension", flat=True)}
