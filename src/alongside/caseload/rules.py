"""How many people one case manager walks with, and how a case manager begins and changes. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from alongside.caseload import errors

FARTHEST_START = timedelta(days=366)
"""A start later than this is a slip of the pen."""


def places(norm: float, fte: Decimal) -> int:
    """How many people a post has places for: norm times share of a full post, whole people only.

    The norm comes from the profile: 8 in Denmark ("caseload er 8:1", seed 004); with 0.75 of a post that is 6.
    """
    return int(Decimal(str(norm)) * fte)


def free_capacity(norm: float, fte: Decimal, people: int) -> int:
    """Places left; below zero when the worker is over the norm."""
    return places(norm, fte) - people


def check_norm(*, norm: float, fte: Decimal, people: int, over_norm_reason: str, worker: str) -> bool:
    """Whether one more person is over the norm; over is possible when somebody says why it is right.

    Args:
        people: those the worker walks with as primary case manager now, without the new one.

    Raises:
        OverTheNorm: it would be over, and no reason is given.
    """
    over = free_capacity(norm, fte, people) < 1
    if over and not over_norm_reason.strip():
        raise errors.OverTheNorm(
            field="over_norm_reason", worker=worker, people=people + 1, places=places(norm, fte)
        )
    return over


def check_leaving(people: int, *, worker: str) -> None:
    """Nobody loses their case manager without getting another (seed 002, principle 1: one continuous worker).

    Args:
        people: those the worker would still walk with on the first day without the role.

    Raises:
        StillWalksWithPeople: there is someone.
    """
    if people:
        raise errors.StillWalksWithPeople(field="ends_on", worker=worker, people=people)


def check_start(starts_on: date, *, received_on: date, today: date) -> None:
    """A course begins on a day one can mean: not before we heard of the person, and not in years.

    Args:
        received_on: the day the referral reached us.

    Raises:
        StartsBeforeReferral: a day before `received_on`.
        StartsTooFarAhead: more than a year ahead.
    """
    if starts_on < received_on:
        raise errors.StartsBeforeReferral(field="starts_on", day=received_on)
    if starts_on > today + FARTHEST_START:
        raise errors.StartsTooFarAhead(field="starts_on")


def check_change(
    *,
    reason: str,
    same_worker: bool,
    worker: str,
    starts_on: date,
    present_since: date | None,
    today: date,
    course_open: bool,
) -> None:
    """A change of case manager is rare and told (seed 002, principle 1: one continuous worker).

    Args:
        present_since: since when the present one walks along; None when nobody does.

    Raises:
        CourseNotOpen: the course has ended.
        ChangeReasonMissing: no reason is given.
        SameCaseManager: the new one is the present one.
        ChangeBeforeStart: the change would lie before the present one began.
        StartsTooFarAhead: more than a year ahead.
    """
    if not course_open:
        raise errors.CourseNotOpen
    if not reason.strip():
        raise errors.ChangeReasonMissing(field="reason")
    if same_worker:
        raise errors.SameCaseManager(field="worker", worker=worker)
    if present_since is not None and starts_on < present_since:
        raise errors.ChangeBeforeStart(field="starts_on", day=present_since)
    if starts_on > today + FARTHEST_START:
        raise errors.StartsTooFarAhead(field="starts_on")
