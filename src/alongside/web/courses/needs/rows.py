"""Needs in words: the latest about each area of life, and how it moved."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext

from alongside.assessments.queries import Look, Needs, Seen
from alongside.assessments.rules import Change
from alongside.web import dates
from alongside.web.courses.course import Course


@dataclass(frozen=True)
class AreaRow:
    """What was said about one area. `seen` is None when it was never talked about.

    `change` says in words what moved since the time before; `tone` is good, late or empty.
    """

    key: str
    label: str
    seen: Seen | None
    day: str
    level: str
    change: str
    tone: str


@dataclass(frozen=True)
class LookRow:
    """One assessment in the history."""

    id: UUID
    day: str
    worker: str
    note: str
    areas: list[AreaRow]


def areas(needs: Needs, course: Course) -> list[AreaRow]:
    """All areas of the profile: urgent ones first, then those talked about, then the others."""
    found = [area_row(area.key, needs.areas.get(area.key), course) for area in course.profile.life_dimensions]
    return sorted(found, key=lambda row: (not (row.seen and row.seen.urgent), row.seen is None))


def area_row(key: str, seen: Seen | None, course: Course) -> AreaRow:
    """One area in words."""
    change, tone = _change(seen, course) if seen else ("", "")
    return AreaRow(
        key=key,
        label=course.profile.life_dimensions.label(key, course.language),
        seen=seen,
        day=dates.short_day(seen.assessed_on, course.viewer.today) if seen else "",
        level=level_name(seen.level, course) if seen and seen.level is not None else "",
        change=change,
        tone=tone,
    )


def history(looks: list[Look], course: Course) -> list[LookRow]:
    """The assessments, latest first."""
    return [
        LookRow(
            id=look.id,
            day=dates.short_day(look.assessed_on, course.viewer.today),
            worker=look.worker_name,
            note=look.note,
            areas=[area_row(seen.dimension, seen, course) for seen in look.seen],
        )
        for look in looks
    ]


def level_name(level: int, course: Course) -> str:
    """The FFB words for a level 0 to 4."""
    found = next((choice for choice in course.profile.functioning_levels if choice.value == level), None)
    return found.label.in_(course.language) if found else str(level)


def _change(seen: Seen, course: Course) -> tuple[str, str]:
    """What moved since the time before. Less limitation is better."""
    if seen.change in (Change.BETTER, Change.WORSE) and seen.level_before is not None:
        before = {"before": level_name(seen.level_before, course)}
        if seen.change is Change.BETTER:
            return gettext("Better than last time (%(before)s)") % before, "good"
        return gettext("Harder than last time (%(before)s)") % before, "late"
    if seen.newly_urgent:
        return gettext("Has become urgent"), "due"
    if seen.no_longer_urgent:
        return gettext("No longer urgent"), "good"
    if seen.change is Change.SAME:
        return gettext("The same level as last time"), ""
    return "", ""
