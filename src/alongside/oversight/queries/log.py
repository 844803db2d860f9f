"""Reviews of the log: when the next is due, and what stands in one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from alongside.access.actor import Actor
from alongside.audit.models import Entry
from alongside.oversight.models import LogReview, ReviewedLook
from alongside.oversight.rules import reviewing as rules
from alongside.oversight.sampling import Sample, draw


@dataclass(frozen=True)
class ReviewDue:
    """Where the next review stands. `since`: the period it is about begins here; None when nobody has looked yet."""

    state: rules.Due
    since: datetime | None
    due_on: date | None
    under_way: LogReview | None
    last: LogReview | None


def review_due(agency_id: UUID, today: date) -> ReviewDue:
    """When the log is looked through next. Three queries at most."""
    reviews = LogReview.objects.filter(agency_id=agency_id)
    under_way = reviews.filter(signed_at__isnull=True).first()
    last = reviews.filter(signed_at__isnull=False).select_related("signed_by").order_by("-until").first()
    since = last.until if last else _first_look(agency_id)
    if since is None:
        return ReviewDue(rules.Due.FINE, None, None, under_way, last)
    begun = localdate(since)
    return ReviewDue(rules.state_of(begun, today), since, rules.due_on(begun), under_way, last)


def _first_look(agency_id: UUID) -> datetime | None:
    first = Entry.objects.filter(agency_id=agency_id, action="read").order_by("place")
    found: datetime | None = first.values_list("at", flat=True).first()
    return found


LONGEST = timedelta(days=366)
"""A review looks back a year at most: what is older was kept by nobody's question for too long to be asked now."""


def draw_next(by: Actor) -> Sample:
    """The sample of the period since the last review, drawn by a new seed. Takes seconds in a large agency."""
    since = review_due(by.agency_id, by.today).since or by.now - timedelta(days=1)
    return draw(by.agency_id, since=max(since, by.now - LONGEST), until=by.now, seed=secrets.randbelow(2**31))


def draw_again(review: LogReview) -> bool:
    """Whether the lines drawn by chance are the ones the seed draws from the trail as it stands."""
    again = draw(review.agency_id, since=review.since, until=review.until, seed=review.seed)
    places: dict[str, set[int]] = {"chance": set(), "risk": set()}
    for drawn, place in review.lines.values_list("drawn", "place"):
        places[drawn].add(place)
    by_chance = {one.look.place for one in again.by_chance}
    return by_chance - places["risk"] == places["chance"] and again.entries == review.entries


def reviews_of(agency_id: UUID) -> list[LogReview]:
    """Every review, the latest first. One query."""
    reviews = LogReview.objects.filter(agency_id=agency_id).select_related("signed_by", "begun_by")
    return list(reviews.order_by("-until"))


def looks_of(review: LogReview) -> list[ReviewedLook]:
    """The sample: what stands out first, then what came by chance. One query."""
    lines = review.lines.select_related("worker", "judged_by", "review")
    return list(lines.order_by("-drawn", "number"))
