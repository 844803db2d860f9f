"""Agreeing what to try next, and keeping where somebody can be found."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.contacts.planning import profile_for
from alongside.kernel.operations import operation
from alongside.organisation.models import Worker
from alongside.outreach import errors, rules, threads
from alongside.outreach.models import Ended, FoundAt, Outreach
from alongside.outreach.queries import who_can_try
from alongside.people.models import Person


@operation("outreach.agree", on="thread")
def agree_next(
    *,
    by: Actor,
    thread: Outreach,
    next_try: str,
    worker: Worker,
    next_on: date,
    next_where: str = "",
    version: int | None = None,
) -> Outreach:
    """Agree what to try next, who tries and by when.

    Args:
        next_try: a key of the profile's ways to try.
        next_where: where or with whom, in words.

    Raises:
        ThreadClosed, StaleRecord, TryUnknown
        TryInThePast, NotWithThem: see `rules.check_next`.
    """
    thread.require_version(version)
    if thread.closed_at is not None:
        raise errors.ThreadClosed
    if profile_for(thread.enrolment).outreach_tries.get(next_try) is None:
        raise errors.TryUnknown(field="next_try")
    rules.check_next(
        on=next_on,
        today=by.today,
        worker_id=worker.pk,
        with_them={one.pk for one in who_can_try(thread.enrolment, by.today)},
    )
    thread.next_try, thread.next_where = next_try, next_where.strip()
    thread.next_worker, thread.next_on = worker, next_on
    thread.save()
    return thread


@operation("outreach.leave", on="thread")
def leave_them(*, by: Actor, thread: Outreach, said: str, version: int | None = None) -> Outreach:
    """They have said where they want to be left, and how they reach us. The course goes on.

    Raises:
        ThreadClosed, StaleRecord, WordsMissing
    """
    thread.require_version(version)
    if thread.closed_at is not None:
        raise errors.ThreadClosed
    rules.require_words(said)
    threads.close(thread, Ended.LEFT, at=by.now, said=said)
    return thread


@operation("found_at.add", on="person")
def add_place(
    *,
    by: Actor,
    person: Person,
    place: str,
    best_times: str = "",
    told_by: str = "",
    key: UUID | None = None,
) -> FoundAt:
    """Write down where somebody can be found, and when it is best.

    Raises:
        PlaceMissing
    """
    rules.require_place(place)
    found = FoundAt(
        person=person,
        place=place.strip(),
        best_times=best_times.strip(),
        told_by=told_by.strip(),
        said_on=by.today,
    )
    found.save()
    return found


@operation("found_at.change", on="found")
def change_place(
    *,
    by: Actor,
    found: FoundAt,
    place: str,
    best_times: str = "",
    told_by: str = "",
    version: int | None = None,
) -> FoundAt:
    """Write a place anew as it is told today.

    Raises:
        PlaceMissing, PlaceGone, StaleRecord
    """
    found.require_version(version)
    _require_standing(found)
    rules.require_place(place)
    found.place, found.best_times, found.told_by = place.strip(), best_times.strip(), told_by.strip()
    found.said_on = by.today
    found.save()
    return found


@operation("found_at.end", on="found")
def end_place(*, by: Actor, found: FoundAt) -> FoundAt:
    """They are not there any more. What it was stays in the history.

    Raises:
        PlaceGone
    """
    _require_standing(found)
    found.ended_on = by.today
    found.save()
    return found


def _require_standing(found: FoundAt) -> None:
    if found.ended_on is not None:
        raise errors.PlaceGone
