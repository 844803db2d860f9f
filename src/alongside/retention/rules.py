"""For how long records are kept. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from alongside.retention.errors import (
    ArchiveMissing,
    CourseOpen,
    NotDue,
    OnHold,
    RequestUnderWay,
    RuleNotSet,
    WhyMissing,
    YearsOutOfBounds,
)

LEAST_WHY = 10


@dataclass(frozen=True)
class Standing:
    """What decides about a record.

    Attributes:
        closed_on: the day the last course closed; of somebody who never had one, the day of the last decision.
            None while there is neither.
        open: a course or a referral is open.
        held: somebody holds the record.
        requested: a request of the person, or one for a second person, is under way.
        archived: the archive was taken out after the last change.
    """

    closed_on: date | None
    open: bool
    held: bool
    requested: bool = False
    archived: bool = False


def why_of(typed: str) -> str:
    """The reason, without space around it.

    Raises:
        WhyMissing
    """
    why = " ".join(typed.split())
    if len(why) < LEAST_WHY:
        raise WhyMissing(field="why")
    return why


def years_of(years: int) -> int:
    """The years of a rule.

    Raises:
        YearsOutOfBounds
    """
    if not 1 <= years <= 50:
        raise YearsOutOfBounds(field="years")
    return years


def due_on(closed_on: date, years: int) -> date:
    """The first day on which a record may go: counted from the closure, never from the first note (FOB 08.399)."""
    try:
        return closed_on.replace(year=closed_on.year + years)
    except ValueError:  # the 29th of February
        return closed_on.replace(year=closed_on.year + years, month=3, day=1)


def require_may_go(
    standing: Standing, *, years: int | None, today: date, asked_to_erase: bool = False
) -> None:
    """Let a record go that nothing keeps.

    Args:
        years: the rule of the agency; None while nobody has set one.
        asked_to_erase: the person asked for it and it was decided to erase (GDPR Art. 17): the rule need not run out.

    Raises:
        OnHold, CourseOpen, RequestUnderWay, RuleNotSet, NotDue, ArchiveMissing
    """
    if standing.held:
        raise OnHold
    if standing.open:
        raise CourseOpen
    if standing.requested:
        raise RequestUnderWay
    if not asked_to_erase:
        if years is None:
            raise RuleNotSet
        if standing.closed_on is None or due_on(standing.closed_on, years) > today:
            raise NotDue
    if not standing.archived:
        raise ArchiveMissing


def last_closed(ends: Collection[date | None], decided: Collection[date]) -> date | None:
    """The day from which the time counts: the end of the last course, else the last decision.

    A course without an end gives none.
    """
    if any(one is None for one in ends):
        return None
    days = [one for one in ends if one is not None] or list(decided)
    return max(days) if days else None
