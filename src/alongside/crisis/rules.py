"""The rules of a crisis plan and of critical events. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.crisis import errors

LONGEST = timedelta(days=366)
"""A plan is looked at again within a year, whatever was agreed."""


def check_plan(
    *, texts: Iterable[str], calls: Collection[UUID], agreed_on: date, review_on: date, today: date
) -> None:
    """A crisis plan says something, was agreed by now and is looked at again within a year.

    Raises:
        NothingInThePlan: every text is empty and nobody is called.
        AgreedInTheFuture: `agreed_on` is later than `today`.
        LookedAtInThePast, LookedAtTooLate: see `check_review`.
    """
    if not calls and not any(text.strip() for text in texts):
        raise errors.NothingInThePlan(field="helps")
    if agreed_on > today:
        raise errors.AgreedInTheFuture(field="agreed_on")
    check_review(review_on=review_on, today=today)


def check_review(*, review_on: date, today: date) -> None:
    """The day to look again is to come, and not more than a year off.

    Raises:
        LookedAtInThePast, LookedAtTooLate.
    """
    if review_on <= today:
        raise errors.LookedAtInThePast(field="review_on")
    if review_on - today > LONGEST:
        raise errors.LookedAtTooLate(field="review_on")


def in_order(calls: Iterable[UUID | None], *, around: Collection[UUID]) -> list[UUID]:
    """Who is called, each once, in the order in which they were named.

    Args:
        around: who is around the person today.

    Raises:
        NotAroundThem: somebody is not.
    """
    found = list(dict.fromkeys(one for one in calls if one is not None))
    if any(one not in around for one in found):
        raise errors.NotAroundThem(field="calls")
    return found


def is_due(review_on: date, today: date) -> bool:
    """Whether the day has come on which the plan is looked at again."""
    return review_on <= today


def check_event(*, what: str, happened_at: datetime, now: datetime) -> None:
    """A critical event says what happened, and has happened.

    Raises:
        NothingHappened, NotYetHappened.
    """
    if not what.strip():
        raise errors.NothingHappened(field="what")
    if happened_at > now:
        raise errors.NotYetHappened(field="happened_at")


def follow_up_due(known_at: datetime, *, hours: int) -> datetime:
    """When a critical event is to be followed up by: so many hours after it was written down.

    They count from when it is known here and not from when it happened, since nobody can follow up what they have not
    heard of; how long it took to be known stands beside it.
    """
    return known_at + timedelta(hours=hours)


def is_late(due_at: datetime, followed_up_at: datetime | None, now: datetime) -> bool:
    """Whether nobody has followed it up and the hours are over."""
    return followed_up_at is None and due_at < now
