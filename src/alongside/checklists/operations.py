"""Ticking a line of a checklist by hand, and leaving one out."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.checklists import errors
from alongside.checklists.models import Tick
from alongside.checklists.occasions import occasions_of
from alongside.checklists.queries import items_for
from alongside.enrolments.errors import DayToCome
from alongside.enrolments.models import Enrolment
from alongside.enrolments.rules import require_open
from alongside.kernel.operations import operation
from alongside.organisation.profile_checklists import ChecklistItem
from alongside.organisation.queries import profile_of

WHY_MOST = 200
"""So many characters fit into why a line is left out."""


@operation("checklist.tick", on="enrolment")
def tick_line(
    *, by: Actor, enrolment: Enrolment, checklist: str, occasion_id: UUID, item: str, done_on: date | None
) -> Tick:
    """Say that a line was done on a day, or that it is not done after all; what was left out is taken in again.

    Args:
        checklist: a key of the profile's checklists.
        occasion_id: of the record whose event the list is bound to.
        item: a key of the list's lines.
        done_on: None when it is not done after all.

    Raises:
        CourseClosed: the course has ended.
        UnknownList, UnknownLine
        TicksItself: a line that the record ticks is said to be done.
        DayToCome: it is said to be done later than today.
    """
    line = _line(by, enrolment, checklist, occasion_id, item)
    if done_on is not None and line.by_record:
        raise errors.TicksItself
    if done_on is not None and done_on > by.today:
        raise DayToCome(field="done_on")
    return _write(by, enrolment, checklist, occasion_id, item, done_on=done_on)


@operation("checklist.leave_out", on="enrolment")
def leave_out_line(
    *, by: Actor, enrolment: Enrolment, checklist: str, occasion_id: UUID, item: str, because: str
) -> Tick:
    """Say that a line is not relevant here, and why.

    Raises:
        CourseClosed, UnknownList, UnknownLine
        WhyMissing, WhyTooLong: it is said in a few words.
    """
    _line(by, enrolment, checklist, occasion_id, item)
    because = because.strip()
    if not because:
        raise errors.WhyMissing(field="because")
    if len(because) > WHY_MOST:
        raise errors.WhyTooLong(field="because")
    return _write(by, enrolment, checklist, occasion_id, item, because=because)


def _line(by: Actor, enrolment: Enrolment, checklist: str, occasion_id: UUID, item: str) -> ChecklistItem:
    """The line, on a list of this course that has begun."""
    require_open(enrolment.ends_on)
    profile = profile_of(enrolment.team.agency_id)
    found = profile.checklists.get(checklist)
    # The course and its closing go by the same record, so the event is asked too.
    occasion = next(
        (
            one
            for one in occasions_of(by, enrolment, profile)
            if found is not None and (one.id, one.event) == (occasion_id, found.begins)
        ),
        None,
    )
    if found is None or occasion is None:
        raise errors.UnknownList
    line = next((one for one in items_for(found, occasion, profile) if one.key == item), None)
    if line is None:
        raise errors.UnknownLine
    return line


def _write(
    by: Actor,
    enrolment: Enrolment,
    checklist: str,
    occasion_id: UUID,
    item: str,
    *,
    done_on: date | None = None,
    because: str = "",
) -> Tick:
    # The course is held, so that two taps at once write one line.
    list(Enrolment.objects.select_for_update().filter(pk=enrolment.pk).values_list("pk"))
    where = {"enrolment": enrolment, "checklist": checklist, "occasion_id": occasion_id, "item": item}
    tick = Tick.objects.filter(**where).first() or Tick(**where)
    tick.done_on, tick.left_out_because = done_on, because
    tick.worker_id, tick.said_on = by.worker_id, by.today
    tick.save()
    return tick
