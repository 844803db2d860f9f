"""Reading the checklists of a course: what the record ticks, what somebody ticked, what is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from alongside.access.actor import Actor
from alongside.checklists.facts import Asked, seen
from alongside.checklists.models import Tick
from alongside.checklists.occasions import Occasion
from alongside.enrolments.models import Enrolment
from alongside.organisation.profile import Profile
from alongside.organisation.profile_checklists import FACTS, Checklist, ChecklistItem


@dataclass(frozen=True)
class Line:
    """A line of a list.

    Attributes:
        done_on: since when it is done; None while it is open or left out.
        by: who ticked it or left it out; empty for what the record ticks.
        record_id: of what in the record ticks it.
        because: why it is left out.
    """

    item: ChecklistItem
    done_on: date | None = None
    by: str = ""
    record_id: UUID | None = None
    because: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.done_on is None and not self.because


@dataclass(frozen=True)
class CourseList:
    """A list of a course, bound to its event."""

    checklist: Checklist
    occasion: Occasion
    lines: tuple[Line, ...]

    @property
    def done(self) -> int:
        """How many lines need nobody any more."""
        return sum(not line.is_open for line in self.lines)


def items_for(checklist: Checklist, occasion: Occasion, profile: Profile) -> list[ChecklistItem]:
    """The lines of a list that are for this event, and about something the profile knows."""
    return [
        one
        for one in checklist.items
        if (not one.only or occasion.kind in one.only) and _is_known(one, profile)
    ]


def _is_known(item: ChecklistItem, profile: Profile) -> bool:
    """An agency's own list of plans, of daily life or of steps to a home need not have what a line is about."""
    return not item.of or getattr(profile, FACTS[item.by_record]).get(item.of) is not None


def lists_for(
    viewer: Actor, enrolment: Enrolment, occasions: Iterable[Occasion], *, profile: Profile
) -> list[CourseList]:
    """The profile's lists for these events, as they stand. One query for the ticks, one for each fact that is asked."""
    asked = list(occasions)
    ids = [one.id for one in asked]
    rows = Tick.objects.under(viewer, enrolment).filter(occasion_id__in=ids).select_related("worker")
    ticks = {(one.checklist, one.occasion_id, one.item): one for one in rows}
    return [
        CourseList(
            checklist,
            occasion,
            tuple(
                _line(
                    viewer,
                    enrolment,
                    occasion,
                    checklist,
                    item,
                    ticks.get((checklist.key, occasion.id, item.key)),
                )
                for item in items_for(checklist, occasion, profile)
            ),
        )
        for occasion in asked
        for checklist in profile.checklists
        if checklist.begins == occasion.event
    ]


def _line(
    viewer: Actor,
    enrolment: Enrolment,
    occasion: Occasion,
    checklist: Checklist,
    item: ChecklistItem,
    tick: Tick | None,
) -> Line:
    if item.by_record:
        since = occasion.since - timedelta(days=checklist.looks_back_days)
        found = seen(item.by_record, Asked(viewer, enrolment, occasion, since, item.of))
        if found is not None:
            return Line(item, found.on, record_id=found.record_id)
    if tick is None:
        return Line(item)
    by = tick.worker.name if tick.worker else ""
    return Line(item, None if item.by_record else tick.done_on, by, because=tick.left_out_because)
